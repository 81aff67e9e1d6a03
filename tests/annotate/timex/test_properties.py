"""Facts that hold of every text."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.annotate import timex
from dateline.annotate.annotator import Document
from dateline.annotate.timex.grammar import grammar
from dateline.annotate.timex.values import is_value
from dateline.schema.article import Article, Source

LANGUAGES = timex.languages()
MODS = {
    *("START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"),
    *("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"),
}
QUANTIFIERS = {"EVERY", "EACH", "SOME"}
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31))


def _vocabulary(language: str) -> list[str]:
    rules = grammar(language)
    words = {word.title() for table in rules.tables.values() for word in table}
    literal = {word for phrase in rules.data["phrases"].values() for word in phrase.split() if word.isalpha()}
    marks = {",", "-", ".", "'s", "(", ")", "to", "the", "of", "and", ":", "\n\n"}
    numbers = {
        "0",
        "1",
        "02",
        "12",
        "31",
        "32",
        "99",
        "1999",
        "2018",
        "2959",
        "10:35",
        "7/11",
        "1/2",
        "3.4.2018",
    }
    return sorted(
        words | literal | marks | numbers | {"12-14", "1950-53", "00:00", "24:00", "9999", "1000000"}
    )


def _texts(language: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_vocabulary(language)), max_size=24).map(" ".join)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=300, deadline=None)
@given(data=st.data(), day=st.none() | DAYS)
def test_every_value_parses_as_its_type(language: str, data: st.DataObject, day: date | None) -> None:
    """Whatever words meet, spans are slices, in order, and values well formed."""
    text = data.draw(_texts(language))
    found = timex.find_times(text, published=day.isoformat() if day else None, language=language)
    assert all(t.text == text[t.start : t.end] and t.text for t in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(is_value(t.type, t.value) for t in found if t.value is not None)
    for t in found:
        assert t.mod is None or t.mod in MODS
        assert t.quant is None or (t.type == "SET" and t.quant in QUANTIFIERS)
        assert t.freq is None or (t.type == "SET" and re.fullmatch(r"(?:\d+|X)[XYMWDH]", t.freq))
        assert t.offset is None or (t.type == "TIME" and re.fullmatch(r"Z|[+-][01]\d:[0-5]\d", t.offset))
        for point in (t.value or "").split("/"):
            assert _exists(point), t


def _exists(point: str) -> bool:
    """Whether a day or week with all its digits is one of the calendar."""
    if day := re.match(r"\d{4}-\d\d-\d\d", point):
        return date.fromisoformat(day[0]) is not None
    if week := re.match(r"(\d{4})-W(\d\d)", point):
        return date.fromisocalendar(int(week[1]), int(week[2]), 1) is not None
    return True


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200), published=st.none() | st.text(max_size=12))
def test_no_text_raises(text: str, published: str | None) -> None:
    """Any text of any script with any date is read."""
    for language in LANGUAGES:
        timex.find_times(text, published=published, language=language)


WEEKLY = [
    "Monday",
    "last Tuesday",
    "next Friday",
    "yesterday",
    "tomorrow morning",
    "four days ago",
    "last night",
    "two Sundays ago",
    "at 5 p.m. on Thursday",
    "a week ago",
    "the day before yesterday",
    "Tuesday of next week",
]


@settings(max_examples=100, deadline=None)
@given(expression=st.sampled_from(WEEKLY), day=DAYS, weeks=st.integers(-500, 500))
def test_shifting_by_weeks(expression: str, day: date, weeks: int) -> None:
    """A publication some whole weeks later shifts a relative day by as much."""
    text, shift = f"They met {expression}.", timedelta(weeks=weeks)
    (before,) = timex.find_times(text, published=day.isoformat())
    (after,) = timex.find_times(text, published=(day + shift).isoformat())
    assert before.value is not None
    assert after.value is not None
    assert date.fromisoformat(after.value[:10]) == date.fromisoformat(before.value[:10]) + shift


@settings(max_examples=100, deadline=None)
@given(
    expression=st.sampled_from(["last week", "this weekend", "next week", "six weeks ago"]),
    day=DAYS,
    weeks=st.integers(-500, 500),
)
def test_weeks_shift_by_weeks(expression: str, day: date, weeks: int) -> None:
    """The week that an expression names moves with the week of publication."""
    text, shift = f"They met {expression}.", timedelta(weeks=weeks)
    (before,) = timex.find_times(text, published=day.isoformat())
    (after,) = timex.find_times(text, published=(day + shift).isoformat())
    assert _monday(after.value) == _monday(before.value) + shift


def _monday(value: str | None) -> date:
    assert value is not None
    return date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)


@settings(max_examples=100, deadline=None)
@given(
    expression=st.sampled_from(
        ["last year", "next month", "two years ago", "this year", "in June", "last spring"]
    ),
    day=DAYS,
    cycles=st.integers(-2, 2),
)
def test_years_shift_by_years(expression: str, day: date, cycles: int) -> None:
    """28 years later, when day and weekday of the Julian cycle meet again, a value lies 28 years later."""
    later = day.replace(year=day.year + 28 * cycles)
    assume(1901 <= later.year <= 2099 and 1901 <= day.year <= 2099)
    (before,) = timex.find_times(f"They met {expression}.", published=day.isoformat())
    (after,) = timex.find_times(f"They met {expression}.", published=later.isoformat())
    assert before.value is not None
    assert after.value == f"{int(before.value[:4]) + 28 * cycles:04d}{before.value[4:]}"


INTERVALS = ["June {}-{}", "{} to {} June 2016", "from {} to {} p.m. on Friday", "19{:02d}-19{:02d}"]


@settings(max_examples=100, deadline=None)
@given(pattern=st.sampled_from(INTERVALS), first=st.integers(1, 10), length=st.integers(1, 2), day=DAYS)
def test_the_ends_of_an_interval_are_in_order(pattern: str, first: int, length: int, day: date) -> None:
    """An expression that holds both ends has the earlier one first."""
    (found,) = timex.find_times(f"It ran {pattern.format(first, first + length)}.", published=day.isoformat())
    assert found.value is not None
    start, _, end = found.value.partition("/")
    assert start < end


@settings(max_examples=100, deadline=None)
@given(text=_texts("en"), day=DAYS)
def test_same_input_same_output(text: str, day: date) -> None:
    """Reading twice gives the same."""
    assert timex.find_times(text, published=str(day)) == timex.find_times(text, published=str(day))


ADVERSARIAL = [
    "June " * 20_000,
    "1 " * 50_000,
    "twenty " * 20_000,
    "one and " * 20_000,
    "12-" * 30_000,
    "1.2/" * 30_000,
    "the end of " * 20_000,
    "Monday, June 1, " * 8_000,
    "9" * 200_000,
    " \n" * 100_000,
    "'" * 100_000,
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=[text[:8].strip() or "space" for text in ADVERSARIAL])
def test_linear_time(text: str) -> None:
    """Four times the text takes no more than about four times as long (sixteen would be quadratic)."""

    def seconds(part: str) -> float:
        start = time.process_time()
        timex.find_times(part, published="2018-06-01")
        return time.process_time() - start

    seconds("June 1")
    quarter, whole = min(seconds(text[: len(text) // 4]) for _ in range(2)), seconds(text)
    assert whole < 10 * quarter + 0.2


@pytest.mark.parametrize(
    "text", [f"{'4' * 90}.20 months", f"{'1,000' + ',000' * 40} years", f"{'9' * 5000} days"]
)
def test_numbers_of_any_length(text: str) -> None:
    """A number that no amount of time has, which fuzzing found, makes no value that is none."""
    found = timex.find_times(text, published="2018-06-01")
    assert all(is_value(t.type, t.value) for t in found if t.value is not None)


def test_no_hour_and_a_half() -> None:
    """What counts hours and halves is no hour of the clock."""
    found = timex.find_times("Um eineinhalb Uhr.", published="2018-06-01", language="de")
    assert all(t.type != "TIME" for t in found)


def test_annotator() -> None:
    """The annotator reads date and language from the article, and names it in its spans."""
    article = Article(id="a7", text="Am Freitag sprach sie.", published="2018-06-01", language="de")
    (found,) = timex.Timex().annotate(Document.of(article))["times"]
    assert ("a7", "Freitag", "2018-06-01") == (found.article, found.text, found.value)


@pytest.mark.parametrize(
    ("language", "url", "value"),
    [
        ("en", None, "2018-05-06"),
        ("en", "https://www.oru-post.example.co.uk/a", "2018-06-05"),
        ("en", "https://post.example.us/a", "2018-05-06"),
        ("en", "https://post.example.tv/a", "2018-05-06"),
        ("en", "http://[", "2018-05-06"),
        ("en-AU", "https://post.example.com/a", "2018-06-05"),
    ],
)
def test_the_outlet_decides_the_order_of_day_and_month(language: str, url: str | None, value: str) -> None:
    """A numeric date reads as in the outlet's country, known by its language tag or its domain."""
    article = Article(id="a", text="They met on 5/6/2018.", language=language, source=Source(url=url))
    (found,) = timex.Timex().annotate(Document.of(article))["times"]
    assert value == found.value
