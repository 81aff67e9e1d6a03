"""Where the events of a story stand on an axis of days, in lanes by track; drawn by page and terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline.schema.annotation import Status
from dateline.schema.interval import interval
from dateline.views.dates import spoken
from dateline.views.digest import Digest, Entry

# The axis reaches this far around the reports; what lies beyond is listed apart, so that one anniversary
# does not squeeze the week that the story is about into a dot. Chosen by eye.
_BEFORE_FIRST_REPORT = timedelta(days=45)
_AFTER_LAST_REPORT = timedelta(days=120)
_MOST_LANES = 8
_MOST_OTHERS = 14
_LONGEST_BAR = 14  # Days; a vaguer date than this is no place on an axis of days.

Standing = Literal["now", "moved from", "disputed"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of an event's date. `level` counts upwards from 0 where marks would cover each other."""

    entry: Entry
    first: date
    last: date
    standing: Standing
    meeting: bool

    @property
    def status(self) -> Status:
        """The status of the event."""
        return self.entry.event.status


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one track, by date."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The axis `first` to `last` with its lanes, and the entries that have no place on it."""

    first: date
    last: date
    lanes: tuple[Lane, ...]
    apart: tuple[Entry, ...]
    last_report: date | None


def lay_out(digest: Digest) -> Timeline | None:
    """The timeline of a story; None where no meeting or other event has a day."""
    meetings = [(entry, _marks(entry, meeting=True)) for entry in digest.meetings]
    others = [(entry, _marks(entry, meeting=False)) for entry in _worth_drawing(digest.others)]
    window = _window(digest.published, [mark for _, marks in meetings + others for mark in marks])
    if window is None:
        return None
    inside = [mark for _, marks in meetings + others for mark in marks if _within(mark, window)]
    drawn = {mark.entry.number for mark in inside}
    if not drawn:
        return None
    apart = [entry for entry, _ in meetings if entry.number not in drawn] + list(digest.background)
    reports = digest.published[-1:]
    ends = [mark.first for mark in inside] + [mark.last for mark in inside] + list(reports)
    return Timeline(
        first=min(ends) - timedelta(days=1),
        last=max(ends) + timedelta(days=1),
        lanes=_lanes(inside),
        apart=tuple(apart),
        last_report=reports[0] if reports else None,
    )


def _worth_drawing(others: Sequence[Entry]) -> list[Entry]:
    """The other events that most origins report; all of them where they are few."""
    dated = [entry for entry in others if interval(entry.event.when)]
    ranked = sorted(dated, key=lambda entry: (-len(entry.event.origins), entry.number))
    return sorted(ranked[:_MOST_OTHERS], key=lambda entry: entry.number)


def _marks(entry: Entry, *, meeting: bool) -> list[Mark]:
    event = entry.event
    standings: dict[str, Standing] = {event.when: "now"} if event.when else {}
    for difference in event.differences:
        for value in difference.values if difference.slot == "when" else ():
            if difference.kind == "conflict":
                standings[value.value] = "disputed"
            else:
                standings.setdefault(value.value, "moved from")
    marks = []
    for day, standing in standings.items():
        covered = interval(day)
        if covered and (covered[1] - covered[0]).days <= _LONGEST_BAR:
            marks.append(Mark(entry, covered[0], covered[1], standing, meeting))
    return marks


def _window(published: Sequence[date], marks: Sequence[Mark]) -> tuple[date, date] | None:
    if not marks:
        return None
    middle = sorted(mark.first for mark in marks)[len(marks) // 2]
    first, last = (published[0], published[-1]) if published else (middle, middle)
    return first - _BEFORE_FIRST_REPORT, last + _AFTER_LAST_REPORT


def _within(mark: Mark, window: tuple[date, date]) -> bool:
    return window[0] <= mark.first and mark.last <= window[1]


def _lanes(marks: Iterable[Mark]) -> tuple[Lane, ...]:
    by_name: dict[str, list[Mark]] = {}
    for mark in marks:
        by_name.setdefault(_lane_name(mark), []).append(mark)
    other_meetings, other_events = by_name.pop("", []), by_name.pop("\n", [])
    ranked = sorted(by_name, key=lambda name: (-len(by_name[name]), by_name[name][0].entry.number))
    for name in ranked[_MOST_LANES:]:
        other_meetings += by_name.pop(name)
    lanes = sorted(by_name.items(), key=lambda item: min(mark.first for mark in item[1]))
    lanes.append(("Other meetings" if by_name else "Meetings", other_meetings))
    lanes.append(("Other events" if lanes[0][1] else "Events", other_events))
    return tuple(
        Lane(name, tuple(sorted(found, key=lambda mark: (mark.first, mark.entry.number))))
        for name, found in lanes
        if found
    )


def _lane_name(mark: Mark) -> str:
    """Track, "" for a meeting without one, a newline (no track has it) for what is no meeting."""
    return (mark.entry.track or "") if mark.meeting else "\n"


def describe(mark: Mark) -> str:
    """A mark in words: "3: Bruno Hesse, Lidia Traub, Halvern, 15 May 2025, cancelled"."""
    entry = mark.entry
    who = ", ".join((*entry.who, *([entry.where] if entry.where else [])))
    standing = {"now": "", "moved from": ", first date", "disputed": ", date disputed"}[mark.standing]
    day = spoken(mark.first.isoformat())
    return f"{entry.number}: {who or entry.what}, {day}, {mark.status}{standing}"
