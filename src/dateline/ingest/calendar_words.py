"""Names of months and weekdays, and dates written out in full."""

from __future__ import annotations

import datetime
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}

MONTH = "(?:" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=lambda name: (-len(name), name))) + r")\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
YEAR = r"(?:19|20)\d\d\b"
# "June 1", "1 June", with a year or without, as it stands after the place of a dateline.
DATE_AFTER_PLACE = rf"(?i:(?:{MONTH} ?{DAY}|{DAY} ?{MONTH})(?:,? {YEAR})?)"


def month_day(text: str) -> tuple[int, int] | None:
    """Month and day of a date such as "June 1" or "1st of June"."""
    month = re.search(MONTH, text, re.IGNORECASE)
    day = re.search(rf"(?<!\d){DAY}", text, re.IGNORECASE)
    if month is None or day is None:
        return None
    return MONTHS[month[0].rstrip(".").lower()], int(re.sub(r"\D", "", day[0]))


def full_date(text: str) -> datetime.date | None:
    """The date that `text` writes out with its year: "June 1, 2018", "1 June 2018", "2018-06-01"."""
    iso = re.search(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", text)
    if iso:
        return real_date(*map(int, iso.groups()))
    year = re.search(YEAR, text)
    parts = month_day(text.replace(year[0], " ")) if year else None
    return real_date(int(year[0]), *parts) if year and parts else None


def real_date(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None where the calendar has none such."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
