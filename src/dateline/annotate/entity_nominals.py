"""Phrases and pronouns that stand for somebody without a name: "the envoy", "both sides", "she"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_role_phrases import phrase_end, word_start
from dateline.annotate.entity_roles import is_bare
from dateline.annotate.entity_tree import Tree
from dateline.annotate.gazetteer import country_named, country_of_capital, country_of_demonym
from dateline.annotate.nouns import is_group_noun, is_person_noun, sex_of_noun
from dateline.schema.annotation import EntityType, Token

Gender = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Nominal:
    """Tokens `first` to `last` (inclusive), the head of the phrase, and how far its role text goes."""

    first: int
    last: int
    head: int
    type: EntityType
    plural: bool
    role: tuple[int, int] | None = None
    country: str | None = None
    gender: Gender | None = None
    named: bool = False
    """Whether a name before the noun makes the phrase a name: "the Brandt administration"."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    token: int
    type: EntityType
    plural: bool
    gender: Gender | None


_PRONOUNS: dict[str, tuple[EntityType, bool, Gender | None]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("person", False, "male")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("person", False, "female")),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("person", False, None)),
    **dict.fromkeys(("you", "your", "yours", "yourself"), ("person", False, None)),
    **dict.fromkeys(("it", "its", "itself"), ("organization", False, None)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("group", True, None)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("group", True, None)),
}
_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_HEAD_DEPS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "attr", "dative", "ROOT", "oprd", "agent"}
    | {"csubj", "npadvmod", "dep", "ccomp", "advcl", "relcl", "acomp", "xcomp", "pcomp", "iobj", "nmod"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_COUNTRY_NOUNS = frozenset(
    {"country", "nation", "republic", "kingdom", "neighbour", "neighbor", "ally", "rival"}
)
_MEMBERS = frozenset({"republican", "democrat"})
_PEOPLE = frozenset({"people", "police", "troop", "force", "authority", "folk", "couple"})


def find_nominals(tree: Tree, *, titles: set[int]) -> Iterator[Nominal]:
    """The noun phrases for people and groups, except `titles`, the tokens of roles right before names."""
    for number, token in enumerate(tree.tokens):
        if token.pos not in {"NOUN", "PROPN"} or tree.name_at[number] is not None:
            continue
        owned = number in titles and _is_owned(number, tree)
        if (token.dep not in _HEAD_DEPS or number in titles) and not owned:
            continue
        nominal = _nominal(number, tree)
        if nominal is not None:
            yield nominal


def _is_owned(number: int, tree: Tree) -> bool:
    """Whether the title before a name begins with a possessive ("his predecessor Ada Moreau")."""
    first = number
    while first and tree.tokens[first - 1].pos in {"NOUN", "ADJ"} and tree.name_at[first - 1] is None:
        first -= 1
    named = number + 1 < len(tree.tokens) and tree.label_at(number + 1) == "PER"
    return named and first > 0 and tree.tokens[first - 1].tag == "PRP$"


def is_member(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether what was taken for a name is a phrase for somebody of a party ("the Texas Republican")."""
    last = tokens[name.last]
    return (
        name.label != "PER"
        and name.first > 0
        and last.text.lower() in _MEMBERS
        and last.dep in _HEAD_DEPS
        and tokens[name.first - 1].pos in {"DET", "ADJ"}
    )


def _nominal(head: int, tree: Tree) -> Nominal | None:
    token = tree.tokens[head]
    noun = token.lemma.lower()
    if noun == "general" and is_group_noun(tree.word(head - 1)) and tree.name_at[head - 1] is None:
        return None
    plural = token.tag in {"NNS", "NNPS"} or noun in {"people", "police", "couple"}
    after = _named_after(head, tree)
    if after is not None:
        return Nominal(after, head, head, "organization", plural=False, named=True)
    if _is_party(head, tree):
        return Nominal(head, head, head, "group", plural=True, named=True)
    first = tree.phrase_start(head)
    if any(tree.label_at(at) == "PER" and tree.tokens[at + 1].tag != "POS" and tree.word(at + 1) != "s"
           and tree.name_at[at + 1] is None and tree.tokens[at].dep != "poss"
           for at in range(first, head)):  # fmt: skip
        first = head
    definite = _is_definite(first, head, tree)
    country = _country(first, head, tree)
    type_ = type_of_noun(noun, plural=plural)
    if type_ is None:
        return None
    if is_person_noun(noun):
        words = _after_determiner(first, head, tree), phrase_end(head, tree)
        role = None if plural or is_bare(words, tree) else words
        return Nominal(first, head, head, type_, plural, role, country, None if plural else sex_of_noun(noun))
    if not (definite or country or _says(head, tree)):
        return None
    return Nominal(first, head, head, type_, type_ == "group", None, country)


def _is_party(head: int, tree: Tree) -> bool:
    """Whether a plural is what the members of a party or corps go by: "the Liberals", "Marines"."""
    token, before = tree.tokens[head], tree.tokens[max(head - 1, 0)]
    named = before.dep in {"compound", "amod"} and before.text[:1].isupper()
    if token.tag != "NNPS" or not token.text.istitle() or (named and before.sentence == token.sentence):
        return False
    noun = token.text.lower().removesuffix("s")
    return is_person_noun(noun.removesuffix("ie") + "y" if noun.endswith("ie") else noun)


def type_of_noun(noun: str, *, plural: bool) -> EntityType | None:
    """What a noun (lemma, lower case) stands for: somebody, several, a body or a country; None if a thing."""
    if is_person_noun(noun):
        return "group" if plural else "person"
    if not is_group_noun(noun):
        return None
    if plural or noun in _PEOPLE:
        return "group"
    return "place" if noun in _COUNTRY_NOUNS else "organization"


def _named_after(head: int, tree: Tree) -> int | None:
    """The first token of the name that a body goes by: its head's ("the Brandt administration"), its town's
    ("Tarn police"). None for other phrases: "Norland's government" is the country's.
    """
    noun, index = tree.tokens[head].lemma.lower(), tree.name_at[head - 1] if head else None
    if index is None or tree.tokens[head - 1].head != head or tree.tokens[head].tag not in {"NN", "NNS"}:
        return None
    name = tree.names[index]
    if tree.tokens[head - 1].dep not in {"compound", "nmod"} or not is_group_noun(noun):
        return None
    if name.label == "PER":
        ruled = tree.tokens[head].tag == "NN" and _is_definite(tree.phrase_start(head), head, tree)
        return name.first if ruled else None
    local = name.label == "LOC" and _country(name.first, head, tree) is None
    return name.first if local and noun == "police" else None


def _says(head: int, tree: Tree) -> bool:
    """Whether the noun is the subject of a verb with a clause ("police said"), or people act."""
    token = tree.tokens[head]
    if token.lemma.lower() in _PEOPLE:
        return token.dep in {"nsubj", "agent"} and tree.phrase_start(head) == head
    named = any(tree.name_at[at] is not None for at in range(tree.phrase_start(head), head))
    below = {tree.tokens[child].dep for child in tree.children[token.head]}
    return token.dep == "nsubj" and "ccomp" in below and not named


def _is_definite(first: int, head: int, tree: Tree) -> bool:
    return any(
        tree.word(at) in _DEFINITE or tree.tokens[at].tag in {"PRP$", "POS"} for at in range(first, head)
    )


def _after_determiner(first: int, head: int, tree: Tree) -> int:
    first = max((at for at in range(first, head) if tree.tokens[at].pos == "DET"), default=first - 1) + 1
    while first < head and (tree.tokens[first].pos == "PRON" or tree.word(first) in {"other", "one", "such"}):
        first += 1
    return word_start(first, tree)


def _country(first: int, head: int, tree: Tree) -> str | None:
    """The country that the words before the head noun name."""
    seen: int | None = None
    for at in range(head, first - 1, -1):
        index = tree.name_at[at]
        if index is None or index == seen:
            continue
        seen = index
        name = tree.names[index]
        text = " ".join(token.text for token in tree.tokens[name.first : name.last + 1])
        country = country_of_demonym(text) or country_named(text) or country_of_capital(text)
        if country is not None:
            return country
    return None


def find_pronouns(tree: Tree) -> Iterator[Pronoun]:
    """Personal and possessive pronouns that refer; "it" in "it is clear that" does not."""
    for number, token in enumerate(tree.tokens):
        if token.tag not in _PRONOUN_TAGS or tree.name_at[number] is not None:
            continue
        known = _PRONOUNS.get(token.text.lower())
        if known is None or (token.text.lower() == "it" and _is_empty(number, tree)):
            continue
        if token.text == "US":
            continue
        type_, plural, gender = known
        yield Pronoun(number, type_, plural, gender)


_WEATHER = frozenset({"seem", "appear", "happen", "rain", "snow", "turn", "take", "remain"})


def _is_empty(number: int, tree: Tree) -> bool:
    """Whether "it" only fills the place of a clause or of nothing."""
    token = tree.tokens[number]
    if token.dep == "expl":
        return True
    verb = tree.tokens[token.head]
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    below = {tree.tokens[child].dep for child in tree.children[token.head]}
    if verb.lemma == "be":
        return bool(below & {"ccomp", "csubj", "xcomp", "advcl"}) or "acomp" in below or "npadvmod" in below
    if token.dep == "nsubjpass":
        return "ccomp" in below
    return verb.lemma in _WEATHER and bool(below & {"ccomp", "xcomp", "advcl"})
