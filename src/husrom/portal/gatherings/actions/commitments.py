from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.gatherings.actions.places import lock_gathering
from husrom.portal.gatherings.errors import CommitmentRefusedError
from husrom.portal.gatherings.models import Commitment, Gathering
from husrom.portal.network.models import Membership


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """One of the two lines on a municipality's page; an empty text means that there is no commitment."""

    number: int
    text: str
    status: str = Commitment.Status.OPEN
    outcome: str = ""


def save_commitments(
    *, gathering: Gathering, membership: Membership, entries: Iterable[CommitmentEntry], by: User | None
) -> None:
    """Write down what a municipality will do until next time, and what came of it."""
    if membership.status == Membership.Status.LEFT:
        raise CommitmentRefusedError(_("%(name)s has left the network.") % {"name": membership.name})
    if not gathering.has_begun():
        raise CommitmentRefusedError(
            _("Commitments are written at the gathering. Gathering %(number)s has not begun.")
            % {"number": gathering.number}
        )
    with change(gathering.network, by=by):
        lock_gathering(gathering)
        existing = {one.number: one for one in gathering.commitments.filter(membership=membership)}
        for entry in entries:
            commitment = existing.get(entry.number)
            if not entry.text:
                _remove(commitment)
                continue
            _require_outcome(entry)
            if commitment is None:
                commitment = Commitment(gathering=gathering, membership=membership, number=entry.number)
            before = (commitment.text, commitment.status, commitment.outcome)
            commitment.text, commitment.status, commitment.outcome = entry.text, entry.status, entry.outcome
            if before != (entry.text, entry.status, entry.outcome):
                commitment.save()


def _remove(commitment: Commitment | None) -> None:
    if commitment is None:
        return
    if commitment.status != Commitment.Status.OPEN:
        raise CommitmentRefusedError(
            _("Commitment %(number)s is reported and stays. Set it back to under way to remove it.")
            % {"number": commitment.number}
        )
    commitment.delete()


def _require_outcome(entry: CommitmentEntry) -> None:
    if entry.outcome:
        return
    if entry.status == Commitment.Status.DONE:
        raise CommitmentRefusedError(
            _("Say in a sentence what came of commitment %(number)s.") % {"number": entry.number}
        )
    if entry.status == Commitment.Status.DROPPED:
        raise CommitmentRefusedError(
            _("Say in a sentence why commitment %(number)s was dropped.") % {"number": entry.number}
        )
