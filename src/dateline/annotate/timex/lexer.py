"""Cuts a text into words, numbers and marks, each with the key that the grammar looks up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

BREAK = "\n"
"""Key of the end of a paragraph: no expression runs over it."""

HYPHEN, DASH = "-", "–"
"""Keys of a hyphen between two tokens without space ("mid-June"), and of any other stroke."""

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<gap>\n\s*)"
    r"|(?P<possessive>['’][sS](?![^\W_]))"
    r"|(?P<mark>\S)"
)
_STROKES = frozenset("-‐‑–—−")
_MARKS = {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: start and end (code points) and key of each."""

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]

    def capitalised(self, index: int) -> bool:
        """Whether token `index` begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


def tokenize(text: str) -> Tokens:
    """The tokens of `text` in order; white space yields none but for ends of paragraphs."""
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        raw = match.group()
        if kind == "word":
            key = raw.casefold()
        elif kind == "number":
            key = raw
        elif kind == "gap":
            if "\n" not in raw[1:] and not _ends_line(keys, text, end):
                continue
            key = BREAK
        elif kind == "possessive":
            key = "'s"
        elif raw in _STROKES:
            tight = 0 < start and not text[start - 1].isspace() and not text[end : end + 1].isspace()
            key = HYPHEN if tight else DASH
        else:
            key = _MARKS.get(raw, raw)
        starts.append(start)
        ends.append(end)
        keys.append(key)
    return Tokens(text, starts, ends, keys)


def _ends_line(keys: list[str], text: str, end: int) -> bool:
    """Whether a single line break before `end` parts two paragraphs and does not wrap a sentence."""
    return text[end : end + 1].isupper() and keys[-1:] != [","]


_CLOCK = re.compile(r"([01]?\d|2[0-4])([:.])[0-5]\d(?::?\2[0-5]\d(?:[.,]\d+)?)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
_DATED = re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([/.])\d{1,2}\2\d{1,2}")
_DECIMAL = re.compile(r"\d{1,6}[.,]\d{1,3}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3}){1,3}")
_YEARS = re.compile(r"[12]\d{3}/(?:\d\d|[12]\d{3})")


@cache
def shapes(number: str) -> frozenset[str]:
    """The classes that a number token belongs to by its form, as grammars name them.

    INT a whole number; DAY, MON, HOUR, MINUTE in the range of that; YEAR 1000 to 2999 and BAREYEAR one
    that a text means as a year without a further word; TENS a year or two digits ending in 0; YY two
    digits; HHMM four digits of a clock. CLOCK 10:35, DOTCLOCK 10.35, SLASHED 7/11, DATED 1/5/2019 or
    1.5.2019, YEARS 2017/18, DECIMAL, GROUPED 1,000, FRACTION 1/2.
    """
    if number.isdigit():
        return frozenset(_whole(number)) if number.isascii() else frozenset()
    found = set()
    if clock := _CLOCK.fullmatch(number):
        found.add("CLOCK" if clock[2] == ":" else "DOTCLOCK")
    if _SLASHED.fullmatch(number):
        found.add("SLASHED")
        if number in ("1/2", "1/4", "3/4", "1/3", "2/3"):
            found.add("FRACTION")
    if _DATED.fullmatch(number):
        found.add("DATED")
    if _YEARS.fullmatch(number):
        found.add("YEARS")
    if _GROUPED.fullmatch(number):
        found.add("GROUPED")
    if _DECIMAL.fullmatch(number):
        found.add("DECIMAL")
    return frozenset(found)


def _whole(number: str) -> set[str]:
    found = {"INT"} if len(number) <= 6 else set()
    value = int(number) if len(number) <= 9 else 10**9
    if len(number) <= 2:
        found |= {
            name
            for name, low, high in (("DAY", 1, 31), ("MON", 1, 12), ("HOUR", 0, 24), ("MINUTE", 0, 59))
            if low <= value <= high
        }
    if len(number) == 2:
        found.add("YY")
        if value % 10 == 0 and value:
            found.add("TENS")
    if len(number) == 4:
        if 1000 <= value < 3000:
            found.add("YEAR")
            if value % 10 == 0:
                found.add("TENS")
        if 1700 <= value < 2070:
            found.add("BAREYEAR")
        if value // 100 <= 24 and value % 100 < 60:
            found.add("HHMM")
    return found


@cache
def all_shapes() -> frozenset[frozenset[str]]:
    """Every set that `shapes` can return."""
    whole = (
        [str(n) for n in range(10000)] + [f"{n:02d}" for n in range(10)] + [f"{n:04d}" for n in range(1000)]
    )
    other = [
        *("10:35", "10.35", "25.10", "1.5", "7/11", "1/2", "1/5/2019", "1.5.19", "2017/18", "2017/2018"),
        *(
            "1,000",
            "1.000",
            "10.350",
            "1,5",
            "10.35.20",
            "12345678",
            "1234567",
            "12,34,5",
            "5.30.10",
            "1/2/10",
        ),
        *("2019.1.5", "2019/1/5", "10:35:20", "1,000,000", "1000,5", "12.345", "1.500", "24.123"),
    ]
    return frozenset(map(shapes, whole + other)) | {frozenset()}
