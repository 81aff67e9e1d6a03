"""How the places that a sentence names hang together with an event that it tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.schema.annotation import AnnotatedArticle, EventMention, Token
from dateline.schema.cluster import Entities
from dateline.schema.span import beginning_in

PLACING = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "off", "on", "within"})
_MOVING = frozenset({"to", "into", "toward", "towards", "for"})


class Site(NamedTuple):
    """A place of the story (id) named in the sentence of an event.

    `link` is what the place hangs on: the event ("prep", "dobj" …: the label below the event) or, led by
    "over", a word over it. `how` is the class of its preposition ("demonym" in "Norlandic vote"), `taken`
    whether the words place another event there, `distance` the tokens between the two.
    """

    place: str
    link: str
    how: str
    taken: bool
    acting: bool
    distance: int


def sites(item: AnnotatedArticle, event: EventMention, entities: Entities) -> Iterator[Site]:
    """The places named in the event's sentence."""
    tokens, mentions = item.annotations.tokens, item.annotations.mentions
    heads = beginning_in(tokens, event.trigger.start, event.trigger.end)
    if not heads:
        return
    sentence = tokens[heads[0]].sentence
    low = bisect_left(tokens, sentence, key=lambda token: token.sentence)
    high = bisect_left(tokens, sentence + 1, key=lambda token: token.sentence)
    elsewhere = {other.where for other in item.annotations.events if other is not event}
    begin, end = tokens[low].start, tokens[high - 1].end
    for index in range(bisect_left(mentions, begin, key=lambda mention: mention.start), len(mentions)):
        mention = mentions[index]
        if mention.start >= end:
            return
        place = entities.of(item.article.id, index)
        spoken = mention.kind in {"name", "demonym"} and mention.type in {"place", "organization"}
        if place is None or not spoken:
            continue
        inside = [at for at in range(low, high) if mention.start <= tokens[at].start < mention.end]
        head = next((at for at in inside if tokens[at].head not in inside), None)
        if head is None:
            continue
        how = "demonym" if mention.kind == "demonym" else _how(tokens, head)
        if mention.type == "organization" and how != "placing":
            continue
        link = _link(tokens, head, heads)
        yield Site(place, link, how, index in elsewhere, mention.actor, abs(head - heads[0]))


def _how(tokens: Sequence[Token], head: int) -> str:
    """The class of the preposition over a name, or how it stands without one."""
    at = head
    while tokens[at].dep in {"appos", "conj", "compound", "nmod"} and tokens[at].head != at:
        at = tokens[at].head
    if tokens[head].dep == "poss":
        return "owning"
    if tokens[at].dep != "pobj":
        return "bare" if at == head else "within a name"
    word = tokens[tokens[at].head].text.casefold()
    if word == "of":
        over = tokens[tokens[at].head].head
        outer = tokens[tokens[over].head].text.casefold() if tokens[over].dep == "pobj" else ""
        return "placing of" if outer in PLACING else "of"
    known = "placing" if word in PLACING else "moving" if word in _MOVING else word
    return known if known in {"placing", "moving", "from", "by", "with", "against"} else "other"


def _link(tokens: Sequence[Token], head: int, event: range) -> str:
    """The label under which a name hangs below the event, or below a word over it."""
    over = [head, *_ancestors(tokens, head)]
    mine = [event[0], *event[1:]]
    above: list[int] = []
    for at in mine:
        above += [at, *_ancestors(tokens, at)]
    top = next((at for at in over if at in above), None)
    if top is None:
        return "apart"
    below = over[: over.index(top)]
    label = tokens[below[-1]].dep if below else "itself"
    if top in event:
        return f"{label}{' of ' + tokens[below[-3]].dep if label in _HOLDING and len(below) > 2 else ''}"
    own = next((at for at in above if tokens[at].head == top and at != top), event[0])
    return f"over {label}, {tokens[own].dep}"


_HOLDING = frozenset({"dobj", "nsubjpass", "nsubj", "pobj", "attr"})


def _ancestors(tokens: Sequence[Token], at: int) -> Iterator[int]:
    while tokens[at].head != at:
        at = tokens[at].head
        yield at
