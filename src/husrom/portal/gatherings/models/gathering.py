import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models import Network, Seat


class Gathering(NetworkOwned):
    class Kind(models.TextChoices):
        START = "start", _("start gathering")
        ORDINARY = "ordinary", _("gathering")
        CLOSING = "closing", _("closing gathering")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="gatherings")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ORDINARY)
    title = models.CharField(_("title"), max_length=120)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    date_is_example = models.BooleanField(_("the date is an example"), default=False)
    place = models.CharField(_("place"), max_length=120, blank=True)
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    # None means: as for the network.
    day_package_nok = models.DecimalField(
        _("day package, NOK per person"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
    )
    capacity = models.PositiveSmallIntegerField(_("places in all"), null=True, blank=True)
    registration_opens_on = models.DateField(_("registration opens"), null=True, blank=True)
    registration_closes_on = models.DateField(_("registration closes"), null=True, blank=True)
    chief_executive_expected = models.BooleanField(_("the chief executive is expected"), default=False)
    dietary_data_deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["network", "number"], name="gathering_number_once_per_network"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="gathering_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("gatherings:gathering", args=[self.network.slug, self.number])

    @property
    def last_day(self) -> dt.date | None:
        return self.ends_on or self.starts_on

    def is_past(self, on: dt.date | None = None) -> bool:
        return self.last_day is not None and self.last_day < (on or timezone.localdate())

    def has_begun(self, on: dt.date | None = None) -> bool:
        return self.starts_on is not None and self.starts_on <= (on or timezone.localdate())

    def registration_is_open(self, on: dt.date | None = None) -> bool:
        """Open from the opening date to the closing date, both included; never without an opening date."""
        on = on or timezone.localdate()
        opens, closes = self.registration_opens_on, self.registration_closes_on
        return opens is not None and opens <= on and (closes is None or on <= closes)


class RoleQuota(NetworkOwned):
    """How many from one municipality may come to a gathering in a role."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="quotas")
    role = models.CharField(_("role"), max_length=20, choices=Seat.Role)
    per_municipality = models.PositiveSmallIntegerField(_("per municipality"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gathering", "role"], name="one_quota_per_role"),)

    def __str__(self) -> str:
        return f"{self.gathering}: {self.get_role_display()} {self.per_municipality}"

    @property
    def audited_network_id(self) -> int | None:
        return self.gathering.network_id
