"""Search in the articles of a library: words, phrases, who is mentioned, outlet and date.

Words and phrases go to SQLite's FTS5, best matches first (BM25, a word in the title counting TITLE times).
"""

from __future__ import annotations

import re
import sqlite3

import msgspec

from dateline.store.database import Database

TITLE = 4.0
_EXCERPT_WORDS = 24
_EXCERPT_CHARACTERS = 160
_PIECE = re.compile(r'"([^"]*)"?|(\S+)')
_OPEN, _CLOSE = "\x02", "\x03"


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was found. `excerpt` is in parts: text, and whether it matches."""

    article: str
    story: str | None
    title: str | None
    outlet: str | None
    published: str | None
    excerpt: tuple[tuple[str, bool], ...]


def search(
    database: Database,
    words: str = "",
    *,
    entity: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
) -> tuple[Hit, ...]:
    """The articles that hold all `words` and "phrases", and fulfil every other condition given.

    `entity` is any name of somebody who is mentioned, `outlet` an outlet or agency; capitals do not count.
    `since` and `until` are ISO dates, both included. Without words the latest articles come first.
    """
    query = match_of(words)
    values = {
        "query": query, "entity": entity, "outlet": outlet, "since": since, "until": until, "limit": limit,
    }  # fmt: skip
    excerpt, table, order = f"substr(a.text, 1, {_EXCERPT_CHARACTERS})", "articles AS a", "day DESC, a.id"
    conditions = ["1"]
    if query:
        excerpt = f"snippet(article_words, -1, char(2), char(3), '…', {_EXCERPT_WORDS})"
        table = "article_words JOIN articles AS a ON a.number = article_words.rowid"
        order = f"bm25(article_words, {TITLE}, 1.0), a.id"
        conditions.append("article_words MATCH :query")
    if entity is not None:
        conditions.append(
            "a.id IN (SELECT m.article FROM story_entity_names AS n "
            "JOIN story_entity_articles AS m USING (story, entity) WHERE n.name = :entity)"
        )
    if outlet is not None:
        conditions.append("(a.outlet = :outlet OR a.agency = :outlet)")
    if since is not None:
        conditions.append("substr(day, 1, 10) >= :since")
    if until is not None:
        conditions.append("substr(day, 1, 10) <= :until")
    rows = database.rows(
        "SELECT a.id, s.story, a.title, a.outlet, coalesce(s.published, a.published) AS day, "
        f"{excerpt} AS excerpt FROM {table} LEFT JOIN story_articles AS s ON s.article = a.id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT :limit",
        values,
    )
    return tuple(map(_hit, rows))


def match_of(words: str) -> str:
    """The FTS5 expression for words and "phrases" as a user types them; no character is an operator."""
    pieces = (phrase or word for phrase, word in _PIECE.findall(words))
    escaped = (piece.replace('"', '""') for piece in pieces if any(map(str.isalnum, piece)))
    return " ".join(f'"{piece}"' for piece in escaped)


def _hit(row: sqlite3.Row) -> Hit:
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate(row["excerpt"].split(_OPEN)):
        matching, _, after = piece.rpartition(_CLOSE) if number else ("", "", piece)
        parts += [(text, is_match) for text, is_match in ((matching, True), (after, False)) if text]
    return Hit(
        article=row["id"],
        story=row["story"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["day"],
        excerpt=tuple(parts),
    )
