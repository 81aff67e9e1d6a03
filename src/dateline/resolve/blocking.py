"""Which earlier articles are worth a comparison: an index from rare terms to recent articles.

The time of a look-up does not grow with what is stored: a term keeps its latest POSTINGS articles, and
an article asks for its QUERY_TERMS heaviest terms.
"""

from __future__ import annotations

from collections import defaultdict, deque

from dateline.resolve.comparison import Profile

QUERY_TERMS = 40
POSTINGS = 150
# Stories that go on for longer are held together by the articles in between.
WINDOW_DAYS = 14
CANDIDATES = 30


class TermIndex:
    """Finds the stored articles that share the weightiest terms with a new one."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, deque[tuple[str, int | None, float]]] = defaultdict(
            lambda: deque(maxlen=POSTINGS)
        )

    def candidates(self, profile: Profile) -> list[str]:
        """Ids of at most CANDIDATES stored articles, the most alike first."""
        totals: defaultdict[str, float] = defaultdict(float)
        for term, weight in _query(profile):
            for other, day, other_weight in self._postings.get(term, ()):
                if day is None or profile.day is None or abs(day - profile.day) <= WINDOW_DAYS:
                    totals[other] += weight * other_weight
        ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
        return [other for other, _ in ranked[:CANDIDATES]]

    def add(self, profile: Profile) -> None:
        """Stores an article."""
        for term, weight in _query(profile):
            self._postings[term].append((profile.id, profile.day, weight))


def _query(profile: Profile) -> list[tuple[str, float]]:
    return sorted(profile.body.items(), key=lambda item: (-item[1], item[0]))[:QUERY_TERMS]
