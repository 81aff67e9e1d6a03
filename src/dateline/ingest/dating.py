"""The day a report was published, from the report itself where nothing around it tells.

From strong to weak: the URL, the dateline or a line above it (`head_lines`), a caption's full date, a
weekday that fits one day and month. The last two speak of the day of an event; they count only where
the report tells of that day as its own. Where the evidence is weak the answer is None.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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
# A report tells its own day at once (paragraphs).
LEAD = 4
# A caption of the day shows what the report is about: this share of its longer words stands there too.
# Of 140 such captions in dated articles, 7 % above it are old pictures, 17 % below.
SHARED_WORDS = 0.4
# A report that writes dates out with their year mostly does so of days as close to its own as this.
NEAR = datetime.timedelta(days=60)
ONE_DAY = datetime.timedelta(days=1)
# A year with every day of every month.
LEAP_YEAR = 2000
# Galleries run their captions together in paragraphs longer than this (words).
LONGEST_PARAGRAPH = 120
LONGEST_CAPTION = 60

_URL_DATES = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/._-]|$)"),
    re.compile(r"/((?:19|20)\d\d)/?(\d\d)/?(\d\d)(?=[/._-]|$)"),
    re.compile(r"(?<![\d])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_URL_MONTH_NAMES = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d\d?)(?=[/._-]|$)")
_DAY_AND_MONTH = rf"(?:{MONTH} ?{DAY}|{DAY}(?: of)? ?{MONTH})"
_FULL = rf"(?:(?:{MONTH} ?{DAY},?|{DAY}(?: of)? ?{MONTH},?) ?{YEAR})"
_WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{WEEKDAY}),? ?\(?(?:the )?(?P<date>{_DAY_AND_MONTH})\)?(?!,? ?{YEAR})", re.IGNORECASE
)
_FULL_DATE = re.compile(rf"\b{_FULL}", re.IGNORECASE)
_BARE_WEEKDAY = re.compile(
    r"\b(?<!last )(?<!next )(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,? ?\(?(?:\d|[A-Z][a-z]+ \d))"
)
_YEAR = re.compile(rf"(?<![\d$€£,.-]){YEAR}(?![,.]?\d)")
_LOOKS_BACK = re.compile(
    rf"\b(?:in|since|during|from|of|after|between|and|early|late|mid|summer|winter|spring|fall|autumn|{MONTH}"
    rf"|(?:{_DAY_AND_MONTH}),?)[ -]$",
    re.IGNORECASE,
)
_LOOKS_AHEAD = re.compile(
    r"\b(?:(?:by|until|through|before|for|next|to)\W+(?:the )?"
    r"|(?:will|would|plan\w*|scheduled|expected)\b.{0,80})$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:last|will|would|shall|may|might|could|should|to be|is|are|set|scheduled|slated|expected|plan\w*|"
    r"due|upcoming|next|ahead|until|before|by|through|hopes?|proposed|deadline|starting|beginning|postponed|"
    r"from)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|says?|saying|told|announced|reported|confirmed|added|warned|declared|stated|tweeted|released)\b"
)
_SAID_ON = re.compile(
    r"\b(?:said|told|announced|reported|tweeted)\b[^.]{0,80}?\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_HAPPENED = re.compile(r"\b(?:was|were|had|met|held|made|began|struck|won|lost|left|went|came|\w{3,}ed)\b")
_NO_CAPTION = re.compile(
    r"\b(?:file|archives?|handout|undated|in this|said|told|was|were|will|i|we|my)\b|@\w|https?:",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:speaks?|talks?|holds?|walks?|meets?|looks?|stands?|sits?|attends?|arrives?|leaves?|shakes?|greets?|"
    r"gestures?|listens?|waves?|poses?|addresses|takes?|makes?|waits?|gathers?|reacts?|delivers?|watch(?:es)?|"
    r"carry|carries|answers?|is|are|\w+s (?:at|in|to|with|during|before|after|on|as|his|her|their|the))\b"
)
_CAPTION_END = re.compile(r"\.?\W*(?:$|\(|[A-Z/])|\.")
_LONG_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and how it is known."""

    date: datetime.date
    basis: PublishedBasis


