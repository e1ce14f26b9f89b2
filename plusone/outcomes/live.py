def rewrite_after_commit() -> None:
    """TEMP: home writes this module."""
