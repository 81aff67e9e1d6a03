"""Where an event is, by the words around it."""

from __future__ import annotations

import pytest

from annotate.eventful import annotated, one, when, where, who


def test_elections_are_in_the_country_that_they_are_named_by() -> None:
    """The country holds them, too."""
    found = annotated("Ilse Varga flew home before France's election in March.", place="France")
    event = one(found, "election")
    assert "France" == where(found, event)
    assert {"France"} == who(found, event)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Varga and Reyl agreed on a truce when they met in Brenn.", "Brenn"),
        ("Varga and Reyl agreed on a truce while workers marched through Brenn.", None),
        ("Varga and Reyl agreed on a truce as they waited for help after firing at a base in Brenn.", None),
    ],
)
def test_only_what_the_same_people_did_at_the_time_tells_a_place(text: str, place: str | None) -> None:
    """What others did meanwhile may have been anywhere."""
    found = annotated(text, person="Varga|Reyl", place="Brenn")
    assert place == where(found, one(found, "agreed"))


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Ilse Varga condemned the Bergen nightclub shooting.", "shooting", "Bergen"),
        ("The Bergen accord was praised by Ilse Varga.", "accord", "Bergen"),
        ("The Norway attack was praised by Ilse Varga.", "attack", None),
        ("The invasion of Norway shocked Ilse Varga.", "invasion", "Norway"),
        ("A ship was found at the white Bergen home of Ilse Varga.", "found", "Bergen"),
        ("Ilse Varga was arrested at a Bergen rally.", "arrested", "Bergen"),
        ("Ilse Varga was arrested during a Norway rally.", "arrested", None),
        ("Troops based in Norway were the subject of a Bergen meeting.", "meeting", "Bergen"),
    ],
)
def test_a_noun_phrase_names_the_place(text: str, trigger: str, place: str | None) -> None:
    """By the town before the event, by the place that is attacked, or by that of a house."""
    found = annotated(text, person="Varga", place="Bergen|Norway")
    assert place == where(found, one(found, trigger))


def test_what_is_said_has_the_day_of_the_message() -> None:
    """A letter tells when it was sent."""
    found = annotated("Varga complained about Reyl in a letter sent on Monday.", person="Varga|Reyl")
    assert "2031-05-12" == when(found, one(found, "complained about"))


def test_here_is_the_town_of_the_dateline() -> None:
    """What the reporter tells as done here was done where the dispatch was filed."""
    found = annotated(
        "TARN (Contis) - Varga visited the premier here on Monday.", person="Varga", place="TARN"
    )
    (visit,) = (event for event in found.events if event.trigger.text == "visited")
    assert visit.where is not None
    assert "TARN" == found.mentions[visit.where].text
    found = annotated("TARN (Contis) - Varga visited the premier on Monday.", person="Varga", place="TARN")
    assert all(event.where is None for event in found.events)
