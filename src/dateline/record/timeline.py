"""The order of a story's events, and which of them are its background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec

from dateline.record.evidence import Sources
from dateline.schema.interval import interval
from dateline.schema.story import Event

NEWS_DAYS = 30
"""Events that ended more than this many days before the first report are background; a month of
negotiations is still one piece of news. A convention, checked on the three stories."""


def in_order(events: Sequence[Event], sources: Sources, weights: Mapping[str, float]) -> tuple[Event, ...]:
    """The events by their day, those of unknown day by the day of their first report, of one day the
    weightiest first (`weights` by id), with `background` set."""
    marked = [msgspec.structs.replace(event, background=is_past(event.when, sources)) for event in events]
    order = {id_: number for number, id_ in enumerate(sources.articles)}

    def key(event: Event) -> tuple[str, str, float, int, int]:
        days = interval(event.when)
        telling = {span.article for span in event.evidence}
        reported = min((sources.published(article) or "9999" for article in telling), default="9999")
        begin = days[0].isoformat() if days else reported
        spot = min((order[span.article], span.start) for span in event.evidence)
        return begin, event.when or "", -weights[event.id], *spot

    return tuple(sorted(marked, key=key))


def is_past(when: str | None, sources: Sources) -> bool:
    """Whether a day lies clearly before the story's days."""
    days = interval(when)
    if days is None or sources.first is None:
        return False
    return days[1] < sources.first - timedelta(days=NEWS_DAYS)
