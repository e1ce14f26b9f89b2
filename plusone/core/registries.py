"""Which modules of a room are read at start, so that registries are full before the first request."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

MODULES = ("events", "receivers", "facts", "privacy", "slots", "quotes", "jobs", "checks")


def read(config: AppConfig) -> None:
    """Import the registering modules that the room has."""
    for module in MODULES:
        name = f"{config.name}.{module}"
        if find_spec(name) is not None:
            import_module(name)
