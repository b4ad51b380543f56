from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models.membership import Membership
from husrom.portal.network.models.network import PolicyArea


class Seat(NetworkOwned):
    """A place at the table for a municipality: it stays when the person in it changes."""

    class Role(models.TextChoices):
        DELEGATE = "delegate", _("delegate")
        CHIEF_EXECUTIVE = "chief_executive", _("chief executive")
        STUDENT = "student", _("student")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.DELEGATE)
    number = models.PositiveSmallIntegerField(_("number"), default=1)

    class Meta:
        ordering = ("membership", "role", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["membership", "role", "number"],
                name="seat_number_once_per_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_role_display()} {self.number}"

    @property
    def audited_network_id(self) -> int | None:
        return self.membership.network_id


class SeatHolding(NetworkOwned):
    """A person in a seat over a period, as its holder or as a substitute for the holder."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seat_holdings")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_substitute = models.BooleanField(_("substitute"), default=False)
    policy_areas = models.ManyToManyField(PolicyArea, blank=True, related_name="holdings")

    class Meta:
        ordering = ("seat", "is_substitute", "starts_on")
        constraints = (
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(ends_on=None, is_substitute=False),
                name="one_current_holder_per_seat",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="holding_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=["user", "ends_on"], name="holding_user_ends_on"),)

    def __str__(self) -> str:
        return f"{self.user} – {self.seat}"

    @property
    def audited_network_id(self) -> int | None:
        return self.seat.membership.network_id
