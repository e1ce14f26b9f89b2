"""Follow-ups: the mailed page and the registrar's list. And the monthly releases."""

from datetime import date

from django.urls import path, register_converter

from plusone.outcomes import views_follow, views_release


class Month:
    """2026-11 in an address, the 1st of that month in a view."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return value.isoformat()[:7]


register_converter(Month, "month")

urlpatterns = [
    path("follow-ups/", views_follow.follow_ups, name="follow_ups"),
    path("follow-ups/notes/<int:pk>/", views_follow.follow_up_note, name="follow_up_note"),
    path("follow-ups/<str:token>/", views_follow.follow_up, name="follow_up"),
    path("follow-ups/<str:token>/end/", views_follow.follow_up_end, name="follow_up_end"),
    path("follow-ups/<str:token>/stop/", views_follow.follow_up_stop, name="follow_up_stop"),
    path("impact/releases/", views_release.releases, name="releases"),
    path("impact/releases/<month:month>/", views_release.release, name="release"),
    path("impact/releases/<month:month>.json", views_release.release_json, name="release_json"),
]
