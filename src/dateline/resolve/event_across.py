"""How likely two event mentions of different articles are of one event, by all that is told with them.

A first logistic regression (data/event_across.json) weighs slots, words, the sentences around and how the two
are told; a second one (data/event_rivals.json) the odds that it gives and how far they lie above those of the
rivals: the other mentions of either article that could be the one meant. Both are learned by
training/event_across.py on story keys. That one mention of several fits best says as much as how well it
fits, as in work that ranks antecedents (Denis and Baldridge 2008, "Specialized models and ranking for
coreference resolution").
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from dateline.models.odds import likelihood
from dateline.resolve.event_comparison import LOOSE_DAYS, compare, same_kind
from dateline.resolve.event_facts import Facts, Sides
from dateline.resolve.event_wording import Pair, Wordings
from dateline.resolve.terms import CONTENT, UNSEEN, rarity
from dateline.schema.annotation import STATEMENT, AnnotatedArticle
from dateline.schema.interval import Days, gap, interval, length, meet
from dateline.schema.span import beginning_in

MOST = 800
"""Mentions of a story up to which its pairs are compared so, as forty articles have: the number of pairs
grows with the square."""

NEAR = 0.12
"""Least cosine of two sentences whose mentions are compared whatever else they share. With it nine in ten of
the pairs of articles that tell one event of the keys have a pair that is compared, seven in ten without."""

SURELY = 4.0
"""Log odds by which one mention is ahead of another at most, or behind it."""

YIELDING = 0.55
"""Likelihood from which a mention tells an event as well that something told keeps it apart from, if not its
time. Of such pairs in the evidence of story keys six in seven are one event, half where days part them."""

PARTED, MEETING = 0.52, 0.3
"""Least likelihood of two days that miss each other, and most of two that meet, of mentions that are surely
of different days. Chosen on 86 story keys, of which six more events have the right origins so."""

LEAST_WEIGHT = 4.0
"""Weight of the words of a short text at least, so that one shared word is not all of it."""

MOST_WORDS = 20.0
"""Weight of shared words from which more say nothing."""

OPENING = 3
"""Sentences that open an article: they tell what it is about, so two articles often tell the same in them."""

WORDS = ("meaning", "lemma", "rare lemma", "arguments", "opening", "other word")
"""Signals of `event_wording` that are weighed."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class _Telling:
    """How a mention is told: the lemmas of its clause, the numbers of its sentence, whether it is quoted."""

    clause: frozenset[str]
    numbers: frozenset[str]
    quoted: bool


