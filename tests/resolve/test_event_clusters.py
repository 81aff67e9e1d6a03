"""How event mentions are put together from scored pairs."""

from __future__ import annotations

import pytest

from dateline.resolve.event_clusters import Clusters, Group
from dateline.resolve.event_comparison import Exclusion
from dateline.resolve.event_facts import Facts
from dateline.schema.annotation import EventMention
from dateline.schema.cluster import ScoredPair
from dateline.schema.span import Span


def fact(name: str) -> Facts:
    """A mention of which nothing is known but its id."""
    span = Span(article="a1", start=0, end=3, text="met")
    event = EventMention(type="CONSULT", label="meeting", trigger=span, what=span, status="held")
    none: frozenset[str] = frozenset()
    return Facts(
        id=name, article="a1", index=0, event=event, who=none, agents=none, patients=none, sides=none,
        where=None, when=None, value=None, taken=None, exact=False, lapsed=False, word="met",
        words=none, anaphor=False, published=None, position=0, sentence=0,
    )  # fmt: skip


def groups(
    pairs: dict[str, float], apart: dict[str, Exclusion] | None = None, *, threshold: float = 0.5
) -> list[str]:
    """The clusters of mentions named by one letter, from the likelihood of pairs of letters."""
    names = sorted({letter for pair in pairs for letter in pair})
    scored = [ScoredPair(left=pair[0], right=pair[1], score=score) for pair, score in pairs.items()]

    def between(one: Facts, other: Facts) -> Exclusion | None:
        return (apart or {}).get("".join(sorted(one.id + other.id)))

    clusters = Clusters([fact(name) for name in names], scored, between, links=2, misread=0.25)
    clusters.join(threshold, anything)
    return ["".join(member.id for member in group) for group in clusters.groups()]


def anything(one: Group, other: Group) -> bool:
    """Whatever the clusters are."""
    return True


def test_the_likeliest_pair_is_joined_first() -> None:
    assert groups({"ab": 0.6, "bc": 0.9, "ac": 0.1}) == ["a", "bc"]


def test_a_pair_that_was_not_compared_counts_as_unlike() -> None:
    assert groups({"ab": 0.9, "bc": 0.9}) == ["ab", "c"]


def test_one_exclusion_keeps_two_clusters_apart() -> None:
    likely = {"ab": 0.9, "cd": 0.9, "ac": 0.8, "ad": 0.8, "bc": 0.8, "bd": 0.8}
    assert groups(likely) == ["abcd"]
    assert groups(likely, {"bd": "never"}) == ["ab", "cd"]


@pytest.mark.parametrize(("unlikely", "expected"), [(["bd"], ["abcd"]), (["bd", "bc"], ["ab", "cd"])])
def test_a_misread_day_does_not_part_what_all_else_joins(unlikely: list[str], expected: list[str]) -> None:
    likely = {"ab": 0.9, "cd": 0.9, "ac": 0.8, "ad": 0.8, "bc": 0.8, "bd": 0.8}
    assert groups(likely, dict.fromkeys(unlikely, "unlikely")) == expected


def test_sure_pairs_are_joined_whatever_their_likelihood() -> None:
    pairs = [ScoredPair(left="a", right="b", score=0.1)]
    clusters = Clusters([fact("a"), fact("b")], pairs, lambda one, other: None, links=2, misread=0.0)
    clusters.join_sure(pairs, anything)
    assert [len(group) for group in clusters.groups()] == [2]
