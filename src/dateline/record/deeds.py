"""Deeds that two origins tell in the same word, of the same two parties, and of days that do not meet.

They are done, or both to come: a plan that a later report tells of another day. What one does to another is
told of a day of its own in few articles, so that no joining of events is asked for: the same word with the
same two is the same deed, unless an article tells it of several days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.record.evidence import Sources
from dateline.record.said import Contrast, difference_of
from dateline.schema.annotation import STATEMENT, AnnotatedArticle
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, gap, interval, length, meet
from dateline.schema.span import Span, starting_at

FAR = 31
"""Days by which two days of one deed differ at most; a convention."""
PARTIES = 2
"""Parties that two tellings of one deed share."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did or is to do: the lemma of the word for it, who takes part, on what day."""

    article: str
    lemma: str
    parties: frozenset[str]
    planned: bool
    value: str
    days: Days
    trigger: Span


def differing_days(sources: Sources, entities: Entities) -> Iterator[Contrast]:
    """The deeds that articles of other origins tell of days that exclude each other."""
    by_lemma: dict[str, list[Deed]] = {}
    for item in sources.articles.values():
        for deed in _deeds_of(item, sources, entities):
            by_lemma.setdefault(deed.lemma, []).append(deed)
    for held in by_lemma.values():
        for one, other in combinations(held, 2):
            printed = {sources.published(deed.article) for deed in (one, other)}
            moved = one.planned and len(printed) > 1
            apart = sources.origin[one.article] != sources.origin[other.article] or moved
            if apart and one.article != other.article and _differ(one, other, held):
                told = [(deed.value, sources.sentence(deed.trigger)) for deed in (one, other)]
                yield Contrast(difference_of("when", "update" if moved else "conflict", told, sources))


def _differ(one: Deed, other: Deed, deeds: Sequence[Deed]) -> bool:
    """Whether two are one deed of two days, and no article tells it of several."""
    shared = one.parties & other.parties
    if len(shared) < PARTIES or one.planned != other.planned or not _exclude(one.days, other.days):
        return False
    of_both = [deed for deed in deeds if len(deed.parties & shared) >= PARTIES]
    return not any(a.article == b.article and not meet(a.days, b.days) for a, b in combinations(of_both, 2))


def _exclude(one: Days, other: Days) -> bool:
    """Whether two days exclude each other; "last week" may be the week before or the seven days before."""
    near = WEEK if WEEK in (length(one), length(other)) else 0
    return not meet(one, other) and near < gap(one, other) <= FAR


def _deeds_of(item: AnnotatedArticle, sources: Sources, entities: Entities) -> Iterator[Deed]:
    """The deeds of an article whose day is told in words; talks are held again and again."""
    for mention in item.annotations.events:
        days = interval(sources.time(item.article.id, mention.when))
        told = mention.asserted and not mention.weak and mention.status in ("held", "planned")
        if days is None or not told or mention.type == "CONSULT" or mention.label == STATEMENT:
            continue
        found = (entities.of(item.article.id, p.mention) for p in mention.participants)
        parties = frozenset(party for party in found if party is not None)
        word = starting_at(item.annotations.tokens, mention.trigger.start)
        if word is None or len(parties) < PARTIES:
            continue
        yield Deed(
            article=item.article.id,
            lemma=word.lemma.casefold(),
            parties=parties,
            planned=mention.status == "planned",
            value=(sources.time(item.article.id, mention.when) or "").partition("T")[0],
            days=days,
            trigger=mention.trigger,
        )
