"""URLs behind a seam of one method: the web, or pages given beforehand."""

from __future__ import annotations

import functools
import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dateline.errors import SourceError
from dateline.ingest.limits import Limits, megabytes

AGENT = "Mozilla/5.0 (compatible; dateline; reads news articles for one person)"
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes that a URL answered with, and the URL that answered after redirections."""

    url: str
    data: bytes


class Fetcher(Protocol):
    """Gets what a URL answers."""

    def fetch(self, url: str, limits: Limits) -> Answer:
        """The answer of `url`. Raises SourceError where there is none within the limits."""
        ...


@dataclass(frozen=True, slots=True)
class FakeFetcher:
    """Answers with the pages it was given, for tests and for work without a network."""

    pages: Mapping[str, bytes]

    def fetch(self, url: str, limits: Limits) -> Answer:
        """The page given for `url`."""
        if url not in self.pages:
            raise SourceError("the server has no such page (404)")
        return Answer(url, self.pages[url])


class WebFetcher:
    """Asks the web, over http and https, directly: proxies of the environment are not used.

    Each address is checked when it is connected to, redirections included, so that a name cannot be
    made to lead into the user's own network.
    """

    def fetch(self, url: str, limits: Limits) -> Answer:
        """The answer of `url`, of at most `limits.file_bytes`, within `limits.fetch_seconds`."""
        request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
        end = time.monotonic() + limits.fetch_seconds
        try:
            with _opener(limits).open(request, timeout=limits.fetch_seconds) as response:
                return Answer(response.url, _read(response, end, limits))
        except urllib.error.HTTPError as error:
            raise SourceError(f"the server answered {error.code} {error.reason}") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, SourceError):
                raise error.reason from error
            raise SourceError(f"the server cannot be reached: {error.reason}") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise SourceError(f"the server cannot be read: {error}") from error


def _read(response: Any, end: float, limits: Limits) -> bytes:
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > limits.file_bytes:
            raise SourceError(f"the answer is larger than the limit of {megabytes(limits.file_bytes)}")
        if time.monotonic() > end:
            raise SourceError(f"the answer took longer than {limits.fetch_seconds:g} seconds")
    return bytes(data)


def _opener(limits: Limits) -> urllib.request.OpenerDirector:
    connect = functools.partial(_connect, private=limits.private_addresses)

    def plain(*arguments: Any, **options: Any) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(*arguments, **options)
        connection._create_connection = connect  # type: ignore[attr-defined]
        return connection

    def secure(*arguments: Any, **options: Any) -> http.client.HTTPSConnection:
        connection = http.client.HTTPSConnection(*arguments, **options)
        connection._create_connection = connect  # type: ignore[attr-defined]
        return connection

    class Http(urllib.request.HTTPHandler):
        def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(plain, request)

    class Https(urllib.request.HTTPSHandler):
        def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(secure, request)

    opener = urllib.request.OpenerDirector()
    for handler in (
        Http(),
        Https(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _connect(
    address: tuple[str, int], timeout: float, source_address: Any = None, *, private: bool
) -> socket.socket:
    """Connect to the first address of a host, unless one of them is not public and `private` is false."""
    host, port = address
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [entry[4] for entry in found]
    if not private and not all(ipaddress.ip_address(place[0]).is_global for place in places):
        raise SourceError(f"{host} is an address of a private network")
    return socket.create_connection((str(places[0][0]), port), timeout, source_address)
