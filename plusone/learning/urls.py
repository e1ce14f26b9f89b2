"""The reading pages under /courses/."""

from django.urls import path

from plusone.learning import views

app_name = "learning"
urlpatterns = [
    path("courses/", views.courses, name="courses"),
    path("courses/<slug:slug>/", views.course, name="course"),
    path("courses/<slug:slug>/following/", views.following, name="following"),
    path("courses/<slug:slug>/following/ended/", views.stopped, name="stopped"),
    path("courses/<slug:slug>/<slug:key>/", views.chapter, name="chapter"),
    path("courses/<slug:slug>/<slug:key>/reading/", views.reading, name="reading"),
    path("courses/<slug:slug>/<slug:key>/quiz/", views.quiz, name="quiz"),
    path("courses/<slug:slug>/<slug:key>/attempts/<int:attempt_id>/", views.attempt, name="attempt"),
]
