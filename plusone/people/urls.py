from django.urls import path

from plusone.people.views import entry, invited, me, operator

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
    path("people/", operator.people, name="people"),
    path("people/invitations/", operator.invite, name="invite"),
    path("people/invitations/<int:pk>/withdrawal/", operator.invitation_withdrawal, name="invitation_withdrawal"),
    path("people/<int:pk>/", operator.person, name="person"),
    path("people/<int:pk>/roles/", operator.roles, name="roles"),
    path("people/<int:pk>/roles/<str:name>/withdrawal/", operator.role_withdrawal, name="role_withdrawal"),
    path("people/<int:pk>/reset-letter/", operator.reset_letter, name="reset_letter"),
    path("people/<int:pk>/sessions-end/", operator.sessions_end, name="sessions_end"),
    path("invitations/<str:token>/", invited.invitation, name="invitation"),
]
