"""The places at a gathering, handed out under a lock and in order."""

from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.gatherings.queries.places import places_at


def lock_gathering(gathering: Gathering) -> Gathering:
    """Return the gathering as it is now, held until the transaction ends.

    PostgreSQL locks the row (not its key, so that other rows may still point at it); on SQLite the transaction
    itself, which is IMMEDIATE, is the lock.
    """
    locked = Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)
    locked.network = gathering.network
    return locked


def promote_waiting(gathering: Gathering) -> list[Registration]:
    """Give free places to those who have waited longest; the gathering must be locked."""
    if gathering.is_past():
        return []
    places = places_at(gathering)
    if not places.waiting or places.free == 0:
        return []
    queue = gathering.registrations.filter(status=Registration.Status.WAITING).order_by("registered_at", "pk")
    promoted = list(queue.select_related("user", "seat__membership")[: places.free])
    for registration in promoted:
        registration.gathering = gathering
        registration.status = Registration.Status.REGISTERED
        registration.save(update_fields=["status"])
    return promoted
