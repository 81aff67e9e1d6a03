"""The conditions on words that blame or warn: what is said of whom decides what is done by saying it.

`needs` in `data/events_lexicon.toml`; the other conditions are in `event_needs`.
"""

from __future__ import annotations

from dateline.annotate.event_case import Case, is_people
from dateline.annotate.event_harm import is_hostile, is_verbal
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_status import is_wished
from dateline.annotate.event_tree import Tree


def faulted(case: Case) -> bool:
    """Somebody takes aim at, or finds fault with, somebody who is named, and not with a weapon."""
    tree, verb = case.tree, case.trigger.token
    if not case.mentions("agent"):
        return False
    over = (verb, *case.trigger.tokens[1:])
    beside = [pair for at in over for pair in tree.prepositions(at)]
    if is_verbal(tree, verb, None):
        return True
    at_whom = "for" if tree.lemma(verb) == "have" else "at" if tree.lemma(verb) == "take" else "with"
    tools = any(word == "with" and not _is_party(tree, thing) for word, thing in beside)
    told = any(word in {at_whom, "with"} and _is_party(tree, thing) for word, thing in beside)
    return told and not tools


def scolded(case: Case) -> bool:
    """Somebody is hit in words, for what they did or with words: "hammered the bank for refusing to pay"."""
    tree, verb = case.tree, case.trigger.token
    hit = any(_is_party(tree, thing) for thing in tree.below(verb, "dobj"))
    if not (case.mentions("agent") and (hit or case.mentions("patient"))):
        return False
    causes = [thing for word, thing in tree.prepositions(verb) if word == "for"]
    deeds = any(tree.tokens[at].dep == "pcomp" or tree.first(at, "poss") is not None for at in causes)
    return deeds or is_verbal(tree, verb, None)


def _is_party(tree: Tree, thing: int) -> bool:
    return tree.mention[thing] is not None or is_people(tree, thing)


def warned(case: Case) -> bool:
    """Somebody warns somebody, or of harm that he will do or others will suffer: who only tells what others
    do or what may come of something, or is told of it, threatens nobody ("warned that thieves were calling at
    houses", "warned that the bill could cost jobs", "was warned about the storm")."""
    tree, verb = case.tree, case.trigger.token
    if not case.mentions():
        return False
    if tree.first(verb, "auxpass") is not None and tree.first(verb, "agent") is None:
        return all(word not in {"about", "of"} for word, _ in tree.prepositions(verb))
    clause = tree.first(verb, "ccomp")
    if clause is None or tree.first(verb, "dobj", "dative") is not None:
        return True
    subject = tree.first(clause, "nsubj", "nsubjpass")
    own = subject is None or tree.tokens[subject].pos == "PRON" or tree.lemma(subject) in words("retaliating")
    if own or is_hostile(tree, clause) or tree.lemma(clause) in _PAYING:
        return True
    helping = {tree.tokens[at].tag for at in tree.below(clause, "aux", "auxpass")}
    under_way = tree.tokens[clause].tag == "VBG" and bool(helping & {"VBD", "VBZ", "VBP"})
    return "MD" not in helping and not under_way and tree.tokens[clause].tag != "VBD"


_PAYING = frozenset({"face", "pay", "regret", "suffer"})


def wished(case: Case) -> bool:
    """Somebody insists that something be done, not that it is so."""
    tree, verb = case.tree, case.trigger.token
    return bool(case.mentions()) and any(is_wished(tree, clause) for clause in tree.below(verb, "ccomp"))
