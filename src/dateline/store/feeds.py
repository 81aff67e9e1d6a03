"""What a library follows: feeds, how they answered, and the pages that they named."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.errors import StoreError
from dateline.store.database import Database


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that is followed. Moments are ISO 8601, UTC.

    `next_check` is set while it may not be asked, `error` while it fails; `failures` counts in a row.
    """

    url: str
    added: str
    kind: str | None = None
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    next_check: str | None = None
    failures: int = 0
    error: str | None = None


class FeedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A feed in a list, with how many of its pages are articles, wait to be tried again, were given up."""

    feed: Feed
    articles: int
    waiting: int
    given_up: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A page that could not be had so far; `details` is what the feed said of it."""

    feed: str
    address: str
    tries: int
    details: str


def add(database: Database, url: str, *, now: str) -> bool:
    """Follow a feed; False where it is followed already."""
    if database.value("SELECT 1 FROM feeds WHERE url = ?", (url,)):
        return False
    database.rows("INSERT INTO feeds (url, added) VALUES (?, ?)", (url, now))
    return True


def drop(database: Database, url: str) -> None:
    """Follow a feed no longer; its articles stay. Raises StoreError where it is not followed."""
    if not database.value("SELECT 1 FROM feeds WHERE url = ?", (url,)):
        raise StoreError(f"library {database.path} follows no feed {url!r}")
    database.rows("DELETE FROM feeds WHERE url = ?", (url,))


def every(database: Database) -> tuple[Feed, ...]:
    """All feeds, those followed longest first."""
    rows = database.rows("SELECT * FROM feeds ORDER BY added, url")
    return tuple(Feed(**{name: row[name] for name in Feed.__struct_fields__}) for row in rows)


def lines(database: Database) -> tuple[FeedLine, ...]:
    """All feeds with the state of their pages."""
    counts = {
        row["feed"]: (row["articles"], row["waiting"], row["given_up"])
        for row in database.rows(
            "SELECT feed, count(article) AS articles, "
            "sum(CASE WHEN article IS NULL AND next_try IS NOT NULL THEN 1 ELSE 0 END) AS waiting, "
            "sum(CASE WHEN article IS NULL AND next_try IS NULL THEN 1 ELSE 0 END) AS given_up "
            "FROM feed_entries GROUP BY feed"
        )
    }
    return tuple(
        FeedLine(feed=feed, articles=found[0], waiting=found[1], given_up=found[2])
        for feed in every(database)
        for found in [counts.get(feed.url, (0, 0, 0))]
    )


def keep(database: Database, feed: Feed) -> None:
    """Keep the state of a feed, unless it was dropped meanwhile."""
    database.rows(
        "UPDATE feeds SET kind = ?, title = ?, etag = ?, last_modified = ?, checked = ?, next_check = ?, "
        "failures = ?, error = ? WHERE url = ?",
        (
            feed.kind,
            feed.title,
            feed.etag,
            feed.last_modified,
            feed.checked,
            feed.next_check,
            feed.failures,
            feed.error,
            feed.url,
        ),
    )


def rename(database: Database, url: str, new: str, *, now: str) -> None:
    """Follow `new` in the place of `url`, with what is known of its pages; what it answered is forgotten."""
    add(database, new, now=now)
    database.rows(
        "UPDATE feed_entries SET feed = :new WHERE feed = :url AND address NOT IN "
        "(SELECT address FROM feed_entries WHERE feed = :new)",
        {"new": new, "url": url},
    )
    drop(database, url)


def is_known(database: Database, feed: str, address: str, *, digest: str, before: str) -> bool:
    """Whether nothing is to be done for a page that a feed names.

    So it is where the page waits for its time or was given up, where its article is there and was looked at
    since `before`, and where nothing else is said of it than then.
    """
    return bool(
        database.value(
            "SELECT 1 FROM feed_entries WHERE address = ? AND ((article IS NULL AND feed = ?) "
            "OR (article IS NOT NULL AND (digest = ? OR seen > ?)))",
            (address, feed, digest, before),
        )
    )


def put(
    database: Database,
    feed: str,
    address: str,
    *,
    digest: str,
    now: str,
    article: str | None = None,
    tries: int = 0,
    next_try: str | None = None,
    error: str | None = None,
    details: str | None = None,
) -> None:
    """Keep what became of a page that a feed named, unless the feed was dropped meanwhile."""
    database.rows("DELETE FROM feed_entries WHERE feed = ? AND address = ?", (feed, address))
    database.rows(
        "INSERT INTO feed_entries (feed, address, digest, seen, article, tries, next_try, error, details) "
        "SELECT url, ?, ?, ?, ?, ?, ?, ?, ? FROM feeds WHERE url = ?",
        (address, digest, now, article, tries, next_try, error, details, feed),
    )


def due(database: Database, feeds: Sequence[str], *, now: str) -> tuple[Waiting, ...]:
    """The pages of these feeds that are to be tried again by now."""
    return tuple(
        Waiting(feed=feed, address=row["address"], tries=row["tries"], details=row["details"])
        for feed in feeds
        for row in database.rows(
            "SELECT address, tries, details FROM feed_entries "
            "WHERE feed = ? AND article IS NULL AND next_try <= ? AND details IS NOT NULL ORDER BY address",
            (feed, now),
        )
    )


def archive_position(database: Database, file: str) -> tuple[int, int]:
    """The byte and the number of the page from which an archive is to be imported."""
    row = database.row("SELECT position, item FROM archives WHERE file = ?", (file,))
    return (row["position"], row["item"]) if row else (0, 0)


def keep_archive_position(database: Database, file: str, position: int, item: int, *, now: str) -> None:
    """Keep how far an archive has been imported."""
    database.rows("DELETE FROM archives WHERE file = ?", (file,))
    database.rows("INSERT INTO archives VALUES (?, ?, ?, ?)", (file, position, item, now))
