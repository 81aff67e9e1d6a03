"""The dated events of a record as a TimelineJS timeline (Knight Lab's JSON data format)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import msgspec

from dateline.schema.interval import interval
from dateline.schema.story import Record, Story
from dateline.views.context import excerpt
from dateline.views.dates import spoken
from dateline.views.digest import Digest, Entry, by_article, digest, outlet
from dateline.views.escape import clean_line
from dateline.views.identifiers import story_urn
from dateline.views.words import difference_name, value_words

_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d\d")


def render_timeline_js(record: Record) -> str:
    """The meetings and other events of `record` that have a day, background left out, as JSON.

    Tracks are the rows of the timeline. All text is escaped: TimelineJS shows it as HTML.
    """
    slides = [slide for story in record.stories for slide in _story(record, story)]
    slides.sort(key=lambda slide: [slide["start_date"].get(part, 0) for part in ("year", "month", "day")])
    found: dict[str, Any] = {"scale": "human", "events": slides}
    if record.stories:
        headlines = [_text(story.headline) for story in record.stories]
        found["title"] = {
            "text": {"headline": headlines[0], "text": "".join(f"<p>{line}</p>" for line in headlines[1:])}
        }
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def _story(record: Record, story: Story) -> Iterator[dict[str, Any]]:
    found = digest(record, story)
    names = {entity.id: entity.name for entity in story.entities}
    for entry in (*found.meetings, *found.others):
        covered = interval(entry.event.when)
        if covered is not None:
            yield _slide(entry, covered, found, names, story_urn(record, story, entry.event.id))


def _slide(
    entry: Entry, covered: tuple[date, date], found: Digest, names: dict[str, str], urn: str
) -> dict[str, Any]:
    event = entry.event
    when = str(event.when)
    who = ", ".join(entry.who)
    slide: dict[str, Any] = {
        "start_date": _date(when.partition("/")[0], covered[0]),
        "display_date": _text(spoken(when)),
        "text": {
            "headline": _text(": ".join(part for part in (who, event.what) if part)),
            "text": "".join(f"<p>{line}</p>" for line in _lines(entry, found, names)),
        },
        "group": _text(entry.track or event.type.capitalize()),
        "unique_id": urn.rpartition(":")[2],
        "autolink": False,
    }
    if covered[0] != covered[1]:
        slide["end_date"] = _date("", covered[1])
    return slide


def _date(value: str, day: date) -> dict[str, int]:
    """A date object, only as exact as the value is."""
    found = {"year": day.year}
    if not _YEAR.fullmatch(value):
        found["month"] = day.month
        if not _MONTH.fullmatch(value):
            found["day"] = day.day
    clock = _CLOCK.search(value)
    if clock:
        found |= {"hour": int(clock[1]), "minute": int(clock[2])}
    return found


def _lines(entry: Entry, found: Digest, names: dict[str, str]) -> Iterator[str]:
    event = entry.event
    yield _text(f"{event.status}, {event.agreement}: {', '.join(event.origins)}")
    for item in event.differences:
        values = " / ".join(value_words(item.slot, value.value, names) for value in item.values)
        yield _text(f"{difference_name(item)}: {values}")
    for id_, spans in by_article(event.evidence, found.articles).items():
        article = found.articles[id_]
        for span in spans:
            yield _text(f"{outlet(article)}: {excerpt(span, article.text).sentence}")


def _text(value: str) -> str:
    return escape(clean_line(value))
