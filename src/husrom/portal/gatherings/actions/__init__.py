"""Changes to gatherings, each a transaction with an actor."""

from husrom.portal.gatherings.actions.dietary import (
    delete_dietary_needs,
    delete_dietary_needs_after,
    set_dietary_need,
)
from husrom.portal.gatherings.actions.registration import (
    cancel_registration,
    register_seats,
    substitute_person,
)

__all__ = [
    "cancel_registration",
    "delete_dietary_needs",
    "delete_dietary_needs_after",
    "register_seats",
    "set_dietary_need",
    "substitute_person",
]
