"""The stories of a library and their records, and what was computed of each article on the way there."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from dateline.errors import StoreError
from dateline.schema.annotation import Annotations
from dateline.schema.article import Article, PublishedBasis, Source
from dateline.schema.story import Entity, Record, Story
from dateline.store import articles
from dateline.store.database import Database

# Compression for what no other program reads: a fifth of the size for a tenth of a millisecond.
_LEVEL = 1
SHORTEST_PREFIX = 4


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """An article in its story, with the date that the story gives it."""

    article: str
    published: str | None
    basis: PublishedBasis | None


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A story as it is to be: its articles, and the digest under which its record has been kept."""

    id: str
    made_from: str
    articles: tuple[Placed, ...]


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A story in a list: how many articles and origins it has, its first and last day, when it changed."""

    id: str
    headline: str
    articles: int
    origins: int
    first: str | None
    last: str | None
    changed: str


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
        "INSERT OR REPLACE INTO annotations (article, made_from, version, data, problem) "
        "SELECT id, ?, ?, ?, ? FROM articles WHERE id = ?",
        (made_from, version, data, problem, found.article),
    )


def profile_of(database: Database, article: str, made_from: str) -> bytes | None:
    """The kept profile of an article, None unless made from this."""
    found: bytes | None = database.value(
        "SELECT data FROM profiles WHERE article = ? AND made_from = ?", (article, made_from)
    )
    return None if found is None else zlib.decompress(found)


def keep_profile(database: Database, article: str, data: bytes, *, made_from: str) -> None:
    """Keep the profile of an article, unless it was forgotten meanwhile."""
    database.rows(
        "INSERT OR REPLACE INTO profiles SELECT id, ?, ? FROM articles WHERE id = ?",
        (made_from, zlib.compress(data, _LEVEL), article),
    )


def has_record(database: Database, made_from: str) -> bool:
    """Whether the record made from this is kept already."""
    return database.value("SELECT 1 FROM story_records WHERE made_from = ?", (made_from,)) is not None


def keep_record(database: Database, story: Story, *, made_from: str) -> None:
    """Keep a record; no story shows it yet."""
    database.rows(
        "INSERT OR REPLACE INTO story_records VALUES (?, ?)", (made_from, msgspec.json.encode(story).decode())
    )


def made_from(database: Database) -> dict[str, str]:
    """For each story the digest of what it was made from."""
    return {
        row["id"]: row["made_from"] for row in database.rows("SELECT id, made_from FROM resolved_stories")
    }


def is_resolved(database: Database) -> bool:
    """Whether the stories tell all the articles as they are now."""
    return bool(
        database.value(
            "SELECT (SELECT value FROM state WHERE name = 'resolved') = "
            "(SELECT value FROM state WHERE name = 'generation')"
        )
    )


def replace_stories(
    database: Database, resolved: Sequence[Resolved], *, generation: int, now: str
) -> int | None:
    """Make `resolved` the stories of the library, in one transaction, and return how many changed.

    Changes nothing and returns None where the articles are no longer those of `generation`, or a record is
    missing because another process has cleared it away.
    """
    with database.transaction():
        if articles.generation(database) != generation:
            return None
        kept = made_from(database)
        new = [story for story in resolved if kept.get(story.id) != story.made_from]
        if not all(has_record(database, story.made_from) for story in new):
            return None
        gone = kept.keys() - {story.id for story in resolved}
        database.many(
            "DELETE FROM resolved_stories WHERE id = ?", [(id_,) for id_ in (*gone, *(s.id for s in new))]
        )
        for story in new:
            _insert(database, story, now)
        database.rows(
            "DELETE FROM story_records WHERE made_from NOT IN (SELECT made_from FROM resolved_stories)"
        )
        database.rows("UPDATE state SET value = ? WHERE name = 'resolved'", (generation,))
        return len(new) + len(gone - {story.id for story in new})


def lines(database: Database) -> tuple[StoryLine, ...]:
    """All stories, those with the latest reports first."""
    return tuple(
        StoryLine(
            id=row["story"],
            headline=row["headline"],
            articles=row["articles"],
            origins=row["origins"],
            first=row["first"],
            last=row["last"],
            changed=row["changed"],
        )
        for row in database.rows("SELECT * FROM stories ORDER BY last DESC NULLS LAST, story")
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


def _insert(database: Database, resolved: Resolved, now: str) -> None:
    """One story with the rows that lists and searches read."""
    row = database.rows("SELECT record FROM story_records WHERE made_from = ?", (resolved.made_from,))[0]
    story = msgspec.json.decode(row["record"], type=Story)
    days = sorted(placed.published[:10] for placed in resolved.articles if placed.published)
    database.rows(
        "INSERT INTO resolved_stories VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            story.id,
            resolved.made_from,
            story.headline,
            len(story.articles),
            len(story.origins),
            days[0] if days else None,
            days[-1] if days else None,
            now,
        ),
    )
    database.many(
        "INSERT INTO story_articles VALUES (?, ?, ?, ?, ?)",
        [
            (placed.article, story.id, place, placed.published, placed.basis)
            for place, placed in enumerate(resolved.articles)
        ],
    )
    for entity in story.entities:
        _insert_entity(database, story.id, entity)


def _insert_entity(database: Database, story: str, entity: Entity) -> None:
    database.rows(
        "INSERT INTO story_entities VALUES (?, ?, ?, ?, ?)",
        (story, entity.id, entity.type, entity.name, entity.side),
    )
    database.many(
        "INSERT OR IGNORE INTO story_entity_names VALUES (?, ?, ?)",
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
