"""Quoted stretches by the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.quotation_marks import stretches


def quoted(text: str) -> list[str]:
    return [text[each.inner_start : each.inner_end] for each in stretches(text) if not each.nested]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” Holt said. “Now.”", ["We go,", "Now."]),
        ('"We go," Holt said. "Now."', ["We go,", "Now."]),
        ("«Wir gehen», said Holt, „heute“.", ["Wir gehen", "heute"]),
        ("''We go,'' Holt said.", ["We go,"]),
        ('The "first"offer, "dead",he said.', ["first", "dead"]),
        ("He was 6'2\" tall.", []),
    ],
)
def test_double_marks_of_all_forms_pair(text: str, expected: list[str]) -> None:
    """Curly, straight, doubled single marks and guillemets pair, with or without the space beside them."""
    assert expected == quoted(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘Don’t go,’ she said.", ["Don’t go,"]),
        ("'We won't,' he said. 'The miners' union won't.'", ["We won't,", "The miners' union won't."]),
        ("The miners' rights and the '90s", []),
        ("Velmark's 'iron ring' isn't new", ["iron ring"]),
        ("rock 'n' roll in the ’80s", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, expected: list[str]) -> None:
    """An apostrophe inside, before or after a word neither opens nor closes speech."""
    assert expected == quoted(text)


def test_marks_inside_speech_belong_to_it() -> None:
    """Marks of the other form inside a stretch make no stretch of their own."""
    text = "“She told me ‘no deal’ twice,” Dane said."
    assert ["She told me ‘no deal’ twice,"] == quoted(text)


def test_speech_goes_on_in_the_next_paragraph() -> None:
    """A paragraph that is not closed goes on where the next one opens as well."""
    text = "“Nobody slept.\n\n“Then there was water,” Brull said."
    assert ["continued", "closed"] == [each.closure for each in stretches(text)]


@pytest.mark.parametrize("end", ['We left," he said.', 'We left, "he said.', 'Then nothing.\nWe left."'])
def test_speech_split_at_its_sentences_goes_on_to_the_mark_left_over(end: str) -> None:
    """Where the next marks are odd in number the first one closes what the paragraph before left open."""
    assert "closed" == stretches(f'He said: "Nobody slept.\n{end}')[-1].closure
    assert "We left" in quoted(f'He said: "Nobody slept.\n{end}')[-1]


def test_an_even_number_of_marks_closes_nothing_before() -> None:
    """A mark that was forgotten does not make speech of the paragraphs up to the next quotation."""
    text = 'He said: "Nobody slept.\nThe mayor called it "a bad night" on Friday.'
    assert ["Nobody slept.", "a bad night"] == quoted(text)


def test_a_missing_mark_does_not_swallow_the_next_speech() -> None:
    """An opening mark inside an open stretch begins a new one."""
    text = "“The offer is dead, Holt said. “We go.”"
    assert ["open", "closed"] == [each.closure for each in stretches(text)]


@given(st.text(alphabet="ab .,\n\"“”'‘’«»„`s", max_size=60))
def test_any_text_gives_stretches_inside_it(text: str) -> None:
    """Stretches are in order and lie inside the text, whatever it holds."""
    found = stretches(text)
    for each in found:
        assert 0 <= each.start <= each.inner_start < each.inner_end <= each.end <= len(text)
