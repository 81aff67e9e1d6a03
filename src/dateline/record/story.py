"""The assembled story: headline, timeline, ledger, quotes and statements, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from dateline.record.accounts import join_accounts
from dateline.record.contrasts import find_contrasts
from dateline.record.corroboration import agreement, differences, judged, quantities, share_out
from dateline.record.evidence import Sources, unique
from dateline.record.ledger import assertions, final_status, history, level, tracks
from dateline.record.moves import new_days
from dateline.record.news import News
from dateline.record.omissions import find_omissions
from dateline.record.quotes import build_quotes
from dateline.record.said import read_said
from dateline.record.sentences import Sentence, content_words, read_sentences
from dateline.record.statements import find_statements
from dateline.record.support import Support, find_support
from dateline.record.telling import telling
from dateline.record.timeline import in_order, is_past
from dateline.schema.annotation import AnnotatedArticle, Status
from dateline.schema.cluster import Copies, Entities, EventCluster, QuotationCluster
from dateline.schema.span import Span
from dateline.schema.story import Entity, Event, Origin, RecordTime, Story

CENTRAL = 0.5
"""Part of the best title's nearness to the other articles from which a later title may head the story."""
FEWEST_TITLE_WORDS = 4
"""Words that a title counts as having at least, so that one common name or a dateline is no headline."""


def build_story(
    story_id: str,
    annotated: Sequence[AnnotatedArticle],
    *,
    entities: Entities,
    quotations: Sequence[QuotationCluster],
    events: Sequence[EventCluster],
    origins: Sequence[Origin],
    copies: Copies,
) -> Story:
    """The record of one story from what the resolvers found in its articles."""
    sources = Sources.of(annotated, origins)
    events = join_accounts(events, sources, entities)
    told = _told(events, sources)
    sentences = read_sentences(sources, entities, told)
    by_place = {(s.span.article, s.span.start): s for s in sentences}
    said = [read_said(sentence, sources, entities) for sentence in sentences]
    contrasts = find_contrasts(said, sources, entities)
    table = {entity.id: entity for entity in entities.entities}
    weights = News.of(sources, entities).weights(events)
    support = find_support(events, sentences, sources, entities, quotations, wanted=weights)
    lines = in_order(
        [
            _event(str(n), events[n], support.get(n, ()), sources, entities, table=table, by_place=by_place)
            for n in weights
        ],
        sources,
        {str(number): weight for number, weight in weights.items()},
    )
    lines, apart = share_out(lines, contrasts)
    lines = _numbered(lines, events, weights, sources, told)
    found, track_of = tracks(lines, table)
    lines = tuple(msgspec.structs.replace(line, track=track_of.get(line.id)) for line in lines)
    return Story(
        id=story_id,
        headline=_headline(sources),
        articles=tuple(sources.articles),
        origins=tuple(origins),
        entities=entities.entities,
        times=_times(annotated),
        quotes=build_quotes(annotated, quotations, origin_of=sources.origin_of),
        events=lines,
        tracks=found,
        statements=find_statements(
            sentences, sources, events=lines, differences=apart, weights=_weights(lines)
        ),
        omissions=find_omissions(lines, sources, entities),
    )


def _event(
    id_: str,
    cluster: EventCluster,
    support: Sequence[Support],
    sources: Sources,
    entities: Entities,
    *,
    table: Mapping[str, Entity],
    by_place: Mapping[tuple[str, int], Sentence],
) -> Event:
    mentions = [(member.article, sources.mention(member)) for member in cluster.members]
    said = assertions(cluster, sources)
    evidence = unique(
        [*(sources.sentence(mention.trigger) for _, mention in mentions), *(held.span for held in support)]
    )
    origins = sources.origins(evidence)
    differing = differences(cluster, sources, entities, table, support, told=by_place)
    claimants = dict.fromkeys(
        claimant
        for article, mention in mentions
        if mention.claimed_by is not None
        and (claimant := entities.of(article, mention.claimed_by)) is not None
    )
    status = final_status(said, past=is_past(cluster.when, sources))
    only_claimed = all(mention.claimed_by is not None for _, mention in mentions)
    when = _last_day(cluster, sources)
    return Event(
        id=id_,
        type=cluster.type,
        code=cluster.label,
        what=telling(cluster, sources, entities, status).text,
        status=status,
        evidence=evidence,
        who=cluster.who,
        where=cluster.where,
        where_inferred=cluster.where_inferred,
        when=when,
        when_inferred=when is not None and when == cluster.when and cluster.when_inferred,
        claimed_by=tuple(claimants) if only_claimed else (),
        history=history(said, status=status),
        quantities=quantities(cluster, sources),
        agenda=unique(topic for _, mention in mentions for topic in mention.agenda),
        origins=origins,
        agreement=agreement(origins, differing),
        tie=_tie(cluster, sources),
        differences=differing,
        level=level(cluster, table),
    )


