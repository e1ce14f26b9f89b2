from django.urls import path

from plusone.home import operating, views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("me/", views.my_day, name="my_day"),
    path("goals/", views.goals, name="goals"),
    path("impact/", views.impact, name="impact"),
    path("privacy/", views.privacy_notice, name="privacy"),
    path("imprint/", views.imprint, name="imprint"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("operator/", operating.operator, name="operator"),
    path("operator/school/", operating.school, name="school"),
    path("operator/letters/", operating.letters, name="letters"),
    path("operator/letters/test/", operating.test_mail, name="test_mail"),
    path("operator/letters/<int:pk>/delivery/", operating.delivery, name="delivery"),
    path("operator/jobs/", operating.failed_jobs, name="failed_jobs"),
    path("operator/jobs/<uuid:job>/run/", operating.another_run, name="another_run"),
]
