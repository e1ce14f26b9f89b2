"""The pages of the count on their own, under the house's frame."""

from django.urls import include, path

from plusone.outcomes import urls_count

urlpatterns = [
    path("", include("plusone.core.urls")),
    path("", include("plusone.people.urls")),
    path("account/", include("plusone.people.account_urls")),
    path("", include("plusone.learning.urls")),
    path("", include((urls_count.urlpatterns, "outcomes"))),
]
