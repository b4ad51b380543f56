from django.http import Http404, HttpRequest, HttpResponse


def add_to_team(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit_holding(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def end_holding(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
