"""What can be done on a registration sheet: each form is one kind of request, and carries it out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from husrom.portal.accounts.models import User
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.models import Registration
from husrom.portal.gatherings.queries.registration_sheet import RegistrationSheet


class SheetForm(forms.Form):
    """A request about a sheet. `perform` does it and returns what to tell the person; it may refuse."""

    def __init__(self, data: Any, *, sheet: RegistrationSheet) -> None:
        super().__init__(data)
        self.sheet = sheet

    def perform(self, *, by: User, as_leader: bool) -> str:
        raise NotImplementedError


class RegisterForm(SheetForm):
    seats = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who comes"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose at least one to register."),
            "invalid_choice": gettext_lazy("One of those chosen is already registered. Look at the list again."),
        },
    )

    def __init__(self, data: Any, *, sheet: RegistrationSheet) -> None:
        super().__init__(data, sheet=sheet)
        field = self.fields["seats"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 -- tells the type checker
        field.choices = [(row.seat.pk, str(row.holder)) for row in sheet.registrable]

    def perform(self, *, by: User, as_leader: bool) -> str:
        chosen = set(self.cleaned_data["seats"])
        registrations = actions.register_seats(
            gathering=self.sheet.gathering,
            membership=self.sheet.membership,
            seats=[row.seat for row in self.sheet.registrable if row.seat.pk in chosen],
            by=by,
            outside_window=as_leader,
        )
        waiting = sum(one.status == Registration.Status.WAITING for one in registrations)
        registered = len(registrations) - waiting
        sentences = []
        if registered:
            sentences.append(
                ngettext("%(count)s is registered.", "%(count)s are registered.", registered) % {"count": registered}
            )
        if waiting:
            sentences.append(
                ngettext(
                    "%(count)s is on the waiting list and moves up when a place is freed.",
                    "%(count)s are on the waiting list and move up when places are freed.",
                    waiting,
                )
                % {"count": waiting}
            )
        return " ".join(sentences)


class PlaceForm(SheetForm):
    """A request about one place on the sheet."""

    registration = forms.TypedChoiceField(
        label=gettext_lazy("Place"),
        coerce=int,
        error_messages={"invalid_choice": gettext_lazy("This place is already given up. Look at the list again.")},
    )

    def __init__(self, data: Any, *, sheet: RegistrationSheet) -> None:
        super().__init__(data, sheet=sheet)
        field = self.fields["registration"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 -- tells the type checker
        field.choices = [(one.pk, str(one.user)) for one in sheet.live]

    @property
    def place(self) -> Registration:
        return next(one for one in self.sheet.live if one.pk == self.cleaned_data["registration"])


class CancelForm(PlaceForm):
    def perform(self, *, by: User, as_leader: bool) -> str:
        person = self.place.user
        promoted = actions.cancel_registration(registration=self.place, by=by, outside_window=as_leader)
        message = _("%(person)s has given up the place.") % {"person": person}
        if promoted and as_leader:
            message += " " + _("%(person)s moves up from the waiting list.") % {
                "person": ", ".join(f"{one.user} ({one.seat.membership.name})" for one in promoted)
            }
        return message


class SubstituteForm(PlaceForm):
    person = forms.TypedChoiceField(
        label=gettext_lazy("Who comes instead"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose who comes instead."),
            "invalid_choice": gettext_lazy("This person is not free to come instead. Choose another."),
        },
    )

    def __init__(self, data: Any, *, sheet: RegistrationSheet) -> None:
        super().__init__(data, sheet=sheet)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 -- tells the type checker
        field.choices = [(user.pk, str(user)) for user in sheet.substitutes]

    def perform(self, *, by: User, as_leader: bool) -> str:  # noqa: ARG002 -- the same for everyone
        instead = next(user for user in self.sheet.substitutes if user.pk == self.cleaned_data["person"])
        before = self.place.user
        actions.substitute_person(registration=self.place, user=instead, by=by)
        return _("%(person)s comes instead of %(before)s.") % {"person": instead, "before": before}


class DietaryForm(PlaceForm):
    text = forms.CharField(label=gettext_lazy("What you can eat"), required=False, max_length=300)

    def perform(self, *, by: User, as_leader: bool) -> str:
        text = self.cleaned_data["text"]
        actions.set_dietary_need(registration=self.place, text=text, by=by, as_leader=as_leader)
        return _("The venue will know what you can eat.") if text else _("Nothing about food is kept.")


REQUESTS: dict[str, type[SheetForm]] = {
    "register": RegisterForm,
    "cancel": CancelForm,
    "substitute": SubstituteForm,
    "dietary": DietaryForm,
}
