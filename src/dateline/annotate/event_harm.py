"""What harms others: deeds that are promised or said to come, and attacks that are made in words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.annotate.event_lexicon import lexicon, opinions, root_of, table, words
from dateline.annotate.event_tree import Tree

HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
"""Roots of what harms others."""
_CLOSING = frozenset({"close", "cut", "halt", "shut", "withhold"})


def is_hostile(tree: Tree, clause: int) -> bool:
    """Whether the deed that a clause names would harm somebody: "to punish the rebels", "that they would pay
    a heavy price", "to add tariffs". Not what would end such a deed, nor what will not be."""
    for verb in tree.conjuncts(clause):
        if tree.first(verb, "neg") is not None:
            continue
        said = {tree.lemma(at) for at in _deed(tree, verb)}
        root = root_of(tree.lemma(verb))
        closes = root == "SANCTION" and tree.lemma(verb) in _CLOSING  # one's own plant, or a border
        harms = root in HARMFUL and not (closes and said.isdisjoint(words("links")))
        if harms or is_answer(tree, verb):
            return True
        if root in {None, "OTHER"} and tree.phrase(verb) not in words("cancel") | words("presupposing"):
            nouns = lexicon().nouns
            if any(entry.root in HARMFUL for at in said for rest, entry in nouns.get(at, ()) if not rest):
                return True
    return False


def is_answer(tree: Tree, verb: int) -> bool:
    """Whether a deed would answer what another does: "take revenge", "respond to any aggression"."""
    if not words("retaliating").isdisjoint(map(tree.lemma, _deed(tree, verb))):
        return True
    to = {tree.lemma(at) for word, at in tree.prepositions(verb) if word == "to"}
    entries = (entry for noun in to for rest, entry in lexicon().nouns.get(noun, ()) if not rest)
    harmed = any(opinions().get(noun, 0) < 0 for noun in to) or any(one.root in HARMFUL for one in entries)
    return tree.lemma(verb) in {"respond", "answer", "react"} and harmed


def _deed(tree: Tree, verb: int) -> Iterator[int]:
    """The verb, and its object or what there is or comes."""
    yield verb
    there = tree.first(verb, "expl") is not None
    for thing in tree.below(verb, *(("attr",) if there else ("dobj", "nsubjpass"))):
        yield from tree.conjuncts(thing)
        amount = tree.tokens[thing].tag == "CD" or tree.lemma(thing) in table("scales")
        if amount:  # "millions of euros in aid"
            yield from tree.subtree(thing)
            yield from (at for word, at in tree.prepositions(verb) if word == "in")


def readied(tree: Tree, verb: int) -> tuple[int, ...]:
    """The deeds that somebody is said to be ready for: "is prepared to add tariffs"."""
    ready = (at for at in tree.below(verb, "acomp") if tree.lemma(at) in _READY)
    return tuple(deed for at in ready for deed in tree.below(at, "xcomp"))


_READY = frozenset({"prepared", "ready", "willing", "determined", "poised"})


def is_severe_answer(tree: Tree, noun: int, said: Iterable[int] | None = None) -> bool:
    """Whether a noun with the adjectives before it, or those `said` of it, is for an answer that will hurt:
    "a swift response"."""
    words_of = tree.below(noun, "amod") if said is None else said
    answer = tree.lemma(noun) in words("retaliating") | {"answer", "reaction", "response"}
    return answer and any(tree.lemma(at) in words("severe") for at in words_of)


def is_conditional(tree: Tree, verb: int) -> bool:
    """Whether what will be done, or is made ready for, hangs on what another does: "if they stay, it will
    attack"."""
    coming = any(tree.lemma(at) in _COMING for at in tree.below(verb, "aux")) or bool(readied(tree, verb))
    over = (verb, tree.tokens[verb].head, *readied(tree, verb))
    clauses = (clause for at in over for clause in tree.below(at, "advcl"))
    marks = (tree.lemma(mark) for clause in clauses for mark in tree.below(clause, "mark"))
    return coming and any(mark in {"if", "unless"} for mark in marks)


_COMING = frozenset({"will", "would", "'ll", "’ll", "shall"})


def is_verbal(tree: Tree, word: int, support: int | None) -> bool:
    """Whether the words about an attack say that it is one in words: "attacked the plan in a speech",
    "launched an attack on Ray, calling him a liar"."""
    verb = word if support is None else support
    sayings = words("report") | words("judging") | words("claim")
    if support is None and tree.first(word, "ccomp") is not None:
        return True  # "fired back that it had paid"
    if any(tree.lemma(at) in sayings for at in tree.below(verb, "advcl", "xcomp")):
        return True
    if any(tree.lemma(at) in words("verbal") for at in tree.below(word, "amod", "advmod")):
        return True
    return any(
        tree.lemma(thing) in words("utterances")
        for at in dict.fromkeys((word, verb))
        for _, thing in tree.prepositions(at)
    )
