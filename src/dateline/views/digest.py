"""What every view shows of a story, and in which order; how it looks is the view's own matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.schema.article import Article
from dateline.schema.interval import interval
from dateline.schema.span import Span
from dateline.schema.story import (
    Agreement,
    Bound,
    Difference,
    Entity,
    Event,
    Origin,
    Quote,
    Record,
    Rendition,
    Statement,
    Story,
)
from dateline.views.context import excerpt, sentence_bounds
from dateline.views.dates import published_day
from dateline.views.escape import clean_line
from dateline.views.foremost import foremost, tied, weight
from dateline.views.meant import Meant, closed
from dateline.views.places import place_words
from dateline.views.wording import holds, nearly_same_words, same_words

MEETING = "CONSULT"  # The PLOVER root of meetings, talks, visits and calls.
_UNDATED = date.max
_LAST = "9"  # Sorts after every ISO date of this era.


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is reported, in the words of a report."""

    id: str
    text: str
    agreement: Agreement
    origins: tuple[str, ...]
    evidence: tuple[Span, ...]
    differences: tuple[Difference, ...]
    independent: Bound | None = None
    tie: float = 1.0
    """How likely two of the origins tell the same (0 to 1)."""
    weight: float = 0.0
    """That of the weightiest event that one of its sentences tells."""

    @property
    def expected_origins(self) -> float:
        """How many origins likely tell it."""
        return 1 + (len(self.origins) - 1) * self.tie


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered event of the ledger or of the list of other events; `what` are the words that tell it, with
    the quotation marks that they were cut from and the names of those whom its pronouns mean."""

    number: int
    event: Event
    what: str
    who: tuple[str, ...]
    where: str | None
    track: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Wording:
    """Renditions with the same words, the first of which stands for all."""

    renditions: tuple[Rendition, ...]

    @property
    def first(self) -> Rendition:
        """The rendition shown."""
        return self.renditions[0]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quotation with its distinct wordings, the fullest first."""

    quote: Quote
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said what: `entity` is None for words whose speaker is not named."""

    entity: Entity | None
    verbatim: tuple[Utterance, ...]
    indirect: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """An origin with its articles; more than one outlet means reprints of one text."""

    origin: Origin
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A story in the order in which it is shown."""

    story: Story
    articles: Mapping[str, Article]
    published: tuple[date, ...]
    confirmed: tuple[Line, ...]
    single: tuple[Line, ...]
    disputed: tuple[Line, ...]
    meetings: tuple[Entry, ...]
    others: tuple[Entry, ...]
    background: tuple[Entry, ...]
    speakers: tuple[Speaker, ...]
    people: tuple[Entity, ...]
    places: tuple[Entity, ...]
    groups: tuple[Entity, ...]
    sources: tuple[SourceGroup, ...]
    left_out: Mapping[str, tuple[str, ...]]
    """For an article (id) what several others report and it does not, in their words."""


def digest(record: Record, story: Story) -> Digest:
    """The digest of one story of `record`."""
    articles = {article.id: article for article in record.articles if article.id in story.articles}
    lines = _lines(story, articles)
    meetings, others, background = _entries(story, articles)
    return Digest(
        story=story,
        articles=articles,
        published=tuple(sorted(filter(None, (published_day(a.published) for a in articles.values())))),
        confirmed=_agreeing(lines, "corroborated", articles),
        single=_agreeing(lines, "single-source", articles),
        disputed=_agreeing(lines, "disputed", articles),
        meetings=meetings,
        others=others,
        background=background,
        speakers=_speakers(story),
        people=_entities(story, ("person",)),
        places=_entities(story, ("place",)),
        groups=_entities(story, ("organization", "group")),
        sources=_sources(story, articles),
        left_out=_left_out(story, articles),
    )


def outlet(article: Article) -> str:
    """The outlet, or the best that is known of where the article comes from, on one line."""
    path = (article.source.path or "").replace("\\", "/").rpartition("/")[2]
    known = article.outlet or (article.source.host or "").removeprefix("www.") or article.agency
    return clean_line(known or path or article.id)


def by_article(spans: Iterable[Span], articles: Mapping[str, Article]) -> dict[str, tuple[Span, ...]]:
    """Distinct spans by the article they lie in, articles by date, spans in text order."""
    found: dict[str, set[tuple[int, int, str]]] = {}
    for span in spans:
        if span.article in articles:
            found.setdefault(span.article, set()).add((span.start, span.end, span.text))
    place = {id_: number for number, id_ in enumerate(articles)}
    order = sorted(found, key=lambda id_: (articles[id_].published or _LAST, place[id_]))
    return {
        id_: tuple(Span(article=id_, start=s, end=e, text=t) for s, e, t in sorted(found[id_]))
        for id_ in order
    }


def all_evidence(item: Event | Statement | Line) -> tuple[Span, ...]:
    """Every span that an item rests on, its differences and history included."""
    spans = list(item.evidence)
    spans += [span for d in item.differences for value in d.values for span in value.evidence]
    if isinstance(item, Event):
        spans += [span for report in item.history for span in report.evidence]
        spans += [span for quantity in item.quantities for span in quantity.evidence]
    return tuple(spans)


