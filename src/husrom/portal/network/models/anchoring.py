from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.network.models.membership import Membership
from husrom.portal.network.models.network import Network


class LetterText(NetworkOwned):
    """A version of a letter's text in one language form. A version that has been used is never edited."""

    class Kind(models.TextChoices):
        ANCHORING = "anchoring", _("anchoring letter")
        INVITATION = "invitation", _("invitation")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    language = models.CharField(_("language form"), max_length=5)
    version = models.PositiveSmallIntegerField(_("version"))
    body = models.TextField(_("text"))

    class Meta:
        ordering = ("kind", "language", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=["network", "kind", "language", "version"],
                name="letter_version_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language}) {self.version}"


class AnchoringAct(NetworkOwned):
    """The kommunedirektør's dated act, to one version of the letter: anchored, withdrawn or renewed."""

    class Kind(models.TextChoices):
        ANCHORED = "anchored", _("anchored")
        WITHDRAWN = "withdrawn", _("withdrawn")
        RENEWED = "renewed", _("renewed")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="anchoring_acts")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    on = models.DateField(_("on"))
    letter = models.ForeignKey(LetterText, on_delete=models.PROTECT, related_name="acts")
    # The letter as it read on the day: dates and rates it was filled in with may change later.
    text = models.TextField(_("text"), blank=True, editable=False)
    signed_by = models.CharField(_("signed by"), max_length=120)
    signed_as = models.CharField(_("role"), max_length=120)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_kind_display()} {self.on}"

    @property
    def audited_network_id(self) -> int | None:
        return self.membership.network_id
