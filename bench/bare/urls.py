"""Two views: one query for anybody; session, user and one query for somebody."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.bare.models import Page


def anonymous(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Page.objects.get(pk=1).html)


def signed_in(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return HttpResponse(Page.objects.get(pk=2).html)


urlpatterns = [path("anonymous/", anonymous), path("signed-in/", signed_in)]
