"""What somebody says that he will not do: refusing what would help or please another is REJECT in PLOVER."""

from __future__ import annotations

import msgspec

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import EventMention

REFUSAL = "refusal"
"""The label of a refusal."""

_COOPERATIVE = frozenset({"AGREE", "AID", "CONCEDE", "COOPERATE", "OTHER", "RETREAT", "SUPPORT"})
"""Roots of what can be asked of somebody. A meeting that will not be is denied, as is an attack."""


def with_refusal(tree: Tree, trigger: Trigger, event: EventMention) -> EventMention:
    """The refusal where the event is what somebody will not do, else the event itself."""
    acting = any(participant.role == "agent" for participant in event.participants)
    if trigger.noun or event.status != "denied" or event.type not in _COOPERATIVE or not acting:
        return event
    if not _will_not(tree, trigger.token):
        return event
    return msgspec.structs.replace(event, type="REJECT", label=REFUSAL, status="held", quantities=())


def _will_not(tree: Tree, verb: int) -> bool:
    """ "X said it would not join", "X will not join": not "X would not have joined"."""
    auxiliaries = {tree.tokens[child].text.lower() for child in tree.below(verb, "aux")}
    over, dep = tree.tokens[verb].head, tree.tokens[verb].dep
    said = dep == "ROOT" or (dep == "ccomp" and tree.lemma(over) in words("report"))
    negated = tree.first(verb, "neg") is not None
    wanted = tree.first(verb, "dobj", "xcomp") is not None
    return said and negated and wanted and bool(auxiliaries) and auxiliaries <= {"will", "would", "wo"}
