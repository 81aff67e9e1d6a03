"""URLs behind a seam of one method: the web, or pages given beforehand.

What a server sends is not to be trusted: every address is checked when it is connected to, redirections
are counted, one clock runs from the first byte asked for to the last one unpacked, and what comes is
counted before and after unpacking.
"""

from __future__ import annotations

import http.client
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline.errors import FetchError, SourceError
from dateline.ingest.connecting import PlainConnection, SecureConnection
from dateline.ingest.limits import Limits, megabytes

AGENT = "Mozilla/5.0 (compatible; dateline; reads news articles for one person)"
UNCHANGED = 304
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_CHUNK = 65_536
# What RFC 3986 lets stand in a target, and "%", which begins what is quoted already.
_IN_TARGET = "%/:=&?~+!$,;'@()*[]-._"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL answered: the bytes, unpacked, and the URL that answered after redirections.

    `status` is 200, or 304 where the request was conditional and nothing changed. `headers` have names
    in small letters. `moved` is where permanent redirections alone led, None where there were none.
    """

    url: str
    data: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    moved: str | None = None

    @property
    def charset(self) -> str | None:
        """The encoding that the server states, if it does."""
        return charset_of(self.headers.get("content-type", ""))


class Fetcher(Protocol):
    """Gets what a URL answers."""

    def fetch(self, url: str, limits: Limits, *, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer of `url`, asked for with `headers` as well.

        Raises FetchError where the server refused, SourceError where there is no answer within the limits.
        """
        ...


@dataclass(frozen=True, slots=True)
class FakeFetcher:
    """Answers with the pages it was given, for tests and for work without a network."""

    pages: Mapping[str, bytes]

    def fetch(self, url: str, limits: Limits, *, headers: Mapping[str, str] | None = None) -> Answer:
        """The page given for `url`."""
        del limits, headers
        if url not in self.pages:
            raise FetchError("the server has no such page (404)", status=404)
        return Answer(url, self.pages[url])


class WebFetcher:
    """Asks the web, over http and https, directly: proxies of the environment are not used."""

    def fetch(self, url: str, limits: Limits, *, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer of `url`, of at most `limits.file_bytes`, within `limits.fetch_seconds`.

        Raises FetchError with the status where that is neither 2xx nor 304, or where it leads on and no
        redirection is allowed; SourceError where there is no whole answer.
        """
        end = time.monotonic() + limits.fetch_seconds
        asked: list[str] = []
        permanent: list[bool] = []
        while True:
            if url in asked:
                raise SourceError(f"it redirects in a circle, by {url}")
            if len(asked) > limits.redirections:
                raise SourceError(f"it redirects more than {limits.redirections} times")
            asked.append(url)
            try:
                found = _ask(url, end, limits, headers or {})
            except (OSError, ValueError, http.client.HTTPException) as error:
                raise _explained(error, end, limits) from error
            if isinstance(found, Answer):
                moved = url if permanent and all(permanent) else None
                return Answer(url, found.data, found.status, found.headers, moved)
            if not limits.redirections:
                raise FetchError(f"it leads on to {found[1]}", status=found[0], location=found[1])
            permanent.append(found[0] in PERMANENT)
            url = found[1]


def charset_of(content_type: str) -> str | None:
    """The `charset` of a Content-Type header (RFC 9110, section 8.3), None where there is none."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").strip() or None
    return None


def unpacked(pieces: Iterator[bytes], encoding: str, most: int) -> bytes:
    """The bytes that `pieces` hold under a Content-Encoding, never more than `most` of them in memory.

    Raises SourceError where they are more, cut off, damaged, or packed in another way than gzip or deflate.
    """
    unpack = _unpacker(encoding)
    data = bytearray()
    for piece in pieces:
        rest = piece
        while rest:
            unpacked_piece, rest = unpack(rest, most + 1 - len(data))
            data += unpacked_piece
            if len(data) > most:
                raise SourceError(f"the answer is larger than the limit of {megabytes(most)}")
    unpack(b"", 0)
    return bytes(data)


