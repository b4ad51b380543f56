"""Who a person is in one network, read once per request: the ground every permission stands on."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.periods import holds_on
from husrom.portal.network.models import Network, RoleAssignment, Seat, SeatHolding


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's roles in a network; the sets hold membership ids."""

    is_leader: bool = False
    is_observer: bool = False
    delegate_of: frozenset[int] = field(default_factory=frozenset)
    chief_executive_of: frozenset[int] = field(default_factory=frozenset)
    student_of: frozenset[int] = field(default_factory=frozenset)

    @property
    def takes_part(self) -> bool:
        return bool(
            self.is_leader or self.is_observer or self.delegate_of or self.chief_executive_of or self.student_of
        )

    @property
    def memberships(self) -> frozenset[int]:
        """The municipalities this person acts for (a student acts for none)."""
        return self.delegate_of | self.chief_executive_of

    @property
    def cache_key(self) -> str:
        """The same for two people exactly when they see the same."""
        sets = (self.delegate_of, self.chief_executive_of, self.student_of)
        members = "/".join(",".join(map(str, sorted(one))) for one in sets)
        return f"{self.is_leader:d}{self.is_observer:d}/{members}"

    @property
    def role_label(self) -> str:
        if self.is_leader:
            return _("Network leader")
        if self.chief_executive_of:
            return _("Chief executive")
        if self.delegate_of:
            return _("Delegate")
        if self.is_observer:
            return _("Observer")
        return _("Student") if self.student_of else ""


NOBODY = Standing()


def standing_of(user: User | AnonymousUser, network: Network, on: dt.date | None = None) -> Standing:
    """Return the person's standing on a date, today unless told; two queries."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    on = on or timezone.localdate()
    current = holds_on(on)
    roles = set(RoleAssignment.objects.filter(current, network=network, user=user).values_list("role", flat=True))
    seats: dict[str, set[int]] = {role: set() for role in Seat.Role.values}
    held = SeatHolding.objects.filter(current, user=user, seat__membership__network=network)
    for role, membership_id in held.values_list("seat__role", "seat__membership_id"):
        seats[role].add(membership_id)
    return Standing(
        is_leader=RoleAssignment.Role.LEADER in roles,
        is_observer=RoleAssignment.Role.OBSERVER in roles,
        delegate_of=frozenset(seats[Seat.Role.DELEGATE]),
        chief_executive_of=frozenset(seats[Seat.Role.CHIEF_EXECUTIVE]),
        student_of=frozenset(seats[Seat.Role.STUDENT]),
    )
