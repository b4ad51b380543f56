from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models.membership import Membership
from husrom.portal.network.models.network import Network


class GroupRun(NetworkOwned):
    """One division of the members into groups, with the thresholds and the figures it was made on."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="group_runs")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    thresholds = models.JSONField(_("thresholds"))
    reference_year = models.PositiveSmallIntegerField(_("figures as of"))

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.made_at:%d.%m.%Y}"


class GroupPlacement(NetworkOwned):
    """Where one member was placed and why; an override keeps what the figures said and adds who, why and when."""

    run = models.ForeignKey(GroupRun, on_delete=models.CASCADE, related_name="placements")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="placements")
    proposed_group = models.CharField(_("group by the figures"), max_length=30)
    group = models.CharField(_("group"), max_length=30)
    explanation = models.TextField(_("explanation"))
    figures = models.JSONField(_("figures"), default=dict)
    sensitivity = models.JSONField(_("sensitivity"), default=list)
    override_reason = models.CharField(_("reason for the change"), max_length=300, blank=True)
    overridden_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    overridden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("group", "membership__name")
        constraints = (models.UniqueConstraint(fields=["run", "membership"], name="one_placement_per_run"),)

    def __str__(self) -> str:
        return f"{self.membership}: {self.group}"

    @property
    def audited_network_id(self) -> int | None:
        return self.membership.network_id
