"""Search in the articles of a library: words, phrases, who is mentioned, outlet and date.

Words and phrases go to SQLite's FTS5, best matches first (BM25, a word in the title counting TITLE times).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.store.database import Database

TITLE = 4.0
_EXCERPT_WORDS = 24
_EXCERPT_CHARACTERS = 160
# Of search by meaning: the least cosine that counts, how many of the nearest are held against the other
# conditions, how many of each ranking are fused, and the constant of the fusion as its authors set it.
NEAR = 0.25
NEAREST = 2000
FUSED = 200
FUSION = 60
_DAY = "coalesce(s.published, a.published)"
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
    nearness: Mapping[str, float] | None = None,
    limit: int = 20,
) -> tuple[Hit, ...]:
    """The articles that hold all `words` and "phrases", and fulfil every other condition given.

    `entity` is any name of somebody who is mentioned, `outlet` an outlet or agency; capitals do not count.
    `since` and `until` are ISO dates, both included. Without words the latest articles come first.

    With `nearness` (articles by id, higher is nearer) articles near in meaning are found beside those that
    hold the words, and both ranks count (reciprocal rank fusion: Cormack, Clarke and Buettcher, SIGIR 2009).
    """
    values = {"entity": entity, "outlet": outlet, "since": since, "until": until}
    conditions = _conditions(values)
    query = match_of(words)
    found: list[Hit] = []
    if query or nearness is None:
        found = _by_words(database, query, conditions, values, limit if nearness is None else FUSED)
    if nearness is None:
        return tuple(found)
    near = [id_ for id_, score in nearness.items() if score >= NEAR]
    near.sort(key=lambda id_: (-nearness[id_], id_))
    near = _fulfilling(database, near[:NEAREST], conditions, values)[:FUSED]
    hits = {hit.article: hit for hit in found}
    ranks = [[hit.article for hit in found], near]
    points: dict[str, float] = {}
    for ranking in ranks:
        for place, id_ in enumerate(ranking):
            points[id_] = points.get(id_, 0.0) + 1 / (FUSION + place + 1)
    best = sorted(points, key=lambda id_: (-points[id_], id_))[:limit]
    missing = [id_ for id_ in best if id_ not in hits]
    hits.update((hit.article, hit) for hit in _plain(database, missing))
    return tuple(hits[id_] for id_ in best)


def _conditions(values: Mapping[str, str | None]) -> list[str]:
    conditions = ["1 = 1"]
    if values["entity"] is not None:
        conditions.append(
            "a.id IN (SELECT m.article FROM story_entity_names AS n "
            "JOIN story_entity_articles AS m USING (story, entity) WHERE n.name = :entity)"
        )
    if values["outlet"] is not None:
        conditions.append("(a.outlet = :outlet OR a.agency = :outlet)")
    if values["since"] is not None:
        conditions.append(f"substr({_DAY}, 1, 10) >= :since")
    if values["until"] is not None:
        conditions.append(f"substr({_DAY}, 1, 10) <= :until")
    return conditions


def _by_words(
    database: Database, query: str, conditions: Sequence[str], values: Mapping[str, str | None], limit: int
) -> list[Hit]:
    excerpt, table, order = f"substr(a.text, 1, {_EXCERPT_CHARACTERS})", "articles AS a", "day DESC, a.id"
    if query:
        excerpt = f"snippet(article_words, -1, char(2), char(3), '…', {_EXCERPT_WORDS})"
        table = "article_words JOIN articles AS a ON a.number = article_words.rowid"
        order = f"bm25(article_words, {TITLE}, 1.0), a.id"
        conditions = [*conditions, "article_words MATCH :query"]
    rows = database.rows(
        f"SELECT a.id, s.story, a.title, a.outlet, {_DAY} AS day, {excerpt} AS excerpt "
        f"FROM {table} LEFT JOIN story_articles AS s ON s.article = a.id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT :limit",
        {**values, "query": query, "limit": limit},
    )
    return list(map(_hit, rows))


def _fulfilling(
    database: Database, ids: Sequence[str], conditions: Sequence[str], values: Mapping[str, str | None]
) -> list[str]:
    """Those of the articles that fulfil the conditions, in their order."""
    if len(conditions) == 1:
        return list(ids)
    query = (
        "SELECT 1 FROM articles AS a LEFT JOIN story_articles AS s ON s.article = a.id "
        f"WHERE a.id = :id AND {' AND '.join(conditions)}"
    )
    return [id_ for id_ in ids if database.value(query, {**values, "id": id_}) is not None]


def _plain(database: Database, ids: Sequence[str]) -> Iterator[Hit]:
    """Articles by id, each with its beginning for an excerpt."""
    for id_ in ids:
        row = database.row(
            f"SELECT a.id, s.story, a.title, a.outlet, {_DAY} AS day, "
            f"substr(a.text, 1, {_EXCERPT_CHARACTERS}) AS excerpt "
            "FROM articles AS a LEFT JOIN story_articles AS s ON s.article = a.id WHERE a.id = ?",
            (id_,),
        )
        if row is not None:
            yield _hit(row)


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
