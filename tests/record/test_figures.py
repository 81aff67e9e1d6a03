"""The numbers of a sentence."""

from __future__ import annotations

import pytest

from dateline.pipeline import annotate_many
from dateline.record.figures import Figure, figures_of
from dateline.record.number_ranges import number_range
from dateline.record.units import to_base
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article


def figures(text: str) -> tuple[Figure, ...]:
    """The numbers of one sentence."""
    article = Article(id="a1", text=text, published="2031-05-05")
    (found,) = annotate_many([article])
    return figures_of(AnnotatedArticle(article=article, annotations=found), 0)


@pytest.mark.parametrize(
    ("text", "kind", "what", "value"),
    [
        ("Norland has 850 soldiers at the base.", "count", "soldier", 850),
        ("They freed a dozen hostages on Monday.", "count", "hostage", 12),
        ("Corvane offered $47 billion for its rival.", "money", "USD", 47e9),
        ("The court fined the firm 1.2 million crowns.", "money", "crown", 1.2e6),
        ("He won with 54 percent of the vote.", "percent", "percent", 54),
        ("The rocket flew 80 kilometres over the sea.", "length", "length", 80_000),
        ("Customs officers seized two tonnes of tea.", "mass", "mass", 2000),
        ("The plane carried 82 Italians.", "count", "italian", 82),
        ("Of those on board, 78 were Italian.", "count", "italian", 78),
        ("Eight of them were children.", "count", "child", 8),
    ],
)
def test_what_a_number_counts(text: str, kind: str, what: str, value: float) -> None:
    """A number has the noun, currency or dimension that it is of, in base units of SI."""
    (figure,) = figures(text)
    assert (kind, what) == (figure.kind, figure.what)
    assert value == pytest.approx(figure.value)


def test_bounds_make_ranges() -> None:
    """ "More than" has no upper end, "about" leaves seven per cent to both sides."""
    (more,) = figures("The police arrested more than 50 men.")
    (about,) = figures("The police arrested about 50 men.")
    assert float("inf") == more.high
    assert pytest.approx((46.5, 53.5)) == (about.low, about.high)


def test_days_hours_and_ages_are_no_numbers() -> None:
    """Dates and times of the clock are left out, and so are parts of compounds."""
    assert () == figures("The 61-year-old judge came at 10 a.m. on May 3.")


def test_what_is_raised_to_a_sum_is_no_range() -> None:
    """ "10% to $275" are two numbers."""
    (_, money) = figures("The union raised the pay 10% to $275 a week.")
    assert money.low > 270


def test_the_times_of_a_number_are_those_of_its_clause() -> None:
    """The day on which police said it is not that of what they said."""
    text = "Police said on Monday that a driver ran into the crowd on Saturday, killing three people."
    (three,) = figures(text)
    article = Article(id="a1", text=text, published="2031-05-05")
    (found,) = annotate_many([article])
    assert ["Saturday"] == [found.times[number].text for number in three.near]


def test_a_tally_that_rises_counts_what_its_subject_names() -> None:
    """ "The number of people killed rose to nine" is a number of dead."""
    (nine,) = figures("The number of people killed in the fire rose to nine.")
    assert "kill" in nine.anchors


def test_units_of_one_dimension_meet() -> None:
    """Three hundred miles are as far as 482.8 kilometres."""
    (dimension, mile), (same, kilometre) = to_base("mile"), to_base("kilometer")
    assert dimension == same == "length"
    assert 482.8 == pytest.approx(300 * mile / kilometre, abs=0.01)


def test_an_unknown_unit_is_refused() -> None:
    """The error names what was given."""
    with pytest.raises(ValueError, match="parsecond"):
        to_base("parsecond")


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("The blast in Tessel killed 12 people and left 40 injured.", ["killed", "injured"]),
        ("The blast left 138 people dead, with more than 600 badly injured.", ["killed", "injured"]),
        ("Three gunmen killed 12 people in Tessel.", [None, "killed"]),
        ("At least 12 people died and 40 more were hurt in the blast.", ["killed", "injured"]),
        ("The ministry put the number of dead at 12 and that of the injured at 50.", ["killed", "injured"]),
        ("Two colleagues who were killed by the tremor were buried.", ["killed"]),
        ("The governor spoke of 40 dead.", ["killed"]),
    ],
)
def test_victims_are_told_by_the_nearest_word(sentence: str, tolls: list[str | None]) -> None:
    """A number of victims has the label of the word next to it; those who do it are no victims."""
    assert tolls == [figure.toll for figure in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("The lab needs 40 to 50 million tests.", 40e6, 52.5e6),
        ("The union pays $250 a week.", 245, 255),
        ("The strike closed 31 plants.", 31, 31),
        ("More than a dozen states agreed.", 12, float("inf")),
    ],
)
def test_what_a_number_can_stand_for(sentence: str, low: float, high: float) -> None:
    """A range has two ends, a written number half of its last digit, a small count nothing."""
    (found,) = figures(sentence)
    assert pytest.approx((low, high)) == (found.low, found.high)


def test_a_sum_without_a_currency_has_that_of_the_sum_before() -> None:
    """ "Raised its 3 million euros to 10 million" is money twice."""
    found = figures("The union, which had promised 3 million euros, raised its aid to 10 million.")
    assert [("money", "EUR"), ("money", "EUR")] == [(figure.kind, figure.what) for figure in found]


def test_two_parts_of_a_measure_are_one_number() -> None:
    """ "Three years and four months" are 40 months; "30 kilometres (19 miles)" are two tellings."""
    (whole,) = figures("The court gave him three years and four months in prison.")
    (same,) = figures("He began a 40-month term on the island.")
    assert whole.value == same.value
    assert 2 == len(figures("The town lies 30 kilometres (19 miles) from the border."))


def test_a_vote_and_an_age_count_nothing() -> None:
    """ "229-198" is a score, "Alder, 21," an age."""
    assert () == tuple(figures("The house voted 229-198 after Alder, 21, spoke."))


def test_a_count_to_its_last_unit_stands_for_itself() -> None:
    """156 and 157 are two numbers, 150 and 154 can be one."""
    low, high = number_range(156, None, "156")
    assert (156, 156) == (low, high)
    assert number_range(150, None, "150")[1] >= 154


def test_more_than_is_a_bound_and_counts_no_others() -> None:
    """ "More than 300 injured" are not 300 more."""
    (figure,) = figures("The blast in Tessel left more than 300 people injured.")
    assert ("more than", frozenset()) == (figure.bound, figure.others)


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("The death toll from the fire climbed to 24 on Friday.", True),
        ("The office put the number of dead at 46.", True),
        ("The number of deaths has reached 58.", True),
        ("The outbreak has spread, with 33 deaths so far.", True),
        ("Norland raised its aid to 8 million crowns.", True),
        ("The fire killed 24 people on Friday.", False),
        ("Norland sent 24 doctors to Velmark.", False),
    ],
)
def test_a_number_told_as_the_state_of_a_count(text: str, running: bool) -> None:
    """What a count rises to, reaches or is put at is told as its state."""
    (figure,) = figures(text)
    assert running is figure.running
