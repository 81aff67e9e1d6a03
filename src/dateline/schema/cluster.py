"""What the resolvers hand on: scored pairs, and the clusters cut from them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.schema.story import Entity


class ScoredPair(msgspec.Struct, frozen=True, kw_only=True):
    """Two things compared: their ids, the score, and the signals that it was made from."""

    left: str
    right: str
    score: float
    signals: Mapping[str, float] = {}


class CopiedParagraph(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraph `paragraph` (from 0, split at blank lines) of an article stands in article `of` as well."""

    paragraph: int
    of: str
    of_paragraph: int
    score: float


class CopyLink(msgspec.Struct, frozen=True, kw_only=True):
    """Article `article` is wholly or partly a copy of the same text as `of`.

    `share` is the part (0 to 1) of its words that are shared.
    """

    article: str
    of: str
    share: float
    paragraphs: tuple[CopiedParagraph, ...] = ()


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """Groups of two or more articles (ids) with one text, and the links that they were cut from."""

    groups: tuple[tuple[str, ...], ...] = ()
    links: tuple[CopyLink, ...] = ()


class Grouping(msgspec.Struct, frozen=True, kw_only=True):
    """Every article (id) in one story, the groups of articles with one text, and the arcs of stories.

    An arc is a long affair: two or more stories, by their places (from 0) in `stories`.
    """

    stories: tuple[tuple[str, ...], ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    arcs: tuple[tuple[int, ...], ...] = ()


class Entities(msgspec.Struct, frozen=True, kw_only=True):
    """The entities of a story, and for each article id the entity of each mention (by index).

    `pairs` are the names that were compared, with what the comparison showed.
    """

    entities: tuple[Entity, ...] = ()
    links: Mapping[str, tuple[str | None, ...]] = {}
    pairs: tuple[ScoredPair, ...] = ()

    def of(self, article: str, mention: int | None) -> str | None:
        """Id of the entity that mention number `mention` of `article` refers to, or None."""
        return None if mention is None else self.links[article][mention]


class Member(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Item number `index` of one layer of one article's annotations."""

    article: str
    index: int


class QuotationCluster(msgspec.Struct, frozen=True, kw_only=True):
    """Renditions of one utterance. `said` is the ISO date on which it was said, where it is known."""

    renditions: tuple[Member, ...]
    speaker: str | None = None
    said: str | None = None


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles and the likelihood (0 to 1) of the pair of their mentions that is likeliest one event."""

    one: str
    other: str
    likelihood: float


class EventCluster(msgspec.Struct, frozen=True, kw_only=True):
    """The mentions of one event, and its slots as most of them, or the most exact of them, give it.

    `who` and `where` are ids of entities, `when` an ISO date. `where_inferred` is true where no words tell
    the place, and it is the one that the reports most likely mean, `when_inferred` so of the
    day.
    `also` are mentions of further articles, kept apart with what else is told of them, whose sentences likely
    tell this event as well. `ties` are those of its articles that have one.
    """

    members: tuple[Member, ...]
    type: str
    label: str | None = None
    who: tuple[str, ...] = ()
    where: str | None = None
    where_inferred: bool = False
    when: str | None = None
    when_inferred: bool = False
    also: tuple[Member, ...] = ()
    ties: tuple[Tie, ...] = ()
