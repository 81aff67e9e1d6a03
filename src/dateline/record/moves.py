"""The new day or place of an event that was moved: "It will now open on May 3", "in Tarn instead"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dateline.record.evidence import Sources
from dateline.schema.annotation import TimeExpression
from dateline.schema.cluster import Entities, EventCluster, Member
from dateline.schema.interval import interval, is_ahead, length
from dateline.schema.span import Span, beginning_in

_DAY = (
    r"(?:on |in )?(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur|January|February|March|April|May|June|July|August"
    r"|\w+ber|\d)"
)
_INSTEAD = rf"\binstead\b(?! of (?!{_DAY}))"
_STEP = r"\b(?:postponed|rescheduled|adjourned|delayed|moved|put (?:off|back)|pushed back|brought forward)"
_NOT_BEFORE = r"\bnot (?:\w+ ){1,3}(?:before|until)\b"
MOVED = re.compile(
    r"\b(?:later|earlier|sooner) than (?:first |originally )?(?:planned|scheduled|expected)\b|\bnew date\b"
    rf"|{_STEP}\b(?<!moved)|\bmoved (?:to|from)\b|{_INSTEAD}|\b(?:was|were) to have\b|{_NOT_BEFORE}",
    re.IGNORECASE,
)
"""Words that tell that an event was given another day or place."""

_NEW_DAY = re.compile(
    r"\bnew (?:date|day)\b|\b(?:will|would|is|are|to) now\b"
    rf"|\bnow (?:set|due|planned|scheduled|expected|promised|to)\b|{_INSTEAD}"
    r"|\bset (?:a|the|another) (?:new )?date\b|\bresume\w*\b|\bafresh\b"
    rf"|{_STEP} (?:\w+ ){{0,3}}?(?:to|until|till|for)\b|{_NOT_BEFORE}",
    re.IGNORECASE,
)
"""Words beside a day that is a new one."""
_NEW_PLACE = re.compile(_INSTEAD + r"|\b(?:moved|relocated|shifted|transferred) to\b", re.IGNORECASE)
"""Words beside a place that is a new one."""
_TO_COME = re.compile(r"\b(?:will|would|to|moved|relocated|shifted)\b", re.IGNORECASE)
"""Words by which a sentence tells of the plan, not of what somebody did instead."""
_BEGINNING = re.compile(
    r"\b(?:beg[iu]n|start|open|resume|take place|be held)\w*(?: \w+)? (?:on|in|at) $", re.IGNORECASE
)
"""Words right before the day on which something begins."""
_PLACING = re.compile(r"\b(?:in|at|to) (?:the )?(?:[a-z][\w-]*,? ){0,4}$")
"""Words right before the place where something is."""
AFTER = 3
"""Sentences after the one that tells the move in which the new day can stand."""
SEASON = 122
"""Days that a new date covers at most: "not before the summer"."""


def new_days(cluster: EventCluster, sources: Sources) -> tuple[tuple[str, str, Span], ...]:
    """The new days that articles tell for an event that they say was moved: article, value and sentence."""
    told = (_new_day(member, sources) for member in cluster.members)
    return tuple(dict.fromkeys(day for day in told if day is not None))


def new_places(
    cluster: EventCluster, sources: Sources, entities: Entities
) -> tuple[tuple[str, str, Span], ...]:
    """The new places that articles tell for an event that they say was moved: article, entity, sentence."""
    told = (_new_place(member, sources, entities) for member in cluster.members)
    return tuple(dict.fromkeys(place for place in told if place is not None))


def _sentences_after(member: Member, sources: Sources) -> Iterator[Span]:
    """The sentence that tells that an event was moved and those after it; none of an event that was not."""
    mention = sources.mention(member)
    sentence = sources.sentence(mention.trigger)
    happened = mention.status == "held" and mention.asserted  # another event of the sentence
    if mention.weak or happened or not MOVED.search(sentence.text):
        return
    sentences = sources.articles[member.article].annotations.sentences
    first = bisect_left(sentences, sentence.start, key=lambda span: span.start)
    yield from sentences[first : first + AFTER + 1]


def _new_day(member: Member, sources: Sources) -> tuple[str, str, Span] | None:
    item = sources.articles[member.article]
    times = item.annotations.times
    former = (sources.when(member) or "")[:10]
    for span in _sentences_after(member, sources):
        if not _NEW_DAY.search(span.text):
            continue
        ahead = [
            times[at]
            for at in beginning_in(times, span.start, span.end)
            if is_ahead(times[at].value, item.article.published) and str(times[at].value)[:10] != former
        ]
        days = [time for time in ahead if (held := interval(time.value)) and length(held) <= SEASON]
        day = next((time for time in days if _begins(time, span)), days[0] if days else None)
        if day is not None:
            return member.article, str(day.value)[:10], span
    return None


def _begins(time: TimeExpression, sentence: Span) -> bool:
    """Whether the words before a day tell that something begins then."""
    return _BEGINNING.search(sentence.text[: time.start - sentence.start]) is not None


def _new_place(member: Member, sources: Sources, entities: Entities) -> tuple[str, str, Span] | None:
    layers = sources.articles[member.article].annotations
    former = entities.of(member.article, sources.mention(member).where)
    for span in _sentences_after(member, sources):
        if not _NEW_PLACE.search(span.text) or not _TO_COME.search(span.text):
            continue
        for at in beginning_in(layers.mentions, span.start, span.end):
            mention = layers.mentions[at]
            place = entities.of(member.article, at)
            placed = _PLACING.search(span.text[: mention.start - span.start])
            if mention.type == "place" and placed and place is not None and place != former:
                return member.article, place, span
    return None
