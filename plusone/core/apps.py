"""Core: everything without a domain word in it."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from plusone.core import immutable, registries


def _guard(using: str, **_kwargs: Any) -> None:
    immutable.guard(using)


class CoreConfig(AppConfig):
    name = "plusone.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_guard, dispatch_uid="plusone.immutable")
        registries.read(self)