class Across:
    """The pairs of mentions of different articles of one story, mentions numbered as `facts` has them.

    `likely` are the pairs that slots or words can join.
    """

    def __init__(
        self,
        annotated: Sequence[AnnotatedArticle],
        facts: Sequence[Facts],
        sides: Sides,
        wordings: Wordings,
        likely: Set[Pair],
    ) -> None:
        items = {item.article.id: item for item in annotated}
        self.facts = facts
        self._sides, self._wordings, self._likely = sides, wordings, likely
        self._told = [_telling(items[fact.article], fact) for fact in facts]
        self._says: dict[str, float] = {}
        taking_part = Counter(id_ for fact in facts for id_ in fact.who)
        self._few = {id_: math.log(1 + len(facts) / count) for id_, count in taking_part.items()}

    def likelihoods(self) -> dict[Pair, float]:
        """How likely each compared pair (the lower number first) is of one event, none in a large story.

        Of those that something told keeps apart, if not their times, only the likely ones are among them.
        """
        if len(self.facts) > MOST:
            return {}
        compared: dict[Pair, float] = {}
        apart: dict[Pair, float] = {}
        for pair, signals, kept_apart in self._told_pairs():
            (apart if kept_apart else compared)[pair] = _log_odds(likelihood("resolve/event_across", signals))
        against_all = self._ahead(compared | apart)
        yielding = {pair: against_all[pair] for pair in apart if against_all[pair] >= YIELDING}
        return self._ahead(compared) | yielding

    def _ahead(self, odds: Mapping[Pair, float]) -> dict[Pair, float]:
        """The likelihoods of pairs by their log odds and those of their rivals."""
        ahead = rivals([fact.article for fact in self.facts], odds)
        return {pair: likelihood("resolve/event_rivals", signals) for pair, signals in ahead.items()}

    def pairs(self) -> Iterator[tuple[Pair, dict[str, float]]]:
        """The pairs that may be one event, with their signals."""
        return ((pair, signals) for pair, signals, apart in self._told_pairs() if not apart)

    def _told_pairs(self) -> Iterator[tuple[Pair, dict[str, float], bool]]:
        """The pairs of different articles that no times keep apart, with their signals and whether anything
        else told does."""
        held = list(self._compared())
        pairs = [pair for pair, _, _ in held]
        words = self._wordings.signals(pairs)
        columns = {name: words[name].tolist() for name in WORDS}
        columns["other arguments"] = self._wordings.say_else(pairs).astype(float).tolist()
        for number, (pair, slots, apart) in enumerate(held):
            told = {name: column[number] for name, column in columns.items()}
            yield pair, self._signals(*pair, slots) | told, apart

    def _compared(self) -> Iterator[tuple[Pair, dict[str, float], bool]]:
        """The pairs of different articles that no times keep apart, by their slots, and whether anything else
        told keeps them apart."""
        for left, right in sorted(self._likely | self._wordings.told_near(NEAR)):
            one, other = self.facts[left], self.facts[right]
            if one.article == other.article:
                continue
            slots = compare(one, other, self._sides)
            apart = slots is None
            if slots is None:
                slots = compare(one, other, self._sides, by_times_alone=True)
            if slots is not None:
                yield (left, right), slots, apart

    def _signals(self, left: int, right: int, slots: Mapping[str, float]) -> dict[str, float]:
        """The signals of a pair by name, but for those of its words, most from 0 to 1."""
        one, other = self.facts[left], self.facts[right]
        first, second = self._told[left], self._told[right]
        sentences = [self._wordings.wordings[at].content for at in (left, right)]
        shared = self._weight(first.clause & second.clause)
        apart = one.when is not None and other.when is not None and not meet(one.when, other.when)
        places = bool(one.where and other.where)
        return {
            **{name: slots[name] for name in ("who", "where", "word", "label", "clause")},
            "kind": float(same_kind(one.event, other.event)),
            "type": float(one.event.type == other.event.type),
            "told alike": self._wordings.told_alike(one, other),
            "clause part": self._part(first.clause, second.clause),
            "clause words": min(shared, MOST_WORDS) / MOST_WORDS,
            "sentence part": self._part(*sentences),
            "days between": math.log1p(gap(one.when, other.when))
            if apart and one.when and other.when
            else 0.0,
            "days apart": float(apart),
            "days meet": float(bool(one.when and other.when) and not apart),
            "held or planned": float({one.event.status, other.event.status} == {"held", "planned"}),
            "places apart": float(places and slots["where"] < 0),
            "one previous": float(one.previous != other.previous),
            "roles turned": float(_turned(one, other)),
            "parties": min(len(one.who & other.who), 3) / 2,
            "part of parties": _share(one.who, other.who),
            "without parties": float(not one.who) + float(not other.who),
            "both quoted": float(first.quoted and second.quoted),
            "one quoted": float(first.quoted != second.quoted),
            "asserted": float(one.event.asserted) + float(other.event.asserted),
            "numbers": float(min(len(first.numbers & second.numbers), 2)),
            "status": float(one.event.status == other.event.status),
            "rare parties": math.fsum(self._few[id_] for id_ in one.who & other.who) / 5,
            "one agent": float(bool(one.agents & other.agents)),
            "likely day": _likely_day(one, other),
            "both open": float(max(one.sentence, other.sentence) <= OPENING),
            "both statements": float(one.event.label == other.event.label == STATEMENT),
            "one statement": float((one.event.label == STATEMENT) != (other.event.label == STATEMENT)),
        }

    def _weight(self, lemmas: frozenset[str]) -> float:
        """How much some words say: each by how few sentences of the story and of news at large have it."""
        return math.fsum(map(self._rarity, lemmas))

    def _rarity(self, lemma: str) -> float:
        if lemma not in self._says:
            self._says[lemma] = self._wordings.told_rarity(lemma) * rarity(lemma) / UNSEEN
        return self._says[lemma]

    def _part(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The part (0 to 1) of the weight of the shorter text that the two share."""
        shorter = min(self._weight(one), self._weight(other))
        return self._weight(one & other) / max(shorter, LEAST_WEIGHT)


def rivals(articles: Sequence[str], odds: Mapping[Pair, float]) -> dict[Pair, dict[str, float]]:
    """For each pair its log odds and how far they are above those of the best other pair of either mention
    with one of the other's article; `articles` are those of the mentions by number."""
    found: defaultdict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (left, right), value in odds.items():
        found[left, articles[right]].append((value, right))
        found[right, articles[left]].append((value, left))
    best = {key: sorted(values, reverse=True)[:2] for key, values in found.items()}

    def margin(one: int, other: int, value: float) -> float:
        others = [rival for rival, at in best[one, articles[other]] if at != other]
        return value - others[0] if others else SURELY

    signals = {}
    for (left, right), value in odds.items():
        margins = sorted((margin(left, right, value), margin(right, left, value)))
        least, most = (max(-SURELY, min(SURELY, each)) for each in margins)
        signals[left, right] = {"odds": value, "least": least, "most": most, "both": float(least >= 0)}
    return signals


def _log_odds(likely: float) -> float:
    bounded = min(max(likely, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def _turned(one: Facts, other: Facts) -> bool:
    """Whether who does it to the other in one is whom it is done to in the other."""
    swapped = one.agents & other.patients or other.agents & one.patients
    return bool(swapped) and not one.agents & other.agents


def _likely_day(one: Facts, other: Facts) -> float:
    """How likely (0 to 1) one of two days or more that the telling may take as known is of both, where not
    both have a time in words."""
    if one.when is not None and other.when is not None:
        return 0.0
    both = ((p * q, d, e) for d, p in _days(one) for e, q in _days(other))
    return max((odds for odds, first, second in both if meet(first, second)), default=0.0)


def days_part(one: Facts, other: Facts) -> bool:
    """Whether two mentions are surely of different days, told or likely meant: either day is as likely as not
    and more, and no day of both is likely."""
    apart = meeting = 0.0
    for first, p in _days(one):
        for second, q in _days(other):
            exact = length(first) == length(second) == 1
            if not meet(first, second) and (exact or gap(first, second) > LOOSE_DAYS):
                apart = max(apart, p * q)
            else:
                meeting = max(meeting, p * q)
    return apart >= PARTED and meeting < MEETING


def _days(fact: Facts) -> list[tuple[Days, float]]:
    """The times of an event with their likelihood: that of its words, or those that may be meant."""
    if fact.when is not None:
        return [(fact.when, 1.0)]
    return [(days, odds) for value, odds in fact.meant.items() if (days := interval(value)) is not None]


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _telling(item: AnnotatedArticle, fact: Facts) -> _Telling:
    layers, what = item.annotations, fact.event.what
    inside = [layers.tokens[at] for at in beginning_in(layers.tokens, what.start, what.end)]
    sentence = layers.sentences[fact.sentence - 1].text if fact.sentence else what.text
    return _Telling(
        clause=frozenset(t.lemma.casefold() for t in inside if t.pos in CONTENT),
        numbers=frozenset(_NUMBER.findall(sentence)),
        quoted=any(
            part.start <= fact.position < part.end
            for quotation in layers.quotations
            if quotation.kind != "indirect"
            for part in quotation.content
        ),
    )
