"""Whether a port is free."""

import errno
import socket

from plusone.cli.errors import Wrong


def refuse_taken_port(host: str, port: int) -> None:
    """A port that somebody listens on is refused now: later two servers would share it without a word."""
    if not 0 < port < 65536:
        raise Wrong(f"{port} is not a port. Choose a number from 1 to 65535.", code=2)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left is free
        try:
            one.bind((host, port))
        except PermissionError:
            raise Wrong(f"Port {port} needs an administrator. Choose one from 1024 with --port.") from None
        except OSError as problem:
            reason = (
                "is taken" if problem.errno == errno.EADDRINUSE else f"on {host} cannot be used ({problem.strerror})"
            )
            raise Wrong(f"Port {port} {reason}. Choose another: --port {port + 1}") from None
