"""Which groups of a story are one entity by their descriptions: `join_descriptions`.

Clusters grow from the most alike pair down; the likeness of two clusters is the mean over their pairs
(average linkage), so that one lucky pair does not join two crowds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from dateline.resolve.description_blocks import comparable_pairs
from dateline.resolve.description_pairs import Story
from dateline.resolve.descriptions import Description, Reader, is_named
from dateline.resolve.units import Group
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.cluster import ScoredPair

ROUNDS = (0.5, 0.4, 0.3, 0.2)
"""Mean score from which two descriptions are one entity, of single chains and then, round by round, of their
clusters, which have more to compare. Chosen on ECB+ train, the weights learned on other topics: two rounds
(.5, .3) give .6 to .9 less in CoNLL F1, six that end at .2 are within .1."""


def join_descriptions(
    annotated: Sequence[AnnotatedArticle], groups: Sequence[Group]
) -> tuple[list[Group], tuple[ScoredPair, ...]]:
    """The groups, joined where their descriptions mean one entity; and the pairs that were likely."""
    reader = Reader(annotated)
    joined: list[Group] = list(groups)
    pairs: list[ScoredPair] = []
    for threshold in ROUNDS:
        joined, found = _round(reader, joined, threshold)
        pairs += found
    return joined, tuple(pairs)


def states(reader: Reader, groups: Sequence[Group]) -> Iterator[list[Group]]:
    """The groups as each round finds them, for learning."""
    joined = list(groups)
    for threshold in ROUNDS:
        yield joined
        joined, _ = _round(reader, joined, threshold)


def _round(
    reader: Reader, groups: Sequence[Group], threshold: float
) -> tuple[list[Group], tuple[ScoredPair, ...]]:
    story = Story.of(reader.describe(groups))
    descriptions = story.descriptions

    def apart(left: int, right: int) -> bool:
        return cannot_be_one(groups[left], groups[right], descriptions[left], descriptions[right])

    scores = {
        (left, right): story.score(descriptions[left], descriptions[right])
        for left, right in sorted(comparable_pairs(descriptions))
        if not apart(left, right)
    }
    clusters = cluster(len(groups), scores, threshold, apart=apart)
    joined = [_joined([groups[number] for number in members]) for members in clusters]
    pairs = tuple(
        ScoredPair(left=_called(groups[left]), right=_called(groups[right]), score=score)
        for (left, right), score in scores.items()
        if score >= threshold
    )
    return joined, pairs


def cannot_be_one(left: Group, right: Group, one: Description, other: Description) -> bool:
    """Whether names, countries or persons keep two groups apart."""
    if left.country or right.country:
        return True
    if "organization" in {left.type, right.type} and not _may_share(one.countries, other.countries):
        return True
    if one.named and other.named and ("person" in {left.type, right.type} or not one.names & other.names):
        return True
    return (
        one.plural != other.plural and bool(one.named or other.named) and "person" in {left.type, right.type}
    )


def _may_share(left: set[str], right: set[str]) -> bool:
    return not left or not right or bool(left & right)


def cluster(
    count: int,
    scores: Mapping[tuple[int, int], float],
    threshold: float,
    *,
    apart: Callable[[int, int], bool] = lambda left, right: False,
) -> list[list[int]]:
    """Average-link clusters of the numbers below `count`, the highest mean score first.

    A pair without a score counts as 0. `apart` says of two numbers that they are never in one cluster.
    """
    members = {number: [number] for number in range(count)}
    links: dict[int, dict[int, float]] = {number: {} for number in range(count)}
    for (left, right), score in scores.items():
        links[left][right] = links[right][left] = score
    waiting = [(-score, left, right, 1, 1) for (left, right), score in scores.items() if score >= threshold]
    heapify(waiting)
    while waiting:
        _, left, right, *sizes = heappop(waiting)
        if sizes != [len(members.get(left, ())), len(members.get(right, ()))]:
            continue
        if any(apart(one, other) for one in members[left] for other in members[right]):
            continue
        members[left] += members.pop(right)
        for other, total in links.pop(right).items():
            del links[other][right]
            if other != left:
                links[left][other] = links[other][left] = links[left].get(other, 0.0) + total
        for other, total in links[left].items():
            one, two = sorted((left, other))
            mean = total / (len(members[one]) * len(members[two]))
            if mean >= threshold:
                heappush(waiting, (-mean, one, two, len(members[one]), len(members[two])))
    return [sorted(found) for found in members.values()]


def _joined(groups: Sequence[Group]) -> Group:
    """One group of all units, of the type of the one that has a name."""
    main = next((group for group in groups if any(map(is_named, group.units))), groups[0])
    kinds = {group.type for group in groups}
    type_ = "person" if main.type == "group" and kinds == {"person", "group"} else main.type
    return Group(type_, tuple(unit for group in groups for unit in group.units), main.country)


def _called(group: Group) -> str:
    return next((unit.name for unit in group.units if unit.name), "")
