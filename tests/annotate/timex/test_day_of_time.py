"""Which day a time of the clock is of that comes without one, and what the text goes on from."""

import pytest

from dateline.annotate import timex


def values(text: str) -> dict[str, str | None]:
    """The value of each expression of a text of Friday 1 June 2018."""
    return {t.text: t.value for t in timex.find_times(text, published="2018-06-01")}


def test_hour_to_come_is_of_the_day_spoken_of() -> None:
    """A time ahead, of a text that names one day soon, is of that day and not of today."""
    text = "The court in Tarn is to rule on Saturday. Judge Ada Pell will read the verdict at 10 a.m."
    assert values(text)["10 a.m."] == "2018-06-02T10:00"


def test_hour_to_come_is_of_today_where_the_days_named_are_far() -> None:
    """A day that is weeks off is not the one of a time of the clock."""
    text = "The leaders agreed on a summit on June 22 in Port Hessel." + " They have much to settle." * 12
    assert values(f"{text} The envoy is due to brief Orlo at 3 p.m.")["3 p.m."] == "2018-06-01T15:00"


def test_same_time_in_another_zone() -> None:
    """A time in brackets after another one is of the same day."""
    text = "The blast hit the port on Thursday. Orlo will speak at 1 pm (1700 GMT)."
    assert values(text)["1700 GMT"][:10] == values(text)["1 pm"][:10]  # type: ignore[index]


def test_midnight_that_is_over() -> None:
    """The end of the day of publication cannot be past: what is told of was the night before."""
    text = "A bomb hit the gate late on Thursday. Troops left on Friday. It went off an hour before midnight."
    assert values(text)["an hour before midnight"] == "2018-05-31T23:00"


def test_morning_after_an_evening() -> None:
    """The early hours told after an evening are of the next day."""
    text = "Fire broke out on Wednesday night. By the early hours of the morning the mill was lost."
    assert values(text)["the early hours of the morning"] == "2018-05-31TNI"


@pytest.mark.parametrize(
    "caption",
    [
        "FILE – In this Feb. 13, 2017 photo, Ada Pell waits at the gate.",
        "FILE - Ada Pell waits at the gate of Tarn, Tuesday, Feb. 13, 2017.",
        "Ada Pell waits at the gate in this Feb. 13, 2017 file photo.",
    ],
)
def test_caption_of_an_older_picture(caption: str) -> None:
    """The text does not go on from the date of a picture."""
    text = (
        f"The strike began on May 28.\n\n{caption}\n\nTwo days later the talks failed. That month it ended."
    )
    found = values(text)
    assert (found["Two days later"], found["That month"]) == ("2018-05-30", "2018-05")


def test_within_a_caption() -> None:
    """A sentence of a caption counts from the date of its picture."""
    text = (
        "FILE – In this Feb. 13, 2017 photo, Ada Pell waits, two days after her trial began two days earlier."
    )
    assert values(text)["two days earlier"] == "2017-02-11"


def test_earlier_than_what_is_gone() -> None:
    """What was "a fortnight earlier" is not counted from a day that is still to come."""
    text = "Pell was freed on Wednesday. Orlo will be tried on 17 July. They had marched a fortnight earlier."
    assert values(text)["a fortnight earlier"] == "2018-05-16"


def test_season_of_an_offensive_is_not_gone_on_from() -> None:
    """A season that only says of what kind something is has a value and moves nothing."""
    found = values("The truce of May 28 ended the spring offensive. Two days later they met.")
    assert (found["spring"], found["Two days later"]) == ("2018-SP", "2018-05-30")
