"""Which articles are about one chain of events.

1. Candidates: the stored articles that share an arriving one's weightiest terms (blocking).
2. Each pair is compared and scored; scored pairs are kept (comparison).
3. Copies of one text belong together whatever their words score.
4. Stories are cut from the pairs at a threshold (clustering).
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.resolve.blocking import TermIndex
from dateline.resolve.clustering import cluster
from dateline.resolve.comparison import Profile, profile_of, score_of, signals_of
from dateline.schema.article import Article
from dateline.schema.cluster import Copies, ScoredPair

# Chosen on the first half (by time) of allsides_triplets by B-cubed F1.
STORY = 0.2
# A lower score is not kept: it cannot hold a story together.
KEPT = 0.02


class Grouper:
    """Takes articles one by one and cuts stories from the pairs scored so far."""

    def __init__(self) -> None:
        self._index = TermIndex()
        self._profiles: dict[str, Profile] = {}
        self._pairs: dict[tuple[str, str], ScoredPair] = {}

    def add(self, article: Article) -> tuple[ScoredPair, ...]:
        """Stores an article and returns its scored pairs with those before it."""
        profile = profile_of(article)
        found = []
        for other in self._index.candidates(profile):
            signals = signals_of(self._profiles[other], profile)
            score = score_of(signals)
            if score >= KEPT:
                found.append(ScoredPair(left=other, right=profile.id, score=score, signals=signals))
        self._index.add(profile)
        self._profiles[profile.id] = profile
        self._pairs.update({(pair.left, pair.right): pair for pair in found})
        return tuple(found)

    def join(self, copies: Copies) -> None:
        """Scores the pairs within each group of copies as certain."""
        for group in copies.groups:
            known = [article for article in group if article in self._profiles]
            for number, right in enumerate(known):
                for left in known[:number]:
                    self._pairs.pop((right, left), None)
                    self._pairs[left, right] = ScoredPair(left=left, right=right, score=1.0)

    def stories(self, *, threshold: float = STORY) -> tuple[tuple[str, ...], ...]:
        """The stories, each a tuple of article ids, in the order in which they began."""
        return cluster(tuple(self._profiles), self._pairs.values(), threshold=threshold)


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
