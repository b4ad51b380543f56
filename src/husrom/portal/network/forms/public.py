import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from husrom.portal.network.queries.counties import FIRST_DIVISION_ON


class DivisionDateForm(forms.Form):
    """The day whose counties and members are asked for; empty means as the network announced them."""

    on = forms.DateField(
        label=_("As of"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", "class": "ds-input"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _(
                "The address asks for a day that does not exist. Write it as 2020-01-31, with year, month and day."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs |= {
            "min": FIRST_DIVISION_ON.isoformat(),
            "max": timezone.localdate().isoformat(),
        }

    def clean_on(self) -> dt.date | None:
        on: dt.date | None = self.cleaned_data["on"]
        if on is not None and not FIRST_DIVISION_ON <= on <= timezone.localdate():
            raise ValidationError(
                _("We know counties and municipalities from %(first)s until today. Choose a day in between."),
                params={"first": date_format(FIRST_DIVISION_ON)},
            )
        return on
