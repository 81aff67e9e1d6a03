"""Stories cut anew around articles that came, went or changed, from what a library keeps of the others.

What `stories.Grouper` finds for a stream of articles in one canonical order is found here piece by piece: the
pairs of an article depend on the articles before it that share its terms, scores of pairs on the pairs of
their two articles, and stories on the pairs inside a chain of strong ones. So whatever the order in which
articles come, the stories are those of one stream in the canonical order, and what no chain joins with an
arrival need not be looked at. The order is that of days, undated articles last, and within a day of ids.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.blocking import WINDOW_DAYS, heaviest_terms, most_alike
from dateline.resolve.clustering import cluster
from dateline.resolve.comparison import Profile, content_odds, content_signals, standing, time_odds
from dateline.resolve.copies import COPY_SHARE, compare
from dateline.resolve.links import ENOUGH, NO_MATCH
from dateline.resolve.prose import Paragraph, prose_of, shingles_of
from dateline.resolve.stories import KEPT, MOST, STORY
from dateline.schema.article import Article

# One shingle in KEEP is kept to find copies, the same ones in every article. Of a text of a hundred words of
# which half was copied, six are shared on average, and none at all once in four hundred times.
KEEP = 8
# Of the shorter article's kept shingles this part must stand in the other one for a comparison word by word;
# where half of the words are copied in stretches of 8 words or more, a quarter or more of the shingles are.
SHARED = 0.15
# First day of the calendar of places, 1900-01-01; what is earlier comes with it.
_EPOCH = 693_596
_DAYS = 2**17 - 1
_ID_BITS = 46


class Pair(NamedTuple):
    """A pair kept of an article: the other one, and the log odds of the content."""

    other: int
    content: float


class Known(Protocol):
    """What a library knows of articles, which are numbers here."""

    def day(self, article: int) -> int | None:
        """The day of publication as `date.toordinal` counts."""

    def place(self, article: int) -> int:
        """The place in the canonical order."""

    def pairs(self, article: int) -> Sequence[Pair]:
        """The pairs with earlier articles, the likeliest first, then those with later ones in their order."""

    def family(self, article: int) -> Sequence[int]:
        """All articles with the text of this one, itself included, in their order."""


def place_of(id_: str, day: int | None) -> int:
    """The place of an article in the canonical order; `id_` is a letter and 16 hexadecimal digits."""
    days = _DAYS if day is None else min(max(0, day - _EPOCH), _DAYS - 1)
    return days << _ID_BITS | int(id_[1:], 16) >> (64 - _ID_BITS)


def too_far_after(day: int | None) -> tuple[int, int]:
    """The places (half open) of the articles so long after `day` that one of that day is no candidate of
    theirs; neither is whatever it may push out of a term's articles, which lies before it.
    """
    undated = _DAYS << _ID_BITS
    if day is None:
        return undated, undated
    days = min(max(0, day - _EPOCH) + WINDOW_DAYS + 1, _DAYS)
    return days << _ID_BITS, undated


def terms_of(profile: Profile) -> list[tuple[int, int]]:
    """The terms that find an article, the weightiest first, and their weights as kept."""
    return [(term, packed) for term, _, packed in heaviest_terms(profile)]


def candidates(profile: Profile, postings: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """The places of the articles worth a comparison, the most alike first.

    `postings` has for each of `terms_of` the latest `blocking.POSTINGS` articles before this one that it
    finds: their places, and the weight of the term as kept.
    """
    terms = heaviest_terms(profile)
    found = np.array([post for posts in postings for post in posts], dtype=np.int64).reshape(-1, 2)
    if not len(found):
        return []
    weights = np.repeat([weight for _, weight, _ in terms], [len(posts) for posts in postings])
    shares = np.asarray(weights * found[:, 1], dtype=np.float64)
    near = np.ones(len(found), dtype=bool)
    if profile.day is not None:
        days = found[:, 0] >> _ID_BITS
        near = (days == _DAYS) | (np.abs(days + _EPOCH - profile.day) <= WINDOW_DAYS)
    best: list[int] = most_alike(found[near, 0], shares[near]).tolist()
    return best


def likeliest(profile: Profile, others: Sequence[Profile]) -> list[tuple[int, float]]:
    """Which of the candidates make a pair with an article that is kept, by their number, and the log odds of
    their content; the likeliest come first. `others` are as `candidates` gives them.
    """
    if not others:
        return []
    content = content_odds(content_signals(profile, np.array([other.row for other in others])))
    time = [time_odds(_apart(profile.day, other.day)) for other in others]
    odds: NDArray[np.float64] = content + np.array(time, dtype=np.float64)
    return [(number, float(content[number])) for number in _ordered(odds, others)]


def _ordered(odds: NDArray[np.float64], others: Sequence[Profile]) -> list[int]:
    places = np.array([place_of(other.id, other.day) for other in others])
    order = np.lexsort((places, -odds))
    kept: list[int] = order[odds[order] >= KEPT][:MOST].tolist()
    return kept


def shingles_kept(article: Article) -> list[int]:
    """The shingles by which copies of an article are found, in ascending order."""
    return sorted({shingle for shingle in shingles_of(prose_of(article.text)) if shingle % KEEP == 0})


def may_be_copies(shared: int, one: int, other: int) -> bool:
    """Whether articles that keep `one` and `other` shingles, of which `shared` are the same, are compared."""
    return shared >= max(1.0, SHARED * min(one, other))


def is_one_text(one: Article, other: Article, prose: Mapping[str, Sequence[Paragraph]] | None = None) -> bool:
    """Whether two articles are one text, wholly or for the most part."""
    texts = prose or {article.id: prose_of(article.text) for article in (one, other)}
    link, share = compare(one, other, texts)
    return link is not None and share >= COPY_SHARE


class Neighbourhood:
    """Odds, scores and strong ties of articles, found when they are asked for."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._guesses: dict[int, int | None] = {}
        self._best: dict[int, float] = {}

    def cut(self, touched: Iterable[int]) -> list[tuple[int, ...]]:
        """The stories of all articles that `touched` may have an effect on, each in the canonical order.

        An article is touched that is new, has other pairs than before, or another family.
        """
        seeds = set(touched)
        # An undated article may take another day now, which counts in its pairs, so in the best match of
        # those who share them, so in the scores of all their pairs.
        undated = [article for article in seeds if self._known.day(article) is None]
        seeds |= {pair.other for article in undated for pair in self._known.pairs(article)}
        seeds |= {pair.other for article in tuple(seeds) for pair in self._known.pairs(article)}
        stories: list[tuple[int, ...]] = []
        for component in self._components(seeds):
            place = {article: number for number, article in enumerate(component)}
            stories += cluster(component, self._scored(place), threshold=STORY, links=MOST)
        return stories

    def _components(self, seeds: set[int]) -> Iterator[list[int]]:
        seen: set[int] = set()
        for seed in sorted(seeds):
            if seed in seen:
                continue
            seen.add(seed)
            component, todo = [seed], [seed]
            while todo:
                for other in self._strong(todo.pop()):
                    if other not in seen:
                        seen.add(other)
                        component.append(other)
                        todo.append(other)
            yield sorted(component, key=self._known.place)

    def _strong(self, article: int) -> Iterator[int]:
        for pair in self._known.pairs(article):
            if self._score(article, pair) >= STORY:
                yield pair.other
        yield from self._tied(article)

    def _tied(self, article: int) -> Iterator[int]:
        """As `links.Families.pairs`: all of a family tie to the first of it."""
        family = self._known.family(article)
        core = family[:MOST]
        yield from (other for other in (family if article in core else core) if other != article)

    def _scored(self, place: Mapping[int, int]) -> Iterator[tuple[int, int, float]]:
        if len(place) == 1:
            return
        for article in place:
            for pair in self._known.pairs(article):
                if pair.other in place and place[pair.other] < place[article]:
                    yield pair.other, article, self._score(article, pair)
        for article in place:
            for other in self._tied(article):
                if place[other] < place[article]:
                    yield other, article, 1.0

    def _score(self, article: int, pair: Pair) -> float:
        left, right = sorted((article, pair.other), key=self._known.place)
        return standing(self._odds(article, pair), self._best_of(left), self._best_of(right))

    def _best_of(self, article: int) -> float:
        if article not in self._best:
            odds = (self._odds(article, pair) for pair in self._known.pairs(article))
            self._best[article] = max(odds, default=NO_MATCH)
        return self._best[article]

    def _odds(self, article: int, pair: Pair) -> float:
        days, guessed = [], False
        for one in (article, pair.other):
            day = self._known.day(one)
            if day is None:
                day = self._guess(one)
                guessed |= day is not None
            days.append(day)
        return pair.content + time_odds(_apart(*days), guessed=guessed)

    def _guess(self, article: int) -> int | None:
        """As `links.Links` guesses the day of an undated article."""
        if article not in self._guesses:
            undated = time_odds(None)
            matches = [
                (day, 1 / (1 + math.exp(-pair.content - undated)))
                for pair in self._known.pairs(article)
                if (day := self._known.day(pair.other)) is not None
            ]
            weighed = {day: sum(w for other, w in matches if abs(other - day) <= 1) for day, _ in matches}
            best = max(sorted(weighed), key=lambda day: weighed[day], default=None)
            is_enough = best is not None and weighed[best] >= ENOUGH
            self._guesses[article] = best if is_enough else None
        return self._guesses[article]


def _apart(one: Any, other: Any) -> int | None:
    return None if one is None or other is None else abs(one - other)
