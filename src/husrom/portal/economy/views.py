from django.http import Http404, HttpRequest, HttpResponse


def costs(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def costs_workbook(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
