"""Jobs of a learner, the employer's mailed page, and the registrar's cases."""

from django.urls import path

from plusone.outcomes import views_employer, views_learner, views_proof, views_registrar

urlpatterns = [
    path("me/jobs/", views_learner.jobs, name="jobs"),
    path("me/jobs/new/", views_learner.report, name="report"),
    path("me/jobs/<int:pk>/", views_learner.job, name="job"),
    path("me/jobs/<int:pk>/change/", views_learner.change, name="change_job"),
    path("me/jobs/<int:pk>/evidence/", views_proof.send, name="send_evidence"),
    path("me/jobs/<int:pk>/evidence/<int:evidence>/keep/", views_proof.keep, name="keep_evidence"),
    path("me/jobs/<int:pk>/employer/", views_learner.ask_employer, name="ask_employer"),
    path("me/jobs/<int:pk>/answers/", views_learner.answers, name="answer_questions"),
    path("me/jobs/<int:pk>/start/", views_learner.start, name="confirm_start"),
    path("me/jobs/<int:pk>/end/", views_learner.end, name="report_end"),
    path("me/jobs/<int:pk>/withdrawal/", views_learner.withdraw, name="withdraw_job"),
    path("me/jobs/<int:pk>/appeal/", views_learner.appeal, name="appeal"),
    path("employers/<str:token>/", views_employer.employer, name="employer"),
    path("cases/", views_registrar.cases, name="cases"),
    path("cases/waiting/", views_registrar.waiting, name="cases_waiting"),
    path("cases/<int:pk>/", views_registrar.case, name="case"),
    path("cases/<int:pk>/evidence/<int:evidence>/", views_proof.view, name="view_evidence"),
    path("cases/<int:pk>/confirmation/", views_registrar.confirm, name="confirm_case"),
    path("cases/<int:pk>/question/", views_registrar.ask_more, name="ask_for_more"),
    path("cases/<int:pk>/refusal/", views_registrar.refuse, name="not_proven"),
    path("cases/<int:pk>/dispute/", views_registrar.dispute, name="dispute_case"),
    path("cases/<int:pk>/decision/", views_registrar.decide, name="decide_dispute"),
    path("cases/<int:pk>/reversal/", views_registrar.reverse, name="reverse_case"),
    path("cases/<int:pk>/withdrawal/", views_registrar.withdraw, name="withdraw_case"),
    path("cases/<int:pk>/stake/", views_registrar.declare, name="declare_stake"),
]
