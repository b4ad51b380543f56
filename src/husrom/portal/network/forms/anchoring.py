from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.dates import refuse_distant_year
from husrom.portal.network.actions.anchoring import next_acts
from husrom.portal.network.forms.membership import LANGUAGE_FORMS
from husrom.portal.network.models import LetterText, Membership


class _VersionField(forms.ModelChoiceField[LetterText]):
    def label_from_instance(self, obj: LetterText) -> str:
        return _("Version %(version)s") % {"version": obj.version}


class AnchoringForm(forms.Form):
    """An act of anchoring: what was done, when, to which version of the letter, and who signed."""

    kind = forms.ChoiceField(label=_("What is done"))
    on = forms.DateField(
        label=_("Date of signature"),
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=[refuse_distant_year],
    )
    letter = _VersionField(label=_("Version of the letter"), queryset=LetterText.objects.none(), empty_label=None)
    signed_by = forms.CharField(label=_("Signed by"), max_length=120)
    signed_as = forms.CharField(label=_("Role"), max_length=120, initial=_("Chief executive"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed when the anchoring is withdrawn.")
    )

    def __init__(
        self, *args: Any, membership: Membership, letters: tuple[LetterText, ...], signer: str = "", **kwargs: Any
    ) -> None:
        """`signer` is the chief executive's own name when it is they who sign; nobody signs for another."""
        super().__init__(*args, **kwargs)
        choices = [(kind.value, kind.label) for kind in next_acts(membership)]
        cast("forms.ChoiceField", self.fields["kind"]).choices = choices
        letter = cast("_VersionField", self.fields["letter"])
        letter.queryset = LetterText.objects.filter(pk__in=[le.pk for le in letters]).order_by("-version")
        letter.initial = letters[0] if letters else None
        if signer:
            self.fields["signed_by"].disabled = True
            self.fields["signed_by"].initial = signer


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language form of letters"), choices=LANGUAGE_FORMS, widget=forms.RadioSelect)
