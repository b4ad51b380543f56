import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models.network import Network


class Membership(NetworkOwned):
    """A municipality in a network, under the number it has in the network's division of municipalities."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        STUDENT_SEAT = "student_seat", _("student seat")

    class Status(models.TextChoices):
        INVITED = "invited", _("invited")
        ANCHORED = "anchored", _("anchored")
        ACTIVE = "active", _("active")
        LEFT = "left", _("left")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    municipality_number = models.CharField(_("municipality number"), max_length=4)
    division_on = models.DateField(_("the number is valid on"))
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MUNICIPALITY)
    language = models.CharField(_("language form"), max_length=5, default="nb")
    note = models.CharField(_("note"), max_length=200, blank=True)
    # The newest status in the history, kept here so that lists need not read the whole history.
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.INVITED)
    # The first day since it last was outside, kept here for the same reason; None is since the network began.
    joined_on = models.DateField(_("in the network since"), null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["network", "municipality_number"],
                name="municipality_once_per_network",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def has_delegates(self) -> bool:
        return self.kind == self.Kind.MUNICIPALITY

    def was_in_network(self, on: dt.date | None) -> bool:
        """Tell whether it had joined by a day; a day that is not set is still to come."""
        return on is None or self.joined_on is None or self.joined_on <= on


def joined_on(history: Iterable[tuple[str, dt.date]]) -> dt.date | None:
    """Return the first day after the last time the municipality was outside the network, from its steps in order."""
    first = None
    for status, on in history:
        if status == Membership.Status.LEFT:
            first = None
        elif first is None:
            first = on
    return first


class StatusChange(NetworkOwned):
    """One step of a membership's history: invited, anchored, active or left, on a date, for a reason."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="history")
    status = models.CharField(_("status"), max_length=10, choices=Membership.Status)
    on = models.DateField(_("on"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_status_display()} {self.on}"

    @property
    def audited_network_id(self) -> int | None:
        return self.membership.network_id
