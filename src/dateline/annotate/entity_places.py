"""Which names are places, of which country, and where a place stands for those who govern it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_tree import Tree
from dateline.annotate.gazetteer import (
    adjectives_of,
    country_named,
    country_of_body,
    country_of_capital,
    country_of_demonym,
    country_of_place,
    country_of_seat,
    is_people,
)
from dateline.annotate.nouns import words

_MISSIONS = frozenset({"embassy", "consulate", "mission"})
"""Houses that speak for a country abroad; they are places where nothing is said of them but where."""
_HALVES = {"north": "North", "south": "South"}
_ACTS_AFTER = frozenset({"with", "between", "against", "by", "among", "for", "toward", "towards"})
_BEFORE_A_NOUN = frozenset({"amod", "compound", "nmod", "npadvmod"})
"""How an adjective stands before what it tells of ("a Lornian envoy", "the Lornian-led force")."""
_MEETING = frozenset(
    {
        "sanction",
        "tariff",
        "embargo",
        "blockade",
        "pressure",
        "warning",
        "message",
        "threat",
        "ultimatum",
        "aid",
    }
)
"""What is put on or sent to a government: "sanctions on", "a warning to"."""
_GIVEN = _MEETING | words(
    "answer apology approval assurance backing commitment concession condemnation consent criticism "
    "delegation demand denial guarantee help invitation offer permission pledge praise promise proposal "
    "reaction reply request response retaliation statement support"
)
"""What comes from a government: "a pledge from"."""
_MOVES = frozenset(
    {
        "visit",
        "leave",
        "reach",
        "enter",
        "attack",
        "shell",
        "hit",
        "strike",
        "capture",
        "seize",
        "bomb",
        "cross",
    }
    | {"tour", "cover", "rock", "flee", "occupy", "retake", "surround", "liberate", "quit", "storm", "see"}
)


@dataclass(frozen=True, slots=True)
class Geography:
    """The countries that an article names, and what its places are with them in mind."""

    tree: Tree
    near: frozenset[str]
    about: str | None = None
    """The country that is named most often."""
    halves: dict[str, str] = field(default_factory=dict)
    """"North" and "South", where the article tells which country is meant."""
    adjectives: frozenset[str] = frozenset()
    """What says of which of the article's places somebody is, where no gazetteer knows its country."""

    @classmethod
    def of(cls, tree: Tree) -> Geography:
        named: Counter[str] = Counter()
        for name in tree.names:
            text = _text(name, tree)
            country = country_named(text) or country_of_demonym(text) or country_of_capital(text)
            if country is not None:
                named[country] += 1
        about = max(named, key=lambda country: (named[country], country), default=None)
        places = {_text(name, tree) for name in tree.names if name.label == "LOC"}
        unknown = {text for text in places if country_of_place(text, near=frozenset()) is None}
        return cls(
            tree=tree,
            near=frozenset(named),
            about=about,
            halves=_halves(set(named)),
            adjectives=frozenset(word for text in unknown for word in adjectives_of(text)),
        )

    def country_of(self, name: Name) -> tuple[str | None, bool]:
        """The country that a name tells, and whether the name is a demonym."""
        text = _text(name, self.tree)
        if name.label == "PER" and name.last > name.first:
            return None, False
        country = country_of_demonym(text)
        if country is not None and country_named(text) is None and name.label in {"NORP", "MISC", "LOC"}:
            return country, True
        if country is None and text in self.adjectives and name.label in {"NORP", "MISC", "LOC"}:
            return None, True
        label = self.label_of(name)
        if label == "ORG":
            country = country_of_seat(text) or self._country_inside(name)
            return country or country_of_body(text, about=self.about), False
        if label != "LOC":
            return None, False
        return self.halves.get(text) or country_of_seat(text) or country_of_place(text, near=self.near), False

    def _country_inside(self, name: Name) -> str | None:
        for at in range(name.first, name.last + 1):
            text = self.tree.tokens[at].text
            country = country_of_demonym(text) or country_named(text)
            if country is not None:
                return country
        return None

    def label_of(self, name: Name) -> str:
        """PER, ORG, LOC, NORP or MISC, where the gazetteer knows better than the context."""
        text = _text(name, self.tree)
        if country_named(text) is not None:
            return "LOC"
        if country_of_seat(text) is not None:
            return "ORG"
        if name.label in {"PER", "ORG", "NORP", "MISC"} and country_of_capital(text) is not None:
            return "LOC"
        if text in self.halves:
            return "LOC"
        if name.label == "LOC" and self.tree.word(name.last) in _MISSIONS and self.acts(name):
            return "ORG"
        return name.label

    def is_mere_adjective(self, name: Name) -> bool:
        """Whether the name only tells a kind ("Korean", "Marxist"): no country, and a noun follows."""
        head = self.tree.tokens[name.last]
        adjective = head.text.endswith(("an", "ish", "ese", "ic", "ern", "ist"))
        return name.label == "NORP" and adjective and head.dep in _BEFORE_A_NOUN

    def is_pair(self, name: Name) -> bool:
        """Whether the name is the plural of a country that there are two of ("both Koreas")."""
        text = _text(name, self.tree)
        return text.endswith("s") and any(
            country == f"{half} {text[:-1]}" for half, country in self.halves.items()
        )

    def is_relation(self, name: Name) -> bool:
        """Whether the name is of two countries and what is between them ("a Norway-Sweden summit")."""
        parts = _text(name, self.tree).split("-")
        return len(parts) == 2 and all(country_named(part) or country_of_demonym(part) for part in parts)

    def is_half(self, name: Name) -> bool:
        """Whether the name is the first word of one that ends as the next does ("North and South Dakota")."""
        after = self.tree.name_at[name.last + 2] if name.last + 2 < len(self.tree.tokens) else None
        if name.last > name.first or after is None or self.tree.word(name.last + 1) not in {"and", "or"}:
            return False
        other = self.tree.names[after]
        rest = [token.text for token in self.tree.tokens[other.first + 1 : other.last + 1]]
        text = _text(name, self.tree)
        return (
            bool(rest)
            and name.label == other.label == "LOC"
            and country_of_place(text, near=frozenset()) is None
            and country_of_place(" ".join([text, *rest]), near=frozenset()) is not None
        )

    def is_people(self, name: Name) -> bool:
        """Whether a demonym is a noun for people ("the Russians"), not an adjective."""
        text = _text(name, self.tree)
        head = self.tree.tokens[name.last]
        return is_people(text) or (head.pos in {"NOUN", "PROPN"} and head.dep not in _BEFORE_A_NOUN)

    def acts(self, name: Name) -> bool:
        """Whether the place or people do, say or undergo something that only people can."""
        head = self.tree.head_of(name.first, name.last)
        return self._acts(head)

    def _acts(self, head: int) -> bool:
        tokens = self.tree.tokens
        token = tokens[head]
        governor = tokens[token.head]
        if token.dep in {"nsubj", "agent", "dative"}:
            return not (governor.lemma == "be" and self._is_described(token.head))
        if token.dep in {"dobj", "nsubjpass"}:
            return governor.lemma not in _MOVES
        if token.dep == "pobj":
            return governor.text.lower() in _ACTS_AFTER or self._is_met(token.head)
        if token.dep == "poss":
            return governor.pos in {"NOUN", "PROPN"} and not governor.text.endswith("capital")
        if token.dep == "conj" and token.head != head:
            return self._acts(token.head)
        return False

    def _is_met(self, preposition: int) -> bool:
        """Whether what stands before a preposition is put on a government, sent to it or given by it:
        "sanctions on", "pressure grew on", "a pledge from"."""
        word, over = self.tree.word(preposition), self.tree.tokens[preposition].head
        if word == "from":
            return self.tree.tokens[over].lemma in _GIVEN
        if word not in {"on", "to"}:
            return False
        below = (self.tree.tokens[at] for at in self.tree.children[over])
        subjects = {token.lemma for token in below if token.dep in {"nsubj", "nsubjpass"}}
        return not _MEETING.isdisjoint({self.tree.tokens[over].lemma, *subjects})

    def _is_described(self, verb: int) -> bool:
        """Whether the copula tells where or what kind of place it is."""
        return any(self.tree.tokens[child].dep in {"attr", "prep"} for child in self.tree.children[verb])

    def sides(self) -> Iterator[tuple[int, str]]:
        """Tokens such as "North" in "the North" or "North and South Korea", that no name covers."""
        for number, token in enumerate(self.tree.tokens):
            country = self.halves.get(token.text)
            if country is None or self.tree.name_at[number] is not None:
                continue
            following = self.tree.word(number + 1)
            joined = following in {"and", "or"} and self.tree.word(number + 2) in _HALVES
            if joined or (self.tree.word(number - 1) == "the" and not self._goes_on(number)):
                yield number, country

    def _goes_on(self, number: int) -> bool:
        after = number + 1
        return self.tree.same_sentence(number, after) and self.tree.tokens[after].pos == "PROPN"


def _halves(near: set[str]) -> dict[str, str]:
    """The North and the South of the one pair of countries that the article is about."""
    halves = {}
    for half in _HALVES.values():
        countries = sorted(country for country in near if country.startswith(f"{half} "))
        others = [c.replace(half, other, 1) for c in countries for other in _HALVES.values() if other != half]
        paired = [c for c, other in zip(countries, others, strict=True) if country_named(other)]
        if len(paired) == 1:
            halves[half] = paired[0]
            opposite = others[countries.index(paired[0])]
            halves.setdefault(opposite.split(" ")[0], opposite)
    return halves


def _text(name: Name, tree: Tree) -> str:
    return " ".join(token.text for token in tree.tokens[name.first : name.last + 1])
