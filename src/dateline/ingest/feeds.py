"""What a feed lists: RSS, Atom and JSON Feed, lists of feeds (OPML), news sitemaps and their indexes.

Nothing is asked of the network here. XML that declares entities is refused: no feed needs them, and
they are how a small file becomes a large one.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from calendar import timegm
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

import msgspec

from dateline.errors import SourceError
from dateline.ingest.decoding import clean_line, decode
from dateline.ingest.limits import Limits, megabytes
from dateline.schema.address import is_web

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Kind = Literal["rss", "atom", "json", "opml", "sitemap", "index", "page"]

# The most entries of one document that are looked at; a sitemap may have 50,000.
MOST_ENTRIES = 50_000
# A description in RSS is a teaser of some sentences or, with outlets that carry everything in it, the report
# (characters without markup). A bound between the two that was not measured: a report may be shorter.
WHOLE = 1_200
_GZIPPED = b"\x1f\x8b"
_SNIFFED = 4096
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_ROOT = re.compile(r"<(?![!?])(?:[\w.-]+:)?(?P<name>[\w.-]+)")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_TAGS = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, with what the feed states of it.

    `url` is its page, `outlet` whose report it is where the feed gathers those of others, `content` the whole
    report as HTML (or text, where `plain`) if the feed carries it;
    `excerpt` is a shorter text. `published` and `updated` are ISO 8601, `digest` changes when the feed says
    something else of the entry.
    """

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    outlet: str | None = None
    content: str | None = None
    plain: bool = False
    excerpt: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one document lists: entries, or further feeds (URLs, those that changed last first)."""

    kind: Kind
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()


def read_listing(data: bytes, *, url: str, content_type: str = "", limits: Limits | None = None) -> Listing:
    """What the document `data`, which came from `url`, lists. It may be gzipped, as sitemaps are.

    Of an HTML page these are the feeds that it names. Raises SourceError where it lists nothing.
    """
    limits = limits or Limits()
    if data.startswith(_GZIPPED):
        data = _gunzipped(data, limits)
    if not data.strip():
        raise SourceError("it is empty")
    head = _head(data)
    if head.startswith("{"):
        return _json_feed(data, url)
    root = _ROOT.search(head)
    name = root["name"].lower() if root and head.startswith("<") else ""
    if name == "html":
        return _page(data, url)
    if not name:
        raise SourceError("it is no feed: neither XML nor JSON")
    _refuse_entities(data)
    if name == "opml":
        return _opml(_parsed(data), url)
    if name == "urlset":
        return _sitemap(_parsed(data), url)
    if name == "sitemapindex":
        return _index(_parsed(data), url)
    if name in ("rss", "rdf", "feed", "channel"):
        return _syndicated(data, url, content_type)
    raise SourceError(f"it is no feed: it begins with <{name[:40]}>")


def feed_urls(data: bytes, *, limits: Limits | None = None) -> tuple[str, ...]:
    """The addresses of feeds in a list: OPML, or a text with one on each line ("#" begins a note).

    Raises SourceError where there is none.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        raise SourceError(f"it is larger than the limit of {megabytes(limits.file_bytes)}")
    if _head(data).startswith("<"):
        found = read_listing(data, url="", limits=limits).feeds
    else:
        lines = (line.partition(" #")[0].strip() for line in decode(data).text.splitlines())
        found = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
        wrong = next((line for line in found if not is_web(line)), None)
        if wrong:
            raise SourceError(f"it is no list of feeds: {wrong[:60]!r} is no http or https address")
    if not found:
        raise SourceError("it lists no feed")
    return found


def moment(given: object) -> str | None:
    """A date of RFC 3339 or RFC 822 as ISO 8601, a day where no time with offset is told; else None."""
    if not isinstance(given, str) or not given.strip():
        return None
    text = given.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        # "-0000" says that the offset is not known; the time is then UTC (RFC 5322, section 3.3).
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found.isoformat() if found.tzinfo else found.date().isoformat()


def _gunzipped(data: bytes, limits: Limits) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            found = packed.read(limits.file_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"it cannot be unpacked: {error}") from error
    if len(found) > limits.file_bytes:
        raise SourceError(f"it unpacks to more than the limit of {megabytes(limits.file_bytes)}")
    return found


def _head(data: bytes) -> str:
    """The beginning in characters, for recognising; byte order marks and wide encodings do not matter."""
    ascii_ = data[:_SNIFFED].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    ascii_ = ascii_.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    text = ascii_.decode("utf-8", "replace").lstrip()
    return re.sub(r"<!--.*?(?:-->|$)", "", text, flags=re.DOTALL).lstrip()


