"""Lines to paragraphs: hard wraps undone, one blank line between paragraphs, a headline apart."""

from __future__ import annotations

import itertools
import re

from dateline.ingest.calendar_words import full_date

# Hard-wrapped mail and wire copy keeps to 60-80 columns; no newspaper's paragraphs all do.
WIDEST_WRAP = 110
NARROWEST_WRAP = 40
# A wrapped text breaks only where the next word did not fit; a few short lines are headings, lists.
WRAPPED_SHARE = 0.85
FEWEST_WRAPS = 3

HEADLINE_WORDS = range(2, 31)
HEADLINE_CHARS = 220
# A line as short as this with a full date in it is the date of the page (words).
DATE_WORDS = 8

_BLANK = re.compile(r"\n[ ]*\n\s*")
_SENTENCE_END = re.compile(r"[.;:,…][\"'”’»)\]]*$")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, which has plain line ends.

    Blank lines part paragraphs. A single line end does too (as in news-please's texts), unless the
    whole text is wrapped at a fixed width.
    """
    blocks = [
        [line for line in (" ".join(raw.split()) for raw in block.split("\n")) if line]
        for block in _BLANK.split(text)
    ]
    if _hard_wrapped(blocks):
        return [_join(block) for block in blocks if block]
    return [line for block in blocks for line in block]


def split_headline(parts: list[str]) -> tuple[str | None, list[str]]:
    """The headline of a plain text, if its first paragraph is one, and the paragraphs after it.

    A headline is short, ends without a full stop, and longer text follows it.
    """
    if len(parts) < 2:
        return None, parts
    first = parts[0]
    fits = len(first) <= HEADLINE_CHARS and len(first.split()) in HEADLINE_WORDS
    longer = any(len(part) > len(first) and _SENTENCE_END.search(part) for part in parts[1:6])
    if not fits or not longer or _SENTENCE_END.search(first) or first[0] in '"“([':
        return None, parts
    if not any(character.isalpha() for character in first) or (
        full_date(first) and len(first.split()) <= DATE_WORDS
    ):
        return None, parts
    return first, parts[1:]


def _hard_wrapped(blocks: list[list[str]]) -> bool:
    lines = [line for block in blocks for line in block]
    width = max(map(len, lines), default=0)
    pairs = [(above, below) for block in blocks for above, below in itertools.pairwise(block)]
    if len(pairs) < FEWEST_WRAPS or not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return False
    wraps = sum(len(above) + 1 + len(below.split()[0]) > width for above, below in pairs)
    return wraps >= WRAPPED_SHARE * len(pairs)


def _join(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        broken = text[-1] == "-" and text[-2:-1].isalpha() and line[0].isalpha()
        text += line if broken else f" {line}"
    return text
