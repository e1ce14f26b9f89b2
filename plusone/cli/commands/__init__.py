"""One file a call; each has `run(options) -> int`. They are imported only once Django knows the school."""
