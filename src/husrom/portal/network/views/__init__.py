"""The pages of a network, one file per room."""

from husrom.portal.network.views.anchoring import anchoring, anchoring_letter, language_form
from husrom.portal.network.views.groups import groups, make_groups, override_group, undo_override
from husrom.portal.network.views.home import home
from husrom.portal.network.views.log import log
from husrom.portal.network.views.members import change_status, invite_member, member, members
from husrom.portal.network.views.public import municipality, public
from husrom.portal.network.views.team import add_to_team, edit_holding, end_holding, replace_holder

__all__ = [
    "add_to_team",
    "anchoring",
    "anchoring_letter",
    "change_status",
    "edit_holding",
    "end_holding",
    "groups",
    "home",
    "invite_member",
    "language_form",
    "log",
    "make_groups",
    "member",
    "members",
    "municipality",
    "override_group",
    "public",
    "replace_holder",
    "undo_override",
]
