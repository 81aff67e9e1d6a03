"""Which earlier articles are worth a comparison: an index from rare terms to recent articles.

Neither the time of a look-up nor the memory grows with what went through: a term keeps its latest
POSTINGS articles, an article asks for its QUERY_TERMS heaviest terms, and only the STORED latest
articles are held.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from heapq import nsmallest

from dateline.resolve.comparison import Profile

# The values below lose 2 to 3 in 100 pairs of the first half of allsides_triplets, in which a term of the
# news of the day stands in hundreds of articles a week.
QUERY_TERMS = 40
POSTINGS = 60
CANDIDATES = 30
# Stories that go on for longer are held together by the articles in between.
WINDOW_DAYS = 14
STORED = 200_000


class TermIndex:
    """Finds the stored articles that share the weightiest terms with a new one."""

    def __init__(self, *, stored: int = STORED) -> None:
        self._stored = stored
        self._profiles: dict[str, Profile] = {}
        self._postings: defaultdict[str, deque[tuple[str, int | None, float]]] = defaultdict(
            lambda: deque(maxlen=POSTINGS)
        )
        self._since_sweep = 0

    def candidates(self, profile: Profile) -> Iterator[Profile]:
        """At most CANDIDATES stored articles, the most alike first."""
        totals: defaultdict[str, float] = defaultdict(float)
        for term, weight in _query(profile):
            for other, day, other_weight in self._postings.get(term, ()):
                if day is None or profile.day is None or abs(day - profile.day) <= WINDOW_DAYS:
                    totals[other] += weight * other_weight
        held = (item for item in totals.items() if item[0] in self._profiles)
        return (self._profiles[other] for other, _ in nsmallest(CANDIDATES, held, key=_most_alike))

    def add(self, profile: Profile) -> None:
        """Stores an article, and drops the one stored first where there are too many."""
        for term, weight in _query(profile):
            self._postings[term].append((profile.id, profile.day, weight))
        self._profiles[profile.id] = profile
        if len(self._profiles) > self._stored:
            del self._profiles[next(iter(self._profiles))]
            self._since_sweep += 1
        if self._since_sweep >= self._stored:
            self._sweep()

    def _sweep(self) -> None:
        """Forgets terms that only dropped articles hold; so rarely that an arrival pays little for it."""
        self._since_sweep = 0
        for term in [term for term, held in self._postings.items() if held[-1][0] not in self._profiles]:
            del self._postings[term]


def _query(profile: Profile) -> list[tuple[str, float]]:
    return sorted(profile.body.items(), key=_most_alike)[:QUERY_TERMS]


def _most_alike(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]
