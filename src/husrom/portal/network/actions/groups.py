import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.common.errors import RefusedError
from husrom.portal.network.group_names import WORKING_GROUPS
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network
from husrom.portal.network.queries.group_proposal import GroupProposal, ProposedPlacement, propose_groups

# The same division by the same person this soon is the button pressed twice.
PRESSED_TWICE_WITHIN = dt.timedelta(minutes=1)


class NobodyToGroupError(RefusedError):
    """There are no members to divide."""


class GroupOverrideError(RefusedError):
    """A member cannot be moved as asked."""


def make_groups(*, network: Network, by: User | None) -> GroupRun:
    """Divide the members by today's figures and thresholds; earlier divisions are kept as history.

    What the leader has decided for a member stands in the new division too, until it is undone.
    """
    members = list(network.memberships.exclude(status=Membership.Status.LEFT).order_by("name"))
    if not members:
        raise NobodyToGroupError(_("There are no members to divide into groups yet. Add members first."))
    proposal = propose_groups(members, language=network.language, on=timezone.localdate())
    with change(network, by=by):
        Network.objects.select_for_update().get(pk=network.pk)
        if just_made := _just_made(proposal, network, by):
            return just_made
        decided = _decided(network)
        run = GroupRun.objects.create(
            network=network,
            made_by=by,
            thresholds=proposal.thresholds.as_dict(),
            reference_year=proposal.reference_year,
        )
        for placement in proposal.placements:
            _store(run, placement, decided.get(placement.membership.pk))
    return run


def override_group(*, placement: GroupPlacement, group: str, reason: str, by: User | None) -> None:
    """Move a member to another group than the figures say; the reason stays beside it."""
    _refuse_old(placement)
    if group not in WORKING_GROUPS:
        raise GroupOverrideError(_("There is no such group. Choose one of the groups in the list."))
    if group == placement.proposed_group:
        raise GroupOverrideError(
            _("%(name)s is in that group by the figures. Undo the move instead.") % {"name": placement.membership.name}
            if placement.override_reason
            else _("%(name)s is in that group already.") % {"name": placement.membership.name}
        )
    if not reason.strip():
        raise GroupOverrideError(_("Say why, so that others understand it later."))
    _write(placement, group=group, reason=reason.strip(), by=by)


def undo_override(*, placement: GroupPlacement, by: User | None) -> None:
    """Let the figures decide again."""
    _refuse_old(placement)
    if placement.override_reason:
        _write(placement, group=placement.proposed_group, reason="", by=by)


def _write(placement: GroupPlacement, *, group: str, reason: str, by: User | None) -> None:
    with change(placement.run.network, by=by):
        placement.group = group
        placement.override_reason = reason
        placement.overridden_by = by if reason else None
        placement.overridden_at = timezone.now() if reason else None
        placement.save()


def _refuse_old(placement: GroupPlacement) -> None:
    newest = placement.run.network.group_runs.first()
    if newest is None or newest.pk != placement.run_id:
        raise GroupOverrideError(
            _("A newer division into groups has been made. Open %(name)s there and try again.")
            % {"name": placement.membership.name}
        )


def _just_made(proposal: GroupProposal, network: Network, by: User | None) -> GroupRun | None:
    newest = network.group_runs.first()
    if newest is None or newest.made_by != by or newest.made_at < timezone.now() - PRESSED_TWICE_WITHIN:
        return None
    placed = dict(newest.placements.values_list("membership_id", "proposed_group"))
    same = placed == {placement.membership.pk: placement.group.value for placement in proposal.placements}
    return newest if same else None


def _decided(network: Network) -> dict[int, GroupPlacement]:
    newest = network.group_runs.first()
    if newest is None:
        return {}
    return {placement.membership_id: placement for placement in newest.placements.exclude(override_reason="")}


def _store(run: GroupRun, proposed: ProposedPlacement, decided: GroupPlacement | None) -> None:
    placement = GroupPlacement(
        run=run,
        membership=proposed.membership,
        proposed_group=proposed.group.value,
        group=proposed.group.value,
        explanation=proposed.explanation,
        figures=proposed.figures,
        sensitivity=proposed.sensitivity,
    )
    if decided is not None and decided.group != proposed.group:
        placement.group = decided.group
        placement.override_reason = decided.override_reason
        placement.overridden_by_id = decided.overridden_by_id
        placement.overridden_at = decided.overridden_at
    placement.save()
