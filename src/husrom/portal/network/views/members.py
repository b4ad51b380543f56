from django.http import Http404, HttpRequest, HttpResponse


def change_status(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def member(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def members(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
