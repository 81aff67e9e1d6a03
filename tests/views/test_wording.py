"""How renditions of one utterance are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.views.wording import Piece, compare, same_words

WORDS = st.lists(st.sampled_from(["we", "will", "Talk", "talk,", "“come”", "back"]), min_size=1).map(" ".join)


def test_marks_and_case_are_no_difference() -> None:
    """The same words in other marks, case and punctuation are the same."""
    assert same_words("We’re ready,", "“we're ready.”")


def test_replaced_words() -> None:
    """What is left out stands before what stands in its place."""
    expected = (Piece("same", "we will"), Piece("left out", "come back"), Piece("own", "return"))
    assert expected == compare("We will come back", "we will return")


def test_long_cut_is_an_ellipsis() -> None:
    """A cut of many words is not spelled out."""
    pieces = compare("one two three four five six seven eight", "one eight")
    assert pieces == (Piece("same", "one"), Piece("left out", "…"), Piece("same", "eight"))


def test_other_words_are_not_compared() -> None:
    """A paraphrase has no word-level comparison."""
    assert compare("We will come back to talk", "negotiations are to resume") is None


@given(WORDS, WORDS)
def test_comparison_keeps_every_word_of_the_rendition(fullest: str, rendition: str) -> None:
    """Without what was left out, the pieces read as the rendition does."""
    pieces = compare(fullest, rendition)
    if pieces is not None:
        assert rendition == " ".join(piece.text for piece in pieces if piece.kind != "left out")
