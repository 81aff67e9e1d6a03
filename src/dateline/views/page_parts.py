"""What the templates of the page print: a digest with its keys, citations and words ready."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.schema.article import Article
from dateline.schema.interval import interval
from dateline.schema.span import Span
from dateline.schema.story import Difference, Entity, Event, Record, Story
from dateline.views import wording
from dateline.views.context import Excerpt, excerpt, merge
from dateline.views.dates import published_day, short_day, spoken
from dateline.views.digest import (
    Entry,
    Line,
    SourceGroup,
    Speaker,
    Utterance,
    all_evidence,
    by_article,
    digest,
    outlet,
    renditions,
)
from dateline.views.drawing import Drawing, draw
from dateline.views.timeline import lay_out
from dateline.views.words import (
    belongs_to,
    counts_line,
    difference_name,
    independence,
    level_words,
    quantity_words,
    quoted,
    roles_shown,
    source_note,
    span_line,
    spellings,
    value_words,
)

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_MOST_MENTIONS = 8  # Mentions of an entity that are shown: the first of each form and article.


@dataclass(frozen=True, slots=True)
class Citation:
    """A link to a span in its article, with the sentence around it; `nth` counts within the article."""

    article: str
    start: int
    end: int
    href: str
    label: str
    nth: int
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Rest:
    """How many more sentences there are, and the page that shows all of them."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class ValuePart:
    text: str
    origins: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class DifferencePart:
    name: str
    kind: str
    values: tuple[ValuePart, ...]


@dataclass(frozen=True, slots=True)
class LinePart:
    key: str
    text: str
    origins: tuple[str, ...]
    citations: tuple[Citation, ...]
    differences: tuple[DifferencePart, ...]
    rest: Rest | None = None
    independence: str | None = None


@dataclass(frozen=True, slots=True)
class ReportPart:
    status: str
    when: str | None
    reported: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class EntryPart:
    key: str
    number: int
    meeting: bool
    status: str
    label: str | None
    moved: bool
    when: str
    machine: str | None
    who: tuple[str, ...]
    where: str | None
    what: str
    claimed: tuple[str, ...]
    quantities: tuple[str, ...]
    history: tuple[ReportPart, ...]
    differences: tuple[DifferencePart, ...]
    origins: tuple[str, ...]
    citations: tuple[Citation, ...]
    rest: Rest | None = None
    level: str | None = None
    independence: str | None = None


@dataclass(frozen=True, slots=True)
class TrackPart:
    name: str
    entries: tuple[EntryPart, ...]


@dataclass(frozen=True, slots=True)
class WordingPart:
    label: str
    pieces: tuple[wording.Piece, ...]


@dataclass(frozen=True, slots=True)
class QuotationPart:
    key: str
    kind: str
    saying: str
    text: str
    note: str
    wordings: tuple[WordingPart, ...]
    differences: tuple[DifferencePart, ...]
    origins: tuple[str, ...]
    citations: tuple[Citation, ...]
    rest: Rest | None = None


