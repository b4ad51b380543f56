import copy
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from husrom.portal.common.dates import refuse_distant_year
from husrom.portal.gatherings.models import Gathering
from husrom.portal.network.models import Seat

_DATES = ("starts_on", "ends_on", "registration_opens_on", "registration_closes_on")


class GatheringForm(forms.ModelForm[Gathering]):
    """The facts of a gathering and how many each municipality may send in each role."""

    class Meta:
        model = Gathering
        fields = (
            "title",
            "starts_on",
            "ends_on",
            "place",
            "venue",
            "registration_opens_on",
            "registration_closes_on",
            "capacity",
            "day_package_nok",
            "chief_executive_expected",
        )
        widgets = dict.fromkeys(
            ("starts_on", "ends_on", "registration_opens_on", "registration_closes_on"), forms.DateInput
        )
        help_texts = {
            "capacity": gettext_lazy("Empty means no limit. Those who come after are put on the waiting list."),
            "day_package_nok": gettext_lazy("Empty means the network's rate."),
            "ends_on": gettext_lazy("Empty means one day."),
        }

    def __init__(self, data: Any = None, *, gathering: Gathering) -> None:
        # A copy, so that what is typed and refused does not show as the gathering's facts elsewhere on the page.
        super().__init__(data, instance=copy.copy(gathering))
        for name in _DATES:
            self.fields[name].validators.append(refuse_distant_year)
        self.fields["day_package_nok"].validators.append(MinValueValidator(0))
        existing = dict(gathering.quotas.values_list("role", "per_municipality"))
        for role in Seat.Role:
            self.fields[f"quota_{role}"] = forms.IntegerField(
                label=_("Places per municipality: %(role)s") % {"role": role.label},
                required=False,
                min_value=0,
                max_value=99,
                initial=existing.get(role),
                help_text=_("Empty means no limit."),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and not ends_on and "ends_on" not in self.errors:
            data["ends_on"] = ends_on = starts_on
        if ends_on and not starts_on and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Give the first day too."))
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first."))
        opens_on, closes_on = data.get("registration_opens_on"), data.get("registration_closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("registration_closes_on", _("Registration closes before it opens."))
        elif closes_on and ends_on and closes_on > ends_on:
            self.add_error("registration_closes_on", _("Registration closes after the gathering is over."))
        return data

    def _post_clean(self) -> None:
        # The model's own check of the two days says the same again, in the database's words.
        if self.errors.keys() & {"starts_on", "ends_on"}:
            return
        super()._post_clean()  # type: ignore[misc]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def quotas(self) -> dict[str, int | None]:
        return {role.value: self.cleaned_data[f"quota_{role}"] for role in Seat.Role}
