from django.http import Http404, HttpRequest, HttpResponse

from husrom.portal.gatherings.views.registration import registration as registration


def gathering_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def gathering(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit_gathering(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit_agenda(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit_session(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def delete_session(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def attendance(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def dietary_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def delete_dietary_needs(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def commitments(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def materials(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def delete_material(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
