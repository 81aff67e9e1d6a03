"""What a sentence shown without those around it leaves open: who a pronoun stands for ("He [Milo Tarn]
refused"), and where a quotation that goes on opens or closes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from dateline.schema.span import Span
from dateline.schema.story import Entity

_SUBJECT = frozenset({"he", "she", "they"})
# Elsewhere in a sentence most possessives mean somebody whom the sentence names.
_OPENING = re.compile(r"\W*(?:his|her|their)(?=\s+\w)", re.IGNORECASE)
_CONTRACTED = re.compile(r"[’'](?:s|d|ll|re|ve)\b")
_MARKS = re.compile(r'["“”]')


class _Place(NamedTuple):
    start: int
    end: int
    entity: Entity
    pronoun: bool


class Meant:
    """The named entities of a story by where they are mentioned."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._places: dict[str, list[_Place]] = {}
        for entity in entities:
            for mention in entity.mentions:
                place = _Place(mention.start, mention.end, entity, mention.kind == "pronoun")
                self._places.setdefault(mention.article, []).append(place)
        for places in self._places.values():
            places.sort(key=lambda place: place[:2])

    def told(self, sentence: Span) -> str:
        """The words of `sentence` with the name, in square brackets, after the first pronoun for each entity
        with a name that the sentence does not mention otherwise; words inside quotation marks are left alone.
        """
        places = self._inside(sentence)
        known = {place.entity.id for place in places if not place.pronoun}
        pieces, at = [], sentence.start
        for place in places:
            if place.pronoun and place.entity.id not in known and (after := _after(place, sentence)):
                end = _CONTRACTED.match(sentence.text, place.end - sentence.start)
                word_end = sentence.start + (end.end() if end else place.end - sentence.start)
                pieces += [sentence.text[at - sentence.start : word_end - sentence.start], after]
                at = word_end
                known.add(place.entity.id)
        return closed("".join([*pieces, sentence.text[at - sentence.start :]]))

    def _inside(self, sentence: Span) -> list[_Place]:
        places = self._places.get(sentence.article, [])
        first = bisect_left(places, sentence.start, key=lambda place: place.start)
        last = bisect_left(places, sentence.end, key=lambda place: place.start)
        return [place for place in places[first:last] if place.end <= sentence.end]


def _after(place: _Place, sentence: Span) -> str | None:
    """What is written after a pronoun, if anything."""
    before = sentence.text[: place.start - sentence.start]
    word = sentence.text[len(before) : place.end - sentence.start]
    if not any(letter.isupper() for letter in place.entity.name) or len(_MARKS.findall(before)) % 2:
        return None
    if word.casefold() in _SUBJECT:
        return f" [{place.entity.name}]"
    opening = _OPENING.match(sentence.text)
    return f" [{place.entity.name}’s]" if opening and opening.end() == len(before) + len(word) else None


def closed(text: str) -> str:
    """A sentence with the quotation mark that the sentence before or after it has: of "We wait. We hope," he
    said, the second is shown as "We hope," he said."""
    straight, curly = text.count('"') % 2, text.count("“") - text.count("”")
    if straight and not curly:
        first = text.index('"')
        opens = first == 0 or text[first - 1] in " ([—–"
        return f'{text}"' if opens else f'"{text}'
    if straight or abs(curly) != 1:
        return text
    return f"{text}”" if curly > 0 else f"“{text}"
