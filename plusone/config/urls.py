"""Every address of the house, room by room."""

from django.conf import settings
from django.urls import include, path

from plusone.config.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("plusone.home.urls")),
    path("", include("plusone.core.urls")),
    path("", include("plusone.people.urls")),
    path("account/", include("plusone.people.account_urls")),
    path("", include("plusone.courses.urls")),
    path("", include("plusone.learning.urls")),
    path("", include("plusone.outcomes.urls")),
    path("", include("plusone.purpose.urls")),
    *([path("", include("plusone.demo.urls"))] if settings.DEMO else []),
]
