"""Statements that have an occasion: what somebody said in an interview, to whom, or on what day.

A saying is no event of a timeline by itself, as work on events in news has it (TimeML annotates it as
REPORTING, Pustejovsky et al. 2003); one that the text places or dates is ("told the Courier on Monday"). The
verbs are the cues of the quotations, found by the trained model of `dateline.annotate.quotations`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator

from dateline.annotate.event_lexicon import Entry, words
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import Annotations

STATEMENT = Entry("OTHER", "statement", open=True)


def sayings(tree: Tree, annotations: Annotations, taken: Collection[int]) -> Iterator[Trigger]:
    """The verbs that say who said something on what occasion, without those `taken` by other events."""
    seen = set(taken)
    for quotation in annotations.quotations:
        if quotation.cue is None:
            continue
        token = bisect_left(tree.tokens, quotation.cue.start, key=lambda word: word.start)
        verbs = (at for at in range(token, len(tree.tokens)) if tree.tokens[at].start < quotation.cue.end)
        verb = next((at for at in verbs if tree.is_verb(at)), None)
        if verb is not None and verb not in seen and _is_told(tree, verb):
            seen.add(verb)
            yield Trigger(verb, (verb,), STATEMENT, noun=False, outer=verb)


def _is_told(tree: Tree, verb: int) -> bool:
    """Whether the verb is that of a clause, with somebody who says it."""
    return tree.tokens[verb].tag in {"VBD", "VBZ", "VBN", "VBG"} and tree.first(verb, "nsubj") is not None


def has_occasion(tree: Tree, verb: int) -> bool:
    """Whether somebody is told, or it is said in what form: "told the Courier", "said in a statement"."""
    told = (
        *tree.below(verb, "dobj", "dative"),
        *(thing for word, thing in tree.prepositions(verb) if word == "to"),
    )
    if any(tree.mention[thing] is not None for thing in told):
        return True
    return any(tree.lemma(thing) in words("occasions") for _, thing in tree.prepositions(verb))
