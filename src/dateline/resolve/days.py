"""The day of an article's publication as a number, and whether its year is known or only guessed."""

from __future__ import annotations

import re
from datetime import date

from dateline.schema.article import Article

OPENING = 160
"""Characters at the beginning of a text in which a dateline's date stands."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH = rf"(?i:({'|'.join(_MONTHS)})[a-z]*\.?)"
"""A month as dates have it, which `month_of` reads."""

_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_CREDIT = r"\)?\s*(?:[(\[](?!\w+day\b)[^()\[\]\n\d]{2,40}[)\]]|[-–—|])"
_PLACE = r"(?:(?:[A-Z][\w.'’-]*|al|de|del|el|la|of)[ ,/]+){0,7}"
_DATELINE = re.compile(rf"{_PLACE}\(?(?:{MONTH} ?{_DAY}|{_DAY} ?{MONTH}){_CREDIT}")


def day_of(article: Article) -> int | None:
    """The day on which `article` appeared (`date.toordinal`), None where it or its year is unknown."""
    return None if is_guess(article) else guessed_day_of(article)


def guessed_day_of(article: Article) -> int | None:
    """The day as `day_of` counts, also where its year is only that in which a weekday fits."""
    try:
        return date.fromisoformat(article.published[:10]).toordinal() if article.published else None
    except ValueError:
        return None


def is_guess(article: Article) -> bool:
    """Whether the text gave an article its day without the year."""
    if article.published is None or article.published_basis not in ("dateline", "weekday"):
        return False
    year = article.published[:4]
    around = [article.text[:OPENING], *(piece.text for piece in article.furniture)]
    return article.published_basis == "weekday" or not any(year in text for text in around)


def day_in_dateline(article: Article) -> tuple[int, int] | None:
    """Month and day of a dateline that has no year: "PORT ANA, June 1 (Reuters) -"."""
    match = _DATELINE.match(article.text[:OPENING])
    if match is None:
        return None
    month, day = (match[1], match[2]) if match[1] else (match[4], match[3])
    return month_of(month), int(day)


def month_of(name: str) -> int:
    """The number of a month by its first letters."""
    return _MONTHS.index(name[:3].title()) + 1
