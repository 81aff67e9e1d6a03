"""Which articles are about one chain of events.

1. Candidates: the stored articles that share an arriving one's weightiest terms (blocking).
2. Each pair is compared; pairs that could hold a story together are kept (comparison).
3. Repair, over all pairs kept: undated articles take the day of those that they resemble, and each
   pair is scored beside the best matches of its articles. Copies of one text belong together.
4. Stories are cut from the scored pairs at a threshold (clustering).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

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

# Chosen on the first half (by time) of allsides_triplets and on ECB+ train by B-cubed F1. Higher splits
# a story that outlets tell in different ways, lower joins the stories of consecutive days.
STORY = 0.35
# Log odds below which a pair is forgotten: it could not hold a story together.
KEPT = -5.0
# An undated article takes a day on which its matches weigh this much, in expected matches.
ENOUGH = 0.1


class Grouper:
    """Takes articles one by one and cuts stories from the pairs kept so far."""

    def __init__(self, *, kept: float = KEPT) -> None:
        self._kept = kept
        self._index = TermIndex()
        self._profiles: dict[str, Profile] = {}
        self._pairs: dict[tuple[str, str], dict[str, float]] = {}
        self._copies: list[tuple[str, ...]] = []

    def add(self, article: Article) -> None:
        """Stores an article with its pairs, in time that does not grow with what is stored."""
        self.add_profile(profile_of(article))

    def add_profile(self, profile: Profile) -> None:
        """Stores an article of which the profile is known already."""
        for other in self._index.candidates(profile):
            signals = signals_of(self._profiles[other], profile)
            if likelihood(signals) >= self._kept:
                self._pairs[other, profile.id] = signals
        self._index.add(profile)
        self._profiles[profile.id] = profile

    def join(self, copies: Copies) -> None:
        """Keeps each group of copies in one story."""
        self._copies.extend(copies.groups)

    def pairs(self) -> tuple[ScoredPair, ...]:
        """The pairs kept, each with its score between 0 and 1, in the order in which they were found."""
        signals = self.signals()
        odds = {pair: likelihood(found) for pair, found in signals.items()}
        best: defaultdict[str, float] = defaultdict(lambda: -99.0)
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
        return cluster(tuple(self._profiles), self.pairs(), threshold=threshold)

    def signals(self) -> dict[tuple[str, str], dict[str, float]]:
        """The signals of all pairs kept, those on time taken anew where a day can be guessed."""
        guessed = {
            article: replace(self._profiles[article], day=day, guessed=True)
            for article, day in guess_days(self._profiles, self._pairs).items()
        }
        return {
            (left, right): {
                **signals,
                **time_signals(
                    guessed.get(left, self._profiles[left]), guessed.get(right, self._profiles[right])
                ),
            }
            if left in guessed or right in guessed
            else signals
            for (left, right), signals in self._pairs.items()
        }

    def _copied(self) -> Iterable[tuple[str, str]]:
        for group in self._copies:
            known = [article for article in self._profiles if article in set(group)]
            for number, right in enumerate(known):
                yield from ((left, right) for left in known[:number])


def guess_days(
    profiles: Mapping[str, Profile], pairs: Mapping[tuple[str, str], Mapping[str, float]]
) -> dict[str, int]:
    """For each undated article the day around which the dated articles that it resembles cluster."""
    matches: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for (left, right), signals in pairs.items():
        for one, other in ((left, right), (right, left)):
            day = profiles[other].day
            if profiles[one].day is None and day is not None:
                matches[one].append((day, 1 / (1 + math.exp(-likelihood(signals)))))
    days = {}
    for article, found in matches.items():
        weighed = {day: sum(w for other, w in found if abs(other - day) <= 1) for day, _ in found}
        day = max(sorted(weighed), key=lambda day: weighed[day])
        if weighed[day] >= ENOUGH:
            days[article] = day
    return days


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
