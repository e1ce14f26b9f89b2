"""Every address of the house, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("plusone.core.urls")),
    path("", include("plusone.people.urls")),
    path("account/", include("plusone.people.account_urls")),
    path("", include("plusone.learning.urls")),
    path("", include("plusone.outcomes.urls")),
]
