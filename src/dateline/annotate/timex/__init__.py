"""Time expressions: every date, time, duration and recurrence of a text with its calendar value.

Usable on its own:

    from dateline.annotate import timex
    timex.find_times("They meet next Friday.", published="2018-06-01")

The steps, each in its module: `lexer` cuts the text, `grammar` matches the patterns of a language file,
`names` drops what is no time, and in text order `calendar`, `clock`, `deictic` and `spans` read each
match against what `context` knows: the day of publication, the time that the text speaks of, the
direction of the sentence. Values are those of TIMEX3 (ISO 24617-1, ISO-TimeML).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dateline.annotate.timex.grammar import languages
from dateline.annotate.timex.tagger import find
from dateline.schema.address import host_of
from dateline.schema.annotation import TimeExpression
from dateline.schema.article import Article

if TYPE_CHECKING:
    from dateline.annotate.annotator import Document

__all__ = ["Timex", "find_times", "languages"]


def find_times(
    text: str,
    *,
    published: str | None = None,
    language: str = "en",
    country: str | None = None,
    article: str = "",
) -> tuple[TimeExpression, ...]:
    """The time expressions of `text` in text order, with their TIMEX3 values.

    `published` is the ISO 8601 date (or date-time) of writing, from which relative expressions are
    counted; without it those have the value None. `language` is an ISO 639-1 code, one of `languages()`;
    a text of another language has no expressions. `country` (CLDR English name or ISO 3166 code) decides
    the order of numeric dates in English. `article` is the id that the spans carry.
    """
    return find(text, published=published, language=language, country=country, article=article)


class Timex:
    """Annotator of time expressions."""

    name = "timex"
    requires: frozenset[str] = frozenset()
    provides = frozenset({"times"})

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layer `times` of `document`."""
        article = document.article
        times = find_times(
            article.text,
            published=article.published,
            language=article.language or "en",
            country=_country(article),
            article=article.id,
        )
        return {"times": times}


_SOLD_EVERYWHERE = frozenset({"ai", "cc", "co", "fm", "io", "is", "ly", "me", "tv", "ws"})
"""Domains of countries that outlets of any country use."""


def _country(article: Article) -> str | None:
    """The country code of the outlet: the region of the language ("en-GB"), or the domain of the URL."""
    region = (article.language or "").replace("_", "-").partition("-")[2]
    if len(region) == 2:
        return region.upper()
    host = host_of(article.source.answered_url or article.source.url) or ""
    domain = host.rpartition(".")[2]
    return domain.upper() if len(domain) == 2 and domain not in _SOLD_EVERYWHERE else None
