"""How renditions of one utterance are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.views.wording import Piece, compare, holds, nearly_same_words, same_words

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


def test_a_sentence_printed_with_a_small_change_is_the_same() -> None:
    """A title before a name makes no other line; a number and a denial do."""
    text = "Reyl and Varga were due to meet at the gathering in Tarn this month."
    assert nearly_same_words(text, text.replace("Reyl", "Mr. Reyl"))
    assert not nearly_same_words(text, text.replace("were due", "were not due"))
    assert not nearly_same_words(text + " 40 men", text + " 50 men")
    assert not nearly_same_words(text, "Reyl and Varga met in Tarn.")


def test_a_text_holds_another_whose_words_stand_in_it_in_a_row() -> None:
    """Marks and the name after a pronoun make no difference; a few words are in many texts."""
    part = "“The council urged her [Ana Reyl] to leave before the vote.”"
    whole = "The council urged her to leave before the vote, Varga said on Monday."
    assert holds(whole, part)
    assert not holds(part, whole)
    assert not holds(whole, "before the vote")
