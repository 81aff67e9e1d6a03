"""Where an event without a place of its own took place: in the town that the article is set in.

A report names its town once, in the dateline or with its first event, and takes it as known from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from dateline.annotate import gazetteer
from dateline.annotate.annotator import Document
from dateline.schema.annotation import EventMention, Mention

LEDE = 4
"""Sentences, title included, in which a placed event sets the scene; a convention of news writing."""

NEWS_DAYS = 31
"""Days from publication beyond which an event is background and may have been anywhere."""

_LOCAL = frozenset({"arrest", "casualties", "crash", "disaster", "explosion", "protest", "sentence", "trial"})
"""What happens at one place that a reader of a local report can tell; talks and statements do not."""

_HARM = frozenset({"casualties", "crash", "disaster", "explosion"})
_JUSTICE = frozenset({"arrest", "sentence", "trial"})

_AFTER_DATELINE = re.compile(r"[^.\n]{0,60}?(?:\([^)]{2,40}\)\s*[-–—]|\s[-–—]{1,2}\s|\s[-–—]{1,2}$)")


def with_scene(events: Iterable[EventMention], document: Document) -> Iterator[EventMention]:
    """The events, those that happen on the spot with the town of the scene where no named place is given.

    A place without a name ("the courthouse") gives way to the town as well.
    """
    found = sorted(events, key=lambda event: event.trigger.start)
    scenes = {
        (planned, harm): _scene(found, document, planned=planned, harm=harm)
        for planned in (False, True)
        for harm in (False, True)
    }
    for event in found:
        town = scenes[event.status == "planned", event.label in _HARM]
        placed = town is not None and event.label in _LOCAL and _is_open(event, document)
        yield msgspec.structs.replace(event, where=town) if placed else event


def _scene(events: Sequence[EventMention], document: Document, *, planned: bool, harm: bool) -> int | None:
    """The town of the first local event of the lede, for plans also of another plan, else the dateline's.

    With `harm` it is the scene of what does harm: suspects are arrested and tried elsewhere as well.
    The dateline is where the reporter sits: it counts only where the report begins with a local event.
    """
    layers = document.annotations
    end = max((sentence.end for sentence in layers.sentences[:LEDE]), default=0)
    for event in events:
        sets = event.label in _LOCAL or event.label == "attack" or (planned and event.status == "planned")
        if harm and event.label in _JUSTICE:
            continue
        if not sets or event.trigger.start >= end or event.where is None:
            continue
        if _is_town(layers.mentions[event.where]):
            return event.where
    first = next((event for event in events if not event.weak), None)
    return (
        dateline_town(document)
        if first is not None and first.label in _LOCAL - (_JUSTICE if harm else set())
        else None
    )


def dateline_town(document: Document) -> int | None:
    """The mention of the town that the text opens with: "TARN, Ruritania (Agency) -", or None."""
    within = in_dateline(document)
    return within[0] if within and document.annotations.mentions[within[0]].type == "place" else None


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


_LONGEST_OPENING = 600
"""Characters of title and credits before the dateline."""


def _is_town(mention: Mention) -> bool:
    named = mention.kind == "name" and mention.type == "place"
    return named and gazetteer.country_named(mention.text) is None


def _is_open(event: EventMention, document: Document) -> bool:
    """Whether the event has no named place and is no background."""
    layers = document.annotations
    if event.where is not None and layers.mentions[event.where].kind == "name":
        return False
    value = layers.times[event.when].value if event.when is not None else None
    return value is None or _is_recent(value, document.article.published)


def _is_recent(value: str, published: str | None) -> bool:
    """Whether an ISO 8601 value lies within `NEWS_DAYS` of the day of publication."""
    day = _day(value)
    today = _day(published or "")
    return day is not None and today is not None and abs((day - today).days) <= NEWS_DAYS


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10] if len(value) >= len("2000-01-01") else value + "-15")
    except ValueError:
        return None
