"""A room of the house as a Django app: it reads its registering modules when the program starts."""

from django.apps import AppConfig

from plusone.core import registries


class Room(AppConfig):
    default = False
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        registries.read(self)
