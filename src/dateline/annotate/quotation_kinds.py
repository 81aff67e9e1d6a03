"""Whether a quotation is direct, mixed or indirect, and which marked words are no quotation at all."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.quotation_marks import Stretch
from dateline.annotate.quotation_phrases import Phrases
from dateline.schema.annotation import QuotationKind

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_OPENS_CLAUSE = frozenset(".,:;!?…-–—\"“”«»'‘’\n")
_ENDS_CLAUSE = frozenset(".,!?…")
_SMALL_IN_TITLES = frozenset("a an and as at by for from in of on or the to with".split())  # noqa: SIM905
# A line of no more words than this that is nothing but quoted words is a heading.
_HEADING_WORDS = 8


def kind(
    text: str, parts: Sequence[tuple[int, int]], stretches: Sequence[Stretch], phrases: Phrases
) -> QuotationKind:
    """The kind of a quotation with contents `parts`, which have no marks around them."""
    fragments = [
        stretch
        for stretch in stretches
        if not stretch.nested and any(stretch.start < end and start < stretch.end for start, end in parts)
    ]
    if any(_is_direct(text, part, fragments, phrases) for part in parts):
        return "direct"
    return "mixed" if any(not _is_term(text, fragment, phrases) for fragment in fragments) else "indirect"


def _is_direct(text: str, part: tuple[int, int], fragments: Sequence[Stretch], phrases: Phrases) -> bool:
    """Whether the part stands wholly in marks and is a clause of its own, not part of another."""
    start, end = part
    holder = next((each for each in fragments if each.start <= start and end <= each.end), None)
    if holder is None:
        return False
    before = text[max(0, holder.start - 20) : holder.start].rstrip(" \t\u00a0")[-1:]
    opens = not before or before in _OPENS_CLAUSE
    words = text[start:end].strip()
    if opens and (words[-1:] in _ENDS_CLAUSE or text[holder.end : holder.end + 1] == ","):
        return True
    tokens = phrases.within(start, end)
    finite = any(token.tag in _FINITE for token in tokens)
    subject = any(token.dep in _SUBJECTS for token in tokens)
    return finite and (opens or subject or words[:1].isupper())


def _is_term(text: str, fragment: Stretch, phrases: Phrases) -> bool:
    """Whether the marks stand around one word before the noun it qualifies: a term, or scare quotes."""
    words = text[fragment.inner_start : fragment.inner_end]
    if not words.isalpha():
        return False
    following = phrases.within(fragment.end, fragment.end + 2)[:1]
    return bool(following) and following[0].pos in {"NOUN", "PROPN"}


def is_heading(text: str, start: int, end: int, stretches: Sequence[Stretch]) -> bool:
    """Whether `start:end` is a line of its own with nothing but a few quoted words and no stop."""
    holder = next((each for each in stretches if each.start <= start and end <= each.end), None)
    if holder is None:
        return False
    line_start = text.rfind("\n", 0, holder.start) + 1
    line_end = text.find("\n", holder.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
    words = text[holder.inner_start : holder.inner_end]
    return (
        line == text[holder.start : holder.end]
        and words[-1:] not in _ENDS_CLAUSE
        and len(words.split()) <= _HEADING_WORDS
    )


def is_title(text: str, stretch: Stretch) -> bool:
    """Whether the words in the marks are set like the title of a work or a name."""
    words = text[stretch.inner_start : stretch.inner_end].split()
    return (
        bool(words)
        and words[0][:1].isupper()
        and all(word[:1].isupper() or word in _SMALL_IN_TITLES for word in words)
        and words[-1][-1] not in _ENDS_CLAUSE - {"!", "?"}
    )
