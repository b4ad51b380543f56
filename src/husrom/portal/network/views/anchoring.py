from django.http import Http404, HttpRequest, HttpResponse


def anchoring(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def anchoring_letter(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
