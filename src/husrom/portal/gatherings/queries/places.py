"""The places at a gathering: how many there are, are taken and are waited for."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils import timezone

from husrom.portal.gatherings.models import Gathering, Registration

LIVE = (Registration.Status.REGISTERED, Registration.Status.WAITING)


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
