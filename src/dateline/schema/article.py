"""One publication of one outlet, as it came through the door."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.schema.address import host_of

PublishedBasis = Literal["metadata", "url", "dateline", "caption", "weekday", "story", "given"]
FurnitureKind = Literal[
    "copyright", "share", "newsletter", "player", "advertisement", "related", "caption", "navigation", "other"
]


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the bytes came from: a path or a URL, and their SHA-256 in hexadecimal.

    `item` is the position (from 0) within a source that holds several articles.
    """

    path: str | None = None
    url: str | None = None
    answered_url: str | None = None
    item: int | None = None
    sha256: str = ""

    @property
    def host(self) -> str | None:
        """The host of the URL, None where there is none or it cannot be read ("http://[")."""
        return host_of(self.url)


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """Text of the page that is not part of the report."""

    text: str
    kind: FurnitureKind


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One publication: its body text and what is known about its origin.

    `text` is the body with captions that report and without furniture; paragraphs are separated by
    one blank line. `published` is an ISO 8601 date, or date-time with offset, or None where nothing
    in the article or its source tells it; `published_basis` says how it is known.
    """

    id: str
    text: str
    source: Source = Source()
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    bylines: tuple[str, ...] = ()
    place: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    language: str | None = None
    credits: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
