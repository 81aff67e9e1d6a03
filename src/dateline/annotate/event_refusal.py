"""What somebody says that he will not do: refusing what would help or please another is REJECT in PLOVER."""

from __future__ import annotations

import msgspec

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_subjects import subjects
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import EventMention

REFUSAL = "refusal"
"""The label of a refusal."""

_COOPERATIVE = frozenset({"AGREE", "AID", "CONCEDE", "COOPERATE", "OTHER", "RETREAT", "SUPPORT"})
"""Roots of what can be asked of somebody. An attack that will not be is denied, as is a meeting, unless it is
told as what one said of another: "Lund said that she will not meet Reyl"."""


def with_refusal(tree: Tree, trigger: Trigger, event: EventMention) -> EventMention:
    """The refusal where the event is what somebody will not do, or not attend, else the event itself."""
    acting = [participant for participant in event.participants if participant.role == "agent"]
    if event.status != "denied" or not acting:
        return event
    if trigger.noun:
        return _absence(tree, trigger, event)
    declared = event.type == "CONSULT" and tree.tokens[trigger.token].dep == "ccomp"
    if not _will_not(tree, trigger.token) or not (event.type in _COOPERATIVE or declared):
        return event
    if not declared and tree.first(trigger.token, "dobj", "xcomp") is None:
        return event
    return msgspec.structs.replace(
        event, type="REJECT", label=REFUSAL, status="held", when=None, quantities=()
    )


def _absence(tree: Tree, trigger: Trigger, event: EventMention) -> EventMention:
    """Who will not attend an event refuses; the event may well be, on another day than the refusal."""
    verb = trigger.support
    if verb is None or tree.lemma(verb) not in words("attending") or not _will_not(tree, verb):
        return event
    absent = {tree.mention[thing] for subject in subjects(tree, verb) for thing in tree.conjuncts(subject)}
    who = tuple(part for part in event.participants if part.mention in absent)
    return msgspec.structs.replace(
        event,
        type="REJECT",
        label=REFUSAL,
        status="held",
        participants=who,
        where=None,
        when=None,
        quantities=(),
        weak=not who,
    )


def _will_not(tree: Tree, verb: int) -> bool:
    """ "X said it would not join", "X will not join": not "X would not have joined"."""
    auxiliaries = {tree.tokens[child].text.lower() for child in tree.below(verb, "aux")}
    over, dep = tree.tokens[verb].head, tree.tokens[verb].dep
    if tree.tokens[verb].tag == "VBG":
        auxiliaries -= {"be"}  # "would not be sending a team"
    said = dep == "ROOT" or (dep == "ccomp" and tree.lemma(over) in words("report"))
    negated = tree.first(verb, "neg") is not None
    return said and negated and bool(auxiliaries) and auxiliaries <= {"will", "would", "wo"}
