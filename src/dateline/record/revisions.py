"""What an edit changed in an article, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from dateline.schema.library import WordChange
from dateline.schema.story import Range

_WORD = re.compile(r"\S+")


def changes(before: str, after: str) -> tuple[WordChange, ...]:
    """The changes from one text to another, in order. White space alone is no change."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    matcher = SequenceMatcher(a=[m.group() for m in old], b=[m.group() for m in new], autojunk=False)
    kinds: dict[str, Literal["inserted", "removed", "replaced"]] = {
        "insert": "inserted",
        "delete": "removed",
        "replace": "replaced",
    }
    return tuple(
        WordChange(kind=kinds[tag], before=_range(old, a1, a2, before), after=_range(new, b1, b2, after))
        for tag, a1, a2, b1, b2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _range(words: list[re.Match[str]], first: int, last: int, text: str) -> Range:
    if first < last:
        return Range(start=words[first].start(), end=words[last - 1].end())
    place = words[first].start() if first < len(words) else len(text)
    return Range(start=place, end=place)
