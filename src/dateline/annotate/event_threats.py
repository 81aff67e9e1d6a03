"""What somebody says to do to others on a condition: "if they stay, it will attack" is THREATEN in PLOVER."""

from __future__ import annotations

import msgspec

from dateline.annotate.event_harm import is_conditional
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import EventMention

_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})


def with_threat(tree: Tree, trigger: Trigger, event: EventMention) -> EventMention:
    """The threat where the event would harm others and is told on a condition, else the event itself.

    The day and the place told are those of the deed, not of the threat.
    """
    verb = trigger.support if trigger.support is not None else trigger.token
    acted = any(participant.role == "agent" for participant in event.participants)
    if event.type not in _DEEDS or event.status != "planned" or not acted or not tree.is_verb(verb):
        return event
    if not is_conditional(tree, verb):
        return event
    return msgspec.structs.replace(
        event, type="THREATEN", label="threat", status="held", when=None, where=None, quantities=()
    )
