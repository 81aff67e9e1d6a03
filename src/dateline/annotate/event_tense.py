"""What the form of a verb says of what it tells: done, to come, only possible or not so.

Tense, modals, mood and negation of the verb alone; what governs it is read in `event_status`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.event_delays import is_delayed
from dateline.annotate.event_lexicon import root_of, words
from dateline.annotate.event_tree import Tree
from dateline.schema.annotation import Status

FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_POSSIBLE = frozenset({"may", "might", "could", "can", "should", "would", "must", "ca", "'d", "’d", "ought"})
_CLITIC = frozenset({"'d", "’d"})
_PRESENT = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
_CONDITIONAL = frozenset({"if", "unless", "whether", "lest"})

_ONGOING = frozenset({"ACCUSE", "AID", "ASSAULT", "COOPERATE", "PROTEST"})
"""Roots of activities (Vendler 1957), which in the present progressive are of now: "is cooperating"."""

_TALKING = frozenset({"confer", "consult", "debate", "discuss", "negotiate"})
"""Verbs of meetings that are activities as well: "are discussing a truce", not "is meeting"."""

_NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A status with the token of the word that tells it; `asserted` is false where no word does.

    `possible` is true where the event is only possible, `generic` where no single event is meant, `claimant`
    is the token of the subject whose claim it is.
    """

    status: Status
    step: int | None = None
    asserted: bool = True
    possible: bool = False
    generic: bool = False
    claimant: int | None = None


def finite(tree: Tree, verb: int) -> Reading | None:
    """The reading of a finite verb, or None where the form says nothing (infinitive, participle)."""
    below = tree.below(verb, "aux", "auxpass")
    auxiliaries = [tree.tokens[child].text.lower() for child in below]
    tag = tree.tokens[verb].tag
    negated = is_negated(tree, verb)
    if any(tree.tokens[child].text.lower() in _CONDITIONAL for child in tree.below(verb, "mark")):
        return Reading("planned", possible=True, generic=True)
    if _is_imperative(tree, verb):
        return Reading("planned", possible=True, generic=True)
    had = tag == "VBN" and not {"have", "be"} & {tree.lemma(child) for child in below[1:]}
    modals = FUTURE | _POSSIBLE - (_CLITIC if had else frozenset())  # "they'd reached a deal"
    modal = next((word for word in auxiliaries if word in modals), None)
    if modal is not None:
        perfect = any(tree.lemma(child) == "have" for child in below)
        return _modal(modal, negated=negated, perfect=perfect)
    if "to" in auxiliaries or (tag in {"VB", "VBG", "VBN"} and not below):
        return None
    first = tree.tokens[below[0]].tag if below else tag
    if not negated and first in {"VBZ", "VBP"} and _in_future_clause(tree, verb):
        return Reading("planned", asserted=False)
    # "X is meeting Y" is of now or of tomorrow; only other words can tell.
    ongoing = root_of(tree.lemma(verb)) in _ONGOING or tree.lemma(verb) in _TALKING
    progressive = tag == "VBG" and auxiliaries[-1] in _PRESENT and not ongoing
    return Reading("denied" if negated else "held", asserted=not progressive)


def _is_imperative(tree: Tree, verb: int) -> bool:
    """ "Come to the table": a bare form without a subject, at the top of its sentence or quotation."""
    token = tree.tokens[verb]
    if token.tag != "VB" or tree.first(verb, "aux", "auxpass", "nsubj", "nsubjpass") is not None:
        return False
    if token.dep == "conj":
        return _is_imperative(tree, token.head)
    return token.dep == "ROOT" or (token.dep == "ccomp" and tree.lemma(token.head) in words("report"))


def _modal(word: str, *, negated: bool, perfect: bool) -> Reading:
    if word in FUTURE:
        return Reading("denied" if negated else "planned")
    if word in {"can", "ca"} and not negated:
        return Reading("held", possible=True)
    return Reading("denied" if negated or perfect else "planned", possible=True)


def _in_future_clause(tree: Tree, verb: int) -> bool:
    """A present tense after "when", "before" or "until" beside a future: "it will stop when he arrives"."""
    token = tree.tokens[verb]
    joins = {tree.tokens[child].text.lower() for child in tree.below(verb, "mark", "advmod")}
    if token.dep != "advcl" or not joins & {"when", "before", "until", "once", "after", "as"}:
        return False
    auxiliaries = {tree.tokens[child].text.lower() for child in tree.below(token.head, "aux")}
    return "until" in joins or bool(auxiliaries & (FUTURE | {"to"}))


def is_negated(tree: Tree, verb: int) -> bool:
    """Whether a verb, or those who do it or what it is done to, is denied: "did not meet", "met nobody"."""
    if is_delayed(tree, verb):
        return False
    under = [thing for prep, thing in tree.prepositions(verb) if prep == "to"]
    acting = tree.below(verb, "nsubj", "nsubjpass")
    if tree.tokens[verb].dep == "conj" and not acting:  # "nobody saw or heard it"
        acting = tree.below(tree.first_conjunct(verb), "nsubj", "nsubjpass")
    for thing in (*acting, *tree.below(verb, "dobj"), *under):  # "agreed to no deal"
        words_of = {tree.tokens[at].text.lower() for at in (thing, *tree.below(thing, "det"))}
        if words_of & _NOBODY:
            return True
    return any(tree.tokens[child].text.lower() in _NEGATIONS for child in tree.below(verb, "neg", "advmod"))
