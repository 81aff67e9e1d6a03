"""Which earlier articles are worth a comparison: an index from rare terms to recent articles.

Neither the time of a look-up nor the memory grows with what went through: a term keeps its latest
POSTINGS articles, an article asks for its QUERY_TERMS heaviest terms, and only the STORED latest
articles are held.
"""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.comparison import ROW, Profile

# The values below lose 2 to 3 in 100 pairs of the first half of allsides_triplets, in which a term of the
# news of the day stands in hundreds of articles a week.
QUERY_TERMS = 40
POSTINGS = 60
CANDIDATES = 30
# Stories that go on for longer are held together by the articles in between.
WINDOW_DAYS = 14
# About five kilobytes each.
STORED = 200_000

UNDATED = -1
# A posting is the number of the article and, in the lowest bits, the weight of the term in it.
_BITS = 16


class TermIndex:
    """Finds the stored articles that share the weightiest terms with a new one.

    Articles are numbered from 0 in the order in which they are added.
    """

    def __init__(self, *, stored: int = STORED) -> None:
        self._stored = stored
        self._count = 0
        self._rows = np.zeros(min(1024, stored), dtype=ROW)
        self._days = np.full(len(self._rows), UNDATED, dtype=np.int32)
        self._postings: dict[int, array[int]] = {}

    def candidates(self, profile: Profile) -> NDArray[np.int64]:
        """The numbers of at most CANDIDATES stored articles, the most alike first."""
        terms = heaviest_terms(profile)
        found = [(self._postings[term], weight) for term, weight, _ in terms if term in self._postings]
        if not found:
            return np.zeros(0, dtype=np.int64)
        packed = np.concatenate([np.array(held, dtype=np.int64) for held, _ in found])
        weights = np.repeat([weight for _, weight in found], [len(held) for held, _ in found])
        articles = packed >> _BITS
        shares = weights * (packed & ((1 << _BITS) - 1))
        near = articles >= self._count - self._stored
        if profile.day is not None:
            days = self._days[articles % len(self._rows)]
            near &= (days == UNDATED) | (np.abs(days - profile.day) <= WINDOW_DAYS)
        return most_alike(articles[near], shares[near])

    def rows(self, articles: NDArray[np.int64]) -> NDArray[Any]:
        """The ROWs of stored articles."""
        return self._rows[articles % len(self._rows)]

    def add(self, profile: Profile) -> None:
        """Stores an article, and drops the one stored first where there are too many."""
        if self._count == len(self._rows) < self._stored:
            self._grow()
        for term, _, packed in heaviest_terms(profile):
            held = self._postings.setdefault(term, array("q"))
            held.append(self._count << _BITS | packed)
            if len(held) > POSTINGS:
                del held[0]
        place = self._count % len(self._rows)
        self._rows[place] = profile.row
        self._days[place] = UNDATED if profile.day is None else profile.day
        self._count += 1
        if self._count % self._stored == 0:
            self._sweep()

    def _grow(self) -> None:
        """Makes room for all that may be stored; the system gives memory only to what is written."""
        rows, days = self._rows, self._days
        self._rows = np.zeros(self._stored, dtype=ROW)
        self._days = np.full(self._stored, UNDATED, dtype=np.int32)
        self._rows[: len(rows)], self._days[: len(days)] = rows, days

    def _sweep(self) -> None:
        """Forgets terms that only dropped articles hold; so rarely that an arrival pays little for it."""
        oldest = (self._count - self._stored) << _BITS
        for term in [term for term, held in self._postings.items() if held[-1] < oldest]:
            del self._postings[term]


def heaviest_terms(profile: Profile) -> list[tuple[int, float, int]]:
    """The terms that an article asks for and is found by, the weightiest first: hash, weight, and the weight
    as an index keeps it, in 16 bits.
    """
    heaviest = np.argsort(-profile.row["weights"], kind="stable")[:QUERY_TERMS]
    weights = profile.row["weights"][heaviest]
    return [
        (term, weight, int(weight * ((1 << _BITS) - 1)))
        for term, weight in zip(profile.row["terms"][heaviest].tolist(), weights.tolist(), strict=True)
        if term
    ]


def most_alike(articles: NDArray[np.int64], shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Of articles that are found by several terms at most CANDIDATES, those with the largest sum of shares
    first, and of equal ones the one that came first.
    """
    others, place = np.unique(articles, return_inverse=True)
    totals = np.bincount(place, weights=shares, minlength=len(others))
    best = np.lexsort((others, -totals))[:CANDIDATES]
    return np.asarray(others[best], dtype=np.int64)
