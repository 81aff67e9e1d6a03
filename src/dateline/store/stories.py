"""The stories of a library and their records, and what was computed of each article on the way there."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from dateline.errors import StoreError
from dateline.schema.annotation import Annotations
from dateline.schema.article import Article, PublishedBasis, Source
from dateline.schema.library import Counts
from dateline.schema.story import Entity, Record, Story
from dateline.store import articles, history
from dateline.store.database import Database, Row

# Compression for what no other program reads: a fifth of the size for a tenth of a millisecond.
_LEVEL = 1
SHORTEST_PREFIX = 4
# No library has more stories.
_ALL = 2**62


Compare = Callable[[Sequence[Story], Story], Counts]


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """An article in its story, with the date that the story gives it."""

    article: str
    published: str | None
    basis: PublishedBasis | None


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A story as it is to be: its articles, and the digests under which the record that was extracted and
    the one with the reader's corrections have been kept, which may be the same.
    """

    id: str
    extracted: str
    made_from: str
    articles: tuple[Placed, ...]


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A story in a list: how many articles and origins it has, its first and last day, when it changed.

    `coverage` counts its articles by day (ISO date), in order, undated ones left out. `change` is what the
    change at `changed` brought, None for a story that was new then.
    """

    id: str
    headline: str
    articles: int
    origins: int
    first: str | None
    last: str | None
    changed: str
    coverage: tuple[tuple[str, int], ...] = ()
    change: Counts | None = None


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An article whose story waits to be resolved, and since when (ISO 8601, UTC)."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    since: str


def annotations_of(
    database: Database, article: str, *, made_from: str, version: str
) -> tuple[Annotations, str | None] | None:
    """The kept annotations of an article and what went wrong with them, None unless made so."""
    row = database.row(
        "SELECT data, problem FROM annotations WHERE article = ? AND made_from = ? AND version = ?",
        (article, made_from, version),
    )
    if row is None:
        return None
    return msgspec.json.decode(zlib.decompress(row["data"]), type=Annotations), row["problem"]


def keep_annotations(
    database: Database, found: Annotations, *, made_from: str, version: str, problem: str | None
) -> None:
    """Keep the annotations of an article, unless it was forgotten meanwhile."""
    data = zlib.compress(msgspec.json.encode(found), _LEVEL)
    database.rows(
        "INSERT INTO annotations (article, made_from, version, data, problem) "
        "SELECT id, ?, ?, ?, ? FROM articles WHERE id = ? "
        "ON CONFLICT (article) DO UPDATE SET made_from = excluded.made_from, version = excluded.version, "
        "data = excluded.data, problem = excluded.problem",
        (made_from, version, data, problem, found.article),
    )


def profile_of(database: Database, article: str, made_from: str) -> bytes | None:
    """The kept profile of an article, None unless made from this."""
    found: bytes | None = database.value(
        "SELECT data FROM profiles WHERE article = ? AND made_from = ?", (article, made_from)
    )
    return None if found is None else zlib.decompress(found)


def kept_profile(database: Database, article: str) -> bytes | None:
    """The kept profile of an article, whatever it was made from."""
    found: bytes | None = database.value("SELECT data FROM profiles WHERE article = ?", (article,))
    return None if found is None else zlib.decompress(found)


def keep_profile(database: Database, article: str, data: bytes, *, made_from: str) -> None:
    """Keep the profile of an article, unless it was forgotten meanwhile."""
    database.rows(
        "INSERT INTO profiles SELECT id, ?, ? FROM articles WHERE id = ? "
        "ON CONFLICT (article) DO UPDATE SET made_from = excluded.made_from, data = excluded.data",
        (made_from, zlib.compress(data, _LEVEL), article),
    )


def kept_record(database: Database, made_from: str) -> Story | None:
    """The record made from this, if it is kept."""
    found = database.value("SELECT record FROM story_records WHERE made_from = ?", (made_from,))
    return None if found is None else msgspec.json.decode(found, type=Story)


def keep_record(database: Database, story: Story, *, made_from: str) -> None:
    """Keep a record; no story shows it yet. The transaction is the caller's."""
    database.rows(
        "INSERT INTO story_records VALUES (?, ?) "
        "ON CONFLICT (made_from) DO UPDATE SET record = excluded.record",
        (made_from, msgspec.json.encode(story).decode()),
    )


def made_by_others(database: Database, version: str) -> list[str]:
    """The articles (ids) of stories whose records another version of Dateline made."""
    return [
        row["article"]
        for row in database.rows(
            "SELECT a.article FROM resolved_stories AS s JOIN story_articles AS a ON a.story = s.id "
            "WHERE substr(s.extracted, 1, ?) != ?",
            (len(version) + 1, f"{version} "),
        )
    ]


