"""Which modules of a room are read at start, so that registries are full before the first request."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig

MODULES = ("events", "receivers", "facts", "privacy", "slots", "quotes", "jobs", "checks")


def read(config: AppConfig) -> None:
    """Import the registering modules that the room has: `facts`, and also `facts_…` where a room has several."""
    found = [module.name for module in iter_modules([config.path])]
    for kind in MODULES:
        for name in sorted(found):
            if name == kind or name.startswith(f"{kind}_"):
                import_module(f"{config.name}.{name}")
