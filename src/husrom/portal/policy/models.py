from django.db import models
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models import Network


class FrameworkElement(NetworkOwned):
    """An element of the network's framework for comprehensive housing policy: a tree, edited per network."""

    class Scope(models.TextChoices):
        INSIDE = "inside", _("inside the network's scope")
        LINK = "link", _("link to social housing work")
        OUTSIDE = "outside", _("outside the network's scope")

    class Origin(models.TextChoices):
        SOURCE = "source", _("from the source")
        PROPOSAL = "proposal", _("our proposal")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="framework_elements")
    code = models.CharField(_("code"), max_length=12)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    label_nb = models.CharField(_("label, bokmål"), max_length=160)
    label_nn = models.CharField(_("label, nynorsk"), max_length=160, blank=True)
    label_en = models.CharField(_("label, English"), max_length=160, blank=True)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.INSIDE)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.PROPOSAL)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["network", "code"], name="framework_code_once_per_network"),)

    def __str__(self) -> str:
        return f"{self.code} {self.label_nb}"