@dataclass(frozen=True, slots=True)
class SpeakerPart:
    name: str
    note: str
    verbatim: tuple[QuotationPart, ...]
    indirect: tuple[QuotationPart, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class EntityPart:
    key: str
    name: str
    side: str | None
    roles: tuple[str, ...]
    spellings: tuple[str, ...]
    citations: tuple[Citation, ...]
    rest: Rest | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class CastPart:
    name: str
    entities: tuple[EntityPart, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class PiecePart:
    text: str
    marked: bool = False
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphPart:
    start: int
    pieces: tuple[PiecePart, ...]


@dataclass(frozen=True, slots=True)
class ArticlePart:
    key: str
    label: str
    title: str
    note: str
    provenance: str
    paragraphs: tuple[ParagraphPart, ...]
    furniture: tuple[object, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginPart:
    name: str
    note: str
    articles: tuple[ArticlePart, ...]


@dataclass(frozen=True, slots=True)
class StoryPart:
    """One story, ready to print."""

    key: str
    headline: str
    counts: str
    span: str
    confirmed: tuple[LinePart, ...]
    single: tuple[LinePart, ...]
    disputed: tuple[LinePart, ...]
    drawing: Drawing | None
    tracks: tuple[TrackPart, ...]
    others: tuple[EntryPart, ...]
    background: tuple[EntryPart, ...]
    quoted: tuple[SpeakerPart, ...]
    paraphrased: tuple[SpeakerPart, ...]
    cast: tuple[CastPart, ...]
    sources: tuple[OriginPart, ...]


def story_parts(record: Record) -> tuple[StoryPart, ...]:
    """Every story of `record`, ready to print."""
    return tuple(
        StoryWriter(record, story, f"s{number}").part()
        for number, story in enumerate(record.stories, start=1)
    )


class StoryWriter:
    """Writes one story's parts: it knows the keys of the page and where each span can be opened.

    `key` begins the id of every element. What leads elsewhere on another surface is a method of its own.
    """

    def __init__(self, record: Record, story: Story, key: str) -> None:
        self.key = key
        self.digest = digest(record, story)
        self.names = {entity.id: entity.name for entity in story.entities}
        ids = [article.id for article in record.articles]
        self.keys = {id_: f"{self.key}-a{ids.index(id_) + 1}" for id_ in self.digest.articles}
        self.spots = self._spots(story)

    def part(self) -> StoryPart:
        found, timeline = self.digest, lay_out(self.digest)
        return StoryPart(
            key=self.key,
            headline=found.story.headline,
            counts=counts_line(found),
            span=span_line(found),
            confirmed=self.lines(found.confirmed),
            single=self.lines(found.single),
            disputed=self.lines(found.disputed),
            drawing=draw(timeline) if timeline else None,
            tracks=self.tracks(found.meetings),
            others=tuple(self.entry(entry) for entry in found.others),
            background=tuple(self.entry(entry) for entry in found.background),
            quoted=tuple(self.speaker(item) for item in found.speakers if item.verbatim),
            paraphrased=tuple(self.speaker(item) for item in found.speakers if not item.verbatim),
            cast=(
                CastPart("People", self.entities(found.people), 12),
                CastPart("Places", self.entities(found.places), 9),
                CastPart("Organizations and groups", self.entities(found.groups), 9),
            ),
            sources=tuple(self._origin(group) for group in found.sources),
        )

    def _spots(self, story: Story) -> dict[str, tuple[tuple[int, int], ...]]:
        """For each article the ranges that anything on the page cites; overlapping ones are one spot."""
        spans: list[Span] = []
        for event in story.events:
            spans += all_evidence(event)
        for statement in story.statements:
            spans += all_evidence(statement)
        for quote in story.quotes:
            spans += renditions(quote)
            spans += [s for d in quote.differences for value in d.values for s in value.evidence]
        for entity in story.entities:
            spans += _telling_mentions(entity)
        return {id_: merge(span for span in spans if span.article == id_) for id_ in self.digest.articles}

    def places(self, spans: Iterable[Span]) -> list[tuple[int, Span]]:
        """The outermost of these spans by article, each with its number there, from 1."""
        found = by_article(spans, self.digest.articles)
        return [
            (nth, span) for group in found.values() for nth, span in enumerate(_outermost(group), start=1)
        ]

    def cite(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Links to the outermost of these spans, by article."""
        return tuple(self.citation(nth, span) for nth, span in self.places(spans))

    def citation(self, nth: int, span: Span) -> Citation:
        """The link to a span, the `nth` that is cited of its article."""
        article = self.digest.articles[span.article]
        return Citation(
            article=self.keys[article.id],
            start=span.start,
            end=span.end,
            href=self.href(article.id, span),
            label=_article_label(article),
            nth=nth,
            excerpt=excerpt(span, article.text),
        )

    def href(self, article: str, span: Span) -> str:
        """Where a span of an article is opened."""
        spot = next(first for first, last in self.spots[article] if first <= span.start < last)
        return f"#{self.keys[article]}-{spot}"

    def evidence(self, id_: str, spans: Iterable[Span]) -> tuple[tuple[Citation, ...], Rest | None]:
        """The sentences shown beside what has this id in the record, and where the others are."""
        return self.cite(spans), None

    def entity_href(self, entity: Entity) -> str | None:
        """The page of an entity, where there is one."""
        return None

    def lines(self, lines: Sequence[Line]) -> tuple[LinePart, ...]:
        """Statements and events as lines."""
        return tuple(self._line(line) for line in lines)

    def _line(self, line: Line) -> LinePart:
        citations, rest = self.evidence(line.id, line.evidence)
        return LinePart(
            key=f"{self.key}-line-{line.id}",
            text=line.text,
            origins=line.origins,
            citations=citations,
            differences=self.differences(line.differences),
            rest=rest,
            independence=independence(line, self.digest),
        )

    def differences(self, differences: Sequence[Difference]) -> tuple[DifferencePart, ...]:
        """Values that differ, with where each stands."""
        return tuple(
            DifferencePart(
                name=difference_name(item),
                kind=item.kind,
                values=tuple(
                    ValuePart(
                        value_words(item.slot, value.value, self.names),
                        value.origins,
                        self.cite(value.evidence),
                    )
                    for value in item.values
                ),
            )
            for item in differences
        )

    def tracks(self, entries: Sequence[Entry]) -> tuple[TrackPart, ...]:
        """Meetings by track, those without one last."""
        by_track: dict[str, list[EntryPart]] = {}
        for entry in entries:
            by_track.setdefault(entry.track or "", []).append(self.entry(entry))
        other = by_track.pop("", [])
        tracks = [TrackPart(name, tuple(found)) for name, found in by_track.items()]
        if other:
            tracks.append(TrackPart("Other meetings" if tracks else "In order", tuple(other)))
        return tuple(tracks)

    def entry(self, entry: Entry) -> EntryPart:
        """A numbered event."""
        event = entry.event
        citations, rest = self.evidence(event.id, event.evidence)
        return EntryPart(
            key=f"{self.key}-n{entry.number}",
            number=entry.number,
            meeting=entry in self.digest.meetings,
            status=event.status,
            label=event.code,
            moved=_was_moved(event),
            when=spoken(event.when, inferred=event.when_inferred),
            machine=event.when if interval(event.when) and "/" not in (event.when or "") else None,
            who=entry.who,
            where=entry.where,
            what=entry.what,
            claimed=tuple(self.names[id_] for id_ in event.claimed_by if id_ in self.names),
            quantities=tuple(quantity_words(quantity) for quantity in event.quantities),
            history=tuple(
                ReportPart(
                    report.step or report.status,
                    spoken(report.when) if report.when else None,
                    spoken(report.reported) if report.reported else None,
                    self.cite(report.evidence),
                )
                for report in event.history
            ),
            differences=self.differences(event.differences),
            origins=event.origins,
            citations=citations,
            rest=rest,
            level=level_words(event.level),
            independence=independence(event, self.digest),
        )

    def speaker(self, speaker: Speaker) -> SpeakerPart:
        """One speaker with every utterance."""
        entity = speaker.entity
        notes = [*(roles_shown(entity)[:2] if entity else ()), entity.side if entity else None]
        return SpeakerPart(
            name=entity.name if entity else "Speaker not named",
            note=", ".join(note for note in notes if note),
            verbatim=tuple(self.quotation(item) for item in speaker.verbatim),
            indirect=tuple(self.quotation(item) for item in speaker.indirect),
            href=self.entity_href(entity) if entity else None,
        )

    def quotation(self, item: Utterance) -> QuotationPart:
        """An utterance with its wordings."""
        quote = item.quote
        said = f"said {spoken(quote.said)}" if quote.said else ""
        citations, rest = self.evidence(quote.id, renditions(quote))
        return QuotationPart(
            key=f"{self.key}-{quote.id}",
            kind=quote.kind,
            saying=quote.saying,
            text=quoted(quote),
            note=said,
            wordings=self._wordings(item),
            differences=self.differences(quote.differences),
            origins=quote.origins,
            citations=citations,
            rest=rest,
        )

    def _wordings(self, item: Utterance) -> tuple[WordingPart, ...]:
        fullest, parts = item.quote.text, []
        for group in item.wordings:
            if wording.same_words(group.first.text, fullest):
                continue
            outlets = dict.fromkeys(outlet(self.digest.articles[r.article]) for r in group.renditions)
            pieces = wording.compare(fullest, group.first.text)
            parts.append(
                WordingPart(", ".join(outlets), pieces or (wording.Piece("same", group.first.text),))
            )
        return tuple(parts)

    def entities(self, entities: Sequence[Entity]) -> tuple[EntityPart, ...]:
        """People, places and groups, each with its first mentions."""
        return tuple(self.entity(entity) for entity in entities)

    def entity(self, entity: Entity) -> EntityPart:
        """An entity with its first mentions."""
        citations, rest = self.evidence(entity.id, _telling_mentions(entity))
        return EntityPart(
            key=f"{self.key}-{entity.id}",
            name=entity.name,
            side=belongs_to(entity),
            roles=roles_shown(entity),
            spellings=spellings(entity),
            citations=citations,
            rest=rest,
            href=self.entity_href(entity),
        )

    def _origin(self, group: SourceGroup) -> OriginPart:
        return OriginPart(
            name=group.origin.name,
            note=source_note(group),
            articles=tuple(self._article(article) for article in group.articles),
        )

    def _article(self, article: Article) -> ArticlePart:
        published = spoken(article.published) if article.published else "undated"
        basis = f" (known from: {article.published_basis})" if article.published_basis else ""
        facts = [outlet(article), ", ".join(article.bylines), article.agency or "", published + basis]
        source = article.source
        return ArticlePart(
            key=self.keys[article.id],
            label=f"{outlet(article)}, {published}",
            title=article.title or article.text[:80] + "…",
            note=" · ".join(fact for fact in facts if fact),
            provenance=f"{source.url or source.path or ''} · SHA-256 {source.sha256}",
            paragraphs=tuple(self._paragraphs(article)),
            furniture=article.furniture,
            left_out=self.digest.left_out.get(article.id, ()),
        )

    def _paragraphs(self, article: Article) -> Iterable[ParagraphPart]:
        spots = self.spots[article.id]
        for match in PARAGRAPH.finditer(article.text):
            pieces, at = [], match.start()
            for first, last in spots:
                start, end = max(first, match.start()), min(last, match.end())
                if start >= end:
                    continue
                if at < start:
                    pieces.append(PiecePart(article.text[at:start]))
                anchor = f"{self.keys[article.id]}-{first}" if start == first else None
                pieces.append(PiecePart(article.text[start:end], marked=True, anchor=anchor))
                at = end
            if at < match.end():
                pieces.append(PiecePart(article.text[at : match.end()]))
            yield ParagraphPart(match.start(), tuple(pieces))


def _article_label(article: Article) -> str:
    day = published_day(article.published)
    return f"{outlet(article)}, {short_day(day)}" if day else outlet(article)


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """The spans that lie in no other: a clause inside a cited sentence adds nothing to read."""
    return [span for span in spans if not any(other != span and other.covers(span) for other in spans)]


def _telling_mentions(entity: Entity) -> list[Span]:
    """The first mention of each form in each article, and where its roles stand."""
    first: dict[tuple[str, str], Span] = {}
    for mention in entity.mentions:
        if mention.kind in {"name", "demonym"}:
            first.setdefault((mention.article, mention.text), mention)
    chosen = list(first.values()) or list(entity.mentions[:1])
    roles = [span for role in entity.role_evidence for span in role.evidence[:1]]
    return [
        Span(article=s.article, start=s.start, end=s.end, text=s.text)
        for s in chosen[:_MOST_MENTIONS] + roles
    ]


def _was_moved(event: Event) -> bool:
    later = any(item.slot == "when" and item.kind == "update" for item in event.differences)
    return later or any(report.step == "moved" for report in event.history)
