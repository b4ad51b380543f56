"""The kommunedirektør's acts. An act is never edited: what happens next is a new act."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.common.errors import RefusedError
from husrom.portal.network.actions.membership import write_status
from husrom.portal.network.letters import letter_markdown
from husrom.portal.network.models import AnchoringAct, LetterText, Membership

Kind = AnchoringAct.Kind
Status = Membership.Status

_NEXT_ACTS: dict[str | None, tuple[AnchoringAct.Kind, ...]] = {
    None: (Kind.ANCHORED,),
    Kind.ANCHORED: (Kind.RENEWED, Kind.WITHDRAWN),
    Kind.RENEWED: (Kind.RENEWED, Kind.WITHDRAWN),
    Kind.WITHDRAWN: (Kind.RENEWED,),
}


class AnchoringRefusedError(RefusedError):
    """The act cannot be recorded as it stands."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed the letter, in which role."""

    name: str
    role: str


def next_acts(membership: Membership) -> tuple[AnchoringAct.Kind, ...]:
    """Return the acts that can follow the newest one; none for a student seat or one who has left."""
    if not membership.has_delegates or membership.status == Status.LEFT:
        return ()
    last = membership.anchoring_acts.last()
    return _NEXT_ACTS[last.kind if last else None]


def record_act(
    *,
    membership: Membership,
    kind: str,
    on: dt.date,
    letter: LetterText,
    signature: Signature,
    reason: str = "",
    by: User | None,
) -> AnchoringAct:
    """Record that participation is anchored, renewed or withdrawn, and let the membership's status follow.

    The same renewal once more is the button pressed twice: it is recorded once.
    """
    with change(membership.network, by=by):
        locked = Membership.objects.select_for_update().get(pk=membership.pk)
        _refuse_illegal_act(locked, kind)
        _refuse_wrong_date(locked, on)
        said = {"kind": kind, "on": on, "letter": letter, "signed_by": signature.name, "signed_as": signature.role}
        last = locked.anchoring_acts.last()
        if last is not None and all(getattr(last, name) == value for name, value in said.items()):
            return last
        if kind == Kind.WITHDRAWN and not reason.strip():
            raise AnchoringRefusedError(_("Say why the anchoring is withdrawn, so that the history tells it."))
        act = AnchoringAct.objects.create(
            membership=locked,
            **said,
            text=letter_markdown(letter, locked),
            reason=reason.strip(),
            recorded_by=by,
        )
        _let_status_follow(locked, act, by)
    membership.status = locked.status
    return act


def _let_status_follow(membership: Membership, act: AnchoringAct, by: User | None) -> None:
    """Invited becomes anchored, and anchored invited again; one who is active goes on, with the lack shown."""
    withdrawn = act.kind == Kind.WITHDRAWN
    before, after = (Status.ANCHORED, Status.INVITED) if withdrawn else (Status.INVITED, Status.ANCHORED)
    if membership.status != before:
        return
    last = membership.history.last()
    # A history is read by its dates, so a letter signed before the invitation was noted takes the later day.
    on = max(act.on, last.on) if last else act.on
    reason = act.reason if withdrawn else _("Anchored by the chief executive")
    write_status(membership, after, on, reason=reason, by=by)


def _refuse_illegal_act(membership: Membership, kind: str) -> None:
    if not membership.has_delegates:
        raise AnchoringRefusedError(
            _("%(name)s takes part with a student seat, which is not anchored.") % {"name": membership.name}
        )
    if membership.status == Status.LEFT:
        raise AnchoringRefusedError(
            _("%(name)s has left the network. Invite the municipality again before anchoring.")
            % {"name": membership.name}
        )
    if kind not in next_acts(membership):
        last = membership.anchoring_acts.last()
        if last is None:
            raise AnchoringRefusedError(
                _("%(name)s is not anchored, so there is nothing to renew or withdraw.") % {"name": membership.name}
            )
        raise AnchoringRefusedError(
            _("The anchoring of %(name)s was %(kind)s on %(date)s. What can follow is: %(choices)s.")
            % {
                "name": membership.name,
                "kind": last.get_kind_display(),
                "date": date_format(last.on),
                "choices": ", ".join(str(k.label) for k in next_acts(membership)),
            }
        )


def _refuse_wrong_date(membership: Membership, on: dt.date) -> None:
    if on > timezone.localdate():
        raise AnchoringRefusedError(
            _("%(date)s is in the future. Enter the day the letter was signed, today at the latest.")
            % {"date": date_format(on)}
        )
    last = membership.anchoring_acts.last()
    if last is not None and on < last.on:
        raise AnchoringRefusedError(
            _("The last act is from %(date)s. A new act cannot be earlier.") % {"date": date_format(last.on)}
        )
