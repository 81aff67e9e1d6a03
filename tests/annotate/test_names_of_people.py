"""Names of people: where they begin and end, what is none, and what short forms mean."""

from __future__ import annotations

import pytest

from naming import chain_of, mention, name_of, read


def texts(text: str, **names: str) -> list[tuple[str, str]]:
    """The names that are found in `text`, with their types."""
    return [(found.text, found.type) for found in read(text, **names).mentions if found.kind == "name"]


def test_a_family_name_goes_on_after_its_hyphen() -> None:
    """What the encoder cuts at the hyphen is whole; two people whom a summit joins stay two."""
    text = "Rep. Alexandra Orsini-Cortez spoke. Orsini-Cortez then left."
    found = texts(text, PER="Alexandra Orsini|Orsini|Cortez")
    assert [("Alexandra Orsini-Cortez", "person"), ("Orsini-Cortez", "person")] == found
    text = "The Ann Lee-Brandt talks failed. Brandt left."
    assert ("Ann Lee", "person") in texts(text, PER="Ann Lee|Brandt")


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("He praised Special Counsel Robert Orsini.", "Special Counsel Robert Orsini", "Robert Orsini"),
        ("They met in Washington, D.C. Ms. Orsini spoke.", "D.C. Ms. Orsini", "Orsini"),
        ("He praised Sen Kelly Orsini.", "Orsini", "Kelly Orsini"),
    ],
)
def test_names_begin_after_an_office_and_with_the_given_name(text: str, seen: str, name: str) -> None:
    """An office that the encoder took into a name is none of it, a given name that it left out is."""
    assert [name] == [found for found, kind in texts(text, PER=seen) if kind == "person"]


def test_the_place_before_a_person_is_one() -> None:
    """ "The mayor of Bergen Andrew Orsini" names a town and a man; "Missouri" before a title is the state."""
    found = texts("They praised the mayor of Bergen Andrew Orsini.", PER="Bergen")
    assert [("Bergen", "place"), ("Andrew Orsini", "person")] == found
    found = texts("Missouri Republican Sen. Josh Orsini spoke.", PER="Missouri|Josh Orsini")
    assert ("Missouri", "place") in found


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("They opened the Orsini Global Initiative.", "Orsini Global Initiative", "organization"),
        ("The Chelsea Orsini Foundation gave money.", "Chelsea Orsini Foundation", "organization"),
        ("Leaders flew to Camp David on Monday.", "David", "place"),
        ("KDV's Shelby Orsini explains.", "KDV", "organization"),
    ],
)
def test_what_is_taken_for_a_person_and_is_none(text: str, word: str, kind: str) -> None:
    """Foundations, camps and letters are no people."""
    types = {found.type for found in read(text, PER=word).mentions if word in found.text}
    assert {kind} == types


def test_a_party_and_a_state_in_initials_are_no_people() -> None:
    """ "D." and "N.Y." of "(D., N.Y.)" name nobody."""
    found = texts("Chuck Orsini (D., N.Y.) spoke.", PER=r"Chuck Orsini|D\.|N\.Y\.")
    assert [("Chuck Orsini", "person")] == found


def test_an_office_says_once_what_a_name_is() -> None:
    """A company that an apposition tells of is one wherever it is named."""
    text = "The founder of Kestria spoke. Kestria, the gas company, said nothing."
    found = read(text, PER="(?<=of )Kestria", LOC="Kestria(?=,)")
    assert "person" != mention(found, "Kestria").type


def test_somebody_goes_by_the_initials_of_the_full_name() -> None:
    """ "APM" is Ada Pell Moreau, whatever article it is that says so."""
    found = read("Ada Pell Moreau (APM) left. APM said nothing.", PER="Ada Pell Moreau|APM")
    assert "Ada Pell Moreau" == name_of(found, "APM", nth=1)


def test_a_child_who_is_named_below_in_full_is_the_child() -> None:
    """ "Brandt's son Jan" is Jan Brandt of what follows."""
    found = read("Paul Brandt's son Jan left. Jan Brandt was tired.", PER="Paul Brandt|Jan Brandt|Jan")
    assert chain_of(found, "Jan") == chain_of(found, "Jan Brandt")
    assert chain_of(found, "Jan") != chain_of(found, "Paul Brandt")


def test_who_is_somebodys_father_is_not_named_as_kin() -> None:
    """The family name alone is the president's, of whom it is told below that he is a father."""
    text = (
        "Was Brandt honest? President Paul Brandt left. Ana Brandt has a son, Jan, whose father is Mr Brandt."
    )
    assert "Paul Brandt" == name_of(read(text, PER="Paul Brandt|Ana Brandt|Jan|Brandt"), "Brandt")


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("They met Sergeant First Class Mark Orsini.", "First Class Mark Orsini", "Mark Orsini"),
        ("Petty Officer Second Class Dan Orsini fell.", "Second|Dan Orsini", "Dan Orsini"),
        ("Director Bruce Orsini rang in the sales.", "Bruce Orsini rang", "Bruce Orsini"),
        ("At the Queen Elizabeth II centre he spoke.", "Elizabeth II centre", "Elizabeth II"),
        ("Command Sgt. Maj. Jan Orsini spoke.", "Jan Orsini", "Jan Orsini"),
        ("Above: Ivana Orsini AFP", "Ivana Orsini AFP", "Ivana Orsini"),
        ("They met George HW Orsini.", "George", "George HW Orsini"),
        ("He is Robert Orsini III of Tarn.", "Robert Orsini III", "Robert Orsini III"),
    ],
)
def test_ranks_and_verbs_are_no_part_of_a_name(text: str, seen: str, name: str) -> None:
    """Of what the encoder took into a name."""
    assert [name] == [found for found, kind in texts(text, PER=seen) if kind == "person"]


def test_an_agency_stands_between_two_people() -> None:
    """In captions that lost their marks."""
    found = texts("Above: Wilma Orsini AP Sheldon Brandt", PER="Wilma Orsini AP Sheldon Brandt")
    assert [("Wilma Orsini", "person"), ("Sheldon Brandt", "person")] == found


def test_a_body_ends_before_the_noun_that_it_tells_more_of() -> None:
    """ "Center for Northern Progress think tank" names a centre."""
    text = "She left the Center for Northern Progress think tank."
    assert [("Center for Northern Progress", "organization")] == texts(
        text, ORG="Center for Northern Progress think"
    )


def test_houses_and_letters_of_states_are_bodies_after_the() -> None:
    """Though the encoder passed over them."""
    assert [("Pentagon", "organization"), ("FBI", "organization")] == texts("The Pentagon told the FBI so.")
