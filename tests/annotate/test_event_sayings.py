"""Statements as events."""

from __future__ import annotations

import dateline
from dateline.schema.annotation import STATEMENT, EventMention


def statements(text: str) -> list[EventMention]:
    """The statements that the text tells of."""
    return [
        event for event in dateline.annotate(text, published="2031-05-14").events if event.label == STATEMENT
    ]


def test_what_somebody_said_is_shown_with_its_words() -> None:
    """In whatever order: who said it, and what."""
    text = "“Nobody should guess what happened,” Interior Minister Pavel Dorn told reporters on Monday."
    (told,) = statements(text)
    assert ("OTHER", "held", text.removesuffix(".")) == (told.type, told.status, told.what.text)
    (said,) = statements("Pavel Dorn said on Monday that nobody should guess what happened.")
    assert "Pavel Dorn said on Monday that nobody should guess what happened" == said.what.text


def test_nobody_named_makes_no_statement() -> None:
    """What residents say is in the quotations."""
    assert [] == statements("“We heard a bang,” a resident said on Monday. Residents said it was loud.")


def test_a_saying_that_names_an_event_is_that_event() -> None:
    """ "Denied" is a rejection, "accused" an accusation."""
    assert [] == statements("Pavel Dorn accused the Meridian Post of guessing, and denied its report.")
