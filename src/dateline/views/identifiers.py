"""Identifiers for other programs: the same for the same article, story or line, wherever it is made."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID, uuid5

from dateline.schema.article import Article
from dateline.schema.story import Record, Story

# The name space of all identifiers made here (RFC 9562, version 5), itself the URL name of the schema.
_SPACE = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "dateline-record/1")


def article_urn(article: Article) -> str:
    """Of the text of an article, as spans of it count."""
    text = sha256(article.text.encode("utf-8", "replace")).hexdigest()
    return _urn("article", article.source.url or "", text)


def story_urn(record: Record, story: Story, line: str = "") -> str:
    """Of a story of these articles, or of the line of its record with this id."""
    texts = sorted(article_urn(article) for article in record.articles if article.id in story.articles)
    return _urn("story", *texts, line)


def record_urn(record: Record) -> str:
    """Of a whole record."""
    return _urn("record", *(story_urn(record, story) for story in record.stories))


def web_address(article: Article) -> str | None:
    """The address of an article's page, if it is one on the web."""
    url = article.source.url or ""
    return url if article.source.host and url.lower().startswith(("http://", "https://")) else None


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid5(_SPACE, chr(10).join(parts))}"