def date_article(
    parts: Sequence[str],
    *,
    url: str | None = None,
    dateline: str | None = None,
    head: datetime.date | None = None,
) -> Dated | None:
    """When the report with these paragraphs was published, or None where it does not tell.

    `url` is its address, `dateline` the date in its dateline ("June 1"), `head` that of the lines above it,
    if it has them.
    """
    known = _date_in_url(url) if url else None
    if known:
        return Dated(known, "url")
    known = _date_of_dateline(dateline, parts, head) if dateline else head
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


def _date_of_dateline(words: str, parts: Sequence[str], head: datetime.date | None) -> datetime.date | None:
    """A dateline's date has its year or that of the lines above it, or the report shows in which it fits.

    From strong to weak: full dates close to it, if the report speaks of no later year as past; days that it
    names with their weekday; the weekday of the lead.
    """
    found, day = full_date(words), month_day(words)
    if found or day is None:
        return found or head
    if head:
        return _near_dates(day, [head]) or head
    weekday, named = _first_weekday(parts), _named_days(day, parts)
    near = _near_dates(day, filter(None, (full_date(match[0]) for match in _all(_FULL_DATE, parts))))
    back = max((year for year, past in _years(parts) if past), default=0)
    today = weekday in (None, near.weekday(), (near - ONE_DAY).weekday()) if near else False
    if near and today and near.year >= back and _fit(near, named):
        return near
    if named or weekday is None:
        return _only_year(day, lambda date: _fit(date, named), parts) if named else None
    return _only_year(day, _on(weekday), parts)


def _near_dates(day: tuple[int, int], dates: Iterable[datetime.date]) -> datetime.date | None:
    """`day` in the year in which it lies close to one of some dates, if there is one such."""
    years = ((date, real_date(date.year + turn, *day)) for date in dates for turn in (-1, 0, 1))
    near = {other for date, other in years if other and abs(other - date) <= NEAR}
    return near.pop() if len(near) == 1 else None


def _named_days(day: tuple[int, int], parts: Sequence[str]) -> list[tuple[tuple[int, int], int]]:
    """The days close to `day` that the report names with their weekday and without a year."""
    named = []
    for match in _all(_WEEKDAY_DATE, parts):
        other = month_day(match["date"])
        known = real_date(LEAP_YEAR, *other) if other else None
        if other and known and _near_dates(day, [known]):
            named.append((other, WEEKDAYS[match["weekday"].lower().rstrip(".")]))
    return named


def _fit(date: datetime.date, named: Iterable[tuple[tuple[int, int], int]]) -> bool:
    """Whether the days near a date are of the weekdays that they are named with."""
    near = ((_near_dates(day, [date]), weekday) for day, weekday in named)
    return all(day is None or day.weekday() == weekday for day, weekday in near)


def _date_of_caption(parts: Sequence[str]) -> datetime.date | None:
    """The one full date of captions that show what the report is about, on the weekday that it tells of.

    A single picture may be an old one that fits by chance: then something must be said on that weekday.
    No later date or year stands anywhere in the report.
    """
    captions = [part for part in parts if _is_caption(part)]
    body = [part for part in parts if part not in captions]
    known = set(_LONG_WORD.findall(" ".join(body).casefold()))
    dates = []
    for caption in captions:
        match = _FULL_DATE.search(caption)
        words = _LONG_WORD.findall(_FULL_DATE.sub("", caption).casefold())
        if match and sum(word in known for word in words) >= SHARED_WORDS * len(words):
            dates.append(full_date(match[0]))
    found = dates[0] if len(set(dates)) == 1 else None
    if found is None or found.weekday() != _first_weekday(body):
        return None
    if len(dates) == 1 and found.weekday() not in _weekdays_of_speech(body):
        return None
    others = [other for match in _all(_FULL_DATE, parts) if (other := full_date(match[0]))]
    back = [year for year, past in _years(parts) if past]
    return found if found >= max(others) and found.year >= max(back, default=0) else None


