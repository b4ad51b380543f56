import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from husrom.portal.accounts.models import User
from husrom.portal.network.actions import add_substitute, add_to_team, edit_holding, end_holding, replace_holder
from husrom.portal.network.actions.team import Person, TeamChangeRefusedError
from husrom.portal.network.models import Membership, PolicyArea, SeatHolding
from husrom.portal.network.queries.team import team_of
from tests import cast


def person(name: str) -> Person:
    return Person(email=f"{name.lower()}@example.org", name=name, job_title="Planlegger")


def seats_filled(membership: Membership) -> int:
    return team_of(Membership.objects.get(pk=membership.pk)).filled


def test_three_delegates_fit_and_the_fourth_is_told_what_to_do(hamar: Membership, leader: User, today: dt.date) -> None:
    for name in ("Ada", "Bo", "Cato"):
        add_to_team(membership=hamar, person=person(name), starts_on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError) as refused:
        add_to_team(membership=hamar, person=person("Dina"), starts_on=today, by=leader)
    assert str(refused.value) == (
        "Hamar har 3 delegater, og det er så mange det er plass til. Bytt ut en av dem, eller oppgi en vara."
    )
    assert seats_filled(hamar) == 3


def test_a_seat_is_made_when_the_municipality_has_none(hamar: Membership, leader: User, today: dt.date) -> None:
    hamar.seats.all().delete()
    holding = add_to_team(membership=hamar, person=person("Ada"), starts_on=today, by=leader)
    assert (holding.seat.role, holding.seat.number) == ("delegate", 1)


def test_nobody_sits_twice(hamar: Membership, leader: User, today: dt.date) -> None:
    add_to_team(membership=hamar, person=person("Ada"), starts_on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError) as refused:
        add_to_team(membership=hamar, person=person("Ada"), role="chief_executive", starts_on=today, by=leader)
    assert str(refused.value) == (
        "Ada har alt en plass i laget til Hamar. Avslutt den plassen først, eller velg en annen person."
    )


def test_one_chief_executive_and_one_student(
    hamar: Membership, mandal: Membership, leader: User, today: dt.date
) -> None:
    add_to_team(membership=hamar, person=person("Ada"), role="chief_executive", starts_on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError, match="Hamar har alt en kommunedirektør"):
        add_to_team(membership=hamar, person=person("Bo"), role="chief_executive", starts_on=today, by=leader)
    add_to_team(membership=mandal, person=person("Cato"), role="student", starts_on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError, match="Studentplassen er opptatt"):
        add_to_team(membership=mandal, person=person("Dina"), role="student", starts_on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError, match="Mandal deltar med én studentplass og har ingen delegater"):
        add_to_team(membership=mandal, person=person("Dina"), starts_on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError, match="Hamar deltar med delegater og har ingen studentplass"):
        add_to_team(membership=hamar, person=person("Dina"), role="student", starts_on=today, by=leader)


def test_a_replaced_holder_leaves_the_day_before(
    hamar: Membership, hamar_delegate: User, leader: User, today: dt.date
) -> None:
    old = SeatHolding.objects.get(user=hamar_delegate)
    new = replace_holder(holding=old, person=person("Ada"), starts_on=today, by=leader)
    old.refresh_from_db()
    assert old.ends_on == today - dt.timedelta(days=1)
    assert (new.seat, new.starts_on, new.ends_on) == (old.seat, today, None)
    with pytest.raises(TeamChangeRefusedError, match="Den nye må starte etter den dagen"):
        replace_holder(holding=new, person=person("Bo"), starts_on=today, by=leader)


def test_an_earlier_holding_cannot_be_replaced_into_the_present_one(
    hamar: Membership, hamar_delegate: User, leader: User, today: dt.date
) -> None:
    old = SeatHolding.objects.get(user=hamar_delegate)
    replace_holder(holding=old, person=person("Ada"), starts_on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError, match="Ada har plassen fra"):
        replace_holder(holding=old, person=person("Bo"), starts_on=today - dt.timedelta(days=5), by=leader)
    old.refresh_from_db()
    assert old.ends_on == today - dt.timedelta(days=1)


