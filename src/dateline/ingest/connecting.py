"""Connections to public addresses alone, with one deadline for all that is sent and received over them.

A time limit for each operation, which sockets have, does not stop a server that sends a byte now and then.
"""

from __future__ import annotations

import functools
import http.client
import ipaddress
import socket
import ssl
import time
from typing import Any, cast

from dateline.errors import SourceError

# Prefixes under which an IPv6 address stands for an IPv4 one (RFC 6052: translation).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class _Timed:
    """Part of a socket class: whatever is received, is received before `end` (seconds, monotonic)."""

    end: float

    def recv_into(self, *arguments: Any, **options: Any) -> int:
        """As of a socket. Raises TimeoutError at the deadline."""
        self.settimeout(left(self.end))  # type: ignore[attr-defined]
        return int(super().recv_into(*arguments, **options))  # type: ignore[misc]


class TimedSocket(_Timed, socket.socket):
    """A plain one."""


class TimedSecureSocket(_Timed, ssl.SSLSocket):
    """One with TLS around it."""


class PlainConnection(http.client.HTTPConnection):
    """HTTP to a public address (to any, where `private`) until `end`."""

    def __init__(self, host: str, port: int, *, end: float, private: bool) -> None:
        super().__init__(host, port, timeout=left(end))
        self._create_connection = functools.partial(_connect, end=end, private=private)


class SecureConnection(http.client.HTTPSConnection):
    """HTTPS to a public address (to any, where `private`) until `end`; certificates are checked."""

    def __init__(self, host: str, port: int, *, end: float, private: bool) -> None:
        context = ssl.create_default_context()
        context.sslsocket_class = TimedSecureSocket
        super().__init__(host, port, timeout=left(end), context=context)
        self._create_connection = functools.partial(_connect, end=end, private=private)
        self._end = end

    def connect(self) -> None:
        """Connect, and hand the deadline to the socket that TLS made."""
        super().connect()
        cast(TimedSecureSocket, self.sock).end = self._end


def left(end: float) -> float:
    """The seconds until `end`. Raises TimeoutError where there are none."""
    seconds = end - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and what it stands for does as well.

    An IPv6 address may carry an IPv4 one (mapped, 6to4, Teredo, translated), which a gateway would use.
    """
    found = ipaddress.ip_address(address)
    if not found.is_global or found.is_multicast:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return True
    carried = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if found in _TRANSLATED:
        carried.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    return all(is_public(str(inner)) for inner in carried if inner is not None)


def _connect(
    address: tuple[str, int], timeout: object = None, source: object = None, *, end: float, private: bool
) -> socket.socket:
    """Connect to the first address of a host that answers; none may be private unless `private`."""
    del timeout, source
    host, port = address
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not private and not all(is_public(str(place[0])) for *_, place in places):
        raise SourceError(f"{host} is an address of a private network")
    failure: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, place in places:
        connection = TimedSocket(family, kind, protocol)
        connection.end = end
        try:
            connection.settimeout(left(end))
            connection.connect(place)
            connection.settimeout(left(end))
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure
