"""Names and counts that look like times."""

from __future__ import annotations

import pytest

from dateline.annotate import timex


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday Times of Belmar reported the deal.",
        "A clerk at the 7/11 saw the car.",
        "Theresa May and Mr. May's aides did not reply to May.",
        "They may march again.",
        "He sold 2000 shares and 1984 tons of grain.",
        "Her six-year-old son and a man of 52 years old.",
        "The bridge cost $19.50 a foot.",
        "The Daily Courier was sold.",
        "Read Genesis 1:27 aloud.",
        "It was a second attempt, and three-quarters of them failed.",
        "The king wrote a second letter to the Winter Palace.",
        "The 2nd Harbour Court heard the 12th witness by the 3rd row.",
        "Vacancies stood at 6.12 and 6.45 percent.",
        "The yard hired carpenters in their 30s and early 40s.",
        "Several second thoughts came from many quarters.",
        "It was an epiphany in Corpus Christi.",
        "Half to three-quarters of the herrings went to Korda.",
        "Model H2O9wk was sold with back-pay.",
    ],
)
def test_no_times(text: str) -> None:
    """A name, an age, a price or a count of things is no time."""
    assert not timex.find_times(text, published="2018-06-01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2008 — 40 percent of them — it failed.", ["2008"]),
        ("The 2009 H1N1 outbreak.", ["2009"]),
        ("They met on 3 May 2017The mayor left.", ["3 May 2017"]),
        ("She took two three-week breaks.", ["three-week"]),
        ("Two April dates are open.", ["April"]),
        ("It was on his last day in office, the envoy said on Monday.", ["Monday"]),
        ("The first working day following Friday's ballot.", ["Friday"]),
    ],
)
def test_beside_a_time(text: str, expected: list[str]) -> None:
    """What stands beside a time and looks like a part of it is none."""
    assert expected == [found.text for found in timex.find_times(text, published="2018-06-01")]


def test_named_day_that_holds_a_weekday() -> None:
    """Black Friday is the day after Thanksgiving, whatever Friday is near."""
    (found,) = timex.find_times("Shops opened on Black Friday 2017.", published="2018-06-01")
    assert ("Black Friday 2017", "2017-11-24") == (found.text, found.value)


def test_month_that_is_also_a_surname() -> None:
    """Where the text has a Mrs May, only "in May" is the month."""
    text = "Mrs May lost the vote. For May it was the end. The vote was in May."
    assert ["May"] == [t.text for t in timex.find_times(text, published="2018-06-01")]
    assert text.rindex("May") == timex.find_times(text, published="2018-06-01")[0].start


def test_year_after_preposition_before_a_noun() -> None:
    """After "in" four digits are a year even where people are counted next."""
    assert ["1960"] == [t.value for t in timex.find_times("In 1960 men ruled the guild.")]
