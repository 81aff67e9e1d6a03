"""The record on a terminal, by Rich: the same order as the page, as wide as the console is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.schema.story import Difference, Entity, Event, Record, Story
from dateline.views.dates import published_day, short_day, spoken
from dateline.views.digest import (
    Digest,
    Entry,
    Line,
    SourceGroup,
    Speaker,
    Utterance,
    digest,
    foremost_entries,
    outlet,
)
from dateline.views.escape import clean_line
from dateline.views.foremost import foremost
from dateline.views.timeline import Mark, Timeline, lay_out
from dateline.views.wording import compare, same_words
from dateline.views.words import (
    belongs_to,
    count,
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

_ROLES = 4  # Roles of one entity.
_SHOWN = 12  # Lines of one agreement, and entities of one type, before "and N more".
_GLYPHS = {"held": "●", "planned": "○", "cancelled": "✕", "denied": "◇"}
_STYLES = {"held": "bold blue", "planned": "bold", "cancelled": "bold red", "denied": "bold red"}
_EARLIER = "◌"
_OTHER = {"held": "■", "planned": "□", "cancelled": "✕", "denied": "◇"}
# As in wdiff, so that a pipe or a terminal without colours shows what was changed.
_CHANGED = {"same": ("", ""), "own": ("{+", "+}"), "left out": ("[-", "-]")}
_CHANGED_STYLES = {"same": "not dim", "own": "not dim bold green", "left out": "dim"}
_WIDEST_DAY = 5
_LABEL = 24


def render(record: Record, console: Console) -> None:
    """Print every story of `record` on `console`, then the inputs that were not read."""
    for story in record.stories:
        console.print(_story(record, story, console.width), soft_wrap=False)
    if not record.stories:
        console.print(Text("No article could be read, so there is no story to show.", "dim"))
    if record.problems:
        console.print(_section("Not read"))
        for problem in record.problems:
            source = clean_line(problem.source.path or problem.source.url or "input")
            console.print(_hanging("✕ ", Text.assemble((source, "bold"), ": ", clean_line(problem.error))))


def _story(record: Record, story: Story, width: int) -> RenderableType:
    found = digest(record, story)
    names = {entity.id: clean_line(entity.name) for entity in story.entities}
    parts: list[RenderableType] = [
        Text(),
        Text(clean_line(story.headline), "bold"),
        Text(f"{counts_line(found)} · {span_line(found)}", "dim"),
        *_agreement("Confirmed by several origins", found.confirmed, found, names, ""),
        *_agreement("From one origin only", found.single, found, names, ""),
        *_agreement("Disputed", found.disputed, found, names, "No contradiction was found."),
        *_ledger(found, names, width),
        *_quotes(found),
        *_cast(found),
        *_sources(found),
        Text(),
    ]
    return Group(*parts)


def _section(title: str) -> RenderableType:
    return Padding(Rule(Text(title, "bold"), align="left", style="dim"), (1, 0, 0, 0))


def _hanging(mark: str, *parts: RenderableType) -> RenderableType:
    """`parts` under each other, to the right of `mark`."""
    table = Table.grid(padding=0)
    table.add_column(width=len(mark), no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_row(Text(mark, "dim"), Group(*parts))
    return table


def _origins(line: Line | Event, found: Digest) -> Iterator[Text]:
    """Who reports a line, and how many of them are independent where that may be fewer."""
    yield Text(" · ".join(map(clean_line, line.origins)), "dim")
    note = independence(line, found)
    if note:
        yield Text(clean_line(note), "dim")


def _agreement(
    title: str, lines: Sequence[Line], found: Digest, names: dict[str, str], empty: str
) -> Iterator[RenderableType]:
    if not lines and not empty:
        return
    yield _section(title)
    if not lines:
        yield Text(empty, "dim")
    for line in foremost(lines, [line.weight for line in lines], _SHOWN):
        differences = [_difference(item, names) for item in line.differences]
        yield _hanging("• ", Text(clean_line(line.text)), *differences, *_origins(line, found))
    yield from _rest(len(lines), "line")


def _rest(number: int, noun: str, nouns: str | None = None) -> Iterator[Text]:
    if number > _SHOWN:
        more = count(number - _SHOWN, f"more {noun}", f"more {nouns or noun + 's'}")
        yield Text(f"  and {more}; the page has all", "dim")


def _difference(item: Difference, names: dict[str, str]) -> Text:
    style = "red" if item.kind == "conflict" else "dim"
    text = Text(f"{clean_line(difference_name(item))}: ", style)
    joint = " or " if item.kind == "conflict" else " → "
    for number, value in enumerate(item.values):
        words = clean_line(value_words(item.slot, value.value, names))
        origins = ", ".join(map(clean_line, value.origins))
        text.append(joint if number else "", "dim").append(words, "bold")
        text.append(f" ({origins})" if origins else "", "dim")
    return text


def _ledger(found: Digest, names: dict[str, str], width: int) -> Iterator[RenderableType]:
    if not (found.meetings or found.others or found.background):
        return
    yield _section("Meetings and events")
    timeline = lay_out(found)
    if timeline:
        yield from _drawing(timeline, width)
    for title, entries in _groups(found):
        yield Text()
        yield Text(clean_line(title), "bold underline")
        for entry in foremost_entries(entries, _SHOWN):
            yield _entry(entry, found, names)
        yield from _rest(len(entries), "event")


def _groups(found: Digest) -> Iterator[tuple[str, Sequence[Entry]]]:
    by_track: dict[str, list[Entry]] = {}
    for entry in found.meetings:
        by_track.setdefault(entry.track or "", []).append(entry)
    other = by_track.pop("", [])
    yield from by_track.items()
    for title, entries in (
        ("Other meetings" if by_track else "In order", other),
        ("Other events", found.others),
        ("Background", found.background),
    ):
        if entries:
            yield title, entries


def _entry(entry: Entry, found: Digest, names: dict[str, str]) -> RenderableType:
    event = entry.event
    glyph = (_GLYPHS if entry in found.meetings else _OTHER)[event.status]
    head = Text.assemble(
        (spoken(event.when, inferred=event.when_inferred), "bold"), " ", (event.status, _STYLES[event.status])
    )
    place = () if entry.where in entry.who else (entry.where,)
    for part in (", ".join(map(clean_line, entry.who)), *map(clean_line, filter(None, place))):
        head.append(f" · {part}" if part else "")
    if event.level:
        head.append(f" · {level_words(event.level)}", "dim")
    rows = [head, Text(clean_line(entry.what))]
    if event.quantities:
        rows.append(Text(", ".join(clean_line(quantity_words(q)) for q in event.quantities)))
    if len(event.history) > 1:
        steps = (f"{report.step or report.status} ({spoken(report.reported)})" for report in event.history)
        rows.append(Text("reported as " + " → ".join(steps), "dim"))
    rows += [_difference(item, names) for item in event.differences]
    rows += _origins(event, found)
    return _hanging(f"{entry.number:>3} {glyph} ", *rows)


def _drawing(timeline: Timeline, width: int) -> Iterator[Text]:
    """The lanes over an axis of days, each day as wide as the console allows."""
    days = (timeline.last - timeline.first).days + 1
    label = min(_LABEL, width // 4)
    step = max(1, min(_WIDEST_DAY, (width - label) // days))
    if days * step > width - label:
        return  # A longer time than there are columns: the list says it all.
    ruler = [" "] * (days * step)
    for number in range(0, days, -(-8 // step)):
        name = short_day(timeline.first + timedelta(days=number))
        if number * step + len(name) <= len(ruler):
            ruler[number * step : number * step + len(name)] = name
    yield Text(" " * label + "".join(ruler).rstrip(), "dim")
    for lane in timeline.lanes:
        for number, marks in enumerate(_levels(_labelled(lane.marks), step)):
            name = clean_line(lane.name) if not number else ""
            short = name if len(name) < label else name[: label - 2] + "…"
            row = Text(f"{short:<{label}}")
            row.append_text(_row(marks, timeline, days, step))
            yield row
    key = "  ".join(f"{glyph} {status}" for status, glyph in _GLYPHS.items())
    report = "  ┊ last report" if timeline.last_report else ""
    yield Text(f"{key}  {_EARLIER} first or disputed date  ■ other{report}", "dim")


def _labelled(marks: Iterable[Mark]) -> list[tuple[Mark, str]]:
    """What is written at each mark; those of one day and look whose numbers follow each other share one
    ("■10–15")."""
    groups: list[list[Mark]] = []
    for mark in marks:
        last = groups[-1][-1] if groups else None
        if last and _look(last) == _look(mark) and last.entry.number + 1 == mark.entry.number:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    found = []
    for first, *more in groups:
        until = f"–{more[-1].entry.number}" if more else ""
        found.append((first, f"{_glyph(first)}{first.entry.number}{until}"))
    return found


def _look(mark: Mark) -> tuple[date, date, str]:
    return mark.first, mark.last, _glyph(mark)


def _glyph(mark: Mark) -> str:
    glyphs = _GLYPHS if mark.meeting else _OTHER
    return glyphs[mark.status] if mark.standing == "now" else _EARLIER


def _levels(marks: Iterable[tuple[Mark, str]], step: int) -> list[list[tuple[Mark, str]]]:
    """Marks in as many rows as they need to stand apart."""
    levels: list[list[tuple[Mark, str]]] = []
    for mark, words in marks:
        for level in levels:
            before, its_words = level[-1]
            bar = (before.last - before.first).days * step + 1
            if (mark.first - before.first).days * step > max(bar, len(its_words)):
                level.append((mark, words))
                break
        else:
            levels.append([(mark, words)])
    return levels


def _row(marks: Sequence[tuple[Mark, str]], timeline: Timeline, days: int, step: int) -> Text:
    cells = Text("·".ljust(step) * days, "bright_black")
    if timeline.last_report:
        at = ((timeline.last_report - timeline.first).days + 1) * step - 1
        cells = Text.assemble(cells[:at], ("┊" if step > 1 else "·", "dim"), cells[at + 1 :])
    for mark, words in marks:
        at, until = ((day - timeline.first).days * step for day in (mark.first, mark.last))
        cells = Text.assemble(cells[:at], ("━" * (until - at), "dim"), cells[until:])
        style = _STYLES[mark.status] if mark.standing == "now" else "dim"
        at = max(0, min(at, days * step - len(words)))
        cells = Text.assemble(cells[:at], (words, style), cells[at + len(words) :])
    return cells


def _quotes(found: Digest) -> Iterator[RenderableType]:
    if not found.speakers:
        return
    yield _section("Who said what")
    for speaker in found.speakers:
        if speaker.verbatim:
            yield Text()
            yield _speaker_name(speaker)
            for utterance in (*speaker.verbatim, *speaker.indirect[:_SHOWN]):
                yield _utterance(utterance, found)
            yield from _rest(
                len(speaker.indirect), "report without quotation marks", "reports without quotation marks"
            )
    paraphrased = [speaker for speaker in found.speakers if not speaker.verbatim]
    if paraphrased:
        yield Text()
        yield Text("Reported only without quotation marks", "bold")
        for speaker in paraphrased[:_SHOWN]:
            yield _hanging("", _speaker_name(speaker), _utterance(speaker.indirect[0], found))
        yield from _rest(len(paraphrased), "speaker")


def _speaker_name(speaker: Speaker) -> Text:
    entity = speaker.entity
    if entity is None:
        return Text("Speaker not named", "bold")
    note = ", ".join(clean_line(part) for part in (*roles_shown(entity)[:2], entity.side) if part)
    return Text.assemble((clean_line(entity.name), "bold"), (f"  {note}" if note else "", "dim"))


def _utterance(item: Utterance, found: Digest) -> RenderableType:
    quote = item.quote
    indirect = quote.kind == "indirect"
    rows = [
        Text.assemble(
            (f"{clean_line(quote.saying)} " if quote.saying else "", "dim"),
            (clean_line(quoted(quote)), "italic" if indirect else ""),
        )
    ]
    outlets: dict[str, None] = {}
    for group in item.wordings:
        printed = dict.fromkeys(outlet(found.articles[r.article]) for r in group.renditions)
        if same_words(group.first.text, quote.text):
            outlets |= printed
        else:
            rows.append(_wording(", ".join(printed), quote.text, group.first.text))
    said = [f"said {spoken(quote.said)}"] if quote.said else []
    rows.insert(1, Text(" · ".join([*said, *outlets]), "dim"))
    return _hanging("~ " if indirect else "  ", *rows)


def _wording(outlets: str, fullest: str, rendition: str) -> Text:
    text = Text(f"{outlets}: ", "dim")
    pieces = compare(fullest, rendition)
    if pieces is None:
        return text.append(clean_line(rendition), "default")
    for number, piece in enumerate(pieces):
        marks = ("", "") if piece.text == "…" else _CHANGED[piece.kind]
        text.append(" " if number else "")
        text.append(f"{marks[0]}{clean_line(piece.text)}{marks[1]}", _CHANGED_STYLES[piece.kind])
    return text


def _cast(found: Digest) -> Iterator[RenderableType]:
    for title, entities in (
        ("People", found.people),
        ("Places", found.places),
        ("Organizations and groups", found.groups),
    ):
        if entities:
            yield _section(title)
            for entity in entities[:_SHOWN]:
                yield _hanging("• ", _person(entity))
            yield from _rest(len(entities), "name")


def _person(entity: Entity) -> Text:
    text = Text(clean_line(entity.name), "bold")
    side = belongs_to(entity)
    if side:
        text.append(f"  {clean_line(side)}", "dim not bold")
    if roles := roles_shown(entity):
        more = ["…"] if len(roles) > _ROLES else []
        text.append("  " + "; ".join([*map(clean_line, roles[:_ROLES]), *more]), "not bold")
    if others := spellings(entity):
        text.append("  also " + ", ".join(map(clean_line, others)), "dim not bold")
    return text


def _sources(found: Digest) -> Iterator[RenderableType]:
    yield _section("Sources")
    for group in found.sources:
        yield _origin(group)


def _origin(group: SourceGroup) -> RenderableType:
    head = Text(clean_line(group.origin.name), "bold")
    note = source_note(group)
    rows = [head.append(f"  {clean_line(note)}" if note else "", "dim not bold")]
    for article in group.articles:
        day = published_day(article.published)
        basis = f", from {article.published_basis}" if article.published_basis else ""
        known = f"{spoken(day.isoformat())}{basis}" if day else "undated"
        title = clean_line(article.title or article.text[:60] + "…")
        furniture = count(len(article.furniture), "piece") if article.furniture else ""
        rows.append(Text.assemble(title, (f"  {outlet(article)}, {known}", "dim")))
        if furniture:
            rows[-1].append(f"; {furniture} of page furniture left out", "dim")
    return _hanging("• ", *rows)
