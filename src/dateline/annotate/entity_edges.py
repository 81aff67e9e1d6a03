"""Where the names that the encoder saw begin and end: without marks, titles, days and verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_people import CREDITED, TITLES, WEEKDAYS, is_letters
from dateline.annotate.gazetteer import country_of_capital

if TYPE_CHECKING:
    from dateline.schema.annotation import Token


_EDGES = frozenset((*"'\"’“”‘,.-–—()[]:;/*", "'s", "’s"))
"""Marks at the edges of what was taken for a name."""
LEADING = frozenset({"the", "a", "an", "and"})
"""Words that open no name."""


def trimmed(name: Name, tokens: Sequence[Token]) -> Iterator[Name]:
    """The name between its marks and titles, nothing where nothing is left."""
    credit = next((at for at in range(name.first + 1, name.last) if tokens[at].text in CREDITED), None)
    if credit is not None and name.label == "PER":
        yield from trimmed(replace(name, last=credit - 1), tokens)
        yield from trimmed(replace(name, first=credit + 1), tokens)
        return
    first, last = name.first, name.last
    if first and tokens[first - 1].text == "The" and country_of_capital(f"The {tokens[first].text}"):
        first -= 1
    while (
        first <= last
        and not country_of_capital(" ".join(t.text for t in tokens[first : last + 1]))
        and (tokens[first].text in _EDGES or tokens[first].text.casefold() in LEADING)
    ):
        first += 1
    while last >= first and tokens[last].text in _EDGES:
        last -= 1
    last = _whole_end(first, last, tokens)
    while name.label == "PER" and first <= last and (before := _before_name(first, tokens)):
        first += before
    while last > first and _is_after_name(name, last, tokens):
        last -= 1
    last = _before_origin(name, first, last, tokens)
    if (
        first <= last
        and any(c.isalnum() for c in tokens[first].text)
        and _looks_like_name(tokens[first : last + 1])
    ):
        yield replace(name, first=first, last=last)


def _whole_end(first: int, last: int, tokens: Sequence[Token]) -> int:
    """The last token of a name; after a word that joins another to it ("Office of Budget and") it goes on
    with the capitalized words that follow, or ends before it."""
    if last <= first or tokens[last].pos not in {"ADP", "CCONJ"} or not tokens[last].text.islower():
        return last
    end = last
    while end + 1 < len(tokens) and tokens[end + 1].text[:1].isupper() and tokens[end + 1].pos == "PROPN":
        end += 1
    return end if end > last and tokens[end].sentence == tokens[last].sentence else last - 1


def _before_origin(name: Name, first: int, last: int, tokens: Sequence[Token]) -> int:
    """The last token of a person's name without the place after it ("Ann Lee of Lorne"); nobody but rulers
    has it in the name, and these by one given name."""
    origin = next((at for at in range(first + 2, last) if tokens[at].text == "of"), None)
    return last if origin is None or name.label != "PER" else origin - 1


_CLASSES = frozenset({"first", "second", "third", "1st", "2nd", "3rd"})
"""What a rank of soldiers goes on with before "Class"."""


def _before_name(first: int, tokens: Sequence[Token]) -> int:
    """How many words that open a person's name are none of it: a title, the end of a rank ("Sergeant First
    Class"), or the verb of a sentence that it opens ("Said Orsini")."""
    token = tokens[first]
    word = token.text.rstrip(".").casefold()
    one = f"{word[:-3]}man" if word.endswith("men") else word.removesuffix("s")
    if word in _CLASSES and tokens[min(first + 1, len(tokens) - 1)].text == "Class":
        return 2
    return int(not TITLES.isdisjoint({word, one}) or token.tag in {"VBD", "VBZ"})


def _is_after_name(name: Name, last: int, tokens: Sequence[Token]) -> bool:
    """Whether the last word taken into a name is none of it: the day that something was said ("Ada Pell
    Sunday told"), a verb ("Ada Pell rang in"), letters of an office or agency ("Ada Pell AP"), or what
    belongs to a noun after it ("Tarn Centre think")."""
    token = tokens[last]
    small = token.text.islower() and token.text.isalpha() and len(token.text) > 2
    if name.label == "PER":
        apart = token.start > tokens[last - 1].end and token.pos != "PROPN"
        letters = is_letters(token) and not tokens[last - 1].text.isupper()
        return token.text in WEEKDAYS or letters or (small and apart)
    return name.label == "ORG" and small and token.head > last and token.dep in {"compound", "amod"}


def _looks_like_name(tokens: Sequence[Token]) -> bool:
    return any(
        token.text[0].isupper() or token.text[0].isdigit() or token.text[:1] in "@#" for token in tokens
    )
