from django.db import models
from django.utils.translation import gettext_lazy as _

from husrom.portal.challenges.models import Challenge
from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.gatherings.models.gathering import Gathering
from husrom.portal.network.models import ExpertInstitution


class Session(NetworkOwned):
    """A point on a gathering's agenda."""

    class Kind(models.TextChoices):
        WELCOME = "welcome", _("welcome and status")
        TALK = "talk", _("talk")
        HOMEWORK = "homework", _("the municipalities present")
        GROUP_WORK = "group_work", _("group work")
        PLENARY = "plenary", _("plenary")
        COMMITMENTS = "commitments", _("what we do until next time")
        BREAK = "break", _("break")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sessions")
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    starts_at = models.TimeField(_("starts at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TALK)
    title = models.CharField(_("title"), max_length=200)
    speaker = models.CharField(_("speaker"), max_length=120, blank=True)
    institution = models.ForeignKey(
        ExpertInstitution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
    )
    challenge = models.ForeignKey(
        Challenge,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
    )

    class Meta:
        ordering = ("gathering", "day", "starts_at", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def audited_network_id(self) -> int | None:
        return self.gathering.network_id


class GroupTask(NetworkOwned):
    """What one group of municipalities works on in a group session, and where."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="group_tasks")
    group = models.CharField(_("group"), max_length=30)
    task = models.CharField(_("task"), max_length=300)
    room = models.CharField(_("room"), max_length=80, blank=True)

    class Meta:
        ordering = ("session", "group")
        constraints = (models.UniqueConstraint(fields=["session", "group"], name="one_task_per_group"),)

    def __str__(self) -> str:
        return self.task

    @property
    def audited_network_id(self) -> int | None:
        return self.session.gathering.network_id


class Material(NetworkOwned):
    """Something to read before or after a gathering: a link with a name."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=160)
    url = models.URLField(_("address"), max_length=500)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("gathering", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def audited_network_id(self) -> int | None:
        return self.gathering.network_id
