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
    told = [at for head in over for at in tree.below(head, "advmod") if tree.lemma(at) == "here"]
    return min(dateline) if any(not _is_quoted(tree, at, document) for at in told) else None


def _is_quoted(tree: Tree, at: int, document: Document) -> bool:
    """Whether a word stands in what somebody said, in quotation marks."""
    word, quotations = tree.span([at]), document.annotations.quotations
    return any(part.covers(word) for one in quotations if one.kind != "indirect" for part in one.content)
