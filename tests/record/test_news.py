"""Which of the events that the articles tell are lines of the record."""

from __future__ import annotations

import pytest

from dateline.record.odds import likelihood
from dateline.schema.story import Story
from record.reported import about, names, story

REPORT = (
    "Northern Times",
    "2031-05-14",
    "Ilse Varga was arrested in Tarn on Monday. Police searched the house of Ilse Varga on Tuesday.\n\n"
    "The officers arrived in a van. Varga wants talks about the fine that she would have to pay.\n\n"
    "The prosecutor, Dana Holt, is to question Varga on Friday.",
)


@pytest.fixture(scope="module")
def arrest() -> Story:
    """A report of an arrest, what followed, and what is wished for."""
    return story(REPORT)


def test_what_was_done_to_somebody_on_a_day_is_news(arrest: Story) -> None:
    """An arrest with its day and place stands in the record."""
    assert {"Ilse Varga"} == names(arrest, about(arrest, "arrested in Tarn"))


def test_a_thing_that_is_only_named_is_no_news(arrest: Story) -> None:
    """A fine that would have to be paid is no line of its own."""
    assert "SANCTION" not in {event.type for event in arrest.events}


def test_a_day_and_somebody_named_make_news_likelier() -> None:
    """The weights go the way a reader would go."""
    bare = {"asserted": 1.0, "held": 1.0}
    named = bare | {"one party": 1.0, "agent": 1.0}
    dated = named | {"dated": 1.0, "dated by its words": 1.0}
    assert likelihood("news", bare) < likelihood("news", named) < likelihood("news", dated)
    assert likelihood("news", dated | {"quoted": 1.0}) < likelihood("news", dated)


def test_of_one_day_the_weightiest_event_stands_first() -> None:
    """Two outlets tell of the arrest, one of what was said before it on the same day."""
    read = story(
        (
            "Northern Times",
            "2031-05-14",
            "The mayor, Jonas Pell, said on Monday that the harbour was safe. Police arrested Ilse Varga in "
            "Tarn on Monday.",
        ),
        ("Tarn Herald", "2031-05-14", "Ilse Varga was arrested by police in Tarn on Monday, a court said."),
    )
    days = [event.when for event in read.events]
    monday = [event for event in read.events if event.when == "2031-05-12"]
    assert days == sorted(days, key=lambda day: day or "2031-05-14")
    assert monday[0].type == "COERCE"
    assert len(monday) > 1
