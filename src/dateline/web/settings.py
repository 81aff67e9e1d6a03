"""What the application is told when it starts."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1_000_000
_NAMES_OF_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one server behaves.

    library: where the library is. host: the address it listens on. names: further names that a request may
    call it by. token: what a browser must show once, None where nobody else can reach it. upload_bytes,
    upload_files: the most that one addition may hold, as it comes over the wire.
    """

    library: str | Path
    host: str = "127.0.0.1"
    names: frozenset[str] = frozenset()
    token: str | None = None
    upload_bytes: int = 250 * MEGABYTE
    upload_files: int = 2_000
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    def knows(self, host: str) -> bool:
        """Whether a request may call the server by this name, so that no name of another's can lead to it.

        An address that is written in numbers needs no name server, which is what could be made to lie.
        """
        name = host_name(host)
        if name in self.names:
            return True
        if self.is_local:
            return name in _NAMES_OF_LOOPBACK
        return is_address(name) or name in _NAMES_OF_LOOPBACK or name == socket.gethostname().lower()


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets, in small letters."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host


def is_address(name: str) -> bool:
    """Whether it is an IP address in numbers."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)
