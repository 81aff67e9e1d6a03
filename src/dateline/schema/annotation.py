"""What the annotators find in one article. Indices point into the tuples of the same Annotations."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from dateline.schema.article import Article
from dateline.schema.span import Span

EntityType = Literal["person", "organization", "place", "group"]
MentionKind = Literal["name", "nominal", "pronoun", "demonym"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
QuotationKind = Literal["direct", "mixed", "indirect"]
_FORMER = re.compile(r"\bhad\s+(?:been|planned|hoped)\b|\b(?:was|were)\s+to\s+have\b", re.IGNORECASE)
Status = Literal["planned", "held", "cancelled", "denied"]
Bound = Literal["at least", "at most", "about", "more than", "less than"]

SAID = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "REJECT"})
"""PLOVER roots of events that are something said."""

STATEMENT = "statement"
"""Label of events that only tell that somebody said something."""


class Token(msgspec.Struct, frozen=True, array_like=True):
    """One token with its syntax: Universal POS, Penn Treebank tag, ClearNLP dependency label.

    `head` is the index of the governing token in `Annotations.tokens` (its own index at a root),
    `sentence` the index in `Annotations.sentences`.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


class TimeExpression(Span, frozen=True, kw_only=True):
    """A TIMEX3 (ISO-TimeML, ISO 24617-1). `value` is None where it cannot be known.

    `offset` is that of the time zone named with a time of the clock ("Z", "-05:00"); `value` leaves it out.
    """

    type: TimexType
    value: str | None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    offset: str | None = None


class Mention(Span, frozen=True, kw_only=True):
    """A span that names or stands for an entity.

    The span of a name is the bare name ("Sung Kim"); titles and appositions are its `roles` ("US
    ambassador to the Philippines"). `country` is the CLDR English short name of the country that the
    mention names, lies in, or derives from ("Pyongyang", "the North", "Russian"). `actor` is true where
    a place or demonym stands for its government or people ("Washington said").
    """

    kind: MentionKind
    type: EntityType
    roles: tuple[Span, ...] = ()
    country: str | None = None
    actor: bool = False
    gender: Literal["female", "male"] | None = None
    plural: bool = False
    score: float = 1.0


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The mentions (indices, ascending) of one entity within one article.

    `name` is the fullest form found, None where no mention names the entity ("a senior official").
    `side` is a country (CLDR short name) or an organization.
    """

    type: EntityType
    mentions: tuple[int, ...]
    name: str | None = None
    roles: tuple[Span, ...] = ()
    side: str | None = None


class OpenMention(msgspec.Struct, frozen=True, kw_only=True):
    """A mention that could stand for any of several chains, and nothing in the text decides."""

    mention: int
    candidates: tuple[int, ...]


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """Source, cue and content of one attribution; `content` has a span a part, without its marks.

    `source` is the mention in words, None where the text gives none. A sentence that continues a speech
    carries the source of the sentence that it continues.
    """

    content: tuple[Span, ...]
    kind: QuotationKind
    source: Span | None = None
    cue: Span | None = None
    score: float = 1.0


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """A mention (index) that takes part in an event."""

    mention: int
    role: Literal["agent", "patient"]


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number that an event comes with: `what` is its label ("killed"), `bound` as in TIMEX3 `mod`."""

    what: str
    value: float
    unit: str | None = None
    bound: Bound | None = None
    span: Span


class Likely(msgspec.Struct, frozen=True, array_like=True):
    """The index of what may fill a slot, None for the day of publication, with its likelihood (0 to 1).

    `value` is a day that is only counted from another: "two years after they met".
    """

    index: int | None
    likelihood: float
    value: str | None = None


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of something that happens or is planned.

    `type` is a PLOVER root or OTHER, `label` a finer word for it ("crash"). `what` is the clause. `where`
    and `claimed_by` are indices of mentions, `when` of a time expression. `places` and `days` are what may be
    meant where the words about the event name none, likeliest first, 1 for what the telling gives by a rule.
    `claimed_by` is set where the event is only somebody's claim. `step` is the word that tells the status
    ("cancelled"), `step_when` the time of that step; `asserted` is false where the words only name the event
    ("the summit") and say no status. A `weak` mention supports an event that others name and makes none
    alone.
    """

    type: str
    trigger: Span
    what: Span
    status: Status
    label: str | None = None
    participants: tuple[Participant, ...] = ()
    where: int | None = None
    when: int | None = None
    places: tuple[Likely, ...] = ()
    days: tuple[Likely, ...] = ()
    claimed_by: int | None = None
    quantities: tuple[Quantity, ...] = ()
    agenda: tuple[Span, ...] = ()
    step: Span | None = None
    step_when: int | None = None
    asserted: bool = True
    weak: bool = False

    def is_former_plan(self, text: str) -> bool:
        """Whether the article `text` tells a plan as a former one: "was to have met", "had been set for"."""
        if self.status != "planned" or self.step is None:
            return False
        around = text[max(0, self.step.start - 10) : self.step.end + 10]
        return _FORMER.search(around) is not None


class Annotations(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All layers of one article, each in text order."""

    article: str
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Token, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    chains: tuple[Chain, ...] = ()
    open_mentions: tuple[OpenMention, ...] = ()
    events: tuple[EventMention, ...] = ()


class AnnotatedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its annotations: what the resolvers read."""

    article: Article
    annotations: Annotations
