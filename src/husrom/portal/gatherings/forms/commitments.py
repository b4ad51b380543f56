from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from husrom.portal.gatherings.actions import CommitmentEntry
from husrom.portal.gatherings.models import Commitment

NUMBERS = (1, 2)


class CommitmentsForm(forms.Form):
    """Two commitments; those that are written down already can be reported."""

    def __init__(self, data: Any = None, *, existing: Mapping[int, Commitment]) -> None:
        super().__init__(data)
        self._existing = existing
        for number in NUMBERS:
            commitment = existing.get(number)
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("We will"),
                required=False,
                max_length=400,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=commitment.text if commitment else "",
            )
            if commitment:
                self.fields[f"status_{number}"] = forms.ChoiceField(
                    label=_("How it stands"), choices=Commitment.Status.choices, initial=commitment.status
                )
                self.fields[f"outcome_{number}"] = forms.CharField(
                    label=_("What came of commitment %(number)s") % {"number": number},
                    required=False,
                    max_length=400,
                    initial=commitment.outcome,
                )

    def pairs(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Yield the number and the fields of each commitment, as they stand on the page."""
        for number in NUMBERS:
            names = (f"text_{number}", f"status_{number}", f"outcome_{number}")
            yield number, [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in self._existing:
            status, outcome = data.get(f"status_{number}"), data.get(f"outcome_{number}")
            if data.get(f"text_{number}") and status and status != Commitment.Status.OPEN and not outcome:
                self.add_error(
                    f"outcome_{number}",
                    _("Say in a sentence what came of it.")
                    if status == Commitment.Status.DONE
                    else _("Say in a sentence why it was dropped."),
                )
        return data

    def entries(self) -> list[CommitmentEntry]:
        data = self.cleaned_data
        return [
            CommitmentEntry(
                number,
                data[f"text_{number}"],
                data.get(f"status_{number}", Commitment.Status.OPEN),
                data.get(f"outcome_{number}", ""),
            )
            for number in NUMBERS
        ]
