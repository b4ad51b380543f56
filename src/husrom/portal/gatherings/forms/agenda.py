from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from husrom.portal.gatherings.actions import TaskEntry
from husrom.portal.gatherings.models import Gathering, Session
from husrom.portal.network.group_names import group_label

MINUTES_IN_A_DAY = 24 * 60


class SessionForm(forms.ModelForm[Session]):
    """A point on the agenda, with a task and a room per group."""

    starts_at = forms.TimeField(
        label=gettext_lazy("Starts at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    class Meta:
        model = Session
        fields = ("day", "starts_at", "minutes", "kind", "title", "speaker", "institution", "challenge")
        labels = {"institution": gettext_lazy("Institution"), "challenge": gettext_lazy("Challenge")}

    def __init__(self, data: Any = None, *, instance: Session, groups: Iterable[str]) -> None:
        super().__init__(data, instance=instance)
        self._gathering = instance.gathering
        network = instance.gathering.network
        for name, rows in (("institution", network.institutions), ("challenge", network.challenges)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker
            field.queryset = rows.all()
            field.empty_label = _("None")
        existing = {one.group: one for one in instance.group_tasks.all()} if instance.pk else {}
        self._groups = list(dict.fromkeys([*groups, *existing]))
        for group in self._groups:
            task, values = existing.get(group), {"group": group_label(group)}
            self.fields[f"task_{group}"] = forms.CharField(
                label=_("Task: %(group)s") % values, required=False, max_length=300, initial=task.task if task else ""
            )
            self.fields[f"room_{group}"] = forms.CharField(
                label=_("Room: %(group)s") % values, required=False, max_length=80, initial=task.room if task else ""
            )

    def facts(self) -> list[BoundField]:
        return [self[name] for name in self.Meta.fields]

    def group_fields(self) -> list[BoundField]:
        return [self[f"{part}_{group}"] for group in self._groups for part in ("task", "room")]

    @property
    def shows_groups(self) -> bool:
        """Whether the groups' fields stand open: in group work, and where something in them must be mended."""
        return self["kind"].value() == Session.Kind.GROUP_WORK or any(field.errors for field in self.group_fields())

    def clean_day(self) -> int:
        day: int = self.cleaned_data["day"]
        last = _days(self._gathering)
        if not 1 <= day <= last:
            raise forms.ValidationError(
                _("The gathering has %(last)s day(s), so the day must be from 1 to %(last)s.") % {"last": last}
            )
        return day

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if not minutes:
            raise forms.ValidationError(_("A session lasts at least one minute."))
        if minutes > MINUTES_IN_A_DAY:
            raise forms.ValidationError(
                _("A session lasts at most a day, which is %(minutes)s minutes.") % {"minutes": MINUTES_IN_A_DAY}
            )
        return minutes

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def tasks(self) -> dict[str, TaskEntry]:
        return {
            group: TaskEntry(self.cleaned_data[f"task_{group}"], self.cleaned_data[f"room_{group}"])
            for group in self._groups
        }


class WebAddressField(forms.URLField):
    """An address a browser opens; Django's own field also lets FTP through."""

    default_validators = [URLValidator(schemes=["http", "https"])]


class MaterialForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    url = WebAddressField(
        label=gettext_lazy("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Begins with https:// or http://"),
    )


def _days(gathering: Gathering) -> int:
    if gathering.starts_on is None or gathering.ends_on is None:
        return 1 if gathering.starts_on else 7
    return (gathering.ends_on - gathering.starts_on).days + 1
