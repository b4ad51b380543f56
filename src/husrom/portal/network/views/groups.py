from django.http import Http404, HttpRequest, HttpResponse


def groups(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def make_groups(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def override_group(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
