"""The count, for everybody: how it is made, the ledger, the verifier, heads and witnesses."""

from django.urls import path

from plusone.outcomes import views_count

urlpatterns = [
    path("impact/how-we-count/", views_count.how_we_count, name="how_we_count"),
    path("impact/ledger/", views_count.ledger_lines, name="ledger_lines"),
    path("impact/ledger.jsonl", views_count.ledger_jsonl, name="ledger_jsonl"),
    path("impact/verify.py", views_count.verifier, name="verifier"),
    path("impact/heads.atom", views_count.heads_atom, name="heads_atom"),
    path("impact/witnesses/", views_count.witness_new, name="witness_new"),
    path("impact/witnesses/<str:token>/", views_count.witness, name="witness"),
    path("impact/witnesses/<str:token>/end/", views_count.witness_stop, name="witness_stop"),
]
