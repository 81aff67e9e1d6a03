"""What is done by saying or voting so (Austin 1962): "voted to reject it", "we want to thank them"."""

from __future__ import annotations

from dateline.annotate.event_lexicon import root_of
from dateline.annotate.event_tree import Tree

_VOTED = frozenset({"ACCUSE", "AGREE", "COERCE", "REJECT", "SANCTION", "SUPPORT"})
"""Roots of what a body does by voting for it; a strike or a withdrawal that is voted for is yet to come."""
_DECIDED = frozenset({"adjourn", "ban", "override", "pass", "repeal"})
"""Further verbs for what it does so."""
_POLITE = frozenset({"apologise", "apologize", "commend", "congratulate", "praise", "thank", "welcome"})


def is_vote(tree: Tree, verb: int) -> bool:
    """Whether the vote over an infinitive is the deed itself: "voted to override the veto"."""
    lemma = tree.lemma(verb)
    return tree.lemma(tree.tokens[verb].head) == "vote" and (root_of(lemma) in _VOTED or lemma in _DECIDED)


def is_courtesy(tree: Tree, verb: int) -> bool:
    """Whether a speaker does what he wants to do by saying it: "we want to thank them"."""
    over = tree.tokens[verb].head
    subject = tree.first(over, "nsubj")
    speaking = subject is not None and tree.tokens[subject].text.lower() in {"i", "we"}
    return speaking and tree.lemma(verb) in _POLITE and tree.lemma(over) in {"want", "wish", "like"}
