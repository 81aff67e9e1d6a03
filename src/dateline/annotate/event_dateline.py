"""The line that a dispatch opens with: "TARN, Ruritania (Agency) -"."""

from __future__ import annotations

import re

from dateline.annotate.annotator import Document

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
