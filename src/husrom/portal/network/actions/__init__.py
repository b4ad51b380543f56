"""The changes that can be made to a network, one file per room."""

from husrom.portal.network.actions.anchoring import record_act
from husrom.portal.network.actions.groups import make_groups, override_group, undo_override
from husrom.portal.network.actions.membership import change_status, choose_language_form, invite_member
from husrom.portal.network.actions.team import add_substitute, add_to_team, edit_holding, end_holding, replace_holder

__all__ = [
    "add_substitute",
    "add_to_team",
    "change_status",
    "choose_language_form",
    "edit_holding",
    "end_holding",
    "invite_member",
    "make_groups",
    "override_group",
    "record_act",
    "replace_holder",
    "undo_override",
]
