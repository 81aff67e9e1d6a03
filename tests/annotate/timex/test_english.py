"""English expressions: what is found, and the value each has when written on Friday 1 June 2018."""

from __future__ import annotations

import pytest

from dateline.annotate import timex

WRITTEN = "2018-06-01"


def read(text: str, written: str | None = WRITTEN) -> list[tuple[str, str, str | None]]:
    return [(t.text, t.type, t.value) for t in timex.find_times(text, published=written)]


def values(text: str, written: str | None = WRITTEN) -> list[str | None]:
    return [value for _, _, value in read(text, written)]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("June 12, 2017", "2017-06-12"),
        ("12 June 2017", "2017-06-12"),
        ("the 3rd of March 2015", "2015-03-03"),
        ("FY18", "2018"),
        ("Tuesday, Aug. 8, 2017", "2017-08-08"),
        ("2017-08-08", "2017-08-08"),
        ("August 2017", "2017-08"),
        ("early March 2016", "2016-03"),
        ("mid-1996", "1996"),
        ("the year two thousand", "2000"),
        ("the late 1970s", "197"),
        ("the nineties", "199"),
        ("the 19th century", "18"),
        ("264 BC", "BC0264"),
        ("the summer of 2014", "2014-SU"),
        ("the third quarter of 2017", "2017-Q3"),
        ("the first half of 2016", "2016-H1"),
        ("1950-53", "1950/1953"),
        ("June 12-14, 2017", "2017-06-12/2017-06-14"),
        ("the first week of March 2017", "2017-W09"),
        ("the last Monday of May 2017", "2017-05-29"),
    ],
)
def test_absolute_dates(expression: str, value: str) -> None:
    """A date that names its year has that value whenever it was written."""
    text = f"The treaty of Arvo dates from {expression}, they said."
    assert values(text) == [value]
    assert values(text, None) == [value]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("today", "2018-06-01"),
        ("yesterday", "2018-05-31"),
        ("the day before yesterday", "2018-05-30"),
        ("last week", "2018-W21"),
        ("this week", "2018-W22"),
        ("earlier this month", "2018-06"),
        ("last year", "2017"),
        ("last Thursday", "2018-05-24"),
        ("last Monday", "2018-05-28"),
        ("last night", "2018-05-31TNI"),
        ("this morning", "2018-06-01TMO"),
        ("late on Thursday", "2018-05-31"),
        ("two years ago", "2016"),
        ("three months ago", "2018-03"),
        ("four days ago", "2018-05-28"),
        ("last November", "2017-11"),
        ("last spring", "2018-SP"),
        ("June last year", "2017-06"),
        ("10 p.m. Wednesday", "2018-05-30T22:00"),
        ("noon Thursday", "2018-05-31T12:00"),
    ],
)
def test_relative_dates(expression: str, value: str) -> None:
    """An expression counted from the day of writing has the value that this day gives it."""
    assert value in values(f"The envoys of Arvo met {expression}.")


@pytest.mark.parametrize(
    "expression", ["yesterday", "last week", "two years ago", "this morning", "Friday", "next month"]
)
def test_without_a_day_of_writing(expression: str) -> None:
    """Without a day of writing a relative expression is found and has no value."""
    assert values(f"The envoys met {expression}.", None) == [None]


