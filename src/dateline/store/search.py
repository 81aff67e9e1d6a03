"""Search in the articles of a library: words, phrases, who is mentioned, outlet, date, and meaning.

The best matches come first: in SQLite by BM25, in PostgreSQL by cover density; a word in the title counts
TITLE times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.store.database import Database, Row
from dateline.store.words import excerpt, phrases_of

Phrases = Sequence[Sequence[str]]

TITLE = 4.0
# Of search by meaning: the least cosine that counts, how many of the nearest are held against the other
# conditions, how many of each ranking are fused, and the constant of the fusion as its authors set it.
NEAR = 0.25
NEAREST = 2000
FUSED = 200
FUSION = 60
_DAY = "coalesce(s.published, a.published)"


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
    phrases = phrases_of(words)
    found: list[Hit] = []
    if phrases or nearness is None:
        found = _by_words(database, phrases, conditions, values, limit if nearness is None else FUSED)
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
    database: Database,
    phrases: Phrases,
    conditions: Sequence[str],
    values: Mapping[str, str | None],
    limit: int,
) -> list[Hit]:
    table, order, query = "articles AS a", "day DESC NULLS LAST, a.id", None
    if phrases and database.dialect == "sqlite":
        query = match_of(phrases)
        table = "article_words JOIN articles AS a ON a.number = article_words.rowid"
        order = f"bm25(article_words, {TITLE}, 1.0), a.id"
        conditions = [*conditions, "article_words MATCH :query"]
    elif phrases:
        query = tsquery_of(phrases)
        table = "article_words AS w JOIN articles AS a ON a.number = w.number"
        weights = "ARRAY[{0}, {0}, {0}, 1]::real[]".format(1 / TITLE)
        order = f"ts_rank_cd({weights}, w.words, to_tsquery('simple', :query)) DESC, a.id"
        conditions = [*conditions, "w.words @@ to_tsquery('simple', :query)"]
    rows = database.rows(
        f"SELECT a.id, s.story, a.title, a.outlet, {_DAY} AS day, a.text "
        f"FROM {table} LEFT JOIN story_articles AS s ON s.article = a.id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT :limit",
        {**values, "query": query, "limit": limit},
    )
    return [_hit(row, phrases) for row in rows]


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
            "a.text "
            "FROM articles AS a LEFT JOIN story_articles AS s ON s.article = a.id WHERE a.id = ?",
            (id_,),
        )
        if row is not None:
            yield _hit(row, ())


def match_of(phrases: Phrases) -> str:
    """The expression of FTS5 for all these phrases."""
    return " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)


def tsquery_of(phrases: Phrases) -> str:
    """The expression of PostgreSQL for all these phrases."""
    return " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in phrases)


def _hit(row: Row, phrases: Phrases) -> Hit:
    return Hit(
        article=row["id"],
        story=row["story"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["day"],
        excerpt=excerpt(row["text"], phrases),
    )
