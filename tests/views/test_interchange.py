"""Formats of other programs, checked against what their standards say of the shape."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.schema.article import Source
from dateline.schema.story import Record
from dateline.views.digest import all_evidence, renditions
from dateline.views.identifiers import article_urn
from dateline.views.ninjs import render_ninjs
from dateline.views.sqlite_file import render_sqlite
from dateline.views.timeline_js import render_timeline_js
from dateline.views.web_annotation import render_annotations

URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
# ninjs-schema_3.1.json: the properties of a news object and of what its lists hold; nothing else may stand.
NEWS_OBJECT = {
    "uri", "type", "representationType", "title", "headlines", "descriptions", "bodies", "infoSources",
    "people", "organisations", "places", "subjects", "eventDetails", "associations", "altIds", "language",
    "contentCreated", "by", "located", "standard", "name", "rel",
}  # fmt: skip
IN_LISTS = {
    "headlines": {"role", "contentType", "value"},
    "descriptions": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "infoSources": {"name", "role", "uri", "literal"},
    "people": {"name", "rel", "uri", "literal"},
    "organisations": {"name", "rel", "uri", "literal"},
    "places": {"name", "rel", "uri", "literal"},
    "subjects": {"name", "rel", "uri", "literal"},
    "altIds": {"role", "value"},
}
DATES = {"startDate", "endDate", "expectedStartDate", "expectedEndDate"}


def spans_of(record: Record) -> set[tuple[str, int, int, str]]:
    """All spans that lines of the record rest on."""
    found = [
        span
        for story in record.stories
        for spans in (
            *(renditions(quote) for quote in story.quotes),
            *(all_evidence(line) for line in (*story.events, *story.statements)),
        )
        for span in spans
    ]
    return {(span.article, span.start, span.end, span.text) for span in found}


def annotations(record: Record) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(render_annotations(record))["first"]["items"]
    return items


def on_the_web(record: Record) -> Record:
    """The record with articles that have addresses."""
    articles = (
        msgspec.structs.replace(article, source=Source(url=f"https://news.example/{article.id}"))
        for article in record.articles
    )
    return msgspec.structs.replace(record, articles=tuple(articles))


def twice(record: Record) -> Record:
    """The record with a second story like the first."""
    again = msgspec.structs.replace(record.stories[0], id="s2", headline="The same again")
    return msgspec.structs.replace(record, stories=(*record.stories, again))


def test_annotations_have_the_shape_of_the_model(record: Record) -> None:
    """Web Annotation Data Model, 3 and 5: a collection with its page, annotations with body and target."""
    collection = json.loads(render_annotations(record))

    assert "http://www.w3.org/ns/anno.jsonld" == collection["@context"]
    assert ("AnnotationCollection", "AnnotationPage") == (collection["type"], collection["first"]["type"])
    assert collection["total"] == len(collection["first"]["items"]) > 0
    assert collection["id"] == collection["first"]["partOf"]
    for item in collection["first"]["items"]:
        assert {"id", "type", "motivation", "creator", "body", "target"} == set(item)
        assert URN.fullmatch(item["id"])
        assert {"TextualBody"} == {body["type"] for body in item["body"]}
        assert {"SpecificResource"} == {target["type"] for target in item["target"]}
    assert len(collection["first"]["items"]) == len({item["id"] for item in collection["first"]["items"]})


def test_selectors_select_the_spans(record: Record) -> None:
    """Position and quotation both lead to exactly the span, and no span of the record is missing."""
    articles = {article_urn(article): article for article in record.articles}
    selected = set()
    for target in (target for item in annotations(record) for target in item["target"]):
        article = articles[target["source"]["id"]]
        position, quote = target["selector"]
        start, end = position["start"], position["end"]
        assert article.text[start:end] == quote["exact"]
        assert is_at(article.text, quote, start)
        selected.add((article.id, start, end, quote["exact"]))
    assert spans_of(record) == selected


def is_at(text: str, quote: dict[str, str], start: int) -> bool:
    """Whether the words of a quotation selector, with those around them, stand there."""
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    return text.startswith(whole, start - len(quote["prefix"]))


def test_pages_on_the_web_are_targets_by_their_words(record: Record) -> None:
    """A page has other positions than its text, so it is selected by the words alone."""
    for item in annotations(on_the_web(record)):
        pages = [target for target in item["target"] if isinstance(target["source"], str)]
        assert len(pages) == len(item["target"]) / 2
        assert {"TextQuoteSelector"} == {target["selector"]["type"] for target in pages}


def news_objects(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield found
    for inner in found.get("associations", ()):
        yield from news_objects(inner)


@pytest.mark.parametrize("make", [lambda record: record, on_the_web, twice])
def test_ninjs_has_the_shape_of_its_schema(record: Record, make: Any) -> None:
    """ninjs 3.1: the properties that it knows, of the types that it asks for, and names for associations."""
    whole = json.loads(render_ninjs(make(record)))

    assert "ninjs" == whole["standard"]["name"]
    for place, item in enumerate(news_objects(whole)):
        assert set(item) <= NEWS_OBJECT - (set() if place else {"name", "rel"})
        assert URN.fullmatch(item["uri"])
        assert item["type"] in {"composite", "text", "event"}
        assert MOMENT.fullmatch(item.get("contentCreated", "2025-05-14T08:00:00Z"))
        for name, allowed in IN_LISTS.items():
            for entry in item.get(name, ()):
                assert set(entry) <= allowed
                assert all(isinstance(value, str | int) for value in entry.values())
        assert all(inner["name"] for inner in item.get("associations", ()))
        dates = item.get("eventDetails", {}).get("dates")
        if dates is not None:
            assert set(dates) <= DATES
            assert ("startDate" in dates) != ("expectedStartDate" in dates)


def test_ninjs_holds_articles_and_events(record: Record) -> None:
    """Every article is there with its text, every event that is no background with its day."""
    found = json.loads(render_ninjs(record))["associations"]
    bodies = [item["bodies"][0]["value"] for item in found if item["type"] == "text"]
    events = [event for event in record.stories[0].events if not event.background]
    days = [
        item.get("eventDetails", {}).get("dates", {}).get("expectedStartDate")
        for item in found
        if item["type"] == "event"
    ]

    assert [article.text for article in record.articles] == bodies
    assert len(events) == len(days)
    assert {event.when for event in events if event.when and len(event.when) == 10} <= set(days)


def test_timeline_has_the_shape_of_its_format(record: Record) -> None:
    """TimelineJS: slides with a start date and text; dates only as exact as they are known, in order."""
    found = json.loads(render_timeline_js(record))

    assert {"scale", "events", "title"} == set(found)
    assert record.stories[0].headline == found["title"]["text"]["headline"]
    for slide in found["events"]:
        assert {"start_date", "text", "display_date", "group", "unique_id", "autolink"} <= set(slide)
        assert {"headline", "text"} == set(slide["text"])
        assert {"year"} <= set(slide["start_date"]) <= {"year", "month", "day", "hour", "minute"}
    days = [
        tuple(slide["start_date"].get(part, 0) for part in ("year", "month", "day"))
        for slide in found["events"]
    ]
    assert sorted(days) == days
    assert (2025, 5, 20) in days


def test_timeline_escapes_markup(hostile: Record) -> None:
    """TimelineJS shows text as HTML: none of it may come from outside."""
    for slide in json.loads(render_timeline_js(hostile))["events"]:
        shown = slide["text"]["headline"] + re.sub(r"</?p>", "", slide["text"]["text"]) + slide["group"]
        assert "<" not in shown


def test_formats_hold_hostile_text(hostile: Record) -> None:
    """Whatever stands in names and texts, each format is whole."""
    assert json.loads(render_ninjs(hostile))
    assert json.loads(render_annotations(hostile))
    assert render_sqlite(hostile).startswith(b"SQLite format 3\x00")


def opened(record: Record) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(render_sqlite(record))
    return connection


def test_sqlite_spans_select_their_text(record: Record) -> None:
    """SQL finds in `articles.text` what `evidence` says, for every span of the record."""
    rows = opened(record).execute(
        "SELECT e.article, e.start, e.end, e.text, substr(a.text, e.start + 1, e.end - e.start) "
        "FROM evidence AS e JOIN articles AS a USING (article)"
    )
    found = list(rows)

    assert all(text == selected for *_, text, selected in found)
    assert spans_of(record) == {(article, start, end, text) for article, start, end, text, _ in found}


def test_sqlite_is_whole_and_stands_alone(record: Record) -> None:
    """Keys lead somewhere, every line is there, and the same record gives the same bytes."""
    connection = opened(twice(record))
    connection.execute("PRAGMA foreign_keys = ON")

    assert [] == connection.execute("PRAGMA foreign_key_check").fetchall()
    assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
    story = record.stories[0]
    counts = [2 * len(lines) for lines in (story.quotes, story.events, story.statements, story.entities)]
    tables = ("quotes", "events", "statements", "entities")
    assert counts == [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
    assert render_sqlite(record) == render_sqlite(record)


def test_command_writes_them(tmp_path: Path) -> None:
    """`read` writes each format; an SQLite file needs --output."""
    report = tmp_path / "a.txt"
    report.write_text("PORT ANA, May 14, 2025 - Die Fähre fährt wieder, sagte der Bürgermeister von Halvern.")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dateline", "read", str(report), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert 2 == run("--format", "sqlite").returncode
    assert 0 == run("--output", str(tmp_path / "a.sqlite")).returncode
    (count,) = sqlite3.connect(tmp_path / "a.sqlite").execute("SELECT count(*) FROM articles").fetchone()
    assert 1 == count
    assert "AnnotationCollection" == json.loads(run("--format", "annotations").stdout)["type"]
