"""What the day packages come to: heads × rate, planned from who is registered, actual from who arrived."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.gatherings.queries.programme import all_gatherings
from husrom.portal.network.models import Membership, Network


@dataclass(frozen=True, slots=True)
class GatheringRate:
    """What one person costs at a gathering, and where that figure is from."""

    gathering: Gathering
    rate_nok: Decimal
    is_own: bool
    is_approximate: bool
    is_held: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """Heads and kroner; the actual ones are None until the gathering is held, which is not the same as zero."""

    planned_heads: int
    planned_nok: Decimal
    actual_heads: int | None
    actual_nok: Decimal | None


@dataclass(frozen=True, slots=True)
class CostRow:
    membership: Membership
    costs: tuple[Cost, ...]
    total: Cost


@dataclass(frozen=True, slots=True)
class CostSheet:
    """One row per municipality and one column per gathering; `totals` are the columns summed."""

    network: Network
    rates: tuple[GatheringRate, ...]
    rows: tuple[CostRow, ...]
    totals: tuple[Cost, ...]
    total: Cost

    @property
    def network_pays(self) -> bool:
        return self.network.paid_by == "network"


def cost_sheet(network: Network, on: dt.date, memberships: frozenset[int] | None = None) -> CostSheet:
    """Return the costs of everyone, or of these municipalities. Three queries.

    Those who have left are there if they have been registered, since what they came to has to be paid.
    """
    rates = tuple(_rate(gathering, on) for gathering in all_gatherings(network))
    heads: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    counted = Registration.objects.filter(gathering__network=network, status=Registration.Status.REGISTERED).order_by()
    members = network.memberships.order_by("name")
    if memberships is not None:
        counted = counted.filter(seat__membership__in=memberships)
        members = members.filter(pk__in=memberships)
    for membership_id, gathering_id, planned, actual in counted.values_list(
        "seat__membership_id", "gathering_id"
    ).annotate(planned=Count("pk"), actual=Count("pk", filter=~Q(arrived_at=None))):
        heads[membership_id][gathering_id] = (planned, actual)
    rows = tuple(
        _row(member, rates, heads[member.pk])
        for member in members
        if member.status != Membership.Status.LEFT or member.pk in heads
    )
    columns = tuple(_sum([row.costs[column] for row in rows]) for column in range(len(rates)))
    return CostSheet(network, rates, rows, columns, _sum(columns))


def member_costs(membership: Membership, on: dt.date, gatherings: list[Gathering]) -> CostRow:
    """Return what one municipality's day packages come to at these gatherings. One query."""
    counted = Registration.objects.filter(seat__membership=membership, status=Registration.Status.REGISTERED)
    heads = {
        gathering_id: (planned, actual)
        for gathering_id, planned, actual in counted.order_by()
        .values_list("gathering_id")
        .annotate(planned=Count("pk"), actual=Count("pk", filter=~Q(arrived_at=None)))
    }
    return _row(membership, tuple(_rate(gathering, on) for gathering in gatherings), heads)


def _rate(gathering: Gathering, on: dt.date) -> GatheringRate:
    network, own = gathering.network, gathering.day_package_nok
    return GatheringRate(
        gathering=gathering,
        rate_nok=network.day_package_nok if own is None else own,
        is_own=own is not None,
        is_approximate=own is None and network.day_package_is_approximate,
        is_held=gathering.starts_on is not None and gathering.starts_on <= on,
    )


def _row(member: Membership, rates: tuple[GatheringRate, ...], heads: dict[int, tuple[int, int]]) -> CostRow:
    costs = []
    for rate in rates:
        planned, actual = heads.get(rate.gathering.pk, (0, 0))
        costs.append(
            Cost(
                planned_heads=planned,
                planned_nok=planned * rate.rate_nok,
                actual_heads=actual if rate.is_held else None,
                actual_nok=actual * rate.rate_nok if rate.is_held else None,
            )
        )
    return CostRow(member, tuple(costs), _sum(costs))


def _sum(costs: list[Cost] | tuple[Cost, ...]) -> Cost:
    held = [cost for cost in costs if cost.actual_nok is not None]
    return Cost(
        planned_heads=sum(cost.planned_heads for cost in costs),
        planned_nok=sum((cost.planned_nok for cost in costs), Decimal(0)),
        actual_heads=sum(cost.actual_heads or 0 for cost in held) if held else None,
        actual_nok=sum((cost.actual_nok or Decimal(0) for cost in held), Decimal(0)) if held else None,
    )
