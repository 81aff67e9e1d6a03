"""How one rendition of an utterance differs from the fullest one, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\S+")
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
# A rendition that shares fewer of its words than this is another sentence about the same utterance
# (indirect speech); marking nearly every word would hide what it says. Chosen by eye on the example story.
_COMPARABLE = 0.5
_WORDS_PER_CHANGE = 8  # A sentence that two outlets print with fewer changes is one line.
_MEANT = re.compile(r" \[[^\[\]]*\]")
_TELLING = re.compile(r"\d|^(?:no|not|never|none|nor|neither|without)$|n't$")
_LONGEST_SHOWN_CUT = 4  # Words; a longer run that a rendition leaves out is shown as an ellipsis.


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: in both texts, only in the rendition ("own"), or only in the fullest ("left out")."""

    kind: Literal["same", "own", "left out"]
    text: str


def compare(fullest: str, rendition: str) -> tuple[Piece, ...] | None:
    """The words of `rendition` with those left out of `fullest` in their places.

    None where the two share too few words for the comparison to say anything.
    """
    left, right = _WORD.findall(fullest), _WORD.findall(rendition)
    matcher = SequenceMatcher(a=_keys(left), b=_keys(right), autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if not right or shared < _COMPARABLE * len(right):
        return None
    pieces: list[Piece] = []
    for _, a1, a2, b1, b2 in matcher.get_opcodes():
        same = _keys(left[a1:a2]) == _keys(right[b1:b2])
        if not same and a2 > a1:
            cut = left[a1:a2] if a2 - a1 <= _LONGEST_SHOWN_CUT else ["…"]
            pieces.append(Piece("left out", " ".join(cut)))
        if b2 > b1:
            pieces.append(Piece("same" if same else "own", " ".join(right[b1:b2])))
    return tuple(pieces)


def same_words(left: str, right: str) -> bool:
    """Whether two texts have the same words, whatever their case, marks and edge punctuation."""
    return _keys(_WORD.findall(left)) == _keys(_WORD.findall(right))


def nearly_same_words(left: str, right: str) -> bool:
    """Whether few of the words of two texts are in one of them only, and none that counts or denies."""
    one, other = set(_keys(_WORD.findall(left))), set(_keys(_WORD.findall(right)))
    apart = one ^ other
    telling = any(_TELLING.search(word) for word in apart)
    return not telling and len(apart) * _WORDS_PER_CHANGE <= len(one | other)


def holds(whole: str, part: str) -> bool:
    """Whether all words of `part`, eight at least, stand in a row in `whole`; names in square brackets that
    tell whom a pronoun means are passed over in both."""
    words, wanted = (_keys(_WORD.findall(_MEANT.sub("", text))) for text in (whole, part))
    count = len(wanted)
    starts = range(len(words) - count + 1) if count >= _WORDS_PER_CHANGE else range(0)
    return any(words[at] == wanted[0] and words[at : at + count] == wanted for at in starts)


def _keys(words: list[str]) -> list[str]:
    return [_EDGE.sub("", word.translate(_APOSTROPHES)).casefold() or word for word in words]