def resolved(database: Database, story: str) -> Resolved:
    """A story as it is. Raises StoreError."""
    row = database.row("SELECT id, extracted, made_from FROM resolved_stories WHERE id = ?", (story,))
    if row is None:
        raise StoreError(f"library {database.path} has no story {story!r}")
    placed = database.rows(
        "SELECT article, published, published_basis FROM story_articles WHERE story = ? ORDER BY place",
        (story,),
    )
    return Resolved(
        id=row["id"],
        extracted=row["extracted"],
        made_from=row["made_from"],
        articles=tuple(
            Placed(article=one["article"], published=one["published"], basis=one["published_basis"])
            for one in placed
        ),
    )


def of_names(database: Database, type_: str, names: Iterable[str]) -> set[str]:
    """The stories (ids) with an entity of this type that bears any of these names."""
    return {
        row["story"]
        for name in names
        for row in database.rows(
            "SELECT DISTINCT n.story FROM story_entity_names AS n JOIN story_entities AS e "
            "USING (story, entity) WHERE n.name = ? AND e.type = ?",
            (name, type_),
        )
    }


def of_articles(database: Database, ids: Iterable[str]) -> set[str]:
    """The stories (ids) that any of these articles is in."""
    found = (database.value("SELECT story FROM story_articles WHERE article = ?", (id_,)) for id_ in ids)
    return {story for story in found if story is not None}


def has_records(database: Database, story: Resolved) -> bool:
    """Whether the records of a story are kept."""
    query = "SELECT count(*) FROM story_records WHERE made_from IN (?, ?)"
    found = database.value(query, (story.extracted, story.made_from))
    return bool(found == len({story.extracted, story.made_from}))


def replace_some(
    database: Database, new: Sequence[Resolved], *, gone: Collection[str] = (), now: str, compare: Compare
) -> None:
    """Put stories in the place of those with their ids and of those in `gone`; the transaction is the
    caller's.
    """
    old = {*gone, *(story.id for story in new)}
    for id_ in sorted(old):
        database.rows("DELETE FROM resolved_stories WHERE id = ?", (id_,))
    for story in new:
        _insert(database, story, now, compare)
    clear_records(database)


def clear_records(database: Database) -> None:
    """Remove records that no story shows or was corrected from; the transaction is the caller's."""
    database.rows(
        "DELETE FROM story_records WHERE made_from NOT IN (SELECT made_from FROM resolved_stories) "
        "AND made_from NOT IN (SELECT extracted FROM resolved_stories)"
    )


def lines(database: Database, *, limit: int | None = None, offset: int = 0) -> tuple[StoryLine, ...]:
    """The stories, those with the latest reports first: `limit` (None: all) after the first `offset`."""
    rows = database.rows(
        "SELECT * FROM resolved_stories ORDER BY last DESC NULLS LAST, id LIMIT ? OFFSET ?",
        (_ALL if limit is None else limit, offset),
    )
    return tuple(map(_line, rows))


def line(database: Database, story: str) -> StoryLine:
    """One story as lists show it. Raises StoreError where there is none with exactly this id."""
    row = database.row("SELECT * FROM resolved_stories WHERE id = ?", (story,))
    if row is None:
        raise StoreError(f"library {database.path} has no story {story!r}")
    return _line(row)


def count(database: Database) -> int:
    """How many stories there are."""
    return int(database.value("SELECT count(*) FROM resolved_stories"))


def waiting(database: Database) -> tuple[Waiting, ...]:
    """The articles that are in no story yet, those that came last first."""
    return tuple(
        Waiting(
            article=row["id"],
            title=row["title"],
            outlet=row["outlet"],
            published=row["published"],
            since=row["changed"],
        )
        for row in database.rows(
            "SELECT id, title, outlet, published, changed FROM articles "
            "WHERE id NOT IN (SELECT article FROM story_articles) ORDER BY changed DESC, id"
        )
    )


def record_of(database: Database, story: str) -> Record:
    """The record of one story, its articles with the dates that the story gives them."""
    with database.snapshot():
        row = database.row(
            "SELECT record FROM resolved_stories JOIN story_records USING (made_from) WHERE id = ?", (story,)
        )
        if row is None:
            raise StoreError(f"library {database.path} has no story {story!r}")
        return Record(
            stories=(msgspec.json.decode(row["record"], type=Story),),
            articles=tuple(_articles_of(database, story)),
        )


