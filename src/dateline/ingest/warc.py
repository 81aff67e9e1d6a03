"""Web archives (WARC, ISO 28500), of which CC-NEWS is one: their HTML pages, one in memory at a time.

A damaged record costs itself alone: reading goes on at the next record that can be found.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO, cast

from dateline.errors import SourceError
from dateline.ingest.decoding import clean_line, decode
from dateline.ingest.draft import Draft, numbered
from dateline.ingest.fetch import charset_of, unpacked
from dateline.ingest.limits import Limits, megabytes
from dateline.ingest.page import NO_REPORT, read_page
from dateline.schema.address import is_web

_GZIP_MEMBER = b"\x1f\x8b\x08"
_VERSION = b"WARC/1."
_HTML = frozenset({"text/html", "application/xhtml+xml"})
# The digests that fastwarc can check.
_CHECKED = ("sha1:", "md5:", "sha256:")
_MARK = re.compile(rb"\x1f\x8b\x08|(?:\A|(?<=\n))WARC/1\.\d\r?\n")
_CHUNK = 1 << 20
_OVERLAP = 4096
_LONGEST_HEADER = 65_536
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One HTML page as it was archived: its decoded bytes, and what the archive states of it.

    `item` counts the pages of the file from 0, `position` is the byte of the file that its record begins
    at, `captured` the ISO moment of the crawl, `cut` says that the crawl did not take all of it.
    """

    url: str
    data: bytes
    charset: str | None
    captured: str | None
    item: int
    position: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Damage:
    """A part of the archive that cannot be read, the byte that it begins at, and why."""

    position: int
    error: SourceError


Wanted = Callable[[str], bool]
"""Whether the page at this URL is to be read at all."""


def is_archive(head: bytes) -> bool:
    """Whether a file that begins with `head` is a WARC file, gzipped or not."""
    if head.startswith(_GZIP_MEMBER):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, len(_VERSION))
        except zlib.error:
            return False
    return head.startswith(_VERSION)


def captures(
    stream: BinaryIO, limits: Limits, *, start: int = 0, item: int = 0, wanted: Wanted | None = None
) -> Iterator[Capture | Damage]:
    """The HTML pages that a WARC file holds, in its order, and what of it is damaged.

    Reading begins at byte `start`, where a record begins, with `item` as the number of the next page. After
    damage it goes on at the next record if `stream` can seek, else it ends there. Requests, redirections,
    errors of servers and other kinds of content are passed over.
    """
    position: int | None = start
    while position is not None:
        good: int | None = None
        if stream.seekable():
            stream.seek(position)
        try:
            for record in _records(stream, position):
                good = record.stream_pos
                found = _capture(record, item, limits, wanted)
                if isinstance(found, Capture):
                    item += 1
                if found is not None:
                    yield found
            return
        except (OSError, EOFError) as error:
            why = clean_line(str(error)) or type(error).__name__
        last, position = position if good is None else good, None
        if stream.seekable():
            position = _next_record(stream, last + 1)
        # What only looked like the beginning of a record is not told of, unless nothing follows it.
        if good is not None or last == start or position is None:
            yield Damage(last, SourceError(f"the archive is damaged after byte {last:,}: {why}"))


def draft_of(capture: Capture) -> Draft:
    """The article of an archived page, of which WARC-Date is the latest day of publication.

    Raises SourceError where the page holds none.
    """
    page = read_page(decode(capture.data, charset=capture.charset).text, url=capture.url)
    draft = numbered(page, item=capture.item, sha256=sha256(capture.data).hexdigest())
    return replace(draft, not_after=capture.captured)


def read_captures(stream: BinaryIO, limits: Limits) -> Iterator[Draft | SourceError]:
    """The articles of a WARC file; of the pages that hold none only the number is told, at the end."""
    without = count = 0
    for found in captures(stream, limits):
        if isinstance(found, Damage):
            yield found.error
            continue
        count += 1
        try:
            yield draft_of(found)
        except SourceError as error:
            if str(error) == NO_REPORT:
                without += 1
            else:
                yield SourceError(f"{found.url}: {error}")
            continue
        if found.cut:
            yield SourceError(f"{found.url}: the crawl took only its beginning")
    if without and without == count:
        raise SourceError(f"none of its {count:,} pages holds a report")


