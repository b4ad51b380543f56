from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from husrom.portal.network.group_names import group_choices


class OverrideForm(forms.Form):
    """Where the leader wants a member to work, and why."""

    group = forms.ChoiceField(label=_("Move to"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The reason is shown to everyone who takes part, beside what the figures say."),
    )

    def __init__(self, *args: Any, proposed_group: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [choice for choice in group_choices() if choice[0] != proposed_group]
        cast("forms.ChoiceField", self.fields["group"]).choices = others
