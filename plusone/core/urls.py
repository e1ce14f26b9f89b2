from django.urls import path

from plusone.core import views

app_name = "core"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("account/held/", views.held_form, name="held_form"),
]
