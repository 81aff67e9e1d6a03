"""Which articles are about one chain of events.

1. Candidates: the stored articles that share an arriving one's weightiest terms (blocking).
2. Each pair is compared; pairs that could hold a story together are kept (comparison, links).
3. On arrival an article joins the story that it fits best, or begins one.
4. Repair, where pairs have changed: undated articles take the day of those that they resemble, each pair
   is scored beside the best matches of its articles, copies of one text belong together, and stories are
   cut anew from the scored pairs at a threshold (clustering). Average link never joins what no chain of
   pairs above the threshold joins, so only the articles on such chains are cut anew, and repair after each
   arrival gives the stories that one repair at the end gives. A batch is a stream and its repair.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.blocking import TermIndex
from dateline.resolve.clustering import cluster
from dateline.resolve.comparison import (
    CONTENT,
    Profile,
    content_odds,
    content_signals,
    profile_of,
    time_odds,
    time_signals,
)
from dateline.resolve.links import Families, Links
from dateline.schema.article import Article
from dateline.schema.cluster import Copies, ScoredPair

# The middle of where B-cubed F1 on the first half (by time) of allsides_triplets and on ECB+ train is best
# (.35 to .45, within .015 of each other). Higher splits a story that outlets tell in different ways, lower
# joins the stories of consecutive days.
STORY = 0.4
# Log odds below which a pair is forgotten: it could not hold a story together.
KEPT = -5.0
# The same for what is read at once, which is mostly one affair: B-cubed F1 on runs of 4 to 64 consecutive
# articles of the first half of allsides_triplets is best from .1 to .2, and of its stories of three articles
# read alone .95 stay whole (.82 at STORY). Pairs are kept to match.
STORY_AT_ONCE = 0.1
KEPT_AT_ONCE = -6.0
# Pairs kept of an arriving article, the likeliest first, and as many count when stories are cut; chosen
# with STORY. More lets what is alike only in kind (arrests of two players of one team) add up.
MOST = 8
# Of a larger component (the largest of the first half of allsides_triplets has 25 articles, of a year of one
# war 170) an arrival cuts anew only the stories next to it, so that it costs no more in any stream.
LOCAL = 400
# Log odds, days left aside, from which two articles of different stories make these stories of one arc.
# Chosen on the first half of allsides_triplets, where by eye most linked stories are of one affair from
# here on.
AFFAIR = 0.5
# Links to other stories kept of an arriving article.
AFFAIR_MOST = 3


class Grouper:
    """Takes articles one by one and cuts stories from the pairs kept so far.

    `keep_signals` keeps the signals of each pair as well, for training and for showing why.
    """

    def __init__(
        self,
        *,
        kept: float = KEPT,
        most: int = MOST,
        threshold: float = STORY,
        keep_signals: bool = False,
    ) -> None:
        self._kept, self._most, self._threshold = kept, most, threshold
        self._index = TermIndex()
        self._links = Links()
        self._families = Families()
        self._affairs: list[tuple[int, int]] = []
        self._signals: list[NDArray[np.float64]] | None = [] if keep_signals else None
        self._ids: list[str] = []
        self._number: dict[str, int] = {}
        # For each article the first of its story and of its component; for each first all members.
        self._story: list[int] = []
        self._stories: dict[int, list[int]] = {}
        self._component: list[int] = []
        self._components: dict[int, list[int]] = {}
        self._changed: set[int] = set()
        self._unsettled: set[int] = set()

    def add(self, article: Article) -> str:
        """Stores an article and returns the story it joins, named by the id of the story's first article.

        The time does not grow with what is stored. What follows may show that the decision was wrong;
        `repair` decides anew. An id that is known already is left as it is.
        """
        return self.add_profile(profile_of(article))

    def add_profile(self, profile: Profile) -> str:
        """`add` for an article of which the profile is known already."""
        if profile.id in self._number:
            return self._ids[self._story[self._number[profile.id]]]
        article = len(self._ids)
        self._ids.append(profile.id)
        self._number[profile.id] = article
        candidates, signals = self._compared(profile)
        content = content_odds(signals)
        others, order = self._likeliest(profile, candidates, content)
        self._links.add(profile.day, others, content[order].tolist())
        if self._signals is not None:
            self._signals.extend(signals[order])
        self._index.add(profile)
        self._changed.update(others, (article,))
        self._component.append(article)
        self._components[article] = [article]
        story = self._place(article)
        self._story.append(story)
        self._stories.setdefault(story, []).append(article)
        self._keep_affairs(article, candidates, content)
        return self._ids[story]

    def _compared(self, profile: Profile) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The articles worth a comparison with a new one, and the signals of their content."""
        candidates = self._index.candidates(profile)
        return candidates, content_signals(profile, self._index.rows(candidates))

    def _likeliest(
        self, profile: Profile, candidates: NDArray[np.int64], content: NDArray[np.float64]
    ) -> tuple[list[int], NDArray[np.intp]]:
        """The candidates to keep a pair with, the likeliest first, and their places among the candidates."""
        days = [self._links.days[other] for other in candidates.tolist()]
        time = [
            time_odds(None if day is None or profile.day is None else abs(day - profile.day)) for day in days
        ]
        odds = content + np.array(time, dtype=np.float64)
        order = np.lexsort((candidates, -odds))
        order = order[odds[order] >= self._kept][: self._most]
        return candidates[order].tolist(), order

    def _keep_affairs(
        self, article: int, candidates: NDArray[np.int64], content: NDArray[np.float64]
    ) -> None:
        """Keeps the likest dated articles of other stories, for arcs."""
        if self._links.days[article] is None:
            return
        like = np.lexsort((candidates, -content))
        found = candidates[like[content[like] >= AFFAIR]].tolist()
        story = self._story[article]
        others = [one for one in found if self._story[one] != story and self._links.days[one] is not None]
        self._affairs.extend((other, article) for other in others[:AFFAIR_MOST])

    def _place(self, article: int) -> int:
        """The story for a new article: the one with the highest mean score, or its own."""
        totals: defaultdict[int, float] = defaultdict(float)
        for pair in self._links.earlier(article):
            totals[self._story[self._links.lefts[pair]]] += self._links.standing(pair)
        fit = {story: total / min(self._most, len(self._stories[story])) for story, total in totals.items()}
        best = min(fit, key=lambda story: (-fit[story], story), default=article)
        return best if fit.get(best, 0.0) >= self._threshold else article

    def join(self, copies: Copies) -> None:
        """Keeps each group of copies in one story."""
        for group in copies.groups:
            self.join_copies(group)

    def join_copies(self, ids: Iterable[str]) -> None:
        """Keeps articles of one text in one story; ids that are not known are left out."""
        known = [self._number[id_] for id_ in ids if id_ in self._number]
        if len(known) > 1:
            self._changed.update(self._families.join(known))

    def copies(self) -> tuple[tuple[str, ...], ...]:
        """The groups of articles of one text, in the order in which their first articles came."""
        groups = self._families.groups()
        return tuple(tuple(self._ids[article] for article in groups[first]) for first in sorted(groups))

    def repair(self) -> tuple[tuple[str, ...], ...]:
        """Cuts anew the stories that the last arrivals concern, and returns those that this changed.

        The stories are then what cutting everything anew would give, except in components of more than LOCAL
        articles, which `stories` settles.
        """
        return self._repair(LOCAL)

    def _repair(self, most: float) -> tuple[tuple[str, ...], ...]:
        touched = self._links.rescore(self._changed)
        self._changed = set()
        whole, near = self._affected(touched, most)
        return self._cut([*self._recomponed(whole), sorted(near)], whole | near)

    def _cut(self, parts: Sequence[Sequence[int]], affected: set[int]) -> tuple[tuple[str, ...], ...]:
        """Cuts each part anew, and returns the stories that were not there before."""
        before = {self._story[article] for article in affected}
        old = {tuple(self._stories[story]) for story in before}
        for story in before:
            self._put([article for article in self._stories.pop(story) if article not in affected])
        new = []
        for part in parts:
            for members in cluster(part, self._scored(part), threshold=self._threshold, links=self._most):
                self._put(members)
                if members not in old:
                    new.append(members)
        return tuple(tuple(self._ids[article] for article in members) for members in sorted(new))

    def _put(self, story: Sequence[int]) -> None:
        for article in story:
            self._story[article] = story[0]
        if story:
            self._stories[story[0]] = list(story)

    def _affected(self, touched: set[int], most: float) -> tuple[set[int], set[int]]:
        """The articles to cut anew: whole components, and the stories next to arrivals in large ones."""
        whole: set[int] = set()
        near: set[int] = set()
        for article in sorted(touched):
            beside = [article, *self._strong(article)]
            components = {self._component[one] for one in beside}
            if sum(len(self._components[first]) for first in components) <= most:
                whole.update(*(self._components[first] for first in components))
            else:
                self._unsettled.add(article)
                self._merge(components)
                near.update(*(self._stories[self._story[one]] for one in beside))
        # A small component may have been merged into a large one since it was looked at.
        small = {one for one in whole if len(self._components[self._component[one]]) <= most}
        return small, (near | whole) - small

    def _merge(self, components: set[int]) -> None:
        """Makes one component of several, without a look at whether it has come apart elsewhere."""
        largest = max(components, key=lambda first: (len(self._components[first]), -first))
        for first in components - {largest}:
            for article in self._components[first]:
                self._component[article] = largest
            self._components[largest] += self._components.pop(first)

    def _strong(self, article: int) -> Iterator[int]:
        """The articles that a pair above the threshold, or a common text, ties to this one."""
        for pair in self._links.of(article):
            if self._links.scores[pair] >= self._threshold:
                yield self._links.other(pair, article)
        yield from self._families.pairs(article, most=self._most)

    def _recomponed(self, affected: set[int]) -> Iterator[list[int]]:
        """The components of these articles as the scores are now, each in order."""
        for article in affected:
            self._components.pop(self._component[article], None)
        left = set(affected)
        for first in sorted(affected):
            if first not in left:
                continue
            left.remove(first)
            component, todo = [first], [first]
            while todo:
                for other in self._strong(todo.pop()):
                    if other in left:
                        left.remove(other)
                        component.append(other)
                        todo.append(other)
            component.sort()
            self._components[first] = component
            for article in component:
                self._component[article] = first
            yield component

    def _scored(self, component: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """The pairs among the articles of a component; what is one text has the highest score."""
        inside = set(component) if len(component) > 1 else set()
        links = self._links
        for right in component if inside else ():
            for pair in links.earlier(right):
                if links.lefts[pair] in inside:
                    yield links.lefts[pair], right, links.scores[pair]
        for right in component if inside else ():
            for left in self._families.pairs(right, most=self._most):
                if left < right:
                    yield left, right, 1.0

    def _settle(self) -> None:
        """Repairs everything, large components too."""
        self._changed |= self._unsettled
        self._unsettled = set()
        self._repair(math.inf)

    def stories(self) -> tuple[tuple[str, ...], ...]:
        """The stories, each a tuple of article ids, in the order in which they began."""
        self._settle()
        return tuple(
            tuple(self._ids[article] for article in self._stories[first]) for first in sorted(self._stories)
        )

    def arcs(self) -> tuple[tuple[int, ...], ...]:
        """Stories of one long affair, as their places (from 0) in what `stories` gives.

        Stories are linked where an article of one resembles one of the other from days before, whatever the
        days between; an arc is a chain of such links, so its ends may have little in common. Undated articles
        link nothing.
        """
        self._settle()
        place = {first: number for number, first in enumerate(sorted(self._stories))}
        arcs = Families()
        for left, right in self._affairs:
            ends = [place[self._story[one]] for one in (left, right)]
            if ends[0] != ends[1]:
                arcs.join(ends)
        groups = arcs.groups()
        return tuple(tuple(groups[first]) for first in sorted(groups))

    def pairs(self) -> Iterator[ScoredPair]:
        """The pairs kept, in the order in which they were found, with their scores and, if kept, signals."""
        self._settle()
        links = self._links
        for pair, (left, right) in enumerate(zip(links.lefts, links.rights, strict=True)):
            signals = {}
            if self._signals is not None:
                signals = dict(zip(CONTENT, self._signals[pair].tolist(), strict=True))
                guessed = left in links.guessed or right in links.guessed
                signals |= time_signals(links.apart(left, right), guessed=guessed)
            score = links.scores[pair]
            yield ScoredPair(left=self._ids[left], right=self._ids[right], score=score, signals=signals)


def group(articles: Iterable[Article], *, copies: Copies | None = None) -> tuple[tuple[str, ...], ...]:
    """The stories that `articles` tell, each a tuple of article ids, every article in exactly one.

    `copies` as `find_copies` gives them keep reprints together.
    """
    return _grouped(articles, copies, Grouper()).stories()


def group_affairs(articles: Iterable[Article], *, copies: Copies) -> tuple[tuple[str, ...], ...]:
    """As `group`, with the stories of one arc taken as one: for readers who ask about a whole affair."""
    grouper = _grouped(articles, copies, Grouper(kept=KEPT_AT_ONCE, threshold=STORY_AT_ONCE))
    stories = grouper.stories()
    arc_of = {number: arc for arc in grouper.arcs() for number in arc}
    affairs = dict.fromkeys(arc_of.get(number, (number,)) for number in range(len(stories)))
    return tuple(tuple(id_ for number in affair for id_ in stories[number]) for affair in affairs)


def _grouped(articles: Iterable[Article], copies: Copies | None, grouper: Grouper) -> Grouper:
    for article in articles:
        grouper.add(article)
    if copies is not None:
        grouper.join(copies)
    return grouper
