"""One wording for names of bodies that outlets write in several ways."""

from __future__ import annotations

import re

_COUNTRY_AMID = re.compile(r"(?<=\w) U\.?S\.?(?= [A-Z])")
_LETTERS_AND_NUMBER = re.compile(r"\b([A-Z]{1,3})-(\d{1,2})\b")
_WORD = re.compile(r"[^\W\d_]+")
_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th",
}  # fmt: skip


def plain_body(name: str) -> str:
    """A body's name with ordinals in figures ("Ninth Circuit" is "9th Circuit"), without the country amid its
    words ("9th U.S. Circuit") and the hyphen between letter and number ("G-20")."""
    name = _LETTERS_AND_NUMBER.sub(r"\1\2", _COUNTRY_AMID.sub("", name))
    return _WORD.sub(lambda word: _ORDINALS.get(word[0].casefold(), word[0]), name)
