"""Knows dates of captions ("FILE – In this Dec. 2, 2017 photo, …"), from which a text does not tell on."""

from __future__ import annotations

from dateline.annotate.timex.grammar import Grammar, Match
from dateline.annotate.timex.lexer import BREAK, DASH, HYPHEN, Tokens

FILE_TOKENS = 40
"""Tokens before a date in which "FILE –" at the start of the paragraph marks its sentence as a caption."""

PICTURE_TOKENS = 4
"""Tokens after a date in which the word for the picture stands: "this Dec. 2 file photo"."""


def is_of_caption(match: Match, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether the date that `match` names is that of a picture, or of a caption marked as of a file."""
    keys, pictures = tokens.keys, grammar.cues("picture")
    if not pictures:
        return False
    before = keys[max(0, match.start - 2) : match.start]
    shown = "this" in [*before, keys[match.start]] or "photo" in before
    if shown and pictures & set(keys[match.end : match.end + PICTURE_TOKENS]):
        return True
    for place in range(match.start - 1, max(-1, match.start - FILE_TOKENS), -1):
        if keys[place] == BREAK:
            return False
        if keys[place] == "file" and keys[place + 1] in (DASH, HYPHEN, ":"):
            return not place or keys[place - 1] == BREAK
    return False


def sentence_end(start: int, tokens: Tokens, grammar: Grammar) -> int:
    """The token after the sentence that token `start` is in."""
    keys, abbreviations = tokens.keys, grammar.cues("abbreviation")
    for place in range(start, len(keys)):
        if keys[place] in (BREAK, "!", "?") or (keys[place] == "." and keys[place - 1] not in abbreviations):
            return place + 1
    return len(keys)