def _lines(story: Story, articles: Mapping[str, Article]) -> list[Line]:
    """Statements and events as lines: no sentence and no difference is shown twice, of words that stand in
    others of the same origins only those, what is disputed comes first."""
    meant = Meant(story.entities)
    found = [_statement_line(item, meant) for item in story.statements]
    found += [_event_line(event, articles, meant) for event in _happened(story) if not event.background]
    found += [_quote_line(quote) for quote in story.quotes if quote.agreement == "disputed"]
    found = [line for line in found if line.evidence]
    weights = _weights(story, articles)
    found.sort(key=lambda line: (line.agreement != "disputed", -line.expected_origins, line.agreement))
    places_shown: set[tuple[str, int]] = set()
    texts_shown: list[str] = []
    differences_shown: set[tuple[str, ...]] = set()
    lines = []
    for line in found:
        places = {_sentence_of(span, articles) for span in line.evidence if span.article in articles}
        differing = {(item.slot, *(value.value for value in item.values)) for item in line.differences}
        fuller = next((at for at, text in enumerate(texts_shown) if holds(line.text, text)), None)
        alike = fuller is not None or any(_tells_the_same(line.text, text) for text in texts_shown)
        told = places <= places_shown or alike
        told_apart = bool(differing) and differing <= differences_shown and bool(places & places_shown)
        if not told_apart and (differing or not told):
            lines.append(replace(line, weight=max((weights.get(at, 0.0) for at in places), default=0.0)))
            texts_shown.append(line.text)
            differences_shown |= differing
        elif fuller is not None and line.origins == lines[fuller].origins:
            evidence = (*lines[fuller].evidence, *line.evidence)
            lines[fuller] = replace(lines[fuller], text=line.text, evidence=evidence)
            texts_shown[fuller] = line.text
        places_shown |= places
    return lines


def _tells_the_same(text: str, shown: str) -> bool:
    """Whether a text adds nothing to one that is shown."""
    return nearly_same_words(text, shown) or holds(shown, text)


def _weights(story: Story, articles: Mapping[str, Article]) -> dict[tuple[str, int], float]:
    """For each sentence that tells of events the weight of the weightiest."""
    weights: dict[tuple[str, int], float] = {}
    for event in story.events:
        own = weight(event)
        for span in event.evidence:
            if span.article in articles:
                place = _sentence_of(span, articles)
                weights[place] = max(own, weights.get(place, 0.0))
    return weights


def _sentence_of(span: Span, articles: Mapping[str, Article]) -> tuple[str, int]:
    return span.article, sentence_bounds(articles[span.article].text, span.start, span.end)[0]


def _left_out(story: Story, articles: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    meant = Meant(story.entities)
    lines = {event.id: _event_line(event, articles, meant).text for event in _happened(story)}
    return {
        omission.article: tuple(dict.fromkeys(lines[id_] for id_ in omission.events if id_ in lines))
        for omission in story.omissions
    }


def _statement_line(item: Statement, meant: Meant) -> Line:
    shown = next((span for span in item.evidence if span.text == item.text), None)
    text = meant.told(shown) if shown else item.text
    return Line(
        item.id, text, item.agreement, item.origins, item.evidence, item.differences, item.independent
    )


def _event_line(event: Event, articles: Mapping[str, Article], meant: Meant) -> Line:
    """An event in the whole sentence that its clause comes from, since clauses alone begin anywhere; in the
    first sentence of its evidence where the clause is in none."""
    text = meant.told(event.evidence[0]) if event.evidence else event.what
    clause = _clause(event, articles)
    if clause is not None:
        whole = articles[clause.article].text
        text = excerpt(clause, whole).sentence
        start, end = sentence_bounds(whole, clause.start, clause.end)
        sentence = Span(article=clause.article, start=start, end=end, text=whole[start:end])
        text = meant.told(sentence) if sentence.text.strip() == text else text
    return Line(
        id=event.id,
        text=text,
        agreement=event.agreement,
        origins=event.origins,
        evidence=event.evidence,
        differences=event.differences,
        independent=event.independent,
        tie=tied(event),
    )


def _clause(event: Event, articles: Mapping[str, Article]) -> Span | None:
    """Where the words that tell an event stand."""
    for span in event.evidence:
        article = articles.get(span.article)
        at = article.text.find(event.what, span.start) if article else -1
        if 0 <= at < span.end:
            return Span(article=span.article, start=at, end=at + len(event.what), text=event.what)
    return None


def _quote_line(quote: Quote) -> Line:
    return Line(quote.id, quote.text, quote.agreement, quote.origins, renditions(quote), quote.differences)


def renditions(quote: Quote) -> tuple[Span, ...]:
    """The words of each rendition in its article."""
    return tuple(Span(article=r.article, start=r.start, end=r.end, text=r.text) for r in quote.renditions)


def _agreeing(
    lines: Sequence[Line], agreement: Agreement, articles: Mapping[str, Article]
) -> tuple[Line, ...]:
    """Those of one agreement: likely with most origins first, then what the articles say earliest."""

    def rank(line: Line) -> tuple[int, float]:
        first: dict[str, int] = {}
        for span in line.evidence:
            if span.article in articles:
                first[span.article] = min(span.start, first.get(span.article, span.start))
        depths = [start / max(len(articles[id_].text), 1) for id_, start in first.items()]
        return -round(line.expected_origins), round(sum(depths) / max(len(depths), 1), 6)

    return tuple(sorted((line for line in lines if line.agreement == agreement), key=rank))


def _entries(
    story: Story, articles: Mapping[str, Article]
) -> tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[Entry, ...]]:
    """Meetings, other events and background, numbered through in that order, each by date."""
    meant = Meant(story.entities)
    table = {entity.id: entity for entity in story.entities}
    names = {id_: entity.name for id_, entity in table.items()}
    tracks = {track.id: track for track in story.tracks}

    def kind(event: Event) -> int:
        return 2 if event.background else 0 if event.type == MEETING else 1

    def moment(event: Event) -> tuple[date, str]:
        covered = interval(event.when)
        return (covered[0] if covered else _UNDATED), event.when or ""

    ordered = sorted(_once_told(_happened(story)), key=lambda event: (kind(event), moment(event)))
    entries: tuple[list[Entry], list[Entry], list[Entry]] = ([], [], [])
    for number, event in enumerate(ordered, start=1):
        track = tracks.get(event.track or "")
        who = tuple(names[id_] for id_ in event.who if id_ in names)
        clause = _clause(event, articles)
        entries[kind(event)].append(
            Entry(
                number=number,
                event=event,
                what=meant.told(clause) if clause else closed(event.what),
                who=who,
                where=place_words(event, table),
                track=track.name if track else None,
                weight=weight(event),
            )
        )
    return tuple(entries[0]), tuple(entries[1]), tuple(entries[2])


