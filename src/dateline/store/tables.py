"""The library as flat tables, for spreadsheets and statistics."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.store.database import Database

TABLES = {
    "articles": "SELECT a.id AS article, s.story, a.outlet, a.agency, coalesce(s.published, a.published) AS "
    "published, a.title, a.url, a.path, a.revision, a.added, a.changed, a.text "
    "FROM articles AS a LEFT JOIN story_articles AS s ON s.article = a.id ORDER BY published, a.id",
    "stories": "SELECT * FROM stories",
    "quotes": "SELECT * FROM quotes",
    "events": "SELECT * FROM events",
    "evidence": "SELECT * FROM evidence",
}

Cell = str | int | float | None


def rows(database: Database, name: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of the table `name`, after a first one with the names of its columns."""
    yield database.columns(TABLES[name])
    for row in database.each(TABLES[name]):
        yield tuple(row)
