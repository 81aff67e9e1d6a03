"""The index of recent articles by rare terms."""

from __future__ import annotations

from dateline.resolve.blocking import TermIndex
from dateline.resolve.comparison import Profile, profile_of
from dateline.schema.article import Article


def profile(name: str, text: str, published: str | None = None) -> Profile:
    return profile_of(Article(id=name, text=text, published=published))


def found(index: TermIndex, asked: Profile) -> list[int]:
    return index.candidates(asked).tolist()


def test_the_most_alike_comes_first() -> None:
    """More shared rare terms, earlier in the list."""
    index = TermIndex()
    index.add(profile("far", "The harbour of Brask was closed."))
    index.add(profile("near", "The trawler sank off the Halden shoals near the harbour of Brask."))
    assert [1, 0] == found(index, profile("new", "A trawler sank at the Halden shoals off Brask harbour."))


def test_articles_weeks_apart_are_no_candidates() -> None:
    """But an undated one may belong to any week."""
    index = TermIndex()
    index.add(profile("old", "The trawler sank off Halden.", "2031-05-01"))
    index.add(profile("undated", "The trawler sank off Halden."))
    assert [1] == found(index, profile("new", "The trawler sank off Halden.", "2031-07-01"))


def test_only_the_latest_articles_are_held() -> None:
    """An index for two forgets the first of three."""
    index = TermIndex(stored=2)
    for name in ("a1", "a2", "a3"):
        index.add(profile(name, "The trawler sank off Halden."))
    assert [1, 2] == found(index, profile("new", "The trawler sank off Halden."))
