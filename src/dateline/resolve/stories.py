"""Which articles are about one chain of events.

1. Candidates: the stored articles that share an arriving one's weightiest terms (blocking).
2. Each pair is compared; pairs that could hold a story together are kept (comparison).
3. On arrival an article joins the story that it fits best, or begins one.
4. Repair, over all pairs kept: undated articles take the day of those that they resemble, each pair is
   scored beside the best matches of its articles, copies of one text belong together, and stories are
   cut anew from the scored pairs at a threshold (clustering). A batch is a stream and its repair.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from dateline.resolve.blocking import TermIndex
from dateline.resolve.clustering import cluster
from dateline.resolve.comparison import (
    Profile,
    likelihood,
    profile_of,
    signals_of,
    standing,
    time_signals,
)
from dateline.schema.article import Article
from dateline.schema.cluster import Copies, ScoredPair

Pair = tuple[str, str]

# The middle of where B-cubed F1 on the first half (by time) of allsides_triplets and on ECB+ train is best
# (.35 to .45, within .015 of each other). Higher splits a story that outlets tell in different ways, lower
# joins the stories of consecutive days.
STORY = 0.4
# Log odds below which a pair is forgotten: it could not hold a story together.
KEPT = -5.0
# Pairs kept of an arriving article, the likeliest first, and as many count when stories are cut; chosen
# with STORY. More lets what is alike only in kind (arrests of two players of one team) add up.
MOST = 8
# An undated article takes a day on which its matches weigh this much, in expected matches.
ENOUGH = 0.1
NO_MATCH = -99.0


class Grouper:
    """Takes articles one by one and cuts stories from the pairs kept so far."""

    def __init__(self, *, kept: float = KEPT, most: int = MOST) -> None:
        self._kept, self._most = kept, most
        self._index = TermIndex()
        self._days: dict[str, int | None] = {}
        self._pairs: dict[Pair, dict[str, float]] = {}
        self._best: dict[str, float] = {}
        self._story: dict[str, str] = {}
        self._size: Counter[str] = Counter()
        self._copies: list[tuple[str, ...]] = []

    def add(self, article: Article) -> str:
        """Stores an article and returns the story it joins, named by the id of the story's first article.

        The time does not grow with what is stored. What follows may show that the decision was wrong;
        `stories` decides anew over all that is known.
        """
        return self.add_profile(profile_of(article))

    def add_profile(self, profile: Profile) -> str:
        """`add` for an article of which the profile is known already."""
        found = []
        for other in self._index.candidates(profile):
            signals = signals_of(other, profile)
            value = likelihood(signals)
            if value >= self._kept:
                found.append((value, other.id, signals))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        odds = {}
        for value, other_id, signals in found[: self._most]:
            self._pairs[other_id, profile.id] = signals
            odds[other_id] = value
        self._index.add(profile)
        self._days[profile.id] = profile.day
        return self._place(profile.id, odds)

    def _place(self, article: str, odds: Mapping[str, float]) -> str:
        """The story for an article with these log odds of belonging with others."""
        own = self._best[article] = max(odds.values(), default=NO_MATCH)
        totals: defaultdict[str, float] = defaultdict(float)
        for other, value in odds.items():
            self._best[other] = max(self._best[other], value)
            story = self._story[other]
            totals[story] += standing(value, own, self._best[other])
        fit = {story: total / min(self._most, self._size[story]) for story, total in totals.items()}
        best = min(fit, key=lambda story: (-fit[story], story), default=article)
        story = best if fit.get(best, 0.0) >= STORY else article
        self._story[article] = story
        self._size[story] += 1
        return story

    def join(self, copies: Copies) -> None:
        """Keeps each group of copies in one story."""
        self._copies.extend(copies.groups)

    def pairs(self) -> tuple[ScoredPair, ...]:
        """The pairs kept, each with its score between 0 and 1, in the order in which they were found."""
        signals = self.signals()
        odds = {pair: likelihood(found) for pair, found in signals.items()}
        best: defaultdict[str, float] = defaultdict(lambda: NO_MATCH)
        for (left, right), value in odds.items():
            best[left], best[right] = max(best[left], value), max(best[right], value)
        scores = {pair: standing(odds[pair], best[pair[0]], best[pair[1]]) for pair in odds}
        for left, right in self._copied():
            scores.pop((right, left), None)
            scores[left, right] = 1.0
        return tuple(
            ScoredPair(left=left, right=right, score=score, signals=signals.get((left, right), {}))
            for (left, right), score in scores.items()
        )

    def stories(self, *, threshold: float = STORY) -> tuple[tuple[str, ...], ...]:
        """The stories, each a tuple of article ids, in the order in which they began."""
        return cluster(tuple(self._days), self.pairs(), threshold=threshold, links=MOST)

    def signals(self) -> dict[Pair, dict[str, float]]:
        """The signals of all pairs kept, those on time taken anew where a day can be guessed."""
        guessed = guess_days(self._days, self._pairs)
        days = {**self._days, **guessed}
        return {
            (left, right): {
                **signals,
                **time_signals(days[left], days[right], guessed=left in guessed or right in guessed),
            }
            if left in guessed or right in guessed
            else signals
            for (left, right), signals in self._pairs.items()
        }

    def _copied(self) -> Iterable[Pair]:
        place = {article: number for number, article in enumerate(self._days)}
        for group in self._copies:
            known = sorted((article for article in group if article in place), key=place.__getitem__)
            for number, right in enumerate(known):
                yield from ((left, right) for left in known[:number])


def guess_days(days: Mapping[str, int | None], pairs: Mapping[Pair, Mapping[str, float]]) -> dict[str, int]:
    """For each undated article the day around which the dated articles that it resembles cluster."""
    matches: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for (left, right), signals in pairs.items():
        for one, other in ((left, right), (right, left)):
            day = days[other]
            if days[one] is None and day is not None:
                matches[one].append((day, 1 / (1 + math.exp(-likelihood(signals)))))
    guessed = {}
    for article, found in matches.items():
        weighed = {day: sum(w for other, w in found if abs(other - day) <= 1) for day, _ in found}
        day = max(sorted(weighed), key=lambda day: weighed[day])
        if weighed[day] >= ENOUGH:
            guessed[article] = day
    return guessed


def group(articles: Iterable[Article], *, copies: Copies | None = None) -> tuple[tuple[str, ...], ...]:
    """The stories that `articles` tell, each a tuple of article ids, every article in exactly one.

    `copies` as `find_copies` gives them keep reprints together.
    """
    grouper = Grouper()
    for article in articles:
        grouper.add(article)
    if copies is not None:
        grouper.join(copies)
    return grouper.stories()
