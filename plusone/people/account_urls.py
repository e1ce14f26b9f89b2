"""The addresses of signing in, under the names that the sign-in library looks for. What we do not use has none."""

from django.urls import path

from plusone.people.views import entry, me

urlpatterns = [
    path("sign-in/", entry.sign_in, name="account_login"),
    path("sign-out/", entry.sign_out, name="account_logout"),
    path("signup/", entry.sign_up, name="account_signup"),
    path("password/", me.change_password, name="account_change_password"),
    path("password/reset/", entry.password_reset, name="account_reset_password"),
    path("password/reset/done/", entry.password_reset_done, name="account_reset_password_done"),
    path("password/reset/<str:token>/", entry.password_reset_from_key, name="account_reset_password_from_key"),
    path("email/", me.email, name="account_email"),
    path("email/<str:token>/", entry.confirm_email, name="account_confirm_email"),
]
