from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from husrom.portal.network.actions.membership import next_steps
from husrom.portal.network.models import Membership
from husrom.portal.network.queries.members import lacks


class MemberFilterForm(forms.Form):
    """What the leader wants to see of the list; empty shows everyone."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    lack = forms.ChoiceField(label=_("Lacks"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["status"]).choices = [("", _("All")), *Membership.Status.choices]
        cast("forms.ChoiceField", self.fields["lack"]).choices = [("", _("Anything or nothing")), *lacks().items()]


class StatusForm(forms.Form):
    """The next step of a membership."""

    status = forms.ChoiceField(label=_("New status"))
    on = forms.DateField(
        label=_("Date"), initial=timezone.localdate, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed when the municipality leaves. The places in the team then end on the same day."),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(step.value, step.label) for step in next_steps(membership)]
        cast("forms.ChoiceField", self.fields["status"]).choices = choices
