from django.db import models
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.gatherings.models.gathering import Gathering
from husrom.portal.network.models import Membership


class Commitment(NetworkOwned):
    """What a municipality will do until the next gathering. There are two per gathering."""

    class Status(models.TextChoices):
        OPEN = "open", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="commitments")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("what we will do"), max_length=400)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    outcome = models.CharField(_("what came of it"), max_length=400, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("gathering", "membership", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["gathering", "membership", "number"],
                name="commitment_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(number__in=(1, 2)),
                name="two_commitments_per_gathering",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def audited_network_id(self) -> int | None:
        return self.gathering.network_id
