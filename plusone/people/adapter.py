"""The one bridge to django-allauth: it signs in and out; its mail, where it sends any, goes through our letters.

Registration, confirmation, new passwords and new addresses are our own actions. They write the library's
`EmailAddress` beside the person (`people.addresses.mirror`), so that the two never tell different stories.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plusone.core import clock, limits, mail
from plusone.people import addresses
from plusone.people.actions.confirm_address import confirm_address
from plusone.people.models import Person

RECORDS = "account_authentication_methods"  # where the library notes in the session how somebody signed in


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # people register at our own page

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and keep the address out of the session, which would outlive an erasure."""
        super().login(request, user)
        for record in request.session.get(RECORDS, []):
            record.pop("email", None)
        request.session.modified = True

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """The pages say what happened; the library's own messages are not in our words."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.client(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Only the person's present address can be confirmed, by our action."""
        person = Person.objects.get(pk=email_address.user_id)
        if person.email != addresses.tidy(email_address.email):
            return False
        confirm_address(person=person)
        return True

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """One of our letters, from `TEMPLATE_PREFIX.txt`; in the receiver's language where we know them."""
        person = addresses.owner(email)
        context = {key: value for key, value in context.items() if key not in {"request", "key", "to", "site"}}
        mail.write(
            key=f"allauth-{template_prefix}-{person.pk if person else 'nobody'}-{clock.now():%Y%m%d%H%M%S%f}"[:200],
            to=email,
            person_id=person.pk if person else None,
            language=person.language if person else "en",
            template=template_prefix,
            **context,
        )
