from django.urls import path

from plusone.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.cast, name="cast"),
    path("demo/<slug:key>/", views.continue_as, name="continue_as"),
    path("outbox/", views.outbox, name="outbox"),
]
