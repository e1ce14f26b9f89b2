from django.urls import path

from plusone.people.views import entry, me

app_name = "people"
urlpatterns = [
    path("register/", entry.register, name="register"),
    path("register/done/", entry.registered, name="registered"),
    path("account/email/new/<str:token>/", entry.new_address, name="new_address"),
    path("me/account/", me.account, name="account"),
    path("me/profile/", me.profile, name="profile"),
    path("me/consents/", me.consents, name="consents"),
    path("me/consents/<str:use>/", me.consent, name="consent"),
    path("me/confirmation/", me.confirmation, name="confirmation"),
    path("me/sessions/", me.sessions, name="sessions"),
    path("me/data/", me.data, name="data"),
    path("me/erasure/", me.erasure, name="erasure"),
]
