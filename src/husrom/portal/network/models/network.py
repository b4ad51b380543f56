from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned


class Network(NetworkOwned):
    """One learning network: one programme of gatherings with its members."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ACTIVE = "active", _("active")
        CLOSED = "closed", _("closed")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80)
    organiser = models.CharField(_("organiser"), max_length=120)
    language = models.CharField(_("language"), max_length=5, default="nb")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    duration_text = models.CharField(_("duration"), max_length=80)
    division_on = models.DateField(_("counties and municipality numbers as of"))
    county_labels = models.JSONField(_("county names as announced"), default=dict, blank=True)
    seats_minimum = models.PositiveSmallIntegerField(_("delegates expected"))
    seats_preferred = models.PositiveSmallIntegerField(_("delegates preferred"))
    day_package_nok = models.DecimalField(
        _("day package, NOK per person per gathering"), max_digits=8, decimal_places=2
    )
    day_package_is_approximate = models.BooleanField(_("the rate is approximate"), default=False)
    paid_by = models.CharField(_("who pays the day packages"), max_length=20, default="municipality")
    invites_county_authorities = models.BooleanField(_("county authorities with members are invited"), default=False)
    is_example = models.BooleanField(_("dates and people are examples"), default=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("-starts_on", "slug")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:public", args=[self.slug])

    @property
    def audited_network_id(self) -> int | None:
        return self.pk


class NetworkText(NetworkOwned):
    """A section of the public page, in markdown."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="texts")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["network", "key"], name="text_key_once_per_network"),)

    def __str__(self) -> str:
        return self.title


class WorkPhase(NetworkOwned):
    """A form of work – A, B or C – and the gatherings it lies between."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="phases")
    letter = models.CharField(max_length=1)
    title = models.CharField(max_length=120)
    description = models.TextField()
    after_gathering = models.PositiveSmallIntegerField(null=True, blank=True)
    before_gathering = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("letter",)
        constraints = (models.UniqueConstraint(fields=["network", "letter"], name="phase_letter_once_per_network"),)

    def __str__(self) -> str:
        return f"{self.letter}) {self.title}"


class PolicyArea(NetworkOwned):
    """A policy area that a team should cover, so that it has the breadth of housing policy."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="policy_areas")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["network", "key"], name="policy_area_once_per_network"),)

    def __str__(self) -> str:
        return self.label
