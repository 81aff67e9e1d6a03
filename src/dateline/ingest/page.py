"""HTML pages: the body and what the page says of itself, by trafilatura and htmldate."""

from __future__ import annotations

import logging
import re

from dateline.errors import SourceError
from dateline.ingest.draft import Draft

# No date that a page states about itself lies outside; a fixed bound keeps the clock out of the answer.
EARLIEST, LATEST = "1990-01-01", "2100-01-01"

NO_REPORT = "no report was found in the HTML"

_DATE_TIME = re.compile(
    r"""<meta[^>]+(?:article:published_time|datePublished|pubdate|publish-date|date)["'][^>]+content=["']
        (?P<when>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))["']""",
    re.IGNORECASE | re.VERBOSE,
)

_FIGURE = re.compile(r"<(/?)figure\b[^>]*>", re.IGNORECASE)
_CAPTION = re.compile(r"<(/?)figcaption\b[^>]*>", re.IGNORECASE)


def read_page(html: str, *, url: str | None = None) -> Draft:
    """The article of an HTML page. Raises SourceError where the page holds none.

    Body and metadata are trafilatura's (Barbaresi 2021), the date is htmldate's (Barbaresi 2020) from the
    page's own statements alone: its search through the text, which guesses, is off. Captions, which
    trafilatura leaves out, are paragraphs of the body.
    """
    from trafilatura import bare_extraction  # heavy
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    dates = {"extensive_search": False, "original_date": True, "min_date": EARLIEST, "max_date": LATEST}
    captioned = _CAPTION.sub(r"<\1p>", _FIGURE.sub(r"<\1div>", html))
    page = bare_extraction(
        captioned, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    if not isinstance(page, Document) or not page.text:
        raise SourceError(NO_REPORT)
    address = url or page.url
    moment = _DATE_TIME.search(html)
    return Draft(
        text=page.text,
        title=page.title,
        url=address,
        domain=None if address else page.hostname,
        site=page.sitename,
        authors=tuple(page.author.split("; ")) if page.author else (),
        published=moment["when"] if moment and moment["when"].startswith(page.date or "-") else page.date,
        language=page.language,
    )
