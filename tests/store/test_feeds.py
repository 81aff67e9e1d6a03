"""What is followed, as the library keeps it, in every kind of library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline.errors import StoreError
from dateline.pipeline_library import Library
from dateline.store import feeds
from ingest.archived import packed, pages
from store.conftest import Where

RSS, NOW = "https://news.example/rss", "2025-05-14T08:00:00+00:00"


@pytest.fixture
def library(where: Where) -> Iterator[Library]:
    with dateline.open(where("library")) as opened:
        feeds.add(opened.database, RSS, now=NOW)
        yield opened


def test_state_of_a_feed_is_kept(library: Library) -> None:
    """How a feed answered is there again; a feed is followed once."""
    (feed,) = feeds.every(library.database)
    state = msgspec.structs.replace(feed, etag='"a"', failures=2, error="no", next_check=NOW)
    feeds.keep(library.database, state)

    assert (state,) == feeds.every(library.database)
    assert not feeds.add(library.database, RSS, now=NOW)


def test_pages_wait_and_are_counted(library: Library) -> None:
    """A page is an article, waits for its time, or was given up."""
    database = library.database
    later = {"digest": "d", "now": NOW, "details": "{}", "tries": 1}
    feeds.put(database, RSS, "https://news.example/1", digest="d", now=NOW, article="a1")
    feeds.put(database, RSS, "https://news.example/2", next_try=NOW, **later)
    feeds.put(database, RSS, "https://news.example/3", **later)
    (line,) = feeds.lines(database)

    assert (1, 1, 1) == (line.articles, line.waiting, line.given_up)
    assert ["https://news.example/2"] == [page.address for page in feeds.due(database, [RSS], now=NOW)]
    assert () == feeds.due(database, [RSS], now="2025-05-14T07:00:00+00:00")


def test_what_is_known_of_a_page(library: Library) -> None:
    """A page is to be looked at again if the feed says something else of it, some time later."""
    database, address = library.database, "https://news.example/1"
    feeds.put(database, RSS, address, digest="d", now=NOW, article="a1")

    def known(digest: str, before: str) -> bool:
        return feeds.is_known(database, RSS, address, digest=digest, before=before)

    assert known("d", "2026-01-01")
    assert known("other", "2025-05-14T07:00:00+00:00")
    assert not known("other", "2025-05-14T09:00:00+00:00")


def test_feed_that_moved_keeps_its_pages(library: Library) -> None:
    """Under the new address the same pages are known."""
    feeds.put(library.database, RSS, "https://news.example/1", digest="d", now=NOW, article="a1")
    feeds.rename(library.database, RSS, "https://news.example/new", now=NOW)

    (line,) = feeds.lines(library.database)
    assert ("https://news.example/new", 1) == (line.feed.url, line.articles)


def test_dropped_feed_is_gone(library: Library) -> None:
    """What a dropped feed would still bring is not kept; dropping what is not followed is told."""
    feeds.drop(library.database, RSS)
    feeds.put(library.database, RSS, "https://news.example/1", digest="d", now=NOW)

    assert () == feeds.lines(library.database)
    with pytest.raises(StoreError, match="follows no feed"):
        feeds.drop(library.database, RSS)


def test_archive_is_imported_into_any_library(library: Library, tmp_path: Path) -> None:
    """How far an import has come is kept."""
    from dateline.pipeline_import import import_archives

    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(pages(2)))
    counts = [
        import_archives(library, [path], languages=["de"]).pages,
        import_archives(library, [path], languages=["de"]).pages,
    ]
    assert [2, 0] == counts
