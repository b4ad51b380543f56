from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from husrom.figures.municipalities import Municipality, municipalities
from husrom.portal.common.alphabet import alphabetical
from husrom.portal.common.dates import refuse_distant_year
from husrom.portal.network.actions.membership import next_steps
from husrom.portal.network.models import Membership, Network
from husrom.portal.network.queries.members import lacks

LANGUAGE_FORMS = [("nb", "bokmål"), ("nn", "nynorsk")]


class MemberFilterForm(forms.Form):
    """What the leader wants to see of the list; empty shows everyone."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    lack = forms.ChoiceField(label=_("Lacks"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["status"]).choices = [
            ("", _("All who have not left")),
            *Membership.Status.choices,
        ]
        cast("forms.ChoiceField", self.fields["lack"]).choices = [("", _("Anything or nothing")), *lacks().items()]


class InvitationForm(forms.Form):
    """A municipality that is invited, chosen among those of the network's division that are not on the list."""

    municipality = forms.ChoiceField(label=_("Municipality"))
    language = forms.ChoiceField(label=_("Language form of letters"), choices=LANGUAGE_FORMS, initial="nb")
    on = forms.DateField(label=_("Date"), initial=timezone.localdate, validators=[refuse_distant_year])
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(network.memberships.values_list("municipality_number", flat=True))
        self._free = {m.number: m for m in municipalities(on=network.division_on) if m.number not in taken}
        in_order = sorted(self._free.values(), key=lambda municipality: alphabetical(municipality.name or ""))
        choices = [("", _("Choose a municipality")), *((m.number, f"{m.name} ({m.number})") for m in in_order)]
        cast("forms.ChoiceField", self.fields["municipality"]).choices = choices

    def clean_municipality(self) -> Municipality:
        return self._free[self.cleaned_data["municipality"]]


class StatusForm(forms.Form):
    """The next step of a membership."""

    status = forms.ChoiceField(label=_("New status"))
    on = forms.DateField(
        label=_("Date"),
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=[refuse_distant_year],
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
