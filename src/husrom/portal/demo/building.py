"""Build the demo's network once; a second start finds it as it was left."""

import datetime as dt

from django.db import transaction

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.demo.dates import moved_around
from husrom.portal.demo.gatherings import fill_gatherings
from husrom.portal.demo.people import leader_of_demo, seat_cast
from husrom.portal.network.actions.anchoring import Signature, record_act
from husrom.portal.network.actions.groups import make_groups, override_group
from husrom.portal.network.models import AnchoringAct, LetterText, Membership, Network, Seat, SeatHolding
from husrom.portal.programme.document import EXAMPLES
from husrom.portal.programme.loading import load
from husrom.portal.programme.reading import read_programme

EXAMPLE = EXAMPLES / "helhetlig-boligpolitikk.yaml"
_UNANCHORED_EVERY = 8
_MOVED = ("1840", "decline", "Eksempel: Kommunen planlegger etter framskrivingen, som viser nedgang.")


@transaction.atomic
def build_demo(*, today: dt.date) -> Network:
    """Load the real programme with its gatherings around today, seat the example cast and let it have worked."""
    document = moved_around(read_programme(EXAMPLE), today)
    load(document, by=None)
    network = Network.objects.get(slug=document.slug)
    with change(network, by=None):
        seat_cast(network, on=network.starts_on)
        _anchor_most(network)
        fill_gatherings(network, today=today)
    _group(network, by=leader_of_demo())
    return network


def _group(network: Network, *, by: User) -> None:
    """Divide the members by the figures, and let the leader move one with a reason."""
    run = make_groups(network=network, by=by)
    number, group, reason = _MOVED
    placement = run.placements.get(membership__municipality_number=number)
    if placement.proposed_group != group:
        override_group(placement=placement, group=group, reason=reason, by=by)


def _anchor_most(network: Network) -> None:
    letters = {letter.language: letter for letter in network.letters.filter(kind=LetterText.Kind.ANCHORING)}
    members = network.memberships.filter(kind=Membership.Kind.MUNICIPALITY, status=Membership.Status.ACTIVE)
    for place, membership in enumerate(members):
        if place % _UNANCHORED_EVERY == _UNANCHORED_EVERY - 1:
            continue
        executive = SeatHolding.objects.get(seat__membership=membership, seat__role=Seat.Role.CHIEF_EXECUTIVE).user
        record_act(
            membership=membership,
            kind=AnchoringAct.Kind.ANCHORED,
            on=network.starts_on - dt.timedelta(weeks=3),
            letter=letters.get(membership.language) or letters["nb"],
            signature=Signature(name=executive.name, role="Kommunedirektør"),
            by=executive,
        )
