""" "the year", "the month": which one is meant, and when none is."""

from __future__ import annotations

import pytest

from dateline.annotate import timex


def values(text: str, written: str = "2018-06-14") -> list[str | None]:
    return [time.value for time in timex.find_times(text, published=written)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill lost 40 million crowns for the year.", "2018"),
        ("Exports grew over the course of the year, the bank said.", "2018"),
        ("It opened 40 shops during the fiscal year and closed two.", "2018"),
        ("In 2015 the mill burned down. It made no paper during the year.", "2015"),
        ("The ferry sank in March. Later in the month, divers found it.", "2018-03"),
        ("The tests start in early 2020, and the trains run later in the year.", "2020"),
    ],
)
def test_the_year_spoken_of(text: str, expected: str) -> None:
    """ "the year" is the one of writing, or of the date told right before."""
    assert values(text)[-1] == expected


def test_a_month_that_has_hardly_begun() -> None:
    """A report of the first days of a month tells of the one before."""
    assert values("Mills hired 2,000 people during the month.", "2018-06-06") == ["2018-05"]
    assert values("Mills hired 2,000 people during the month.", "2018-06-26") == ["2018-06"]
    assert values("Orlo has used up its snow budget for the year.", "2018-01-20") == ["2018"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank reported assets of 3 billion crowns at year-end.", "2017"),
        ("Debt was higher at the end of the year.", "2017"),
        ("The mill will close at the end of the year.", "2018"),
        ("He announced he is leaving at the end of the year.", "2018"),
    ],
)
def test_the_end_of_a_year(text: str, expected: str) -> None:
    """What was so at the end of the year is told of the last one."""
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["It was the word of the year.", "It was the year he was born.", "He came in the year the war began."],
)
def test_a_year_of_something(text: str) -> None:
    """A year that a clause or noun says more of is no date of its own."""
    assert values(text) == []


def test_an_amount_before_an_event() -> None:
    """ "in the week since the vote" is a week long, and not a week of the calendar."""
    assert values("Two ministers left in the week since the vote.") == ["P1W"]


def test_the_day_in_apposition() -> None:
    """ "the fifth day of the siege", right after a day or as what it is, is that day."""
    assert values("On July 3, 2015, the fifth day of the siege, it rained.") == ["2015-07-03", "2015-07-03"]
    assert values("Thursday was the third day of the strike.") == ["2018-06-14", "2018-06-14"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Profit doubled in the fiscal first quarter.", "2018-Q1"),
        ("The mill lost money in its fiscal fourth quarter.", "2018-Q4"),
        ("Profit doubled in the quarter ended April 30.", "2018-Q1"),
        ("Profit doubled in the quarter ended in March.", "2018-Q1"),
    ],
)
def test_quarters_of_a_business_year(text: str, expected: str) -> None:
    """A fiscal quarter keeps its number; one with an end is the quarter that most of it lies in."""
    assert values(text)[0] == expected


def test_what_is_compared_with_a_year_earlier() -> None:
    """In "3 million less than a year earlier" the amount is less, not the year."""
    found = timex.find_times("The mill made 3 million less than a year earlier.", published="2018-06-14")
    assert [("a year earlier", "2017")] == [(time.text, time.value) for time in found]


def test_a_year_and_the_term_after_it_are_two() -> None:
    """In "in April 2016 to ten years" the number that falls is no second end of an amount."""
    text = "He was sentenced in April 2016 to 10 years; the case took 2 to 10 months."
    found = timex.find_times(text, published="2018-06-14")
    assert {"April 2016": "2016-04", "2 to 10 months": "P2M"}.items() <= {
        time.text: time.value for time in found
    }.items()


def test_a_half_year_does_not_end_the_report_on_a_quarter() -> None:
    """The third quarter stays what is reported on where an amount counted from now is named."""
    text = (
        "Profit fell in the third quarter of 2017. Over the past six months, sales rose from a year earlier."
    )
    assert values(text, "2017-11-02")[-1] == "2016-Q3"
