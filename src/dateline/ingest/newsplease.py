"""Crawled articles as JSON, with the fields of news-please (Hamborg et al. 2017)."""

from __future__ import annotations

import hashlib
import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dateline.errors import SourceError
from dateline.ingest.decoding import decode
from dateline.ingest.draft import Draft, normal_date, numbered
from dateline.ingest.limits import Limits, megabytes

# What is told of an object that is no article: so many of its fields, so many letters of each.
FIELDS_SHOWN = 4
FIELD_CHARS = 30
_CHUNK = 65_536


class Crawled(msgspec.Struct, rename={"main": "maintext"}):
    """The fields that are read; all may be missing. Others are ignored."""

    text: str | None = None
    main: str | None = None
    title: str | None = None
    id: str | int | None = None
    url: str | None = None
    source_domain: str | None = None
    outlet: str | None = None
    date_publish: Any = None
    date: Any = None
    published: Any = None
    authors: Any = None
    language: str | None = None
    lang: str | None = None


def read_document(data: bytes) -> Iterator[Draft | SourceError]:
    """The articles of one JSON document: an object, or a list of them."""
    text = decode(data).text
    if not text.lstrip().startswith("["):
        yield _draft(text.encode())
        return
    try:
        items = msgspec.json.decode(text, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise SourceError(f"the JSON is malformed: {error}") from error
    for item, raw in enumerate(items):
        try:
            yield numbered(_draft(bytes(raw)), item=item, sha256=hashlib.sha256(raw).hexdigest())
        except SourceError as error:
            yield SourceError(f"item {item + 1}: {error}")


def read_lines(stream: BinaryIO, limits: Limits) -> Iterator[Draft | SourceError]:
    """The articles of a stream of JSON lines, one line in memory at a time."""
    for item, (number, line) in enumerate(_lines(stream, limits)):
        try:
            if line is None:
                most = megabytes(limits.file_bytes)
                raise SourceError(f"it is longer than the limit of {most}")
            digest = hashlib.sha256(line).hexdigest()
            yield numbered(_draft(line), item=item, sha256=digest)
        except SourceError as error:
            yield SourceError(f"line {number}: {error}")


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Number (from 1) and bytes of each line that is not blank; None for one that is too long."""
    number = 0
    while line := stream.readline(limits.file_bytes + 1):
        number += 1
        if len(line) > limits.file_bytes and not line.endswith(b"\n"):
            yield number, None
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
        elif line := line.removeprefix(BOM_UTF8).strip():
            yield number, line


def _draft(data: bytes) -> Draft:
    try:
        crawled = msgspec.json.decode(data, type=Crawled)
    except msgspec.ValidationError as error:
        raise SourceError(f"it is no article as news-please writes it: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"the JSON is malformed: {error}") from error
    text = crawled.main or crawled.text
    if not text or not text.strip():
        raise SourceError(_without_text(data))
    dates = (crawled.date_publish, crawled.published, crawled.date)
    return Draft(
        text=text,
        title=crawled.title or None,
        url=crawled.url or None,
        domain=crawled.source_domain or None,
        site=crawled.outlet or None,
        authors=_authors(crawled.authors),
        published=next(filter(None, map(normal_date, dates)), None),
        language=crawled.language or crawled.lang or None,
        id=str(crawled.id) if crawled.id not in (None, "") else crawled.url,
    )


def _without_text(data: bytes) -> str:
    """Why an object is no article: its text is empty, or it has other fields than articles have."""
    fields = list(msgspec.json.decode(data, type=dict[str, msgspec.Raw]))
    if {"text", "maintext"}.intersection(fields):
        return 'it has no text: its "maintext" or "text" is empty'
    shown = ", ".join(json.dumps(field[:FIELD_CHARS]) for field in fields[:FIELDS_SHOWN])
    held = f"it holds {shown}{', …' if len(fields) > FIELDS_SHOWN else ''}" if fields else "it is empty"
    return f'it is no article, which has its words in "maintext" or "text": {held}'


def _authors(given: object) -> tuple[str, ...]:
    """A list of names, or one string of them."""
    if isinstance(given, str):
        given = given.split(",")
    return tuple(name for name in given if isinstance(name, str)) if isinstance(given, list) else ()
