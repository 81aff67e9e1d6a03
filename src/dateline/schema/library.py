"""What a library answers beside records: what changed, who was met where, and what the reader corrected."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.schema.annotation import EntityType
from dateline.schema.article import Article
from dateline.schema.story import Event, Quote, Range, Role

LineKind = Literal["quote", "event", "statement"]
CorrectionKind = Literal["merge-people", "split-people", "merge-stories", "split-story", "wrong-speaker"]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a story changed: articles new and edited, lines added, altered and gone."""

    articles: int = 0
    edited: int = 0
    added: int = 0
    altered: int = 0
    gone: int = 0


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a line that is another now, in words; None where there is no value."""

    field: str
    before: str | None
    after: str | None


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the record that was added, altered or is gone.

    `line` is its id in the record as it is now; of a line that is gone, its id in the record before.
    """

    kind: LineKind
    what: Literal["added", "altered", "gone"]
    line: str
    text: str
    fields: tuple[FieldChange, ...] = ()


class ArticleChange(msgspec.Struct, frozen=True, kw_only=True):
    """An article (id) of a story that is new there, was edited, or is gone, and when (ISO 8601, UTC)."""

    article: str
    what: Literal["new", "edited", "gone"]
    title: str | None
    outlet: str | None
    when: str | None


class StoryChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is otherwise in a story than at the moment `since` (ISO 8601, UTC).

    `is_new` says that the story was not there at all; then everything in it is new.
    """

    story: str
    since: str
    is_new: bool = False
    articles: tuple[ArticleChange, ...] = ()
    quotes: tuple[LineChange, ...] = ()
    events: tuple[LineChange, ...] = ()
    statements: tuple[LineChange, ...] = ()

    @property
    def lines(self) -> tuple[LineChange, ...]:
        """All lines: quotes, events, statements."""
        return (*self.quotes, *self.events, *self.statements)

    @property
    def counts(self) -> Counts:
        """How many there are of each."""
        articles = [change.what for change in self.articles]
        lines = [change.what for change in self.lines]
        return Counts(
            articles=articles.count("new"),
            edited=articles.count("edited"),
            added=lines.count("added"),
            altered=lines.count("altered"),
            gone=lines.count("gone"),
        )


class WordChange(msgspec.Struct, frozen=True, kw_only=True):
    """Words that went and words that came in their place, as ranges of the old and the new text.

    Of an insertion `before` is empty and lies where the words came in; of a removal `after`.
    """

    kind: Literal["inserted", "removed", "replaced"]
    before: Range
    after: Range


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article, and what changed since the one before; the first has no changes.

    `added` is when the library got it (ISO 8601, UTC). `lines` are the lines of the article's story that
    rested on it and are otherwise since the edit.
    """

    revision: int
    added: str
    article: Article
    changes: tuple[WordChange, ...] = ()
    lines: tuple[LineChange, ...] = ()


class EntityStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story that an entity is in: the entity's id there, and how many mentions of how many articles."""

    story: str
    headline: str
    entity: str
    mentions: int
    articles: int
    first: str | None
    last: str | None


class RoleReport(msgspec.Struct, frozen=True, kw_only=True):
    """A role that an entity has in a story, with evidence and the first day on which it was reported."""

    story: str
    role: Role
    reported: str | None


class EntityQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation of an entity, the story that it is in, and the day of its first report."""

    story: str
    quote: Quote
    reported: str | None


class EntityEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event that an entity takes part in or is the place of, its story, the day of its first report."""

    story: str
    event: Event
    reported: str | None


class EntityPage(msgspec.Struct, frozen=True, kw_only=True):
    """A person, place, organization or group across all stories; the latest come first.

    `names` are all names, the most frequent first, `sides` and `countries` what stories say of it.
    """

    name: str
    type: EntityType
    names: tuple[str, ...]
    sides: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[RoleReport, ...] = ()
    stories: tuple[EntityStory, ...] = ()
    quotes: tuple[EntityQuote, ...] = ()
    events: tuple[EntityEvent, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an article that a correction holds on to: ids of lines change, these do not."""

    article: str
    start: int
    end: int
    text: str


class Correction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader corrected, and where it holds.

    - merge-people: entities of `type` with any of `names` are one, in every story.
    - split-people: what the articles `apart` say of the entity of `type` with any of `names` is of another,
      `name`.
    - merge-stories: the articles `articles` are of one story.
    - split-story: of the articles `articles`, those in `apart` are a story of their own.
    - wrong-speaker: the quotation at `places` is not of whom it was given to, but of `name`, or of nobody
      who is known.

    `made` and `undone` are moments (ISO 8601, UTC).
    """

    id: int
    kind: CorrectionKind
    made: str
    undone: str | None = None
    type: EntityType = "person"
    names: tuple[str, ...] = ()
    name: str | None = None
    articles: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    note: str = ""
