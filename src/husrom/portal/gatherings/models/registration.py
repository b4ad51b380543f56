from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.gatherings.models.gathering import Gathering
from husrom.portal.network.models import Seat


class Registration(NetworkOwned):
    """A seat's registration for a gathering. It belongs to the seat, so a substitute changes the person only."""

    class Status(models.TextChoices):
        REGISTERED = "registered", _("registered")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("cancelled")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="registrations")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REGISTERED)
    registered_at = models.DateTimeField(_("registered"))
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Who the present person stands in for, when that is not the one first registered.
    substitute_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    arrival_marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ("gathering", "registered_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["gathering", "seat"], name="one_registration_per_seat"),
            models.UniqueConstraint(
                fields=["gathering", "user"],
                condition=~Q(status="cancelled"),
                name="one_live_registration_per_person",
            ),
        )
        indexes = (
            models.Index(
                fields=["gathering", "status", "registered_at"],
                name="registration_queue",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} – {self.gathering}"

    @property
    def audited_network_id(self) -> int | None:
        return self.gathering.network_id


class DietaryNeed(NetworkOwned):
    """What a person can eat. May be health data: shown to the one who orders the food, deleted after the gathering."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="dietary_need")
    text = models.CharField(_("dietary needs"), max_length=300)

    def __str__(self) -> str:
        # The audit log keeps this text, so the need itself must not be in it.
        return f"registration {self.registration_id}"

    @property
    def audited_network_id(self) -> int | None:
        return self.registration.gathering.network_id