def _refuse_entities(data: bytes) -> None:
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\x00", b"")):
        raise SourceError("its XML declares entities, which are not read")


def _parsed(data: bytes) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        found: Element = fromstring(data)
    except DefusedXmlException as error:
        raise SourceError("its XML declares entities, which are not read") from error
    except (ParseError, ValueError, LookupError) as error:
        raise SourceError(f"its XML is malformed: {error}") from error
    return found


def _syndicated(data: bytes, url: str, content_type: str) -> Listing:
    """RSS in all its versions, RDF and Atom, by feedparser, which reads malformed ones as well."""
    import feedparser

    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        # As a stream: a string could be taken for the name of a file or an address.
        found = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    except Exception as error:  # whatever a lenient parser does on hostile input
        raise SourceError(f"it cannot be read: {type(error).__name__}: {error}") from error
    if not found.version and not found.entries:
        raise SourceError("it is no feed that can be read")
    feed = found.feed
    title, language = _line(feed.get("title")), feed.get("language")
    entries = (_entry(item, url, language) for item in found.entries[:MOST_ENTRIES])
    kind: Kind = "atom" if found.version.startswith("atom") else "rss"
    return Listing(kind=kind, title=title, entries=_distinct(entries))


def _entry(item: Any, base: str, language: str | None) -> Entry | None:
    address = item.get("link") or (item.get("id") if is_web(item.get("id", "")) else None)
    contents = [part for part in item.get("content", ()) if part.get("value")]
    content: Any = max(contents, key=lambda part: len(part["value"]), default={})
    summary = item.get("summary") or None
    excerpt = _excerpt(summary)
    is_whole = not content and len(excerpt or "") >= WHOLE
    source = item.get("source") or {}
    authors = [author.get("name") for author in item.get("authors", ())] or [item.get("author")]
    return _made(
        base,
        address,
        title=_line(item.get("title")),
        published=_moment_of(item, "published") or _moment_of(item, "created"),
        updated=_moment_of(item, "updated"),
        authors=tuple(filter(None, map(_line, authors))),
        language=_language(content.get("language") or language),
        outlet=_line(source.get("title")),
        content=summary if is_whole else content.get("value"),
        plain=content.get("type") == "text/plain",
        excerpt=excerpt,
    )


def _moment_of(item: Any, name: str) -> str | None:
    """A date as the feed writes it where that is a standard one, else as feedparser read it (UTC)."""
    if name not in item:
        return None
    written = moment(item.get(name))
    if written is not None:
        return written
    read = item.get(f"{name}_parsed")
    try:
        return datetime.fromtimestamp(timegm(read), UTC).isoformat() if read else None
    except (ValueError, TypeError, OverflowError):
        return None


class _JsonAuthor(msgspec.Struct):
    name: Any = None


class _JsonItem(msgspec.Struct):
    """An item of JSON Feed 1.1 (jsonfeed.org), with the `author` of version 1."""

    id: Any = None
    url: Any = None
    external_url: Any = None
    title: Any = None
    content_html: Any = None
    content_text: Any = None
    summary: Any = None
    date_published: Any = None
    date_modified: Any = None
    authors: Any = None
    author: Any = None
    language: Any = None


class _JsonFeed(msgspec.Struct):
    version: str
    items: list[_JsonItem]
    title: Any = None
    language: Any = None


def _json_feed(data: bytes, url: str) -> Listing:
    try:
        feed = msgspec.json.decode(decode(data).text, type=_JsonFeed)
    except (msgspec.DecodeError, RecursionError) as error:
        raise SourceError(f"it is no JSON Feed: {error}") from error
    if "jsonfeed.org/version/" not in feed.version:
        raise SourceError("it is no JSON Feed: its version is another")
    title = _line(feed.title)
    entries = (_json_entry(item, url, feed.language) for item in feed.items[:MOST_ENTRIES])
    return Listing(kind="json", title=title, entries=_distinct(entries))


