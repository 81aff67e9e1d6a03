"""What is alleged and somebody rejects: "rejected reports that X met Y", "no evidence of a raid"."""

from __future__ import annotations

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_tree import Tree

_NONE = frozenset({"no", "little", "zero"})
_REBUTTING = frozenset({"dismiss", "reject", "rule out", "brush off", "discount", "wave away"})
"""Verbs that say that a report is not so; `words("deny")` are others."""


def refuted(tree: Tree, verb: int) -> int | None:
    """The word that says a clause under a noun is not so: "rejected" of "rejected claims that X fled"."""
    noun = tree.tokens[verb].head
    marked = any(tree.lemma(mark) == "that" for mark in tree.below(verb, "mark"))
    return refuted_at(tree, noun) if marked and not tree.is_verb(noun) else None


def refuted_at(tree: Tree, noun: int) -> int | None:
    """The word that says that what a noun for a report or a proof tells is not so, or None."""
    first = tree.first_conjunct(noun)
    over = tree.tokens[first].head
    if tree.lemma(noun) in words("proofs"):
        none = next((at for at in tree.below(noun, "det") if tree.lemma(at) in _NONE), None)
        return none if none is not None else _negation(tree, over)
    if tree.lemma(noun) not in words("accounts") or tree.tokens[first].dep not in {"dobj", "nsubjpass"}:
        return None
    rebuts = tree.phrase(over) in words("deny") | _REBUTTING and _negation(tree, over) is None
    return over if rebuts else None


def _negation(tree: Tree, verb: int) -> int | None:
    return tree.first(verb, "neg") if tree.is_verb(verb) else None
