"""Where an event is, by the words around it."""

from __future__ import annotations

import pytest

from annotate.eventful import annotated, one, where, who


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
    ],
)
def test_only_what_the_same_people_did_at_the_time_tells_a_place(text: str, place: str | None) -> None:
    """What others did meanwhile may have been anywhere."""
    found = annotated(text, person="Varga|Reyl", place="Brenn")
    assert place == where(found, one(found, "agreed"))
