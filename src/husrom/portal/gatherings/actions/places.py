"""The places at a gathering: counted under a lock, handed out in order."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils import timezone

from husrom.portal.gatherings.models import Gathering, Registration

LIVE = (Registration.Status.REGISTERED, Registration.Status.WAITING)


def lock_gathering(gathering: Gathering) -> Gathering:
    """Return the gathering as it is now, held until the transaction ends.

    PostgreSQL locks the row (not its key, so that other rows may still point at it); on SQLite the transaction
    itself, which is IMMEDIATE, is the lock.
    """
    locked = Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)
    locked.network = gathering.network
    return locked


@dataclass(slots=True)
class Places:
    """How many places are taken, how many wait, and when the last one asked."""

    capacity: int | None
    registered: int
    waiting: int
    last_asked_at: dt.datetime | None

    @property
    def free(self) -> int | None:
        """Places that may be handed out; None when there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.registered)

    def take(self) -> Registration.Status:
        """Hand out the next place: a seat while there are any and nobody is waiting, else the end of the queue."""
        if self.free is None or (self.free > 0 and not self.waiting):
            self.registered += 1
            return Registration.Status.REGISTERED
        self.waiting += 1
        return Registration.Status.WAITING

    def next_time(self) -> dt.datetime:
        """A time after everyone before, so that the queue's order never depends on two clocks."""
        now = timezone.now()
        if self.last_asked_at is not None and now <= self.last_asked_at:
            now = self.last_asked_at + dt.timedelta(microseconds=1)
        self.last_asked_at = now
        return now


def places_at(gathering: Gathering) -> Places:
    """Count the places; the gathering must be locked when places are handed out after this."""
    counted = gathering.registrations.aggregate(
        registered=Count("pk", filter=Q(status=Registration.Status.REGISTERED)),
        waiting=Count("pk", filter=Q(status=Registration.Status.WAITING)),
        last=Max("registered_at"),
    )
    return Places(gathering.capacity, counted["registered"], counted["waiting"], counted["last"])


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
