"""Makes text from outside harmless for any surface, without moving an offset."""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"
# C0 and C1 controls except tab and newline, line and paragraph separators, byte order mark, the
# bidirectional controls of UAX #9, and lone surrogates, which no encoding can carry.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_CONTROL_PICTURES = 0x2400


def clean(text: str) -> str:
    """`text` with each control, bidirectional control and surrogate replaced by one visible character.

    A control of C0 becomes its control picture (ESC becomes ␛), all others U+FFFD. The length stays the
    same, so spans of the text still point to the same words.
    """
    return _UNSAFE.sub(_visible, text)


def clean_line(text: str) -> str:
    """`clean` on one line: every run of white space becomes a single space."""
    return " ".join(clean(text).split())


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return "\u2421" if code == 0x7F else _REPLACEMENT
