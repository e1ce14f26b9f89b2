def rewrite() -> None:
    """TEMP: home writes this module."""
