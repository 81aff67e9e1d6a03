"""The words with which a report says what somebody said."""

from __future__ import annotations

import re

from dateline.schema.annotation import Quotation

MOST_BETWEEN = 8
"""Words between the word that says and what is said that are taken whole."""

_AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|is|are|was|were|be|been|do|does|did|will|would|could|can|never|not)\s|n[’']t\s)+$"
)
_BEFORE = 30
"""Characters before the word that says in which its auxiliaries stand."""
_OPENED = re.compile(r"[\s(\[][\"“„«]\s*$")


def saying(quotation: Quotation, text: str) -> str:
    """The words of the article `text` that say the content, where they stand before it: "denied", "told
    reporters", "accused". Without them a charge, a denial and a plan read alike. Empty for direct speech."""
    cue, start = quotation.cue, min(part.start for part in quotation.content)
    if cue is None or quotation.kind == "direct" or cue.end > start or "\n" in text[cue.end : start]:
        return ""
    auxiliary = _AUXILIARY.search(text, max(0, cue.start - _BEFORE), cue.start)
    words = _OPENED.sub("", text[cue.end : start]).split()
    between = words if len(words) <= MOST_BETWEEN else ["…", words[-1]]
    return " ".join([text[auxiliary.start() if auxiliary else cue.start : cue.end], *between])