def _is_caption(part: str) -> bool:
    """A sentence in the present tense that ends in a full date, and not from the archive."""
    date = _FULL_DATE.search(part)
    if date is None or len(part.split()) > LONGEST_CAPTION or not _CAPTION_END.match(part, date.end()):
        return False
    return bool(_PRESENT.search(part[: date.start()])) and not _NO_CAPTION.search(part[: date.start()])


def _date_by_weekday(parts: Sequence[str]) -> datetime.date | None:
    """The latest day that the lead tells of with weekday, month and day, in the one year that fits.

    The first weekday that stands without a date must be the same; where there is none, the day must be
    that of something said.
    """
    bare = _first_weekday(parts)
    days: set[datetime.date | None] = set()
    for part in parts[:LEAD]:
        for match in _WEEKDAY_DATE.finditer(part) if len(part.split()) <= LONGEST_PARAGRAPH else ():
            day = month_day(match["date"])
            weekday = WEEKDAYS[match["weekday"].lower().rstrip(".")]
            if day and bare in (None, weekday) and _tells(part, match.start(), only_speech=bare is None):
                days.add(_only_year(day, _on(weekday), parts))
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) > 0 else None


def _tells(part: str, position: int, *, only_speech: bool) -> bool:
    """Whether the clause before `position` tells what was said or happened, not what is planned."""
    clause = re.split(r"[.!?;][\"”’]? |\bbut\b|\bwhile\b", part[:position])[-1][-160:]
    told = _TOLD.search(clause) or (not only_speech and _HAPPENED.search(clause))
    return bool(told) and not _AHEAD.search(clause[-60:])


def _only_year(
    day: tuple[int, int], fits: Callable[[datetime.date], bool], parts: Sequence[str]
) -> datetime.date | None:
    """`day` in the first year in which it fits, not before any year that is looked back to.

    "The 2016 election" may look back or ahead: None where it matters how it is taken.
    """
    years = _years(parts)
    bounds = {max(some) for some in ([y for y, _ in years], [y for y, back in years if back]) if some}
    found = {_first_fit(day, fits, bound) for bound in bounds}
    return found.pop() if len(found) == 1 else None


def _on(weekday: int) -> Callable[[datetime.date], bool]:
    return lambda date: date.weekday() == weekday


def _first_fit(
    day: tuple[int, int], fits: Callable[[datetime.date], bool], first: int
) -> datetime.date | None:
    dates = (real_date(year, *day) for year in range(first, first + WINDOW))
    return next((date for date in dates if date and fits(date)), None)


def _years(parts: Iterable[str]) -> list[tuple[int, bool]]:
    """The years that the report speaks of, but for those to come; whether each is surely past."""
    years = []
    for part in parts:
        for match in _YEAR.finditer(part):
            before = part[max(0, match.start() - 120) : match.start()]
            if not _LOOKS_AHEAD.search(before):
                years.append((int(match[0]), bool(_LOOKS_BACK.search(before))))
    return years


def _weekdays_of_speech(parts: Sequence[str]) -> set[int]:
    """The weekdays on which the lead says that something was said."""
    text = " ".join(parts[:LEAD])
    return {WEEKDAYS[match["day"].lower()] for match in _SAID_ON.finditer(text)}


def _first_weekday(parts: Sequence[str]) -> int | None:
    """The first weekday that the lead names without a date."""
    first = next(_all(_BARE_WEEKDAY, parts[: LEAD + 1]), None)
    return WEEKDAYS[first[0].lower()] if first else None


def _all(pattern: re.Pattern[str], parts: Iterable[str]) -> Iterator[re.Match[str]]:
    return (match for part in parts for match in pattern.finditer(part))
