"""The one bridge to django-allauth: mail goes through our letters, registration is our own action."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    pass
