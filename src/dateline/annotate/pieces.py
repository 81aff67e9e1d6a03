"""A text as the encoder reads it: word pieces, what each one looks like, and where it stands.

The encoder is uncased. Letter case and the direction of quotation marks reach it through the token-type
table instead, whose rows stand for a shape and for whether the piece is inside quotation marks. A line
break is a separator piece. Training and reading share this module, so both see the same input.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# The ids of the special pieces in the vocabulary of BERT, uncased.
CLS, SEP = 101, 102

DOUBLE_MARKS = '"“”„‟«»″〝〞'
SINGLE_MARKS = "'‘’‚‛‹›`´′"
_PLAIN = str.maketrans(dict.fromkeys(DOUBLE_MARKS, '"') | dict.fromkeys(SINGLE_MARKS, "'"))
_OPENING = "“„«‘‚‹〝"
_CLOSING = "”»›〞"

(
    _SPECIAL,
    _LOWER,
    _CAPITALISED,
    _ALL_CAPITALS,
    _ONE_CAPITAL,
    _MIXED,
    _DIGITS,
    _PUNCTUATION,
    _OPENS_DOUBLE,
    _CLOSES_DOUBLE,
    _OPENS_SINGLE,
    _CLOSES_SINGLE,
) = range(12)
_STATES = 3  # outside marks, inside double marks, inside single marks
SHAPES = 12 * _STATES
"""Rows of the token-type table."""

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# Longer runs without white space are no words; cutting them bounds what the tokenizer has to do at once.
_LONGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """n pieces: vocabulary ids, rows of the token-type table, offsets (n, 2); separators have width 0."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    offsets: NDArray[np.int32]


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of `text`; offsets are code points of `text` itself."""
    spans = [
        (start, min(start + _LONGEST_LINE, line.end()))
        for line in _LINE.finditer(text)
        for start in range(line.start(), line.end(), _LONGEST_LINE)
    ]
    lines = [text[start:end] for start, end in spans]
    plain = [line.translate(_PLAIN) for line in lines]
    ids: list[int] = []
    shapes: list[int] = []
    offsets: list[tuple[int, int]] = []
    for (begin, _), line, encoded in zip(
        spans, lines, tokenizer.encode_batch(plain, add_special_tokens=False), strict=True
    ):
        if not encoded.ids:
            continue
        if ids:
            ids.append(SEP)
            shapes.append(_SPECIAL)
            offsets.append((begin, begin))
        ids += encoded.ids
        shapes += _line_shapes(line, encoded.word_ids, encoded.offsets)
        offsets += [(begin + start, begin + end) for start, end in encoded.offsets]
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        shapes=np.array(shapes, dtype=np.int64),
        offsets=np.array(offsets, dtype=np.int32).reshape(-1, 2),
    )


def _line_shapes(line: str, words: list[int | None], offsets: list[tuple[int, int]]) -> list[int]:
    shapes: list[int] = []
    states = _mark_states(line)
    first = 0
    while first < len(words):
        last = first + 1
        while last < len(words) and words[last] == words[first]:
            last += 1
        start, end = offsets[first][0], offsets[last - 1][1]
        shape = _shape(line, start, end) * _STATES + states[start]
        shapes += [shape] * (last - first)
        first = last
    return shapes


def _shape(line: str, start: int, end: int) -> int:
    word = line[start:end]
    if end - start == 1 and word in DOUBLE_MARKS:
        return _OPENS_DOUBLE if _opens(line, start) else _CLOSES_DOUBLE
    if end - start == 1 and word in SINGLE_MARKS:
        return _OPENS_SINGLE if _opens(line, start) else _CLOSES_SINGLE
    if not word[:1].isalnum():
        return _PUNCTUATION
    if any(letter.isdigit() for letter in word):
        return _DIGITS
    if word.islower():
        return _LOWER
    if word.isupper():
        return _ALL_CAPITALS if len(word) > 1 else _ONE_CAPITAL
    return _CAPITALISED if word[0].isupper() and word[1:].islower() else _MIXED


def _opens(line: str, at: int) -> bool:
    """Whether the mark at `at` opens, by its own form or, where it has none, by what stands around it."""
    mark = line[at]
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    before = line[at - 1] if at else " "
    after = line[at + 1] if at + 1 < len(line) else " "
    return not after.isspace() and (before.isspace() or before in "([{-–—/" or before in _OPENING)


def _mark_states(line: str) -> list[int]:
    """For each character: 0 outside marks, 1 inside double marks, 2 inside single ones alone."""
    states = [0] * len(line)
    double = False
    single_until = 0
    closing = [at for at in range(1, len(line)) if _may_close_single(line, at)]
    for at, letter in enumerate(line):
        if letter in DOUBLE_MARKS:
            double = _opens(line, at)
        elif letter in SINGLE_MARKS and at >= single_until and not double and _opens(line, at):
            following = bisect.bisect_right(closing, at)
            single_until = closing[following] if following < len(closing) else at + 1
        states[at] = 1 if double else 2 if at < single_until else 0
    return states


def _may_close_single(line: str, at: int) -> bool:
    return line[at] in SINGLE_MARKS and not line[at - 1].isspace() and not line[at + 1 : at + 2].isalnum()