class _Forward:
    """A stream as fastwarc reads it: onwards, with the place in the file counted from `start`."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        self._stream, self._place = stream, start

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        """How far reading has come."""
        return self._place


def _records(stream: BinaryIO, start: int) -> Iterator[Any]:
    """The response records from `start` on, where the stream stands. Raises OSError at damage."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = iter(
        ArchiveIterator(
            cast(BinaryIO, _Forward(stream, start)),
            record_types=WarcRecordType.response,
            parse_http=False,
            max_header_len=_LONGEST_HEADER,
        )
    )
    while True:
        try:
            record = next(records, None)
        except Exception:
            raise
        except BaseException as error:
            # A panic inside fastwarc is no Exception, and still the fault of this file alone.
            if type(error).__name__ != "PanicException":
                raise
            raise OSError("it is malformed") from error
        if record is None:
            return
        yield record


def _capture(record: Any, item: int, limits: Limits, wanted: Wanted | None) -> Capture | Damage | None:
    """The page that a response record holds, what is wrong with it, or None where it is none to read."""
    url, position = (record.headers.get("WARC-Target-URI") or "").strip("<> "), record.stream_pos
    if not is_web(url) or (wanted is not None and not wanted(url)):
        return None
    if record.content_length > limits.file_bytes:
        return Damage(position, _too_large(url, limits))
    digest = record.headers.get("WARC-Block-Digest") or ""
    if digest.lower().startswith(_CHECKED) and not record.verify_block_digest(consume=False):
        # Its length may be wrong as well, so the next record is looked for, not counted to.
        raise OSError(f"the digest of {url} is another")
    length = record.content_length
    try:
        record.parse_http(auto_decode="none")
    except (OSError, ValueError):
        return Damage(position, SourceError(f"{url}: the HTTP headers in the record are malformed"))
    if record.http_headers is None or not _is_page(record):
        return None
    data = record.reader.read(limits.file_bytes)
    if len(data) < record.content_length:
        raise OSError(f"the record of {url} promises {length:,} bytes and is shorter")
    try:
        data = _decoded(data, record.http_headers, limits)
    except SourceError as error:
        return Damage(position, SourceError(f"{url}: {error}"))
    content_type = record.http_headers.get("Content-Type") or ""
    return Capture(
        url=url,
        data=data,
        charset=charset_of(content_type),
        captured=_moment(record.headers.get("WARC-Date")),
        item=item,
        position=position,
        cut=bool(record.headers.get("WARC-Truncated")),
    )


def _is_page(record: Any) -> bool:
    kind = (record.http_headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    return record.http_headers.status_code == 200 and kind in _HTML


def _decoded(data: bytes, headers: Any, limits: Limits) -> bytes:
    """A body without its transfer and content encodings.

    Crawlers often store bodies decoded under the headers that came with them; what is not encoded as the
    header says stays as it is.
    """
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and _CHUNK_SIZE.match(data):
        data = _dechunked(data)
    encoding = (headers.get("Content-Encoding") or "").strip().lower()
    if not data.startswith(_GZIP_MEMBER) and encoding != "deflate":
        return data
    if encoding == "deflate" and data[:1] not in (b"\x78", b"\x58", b"\x68"):
        return data
    return unpacked(iter([data]), encoding or "gzip", limits.file_bytes)


def _dechunked(data: bytes) -> bytes:
    """The content of chunked coding (RFC 9112, section 7.1); as far as it goes where it is cut off."""
    content, place = bytearray(), 0
    while match := _CHUNK_SIZE.match(data, place):
        size = int(match[1], 16)
        if not size:
            break
        content += data[match.end() : match.end() + size]
        place = match.end() + size
    return bytes(content)


def _next_record(stream: BinaryIO, place: int) -> int | None:
    """The byte, from `place` on, that a record may begin at: a gzip member or a line with the version."""
    stream.seek(place)
    tail = b""
    while piece := stream.read(_CHUNK):
        block = tail + piece
        for mark in _MARK.finditer(block):
            if is_archive(block[mark.start() : mark.start() + _LONGEST_HEADER]):
                return place - len(tail) + mark.start()
        place += len(piece)
        # Where a member begins at the very end, too little of it is there to see what it holds.
        tail = block[-_OVERLAP:]
    return None


def _too_large(url: str, limits: Limits) -> SourceError:
    return SourceError(f"{url}: it is larger than the limit of {megabytes(limits.file_bytes)}")


def _moment(given: str | None) -> str | None:
    try:
        return datetime.fromisoformat((given or "").strip()).isoformat()
    except ValueError:
        return None