def find(database: Database, name: str) -> str:
    """The id of the story that `name` means: its id, the id of one of its articles, the beginning of
    either, or the URL of one of its articles. Raises StoreError where that is no story, or several.
    """
    if name.startswith("s"):
        rows = database.rows("SELECT id FROM resolved_stories WHERE id LIKE ?", _prefix(name))
        if rows:
            return _only(database, [row[0] for row in rows], name, "story")
    # A story is named for its first article. An earlier one that came later renames it.
    of = f"a{name[1:]}" if name.startswith("s") else name
    article = _only(database, _articles_named(database, of), name, "story")
    found = database.value("SELECT story FROM story_articles WHERE article = ?", (article,))
    if found is None:
        raise StoreError(f"article {article} waits for its story; `dateline add` resolves it")
    return str(found)


def find_article(database: Database, name: str) -> str:
    """The id of the article that `name` means: its id, the beginning of it, or its URL. Raises StoreError."""
    return _only(database, _articles_named(database, name), name, "article")


def _articles_named(database: Database, name: str) -> list[str]:
    row = database.row("SELECT id FROM articles WHERE address = ?", (articles.address_of(Source(url=name)),))
    if row is not None:
        return [row[0]]
    return [row[0] for row in database.rows("SELECT id FROM articles WHERE id LIKE ?", _prefix(name))]


def _only(database: Database, found: Sequence[str], name: str, what: str) -> str:
    if len(found) == 1:
        return found[0]
    if not found:
        raise StoreError(f"library {database.path} has no {what} {name!r}")
    raise StoreError(f"{name!r} is the beginning of {len(found)} ids, such as {found[0]} and {found[1]}")


def _prefix(name: str) -> tuple[str]:
    """The pattern for ids that begin with `name`; what is too short or no id at all matches nothing."""
    return (f"{name}%" if name.isalnum() and len(name) >= SHORTEST_PREFIX else "",)


def _line(row: Row) -> StoryLine:
    coverage = msgspec.json.decode(row["coverage"], type=tuple[tuple[str, int], ...])
    change = msgspec.json.decode(row["change"], type=Counts | None)
    names = ("id", "headline", "articles", "origins", "first", "last", "changed")
    return StoryLine(**{name: row[name] for name in names}, coverage=coverage, change=change)


def _insert(database: Database, resolved: Resolved, now: str, compare: Compare) -> None:
    """One story with the rows that lists and searches read, and its place in the history."""
    row = database.rows("SELECT record FROM story_records WHERE made_from = ?", (resolved.made_from,))[0]
    story = msgspec.json.decode(row["record"], type=Story)
    days = sorted(placed.published[:10] for placed in resolved.articles if placed.published)
    before = history.states_at(database, story.articles)
    change = _change(database, before, story, compare)
    database.rows(
        "INSERT INTO resolved_stories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            story.id,
            resolved.extracted,
            resolved.made_from,
            story.headline,
            len(story.articles),
            len(story.origins),
            days[0] if days else None,
            days[-1] if days else None,
            now,
            msgspec.json.encode(sorted(Counter(days).items())).decode(),
            msgspec.json.encode(change).decode(),
        ),
    )
    history.begin(database, story, made_from=resolved.made_from, now=now)
    database.many(
        "INSERT INTO story_articles VALUES (?, ?, ?, ?, ?)",
        [
            (placed.article, story.id, place, placed.published, placed.basis)
            for place, placed in enumerate(resolved.articles)
        ],
    )
    for entity in story.entities:
        _insert_entity(database, story.id, entity)


def _change(
    database: Database, before: Sequence[history.State], story: Story, compare: Compare
) -> Counts | None:
    """What this change of a story brings, None where none of its articles was in a story."""
    if not before:
        return None
    kinds = [change.what for change in history.article_changes(database, before, story.articles)]
    counts = compare([state.story for state in before], story)
    return msgspec.structs.replace(counts, articles=kinds.count("new"), edited=kinds.count("edited"))


def _insert_entity(database: Database, story: str, entity: Entity) -> None:
    database.rows(
        "INSERT INTO story_entities VALUES (?, ?, ?, ?, ?)",
        (story, entity.id, entity.type, entity.name, entity.side),
    )
    database.many(
        "INSERT INTO story_entity_names VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(name, story, entity.id) for name in dict.fromkeys((entity.name, *entity.aliases))],
    )
    mentions = Counter(mention.article for mention in entity.mentions)
    database.many(
        "INSERT INTO story_entity_articles VALUES (?, ?, ?, ?)",
        [(story, entity.id, article, number) for article, number in mentions.items()],
    )


def _articles_of(database: Database, story: str) -> Iterator[Article]:
    for row in database.rows(
        "SELECT article, published, published_basis FROM story_articles WHERE story = ? ORDER BY place",
        (story,),
    ):
        yield msgspec.structs.replace(
            articles.get(database, row["article"]),
            published=row["published"],
            published_basis=row["published_basis"],
        )
