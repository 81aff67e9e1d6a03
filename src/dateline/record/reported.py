"""The numbers that the articles tell of an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.record.accounts import NEAR
from dateline.record.evidence import Sources
from dateline.record.figures import RATE, Figure, figures_of, number_range, number_text
from dateline.record.measures import counted_noun
from dateline.record.timeline import NEWS_DAYS
from dateline.schema.cluster import EventCluster, Member
from dateline.schema.interval import Days, gap, interval
from dateline.schema.span import Span

HARMFUL = frozenset({"ASSAULT", "PROTEST", "OTHER", "COERCE"})
"""Roots of events that have victims."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A number as one article gives it, with the range that it allows and the noun that it counts.

    `where` is the place (mention) that is told with it, `times` those of its clause; `apart` is true where it
    is of another time than the event: what was said "initially", what has added up "since May".
    """

    article: str
    text: str
    low: float
    high: float
    value: float
    bound: str | None
    unit: str | None
    evidence: Span
    counted: str = ""
    where: int | None = None
    apart: bool = False
    times: tuple[Days, ...] = ()


def reported_numbers(cluster: EventCluster, sources: Sources) -> dict[str, list[Reported]]:
    """The numbers that the mentions of an event tell, by label ("killed")."""
    table: dict[str, list[Reported]] = {}
    for member in cluster.members:
        mention = sources.mention(member)
        sentence = sources.sentence(mention.trigger).text
        if _is_of_other_time(member, cluster, sources) or RATE.search(sentence):
            continue
        for quantity in mention.quantities:
            low, high = number_range(quantity.value, quantity.bound, quantity.span.text)
            figures = _figures_at(quantity.span, sources)
            table.setdefault(quantity.what, []).append(
                Reported(
                    article=member.article,
                    text=number_text(quantity.value, quantity.bound, quantity.unit),
                    low=low,
                    high=high,
                    value=quantity.value,
                    bound=quantity.bound,
                    unit=quantity.unit,
                    evidence=sources.sentence(quantity.span),
                    counted=counted_noun(quantity.span.text),
                    where=mention.where,
                    apart=any(figure.since or figure.former for figure in figures),
                    times=tuple(days for figure in figures for days in _times(figure, sources)),
                )
            )
        for label, figure in _other_tolls(member, cluster, sources):
            table.setdefault(label, []).append(
                Reported(
                    article=member.article,
                    text=number_text(figure.value, figure.bound, None),
                    low=figure.low,
                    high=figure.high,
                    value=figure.value,
                    bound=figure.bound,
                    unit=None,
                    evidence=sources.sentence(figure.span),
                    counted=figure.what,
                    where=mention.where,
                    apart=figure.since or figure.former,
                    times=_times(figure, sources),
                )
            )
    return table


def _figures_at(number: Span, sources: Sources) -> list[Figure]:
    """The figures of a sentence that a number of an event is."""
    item = sources.articles[number.article]
    sentence = item.annotations.sentences.index(sources.sentence(number))
    return [
        figure
        for figure in figures_of(item, sentence)
        if figure.span.start < number.end and number.start < figure.span.end
    ]


def _times(figure: Figure, sources: Sources) -> tuple[Days, ...]:
    """The days of the verb of a number, else of its clause."""
    times = sources.articles[figure.span.article].annotations.times
    named = (interval(times[number].value) for number in figure.times or figure.near)
    return tuple(days for days in named if days is not None)


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


def highest_by_article(reports: Sequence[Reported]) -> list[Reported]:
    """The highest number that each article gives: a part of it may be counted in another sentence."""
    best: dict[str, Reported] = {}
    for report in reports:
        held = best.get(report.article)
        if held is None or report.value > held.value:
            best[report.article] = report
    return list(best.values())
