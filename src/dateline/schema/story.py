"""The record: stories and every line of them, in the shape of `dateline-record/1`."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.schema.annotation import STATEMENT, EntityType, MentionKind, QuotationKind, Status, TimexType
from dateline.schema.article import Article, Source
from dateline.schema.span import Span

Level = Literal["leaders", "ministers", "officials"]
Agreement = Literal["corroborated", "single-source", "disputed"]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """An independent source of reports, the articles (ids) that rest on it, and how that is known.

    `passages` are its sentences and paragraphs in articles that else rest on another origin: an agency's in
    an outlet's report, an outlet's own in a reprint. An origin may have nothing else.
    """

    name: str
    articles: tuple[str, ...]
    basis: str
    passages: tuple[Span, ...] = ()


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """At most this many origins say something independently of one another, and which, and why not more."""

    at_most: int
    why: str


class EntityMention(Span, frozen=True, kw_only=True):
    """A mention as the record shows it."""

    kind: MentionKind


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A role of an entity, in words, with the spans that give it."""

    text: str
    evidence: tuple[Span, ...]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A person, organization, place or group, with every mention of it in the story."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    role_evidence: tuple[Role, ...] = ()
    side: str | None = None
    country: str | None = None
    mentions: tuple[EntityMention, ...] = ()


class RecordTime(Span, frozen=True, kw_only=True):
    """A time expression of the story."""

    type: TimexType
    value: str | None


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """Code points `start:end` of the article named by what holds the range."""

    start: int
    end: int


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One of several values for a slot, with the spans that give it."""

    value: str
    evidence: tuple[Span, ...]
    origins: tuple[str, ...] = ()


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more values for one slot: about the same moment (conflict), or a later state (update)."""

    slot: str
    kind: Literal["conflict", "update"]
    values: tuple[Value, ...]


class Rendition(Span, frozen=True, kw_only=True):
    """One article's version of an utterance. `start:end` spans its first to its last part.

    `differs` are the words that the fullest rendition does not have in this place.
    """

    kind: QuotationKind
    parts: tuple[Range, ...] = ()
    source: Range | None = None
    cue: Range | None = None
    differs: tuple[Range, ...] = ()


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """One utterance with all its renditions; `text` is the fullest one.

    `saying` has the words that say it, where they stand before it ("has denied"); none for direct speech.
    """

    id: str
    kind: QuotationKind
    text: str
    renditions: tuple[Rendition, ...]
    saying: str = ""
    speaker: str | None = None
    said: str | None = None
    origins: tuple[str, ...] = ()
    agreement: Agreement = "single-source"
    differences: tuple[Difference, ...] = ()


class StatusReport(msgspec.Struct, frozen=True, kw_only=True):
    """A status that an event had, the day it was reported (ISO date or None), and the evidence.

    `step` names what it did in the ledger (announced, moved, held, called off, revived, denied), `when` is
    the ISO value of the time at which it was taken, where a report tells it.
    """

    status: Status
    reported: str | None
    evidence: tuple[Span, ...]
    step: str | None = None
    when: str | None = None


class EventQuantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number that an event comes with."""

    what: str
    value: float
    evidence: tuple[Span, ...]
    unit: str | None = None
    bound: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened or is planned, as all articles report it.

    `level` of a meeting is the rank of those who meet, as their roles tell it. `where_inferred` is true where
    no words tell the place, and it is the one that the reports most likely mean; `when_inferred` so of the
    day. `tie` is how likely (0 to 1) two of its origins tell the same, by their two mentions that are
    likeliest one event; None where none were compared. `salience` is how likely (0 to 1) a reader would put
    it on a timeline of the story.
    """

    id: str
    type: str
    what: str
    status: Status
    evidence: tuple[Span, ...]
    code: str | None = None
    who: tuple[str, ...] = ()
    where: str | None = None
    where_inferred: bool = False
    when: str | None = None
    when_inferred: bool = False
    background: bool = False
    claimed_by: tuple[str, ...] = ()
    history: tuple[StatusReport, ...] = ()
    quantities: tuple[EventQuantity, ...] = ()
    agenda: tuple[Span, ...] = ()
    origins: tuple[str, ...] = ()
    agreement: Agreement = "single-source"
    tie: float | None = None
    salience: float = 0.0
    independent: Bound | None = None
    differences: tuple[Difference, ...] = ()
    track: str | None = None
    level: Level | None = None

    @property
    def is_quoted(self) -> bool:
        """Whether all that it tells is that somebody said something: the quotations of the story hold it."""
        return self.code == STATEMENT and not self.differences


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """A series of events of one negotiation: same parties, and same place or subject."""

    id: str
    name: str
    events: tuple[str, ...]
    where: str | None = None
    who: tuple[str, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is reported; `text` is the clearest of the sentences that say it."""

    id: str
    text: str
    evidence: tuple[Span, ...]
    origins: tuple[str, ...] = ()
    agreement: Agreement = "single-source"
    independent: Bound | None = None
    differences: tuple[Difference, ...] = ()


class Omission(msgspec.Struct, frozen=True, kw_only=True):
    """Events (ids) that several origins report and an article about the same people or places leaves out."""

    article: str
    events: tuple[str, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The articles (ids) about one chain of events, and their record."""

    id: str
    headline: str
    articles: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[RecordTime, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    tracks: tuple[Track, ...] = ()
    statements: tuple[Statement, ...] = ()
    omissions: tuple[Omission, ...] = ()


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """An input that could not be read, and why, in one line."""

    source: Source
    error: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What `dateline read` answers: articles, stories, and the inputs that failed."""

    schema: Literal["dateline-record/1"] = "dateline-record/1"
    articles: tuple[Article, ...] = ()
    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self, *, indent: int = 2) -> str:
        """The record as JSON text; `indent` 0 puts it on one line."""
        data = msgspec.json.encode(self)
        return (msgspec.json.format(data, indent=indent) if indent else data).decode()

    @classmethod
    def from_json(cls, data: str | bytes) -> Record:
        """The record that `to_json` wrote. Raises msgspec.ValidationError on anything else."""
        return msgspec.json.decode(data, type=cls)