def _ask(url: str, end: float, limits: Limits, headers: Mapping[str, str]) -> Answer | tuple[int, str]:
    """One request: the answer, or status and target of a redirection."""
    parts = _checked(url)
    connection = _connection(parts, end, limits)
    try:
        connection.request(
            "GET",
            _target(parts),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", **headers},
        )
        response = connection.getresponse()
        got = {name.lower(): value for name, value in response.getheaders()}
        if response.status in _REDIRECTIONS and got.get("location"):
            return response.status, urljoin(url, got["location"].strip())
        if response.status == UNCHANGED:
            return Answer(url, b"", UNCHANGED, got)
        if not 200 <= response.status < 300:
            raise FetchError(
                f"the server answered {response.status} {response.reason}".strip(),
                status=response.status,
                retry_after=got.get("retry-after"),
            )
        data = unpacked(_pieces(response, limits), got.get("content-encoding", ""), limits.file_bytes)
        return Answer(url, data, response.status, got)
    finally:
        connection.close()


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https"):
        raise SourceError("only http and https addresses are read")
    if not parts.hostname:
        raise SourceError("the address names no host")
    return parts


def _connection(parts: SplitResult, end: float, limits: Limits) -> http.client.HTTPConnection:
    secure = parts.scheme.lower() == "https"
    kind = SecureConnection if secure else PlainConnection
    port = parts.port or (443 if secure else 80)
    return kind(str(parts.hostname), port, end=end, private=limits.private_addresses)


def _target(parts: SplitResult) -> str:
    target = quote(parts.path or "/", safe=_IN_TARGET)
    return f"{target}?{quote(parts.query, safe=_IN_TARGET)}" if parts.query else target


def _pieces(response: http.client.HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """The body as it comes, of at most `limits.file_bytes` before unpacking."""
    count = 0
    promised = response.length
    if promised is not None and promised > limits.file_bytes:
        raise SourceError(f"the answer is larger than the limit of {megabytes(limits.file_bytes)}")
    while piece := response.read1(_CHUNK):
        count += len(piece)
        if count > limits.file_bytes:
            raise SourceError(f"the answer is larger than the limit of {megabytes(limits.file_bytes)}")
        yield piece
    if promised is not None and count < promised:
        raise SourceError(f"the answer is cut off: {count:,} of {promised:,} bytes came")


Unpack = Callable[[bytes, int], tuple[bytes, bytes]]
"""Takes packed bytes and the most to unpack; gives what was unpacked and what is left to do.

Called with no bytes at the end, it raises SourceError where something is missing.
"""


def _unpacker(encoding: str) -> Unpack:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda piece, most: (piece, b"")
    if name in ("gzip", "x-gzip"):
        return _Zlib(16 + zlib.MAX_WBITS)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    raise SourceError(f"the answer is packed as {name!r}, which was not asked for")


class _Zlib:
    """Unpacks one or several gzip members, or one zlib stream, piece by piece."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._begun = False

    def __call__(self, piece: bytes, most: int) -> tuple[bytes, bytes]:
        if not piece:
            if self._begun and not self._stream.eof:
                raise SourceError("the answer is cut off: what is packed in it does not end")
            return b"", b""
        if self._stream.eof:
            if self._window <= zlib.MAX_WBITS or not piece.startswith(b"\x1f"):
                return b"", b""  # padding after the end
            self._stream = zlib.decompressobj(self._window)
        self._begun = True
        try:
            data = self._stream.decompress(piece, max(1, most))
        except zlib.error as error:
            raise SourceError(f"the answer cannot be unpacked: {error}") from error
        return data, self._stream.unconsumed_tail or self._stream.unused_data


def _explained(error: Exception, end: float, limits: Limits) -> SourceError:
    if isinstance(error, TimeoutError) or time.monotonic() >= end:
        return SourceError(f"the answer took longer than {limits.fetch_seconds:g} seconds")
    if isinstance(error, http.client.IncompleteRead):
        return SourceError(f"the answer is cut off after {len(error.partial):,} bytes")
    if isinstance(error, ConnectionRefusedError):
        return SourceError("the server cannot be reached: nobody listens there")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return SourceError(f"the server cannot be reached or read: {reason}")
