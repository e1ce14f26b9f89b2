"""What crosses rooms: the story, the architecture, permissions and the look of every page."""

from tests.school_fixture import built_world, undo, world

pytest_plugins = ["plusone.testing.browser", "plusone.testing.server"]

__all__ = ["built_world", "undo", "world"]
