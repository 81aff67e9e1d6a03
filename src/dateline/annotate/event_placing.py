"""The names in a sentence that stand where a place would: towns, sites, and bodies for where they sit."""

from __future__ import annotations

from collections.abc import Iterator, Set

from dateline.annotate import gazetteer
from dateline.annotate.event_lexicon import place_nouns, words
from dateline.annotate.event_participants import is_site
from dateline.annotate.event_tree import Tree
from dateline.schema.annotation import Mention


def is_place_name(tree: Tree, index: int) -> bool:
    return tree.mentions[index].type == "place" and tree.mentions[index].kind == "name"


def places_in(
    tree: Tree, sentence: int, words_of_place: Set[str], sources: Set[int] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Place names of a sentence that stand after one of the prepositions, with the token they hang on.

    After "from" they count where it hangs on one of the `sources`.
    """
    for token, index in enumerate(tree.mention):
        if index is None or tree.tokens[token].sentence != sentence:
            continue
        mention = tree.mentions[index]
        is_place = mention.type == "place" and not mention.actor
        known = is_place or is_site(mention) or _houses(tree, token) or _has_floor(tree, token)
        if mention.kind not in {"name", "nominal"} or not known:
            continue
        at = token
        while tree.tokens[at].dep in {"appos", "conj"} or tree.mention[tree.tokens[at].head] == index:
            if tree.tokens[at].head == at:
                break
            at = tree.tokens[at].head
        noun = tree.tokens[at].head
        inside = tree.tokens[at].dep in {"compound", "nmod", "amod"}
        occasion = inside and tree.lemma(noun) not in place_nouns() | words("floors")
        if inside and not (names_occasion(mention) if occasion else _names_region(tree, noun)):
            continue
        at = noun if inside else at  # "at his Norland resort", "in the Tarn valley"
        if tree.tokens[at].dep != "pobj":
            continue
        prep = tree.tokens[at].head
        if tree.tokens[prep].text.lower() == "of":  # "in the border village of X"
            over = tree.tokens[prep].head
            prep = tree.tokens[over].head if tree.tokens[over].dep == "pobj" else prep
        word = tree.tokens[prep].text.lower()
        over = tree.tokens[prep].head
        if word == "of" and tree.lemma(over) == "out":
            word, over = "from", tree.tokens[over].head  # "pulled out of X"
        if occasion:
            placing = word in _AT_OCCASIONS
        else:
            on_it = word == "on" and gazetteer.country_named(mention.text) is None
            from_it = word == "from" and over in sources
            placing = word in words_of_place or on_it or from_it
        if placing:
            yield index, prep


def _houses(tree: Tree, token: int) -> bool:
    """Whether the name of a body or vessel stands for where somebody speaks: "told reporters at the State
    Department", "aboard the Northern Star"."""
    index, prep = tree.mention[token], tree.tokens[token].head
    if index is None or tree.mentions[index].type != "organization" or tree.tokens[token].dep != "pobj":
        return False
    over = tree.tokens[prep].head
    told = (
        over if tree.tokens[over].dep in {"dobj", "dative"} and tree.lemma(over) in words("press") else None
    )
    verb = tree.tokens[told].head if told is not None else over
    word = tree.tokens[prep].text.lower()
    inside = word in {"at", "from", "inside", "outside", "aboard"} or (
        word == "in" and is_chamber(tree.mentions[index])
    )
    return inside and tree.lemma(verb) in words("addressing") and tree.mentions[index].kind == "name"


def is_chamber(mention: Mention) -> bool:
    """Whether the name is of a body that is spoken to where it sits: "Congress", "the House of Commons"."""
    name = mention.text.casefold().split()
    head = name[name.index("of") - 1] if "of" in name[1:] else name[-1]
    return mention.type == "organization" and mention.kind == "name" and head in words("chambers")


def _has_floor(tree: Tree, token: int) -> bool:
    """Whether the name is of the body whose floor is spoken of: "on the Senate floor"."""
    index, over = tree.mention[token], tree.tokens[token].head
    if index is None or not is_chamber(tree.mentions[index]):
        return False
    if tree.lemma(over) == "of":
        over = tree.tokens[over].head
    return tree.lemma(over) in words("floors")


def names_occasion(mention: Mention) -> bool:
    """Whether a name before a noun may be the place of what the noun names: "at a Tarn rally"."""
    town = gazetteer.is_place(mention.text.split(",")[0]) and gazetteer.country_named(mention.text) is None
    return mention.kind == "name" and (town or is_site(mention))


def _names_region(tree: Tree, noun: int) -> bool:
    """Whether a name before a noun for a place is that of the place: not of "the Tarn suburb of Brell"."""
    named = (tree.mention[thing] for word, thing in tree.prepositions(noun) if word == "of")
    return all(index is None or tree.mentions[index].type != "place" for index in named)


_AT_OCCASIONS = frozenset({"at", "during", "in"})
"""Prepositions before an occasion named by its place: "at a Tarn rally"."""
