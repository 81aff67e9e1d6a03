"""The conditions on who commits to something: an agreement, an offer, a threat, or words about what is so.

`needs` in `data/events_lexicon.toml`; the other conditions are in `event_needs`.
"""

from __future__ import annotations

import re

from dateline.annotate.event_actors import funding
from dateline.annotate.event_case import Case, has_object
from dateline.annotate.event_harm import HARMFUL, is_hostile, is_severe_answer
from dateline.annotate.event_lexicon import Entry, lexicon, root_of, words
from dateline.annotate.event_status import is_wished
from dateline.annotate.event_tree import Tree

_CLOSED_QUOTATION = re.compile(r"""[,.?!]["”’'] ?$""")


def commitment(case: Case) -> bool:
    """Somebody commits to something; in "“It is late,” agreed Ray" he only speaks."""
    if case.trigger.noun:
        return True
    if _opines(case) or hostile(case) or never(case) or _offers_words(case) or funding(case):
        return False
    said = _CLOSED_QUOTATION.search(case.tree.text[: case.event.trigger.start])
    return said is None and bool(case.mentions("agent")) and has_object(case)


def never(case: Case) -> bool:
    """Somebody vows that what would not harm shall never be: "vowed that it would never happen"."""
    tree, at = case.tree, case.trigger.token
    clauses = [] if case.trigger.noun else tree.below(at, "xcomp", "ccomp")
    barred = [
        clause for clause in clauses if any(tree.lemma(n) == "never" for n in tree.below(clause, "neg"))
    ]
    opposed = any(root_of(tree.lemma(clause)) == "REJECT" for clause in clauses if clause not in barred)
    harmless = opposed or any(root_of(tree.lemma(clause)) not in HARMFUL for clause in barred)
    return harmless and bool(case.mentions("agent"))


def _offers_words(case: Case) -> bool:
    """Somebody only says something: "offered the remarks on Channel 4"."""
    tree, verb = case.tree, case.trigger.token
    return tree.lemma(verb) == "offer" and any(
        tree.lemma(thing) in words("utterances") | {"comment", "view", "opinion", "explanation"}
        for thing in tree.below(verb, "dobj")
    )


def hostile(case: Case) -> bool:
    """Somebody vows what would harm another: a threat."""
    tree, at = case.tree, case.trigger.token
    if not case.trigger.noun and tree.lemma(at) not in _VOWING:
        return tree.lemma(at) == "suggest" and any(_is_own_harm(tree, to) for to in tree.below(at, "ccomp"))
    harm = (entry.root for thing in tree.below(at, "dobj") for entry in _named_by(tree, thing))
    vowed = any(
        tree.lemma(thing) in words("retaliating") or is_severe_answer(tree, thing)
        for thing in tree.below(at, "dobj")
    )
    vowed = vowed or any(root in HARMFUL for root in harm)
    return vowed or any(is_hostile(tree, clause) for clause in tree.below(at, "xcomp", "ccomp", "acl"))


def _is_own_harm(tree: Tree, clause: int) -> bool:
    """Whether somebody would do harm himself: "suggested that he would withhold aid"."""
    own = any(tree.tokens[at].pos == "PRON" for at in tree.below(clause, "nsubj"))
    coming = any(tree.lemma(at) in {"will", "would"} for at in tree.below(clause, "aux"))
    return own and coming and is_hostile(tree, clause)


def _named_by(tree: Tree, noun: int) -> list[Entry]:
    """What the lexicon says of a noun that stands alone."""
    return [entry for rest, entry in lexicon().nouns.get(tree.lemma(noun), ()) if not rest]


_VOWING = frozenset({"vow", "pledge", "promise", "swear"})


def _opines(case: Case) -> bool:
    """Whether all that is agreed or suggested is that something is or was so."""
    tree, verb = case.tree, case.trigger.token
    clause = tree.first(verb, "ccomp")
    if clause is None or tree.lemma(verb) not in _OPINION or tree.first(verb, "dobj", "xcomp") is not None:
        return False
    told = {tree.tokens[at].tag for at in (clause, *tree.below(clause, "aux", "auxpass"))}
    if any(tree.tokens[at].tag in {"WP", "WDT", "WRB"} for at in tree.children[clause]):
        return True  # "did not suggest what it would cost"
    beside = {tree.lemma(at) for at in tree.below(clause, "aux")}
    is_so = "have" in beside or (tree.lemma(clause) == "be" and tree.lemma(verb) == "suggest")
    if is_so and beside & _GUESSING:
        return True  # "suggested that he might have lied", "that it could be a trap"
    return not told & {"MD", "TO"} and bool(told & {"VBD", "VBZ", "VBP"}) and not is_wished(tree, clause)


_OPINION = frozenset({"agree", "suggest", "accept"})
_GUESSING = frozenset({"may", "might", "could", "must"})
