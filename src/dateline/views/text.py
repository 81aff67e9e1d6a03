"""The record as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.schema.span import Span
from dateline.schema.story import Difference, Entity, Event, Record, Story
from dateline.views.context import Excerpt, excerpt
from dateline.views.dates import published_day, short_day, spoken
from dateline.views.digest import Digest, Entry, Line, Speaker, Utterance, by_article, digest, outlet
from dateline.views.escape import clean_line
from dateline.views.words import (
    as_said,
    belongs_to,
    counts_line,
    difference_name,
    independence,
    level_words,
    quantity_words,
    roles_shown,
    source_note,
    span_line,
    spellings,
    value_words,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+])")


def render_markdown(record: Record) -> str:
    """`record` as Markdown: the same order as the page, with the sentence behind each line."""
    rows: list[str] = []
    for story in record.stories:
        rows += _story(record, story)
    if not record.stories:
        rows += ["No article could be read, so there is no story to show.", ""]
    if record.problems:
        rows += ["## Not read", ""]
        for problem in record.problems:
            source = problem.source.path or problem.source.url or "input"
            rows.append(f"- **{_plain(source)}**: {_plain(problem.error)}")
        rows.append("")
    return "\n".join(rows)


def _plain(text: str) -> str:
    """`text` on one line, so that no character of it is taken for markup."""
    escaped = _MARKUP.sub(r"\\\1", clean_line(text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _story(record: Record, story: Story) -> Iterator[str]:
    found = digest(record, story)
    names = {entity.id: entity.name for entity in story.entities}
    yield from (f"# {_plain(story.headline)}", "", f"{counts_line(found)} · {span_line(found)}", "")
    for title, lines in (
        ("Confirmed by several origins", found.confirmed),
        ("From one origin only", found.single),
        ("Disputed", found.disputed),
    ):
        yield from _lines(title, lines, found, names)
    for title, entries in (
        ("Meetings", found.meetings),
        ("Other events", found.others),
        ("Background", found.background),
    ):
        yield from _entries(title, entries, found, names)
    if found.speakers:
        yield from ("## Who said what", "")
        for speaker in found.speakers:
            yield from _speaker(speaker, found)
    for title, entities in (
        ("People", found.people),
        ("Places", found.places),
        ("Organizations and groups", found.groups),
    ):
        yield from _cast(title, entities)
    yield from _sources(found)


def _lines(title: str, lines: Sequence[Line], found: Digest, names: dict[str, str]) -> Iterator[str]:
    if not lines:
        return
    yield from (f"## {title}", "")
    for line in lines:
        yield f"- {_plain(line.text)} ({', '.join(map(_plain, line.origins))})"
        yield from _independence(line, found)
        yield from (f"  - {_difference(item, names)}" for item in line.differences)
        yield from _evidence(line.evidence, found)
    yield ""


def _independence(line: Line | Event, found: Digest) -> Iterator[str]:
    note = independence(line, found)
    if note:
        yield f"  - {_plain(note)}"


def _evidence(spans: Iterable[Span], found: Digest) -> Iterator[str]:
    for id_, group in by_article(spans, found.articles).items():
        article = found.articles[id_]
        day = published_day(article.published)
        where = f"{_plain(outlet(article))}, {short_day(day)}" if day else _plain(outlet(article))
        for span in group:
            yield f"  - {where}: {_marked(excerpt(span, article.text))}"


def _marked(piece: Excerpt) -> str:
    """The sentence with the span in bold, unless the span is all of it."""
    if not piece.is_part:
        return _plain(piece.sentence)
    left = _plain(piece.before) + " " * piece.before.endswith(" ")
    right = " " * piece.after.startswith(" ") + _plain(piece.after)
    return f"{left}**{_plain(piece.text)}**{right}"


def _difference(item: Difference, names: dict[str, str]) -> str:
    values = (
        f"**{_plain(value_words(item.slot, value.value, names))}**"
        + (f" ({', '.join(map(_plain, value.origins))})" if value.origins else "")
        for value in item.values
    )
    joint = " or " if item.kind == "conflict" else " → "
    return f"{_plain(difference_name(item))}: {joint.join(values)}"


def _entries(title: str, entries: Sequence[Entry], found: Digest, names: dict[str, str]) -> Iterator[str]:
    if not entries:
        return
    yield from (f"## {title}", "")
    for entry in entries:
        event = entry.event
        who = ", ".join(map(_plain, (*entry.who, *([entry.where] if entry.where else []))))
        level = f", {level_words(event.level)}" if event.level else ""
        day = spoken(event.when, inferred=event.when_inferred)
        yield f"- **{day}**, {event.status}{level}" + (f": {who}" if who else "")
        yield f"  - {_plain(entry.what)} ({', '.join(map(_plain, event.origins))})"
        yield from _independence(event, found)
        if event.quantities:
            yield "  - " + ", ".join(_plain(quantity_words(q)) for q in event.quantities)
        if len(event.history) > 1:
            steps = (f"{r.step or r.status} ({spoken(r.reported)})" for r in event.history)
            yield "  - reported as " + " → ".join(steps)
        yield from (f"  - {_difference(item, names)}" for item in event.differences)
        yield from _evidence(event.evidence, found)
    yield ""


def _speaker(speaker: Speaker, found: Digest) -> Iterator[str]:
    entity = speaker.entity
    yield from (f"### {_plain(entity.name) if entity else 'Speaker not named'}", "")
    for item in (*speaker.verbatim, *speaker.indirect):
        yield from _utterance(item, found)
    yield ""


def _utterance(item: Utterance, found: Digest) -> Iterator[str]:
    said = f" ({spoken(item.quote.said)})" if item.quote.said else ""
    yield f"- {_plain(as_said(item.quote))}{said}"
    for group in item.wordings:
        outlets = dict.fromkeys(outlet(found.articles[r.article]) for r in group.renditions)
        yield f"  - {', '.join(map(_plain, outlets))}: {_plain(group.first.text)}"


def _cast(title: str, entities: Sequence[Entity]) -> Iterator[str]:
    if not entities:
        return
    yield from (f"## {title}", "")
    for entity in entities:
        facts = [*roles_shown(entity), *filter(None, [belongs_to(entity)])]
        also = [f"also {_plain(alias)}" for alias in spellings(entity)]
        note = "; ".join([*map(_plain, facts), *also])
        yield f"- **{_plain(entity.name)}**" + (f": {note}" if note else "")
    yield ""


def _sources(found: Digest) -> Iterator[str]:
    yield from ("## Sources", "")
    for group in found.sources:
        note = source_note(group)
        yield f"- **{_plain(group.origin.name)}**" + (f" ({_plain(note)})" if note else "")
        for article in group.articles:
            day = spoken(article.published) if article.published else "undated"
            place = article.source.url or article.source.path or ""
            title = article.title or article.text[:60] + "…"
            yield f"  - {_plain(title)}, {_plain(outlet(article))}, {day}, {_plain(place)}"
    yield ""
