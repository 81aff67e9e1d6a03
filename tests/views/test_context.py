"""The sentence around a span, and what is safe to show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.schema.span import Span
from dateline.views.context import excerpt, merge
from dateline.views.escape import clean

TEXT = 'One came. Mr. Dorn of the U.S. team said "no." He left.\n\nA new paragraph'


def of(words: str) -> Span:
    return Span.of("a1", TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def test_excerpt_is_the_sentence() -> None:
    """Titles and initials do not end a sentence, closing marks belong to it."""
    found = excerpt(of("said"), TEXT)
    assert found.sentence == 'Mr. Dorn of the U.S. team said "no."'
    assert (found.before, found.text) == ("Mr. Dorn of the U.S. team ", "said")


def test_excerpt_ends_with_its_paragraph() -> None:
    """A sentence without a stop ends where its paragraph does."""
    assert excerpt(of("left"), TEXT).sentence == "He left."
    assert excerpt(of("new"), TEXT).sentence == "A new paragraph"


def test_long_sentence_is_cut_around_the_span() -> None:
    """Of a sentence without end, the words beside the span are shown."""
    text = "word " * 300 + "HERE" + " word" * 300
    found = excerpt(Span.of("a1", text, 1500, 1504), text)
    assert found.text == "HERE"
    assert len(found.sentence) < 300


def test_overlapping_spans_are_one_range() -> None:
    """Ranges that overlap are joined, those that only touch are not."""
    spans = [Span(article="a1", start=s, end=e, text="") for s, e in ((5, 9), (0, 3), (8, 12), (12, 14))]
    assert merge(spans) == ((0, 3), (5, 12), (12, 14))


@given(st.text())
def test_clean_keeps_every_offset(text: str) -> None:
    """Made safe, a text has its length, and it can be written."""
    assert len(clean(text)) == len(text)
    clean(text).encode()


def test_clean_shows_controls() -> None:
    """Controls of a terminal and of text direction become visible characters."""
    assert clean("a\x1b[2J\u202eb\x00\n") == "a␛[2J\ufffdb␀\n"