def _json_entry(item: _JsonItem, base: str, language: Any) -> Entry | None:
    html, text = _text(item.content_html), _text(item.content_text)
    authors = item.authors if isinstance(item.authors, list) else [item.author]
    names = (author.get("name") for author in authors if isinstance(author, dict))
    address = _text(item.url) or (item.id if isinstance(item.id, str) and is_web(item.id) else None)
    return _made(
        base,
        address or _text(item.external_url),
        title=_line(item.title),
        published=moment(item.date_published),
        updated=moment(item.date_modified),
        authors=tuple(filter(None, map(_line, names))),
        language=_language(item.language or language),
        content=html or text,
        plain=html is None and text is not None,
        excerpt=_excerpt(_text(item.summary)),
    )


def _sitemap(root: Element, base: str) -> Listing:
    """A sitemap (sitemaps.org, with the extension for news); entries that changed last come first."""
    entries = (_place(item, base) for item in _children(root, "url"))
    ordered = sorted(_distinct(entries), key=lambda entry: entry.updated or entry.published or "")
    return Listing(kind="sitemap", entries=tuple(reversed(ordered)))


def _place(item: Element, base: str) -> Entry | None:
    news = item.find(f"{_NEWS}news")
    values: dict[str, Any] = {}
    if news is not None:
        values = {
            "title": _line(news.findtext(f"{_NEWS}title")),
            "published": moment(news.findtext(f"{_NEWS}publication_date")),
            "outlet": _line(news.findtext(f"{_NEWS}publication/{_NEWS}name")),
            "language": _language(news.findtext(f"{_NEWS}publication/{_NEWS}language")),
        }
    return _made(base, _child_text(item, "loc"), updated=moment(_child_text(item, "lastmod")), **values)


def _index(root: Element, base: str) -> Listing:
    found = [
        (moment(_child_text(item, "lastmod")) or "", _joined(base, address))
        for item in _children(root, "sitemap")
        if (address := _child_text(item, "loc"))
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    return Listing(kind="index", feeds=tuple(dict.fromkeys(address for _, address in found if address)))


def _opml(root: Element, base: str) -> Listing:
    addresses = (
        _joined(base, value.strip())
        for outline in root.iter("outline")
        for name, value in outline.attrib.items()
        if name.lower() == "xmlurl" and value.strip()
    )
    title = root.findtext("head/title")
    return Listing(
        kind="opml", title=_line(title), feeds=tuple(dict.fromkeys(a for a in addresses if is_web(a)))
    )


def _page(data: bytes, url: str) -> Listing:
    """The feeds that a page names in its head."""
    feeds = []
    for tag in _LINK.findall(decode(data).text):
        found = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        is_feed = found.get("type", "").lower() in _FEED_TYPES
        if is_feed and "alternate" in found.get("rel", "").lower().split() and found.get("href"):
            feeds.append(_joined(url, found["href"].strip()))
    named = tuple(dict.fromkeys(feed for feed in feeds if feed))
    if not named:
        raise SourceError("it is a page, not a feed, and names no feed")
    return Listing(kind="page", feeds=named)


def _made(base: str, address: str | None, **values: Any) -> Entry | None:
    """The entry with the digest of all that is told of it; None where it has no page on the web."""
    url = _joined(base, address.strip()) if address else ""
    if not is_web(url):
        return None
    url = url.partition("#")[0]
    told = msgspec.json.encode([values.get(name) for name in _TOLD])
    return Entry(url=url, digest=hashlib.sha256(told).hexdigest()[:16], **values)


_TOLD = ("title", "updated", "content", "excerpt")


def _distinct(entries: Iterator[Entry | None]) -> tuple[Entry, ...]:
    """One entry for each page, the first."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry is not None:
            found.setdefault(entry.url, entry)
    return tuple(found.values())


def _children(root: Element, name: str) -> Sequence[Element]:
    """The children of that name in any namespace, of which sitemaps have had several."""
    found = [child for child in root if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name]
    return found[:MOST_ENTRIES]


def _child_text(item: Element, name: str) -> str | None:
    return next((child.text for child in _children(item, name) if child.text and child.text.strip()), None)


def _excerpt(given: str | None) -> str | None:
    return (clean_line(unescape(_TAGS.sub(" ", given))) or None) if given else None


def _text(given: object) -> str | None:
    return given if isinstance(given, str) and given.strip() else None


def _line(given: object) -> str | None:
    return (clean_line(unescape(_TAGS.sub("", given))) or None) if isinstance(given, str) else None


def _language(given: object) -> str | None:
    """The language subtag of a BCP 47 tag."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", given) if isinstance(given, str) else None
    return found[0].lower() if found else None


def _joined(base: str, address: str) -> str:
    """An address as seen from `base`, empty where it cannot be read as one ("http://[")."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
