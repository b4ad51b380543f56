from django.http import Http404, HttpRequest, HttpResponse


def profile(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def start(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def erase(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def demo_sign_in(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
