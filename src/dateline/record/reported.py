"""The numbers that the articles tell of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.record.accounts import NEAR
from dateline.record.evidence import Sources
from dateline.record.figures import RATE, Figure, figures_of
from dateline.record.timeline import NEWS_DAYS
from dateline.schema.cluster import EventCluster, Member
from dateline.schema.interval import gap, interval
from dateline.schema.span import Span

HARMFUL = frozenset({"ASSAULT", "PROTEST", "OTHER", "COERCE"})
"""Roots of events that have victims."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A number as one article gives it."""

    article: str
    value: float
    bound: str | None
    unit: str | None
    evidence: Span


def reported_numbers(cluster: EventCluster, sources: Sources) -> dict[str, list[Reported]]:
    """The numbers that the mentions of an event tell, by label ("killed")."""
    table: dict[str, list[Reported]] = {}
    for member in cluster.members:
        mention = sources.mention(member)
        sentence = sources.sentence(mention.trigger).text
        if _is_of_other_time(member, cluster, sources) or RATE.search(sentence):
            continue
        for quantity in mention.quantities:
            table.setdefault(quantity.what, []).append(
                Reported(
                    article=member.article,
                    value=quantity.value,
                    bound=quantity.bound,
                    unit=quantity.unit,
                    evidence=sources.sentence(quantity.span),
                )
            )
        for label, figure in _other_tolls(member, cluster, sources):
            table.setdefault(label, []).append(
                Reported(
                    article=member.article,
                    value=figure.value,
                    bound=figure.bound,
                    unit=None,
                    evidence=sources.sentence(figure.span),
                )
            )
    return table


def _is_of_other_time(member: Member, cluster: EventCluster, sources: Sources) -> bool:
    """Whether all that dates a mention lies far from the event, whatever joined the two."""
    mention = sources.mention(member)
    own = interval(sources.when(member))
    around = sources.times(sources.sentence(mention.trigger))
    day, printed = interval(cluster.when), sources.printed(member.article)
    told = [own] if own is not None else around
    if day is not None:
        return bool(told) and all(gap(days, day) > NEAR for days in told)
    return bool(told) and printed is not None and all(gap(days, printed) > NEWS_DAYS for days in told)


def _other_tolls(member: Member, cluster: EventCluster, sources: Sources) -> Iterator[tuple[str, Figure]]:
    """Numbers of victims in the sentence of a mention that tells no other event, beside its quantities."""
    mention = sources.mention(member)
    item = sources.articles[member.article]
    sentence = sources.sentence(mention.trigger)
    events = item.annotations.events
    here = [at for at, other in enumerate(events) if sentence.start <= other.trigger.start < sentence.end]
    own = {one.index for one in cluster.members if one.article == member.article}
    harmful = {at for at in here if events[at].type in HARMFUL}
    if mention.weak or mention.type not in HARMFUL or member.index != min(own & {*here}) or harmful - own:
        return
    counted = [quantity.span for at in here for quantity in events[at].quantities]
    for figure in figures_of(item, item.annotations.sentences.index(sentence)):
        label = figure.toll
        if (
            label is None
            or figure.loose
            or any(s.start < figure.span.end and figure.span.start < s.end for s in counted)
        ):
            continue
        yield label, figure
