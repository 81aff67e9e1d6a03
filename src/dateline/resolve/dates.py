"""Dates that an undated article of a story gets from the others, where they determine it.

1. It is the same text as a dated article: it has that article's date.
2. Its lede names a day of a month ("Friday (June 1)"): the year is that of the dated articles, if the
   day lies near them.
3. Its lede names one weekday alone, and every dated article whose lede names that weekday appeared on it,
   all on one date. (What newspapers call by its weekday happened on the day of the report or the day
   before; where a dated article shows the second, nothing is determined.)

In all other cases the article stays undated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from dateline.resolve.copies import find_copies
from dateline.resolve.days import day_of
from dateline.schema.article import Article

# The part of an article that tells what is new.
LEDE = 500
# A story's articles lie within this many days of each other.
NEAR = 6
# From this share on the whole text is a copy, dateline and weekdays included.
SAME_TEXT = 0.85

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY = re.compile(rf"(?<!next )(?<!last )(?<!every )\b({'|'.join(_WEEKDAYS)})\b(?!s)")
_LATE = re.compile(rf"\blate (?:on )?(?:{'|'.join(_WEEKDAYS)})|day (?:night|evening)\b")
_MONTH_DAY = re.compile(
    rf"\b({'|'.join(_WEEKDAYS)}),? \(?({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}})\b(?!,? \d{{4}})"
)


def date_by_story(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of one story, undated ones with the date that the others determine (basis "story")."""
    dated = [article for article in articles if day_of(article) is not None]
    if not dated or len(dated) == len(articles):
        return tuple(articles)
    copied = _dates_of_copies(articles)
    result = []
    for article in articles:
        day = None
        if article.published is None:
            day = copied.get(article.id) or _by_month_day(article, dated) or _by_weekday(article, dated)
        result.append(
            msgspec.structs.replace(
                article, published=date.fromordinal(day).isoformat(), published_basis="story"
            )
            if day
            else article
        )
    return tuple(result)


def _dates_of_copies(articles: Sequence[Article]) -> dict[str, int]:
    """For undated articles the day of the earliest dated article with their text."""
    days = {article.id: day_of(article) for article in articles}
    found: dict[str, int] = {}
    for link in find_copies(articles).links:
        for one, other in ((link.article, link.of), (link.of, link.article)):
            day = days[other]
            if link.share >= SAME_TEXT and days[one] is None and day is not None:
                found[one] = min(day, found.get(one, day))
    return found


def _by_month_day(article: Article, dated: Sequence[Article]) -> int | None:
    """The day that a weekday with day and month in the lede gives, if the dated articles are near it."""
    match = _MONTH_DAY.search(article.text[:LEDE])
    if match is None:
        return None
    days = [day for other in dated if (day := day_of(other)) is not None]
    month = _MONTHS.index(match[2]) + 1
    for year in sorted({date.fromordinal(day).year + step for day in days for step in (-1, 0, 1)}):
        try:
            day = date(year, month, int(match[3])).toordinal()
        except ValueError:
            continue
        fits = date.fromordinal(day).weekday() == _WEEKDAYS.index(match[1])
        if fits and all(abs(day - other) <= NEAR for other in days):
            return day
    return None


def _by_weekday(article: Article, dated: Sequence[Article]) -> int | None:
    """The day that the lede's only weekday means, where dated articles with that weekday agree on it."""
    named = set(_WEEKDAY.findall(article.text[:LEDE]))
    if len(named) != 1 or _LATE.search(article.text[:LEDE]):
        return None
    (weekday,) = named
    meant: set[int | None] = set()
    for other in dated:
        day = day_of(other)
        if day is None or weekday not in _WEEKDAY.findall(other.text[:LEDE]):
            continue
        back = (date.fromordinal(day).weekday() - _WEEKDAYS.index(weekday)) % 7
        meant.add(day if back == 0 else None)
    return meant.pop() if len(meant) == 1 else None
