"""The words that tell an event, whole enough to be read alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from dateline.schema.annotation import AnnotatedArticle, EventMention, Token
from dateline.schema.span import Span, beginning_in

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
"""Tags of finite verbs."""
_ALL_SUBJECTS = SUBJECTS | {"csubj", "csubjpass"}
_OF_NOUNS = frozenset({"relcl", "acl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OPEN = frozenset({"if", "unless", "whether", "lest"})
_EDGES = ",.;:-–—"
_OPENING = '"“‘«„'
LONGEST = 400
"""Characters of a clause with who said it up to which both are shown; a convention."""


def readable(item: AnnotatedArticle, event: EventMention) -> Span:
    """The clause of an event mention, with who claims it. Where it has no subject of its own, or is a
    condition or "when …", it is the clause that it depends on, or the noun that it tells of: "forced Norland
    to halt flights" for "to halt flights", "a league which collapsed in 1920" for "which collapsed in
    1920"."""
    return _attributed(item, event, _opened(item, _whole(item, event)))


def _opened(item: AnnotatedArticle, clause: Span) -> Span:
    """The clause without the words before it that join it to another ("that Norland left", "but …")."""
    tokens = item.annotations.tokens
    inside = beginning_in(tokens, clause.start, clause.end)
    for at in inside:
        token, over = tokens[at], tokens[at].head
        above = tokens[over].head == over or tokens[over].head not in inside
        joins = above and token.pos in {"SCONJ", "CCONJ"} and token.dep != "prep"  # "since taking office, …"
        if not joins or token.lemma.lower() in _OPEN:
            return Span.of(clause.article, item.article.text, token.start, clause.end)
    return clause


def _attributed(item: AnnotatedArticle, event: EventMention, clause: Span) -> Span:
    """The clause, where it is only claimed or stands in somebody's own words, with those of its sentence that
    tell who said it: "“We have won,” Brandt said", "accused Norland of an attack"."""
    trigger = event.trigger
    for quotation in item.annotations.quotations:
        if quotation.cue is None or quotation.source is None:
            continue
        theirs = event.claimed_by is not None or quotation.kind != "indirect"
        if not theirs or not any(part.covers(trigger) for part in quotation.content):
            continue
        found = (clause, quotation.cue, quotation.source)
        start, end = min(span.start for span in found), max(span.end for span in found)
        sentence = item.annotations.sentences[sentence_number(item, trigger)]
        if start < sentence.start or sentence.end < end or end - start > LONGEST:
            continue
        text = item.article.text
        start -= start > sentence.start and text[start - 1] in _OPENING
        return Span.of(clause.article, text, start, end)
    return clause


def sentence_number(item: AnnotatedArticle, span: Span) -> int:
    """The number of the sentence of an article in which a span begins, from 0."""
    sentences = item.annotations.sentences
    return max(0, bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1)


def heads(tokens: Sequence[Token], inside: Collection[int]) -> list[int]:
    """Those of the tokens numbered `inside`, a range or set, whose governor is none of them, in order."""
    return [at for at in sorted(inside) if tokens[at].head == at or tokens[at].head not in inside]


def verb_of(tokens: Sequence[Token], tops: Sequence[int]) -> int | None:
    """The first verb of some tokens."""
    return next((at for at in tops if tokens[at].pos in {"VERB", "AUX"}), None)


def _whole(item: AnnotatedArticle, event: EventMention) -> Span:
    """The clause of an event mention, or the one or the noun that it depends on."""
    tokens, what = item.annotations.tokens, event.what
    own = beginning_in(tokens, what.start, what.end)
    top = next(iter(beginning_in(tokens, event.trigger.start, event.trigger.end)), None)
    if top is None:
        return what
    while top in own and tokens[top].head != top and tokens[top].head in own:
        top = tokens[top].head
    sentence = item.annotations.sentences[tokens[top].sentence]
    inside = beginning_in(tokens, sentence.start, sentence.end)
    over = _telling(tokens, top, inside)
    if over == top and top in own:
        return what
    below = [at for at in inside if _is_below(tokens, at, over)]
    while len(below) > 1 and tokens[below[-1]].text in _EDGES:
        below.pop()
    while len(below) > 1 and tokens[below[0]].text in _EDGES:
        below.pop(0)
    start, stop = min(what.start, tokens[below[0]].start), max(what.end, tokens[below[-1]].end)
    return Span.of(what.article, item.article.text, start, stop)


def _telling(tokens: Sequence[Token], top: int, inside: range) -> int:
    """The nearest word at or above `top` that heads a whole clause, or a noun that a clause tells of."""
    at = top
    while tokens[at].pos not in _NOMINAL and tokens[at].head != at and not _is_whole(tokens, at, inside):
        at = tokens[at].head
    return at


def _is_whole(tokens: Sequence[Token], at: int, inside: range) -> bool:
    """Whether a verb has a subject and is finite, and its clause leans on no other and on no noun."""
    below = [tokens[child] for child in inside if tokens[child].head == at and child != at]
    verbs = (tokens[at], *(token for token in below if token.dep in {"aux", "auxpass"}))
    finite = any(token.tag in FINITE for token in verbs)
    subject = any(token.dep in _ALL_SUBJECTS for token in below)
    leans = any(_leans(token) for token in below if token.start < tokens[at].start)
    return subject and finite and not leans and tokens[at].dep not in _OF_NOUNS


def _leans(token: Token) -> bool:
    """Whether a word makes the clause that it opens a condition of another, or its time or place."""
    return (token.dep == "mark" and token.lemma.lower() in _OPEN) or (
        token.dep == "advmod" and token.tag == "WRB"
    )


def _is_below(tokens: Sequence[Token], at: int, over: int) -> bool:
    while at != over and tokens[at].head != at:
        at = tokens[at].head
    return at == over
