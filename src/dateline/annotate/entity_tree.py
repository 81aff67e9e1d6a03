"""Tokens of one article with what the entity annotators ask of them: children, phrases, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotate.entity_decoding import Name
from dateline.annotate.nouns import is_person_noun
from dateline.schema.annotation import Token

TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady", "dame", "prof", "gen", "lt", "col", "maj"}
    | {"capt", "sgt", "cpl", "pvt", "adm", "sen", "rep", "gov", "rev", "fr", "hon", "brig", "cmdr", "supt"}
    | {
        "sheikh",
        "pope",
        "ayatollah",
        "mullah",
        "imam",
        "king",
        "queen",
        "prince",
        "princess",
        "undersecretary",
    }
)
"""Words before a name that no dictionary of roles has, in lower case and without the stop."""

_BESIDE_NAMES = frozenset({"agent", "ally", "liaison", "rapporteur"})
"""Nouns that stand for people where a name stands beside them, and for other things elsewhere."""
_AFTER_OFFICE = frozenset({"elect", "designate", "general"})
"""What a hyphen joins to the noun of an office."""

HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady", "dame", "hon"})
"""Titles that tell no role."""

MODIFIERS = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "predet", "advmod", "case", "punct"}
)
"""Dependents before a noun that are in its phrase."""


@dataclass(frozen=True, slots=True)
class Tree:
    """`name_at` gives for each token the index of the name it is in, or None."""

    tokens: Sequence[Token]
    children: Sequence[Sequence[int]]
    names: Sequence[Name]
    name_at: Sequence[int | None]

    @classmethod
    def of(cls, tokens: Sequence[Token], names: Sequence[Name]) -> Tree:
        children: list[list[int]] = [[] for _ in tokens]
        for number, token in enumerate(tokens):
            if token.head != number:
                children[token.head].append(number)
        name_at: list[int | None] = [None] * len(tokens)
        for index, name in enumerate(names):
            for number in range(name.first, name.last + 1):
                if name_at[number] is None:
                    name_at[number] = index
        return cls(tokens=tokens, children=children, names=names, name_at=name_at)

    def word(self, number: int) -> str:
        """The token in lower case without a final stop; empty outside the text."""
        return self.tokens[number].text.lower().rstrip(".") if 0 <= number < len(self.tokens) else ""

    def same_sentence(self, one: int, other: int) -> bool:
        return 0 <= other < len(self.tokens) and self.tokens[one].sentence == self.tokens[other].sentence

    def head_of(self, first: int, last: int) -> int:
        """The token of a span that governs the others."""
        for number in range(last, first - 1, -1):
            if not first <= self.tokens[number].head <= last or self.tokens[number].head == number:
                return number
        return last

    def label_at(self, number: int) -> str | None:
        index = self.name_at[number] if 0 <= number < len(self.tokens) else None
        return None if index is None else self.names[index].label

    def phrase_start(self, head: int) -> int:
        """First token of the noun phrase that ends with its head noun `head`."""
        start = head
        for child in reversed([c for c in self.children[head] if c < head]):
            if self.tokens[child].dep not in MODIFIERS:
                break
            start = min(start, self._left_edge(child))
        while (
            start < head and self.tokens[start].pos in {"PUNCT", "ADV", "CCONJ"} and self.word(start) != "-"
        ):
            start += 1
        return start

    def _left_edge(self, number: int) -> int:
        edge = number
        todo = [number]
        while todo:
            at = todo.pop()
            edge = min(edge, at)
            todo.extend(c for c in self.children[at] if c < number)
        return edge

    def is_role_noun(self, number: int) -> bool:
        """Whether the token is a singular noun for a person, or a title."""
        if not 0 <= number < len(self.tokens):
            return False
        token = self.tokens[number]
        if self.label_at(number) == "PER" or token.tag in {"NNS", "NNPS"}:
            return False
        if token.pos not in {"NOUN", "PROPN", "ADJ"}:
            return False
        word = token.text.lower().rstrip(".")
        if word in _AFTER_OFFICE and number > 1 and self.word(number - 1) == "-":
            return is_person_noun(self.word(number - 2))
        known = word in TITLES or word in _BESIDE_NAMES or is_person_noun(word)
        return known or is_person_noun(word.rpartition("-")[2])
