"""The line that a dispatch opens with: "TARN, Ruritania (Agency) -"."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.annotate.annotator import Document
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger

_AFTER_DATELINE = re.compile(r"[^.\n]{0,60}?(?:\([^)]{2,40}\)\s*[-–—]|\s[-–—]{1,2}\s|\s[-–—]{1,2}$)")

_LONGEST_OPENING = 600
"""Characters of title and credits before the dateline."""


def in_dateline(document: Document) -> tuple[int, ...]:
    """The mentions in the dateline, which take part in nothing."""
    mentions = document.annotations.mentions
    for first, mention in enumerate(mentions):
        if mention.start > _LONGEST_OPENING:
            break
        begins = document.text.rfind("\n", 0, mention.start) + 1 == mention.start
        rest = (
            _AFTER_DATELINE.match(document.text, mention.end) if begins and mention.text.isupper() else None
        )
        if rest is not None:
            return tuple(at for at, other in enumerate(mentions) if first <= at and other.start < rest.end())
    return ()


def here(tree: Tree, trigger: Trigger, document: Document, dateline: Collection[int]) -> int | None:
    """The town of the dateline, where the reporter's own words put the event there: "met here on Friday", "a
    court here ruled"."""
    if not dateline or document.annotations.mentions[min(dateline)].type != "place":
        return None
    verb = trigger.token if trigger.support is None else trigger.support
    over = {verb, trigger.outer, *tree.below(verb, "nsubj", "nsubjpass", "dobj")}
    quoted = [
        part for one in document.annotations.quotations if one.kind != "indirect" for part in one.content
    ]
    for at in (at for head in over for at in tree.below(head, "advmod")):
        start = tree.tokens[at].start
        if tree.lemma(at) == "here" and not any(part.start <= start < part.end for part in quoted):
            return min(dateline)
    return None
