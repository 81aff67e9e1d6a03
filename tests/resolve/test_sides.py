"""Sides that only other articles, owners or employers tell."""

from __future__ import annotations

from dateline.resolve.entities import resolve_entities
from resolve.written import written


def sides(*articles):
    """The side of each entity by its name."""
    return {entity.name: entity.side for entity in resolve_entities(articles).entities}


def test_an_adviser_is_of_the_side_of_whose_adviser_he_is():
    """The owner in a role gives the side that no country in the role gives."""
    found = sides(
        written(
            "a1",
            "[1 Ada Moreau]'s economic adviser [2 Jan Kolar] left.",
            chains={2: {"role": "Ada Moreau's economic adviser"}},
        ),
        written("a2", "[1 Ada Moreau] spoke.", chains={1: {"side": "Kenya"}}),
    )
    assert {"Ada Moreau": "Kenya", "Jan Kolar": "Kenya"} == found


def test_a_side_of_its_own_goes_before_the_owners():
    """Whoever has a side keeps it."""
    found = sides(
        written(
            "a1",
            "[1 Ada Moreau]'s guest [2 Jan Kolar] left.",
            chains={1: {"side": "Kenya"}, 2: {"role": "Ada Moreau's guest", "side": "Chad"}},
        )
    )
    assert "Chad" == found["Jan Kolar"]


def test_an_organization_gives_its_country_to_its_people():
    """One article tells whose the bank is, another who heads it."""
    bank = {"type": "organization"}
    found = sides(
        written("a1", "[1 Bank of Lorne] waits.", chains={1: bank | {"country": "Kenya"}}),
        written(
            "a2",
            "[1 Jan Kolar] heads [2 Bank of Lorne].",
            chains={1: {"side": "Bank of Lorne"}, 2: bank},
        ),
    )
    assert "Kenya" == found["Jan Kolar"]
