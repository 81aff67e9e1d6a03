"""The page of a story in the library: the parts of the self-contained page, each with its own address.

A story of a hundred articles has thousands of sentences. The page shows of every part what most origins
report, with the first sentences as evidence; the rest, and all evidence of a line, have their own pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.schema.article import Article
from dateline.schema.span import Span
from dateline.schema.story import Entity, Record
from dateline.views.dates import spoken
from dateline.views.digest import Digest, Line, Speaker, all_evidence, foremost_entries, outlet, renditions
from dateline.views.drawing import Drawing, draw
from dateline.views.page_parts import (
    CastPart,
    Citation,
    EntityPart,
    LinePart,
    Rest,
    SpeakerPart,
    StoryWriter,
    TrackPart,
)
from dateline.views.timeline import lay_out
from dateline.views.web import Part, Shell, entity_url, page
from dateline.views.words import (
    belongs_to,
    count,
    counts_line,
    roles_shown,
    source_note,
    span_line,
    spellings,
)

SENTENCES = 3  # Shown beside a line; the rest is one step away.
CITED = 6  # Places shown for one value of a difference, or one report of a status.
LINES = (6, 6, 6)
MEETINGS, EVENTS = 10, 6
SPEAKERS, QUOTES = 8, 3
CAST = (12, 9, 9)
ARTICLES = 60
PART = 30
ALL_SENTENCES = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three columns of what is reported."""

    key: str
    name: str
    empty: str
    lines: tuple[LinePart, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An article in the list of sources."""

    id: str
    href: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class SourcePart:
    """An origin with its articles."""

    name: str
    note: str
    articles: tuple[SourceLine, ...]


_COLUMNS = {
    "confirmed": ("Confirmed by several origins", "Nothing is reported by two independent origins."),
    "single": ("From one origin only", "Nothing rests on one origin alone."),
    "disputed": ("Disputed", "No contradiction was found."),
}
SECTIONS = {
    "confirmed": "Confirmed by several origins",
    "single": "From one origin only",
    "disputed": "Disputed",
    "events": "Meetings and events",
    "quotations": "Who said what",
    "people": "People and places",
    "sources": "Sources",
}


class WebStoryWriter(StoryWriter):
    """Writes the parts of a story of the library, whose evidence lies on other pages."""

    def __init__(self, record: Record) -> None:
        story = record.stories[0]
        super().__init__(record, story, "r")
        self.id = story.id
        self.root = f"/stories/{story.id}"
        self.keys = {id_: id_ for id_ in self.digest.articles}

    def _spots(self, story: object) -> dict[str, tuple[tuple[int, int], ...]]:
        return {}

    def href(self, article: str, span: Span) -> str:
        """The page of the article with these words marked."""
        return f"/articles/{article}?at={span.start}-{span.end}&story={self.id}#here"

    def cite(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Links to the first places, one of each article before a second one of any."""
        return self.first_places(spans, CITED)[0]

    def evidence(self, id_: str, spans: Iterable[Span]) -> tuple[tuple[Citation, ...], Rest | None]:
        """The first sentences, and the page that has all of them."""
        shown, more = self.first_places(spans, SENTENCES)
        return shown, Rest(more, f"{self.root}/lines/{id_}") if more else None

    def first_places(self, spans: Iterable[Span], most: int) -> tuple[tuple[Citation, ...], int]:
        """At most `most` citations, of as many articles as can be, and how many there are beside them."""
        places = sorted(self.places(spans), key=lambda place: place[0])
        return tuple(self.citation(nth, span) for nth, span in places[:most]), max(0, len(places) - most)

    def entity(self, entity: Entity) -> EntityPart:
        """An entity, whose mentions have a page of their own."""
        return EntityPart(
            key=f"{self.key}-{entity.id}",
            name=entity.name,
            side=belongs_to(entity),
            roles=roles_shown(entity),
            spellings=spellings(entity),
            citations=(),
            rest=Rest(len(entity.mentions), f"{self.root}/lines/{entity.id}"),
            href=self.entity_href(entity),
        )

    def entity_href(self, entity: Entity) -> str | None:
        """The page of an entity across stories."""
        return entity_url(entity.name)

    def lines_of(self, column: str) -> Sequence[Line]:
        """The lines of one of the three columns."""
        found: dict[str, Sequence[Line]] = {
            "confirmed": self.digest.confirmed,
            "single": self.digest.single,
            "disputed": self.digest.disputed,
        }
        return found[column]


class StoryView:
    """A story with what its templates print; it is made once and can be shown many times."""

    def __init__(self, record: Record) -> None:
        self.writer = WebStoryWriter(record)
        found = self.digest
        self.id, self.href = self.writer.id, self.writer.root
        self.headline = found.story.headline
        self.counts, self.span = counts_line(found), span_line(found)
        self.nav = [
            (self.href, "Overview"),
            (f"{self.href}/events", "Meetings and events"),
            (f"{self.href}/quotations", "Who said what"),
            (f"{self.href}/people", "People and places"),
            (f"{self.href}/sources", "Sources"),
            (f"{self.href}/correct", "Correct and export"),
        ]

    @property
    def picked(self) -> frozenset[str]:
        """The articles that are ticked."""
        return frozenset()

    @property
    def digest(self) -> Digest:
        """What every view shows of the story."""
        return self.writer.digest

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is reported."""
        return tuple(
            Column(
                key=key,
                name=name,
                empty=empty,
                lines=self.writer.lines(self.writer.lines_of(key)[:most]),
                total=len(self.writer.lines_of(key)),
                href=f"{self.href}/{key}",
            )
            for (key, (name, empty)), most in zip(_COLUMNS.items(), LINES, strict=True)
        )

    @property
    def drawing(self) -> Drawing | None:
        """The timeline; a mark of what the page does not list leads to the list."""
        timeline = lay_out(self.digest)
        return draw(timeline) if timeline else None

    @property
    def mark_hrefs(self) -> dict[int, str]:
        """For the marks of events that the page does not list, the part of the ledger that does."""
        listed = {entry.number for track in self.tracks for entry in track.entries}
        found = (*self.digest.meetings, *self.digest.others, *self.digest.background)
        return {
            entry.number: f"{self.href}/events?page={place // PART + 1}#{self.writer.key}-n{entry.number}"
            for place, entry in enumerate(found)
            if entry.number not in listed
        }

    @cached_property
    def tracks(self) -> tuple[TrackPart, ...]:
        """The meetings that most origins report and some other events, in the order of the ledger."""
        found = self.digest
        meetings = self.writer.tracks(foremost_entries(found.meetings, MEETINGS))
        others = tuple(self.writer.entry(entry) for entry in foremost_entries(found.others, EVENTS))
        return (
            (*meetings, TrackPart("Other events" if meetings else "In order", others)) if others else meetings
        )

    @property
    def events_total(self) -> int:
        return len(self.digest.meetings) + len(self.digest.others) + len(self.digest.background)

    @property
    def events_shown(self) -> int:
        return min(len(self.digest.meetings), MEETINGS) + min(len(self.digest.others), EVENTS)

    @property
    def speakers(self) -> tuple[SpeakerPart, ...]:
        """Those who are heard through most origins, each with some words."""
        return tuple(self.writer.speaker(_cut(item)) for item in self.digest.speakers[:SPEAKERS])

    @property
    def quotes_total(self) -> int:
        return len(self.digest.story.quotes)

    @property
    def quotes_shown(self) -> int:
        shown = [_cut(item) for item in self.digest.speakers[:SPEAKERS]]
        return sum(len(item.verbatim) + len(item.indirect) for item in shown)

    @property
    def cast(self) -> tuple[CastPart, ...]:
        """People, places, organizations: those mentioned most."""
        groups = (
            ("People", self.digest.people),
            ("Places", self.digest.places),
            ("Organizations and groups", self.digest.groups),
        )
        return tuple(
            CastPart(name, self.writer.entities(found[:most]), most)
            for (name, found), most in zip(groups, CAST, strict=True)
        )

    @property
    def cast_total(self) -> int:
        return len(self.digest.people) + len(self.digest.places) + len(self.digest.groups)

    @property
    def cast_shown(self) -> int:
        return sum(len(group.entities) for group in self.cast)

    @property
    def sources(self) -> tuple[SourcePart, ...]:
        """The origins, with their articles."""
        return self.sources_in(Part(0, ARTICLES))

    def sources_in(self, part: Part) -> tuple[SourcePart, ...]:
        """The origins with those of their articles that this part of the list holds."""
        found, number = [], 0
        for group in self.digest.sources:
            begin, number = number, number + len(group.articles)
            first = max(0, part.offset - begin)
            last = part.offset + part.limit - begin
            if first < len(group.articles) and last > 0:
                articles = tuple(self.source_line(article) for article in group.articles[first:last])
                found.append(SourcePart(group.origin.name, source_note(group), articles))
        return tuple(found)

    def source_line(self, article: Article) -> SourceLine:
        """An article in a list of sources."""
        published = spoken(article.published) if article.published else "undated"
        facts = (outlet(article), ", ".join(article.bylines), published)
        return SourceLine(
            id=article.id,
            href=f"/articles/{article.id}",
            title=article.title or article.text[:80] + "…",
            note=" · ".join(fact for fact in facts if fact),
        )

    @property
    def sources_total(self) -> int:
        return len(self.digest.articles)

    @property
    def sources_shown(self) -> int:
        return min(ARTICLES, self.sources_total)


def story_page(shell: Shell, story: StoryView, news: object = None) -> str:
    """The overview of a story; `news` is what changed since the reader looked."""
    return page("story", shell, title=story.headline, story=story, news=news)


def section_page(shell: Shell, story: StoryView, section: str, part: Part) -> str:
    """One part of a story, all of it, `part.limit` entries at a time."""
    kind, what, total, items = _section(story, section, part)
    return page(
        "section",
        shell,
        title=f"{SECTIONS[section]}: {story.headline}",
        story=ShownSources(story, part) if section == "sources" else story,
        heading=SECTIONS[section],
        kind=kind,
        column=section,
        items=items,
        what=what,
        pager=part.pager(total, f"{story.href}/{section}"),
    )


def _section(story: StoryView, section: str, part: Part) -> tuple[str, str, int, object]:
    """Template, noun, number of all entries, and the entries of this part."""
    found, writer = story.digest, story.writer
    chosen = slice(part.offset, part.offset + part.limit)
    if section in _COLUMNS:
        lines = writer.lines_of(section)
        return "lines", "lines", len(lines), writer.lines(lines[chosen])
    if section == "events":
        entries = (*found.meetings, *found.others, *found.background)[chosen]
        tracks = writer.tracks([entry for entry in entries if entry in found.meetings])
        others = tuple(writer.entry(entry) for entry in entries if entry in found.others)
        background = tuple(writer.entry(entry) for entry in entries if entry in found.background)
        rest = (TrackPart("Other events", others), TrackPart("Background", background))
        return "events", "meetings and events", story.events_total, (*tracks, *(t for t in rest if t.entries))
    if section == "quotations":
        return "quotations", "quotations", story.quotes_total, _speakers_in(story, part)
    if section == "people":
        everyone = (*found.people, *found.places, *found.groups)
        return "people", "people, places and organizations", len(everyone), writer.entities(everyone[chosen])
    return "sources", "articles", story.sources_total, ()


class ShownSources:
    """A story of which the template prints one part of the sources, some of them ticked."""

    def __init__(self, story: StoryView, part: Part, picked: frozenset[str] = frozenset()) -> None:
        self._story, self.picked = story, picked
        self.sources = story.sources_in(part)
        self.sources_shown = min(part.limit, story.sources_total)

    def __getattr__(self, name: str) -> object:
        return getattr(self._story, name)


def _speakers_in(story: StoryView, part: Part) -> tuple[SpeakerPart, ...]:
    """The speakers with those of their quotations that this part of the list holds."""
    found, number = [], 0
    for speaker in story.digest.speakers:
        utterances = (*speaker.verbatim, *speaker.indirect)
        first, last = max(0, part.offset - number), part.offset + part.limit - number
        number += len(utterances)
        chosen = utterances[first : max(0, last)]
        if chosen:
            cut = Speaker(
                speaker.entity,
                tuple(item for item in chosen if item in speaker.verbatim),
                tuple(item for item in chosen if item in speaker.indirect),
            )
            found.append(story.writer.speaker(cut))
    return tuple(found)


def line_page(shell: Shell, story: StoryView, id_: str, part: Part) -> str | None:
    """Everything that one line of the record (a statement, event, quote or entity) rests on."""
    found = story.digest.story
    statement = next((item for item in found.statements if item.id == id_), None)
    event = next((item for item in found.events if item.id == id_), None)
    quote = next((item for item in found.quotes if item.id == id_), None)
    entity = next((item for item in found.entities if item.id == id_), None)
    if statement or event:
        item = statement or event
        assert item
        heading, spans, differences = _text_of(item), all_evidence(item), item.differences
    elif quote:
        heading, spans, differences = quote.text, renditions(quote), quote.differences
    elif entity:
        heading, spans, differences = entity.name, tuple(entity.mentions), ()
    else:
        return None
    writer = story.writer
    places = writer.places(Span(article=s.article, start=s.start, end=s.end, text=s.text) for s in spans)
    shown = places[part.offset : part.offset + part.limit]
    names = {item.id: item.name for item in found.entities}
    wrong = None
    if quote:
        people = sorted({item.name for item in found.entities if item.type != "place"})
        wrong = {"line": quote.id, "speaker": names.get(quote.speaker or ""), "people": people}
    articles = len({span.article for _, span in places})
    return page(
        "line",
        shell,
        title=heading[:80],
        story=story,
        heading=heading,
        counts=f"{count(len(places), 'sentence')} of {count(articles, 'article')}",
        differences=writer.differences(differences),
        citations=[writer.citation(nth, span) for nth, span in shown],
        pager=part.pager(len(places), f"{story.href}/lines/{id_}"),
        wrong=wrong,
    )


def _text_of(item: object) -> str:
    return str(getattr(item, "text", None) or getattr(item, "what", ""))


def _cut(speaker: Speaker) -> Speaker:
    verbatim = speaker.verbatim[:QUOTES]
    return replace(speaker, verbatim=verbatim, indirect=() if verbatim else speaker.indirect[:1])
