"""What crosses rooms: the story, the architecture, permissions and the look of every page."""

pytest_plugins = ["plusone.testing.browser", "plusone.testing.server"]
