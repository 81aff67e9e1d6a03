"""Captions that repeat a sentence of the body, exactly or nearly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

# Shorter lines are headings and may recur.
FEWEST_WORDS = 7
# This share of a caption's words stands, in order, in the paragraph that it repeats; a caption that
# reports anything of its own has more than two new words in a sentence.
COPIED = 0.88
# The copied words lie no further apart in the paragraph than this (times the caption's length).
SPREAD = 1.6
# Longer paragraphs are no captions, whatever they repeat.
LONGEST_CAPTION = 80
LONGEST_PARAGRAPH = 1_500
# Captions that end like sentences stand above the report (paragraphs).
TOP = 3

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_CREDIT = re.compile(
    r"(?:\b(?:photo|photograph|picture|image|file)s?(?: by| credit| courtesy)?: ?[^.!?]{2,60}"
    r"|\([^()]{2,40}\)|(?-i:\b[A-Z]{2,}/[A-Z][^.!?]{2,40}))$",
    re.IGNORECASE,
)


def repeated(parts: Sequence[str]) -> set[int]:
    """Indices of the paragraphs that repeat another one: the later of two equal ones, and captions."""
    words = [_WORD.findall(part.casefold()) for part in parts]
    again = _equal(words)
    bags = [Counter(each) for each in words]
    holders: dict[str, list[int]] = {}
    for index, bag in enumerate(bags):
        for word in bag:
            holders.setdefault(word, []).append(index)
    for index, part in enumerate(parts):
        if index in again or not FEWEST_WORDS <= len(words[index]) <= LONGEST_CAPTION:
            continue
        caption = _WORD.findall(_CREDIT.sub("", part).casefold()) or words[index]
        for other in _candidates(caption, holders):
            if other == index or other in again or len(words[other]) > LONGEST_PARAGRAPH:
                continue
            if _is_caption_of(part, parts[other], before=index < other, top=index < TOP):
                common = sum((Counter(caption) & bags[other]).values())
                if common >= COPIED * len(caption) and _copied(caption, words[other]):
                    again.add(index)
                    break
    return again


def _candidates(caption: Sequence[str], holders: Mapping[str, Sequence[int]]) -> list[int]:
    """The paragraphs that share one of the caption's rarest words: no other can hold nearly all of them."""
    missing = int((1 - COPIED) * len(caption)) + 1
    rarest = sorted(set(caption), key=lambda word: (len(holders.get(word, ())), word))[:missing]
    return sorted({other for word in rarest for other in holders.get(word, ())})


def _is_caption_of(part: str, other: str, *, before: bool, top: bool) -> bool:
    """Whether `part` could be a caption that repeats `other`: of the two it looks the more like one."""
    ends, other_ends = bool(_ENDS.search(part)), bool(_ENDS.search(other))
    if _CREDIT.search(part) or not ends:
        return other_ends or not before
    return top and other_ends and len(other) > len(part)


def _equal(words: Sequence[list[str]]) -> set[int]:
    seen: dict[tuple[str, ...], int] = {}
    again = set()
    for index, each in enumerate(words):
        if len(each) >= FEWEST_WORDS and seen.setdefault(tuple(each), index) != index:
            again.add(index)
    return again


def _copied(caption: Sequence[str], body: Sequence[str]) -> bool:
    """Whether nearly all words of `caption` stand in order, and close together, in `body`."""
    length, first, last = _common_subsequence(caption, body)
    return length >= COPIED * len(caption) and last - first <= SPREAD * len(caption)


def _common_subsequence(left: Sequence[str], right: Sequence[str]) -> tuple[int, int, int]:
    """Length of the longest common subsequence, and where it begins and ends in `right`."""
    row = [(0, 0, 0)] * (len(right) + 1)
    for word in left:
        above = row
        row = [(0, 0, 0)]
        for column, other in enumerate(right):
            if word == other:
                length, first, _ = above[column]
                row.append((length + 1, first if length else column, column))
            else:
                row.append(max(above[column + 1], row[column], key=lambda cell: cell[0]))
    return row[-1]
