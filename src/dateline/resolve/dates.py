"""Dates that an article of a story gets from the others where it tells none of its own, or none with a year.

1. It is the same text as a dated article: it has that article's date.
2. Its dateline has a day of a month without the year ("PORT ANA, June 1 (Reuters) -"): the year is that in
   which the day lies nearest to a dated article and the weekdays of its text fit.
3. Its lede names a day of a month ("Friday (June 1)"): the year is that of the dated articles, if the
   day lies near them.
4. Its lede names one weekday alone. Every dated article whose lede names that weekday appeared on it, all on
   one date; or none names it, and it is one day near the dated articles. (What newspapers call by its weekday
   happened on the day of the report or the day before; where a dated article shows the second, nothing is
   determined.)

In all other cases the article stays as it is: undated, or in the year that its own text suggests, which
determines nothing for others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from dateline.resolve.copies import find_copies
from dateline.resolve.days import MONTH, day_in_dateline, day_of, is_guess, month_of
from dateline.schema.article import Article

# The part of an article that tells what is new.
LEDE = 500
# A story's articles lie within this many days of each other.
NEAR = 6
# A dateline's day lies within as many of the nearest dated article of its story: a chain of events has gaps.
NEAR_DATELINE = 60
# A weekday that no other lede names is the one within as many days of some dated article.
NEAR_WEEKDAY = 2
# From this share on the whole text is a copy, dateline and weekdays included.
SAME_TEXT = 0.85

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"(?<!next )(?<!last )(?<!every )\b({'|'.join(_WEEKDAYS)})\b(?!s)")
_LATE = re.compile(rf"\blate (?:on )?(?:{'|'.join(_WEEKDAYS)})|day (?:night|evening)\b")
_MONTH_DAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)}),? \(?{MONTH} (\d{{1,2}})\b(?!,? \d{{4}})")


def date_by_story(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of one story, those without a sure date with the one that the others determine.

    Its basis is "story".
    """
    dated = [article for article in articles if day_of(article) is not None]
    if not dated or len(dated) == len(articles):
        return tuple(articles)
    copied = _dates_of_copies(articles)
    result = []
    for article in articles:
        day = None
        if article.published is None or is_guess(article):
            day = copied.get(article.id) or _by_text(article, dated)
        result.append(
            msgspec.structs.replace(
                article, published=date.fromordinal(day).isoformat(), published_basis="story"
            )
            if day
            else article
        )
    return tuple(result)


def _by_text(article: Article, dated: Sequence[Article]) -> int | None:
    """The day that the text of an article and the dated ones determine."""
    told = day_in_dateline(article)
    if told is not None:
        return _in_year(*told, dated, within=NEAR_DATELINE, fits=lambda day: _fits_weekdays(article, day))
    return _by_month_day(article, dated) or (None if article.published else _by_weekday(article, dated))


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


def _in_year(
    month: int, day: int, dated: Sequence[Article], *, within: int, fits: Callable[[int], bool]
) -> int | None:
    """A day of a month in the year in which it fits and lies nearest to a dated article, None if far."""
    days = _days(dated)
    found = []
    for year in sorted({date.fromordinal(other).year + step for other in days for step in (-1, 0, 1)}):
        one = _real(year, month, day)
        if one is not None and fits(one):
            found.append((min(abs(one - other) for other in days), one))
    return next((one for far, one in sorted(found) if far <= within), None)


def _fits_weekdays(article: Article, day: int) -> bool:
    """Whether the days that a text names with weekday and month are such in the year of a day."""
    for match in _MONTH_DAY.finditer(article.text):
        year = date.fromordinal(day).year
        named = (_real(year + step, month_of(match[2]), int(match[3])) for step in (-1, 0, 1))
        near = [one for one in named if one is not None and abs(one - day) <= NEAR_DATELINE]
        if near and all(date.fromordinal(one).weekday() != _WEEKDAYS.index(match[1]) for one in near):
            return False
    return True


def _by_month_day(article: Article, dated: Sequence[Article]) -> int | None:
    """The day that a weekday with day and month in the lede gives, if the dated articles are near it."""
    match = _MONTH_DAY.search(article.text[:LEDE])
    if match is None:
        return None

    def fits(day: int) -> bool:
        weekday = date.fromordinal(day).weekday() == _WEEKDAYS.index(match[1])
        return weekday and all(abs(day - other) <= NEAR for other in _days(dated))

    return _in_year(month_of(match[2]), int(match[3]), dated, within=NEAR, fits=fits)


def _by_weekday(article: Article, dated: Sequence[Article]) -> int | None:
    """The day that the lede's only weekday means, where the dated articles agree on it."""
    named = set(_WEEKDAY.findall(article.text[:LEDE]))
    if len(named) != 1 or _LATE.search(article.text[:LEDE]):
        return None
    (weekday,) = named
    number = _WEEKDAYS.index(weekday)
    meant: set[int | None] = set()
    for other in dated:
        day = day_of(other)
        if day is None or weekday not in _WEEKDAY.findall(other.text[:LEDE]):
            continue
        back = (date.fromordinal(day).weekday() - number) % 7
        meant.add(day if back == 0 else None)
    if not meant:
        near = range(-NEAR_WEEKDAY, NEAR_WEEKDAY + 1)
        around = {day + step for day in _days(dated) for step in near}
        meant = {day for day in around if date.fromordinal(day).weekday() == number}
    return meant.pop() if len(meant) == 1 else None


def _days(dated: Sequence[Article]) -> list[int]:
    return [day for article in dated if (day := day_of(article)) is not None]


def _real(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
