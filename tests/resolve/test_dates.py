"""When the other articles of a story determine the date of an undated one."""

from __future__ import annotations

from dateline.resolve.dates import date_by_story
from dateline.schema.article import Article

FRIDAY = "2031-05-02"


def dates(*articles: Article) -> list[tuple[str | None, str | None]]:
    return [(a.published, a.published_basis) for a in date_by_story(articles)]


def test_a_copy_has_the_date_of_its_text() -> None:
    """Equal text, equal date."""
    text = (
        "The ferry line between Port Lissa and Brask opens again after nine months of repairs, the harbour "
        "authority announced in a letter to the two towns, whose mayors had pressed for an earlier date."
    )
    dated = Article(id="a1", text=text, published=FRIDAY)
    assert (FRIDAY, "story") == dates(dated, Article(id="a2", text=text))[1]


def test_day_and_month_take_the_year_of_the_story() -> None:
    """A weekday with day and month fits one year near the dated articles."""
    dated = Article(id="a1", text="The line opens again.", published="2031-05-03")
    undated = Article(id="a2", text="The ferry line opened again on Friday (May 2).")
    assert (FRIDAY, "story") == dates(dated, undated)[1]


def test_a_shared_weekday_is_the_day_of_the_report() -> None:
    """All dated articles that name Friday appeared on that Friday."""
    dated = Article(id="a1", text="The ferry line opened on Friday.", published=FRIDAY)
    undated = Article(id="a2", text="Mayors cheered on Friday as the ferry came in.")
    assert (FRIDAY, "story") == dates(dated, undated)[1]


def test_a_report_of_the_day_after_determines_nothing() -> None:
    """If Friday was yesterday for one report it may have been so for the other."""
    dated = Article(id="a1", text="The ferry line opened on Friday.", published="2031-05-03")
    undated = Article(id="a2", text="Mayors cheered on Friday as the ferry came in.")
    assert (None, None) == dates(dated, undated)[1]


def test_without_a_dated_article_nothing_is_dated() -> None:
    """Undated articles give each other no date."""
    undated = Article(id="a1", text="The ferry line opened on Friday (May 2).")
    assert [(None, None), (None, None)] == dates(undated, undated)
