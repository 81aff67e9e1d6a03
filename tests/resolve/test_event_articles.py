"""Which articles tell one event, of those whose mentions were joined."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from dateline.resolve.event_articles import ALIKE, told_by_one
from dateline.schema.cluster import ScoredPair


def mention(name: str) -> Any:
    """The mention "1a": the first of article a."""
    return SimpleNamespace(id=name, article=name[-1])


def parts(
    names: str, *, alike: dict[str, float] | None = None, tied: str = "", who: float = 1.0
) -> list[str]:
    """The mentions of each part of one group; `alike` are cosines, `tied` pairs with parties in common."""
    group = [mention(name) for name in names.split()]
    pairs = [
        ScoredPair(left=pair.split("-")[0], right=pair.split("-")[1], score=0.9, signals={"who": who})
        for pair in tied.split()
    ]

    def likeness(one: Any, other: Any) -> float:
        return max(
            (alike or {}).get(f"{one.id}-{other.id}", 0.0), (alike or {}).get(f"{other.id}-{one.id}", 0.0)
        )

    return [" ".join(fact.id for fact in part) for part in told_by_one([group], pairs, likeness)]


def test_what_nothing_ties_is_told_by_each_article_alone() -> None:
    """The mentions of one article stay together."""
    assert ["1a 2a", "1b"] == parts("1a 1b 2a")
    assert ["1a 2a"] == parts("1a 2a")


def test_one_pair_of_sentences_ties_two_articles() -> None:
    """From `ALIKE` on, all mentions of both are one event."""
    assert ["1a 1b 2a 2b"] == parts("1a 1b 2a 2b", alike={"2a-1b": ALIKE})
    assert ["1a 2a", "1b 2b"] == parts("1a 1b 2a 2b", alike={"2a-1b": ALIKE - 0.01})


def test_parties_in_common_tie_as_well() -> None:
    """Enough of them."""
    assert ["1a 1b"] == parts("1a 1b", tied="1a-1b")
    assert ["1a", "1b"] == parts("1a 1b", tied="1a-1b", who=0.5)


def test_articles_are_tied_through_others() -> None:
    """The third joins the two before, which nothing else ties."""
    assert ["1a 1b 1c"] == parts("1a 1b 1c", tied="1a-1c", alike={"1b-1c": 0.5})
    assert ["1a 1c", "1b"] == parts("1a 1b 1c", tied="1a-1c")
