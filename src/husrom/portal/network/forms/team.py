from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from husrom.portal.common.dates import refuse_distant_year
from husrom.portal.network.actions.team import Person
from husrom.portal.network.models import Membership, PolicyArea, Seat, SeatHolding

_DATE = forms.DateInput({"type": "date"}, "%Y-%m-%d")


class PersonForm(forms.Form):
    """A person and what they cover."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The code for signing in is sent here. Seen only by your own team and the network leader."),
    )
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    policy_areas = forms.ModelMultipleChoiceField(
        label=_("Policy areas"),
        queryset=PolicyArea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = forms.DateField(
        label=_("From"), initial=timezone.localdate, widget=_DATE, validators=[refuse_distant_year]
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = cast("forms.ModelMultipleChoiceField[PolicyArea]", self.fields["policy_areas"])
        areas.queryset = membership.network.policy_areas.all()

    @property
    def person(self) -> Person:
        data = self.cleaned_data
        return Person(email=data["email"], name=data["name"], job_title=data["job_title"])


class NewPersonForm(PersonForm):
    """A person and the place they get: a seat of their own, or as a substitute for one who has a seat.

    `locked_role` is the role whose seats the reader may not fill; empty when there is none.
    """

    place = forms.ChoiceField(label=_("Place in the team"))
    field_order = ("place", "name", "email", "job_title", "policy_areas", "starts_on")

    def __init__(self, *args: Any, membership: Membership, locked_role: str, **kwargs: Any) -> None:
        super().__init__(*args, membership=membership, **kwargs)
        seats = membership.seats.exclude(role=locked_role).order_by("role", "number")
        self._seats = {f"substitute-{seat.pk}": seat for seat in seats}
        cast("forms.ChoiceField", self.fields["place"]).choices = self._places(membership, locked_role)

    def _places(self, membership: Membership, locked_role: str) -> list[tuple[str, Any]]:
        roles: tuple[Seat.Role, ...] = (Seat.Role.STUDENT,)
        if membership.has_delegates:
            roles = (Seat.Role.DELEGATE, Seat.Role.CHIEF_EXECUTIVE)
        roles = tuple(role for role in roles if role != locked_role)
        places: list[tuple[str, Any]] = [(role.value, role.label) for role in roles]
        for key, seat in self._seats.items():
            places.append(
                (
                    key,
                    _("substitute for %(role)s %(number)s") % {"role": seat.get_role_display(), "number": seat.number},
                )
            )
        return places

    @property
    def role(self) -> str:
        return str(self.cleaned_data["place"])

    @property
    def substitute_seat(self) -> Seat | None:
        """The seat the person stands in for, when that is the place chosen."""
        return self._seats.get(self.cleaned_data["place"])


class HoldingForm(forms.Form):
    """What may be corrected about a person in the team; name, address and job title are the person's own."""

    policy_areas = forms.ModelMultipleChoiceField(
        label=_("Policy areas"),
        queryset=PolicyArea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, holding: SeatHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = cast("forms.ModelMultipleChoiceField[PolicyArea]", self.fields["policy_areas"])
        areas.queryset = holding.seat.membership.network.policy_areas.all()


class EndHoldingForm(forms.Form):
    on = forms.DateField(
        label=_("Last day"), initial=timezone.localdate, widget=_DATE, validators=[refuse_distant_year]
    )