def _numbered(
    lines: Sequence[Event],
    events: Sequence[EventCluster],
    weights: Mapping[int, float],
    sources: Sources,
    told: Collection[tuple[str, int]],
) -> tuple[Event, ...]:
    """The lines under their final ids, with their salience, without the sentences that only name them; till
    then the id of a line is the number of its cluster."""
    return tuple(
        msgspec.structs.replace(
            _without(line, _in_passing(events[cluster], sources, told), sources),
            id=f"v{number}",
            salience=round(weights[cluster], 3),
        )
        for number, line in enumerate(lines, start=1)
        for cluster in (int(line.id),)
    )


def _tie(cluster: EventCluster, sources: Sources) -> float | None:
    """How likely two of its origins tell the same event."""
    apart = (tie for tie in cluster.ties if sources.origin[tie.one] != sources.origin[tie.other])
    return max((tie.likelihood for tie in apart), default=None)


def _in_passing(
    cluster: EventCluster, sources: Sources, told: Collection[tuple[str, int]]
) -> frozenset[Span]:
    """The sentences that only name an event which their article tells, and tell of another: "he was arrested
    after the blast"."""
    mentions = [(sources.sentence(m.trigger), m) for m in map(sources.mention, cluster.members)]
    telling = {span for span, mention in mentions if mention.asserted and not mention.weak}
    articles = {span.article for span in telling}
    return frozenset(
        span
        for span, _ in mentions
        if span.article in articles and span not in telling and (span.article, span.start) in told
    )


def _without(line: Event, passing: Collection[Span], sources: Sources) -> Event:
    """The event as what remains of its evidence bears it out."""
    evidence = tuple(span for span in line.evidence if span not in passing)
    origins = sources.origins(evidence)
    return judged(msgspec.structs.replace(line, evidence=evidence, origins=origins))


def _last_day(cluster: EventCluster, sources: Sources) -> str | None:
    """The day of an event: the new one that the latest report tells of an event that was moved."""
    told = new_days(cluster, sources)
    latest = max(told, key=lambda day: (sources.published(day[0]) or "", day[1]), default=None)
    return cluster.when if latest is None else latest[1]


def _headline(sources: Sources) -> str:
    """The latest of the titles that share most words with the other articles."""
    titled = [(id_, item.article.title) for id_, item in sources.articles.items() if item.article.title]
    if not titled:
        first = next(iter(sources.articles.values()))
        texts = (sentence.text for sentence in first.annotations.sentences)
        whole = (text for text in texts if len(text.split()) >= FEWEST_TITLE_WORDS)
        return next(whole, first.article.text[:120].strip())
    words = {id_: set(content_words(item.article.text)) for id_, item in sources.articles.items()}
    spread = Counter(word for found in words.values() for word in found)

    def central(id_: str, title: str) -> float:
        parts = content_words(title)
        hits = sum(spread[part] - (part in words[id_]) for part in parts)
        return hits / max(len(parts), FEWEST_TITLE_WORDS)

    rated = {id_: central(id_, title) for id_, title in titled}
    good = [item for item in titled if rated[item[0]] >= CENTRAL * max(rated.values())]
    return max(reversed(good), key=lambda item: (sources.published(item[0]) or "", rated[item[0]]))[1]


def _times(annotated: Sequence[AnnotatedArticle]) -> tuple[RecordTime, ...]:
    return tuple(
        RecordTime(
            article=time.article,
            start=time.start,
            end=time.end,
            text=time.text,
            type=time.type,
            value=time.value,
        )
        for item in annotated
        for time in item.annotations.times
    )


def _told(
    events: Sequence[EventCluster], sources: Sources
) -> Mapping[tuple[str, int], Mapping[int, frozenset[Status]]]:
    """For each sentence the events that it tells, with the statuses it gives them."""
    told: dict[tuple[str, int], dict[int, frozenset[Status]]] = {}
    for number, cluster in enumerate(events):
        for member in cluster.members:
            mention = sources.mention(member)
            if mention.asserted and not mention.weak:
                span = sources.sentence(mention.trigger)
                statuses = told.setdefault((span.article, span.start), {})
                statuses[number] = statuses.get(number, frozenset()) | {mention.status}
    return told


def _weights(events: Sequence[Event]) -> Mapping[tuple[str, int], float]:
    """How much the sentences matter that events rest on."""
    weights: Counter[tuple[str, int]] = Counter()
    for event in events:
        if not event.background:
            for span in event.evidence:
                weights[span.article, span.start] += (
                    len(event.who) + (event.when is not None) + bool(event.quantities)
                )
    return weights
