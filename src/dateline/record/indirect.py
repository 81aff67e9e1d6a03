"""Which indirect quotations tell what somebody said.

The annotators mark attributions as PolNeAR (Newell et al., LREC 2018) does: wishes, plans, deeds and states
of mind ("bowed to criticism of his plan", "is expected to testify") among them. A reader of who said what
asks for words alone. A logistic regression weighs the word that says it, how the content hangs on it and what
form it has, and its source (data/indirect.json, learned by training/indirect.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.record.clauses import FINITE, SUBJECTS, heads, verb_of
from dateline.record.odds import likelihood
from dateline.schema.annotation import Quotation, Token
from dateline.schema.span import Span, beginning_in

THRESHOLD = 0.05
"""Least likelihood of a line. Each story read with the weights of others, 1,284 of 2,244 indirect quotations
are as likely, 662 of the 672 that keys note among them; on twelve stories apart 345 of 619, and all 101 of
the keys."""

_MARKS = '"“”«»'
_FORMS = {
    "VBD": "past",
    "VBZ": "present",
    "VBP": "present",
    "VBG": "gerund",
    "VB": "infinitive",
    "VBN": "participle",
}
_HANGS = ("ccomp", "xcomp", "dobj")


def is_said(quotation: Quotation, tokens: Sequence[Token]) -> bool:
    """Whether an indirect quotation of the article with these tokens likely tells what somebody said; a word
    of it in quotation marks does, and where there are no tokens all are taken to."""
    marked = any(mark in part.text for part in quotation.content for mark in _MARKS)
    return marked or not tokens or likelihood("indirect", signals(quotation, tokens)) >= THRESHOLD


def signals(quotation: Quotation, tokens: Sequence[Token]) -> dict[str, float]:
    """The signals by name, 0 or 1 but for the score of the encoder and the logarithm of the words. "cue say"
    is 1 where "say" is the word that says it; of such signals only those of common words have a weight."""
    inside = [at for part in quotation.content for at in beginning_in(tokens, part.start, part.end)]
    tops = heads(tokens, frozenset(inside))
    verb = verb_of(tokens, tops)
    cue, source = _cue(tokens, quotation.cue), _source(tokens, quotation.source)
    hangs = {tokens[at].dep for at in tops if cue is not None and tokens[at].head == cue}
    first = tokens[inside[0]] if inside else None
    truths = {
        "no cue": cue is None,
        "no source": quotation.source is None,
        "subject of cue": source is not None and tokens[source].head == cue and tokens[source].dep == "nsubj",
        "name as source": source is not None and tokens[source].pos == "PROPN",
        "pronoun as source": source is not None and tokens[source].pos == "PRON",
        "cue inside": any(
            quotation.cue is not None and quotation.cue.overlaps(part) for part in quotation.content
        ),
        "hangs on cue": bool(hangs),
        "no verb": verb is None,
        "finite": verb is not None and tokens[verb].tag in FINITE,
        "main clause": verb is not None and tokens[verb].dep == "ROOT",
        "with subject": verb is not None
        and any(tokens[at].head == verb and tokens[at].dep in SUBJECTS for at in inside),
        "to": first is not None and first.lemma.lower() == "to",
        "that": first is not None and first.lemma.lower() == "that",
        "question": first is not None and first.tag.startswith("W"),
    }
    found = {name: float(is_so) for name, is_so in truths.items()}
    found |= {dep: float(dep in hangs) for dep in _HANGS}
    found |= {"words": math.log(max(1, sum(len(part.text.split()) for part in quotation.content)))}
    found |= {"score": quotation.score}
    if cue is not None:
        word = tokens[cue]
        found[f"cue {word.lemma.lower()}"] = 1.0
        found["negated"] = float(
            any(token.head == cue and token.dep == "neg" for token in _around(tokens, cue))
        )
        found |= {_FORMS[word.tag]: 1.0} if word.tag in _FORMS else {}
    return found


def _cue(tokens: Sequence[Token], cue: Span | None) -> int | None:
    """The verb of a cue, else its auxiliary, its noun or its first word."""
    if cue is None:
        return None
    words = beginning_in(tokens, cue.start, cue.end)
    for kinds in ({"VERB"}, {"AUX"}, {"NOUN", "PROPN"}):
        if (found := next((at for at in words if tokens[at].pos in kinds), None)) is not None:
            return found
    return words[0] if words else None


def _source(tokens: Sequence[Token], source: Span | None) -> int | None:
    """The head of the source."""
    words = beginning_in(tokens, source.start, source.end) if source is not None else range(0)
    return next(iter(heads(tokens, words)), None)


def _around(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    return tokens[max(0, at - 6) : at + 6]
