from django.urls import path

from plusone.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("goals/", views.goals, name="goals"),
    path("impact/", views.impact, name="impact"),
]
