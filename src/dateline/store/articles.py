"""The articles of a library: recognised by address and content, kept with their earlier texts.

An article's id is made from its address, or from its content where it has none. So it is the same in
every library and whatever the order in which articles come, and an edited article keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from dateline.errors import StoreError
from dateline.schema.article import Article, Source
from dateline.store import corrections, history, places, words
from dateline.store.database import Database, Row

# Hexadecimal digits of an id: among ten million articles two agree once in 300,000 libraries.
DIGITS = 16
# Parameters that say how a reader came to a page, not which page it is.
_CAMPAIGN = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
# How many articles of a term another one may be held against: `resolve.blocking.POSTINGS`, or more.
REACH = 60
# Articles in the order in which they are resolved, which must not depend on when they were added.
_ORDER = "published IS NULL, published, id"


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an article that was given: `what` says whether the library had it already."""

    article: str
    what: Literal["added", "revised", "known"]
    title: str | None
    source: Source


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article, counted from 1, and when (ISO 8601, UTC) the library got it."""

    revision: int
    article: Article
    added: str


def put(database: Database, article: Article, *, now: str) -> Receipt:
    """Keep `article` under its id of this library; the transaction is the caller's.

    An article with the address of a known one and another content becomes its newest revision, unless both
    were read from the same bytes. `now` is the time of this change (ISO 8601, UTC).
    """
    address, content = address_of(article.source), content_digest(article)
    row = database.row(
        "SELECT id, number, content_digest, bytes_digest FROM articles WHERE address = :address "
        "OR content_digest = :content OR (:bare = 1 AND bytes_digest = :bytes) "
        "ORDER BY CASE WHEN address = :address THEN 0 ELSE 1 END, number LIMIT 1",
        {
            "address": address,
            "content": content,
            "bare": int(address is None),
            "bytes": article.source.sha256 or None,
        },
    )
    if row is None:
        id_ = "a" + sha256((address or content).encode("utf-8", "replace")).hexdigest()[:DIGITS]
        values = {"id": id_, "address": address, "added": now, **_columns(article, content, now)}
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        (made,) = database.rows(f"INSERT INTO articles ({names}) VALUES ({marks}) RETURNING number", values)
        words.keep(database, made["number"], article.title, article.text)
        places.put_on_list(database, [made["number"]], places.INDEX)
        return _receipt(id_, "added", article)
    id_ = row["id"]
    same_bytes = article.source.sha256 and row["bytes_digest"] == article.source.sha256
    if row["content_digest"] == content or same_bytes or _is_elsewhere(database, content):
        return _receipt(id_, "known", article)
    _revise(database, id_, row["number"], _columns(article, content, now))
    words.keep(database, row["number"], article.title, article.text)
    return _receipt(id_, "revised", article)


def get(database: Database, id_: str) -> Article:
    """The article with exactly this id. Raises StoreError where there is none."""
    row = database.row("SELECT * FROM articles WHERE id = ?", (id_,))
    if row is None:
        raise StoreError(f"library {database.path} has no article {id_!r}")
    return _article(row)


def find(database: Database, id_: str) -> Article | None:
    """The article with exactly this id, if there is one."""
    row = database.row("SELECT * FROM articles WHERE id = ?", (id_,))
    return None if row is None else _article(row)


def every(database: Database) -> Iterator[Article]:
    """All articles in the order in which they are resolved: by date of publication, undated ones last."""
    for row in database.each(f"SELECT * FROM articles ORDER BY {_ORDER}"):
        yield _article(row)


def count(database: Database) -> int:
    """How many articles there are."""
    return int(database.value("SELECT count(*) FROM articles"))


def revisions(database: Database, id_: str) -> tuple[Revision, ...]:
    """All versions of an article, the current one last. Raises StoreError where there is no such article."""
    current = get(database, id_)
    number, changed = database.rows("SELECT revision, changed FROM articles WHERE id = ?", (id_,))[0]
    former = database.rows(
        "SELECT ? AS id, revision, text, details, added FROM revisions WHERE article = ? ORDER BY revision",
        (id_, id_),
    )
    return (
        *(Revision(revision=row["revision"], article=_article(row), added=row["added"]) for row in former),
        Revision(revision=number, article=current, added=changed),
    )


def forget(database: Database, ids: Sequence[str]) -> None:
    """Remove articles with all their versions, and the stories that they are in, whose other articles
    wait to be resolved again; the transaction is the caller's. Records that no story shows stay until
    `stories.clear_records`.
    """
    for id_ in ids:
        _take_out(database, id_)
        history.forget(database, id_)
        corrections.forget(database, id_)
        database.rows("DELETE FROM articles WHERE id = ?", (id_,))


def address_of(source: Source) -> str | None:
    """What names the page that an article came from, in one spelling; None for what has no URL.

    Scheme, fragment, default port and the parameters of campaigns do not count. Of several articles
    fetched from one URL each has its own number.
    """
    if source.url is None:
        return None
    try:
        parts = urlsplit(source.url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return source.url
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in pairs if not pair[0].lower().startswith(_CAMPAIGN)])
    path = parts.path.rstrip("/")
    address = f"{(parts.hostname or '').lower()}{port}{path}" + (f"?{query}" if query else "")
    # Where the source is a file, `item` is the place of the article in it, and says nothing of the page.
    return address if source.item is None or source.path is not None else f"{address}#{source.item}"


def content_digest(article: Article) -> str:
    """SHA-256, in hexadecimal, of all that is known of an article but its id and where it came from."""
    bare = msgspec.structs.replace(article, id="", source=Source())
    return sha256(msgspec.json.encode(bare)).hexdigest()


def _columns(article: Article, content: str, now: str) -> dict[str, str | None]:
    return {
        "content_digest": content,
        "bytes_digest": article.source.sha256 or None,
        "url": article.source.url,
        "path": article.source.path,
        "outlet": article.outlet,
        "agency": article.agency,
        "published": article.published,
        "title": article.title,
        "text": article.text,
        "details": msgspec.json.encode(msgspec.structs.replace(article, id="", text="")).decode(),
        "changed": now,
    }


def _revise(database: Database, id_: str, number: int, columns: dict[str, str | None]) -> None:
    database.rows(
        "INSERT INTO revisions SELECT id, revision, content_digest, bytes_digest, title, text, details, "
        "changed FROM articles WHERE id = ?",
        (id_,),
    )
    _take_out(database, id_)
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    database.rows(
        f"UPDATE articles SET {changes}, revision = revision + 1 WHERE id = :id", {"id": id_, **columns}
    )
    places.put_on_list(database, [number], places.INDEX)


def _take_out(database: Database, id_: str) -> None:
    """Remove the story of an article, whose spans will read something else, and what was found in it."""
    story = database.value("SELECT story FROM story_articles WHERE article = ?", (id_,))
    beside = database.rows(
        "SELECT a.number FROM story_articles AS s JOIN articles AS a ON a.id = s.article WHERE s.story = ?",
        (story,),
    )
    places.put_on_list(database, [row["number"] for row in beside], places.CUT)
    database.rows("DELETE FROM resolved_stories WHERE id = ?", (story,))
    number = database.value("SELECT number FROM articles WHERE id = ?", (id_,))
    places.remove(database, number, reach=REACH)
    database.rows("DELETE FROM annotations WHERE article = ?", (id_,))
    database.rows("DELETE FROM profiles WHERE article = ?", (id_,))


def _is_elsewhere(database: Database, content: str) -> bool:
    """Whether another address has this content; the edited article would be its double."""
    return database.value("SELECT 1 FROM articles WHERE content_digest = ?", (content,)) is not None


def _article(row: Row) -> Article:
    bare = msgspec.json.decode(row["details"], type=Article)
    return msgspec.structs.replace(bare, id=row["id"], text=row["text"])


def _receipt(id_: str, what: Literal["added", "revised", "known"], article: Article) -> Receipt:
    return Receipt(article=id_, what=what, title=article.title, source=article.source)
