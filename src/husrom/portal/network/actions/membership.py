"""A membership's way through the network: invited, anchored, active, left – and invited again."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from husrom.figures.municipalities import Municipality
from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.common.errors import RefusedError
from husrom.portal.network.models import (
    AnchoringAct,
    Membership,
    Network,
    SeatHolding,
    StatusChange,
)

Status = Membership.Status

_NEXT_STEPS: dict[str, tuple[Membership.Status, ...]] = {
    Status.INVITED: (Status.ANCHORED, Status.LEFT),
    Status.ANCHORED: (Status.ACTIVE, Status.LEFT),
    Status.ACTIVE: (Status.LEFT,),
    Status.LEFT: (Status.INVITED,),
}
# A student has no kommunedirektør to anchor the seat with.
_NEXT_STEPS_OF_STUDENT: dict[str, tuple[Membership.Status, ...]] = {
    Status.INVITED: (Status.ACTIVE, Status.LEFT),
    Status.ACTIVE: (Status.LEFT,),
    Status.LEFT: (Status.INVITED,),
}


class StatusChangeRefusedError(RefusedError):
    """The membership cannot take this step now."""


def next_steps(membership: Membership) -> tuple[Membership.Status, ...]:
    """Return the steps that lead on from where the membership stands."""
    steps = _NEXT_STEPS if membership.has_delegates else _NEXT_STEPS_OF_STUDENT
    return steps.get(membership.status, ())


def invite_member(
    *,
    network: Network,
    municipality: Municipality,
    language: str,
    on: dt.date,
    reason: str = "",
    by: User | None,
) -> Membership:
    """Invite a municipality, under the number it has in the network's division."""
    with change(network, by=by):
        Network.objects.select_for_update().get(pk=network.pk)
        if network.memberships.filter(municipality_number=municipality.number).exists():
            raise StatusChangeRefusedError(
                _("%(name)s is on the list already. Open the municipality there and change its status.")
                % {"name": municipality.label}
            )
        if on > timezone.localdate():
            raise StatusChangeRefusedError(
                _("%(date)s is in the future. Record the step on the day it happens, or later.")
                % {"date": date_format(on)}
            )
        membership = Membership.objects.create(
            network=network,
            municipality_number=municipality.number,
            division_on=network.division_on,
            name=municipality.name or municipality.number,
            language=language,
        )
        write_status(membership, Status.INVITED, on, reason=reason, by=by)
    return membership


def change_status(
    *,
    membership: Membership,
    status: str,
    on: dt.date,
    reason: str = "",
    by: User | None,
) -> StatusChange:
    """Take the membership one step on; when a municipality leaves, its team's places end the same day."""
    with change(membership.network, by=by):
        locked = Membership.objects.select_for_update().get(pk=membership.pk)
        _refuse_illegal_step(locked, status)
        _refuse_wrong_date(locked, on)
        if status == Status.LEFT:
            if not reason.strip():
                raise StatusChangeRefusedError(_("Say why the municipality leaves, so that the history tells it."))
            _end_team(locked, on)
        if status == Status.ANCHORED and not _is_anchored(locked):
            raise StatusChangeRefusedError(
                _(
                    "%(name)s is not anchored yet. Record the chief executive's signed letter under "
                    "Anchoring; the status follows by itself."
                )
                % {"name": locked.name}
            )
        written = write_status(locked, status, on, reason=reason, by=by)
    membership.status = status
    return written


def choose_language_form(*, membership: Membership, language: str, by: User | None) -> None:
    """Choose whether the municipality's letters are in bokmål or nynorsk; what is signed stays as it was."""
    with change(membership.network, by=by):
        membership.language = language
        membership.save(update_fields=["language"])


def write_status(
    membership: Membership,
    status: str,
    on: dt.date,
    *,
    reason: str = "",
    by: User | None,
) -> StatusChange:
    """Write a step to the history and to the membership; the caller has opened the change and checked the step."""
    if membership.status == Status.LEFT or membership.joined_on is None:
        membership.joined_on = on
    membership.status = status
    membership.save(update_fields=["status", "joined_on"])
    return StatusChange.objects.create(membership=membership, status=status, on=on, reason=reason.strip(), by=by)


def _refuse_illegal_step(membership: Membership, status: str) -> None:
    if status in next_steps(membership):
        return
    raise StatusChangeRefusedError(
        _("%(name)s is %(now)s now and cannot become %(wanted)s. Choose %(choices)s.")
        % {
            "name": membership.name,
            "now": membership.get_status_display(),
            "wanted": Status(status).label,
            "choices": _(" or ").join(str(step.label) for step in next_steps(membership)),
        }
    )


def _refuse_wrong_date(membership: Membership, on: dt.date) -> None:
    if on > timezone.localdate():
        raise StatusChangeRefusedError(
            _("%(date)s is in the future. Record the step on the day it happens, or later.") % {"date": date_format(on)}
        )
    last = membership.history.last()
    if last is not None and on < last.on:
        raise StatusChangeRefusedError(
            _("%(name)s became %(status)s on %(last)s. The next step cannot be earlier: choose that day or later.")
            % {
                "name": membership.name,
                "status": last.get_status_display(),
                "last": date_format(last.on),
            }
        )


def _is_anchored(membership: Membership) -> bool:
    last = membership.anchoring_acts.last()
    return last is not None and last.kind != AnchoringAct.Kind.WITHDRAWN


def _end_team(membership: Membership, on: dt.date) -> None:
    for holding in SeatHolding.objects.filter(seat__membership=membership).exclude(ends_on__lte=on):
        if holding.starts_on > on:
            holding.delete()
        else:
            holding.ends_on = on
            holding.save(update_fields=["ends_on"])
