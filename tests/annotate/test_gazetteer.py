"""What the gazetteer knows of countries, cities and given names."""

from __future__ import annotations

import pytest

from dateline.annotate import gazetteer


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("the U.S.", "United States"),
        ("DPRK", "North Korea"),
        ("Holland", "Netherlands"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Burma", "Myanmar"),
        ("us", None),
        ("the North", None),
    ],
)
def test_a_country_answers_to_all_its_names(text: str, country: str | None) -> None:
    """Names, abbreviations and older names lead to the CLDR name; a pronoun does not."""
    assert country == gazetteer.country_named(text)


@pytest.mark.parametrize(
    ("text", "country"),
    [("Swedes", "Sweden"), ("Dutch", "Netherlands"), ("French", "France"), ("polish", None)],
)
def test_a_demonym_tells_its_country(text: str, country: str | None) -> None:
    """Adjectives and nouns for people are known, with a capital."""
    assert country == gazetteer.country_of_demonym(text)


def test_an_ambiguous_city_is_decided_by_the_countries_near_it() -> None:
    """Two cities of one name: neither without a hint, the one in the country named with it."""
    assert gazetteer.country_of_place("Hyderabad") is None
    assert gazetteer.country_of_place("Hyderabad", near={"Pakistan"}) == "Pakistan"


def test_a_region_is_known_with_or_without_its_kind() -> None:
    """The word "province" is no part of the name."""
    assert "Afghanistan" == gazetteer.country_of_place("Helmand province")
    assert "Afghanistan" == gazetteer.country_of_place("the province of Helmand")


def test_given_names_tell_a_sex_only_when_one_bears_them() -> None:
    """A name of both sexes tells nothing."""
    assert ["female", "male", None] == [
        gazetteer.gender_of(name) for name in ("Ingrid", "Frank-Walter", "Robin")
    ]


def test_nicknames_go_both_ways() -> None:
    """A short form matches its name in either order."""
    assert gazetteer.are_nicknames("Bill", "William")
    assert gazetteer.are_nicknames("William", "Bill")
    assert not gazetteer.are_nicknames("Bill", "Ingrid")


def test_a_body_of_a_state_tells_its_country() -> None:
    """An abbreviation with or without stops, a name of its own, and what belongs to such a body."""
    names = ("FBI", "C.I.A.", "Mossad", "FBI Academy")
    expected = ["United States", "United States", "Israel", "United States"]
    assert expected == [gazetteer.country_of_body(name) for name in names]


def test_a_usual_name_of_a_body_needs_its_country() -> None:
    """Many countries have a supreme court: it is of the one that the article is about, or of none known."""
    assert gazetteer.country_of_body("Supreme Court") is None
    assert gazetteer.country_of_body("Supreme Court", about="Kenya") is None
    assert "United States" == gazetteer.country_of_body("Supreme Court", about="United States")


def test_a_continent_is_no_town() -> None:
    """The name of a continent tells no country, though a town bears it."""
    assert gazetteer.country_of_place("Asia") is None


def test_seats_of_government_tell_their_country() -> None:
    """Houses stand for governments, and one of them for its country as a capital does."""
    assert ["United States", "France", None] == [
        gazetteer.country_of_seat(text) for text in ("White House", "Élysée", "Opera House")
    ]
    assert gazetteer.is_metonym("Kremlin")
    assert not gazetteer.is_metonym("White House")
