"""The root that a verb of saying gives to a statement: a complaint, a finding about others, a refusal."""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.event_harm import is_hostile
from dateline.annotate.event_lexicon import opinions, words
from dateline.annotate.event_tree import Tree


def root_of_cue(tree: Tree, verb: int, inside: Collection[int], known: Collection[int]) -> str | None:
    """The root of a statement by its verb, None where that gives it none; the mentions `known` are of those
    who speak or are spoken to."""
    lemma = tree.lemma(verb)
    if lemma in _REFUSING:
        return "REJECT"
    if lemma in _COMPLAINING and any(_is_other(tree, at, known) for at in inside):
        return "ACCUSE"
    finding = lemma in words("claim") | _FINDING
    return "ACCUSE" if finding and any(_is_misdeed(tree, at, known) for at in inside) else None


_REFUSING = frozenset({"decline", "refuse"})
_COMPLAINING = frozenset({"bemoan", "complain", "gripe", "grouse", "grumble", "whine"})
_FINDING = frozenset({"assess", "conclude", "determine", "establish", "find", "judge"})


def _is_misdeed(tree: Tree, verb: int, known: Collection[int]) -> bool:
    """Whether a verb of what is said tells harm that another did or does: "Norland shot down the jet"."""
    token = tree.tokens[verb]
    if not tree.is_verb(verb) or token.dep not in {"ROOT", "ccomp", "conj"}:
        return False
    helping = {tree.tokens[at].text.lower() for at in tree.below(verb, "aux")}
    if tree.first(verb, "neg") is not None or helping & _AHEAD:
        return False
    by = (thing for word, thing in tree.prepositions(verb) if word == "by")
    passive = tree.first(verb, "auxpass") is not None
    doer = next(by, None) if passive else tree.first(verb, "nsubj")
    if doer is None and token.dep == "conj":
        doer = tree.first(tree.first_conjunct(verb), "nsubj")
    if doer is None or not _is_other(tree, doer, known):
        return False
    bad = opinions().get(f"to {tree.lemma(verb)}", 0) < 0 or tree.lemma(verb) in words("misdeeds")
    return bad or is_hostile(tree, verb)


_AHEAD = frozenset({"will", "would", "'ll", "wo", "should", "must"})


def _is_other(tree: Tree, token: int, known: Collection[int]) -> bool:
    index = tree.mention[token]
    return index is not None and index not in known and tree.tokens[token].text.lower() not in _SELF


_SELF = frozenset({"i", "we", "me", "us", "you", "it"})