def test_last_days_are_checked(hamar: Membership, hamar_delegate: User, leader: User, today: dt.date) -> None:
    holding = SeatHolding.objects.get(user=hamar_delegate)
    with pytest.raises(TeamChangeRefusedError, match="siste dag kan ikke være før det"):
        end_holding(holding=holding, on=holding.starts_on - dt.timedelta(days=1), by=leader)
    end_holding(holding=holding, on=today, by=leader)
    with pytest.raises(TeamChangeRefusedError, match="Ingenting er endret"):
        end_holding(holding=holding, on=today, by=leader)


def test_one_who_has_left_gets_no_team(hamar: Membership, leader: User, today: dt.date) -> None:
    Membership.objects.update(status="left")
    with pytest.raises(TeamChangeRefusedError, match="Hamar har sluttet i nettverket"):
        add_to_team(membership=hamar, person=person("Ada"), starts_on=today, by=leader)


def test_a_substitute_stands_beside_the_holder_and_adds_no_breadth(
    hamar: Membership, hamar_delegate: User, leader: User, today: dt.date
) -> None:
    seat = SeatHolding.objects.get(user=hamar_delegate).seat
    nav = PolicyArea.objects.filter(key="nav")
    add_substitute(seat=seat, person=person("Ada"), starts_on=today, policy_areas=nav, by=leader)
    team = team_of(hamar)
    assert [p.name for p in team.delegate_seats[0].substitutes] == ["Ada"]
    assert team.filled == 1
    assert team.breadth.covered == ("Plan", "Bolig")
    assert team.breadth.missing == ("Helse og omsorg", "Eiendom", "Økonomi", "Folkehelse", "NAV")


def test_the_last_seat_is_not_sold_twice(transactional_db: None, hamar: Membership, today: dt.date) -> None:
    def try_to_add(name: str) -> bool:
        try:
            add_to_team(membership=hamar, person=person(name), starts_on=today, by=None)
        except TeamChangeRefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(try_to_add, ("Ada", "Bo", "Cato", "Dina", "Eli", "Frans", "Gro", "Hans")))
    assert sum(added) == seats_filled(hamar) == 3


def test_editing_changes_breadth(hamar: Membership, hamar_delegate: User, leader: User) -> None:
    holding = SeatHolding.objects.get(user=hamar_delegate)
    edit_holding(holding=holding, policy_areas=PolicyArea.objects.filter(key="finance"), by=leader)
    assert team_of(hamar).breadth.covered == ("Økonomi",)


class SeatHoldingTests(TestCase):
    """Whatever is tried, in whatever order: no seat has two holders on a day and nobody has two seats."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.today = dt.date(2026, 6, 1)
        cls.network = cast.make_network(cls.today)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(("add", "substitute", "replace", "end")),
                st.sampled_from(("Ada", "Bo", "Cato", "Dina", "Eli")),
                st.integers(0, 30),
                st.integers(0, 5),
            ),
            max_size=12,
        )
    )
    def test_periods_do_not_overlap(self, attempts: list[tuple[str, str, int, int]]) -> None:
        membership = cast.make_member(self.network, "3403", "Hamar")
        for what, name, days, pick in attempts:
            on = self.today + dt.timedelta(days=days)
            holdings = list(SeatHolding.objects.order_by("pk"))
            picked = holdings[pick % len(holdings)] if holdings else None
            try:
                with transaction.atomic():
                    if what == "add":
                        add_to_team(membership=membership, person=person(name), starts_on=on, by=None)
                    elif picked is not None and what == "replace":
                        replace_holder(holding=picked, person=person(name), starts_on=on, by=None)
                    elif picked is not None and what == "substitute":
                        add_substitute(seat=picked.seat, person=person(name), starts_on=on, by=None)
                    elif picked is not None:
                        end_holding(holding=picked, on=on, by=None)
            except TeamChangeRefusedError:
                pass
            self.check(membership)

    def check(self, membership: Membership) -> None:
        holdings = list(SeatHolding.objects.filter(seat__membership=membership))
        holders = [h for h in holdings if not h.is_substitute]
        assert membership.seats.filter(role="delegate").count() <= self.network.seats_preferred
        assert not self.overlap(holders, key="seat_id")
        assert not self.overlap(holdings, key="user_id")

    @staticmethod
    def overlap(holdings: list[SeatHolding], key: str) -> list[tuple[SeatHolding, SeatHolding]]:
        last = dt.date.max
        return [
            (a, b)
            for i, a in enumerate(holdings)
            for b in holdings[i + 1 :]
            if getattr(a, key) == getattr(b, key)
            and a.starts_on <= (b.ends_on or last)
            and b.starts_on <= (a.ends_on or last)
        ]
