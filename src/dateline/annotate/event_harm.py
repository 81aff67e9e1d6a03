"""What harms others: deeds that are promised or said to come, and attacks that are made in words alone."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.event_lexicon import lexicon, root_of, words
from dateline.annotate.event_tree import Tree

_HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
_CLOSING = frozenset({"close", "cut", "halt", "shut"})


def is_hostile(tree: Tree, clause: int) -> bool:
    """Whether the deed that a clause names would harm somebody: "to punish the rebels", "that they would pay
    a heavy price", "to add tariffs". Not what would end such a deed, nor what will not be."""
    for verb in tree.conjuncts(clause):
        if tree.first(verb, "neg") is not None:
            continue
        said = {tree.lemma(at) for at in _deed(tree, verb)}
        root = root_of(tree.lemma(verb))
        closes = root == "SANCTION" and tree.lemma(verb) in _CLOSING  # one's own plant, or a border
        harms = root in _HARMFUL and not (closes and said.isdisjoint(words("links")))
        if harms or not said.isdisjoint(words("retaliating")):
            return True
        if root in {None, "OTHER"} and tree.phrase(verb) not in words("cancel") | words("presupposing"):
            nouns = lexicon().nouns
            if any(entry.root in _HARMFUL for at in said for rest, entry in nouns.get(at, ()) if not rest):
                return True
    return False


def _deed(tree: Tree, verb: int) -> Iterator[int]:
    """The verb, and its object or what there is or comes."""
    yield verb
    there = tree.first(verb, "expl") is not None
    for thing in tree.below(verb, *(("attr",) if there else ("dobj", "nsubjpass"))):
        yield from tree.conjuncts(thing)


def is_conditional(tree: Tree, verb: int) -> bool:
    """Whether what will be done hangs on what another does: "if they stay, it will attack"."""
    coming = any(tree.lemma(at) in _COMING for at in tree.below(verb, "aux"))
    clauses = (clause for at in (verb, tree.tokens[verb].head) for clause in tree.below(at, "advcl"))
    marks = (tree.lemma(mark) for clause in clauses for mark in tree.below(clause, "mark"))
    return coming and any(mark in {"if", "unless"} for mark in marks)


_COMING = frozenset({"will", "would", "'ll", "’ll", "shall"})


def is_verbal(tree: Tree, word: int, support: int | None) -> bool:
    """Whether the words about an attack say that it is one in words: "attacked the plan in a speech",
    "launched an attack on Ray, calling him a liar"."""
    verb = word if support is None else support
    sayings = words("report") | words("judging") | words("claim")
    if any(tree.lemma(at) in sayings for at in tree.below(verb, "advcl", "xcomp")):
        return True
    if any(tree.lemma(at) in words("verbal") for at in tree.below(word, "amod", "advmod")):
        return True
    return any(
        tree.lemma(thing) in words("utterances")
        for at in dict.fromkeys((word, verb))
        for _, thing in tree.prepositions(at)
    )
