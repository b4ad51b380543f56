"""Sign-in by a code sent by e-mail: allauth's own pages, answering a bad form as Husrom's other pages do."""

from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth_views
from django.http import HttpResponse


class AskForCode(allauth_views.RequestLoginCodeView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


class GiveCode(allauth_views.ConfirmLoginCodeView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


ask_for_code = AskForCode.as_view()
give_code = GiveCode.as_view()
