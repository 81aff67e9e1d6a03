"""Entries of feeds as articles: from their pages, or from what the feed itself carries of them."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from html import escape

from dateline.errors import SourceError
from dateline.ingest.decoding import decode
from dateline.ingest.draft import Draft, finish
from dateline.ingest.feeds import Entry
from dateline.ingest.fetch import Answer
from dateline.ingest.limits import Limits, deadline
from dateline.ingest.page import read_page
from dateline.schema.article import Article, Source


def article_of_page(entry: Entry, answer: Answer, limits: Limits) -> Article:
    """The article on the page of an entry. What the page does not tell of itself, the feed tells.

    Raises SourceError where the page holds no report.
    """
    source = Source(
        url=entry.url,
        answered_url=answer.url if answer.url != entry.url else None,
        sha256=sha256(answer.data).hexdigest(),
    )
    with deadline(limits.seconds):
        text = decode(answer.data, charset=answer.charset).text
        return _finished(read_page(text, url=answer.url), entry, source, limits)


def article_of_content(entry: Entry, limits: Limits) -> Article:
    """The article that the feed carries. Raises SourceError where it carries none."""
    content = entry.content
    if content is None:
        raise SourceError("the feed carries only an excerpt")
    source = Source(url=entry.url, sha256=sha256(content.encode("utf-8", "replace")).hexdigest())
    with deadline(limits.seconds):
        if entry.plain:
            draft = Draft(text=content, url=entry.url)
        else:
            title = escape(entry.title or "")
            html = (
                f"<html><head><title>{title}</title></head><body><article>{content}</article></body></html>"
            )
            draft = replace(read_page(html, url=entry.url), title=None, site=None, authors=(), published=None)
        return _finished(draft, entry, source, limits)


def _finished(draft: Draft, entry: Entry, source: Source, limits: Limits) -> Article:
    completed = replace(
        draft,
        title=draft.title or entry.title,
        site=draft.site or entry.outlet,
        authors=draft.authors or entry.authors,
        published=draft.published or entry.published or entry.updated,
        language=draft.language or entry.language,
    )
    return finish(completed, id="a1", source=source, limits=limits)
