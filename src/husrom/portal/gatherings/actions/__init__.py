"""Changes to gatherings, each a transaction with an actor."""

from husrom.portal.gatherings.actions.agenda import (
    TaskEntry,
    add_material,
    delete_material,
    delete_session,
    save_session,
)
from husrom.portal.gatherings.actions.attendance import mark_arrived, undo_arrival
from husrom.portal.gatherings.actions.commitments import CommitmentEntry, save_commitments
from husrom.portal.gatherings.actions.dietary import (
    delete_dietary_needs,
    delete_dietary_needs_after,
    set_dietary_need,
)
from husrom.portal.gatherings.actions.gathering import edit_gathering
from husrom.portal.gatherings.actions.registration import (
    cancel_registration,
    register_seats,
    substitute_person,
)

__all__ = [
    "CommitmentEntry",
    "TaskEntry",
    "add_material",
    "cancel_registration",
    "delete_dietary_needs",
    "delete_dietary_needs_after",
    "delete_material",
    "delete_session",
    "edit_gathering",
    "mark_arrived",
    "register_seats",
    "save_commitments",
    "save_session",
    "set_dietary_need",
    "substitute_person",
    "undo_arrival",
]
