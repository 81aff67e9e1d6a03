"""Before whom somebody speaks, and whether what is said is written, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.event_attachment import climb
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_placing import is_chamber, names_occasion
from dateline.annotate.event_tree import Tree


def is_written(tree: Tree, verb: int) -> bool:
    """Whether what is said is written, or said to an outlet: "tweeted", "in a statement", "told the Post"."""
    if tree.lemma(verb) in words("writing"):
        return True
    heard = (tree.mention[thing] for thing in tree.below(verb, "dobj", "dative"))
    if tree.lemma(verb) == "tell" and any(
        index is not None
        and tree.mentions[index].type == "organization"
        and not is_chamber(tree.mentions[index])
        for index in heard
    ):
        return True
    return any(tree.lemma(thing) in words("written") for _, thing in tree.prepositions(verb))


def name_before(tree: Tree, noun: int) -> int | None:
    """The town or site by which a noun is named: "a Tarn courtroom"."""
    indexes = (tree.mention[child] for child in tree.below(noun, "compound", "nmod", "amod"))
    return next((at for at in indexes if at is not None and names_occasion(tree.mentions[at])), None)


def audience(tree: Tree, start: int) -> int | None:
    """The place of those who are told: "told a Tarn courtroom", "addressed Congress"."""
    told = tree.below(start, "dobj", "dative") if tree.lemma(start) in words("addressing") else []
    for thing in told:
        found = name_before(tree, thing)
        if found is not None:
            return found
    if is_written(tree, start):
        return None
    return next((at for thing in (*told, *_before(tree, start)) for at in _chambers(tree, thing)), None)


def _before(tree: Tree, start: int) -> Iterator[int]:
    """Those before whom something is said or done, and to whom a speech is made."""
    speech = {tree.lemma(at) for at in (start, *tree.below(start, "dobj"))}
    speaks = not speech.isdisjoint(words("addressing") | words("addresses"))
    for at in (start, *(climb(tree, start) if tree.is_verb(start) else ())):
        for word, thing in tree.prepositions(at):
            if word == "before" or (word == "to" and speaks and at == start):
                yield thing


def _chambers(tree: Tree, thing: int) -> Iterator[int]:
    """The body that a word names, or whose session it is: "a joint session of Congress"."""
    inner = [of for word, of in tree.prepositions(thing) if word == "of"]
    sitting = tree.lemma(thing) in words("sittings")
    for at in (thing, *((*inner, *tree.below(thing, "compound", "nmod", "poss")) if sitting else ())):
        index = tree.mention[at]
        if index is not None and is_chamber(tree.mentions[index]):
            yield index
