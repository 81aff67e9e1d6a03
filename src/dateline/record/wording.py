"""Word-level differences between two renditions of one utterance, and which of them change its sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from dateline.schema.span import Span

LEAST_COMMON_WORDS = 4
"""Words around a word that two renditions must share before it is taken for a change of sense."""

LONGEST_CHANGE = 3
"""Words of a change of sense at most; longer stretches are what one rendition leaves out."""

_WORD = re.compile(r"\w+(?=n[’']t\b)|n[’']t\b|\w+(?:[.,]\d+)*(?:[’']\w+)*")
_NEGATION = frozenset({"not", "never", "no", "none", "nor", "neither", "without", "nobody", "nothing"})
_LIMITED = frozenset({"only", "just", "merely", "simply"})
"""After "not" these deny nothing: what follows is said to be true, and more."""
_SAME = {"n't": "not", "n’t": "not", "cannot": "not"}
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DIGITS = {word: str(value) for value, word in enumerate(_SMALL, start=2)}
_NUMBER_WORDS = frozenset(
    {
        *_SMALL,
        *("hundred", "thousand", "million", "billion", "dozen", "half", "twice", "double"),
    }
)


class Word(NamedTuple):
    """A word of a rendition: as it is compared, and where it stands."""

    text: str
    start: int
    end: int


class Change(NamedTuple):
    """A place where two renditions differ in sense, with the words around it in both."""

    slot: Literal["negation", "number"]
    left: tuple[int, int]
    right: tuple[int, int]


def words_of(parts: Iterable[Span]) -> list[Word]:
    """The words of the parts of a quotation, with their offsets in the article."""
    return [
        Word(
            _SAME.get(found[0].lower(), found[0].lower()),
            part.start + found.start(),
            part.start + found.end(),
        )
        for part in parts
        for found in _WORD.finditer(part.text)
    ]


def differing(left: Sequence[Word], right: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of words of `left` that `right` does not have in that place."""
    for tag, start, end, _, _ in _opcodes(left, right):
        if tag != "equal" and end > start:
            yield left[start].start, left[end - 1].end


def sense_changes(left: Sequence[Word], right: Sequence[Word]) -> Iterator[Change]:
    """The places where one side negates and the other does not, or numbers differ.

    They are short, and the words right before and after them are common to both.
    """
    opcodes = _opcodes(left, right)
    for place, (tag, start, end, other_start, other_end) in enumerate(opcodes):
        if tag == "equal" or place == 0 or place == len(opcodes) - 1:
            continue
        common = sum(stop - begin for _, begin, stop, _, _ in (opcodes[place - 1], opcodes[place + 1]))
        if common < LEAST_COMMON_WORDS or max(end - start, other_end - other_start) > LONGEST_CHANGE:
            continue
        slot = _slot(left[start:end], right[other_start:other_end])
        if slot is not None:
            yield Change(slot, _around(left, start, end), _around(right, other_start, other_end))


def _opcodes(left: Sequence[Word], right: Sequence[Word]) -> Sequence[tuple[str, int, int, int, int]]:
    matcher = SequenceMatcher(a=[word.text for word in left], b=[word.text for word in right], autojunk=False)
    return matcher.get_opcodes()


def _slot(left: Sequence[Word], right: Sequence[Word]) -> Literal["negation", "number"] | None:
    one, other = ([word.text for word in words] for words in (left, right))
    numbers, other_numbers = (
        {_DIGITS.get(word, word) for word in words if _is_number(word)} for words in (one, other)
    )
    if numbers and other_numbers and numbers != other_numbers:
        return "number"
    negated, other_negated = (sum(word in _NEGATION for word in words) % 2 for words in (one, other))
    limited = not _LIMITED.isdisjoint([*one, *other])
    if negated != other_negated and min(len(one), len(other)) <= 1 and not limited:
        return "negation"
    return None


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _NUMBER_WORDS


def _around(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The range from the word before to the word after the words `start:end`."""
    return words[max(start - 1, 0)].start, words[min(end, len(words) - 1)].end
