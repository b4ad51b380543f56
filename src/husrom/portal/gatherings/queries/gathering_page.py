from dataclasses import dataclass

from django.db.models import Count, Q

from husrom.portal.gatherings.models import Commitment, Gathering, Material, Registration
from husrom.portal.gatherings.queries.agenda import AgendaDay, agenda
from husrom.portal.gatherings.queries.commitments import (
    SHOWN_ON_THE_GATHERING_PAGE,
    CommitmentSummary,
    commitment_summary,
    own_commitments,
)
from husrom.portal.gatherings.queries.places import Places, places_at
from husrom.portal.gatherings.queries.registration_sheet import RegistrationWindow, registration_window
from husrom.portal.network.models import Membership
from husrom.portal.network.standing import Standing


@dataclass(frozen=True, slots=True)
class OwnRegistration:
    membership: Membership
    registered: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ShownAgain:
    """The previous gathering's commitments: one's own, or (for the leader) how everyone's stand and the first rows."""

    gathering: Gathering
    commitments: tuple[Commitment, ...]
    summary: CommitmentSummary | None
    more: bool


@dataclass(frozen=True, slots=True)
class GatheringPage:
    gathering: Gathering
    window: RegistrationWindow
    days: tuple[AgendaDay, ...]
    materials: tuple[Material, ...]
    places: Places
    own: tuple[OwnRegistration, ...]
    shown_again: ShownAgain | None

    @property
    def has_begun(self) -> bool:
        return self.gathering.has_begun()


def gathering_page(gathering: Gathering, standing: Standing) -> GatheringPage:
    """Return all that a reader sees of a gathering; at most ten queries, whatever the size of the network."""
    return GatheringPage(
        gathering=gathering,
        window=registration_window(gathering),
        days=agenda(gathering, standing.memberships | standing.student_of),
        materials=tuple(gathering.materials.all()),
        places=places_at(gathering),
        own=_own_registrations(gathering, standing),
        shown_again=_shown_again(gathering, standing),
    )


def _own_registrations(gathering: Gathering, standing: Standing) -> tuple[OwnRegistration, ...]:
    if not standing.memberships:
        return ()
    here = Q(seats__registrations__gathering=gathering)
    status = Registration.Status
    members = gathering.network.memberships.filter(pk__in=standing.memberships).annotate(
        registered=Count("pk", filter=here & Q(seats__registrations__status=status.REGISTERED)),
        waiting=Count("pk", filter=here & Q(seats__registrations__status=status.WAITING)),
    )
    return tuple(OwnRegistration(member, member.registered, member.waiting) for member in members)


def _shown_again(gathering: Gathering, standing: Standing) -> ShownAgain | None:
    if not (standing.is_leader or standing.memberships):
        return None
    earlier = gathering.network.gatherings.filter(number__lt=gathering.number).order_by("-number").first()
    if earlier is None:
        return None
    earlier.network = gathering.network
    if not standing.is_leader:
        own = own_commitments(earlier, standing.memberships)
        return ShownAgain(earlier, tuple(own), summary=None, more=False)
    first = list(
        earlier.commitments.select_related("membership").order_by("membership__name", "number")[
            : SHOWN_ON_THE_GATHERING_PAGE + 1
        ]
    )
    return ShownAgain(
        earlier,
        tuple(first[:SHOWN_ON_THE_GATHERING_PAGE]),
        commitment_summary(earlier),
        more=len(first) > SHOWN_ON_THE_GATHERING_PAGE,
    )
