"""The new day of an event that was put off, where a later sentence tells it: "It will now open on May 3"."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.record.evidence import Sources
from dateline.schema.cluster import EventCluster, Member
from dateline.schema.interval import interval, is_ahead, length
from dateline.schema.span import Span

MOVED = re.compile(
    r"\b(?:later|earlier|sooner) than (?:first |originally )?(?:planned|scheduled|expected)\b|\bnew date\b"
    r"|\b(?:postponed|rescheduled|adjourned|delayed)\b|\bput (?:off|back)\b"
    r"|\bpushed back\b|\bbrought forward\b",
    re.IGNORECASE,
)
"""Words that tell that an event was given another day."""

_NEW_DAY = re.compile(
    r"\bnew (?:date|day)\b|\b(?:will|would|is|are|to) now\b|\bnow (?:set|due|planned|scheduled|expected)\b"
    r"|\binstead\b|\bset (?:a|the|another) (?:new )?date\b|\bresume\w*\b|\bafresh\b",
    re.IGNORECASE,
)
"""Words beside a day that is a new one."""
AFTER = 3
"""Sentences after the one that tells the move in which the new day can stand."""


def new_days(cluster: EventCluster, sources: Sources) -> tuple[tuple[str, str, Span], ...]:
    """The new days that articles tell for an event that they say was moved: article, value and sentence."""
    told = (_new_day(member, sources) for member in cluster.members)
    return tuple(dict.fromkeys(day for day in told if day is not None))


def _new_day(member: Member, sources: Sources) -> tuple[str, str, Span] | None:
    mention = sources.mention(member)
    sentence = sources.sentence(mention.trigger)
    happened = mention.status == "held" and mention.asserted  # another event of the sentence
    if mention.weak or happened or not MOVED.search(sentence.text):
        return None
    layers = sources.articles[member.article].annotations
    published = sources.articles[member.article].article.published
    first = bisect_left(layers.sentences, sentence.start, key=lambda span: span.start)
    for span in layers.sentences[first : first + AFTER + 1]:
        if not _NEW_DAY.search(span.text):
            continue
        for time in layers.times:
            days = interval(time.value)
            inside = span.start <= time.start < span.end
            if inside and days is not None and length(days) == 1 and is_ahead(time.value, published):
                return member.article, str(time.value)[:10], span
    return None
