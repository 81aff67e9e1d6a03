"""The day a report was published, from the report itself where nothing around it tells.

From strong to weak: the URL, the dateline or a line that only gives the date, a caption's full date, a
weekday that fits one day and month. The last two speak of the day of an event; they count only where
the report tells of that day as its own. Where the evidence is weak the answer is None.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.ingest.calendar_words import (
    DAY,
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    full_date,
    month_day,
    real_date,
)
from dateline.schema.article import PublishedBasis

# News on the web is not older; a number in a path that would be an older date is something else.
EARLIEST = 1990
# The calendar comes round after five or six years at the soonest, so a weekday with a day and month fits
# one year of any five; later fits than that after the last year that the report looks back to are guesses.
WINDOW = 5
# A report tells its own day early on (paragraphs).
LEAD = 5
# Lines above the report in which a date alone is that of the page (paragraphs).
HEAD = 4

_URL_DATES = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/._-]|$)"),
    re.compile(r"/((?:19|20)\d\d)/?(\d\d)/?(\d\d)(?=[/._-]|$)"),
    re.compile(r"(?<![\d])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_URL_MONTH_NAMES = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d\d?)(?=[/._-]|$)")
_DAY_AND_MONTH = rf"(?:{MONTH} ?{DAY}|{DAY}(?: of)? ?{MONTH})"
_FULL = rf"(?:(?:{MONTH} ?{DAY},?|{DAY}(?: of)? ?{MONTH},?) ?{YEAR})"
_DATE_LINE = re.compile(
    r"^(?:(?:first )?(?:published|posted|updated|last updated|created|date|issued|on)\b:?\s*"
    r"(?:on |at )?)?"
    rf"(?:\d\d?[:.]\d\d\s?(?:[ap]\.?m\.?)?\s?\w{{0,4}},?\s?)?(?:{WEEKDAY},? )?"
    rf"(?P<date>{_FULL}|(?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[T ,|–-]*(?:at )?\d\d?[:.]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?\s?[\w()+:]{0,9})?\W*$",
    re.IGNORECASE,
)
_WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{WEEKDAY}),? ?\(?(?:the )?(?P<date>{_DAY_AND_MONTH})\)?(?!,? ?{YEAR})", re.IGNORECASE
)
_FULL_DATE = re.compile(rf"\b{_FULL}", re.IGNORECASE)
_BARE_WEEKDAY = re.compile(
    r"\b(?<!last )(?<!next )(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,? ?\(?(?:\d|[A-Z][a-z]+ \d))"
)
_YEAR = re.compile(rf"(?<![\d$€£,.-])(?:{YEAR}(?:[-–/](\d\d)\b)?)(?![,.]?\d)")
_YEAR_AHEAD = re.compile(r"\b(?:by|until|through|before|for|next|to)\W+(?:the )?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|to be|is|are|set|scheduled|slated|expected|"
    r"plan\w*|due|upcoming|next|ahead|until|before|by|through|hopes?|proposed|deadline|starting|beginning|postponed|from)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|added|warned|declared|issued|released|tweeted|was|were|had|"
    r"met|held|killed|took|made|began|struck|won|lost|left|went|came|\w{3,}ed)\b",
    re.IGNORECASE,
)
_OLD_PICTURE = re.compile(r"\bfile\b|\barchive|\bhandout\b|\bundated\b|\bin this\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:speaks?|talks?|holds?|walks?|meets?|looks?|stands?|sits?|attends?|arrives?|leaves?|shakes?|greets?|"
    r"gestures?|listens?|waves?|poses?|addresses|takes?|makes?|waits?|gathers?|reacts?|delivers?|watch(?:es)?|"
    r"carry|carries|answers?|is|are|\w+s (?:at|in|to|with|during|before|after|on|as|his|her|their|the))\b"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and how it is known."""

    date: datetime.date
    basis: PublishedBasis


def date_article(
    parts: Sequence[str], *, url: str | None = None, dateline: str | None = None
) -> Dated | None:
    """When the report with these paragraphs was published, or None where it does not tell.

    `url` is its address, `dateline` the date in its dateline ("June 1"), if it has them.
    """
    known = _date_in_url(url) if url else None
    if known:
        return Dated(known, "url")
    known = _date_of_dateline(dateline, parts) if dateline else None
    known = known or _date_line(parts)
    if known:
        return Dated(known, "dateline")
    known = _date_of_caption(parts)
    if known:
        return Dated(known, "caption")
    known = _date_by_weekday(parts)
    return Dated(known, "weekday") if known else None


