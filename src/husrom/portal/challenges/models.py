from django.db import models
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models import ExpertInstitution, Network


class Challenge(NetworkOwned):
    """A challenge the municipalities have reported, in their own words."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="challenges")
    number = models.PositiveSmallIntegerField(_("number"))
    short_title = models.CharField(_("short title"), max_length=80)
    text = models.TextField(_("text"))
    institutions = models.ManyToManyField(ExpertInstitution, blank=True, related_name="challenges")
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["network", "number"], name="challenge_once_per_network"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.short_title}"
