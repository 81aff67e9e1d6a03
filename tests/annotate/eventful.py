"""Texts with their events: mentions are given by hand, everything else is annotated.

Mentions that read alike are one chain.
"""

from __future__ import annotations

import re

from dateline.annotate.annotator import Document
from dateline.annotate.events import Events
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.annotate.timex import Timex
from dateline.schema.annotation import Annotations, Chain, EventMention, Mention, MentionKind
from dateline.schema.article import Article


def annotated(text: str, *, published: str = "2031-05-14", **names: str) -> Annotations:
    """The annotations of `text`; `names` lists the names of each type, separated by "|".

    "acting" names are places that stand for their government.
    """
    document = Document.of(Article(id="a1", text=text, published=published))
    for annotator in (Sentences(), Timex(), Syntax()):
        document = document.with_layers(annotator.annotate(document))
    mentions = []
    for kind, listed in names.items():
        for name in listed.split("|"):
            for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                mentions.append(_mention(match, kind))
    mentions.sort(key=lambda mention: mention.start)
    document = document.with_layers({"mentions": tuple(mentions), "chains": _chains(mentions)})
    return document.with_layers(Events().annotate(document)).annotations


def _chains(mentions: list[Mention]) -> tuple[Chain, ...]:
    alike: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        alike.setdefault(mention.text, []).append(index)
    return tuple(
        Chain(type=mentions[found[0]].type, mentions=tuple(found))
        for found in alike.values()
        if len(found) > 1
    )


def _mention(match: re.Match[str], kind: str) -> Mention:
    types = {"acting": "place", "nominal": "group"}
    word: MentionKind = "nominal" if kind == "nominal" else "name"
    return Mention(
        article="a1",
        start=match.start(),
        end=match.end(),
        text=match[0],
        kind=word,
        type=types.get(kind, kind),  # type: ignore[arg-type]
        actor=kind == "acting",
        plural=kind == "nominal",
    )


def one(found: Annotations, trigger: str) -> EventMention:
    """The event whose trigger reads `trigger`."""
    (event,) = [event for event in found.events if event.trigger.text == trigger]
    return event


def who(found: Annotations, event: EventMention) -> set[str]:
    """The participants of an event, in words."""
    return {found.mentions[participant.mention].text for participant in event.participants}


def where(found: Annotations, event: EventMention) -> str | None:
    """The place of an event, in words."""
    return None if event.where is None else found.mentions[event.where].text


def when(found: Annotations, event: EventMention) -> str | None:
    """The time of an event, as its value."""
    return None if event.when is None else found.times[event.when].value


def told_where(found: Annotations, event: EventMention) -> str | None:
    """The place that the telling likely takes as known, in words."""
    first = next(iter(event.places), None)
    return None if first is None else found.mentions[first.index].text


def told_when(found: Annotations, event: EventMention) -> str | None:
    """The time that the telling likely takes as known, as its value."""
    first = next(iter(event.days), None)
    likely = first is not None and first.index is not None and first.likelihood >= 0.4
    return found.times[first.index].value if likely else None