def _date_in_url(url: str) -> datetime.date | None:
    path = urlsplit(url).path.lower()
    for pattern in _URL_DATES:
        for match in pattern.finditer(path):
            found = real_date(*map(int, match.groups()))
            if found and found.year >= EARLIEST:
                return found
    for match in _URL_MONTH_NAMES.finditer(path):
        if match[2] in MONTHS:
            return real_date(int(match[1]), MONTHS[match[2]], int(match[3]))
    return None


def _date_of_dateline(words: str, parts: Sequence[str]) -> datetime.date | None:
    """A dateline's date has its year, or the weekdays of the lead show in which year it fits."""
    found = full_date(words)
    if found:
        return found
    day = month_day(words)
    weekdays = _weekdays(parts[:LEAD])
    if day is None or len(weekdays) != 1:
        return None
    return _only_year(day, weekdays.pop(), parts)


def _date_line(parts: Sequence[str]) -> datetime.date | None:
    matches = (_DATE_LINE.match(part) for part in parts[:HEAD])
    return next((found for match in matches if match and (found := full_date(match["date"]))), None)


def _date_of_caption(parts: Sequence[str]) -> datetime.date | None:
    """A caption's full date, where it is the latest in the report and the lead names its weekday."""
    captions = [_FULL_DATE.search(part) for part in parts if _is_caption(part)]
    dates = {found for match in captions if match and (found := full_date(match[0]))}
    if len(dates) != 1:
        return None
    (found,) = dates
    others = [other for match in _all(_FULL_DATE, parts) if (other := full_date(match[0]))]
    later_year = _latest_past_year(parts) or 0
    lead = [part for part in parts if not _is_caption(part)][:LEAD]
    if found < max(others) or found.year < later_year or found.weekday() not in _weekdays(lead):
        return None
    return found


def _is_caption(part: str) -> bool:
    """One or two sentences in the present tense with a full date, and not from the archive."""
    date = _FULL_DATE.search(part)
    if date is None or len(part.split()) > 60 or _OLD_PICTURE.search(part):
        return False
    sentence = part[: date.start()]
    return bool(_PRESENT.search(sentence)) and not re.search(r"\b(?:said|told|was|were|will)\b", sentence)


def _date_by_weekday(parts: Sequence[str]) -> datetime.date | None:
    """The latest day that the report tells of with weekday, month and day, in the one year that fits."""
    days: set[datetime.date | None] = set()
    for part in parts:
        for match in _WEEKDAY_DATE.finditer(part):
            day = month_day(match["date"])
            if day and _tells(part, match.start()):
                weekday = WEEKDAYS[match["weekday"].lower().rstrip(".")]
                days.add(_only_year(day, weekday, parts))
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) > 0 else None


def _tells(part: str, position: int) -> bool:
    """Whether the clause before `position` tells what happened, not what is planned."""
    clause = re.split(r"[.!?;][\"”’]? |\bbut\b|\bwhile\b", part[:position])[-1][-160:]
    return bool(_TOLD.search(clause)) and not _AHEAD.search(clause[-60:])


def _only_year(day: tuple[int, int], weekday: int, parts: Sequence[str]) -> datetime.date | None:
    """`day` in the first year in which it is that weekday, not before any that is looked back to."""
    first = _latest_past_year(parts)
    if first is None:
        return None
    for year in range(first, first + WINDOW):
        found = real_date(year, *day)
        if found and found.weekday() == weekday:
            return found
    return None


def _latest_past_year(parts: Iterable[str]) -> int | None:
    """The latest year that the report speaks of as past or present."""
    years = []
    for part in parts:
        for match in _YEAR.finditer(part):
            if not re.search(
                r"\b(?:by|until|through|before|for|next|to)\W+(?:the )?$", part[: match.start()]
            ):
                years.append(int(match[0][:4]))
    return max(years, default=None)


def _weekdays(parts: Iterable[str]) -> set[int]:
    return {WEEKDAYS[match[0].lower()] for match in _all(_BARE_WEEKDAY, parts)}


def _all(pattern: re.Pattern[str], parts: Iterable[str]) -> Iterator[re.Match[str]]:
    return (match for part in parts for match in pattern.finditer(part))
