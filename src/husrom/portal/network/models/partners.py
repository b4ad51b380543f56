from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models.network import Network


class ExpertInstitution(NetworkOwned):
    """A centre of expertise, or a series of projects, that the network can draw on."""

    class Kind(models.TextChoices):
        INSTITUTION = "institution", _("institution")
        PROJECTS = "projects", _("projects")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="institutions")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.INSTITUTION)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    topics_are_proposal = models.BooleanField(_("the topics are a proposal"), default=False)
    projects = models.JSONField(_("projects"), default=list, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["network", "name"], name="institution_once_per_network"),)

    def __str__(self) -> str:
        return self.name


class ObserverOrganisation(NetworkOwned):
    """A body invited along as an observer. County authorities are not stored: they follow from the members."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="observer_organisations")
    name = models.CharField(_("name"), max_length=120)
    full_name = models.CharField(_("full name"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["network", "name"], name="observer_once_per_network"),)

    def __str__(self) -> str:
        return self.name


class RoleAssignment(NetworkOwned):
    """A role in the network itself, outside the municipalities: leader or observer."""

    class Role(models.TextChoices):
        LEADER = "leader", _("network leader")
        OBSERVER = "observer", _("observer")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="network_roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("role", "user")
        constraints = (
            models.UniqueConstraint(
                fields=["network", "user", "role"],
                condition=Q(ends_on=None),
                name="role_once_per_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
