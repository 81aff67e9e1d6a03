"""Which kinds of file are read, how each is recognised, and what reads it.

To add a kind, write a function and add a line to READERS; docs/adding-a-reader.md shows how.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from dateline.errors import SourceError
from dateline.ingest.decoding import decode
from dateline.ingest.draft import Draft
from dateline.ingest.limits import Limits, megabytes
from dateline.ingest.newsplease import read_document, read_lines
from dateline.ingest.page import read_page

Found = Iterator[Draft | SourceError]

_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|title|meta|article|div|p|span|h1)\b[^>]*>", re.IGNORECASE
)
_FEED = re.compile(
    r"(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*"
    r"<(?:rss|rdf:RDF|feed|opml|urlset|sitemapindex)[\s>]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file.

    suffixes: names that end so are of this kind, whatever is in them. recognises: whether a file of
    another name that begins with these characters is. read: from the stream, the limits and the URL (None
    for files) to drafts; an error it yields or raises becomes a problem of that file.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[BinaryIO, Limits, str | None], Found]


def _read_all(stream: BinaryIO, limits: Limits) -> bytes:
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise SourceError(f"it is larger than the limit of {megabytes(limits.file_bytes)}")
    return data


def _plain(stream: BinaryIO, limits: Limits, url: str | None) -> Found:
    decoded = decode(_read_all(stream, limits))
    yield Draft(text=decoded.text, url=url, plain=True)
    if decoded.damage:
        yield SourceError(decoded.damage)


def _page(stream: BinaryIO, limits: Limits, url: str | None) -> Found:
    decoded = decode(_read_all(stream, limits))
    yield read_page(decoded.text, url=url)
    if decoded.damage:
        yield SourceError(decoded.damage)


def _lines(stream: BinaryIO, limits: Limits, url: str | None) -> Found:
    return read_lines(stream, limits)


def _document(stream: BinaryIO, limits: Limits, url: str | None) -> Found:
    return read_document(_read_all(stream, limits))


def _feed(stream: BinaryIO, limits: Limits, url: str | None) -> Found:
    raise SourceError("it is a feed or a list of pages; `dateline follow` takes these")


def _is_feed(head: str) -> bool:
    """Whether the first element is that of RSS, RDF, Atom, OPML or a sitemap."""
    return _FEED.match(head.lstrip("\ufeff \t\r\n")) is not None


def _is_page(head: str) -> bool:
    return head.lstrip()[:1] == "<" and _TAG.search(head) is not None


def _is_document(head: str) -> bool:
    return re.match(r"\s*(?:\{\s*\"|\{\s*\}|\[\s*[\{\]])", head) is not None


def _is_lines(head: str) -> bool:
    """Whether the first line is a whole object and is not the whole file."""
    first, end, rest = head.lstrip().partition("\n")
    if not end or not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(msgspec.json.decode(first), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


READERS: tuple[Reader, ...] = (
    Reader("JSON lines", (".jsonl", ".ndjson"), _is_lines, _lines),
    Reader("JSON", (".json",), _is_document, _document),
    Reader("feed", (".rss", ".atom", ".opml"), _is_feed, _feed),
    Reader("HTML", (".html", ".htm", ".xhtml", ".shtml"), _is_page, _page),
    Reader("plain text", (".txt", ".text"), lambda head: True, _plain),
)


def reader_for(name: str, head: str) -> Reader:
    """The reader for a file called `name` that begins with `head`.

    A name in .txt, or of no known kind, tells nothing, and JSON lines are often named .json: there, what
    the file holds decides.
    """
    named = next((reader for reader in READERS if name.lower().endswith(reader.suffixes)), None)
    if named is not None and named.read not in (_document, _plain):
        return named
    found = next(reader for reader in READERS if reader.recognises(head))
    return named if named is not None and named.read is _document and found.read is not _lines else found
