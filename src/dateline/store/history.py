"""The states that a story had, and when the reader last looked at it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from dateline.schema.library import ArticleChange
from dateline.schema.story import Story
from dateline.store.database import Database

_LEVEL = 1
# After every moment, as text.
_NEVER = "9999"


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What a story was for a time: its record, and the revision of each of its articles (by id)."""

    story: Story
    revisions: Mapping[str, int]


def begin(database: Database, story: Story, *, made_from: str, now: str) -> None:
    """Keep the state that a story has from `now` on; the transaction is the caller's."""
    (row,) = database.rows(
        "INSERT INTO story_history (story, changed, made_from, record) VALUES (?, ?, ?, ?) RETURNING number",
        (story.id, now, made_from, zlib.compress(msgspec.json.encode(story), _LEVEL)),
    )
    database.many(
        "INSERT INTO history_articles SELECT ?, id, revision FROM articles WHERE id = ?",
        [(row["number"], article) for article in story.articles],
    )


def states_at(database: Database, articles: Sequence[str], moment: str | None = None) -> tuple[State, ...]:
    """The states of the stories that any of these articles was in at a moment, or was in last."""
    numbers = {
        database.value(
            "SELECT max(number) FROM history_articles JOIN story_history USING (number) "
            "WHERE article = ? AND changed <= ?",
            (article, moment or _NEVER),
        )
        for article in articles
    }
    return tuple(_state(database, number) for number in sorted(numbers - {None}))


def state_of(database: Database, article: str, revision: int) -> State | None:
    """The last state of a story that was made with this revision of an article, if there was one."""
    number = database.value(
        "SELECT max(number) FROM history_articles WHERE article = ? AND revision = ?", (article, revision)
    )
    return None if number is None else _state(database, number)


def article_changes(
    database: Database, before: Sequence[State], after: Sequence[str]
) -> tuple[ArticleChange, ...]:
    """Articles that came into a story, were edited, or went out of it, in its order."""
    known = {article: number for state in before for article, number in state.revisions.items()}
    found = []
    for article in after:
        row = database.rows(
            "SELECT title, outlet, revision, added, changed FROM articles WHERE id = ?", (article,)
        )[0]
        if known.get(article) != row["revision"]:
            what: Literal["new", "edited"] = "edited" if article in known else "new"
            when = row["changed"] if article in known else row["added"]
            found.append(
                ArticleChange(article=article, what=what, title=row["title"], outlet=row["outlet"], when=when)
            )
    for article in known:
        if article not in after:
            gone = database.row("SELECT title, outlet FROM articles WHERE id = ?", (article,))
            title, outlet = (gone["title"], gone["outlet"]) if gone else (None, None)
            found.append(ArticleChange(article=article, what="gone", title=title, outlet=outlet, when=None))
    return tuple(found)


def visit(database: Database, story: str, *, now: str) -> str | None:
    """Say that the reader looks at a story now; when he did before, None for the first time. The
    transaction is the caller's.
    """
    before = seen(database, story)
    database.rows(
        "INSERT INTO visits VALUES (?, ?) ON CONFLICT (story) DO UPDATE SET seen = excluded.seen",
        (story, now),
    )
    return before


def seen(database: Database, story: str) -> str | None:
    """When the reader last looked at a story, under this name or that of a story that is part of it now."""
    found: str | None = database.value(
        "SELECT max(seen) FROM visits WHERE story = ? OR 'a' || substr(story, 2) IN "
        "(SELECT article FROM story_articles WHERE story = ?)",
        (story, story),
    )
    return found


def forget(database: Database, article: str) -> None:
    """Remove every state that a forgotten article was in; the transaction is the caller's."""
    database.rows(
        "DELETE FROM story_history WHERE number IN (SELECT number FROM history_articles WHERE article = ?)",
        (article,),
    )


def _state(database: Database, number: int) -> State:
    data = database.value("SELECT record FROM story_history WHERE number = ?", (number,))
    rows = database.rows("SELECT article, revision FROM history_articles WHERE number = ?", (number,))
    return State(
        story=msgspec.json.decode(zlib.decompress(data), type=Story),
        revisions={row["article"]: row["revision"] for row in rows},
    )