def test_month_and_day_without_year() -> None:
    """Without a day of writing a month and day keep what is known of them."""
    assert values("They meet on June 12 in Belmar.", None) == ["XXXX-06-12"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister said Thursday that talks had failed.", "2018-05-31"),
        ("The minister will meet the rebels Monday.", "2018-06-04"),
        ("Both sides are scheduled to sign the accord on Tuesday.", "2018-06-05"),
        ("The talks were postponed until Wednesday.", "2018-06-06"),
        ("The vote took place in December.", "2017-12"),
        ("The vote will take place in December.", "2018-12"),
        ("The ship sank on Nov. 25 off the cape.", "2017-11-25"),
        ("They agreed to hold the summit on June 12.", "2018-06-12"),
        ("A strike began on Friday.", "2018-06-01"),
    ],
)
def test_direction_of_the_sentence(text: str, value: str) -> None:
    """A date without year or week lies where the verb points, and near the day of writing."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The king fell on May 2, 2011. Two days later his son left.", "2011-05-04"),
        ("The king fell on May 2, 2011. The next day his son left.", "2011-05-03"),
        ("The king fell on May 2, 2011. His son left that Friday.", "2011-05-06"),
        ("The king fell on May 2, 2011. A year earlier he had won.", "2010"),
        ("The king fell on May 2, 2011. Later that month his son left.", "2011-05"),
    ],
)
def test_narration(text: str, expected: str) -> None:
    """ "Later" and "that" count from the date that the text speaks of."""
    assert values(text)[-1] == expected


@pytest.mark.parametrize("expression", ["this year", "last year", "next month", "on Monday"])
def test_news_without_a_day_counts_from_none(expression: str) -> None:
    """ "This year" of an undated report is not the year of what it recalls; a history goes on from it."""
    report = f"They met in June 2011. It rained {expression}. He left last week."
    assert values(report, None) == ["2011-06", None, None]
    assert values("They met on June 3, 2011. On July 4 it rained.", None) == ["2011-06-03", "2011-07-04"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("two weeks", "P2W"),
        ("45 minutes", "PT45M"),
        ("an hour and a half", "PT1H30M"),
        ("twenty-six months", "P26M"),
        ("a decade", "P10Y"),
        ("the past few weeks", "PXW"),
        ("the next four years", "P4Y"),
        ("at least 30 days", "P30D"),
        ("nearly forty years", "P40Y"),
        ("years", "PXY"),
        ("a while", "PXX"),
    ],
)
def test_durations(expression: str, value: str) -> None:
    """An amount of time is a duration."""
    assert read(f"They stayed for {expression}.") == [(expression, "DURATION", value)]


def test_duration_as_adjective() -> None:
    """A hyphenated amount is a duration without the article before it."""
    assert read("He signed a two-year contract.") == [("two-year", "DURATION", "P2Y")]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("every day", "P1D"),
        ("daily", "P1D"),
        ("every two weeks", "P2W"),
        ("twice a week", "P1W"),
        ("every Tuesday", "XXXX-WXX-2"),
        ("on Sundays", "XXXX-WXX-7"),
        ("every day at 7 p.m.", "XXXX-XX-XXT19:00"),
    ],
)
def test_sets(expression: str, value: str) -> None:
    """What happens again and again is a set."""
    ((_, kind, found),) = read(f"The ferry runs {expression}.")
    assert ("SET", value) == (kind, found)


def test_frequency_and_quantifier() -> None:
    """A set carries how often and over what."""
    (found,) = timex.find_times("They met twice a week.")
    assert ("2X", "EACH") == (found.freq, found.quant)


@pytest.mark.parametrize(
    ("expression", "mod"),
    [
        ("early March", "START"),
        ("the end of 2015", "END"),
        ("the middle of October", "MID"),
        ("about three weeks", "APPROX"),
        ("more than ten years", "MORE_THAN"),
        ("no more than sixty days", "EQUAL_OR_LESS"),
    ],
)
def test_modifiers(expression: str, mod: str) -> None:
    """Words that narrow an expression belong to it and give its modifier."""
    (found,) = timex.find_times(f"It lasted until {expression}.", published=WRITTEN)
    assert (expression, mod) == (found.text, found.mod)


@pytest.mark.parametrize(
    ("expression", "value", "offset"),
    [
        ("5 p.m. EST Nov. 9", "2017-11-09T17:00", "-05:00"),
        ("1700 GMT", "2018-06-01T17:00", "Z"),
        ("9 a.m. Eastern time today", "2018-06-01T09:00", "-04:00"),
        ("14:30 CET on January 15, 2018", "2018-01-15T14:30", "+01:00"),
        ("3 p.m. local time on May 28", "2018-05-28T15:00", None),
    ],
)
def test_zones(expression: str, value: str, offset: str | None) -> None:
    """The value is the time as written; a named zone is an offset, by the date where summer time decides."""
    (found,) = timex.find_times(f"The line went dead at {expression}.", published=WRITTEN)
    assert (value, offset) == (found.value, found.offset)


def test_hours_of_one_day() -> None:
    """Two hours joined in one expression are an interval."""
    assert values("Polls open from 9 to 11 a.m. on Monday, June 4.") == ["2018-06-04T09:00/2018-06-04T11:00"]


def test_time_in_brackets_after_the_local_one() -> None:
    """Both times of a meeting to come have the day of writing."""
    text = "The envoy was there on Monday. He is due to meet the king at 1 pm (1700 GMT)."
    assert values(text)[1:] == ["2018-06-01T13:00", "2018-06-01T17:00"]


@pytest.mark.parametrize(
    ("country", "value"),
    [(None, "2018-03-04"), ("United States", "2018-03-04"), ("United Kingdom", "2018-04-03")],
)
def test_order_of_numeric_dates(country: str | None, value: str) -> None:
    """The country of the outlet decides which number of a date is the month."""
    (found,) = timex.find_times("Signed 3/4/2018.", country=country)
    assert value == found.value


def test_history() -> None:
    """In a text about the past, dates without year follow the last one and not the day of writing."""
    years = "".join(f"On {day} March 1921 the army took a town. " for day in (1, 4, 9, 12, 20))
    assert values(years + "In June the king fled.")[-1] == "1921-06"


def test_references() -> None:
    """Words for now, the past and the future have reference values."""
    text = "She now leads the party that recently split, and the future is open."
    assert values(text) == ["PRESENT_REF", "PAST_REF", "FUTURE_REF"]


def test_part_of_day_without_a_day() -> None:
    """A part of day cannot belong to a month: it is found without value."""
    assert values("2018 Ramadan midday") == [None]


def test_amounts_join_downwards() -> None:
    """Two amounts are one duration where the second has the smaller unit."""
    assert values("It took one hour and 30 minutes.") == ["PT1H30M"]
    assert values("It took 30 minutes, seven days in all.")[0] == "PT30M"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port shut from May to October 2016.", ["2016-05", "2016-10"]),
        ("The port shut between late November and February 2017.", ["2016-11", "2017-02"]),
        ("The port shut from March 3 to April 5, 2016.", ["2016-03-03", "2016-04-05"]),
    ],
)
def test_year_at_the_end_of_two_dates(text: str, expected: list[str]) -> None:
    """A year after the second of two dates is that of the first too, or the one before."""
    assert expected == values(text)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("two Sundays ago", "2018-05-20"),
        ("a week ago Tuesday", "2018-05-22"),
        ("the night before", "2018-05-31TNI"),
        ("the pre-dawn hours of Tuesday", "2018-05-29TMO"),
        ("the morning of the 26th", "2018-05-26TMO"),
        ("a long time ago", "PAST_REF"),
        ("the 2017 fiscal year", "2017"),
        ("two-and-a-half years", "P2Y6M"),
        ("the weeks ahead", "PXW"),
    ],
)
def test_ways_of_reporters(expression: str, value: str) -> None:
    """Expressions of news prose beside the plain ones."""
    assert [(expression, value)] == [(t, v) for t, _, v in read(f"The crews left in {expression}.")]


@pytest.mark.parametrize(("word", "value"), [("daylong", "P1D"), ("weeklong", "P1W"), ("year-long", "P1Y")])
def test_units_with_long(word: str, value: str) -> None:
    """A unit and "long" are an amount of one."""
    assert [(word, "DURATION", value)] == read(f"The {word} sit-in is over.")


def test_years_without_a_day_tell_a_history() -> None:
    """Where nothing is near the day of writing, years alone make a text a history."""
    years = "In 1871 the mill closed. Fires followed in 1873, 1875, 1880 and 1884. "
    assert "1884-07" == values(years + "The bridge fell in July.")[-1]


def test_hours_of_a_part_of_day() -> None:
    """Bare hours between which something happened take the half of the day that its part says."""
    assert values("Shots were heard between 7 and 9 last night.") == ["2018-05-31T19:00/2018-05-31T21:00"]


def test_weekdays_after_every() -> None:
    """ "every" holds for each of the weekdays joined after it."""
    assert values("The ferry sails every Tuesday and Thursday.") == ["XXXX-WXX-2", "XXXX-WXX-4"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ballot is Tuesday.", "2018-06-05"),
        ("A hearing was set for Monday.", "2018-06-04"),
        ("The fleet arrives Wednesday.", "2018-06-06"),
        ("The ballot takes place on Tuesday.", "2018-06-05"),
        ("Ahead of Sunday's ballot, shops shut.", "2018-06-03"),
        ("The ban could end as early as Monday.", "2018-06-04"),
        ("The rally had been scheduled for Wednesday.", "2018-05-30"),
        ("The premier set Wednesday as the day of the ballot, aides said.", "2018-05-30"),
    ],
)
def test_what_is_arranged_lies_ahead(text: str, value: str) -> None:
    """A present verb, or "set for" right before it, puts a weekday after the day of writing."""
    assert [value] == values(text)


def test_weekdays_joined_by_and() -> None:
    """The second of two weekdays follows the first."""
    assert values("The strike is planned for Monday and Tuesday.") == ["2018-06-04", "2018-06-05"]


def test_quarter_reported_on_before_its_mention() -> None:
    """ "the quarter" is the one that the report names, also before it names it."""
    text = "Profit fell in the quarter, the mill said. Sales of the first quarter were flat."
    assert values(text)[0] == "2018-Q1"


def test_quarter_that_ended_on_a_day() -> None:
    """A quarter that ended on a day is the one of that day."""
    assert values("Profit fell in the quarter ended March 31.") == ["2018-Q1", "2018-03-31"]


def test_amounts_of_two_clauses() -> None:
    """After "the last", an amount before "and … ago" is a stretch of its own."""
    text = "They searched for the last three months and two days ago they found it."
    assert values(text) == ["P3M", "2018-05-30"]


def test_vague_amount_later_is_an_amount() -> None:
    """ "days later" says on which side of the day of writing it lies no more than "days" does."""
    assert [("Days later", "DURATION", "PXD")] == read("Days later the dam broke.")


def test_years_in_a_list() -> None:
    """A comma before the next year does not make a number of both."""
    assert ["1873", "1875", "1880"] == values("Floods came in 1873, 1875, 1880.")


def test_grouped_year_of_an_era() -> None:
    """A year before Christ may be grouped with a comma or a dot."""
    assert ["BC1258", "BC1258"] == values("The wall fell in 1,258 BC. The gate fell in 1.258 BC.")


def test_quarter_of_a_century() -> None:
    """A quarter-century is 25 years."""
    assert values("They waited for a quarter-century.") == ["P25Y"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Saturday, the premier will receive the envoys.", "2018-06-02"),
        ("Mr. Oru and Ms. Lind will meet the panel on Tuesday.", "2018-06-05"),
        ("The port has to be cleared by Monday.", "2018-06-04"),
        ("The panel heard on Thursday that the port would close.", "2018-05-31"),
        ("Monday's deaths were the first of the strike.", "2018-05-28"),
        ("They have worked without pay since Tuesday.", "2018-05-29"),
        ("He won the vote on Thursday.", "2018-05-31"),
        ("The panel said on Saturday that the port would close.", "2018-06-02"),
        ("Nothing has been heard since Saturday.", "2018-05-26"),
        ("The premier met her aides ahead of her talks with Hana Oru on Monday.", "2018-06-04"),
        ("Ahead of the talks, the premier met Mr. Oru on Monday.", "2018-05-28"),
        ("Tuesday: Ms. Lind is expected to speak to the panel.", "2018-06-05"),
        ("Tuesday: Ms. Lind met the panel and left.", "2018-05-29"),
    ],
)
def test_weekdays_by_their_sentence(text: str, value: str) -> None:
    """What stands around a weekday, and how far back it lies, say whether it is the last or the next."""
    assert [value] == values(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said that Friday's vote stands.", "Friday"),
        ("The 24-year-olds read USA Today.", None),
        ("Oru told 60 Minutes so.", None),
        ("It took another year and a half.", "another year and a half"),
        ("In this Thursday, Jan. 25, 2018 photo, the envoy waves.", "this Thursday, Jan. 25, 2018"),
    ],
)
def test_extent(text: str, found: str | None) -> None:
    """Conjunctions, titles and ages are no part of a time; what belongs to it is."""
    assert ([found] if found else []) == [t.text for t in timex.find_times(text, published="2018-06-01")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the first half of the 19th century", ("DATE", "18", "START", None, None)),
        ("in the second half of the 1980s", ("DATE", "198", "END", None, None)),
        ("over the next decade", ("DURATION", "P10Y", None, None, None)),
        ("They work two days a week.", ("SET", "P1W", None, "EACH", "2D")),
        ("It spills 5,000 barrels of oil a day.", ("SET", "P1D", None, "EACH", None)),
        ("a biennial fair", ("SET", "P2Y", None, None, None)),
        ("for about a week or so", ("DURATION", "P1W", "APPROX", None, None)),
        ("the winter of 2015-16", ("DATE", "2015-WI", None, None, None)),
        ("10 or 20 years ago", ("DATE", "2008", None, None, None)),
        ("the 3rd of this month", ("DATE", "2018-06-03", None, None, None)),
        ("since the Sept. 11 attacks", ("DATE", "2001-09-11", None, None, None)),
        ("on Election Day 2016", ("DATE", "2016-11-08", None, None, None)),
        ("Shares ended the day lower.", ("DATE", "2018-06-01", None, None, None)),
        ("Voters backed Oru and, four years later, Lind.", ("DURATION", "P4Y", None, None, None)),
    ],
)
def test_further_forms(text: str, expected: tuple[str | None, ...]) -> None:
    """Halves, rates, alternatives and days of what happened have the forms of ISO-TimeML."""
    (found,) = timex.find_times(text, published=WRITTEN)
    assert expected == (found.type, found.value, found.mod, found.quant, found.freq)


def test_a_day_of_a_history_is_no_first_of_january() -> None:
    """What is of a day counts from the last day named, not from the year named since."""
    text = "The vote was on June 12, 1998. He had left the party in 1990. That night he returned."
    assert ["1998-06-12", "1990", "1998-06-12TNI"] == values(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met at 7 on Sunday.", [("7 on Sunday", "TIME", "2018-05-27T07:00")]),
        ("He will speak at 9 tonight.", [("9 tonight", "TIME", "2018-06-01T21:00")]),
        ("She left at 6 this morning.", [("6 this morning", "TIME", "2018-06-01T06:00")]),
        ("The toll stood at 9 on Sunday.", [("Sunday", "DATE", "2018-05-27")]),
    ],
)
def test_bare_hour(text: str, found: list[tuple[str, str, str]]) -> None:
    """A number at a day is an hour, unless it is a level."""
    assert read(text) == found


def test_two_weeks_and_a_day_apart() -> None:
    """An amount that something lasts is none counted from the weekday behind it."""
    assert [value for _, _, value in read("The trial was put off for two weeks on Tuesday.")] == [
        "P2W",
        "2018-05-29",
    ]


def test_season_before_a_noun() -> None:
    """A season without article is a time, in a name it is none."""
    assert values("He plans a summer visit.") == ["2018-SU"]
    assert read("Donna Summer sang at the Winter Palace.") == []


def test_round_the_clock() -> None:
    """Two rates are not one amount."""
    assert [text for text, _, _ in read("It is open 24 hours a day, seven days a week.")] == [
        "24 hours a day",
        "seven days a week",
    ]


def test_quarters_joined() -> None:
    """Each of two quarters that share a noun has its value."""
    assert values("in the second and third quarters of 2017") == ["2017-Q2", "2017-Q3"]


@pytest.mark.parametrize(
    ("expression", "value"), [("Tuesday week", "2018-06-12"), ("a week on Monday", "2018-06-11")]
)
def test_weekday_of_a_later_week(expression: str, value: str) -> None:
    """ "Tuesday week" is a week after the next Tuesday."""
    assert values(f"The hearing is on {expression}.") == [value]


def test_the_line_of_an_update_dates_nothing_else() -> None:
    """A page gives its first day and says when it was changed after it: times below are not of that day."""
    text = "Updated at 3:40 a.m. on Saturday\n\nA man fired at a clinic at 12:46 p.m. on Friday."
    assert ["2018-06-02T03:40", "2018-06-01T12:46"] == values(text)
    text = "Updated at 3:40 a.m. on Thursday\n\nA man fired at a clinic at 12:46 p.m., police said."
    assert ["2018-05-31T03:40", "2018-06-01T12:46"] == values(text)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("half a century ago", "1968"),
        ("two and a half centuries ago", "1768"),
        ("a half-dozen years ago", "2012"),
        ("two and a half months ago", "2018-03"),
        ("the latest fiscal year", "2017"),
        ("the year-before quarter", "2017-Q1"),
        ("the prior-year quarter", "2017-Q1"),
        ("the comparable 2017 quarter", "2017-Q1"),
        ("the same January 2011", "2011-01"),
        ("every few years", "PXY"),
        ("half an hour later", "PT30M"),
        ("in the month of May 2017", "2017-05"),
        ("this time last year", "2017"),
        ("in the full year", "2018"),
        ("some day", "FUTURE_REF"),
        ("a lot in the Okun years, chiefly in 1995", "1995"),
    ],
)
def test_parts_of_units_and_reports(expression: str, value: str) -> None:
    """Half of a century counts in years, and reports on a quarter have words of their own."""
    assert values(f"The yard grew {expression}, they said.") == [value]


def test_day_after_the_second_of_two_zones() -> None:
    """The day behind the brackets is that of both times."""
    found = values("The train left at 10:30 a.m. (0730 GMT) on Tuesday.")
    assert found == ["2018-05-29T10:30", "2018-05-29T07:30", "2018-05-29"]
