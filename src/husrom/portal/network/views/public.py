from django.http import Http404, HttpRequest, HttpResponse


def municipality(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def public(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
