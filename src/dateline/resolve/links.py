"""The pairs of articles kept for cutting stories, in about four hundred bytes an article.

Articles are numbered from 0 in the order in which they are added; a pair has a number as well.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.resolve.comparison import standing, time_odds

# An undated article takes a day on which its matches weigh this much, in expected matches.
ENOUGH = 0.1
NO_MATCH = -99.0


class Links:
    """Pairs with their log odds and their scores, and the day of each article, known or guessed.

    `content` are the log odds without the days, `odds` those with them, `scores` the standing of a pair
    beside the best odds of its two articles, as they were at the last `rescore`.
    """

    def __init__(self) -> None:
        self.days: list[int | None] = []
        self.guessed: dict[int, int] = {}
        self.best = array("d")
        self.lefts, self.rights = array("i"), array("i")
        self.content, self.odds, self.scores = array("d"), array("d"), array("d")
        self._first = array("q", [0])
        self._later: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))

    def add(self, day: int | None, others: Sequence[int], content: Sequence[float]) -> None:
        """Adds an article with its pairs, the earlier article of each and the log odds of its content."""
        article = len(self.days)
        self.days.append(day)
        self.best.append(NO_MATCH)
        for other, value in zip(others, content, strict=True):
            pair = len(self.lefts)
            self._later[other].append(pair)
            self.lefts.append(other)
            self.rights.append(article)
            self.content.append(value)
            self.odds.append(value + self._time_odds(other, article))
            self.scores.append(0.0)
            for end in (other, article):
                self.best[end] = max(self.best[end], self.odds[pair])
        self._first.append(len(self.lefts))

    def of(self, article: int) -> Iterator[int]:
        """The pairs of an article, those with earlier articles first."""
        yield from range(self._first[article], self._first[article + 1])
        yield from self._later.get(article, ())

    def earlier(self, article: int) -> range:
        """The pairs of an article with earlier ones."""
        return range(self._first[article], self._first[article + 1])

    def other(self, pair: int, article: int) -> int:
        """The other article of a pair of `article`."""
        return self.lefts[pair] + self.rights[pair] - article

    def standing(self, pair: int) -> float:
        """The score of a pair as its articles stand now."""
        return standing(self.odds[pair], self.best[self.lefts[pair]], self.best[self.rights[pair]])

    def rescore(self, articles: Iterable[int]) -> set[int]:
        """Guesses days and takes odds and scores anew where `articles` have new pairs.

        Returns these articles and those that share a pair whose odds changed.
        """
        touched = set(articles)
        for article in sorted(touched):
            if self.days[article] is None and self._guess(article):
                for pair in self.of(article):
                    self.odds[pair] = self.content[pair] + self._time_odds(
                        self.lefts[pair], self.rights[pair]
                    )
                    touched.add(self.other(pair, article))
        for article in touched:
            self.best[article] = max((self.odds[pair] for pair in self.of(article)), default=NO_MATCH)
        for article in touched:
            for pair in self.of(article):
                self.scores[pair] = self.standing(pair)
        return touched

    def _guess(self, article: int) -> bool:
        """Guesses the day of an undated article; whether the guess is another than before."""
        undated = time_odds(None)
        matches = [
            (day, 1 / (1 + math.exp(-self.content[pair] - undated)))
            for pair in self.of(article)
            if (day := self.days[self.other(pair, article)]) is not None
        ]
        weighed = {day: sum(w for other, w in matches if abs(other - day) <= 1) for day, _ in matches}
        day = max(sorted(weighed), key=lambda day: weighed[day], default=None)
        before = self.guessed.pop(article, None)
        if day is not None and weighed[day] >= ENOUGH:
            self.guessed[article] = day
        return self.guessed.get(article) != before

    def _time_odds(self, left: int, right: int) -> float:
        return time_odds(self.apart(left, right), guessed=left in self.guessed or right in self.guessed)

    def apart(self, left: int, right: int) -> int | None:
        """The days between two articles, None where a day is neither known nor guessed."""
        days = [
            self.days[one] if self.days[one] is not None else self.guessed.get(one) for one in (left, right)
        ]
        return None if days[0] is None or days[1] is None else abs(days[0] - days[1])


class Families:
    """Articles of one text, family by family."""

    def __init__(self) -> None:
        self._family: dict[int, list[int]] = {}

    def join(self, articles: Sequence[int]) -> Sequence[int]:
        """Makes one family of the families of `articles`, and returns it."""
        families = {id(family): family for one in articles for family in [self._family.get(one, [one])]}
        joined = sorted({one for family in families.values() for one in family})
        self._family.update(dict.fromkeys(joined, joined))
        return joined

    def pairs(self, article: int, *, most: int) -> Iterator[int]:
        """Whom the article is tied to: all tie to the first `most` of a family, which holds it together."""
        family = self._family.get(article, ())
        core = family[:most]
        yield from (other for other in (family if article in core else core) if other != article)

    def groups(self) -> Mapping[int, list[int]]:
        """The families by their first article."""
        return {family[0]: family for family in self._family.values()}
