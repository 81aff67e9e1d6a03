"""What will not be before some time, and so will be then: "the trial will not begin until Monday"."""

from __future__ import annotations

from dateline.annotate.event_tree import Tree


def is_delayed(tree: Tree, verb: int) -> bool:
    """Whether the negation of a verb only says from when on: "did not begin until Friday".

    "Will not sign until they leave" may never be.
    """
    for prep, thing in tree.prepositions(verb):
        later = prep in {"until", "till"} or (prep == "before" and _is_coming(tree, verb))
        if later and tree.time[thing] is not None:
            return tree.first(verb, "neg") is not None
    return False


def _is_coming(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(at) in {"will", "wo"} for at in tree.below(verb, "aux"))