def _happened(story: Story) -> list[Event]:
    """The events, without those that "who said what" shows."""
    return [event for event in story.events if not event.is_quoted]


def _once_told(events: Sequence[Event]) -> list[Event]:
    """The events without those told in the very clause that tells another of the same day: a meeting before
    what was done at it, then what more origins report."""
    ranked = sorted(events, key=lambda e: (e.type != MEETING, -len(e.origins), -len(e.evidence), -len(e.who)))
    told: dict[tuple[str, str | None], Event] = {}
    for event in ranked:
        told.setdefault((event.what, event.when), event)
    return list(told.values())


def foremost_entries(entries: Sequence[Entry], most: int) -> list[Entry]:
    """The `most` entries that matter most, in the order in which they stand."""
    return foremost(entries, [entry.weight for entry in entries], most)


def _speakers(story: Story) -> tuple[Speaker, ...]:
    entities = {entity.id: entity for entity in story.entities}
    said: dict[str | None, list[Utterance]] = {}
    for quote in story.quotes:
        speaker = quote.speaker if quote.speaker in entities else None
        said.setdefault(speaker, []).append(Utterance(quote, _wordings(quote)))
    speakers = []
    for id_, utterances in said.items():
        utterances.sort(key=lambda u: (-len(u.quote.origins), u.quote.said or _LAST))
        speakers.append(
            Speaker(
                entity=entities.get(id_ or ""),
                verbatim=tuple(u for u in utterances if u.quote.kind != "indirect"),
                indirect=tuple(u for u in utterances if u.quote.kind == "indirect"),
            )
        )
    return tuple(sorted(speakers, key=_speaker_rank))


def _speaker_rank(speaker: Speaker) -> tuple[bool, bool, int, int]:
    """Named persons first, then those heard through most origins, then those heard most."""
    heard = max((len(u.quote.origins) for u in speaker.verbatim), default=0)
    entity = speaker.entity
    return entity is None, entity is not None and entity.type != "person", -heard, -len(speaker.verbatim)


def _wordings(quote: Quote) -> tuple[Wording, ...]:
    groups: list[list[Rendition]] = []
    for rendition in quote.renditions:
        for group in groups:
            if same_words(group[0].text, rendition.text):
                group.append(rendition)
                break
        else:
            groups.append([rendition])
    if len(groups) > 1:
        groups.sort(key=lambda group: (not same_words(group[0].text, quote.text), -len(group[0].text)))
    return tuple(Wording(tuple(group)) for group in groups)


def _entities(story: Story, types: tuple[str, ...]) -> tuple[Entity, ...]:
    chosen = [entity for entity in story.entities if entity.type in types]
    return tuple(sorted(chosen, key=lambda entity: (-len(entity.mentions), entity.name)))


def _sources(story: Story, articles: Mapping[str, Article]) -> tuple[SourceGroup, ...]:
    groups = []
    for origin in story.origins:
        members = [articles[id_] for id_ in origin.articles if id_ in articles]
        members.sort(key=lambda article: article.published or _LAST)
        groups.append(SourceGroup(origin, tuple(members)))
    known = {article.id for group in groups for article in group.articles}
    rest = [article for id_, article in articles.items() if id_ not in known]
    if rest:
        groups.append(SourceGroup(Origin(name="origin not known", articles=(), basis=""), tuple(rest)))
    return tuple(groups)
