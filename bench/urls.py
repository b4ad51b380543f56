from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from husrom.portal.urls import urlpatterns as portal


def plain(request: HttpRequest) -> HttpResponse:
    """Answer with one template and nothing from the database."""
    return render(request, "plain.html", {"lines": range(20)})


urlpatterns = [path("plain/", plain), *portal]
