from django.urls import path, register_converter

from plusone.purpose import views
from plusone.purpose.models import Kind


class KindConverter:
    """`mission` or `vision`; any other word is no address."""

    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(KindConverter, "purpose_kind")

app_name = "purpose"
urlpatterns = [
    path("purpose/", views.purpose, name="purpose"),
    path("purpose/<purpose_kind:kind>/versions/new/", views.new_version, name="new_version"),
    path("purpose/goals/new/", views.new_goal, name="new_goal"),
    path("purpose/goals/<int:number>/wordings/new/", views.new_wording, name="new_wording"),
]
