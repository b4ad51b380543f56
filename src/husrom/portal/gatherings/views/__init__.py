"""The pages of gatherings, one file per room."""

from husrom.portal.gatherings.views.agenda import (
    delete_material,
    delete_session,
    edit_agenda,
    edit_session,
    materials,
)
from husrom.portal.gatherings.views.attendance import attendance, delete_dietary_needs, dietary_list
from husrom.portal.gatherings.views.commitments import commitment_list, commitments
from husrom.portal.gatherings.views.editing import edit_gathering
from husrom.portal.gatherings.views.programme import gathering, gathering_list
from husrom.portal.gatherings.views.registration import registration

__all__ = [
    "attendance",
    "commitment_list",
    "commitments",
    "delete_dietary_needs",
    "delete_material",
    "delete_session",
    "dietary_list",
    "edit_agenda",
    "edit_gathering",
    "edit_session",
    "gathering",
    "gathering_list",
    "materials",
    "registration",
]
