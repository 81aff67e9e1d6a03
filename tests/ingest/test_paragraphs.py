"""Lines to paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.decoding import clean
from dateline.ingest.paragraphs import paragraphs, split_headline

SENTENCE = (
    "The envoys of Ostavia and Veldt met in Port Ana on Monday to speak about the dam on the border river."
)


def test_blank_lines() -> None:
    """Blank lines, of spaces too, part paragraphs."""
    assert paragraphs("One.\n\nTwo.\n \n\nThree.") == ["One.", "Two.", "Three."]


def test_single_line_ends() -> None:
    """Without hard wraps each line is a paragraph, as in crawled texts."""
    assert paragraphs(f"{SENTENCE}\n{SENTENCE}\nThey left.") == [SENTENCE, SENTENCE, "They left."]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_hard_wraps(width: int) -> None:
    """Lines wrapped at a fixed width are joined again."""
    whole = [f"{SENTENCE} {SENTENCE}", f"{SENTENCE} They left.", SENTENCE]
    wrapped = "\n\n".join(textwrap.fill(part, width) for part in whole)

    assert paragraphs(wrapped) == whole


def test_short_lines_are_no_wraps() -> None:
    """A list of short lines stays a list."""
    lines = ["Ostavia: 3", "Veldt: 2", "Both: 5", "None: 1", "All: 11"]
    assert paragraphs("\n".join(lines)) == lines


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=8))
def test_nothing_is_lost(lines: list[str]) -> None:
    """Every visible character of a clean text is in its paragraphs, in order."""
    text = clean("\n".join(lines))
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "headline", ["Envoys meet in Port Ana", "Will the dam hold?", "Envoys meet: 'We are close'", "Dam at 90%"]
)
def test_headline(headline: str) -> None:
    """A short first line without a full stop, above longer text, is the headline."""
    assert split_headline([headline, SENTENCE]) == (headline, [SENTENCE])


@pytest.mark.parametrize(
    "first",
    ["The envoys met.", "“We are close", "PORT ANA:", "Published: June 1, 2018", SENTENCE[:-1] * 4, "Ana"],
)
def test_no_headline(first: str) -> None:
    """Sentences, quotations, labels, long lines and single words are none."""
    assert split_headline([first, SENTENCE]) == (None, [first, SENTENCE])
