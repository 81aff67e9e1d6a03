"""The day of publication from the report itself, basis by basis, on invented reports."""

from __future__ import annotations

import datetime

import pytest

from dateline.ingest.dating import Dated, date_article

LEAD = "Talks between Ostavia and Veldt are moving ahead, an envoy said."
PAST = "The two countries broke off ties in 2014 over a border river."


def dated(*parts: str, url: str | None = None, dateline: str | None = None) -> tuple[str, str] | None:
    """Day and basis, as strings."""
    found = date_article(parts, url=url, dateline=dateline)
    return (found.date.isoformat(), found.basis) if found else None


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2018/06/01/talks.html",
        "https://news.example/world/2018/jun/01/talks",
        "https://news.example/World/2018/0601/Talks",
        "https://news.example/articles/talks-2018-06-01",
        "https://news.example/a/20180601-talks?page=2",
    ],
)
def test_url(url: str) -> None:
    """A whole date in the path of the address is the day."""
    assert dated(LEAD, url=url) == ("2018-06-01", "url")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2018/06/talks",
        "https://news.example/a/20189901",
        "https://news.example/?d=2018-06-01",
        "https://news.example/id/920180601123",
    ],
)
def test_url_without_a_day(url: str) -> None:
    """A month, a number that is no date, and a query tell nothing."""
    assert dated(LEAD, url=url) is None


def test_dateline_with_year() -> None:
    """A dateline's full date is the day."""
    assert dated(LEAD, dateline="June 1, 2018") == ("2018-06-01", "dateline")


def test_dateline_with_weekday() -> None:
    """A dateline without a year is placed by the weekday that the lead tells of and the years before."""
    lead = "An envoy of Veldt said on Friday that talks went on."
    assert dated(lead, PAST, dateline="June 1") == ("2018-06-01", "dateline")


def test_dateline_without_year() -> None:
    """A dateline without a year in a report that names no weekday tells no day."""
    assert dated(LEAD, PAST, dateline="June 1") is None


def test_dateline_near_full_date() -> None:
    """A dateline without a year lies in that of the full dates close to it."""
    near = "The envoys had last met on December 20, 2017, in Port Ana."
    assert dated(LEAD, near, PAST, dateline="January 5") == ("2018-01-05", "dateline")


def test_dateline_far_from_full_date() -> None:
    """A full date months away tells nothing, nor does one whose year the weekday of the lead denies."""
    assert dated(LEAD, "They first met on May 3, 2014.", dateline="January 5") is None
    lead = "An envoy of Veldt said on Monday that talks went on."
    assert dated(lead, "They met on May 30, 2018.", dateline="June 1") != ("2018-06-01", "dateline")


def test_dateline_with_named_days() -> None:
    """Days named with their weekday show the year better than the weekday on which somebody spoke."""
    lead = "An envoy of Veldt said late on Thursday that talks go on until Monday, June 4, in Port Ana."
    assert dated(lead, PAST, dateline="June 1") == ("2018-06-01", "dateline")
    assert dated(LEAD, "They had met on Wednesday (May 30).", PAST, dateline="June 1") == (
        "2018-06-01",
        "dateline",
    )


def test_dateline_near_a_full_date_of_long_ago() -> None:
    """A day of the same month in a year before others that the report looks back to tells nothing."""
    founded = "The two countries made peace on June 3, 1998, and fell out again in 2014."
    assert dated(LEAD, founded, dateline="June 1") is None
    lead = "An envoy of Veldt said on Friday that talks went on."
    assert dated(lead, founded, dateline="June 1") == ("2018-06-01", "dateline")


def test_dateline_below_a_full_date() -> None:
    """The year of a dateline is that of the lines above the report."""
    day = datetime.date(2019, 1, 2)
    found = date_article([LEAD, PAST], dateline="December 31", head=day)
    assert Dated(datetime.date(2018, 12, 31), "dateline") == found


def test_the_day_above_the_report() -> None:
    """What the lines above it say counts as a dateline, after the address."""
    day = datetime.date(2018, 6, 1)
    assert Dated(day, "dateline") == date_article([LEAD], head=day)
    assert date_article([LEAD], url="https://example.org/2018/05/30/talks", head=day) == Dated(
        datetime.date(2018, 5, 30), "url"
    )


CAPTION = "Envoy Mira Holt of Veldt holds talks with Minister Jon Arel of Ostavia on June 1, 2018. (ONA)"
SAID = "Envoy Mira Holt of Veldt said Friday that her talks in Ostavia with Minister Jon Arel went well."


def test_caption() -> None:
    """A caption's date counts where the report shows the same people and speaks of that weekday."""
    assert dated(SAID, CAPTION, PAST) == ("2018-06-01", "caption")


@pytest.mark.parametrize(
    "caption",
    [
        CAPTION.replace("June 1", "May 30"),
        "FILE - " + CAPTION,
        "The harbour bridge stands empty after heavy storms flooded several villages on June 1, 2018. (ONA)",
    ],
    ids=["another weekday", "archive", "another subject"],
)
def test_caption_of_another_day(caption: str) -> None:
    """A picture of another weekday, from the archive, or of something else tells nothing."""
    assert dated(SAID, caption, PAST) is None


def test_caption_older_than_the_report() -> None:
    """A report that looks back on later years was not published on the caption's day."""
    assert dated(SAID, CAPTION, "A dam broke in 2019.") is None


@pytest.mark.parametrize(
    "pair", ["Friday (June 1)", "Friday, June 1", "Fri. 1 June", "Friday, the 1st of June"]
)
def test_weekday(pair: str) -> None:
    """A weekday with day and month is the day in the first fitting year after those looked back to."""
    assert dated(f"An envoy of Veldt told reporters on {pair}.", PAST) == ("2018-06-01", "weekday")


@pytest.mark.parametrize(
    "lead",
    [
        "The leaders will meet on Friday (June 1).",
        "The summit is planned for Friday, June 1.",
        "He said the leaders would meet on Friday (June 1).",
        "On Monday the envoy came. He told reporters on Friday (June 1).",
        "As she told reporters last Friday, June 1, talks went on.",
    ],
)
def test_weekday_of_another_day(lead: str) -> None:
    """A day to come, or one that is not the report's own, is not the day of publication."""
    assert dated(lead, PAST) is None


def test_weekday_without_years() -> None:
    """A weekday with day and month alone fits many years."""
    assert dated("An envoy told reporters on Friday (June 1).") is None


def test_weekday_with_doubtful_year() -> None:
    """Where the answer hangs on whether "the 2020 election" is past, there is none."""
    assert (
        dated("An envoy told reporters on Friday (June 1).", PAST, "He spoke of the 2020 election.") is None
    )


def test_years_to_come() -> None:
    """Years that the report looks ahead to do not count."""
    parts = ("An envoy told reporters on Friday (June 1).", PAST, "The dam will be finished by 2025.")
    assert dated(*parts) == ("2018-06-01", "weekday")


def test_nothing() -> None:
    """A report with no date anywhere has none: never the day of reading."""
    assert dated(LEAD, PAST, "They meet again on Tuesday.") is None


def test_no_such_day() -> None:
    """A date that the calendar does not have is none."""
    assert dated(LEAD, url="https://news.example/2018/02/30/x") is None
