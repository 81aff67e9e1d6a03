"""When the other articles of a story determine the date of an undated one."""

from __future__ import annotations

import pytest

from dateline.resolve.dates import date_by_story
from dateline.schema.article import Article, PublishedBasis

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


@pytest.mark.parametrize(
    "opening",
    [
        "PORT LISSA, May 2 (Meridian) -",
        "Port Lissa, Ostland, 2 May (Meridian) –",
        "PORT LISSA (May 2) --",
        "May 2 [Meridian] -",
    ],
)
@pytest.mark.parametrize(("guess", "basis"), [("2025-05-02", "weekday"), (None, None)])
def test_a_dateline_without_year_takes_that_of_the_story(
    opening: str, guess: str | None, basis: PublishedBasis | None
) -> None:
    """The year nearest to a dated article, whatever year the text alone suggested."""
    text = f"{opening} The ferry line opened again on Friday."
    article = Article(id="a2", text=text, published=guess, published_basis=basis)
    dated = Article(id="a1", text="The line opens again.", published="2031-04-20")
    assert (FRIDAY, "story") == dates(dated, article)[1]


def test_the_nearest_year_is_that_in_which_the_weekdays_fit() -> None:
    """Days that the text names with their weekday, before and after the turn of a year."""
    opening = "PORT LISSA, January 2 (Meridian) - The line that closed on Monday, December 30, opens again."
    undated = Article(id="a2", text=opening)
    assert ("2025-01-02", "story") == dates(Article(id="a1", text="…", published="2024-12-28"), undated)[1]
    assert (None, None) == dates(Article(id="a1", text="…", published="2025-12-28"), undated)[1]


@pytest.mark.parametrize(
    "opening",
    [
        "PORT LISSA, May 2, 2025 (Meridian) - The line opens again.",
        "By May 2 (Friday) the line will be open.",
        "The line that opened on May 2 - the first in years - is closed.",
    ],
)
def test_no_dateline_without_year(opening: str) -> None:
    """A date with its year, or within a sentence."""
    article = Article(id="a2", text=opening, published="2025-05-02", published_basis="dateline")
    dated = Article(id="a1", text="The line opens again.", published="2031-05-03")
    assert ("2025-05-02", "dateline") == dates(dated, article)[1]


def test_a_dateline_far_from_the_story_keeps_its_day() -> None:
    """Half a year away from all dated articles it may be of any year."""
    article = Article(
        id="a2",
        text="PORT LISSA, November 2 (Meridian) - It rains.",
        published="2025-11-02",
        published_basis="weekday",
    )
    dated = Article(id="a1", text="The line opens again.", published="2031-05-03")
    assert ("2025-11-02", "weekday") == dates(dated, article)[1]


def test_a_guessed_year_determines_nothing() -> None:
    """Among dated articles only those count that tell their year."""
    guess = Article(
        id="a1", text="MARAN, May 1 (Meridian) - On.", published="2025-05-01", published_basis="weekday"
    )
    undated = Article(id="a2", text="The ferry line opened again on Friday (May 2).")
    assert (None, None) == dates(guess, undated)[1]


def test_a_weekday_that_no_other_names_is_the_one_near_them() -> None:
    """One Friday lies within two days of the dated articles."""
    undated = Article(id="a2", text="Mayors cheered on Friday as the ferry came in.")
    assert (FRIDAY, "story") == dates(Article(id="a1", text="It opens.", published="2031-05-01"), undated)[1]
    assert (None, None) == dates(Article(id="a1", text="It opens.", published="2031-05-06"), undated)[1]
