"""What the words of a clause leave no doubt about: its tense, a plan that is fixed."""

import pytest

from dateline.annotate import timex


def value(sentence: str, published: str = "2018-04-18") -> str | None:
    """The value of the only expression of a sentence."""
    (found,) = timex.find_times(sentence, published=published)
    return found.value


def test_met_in_a_month_that_is_gone() -> None:
    """A verb of the past makes a month the latest one, whatever the next verb says."""
    assert value("Lira Okun and Pavo Stelling last met in Korda in January and will meet again.") == "2018-01"


def test_met_on_a_day_is_never_ahead() -> None:
    """A day of a verb of the past is not in the coming month, near as that is."""
    assert value("The two ministers met in Korda on 20 May.") == "2017-05-20"


@pytest.mark.parametrize(
    "headline",
    [
        "Okun's visit on 13 July confirmed",
        "The summit in Korda on 13 July has been announced.",
        "Trial date of 13 July set for former mayor",
        "Okun to visit Korda on 13 July, palace says",
    ],
)
def test_plan_that_is_fixed_lies_ahead(headline: str) -> None:
    """The date of a visit, summit or trial that is confirmed, and of a headline's infinitive, is to come."""
    assert value(headline) == "2018-07-13"


def test_outcome_of_a_vote_lies_behind() -> None:
    """What is announced of a vote's outcome is no plan."""
    assert value("Results of the election on 13 July were announced.") == "2017-07-13"


@pytest.mark.parametrize("published", ["2018-04-17", "2018-04-19", "2018-04-22"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Okun will see the envoy in Korda on Monday.",
        "Okun will, two aides who asked not to be named said, see the envoy on Monday.",
        "Okun will visit two camps and see the injured envoy on Monday.",
        "Stelling, due in Korda on Monday, has called for calm.",
        "Two envoys will meet in the Orlan port of Korda on Monday for their first talks.",
        "A court in Korda is to give its verdict on Monday in the trial of a former mayor.",
        "The talks between Okun and Stelling begin in Korda on Monday, the ministry said.",
        "Okun will not meet the envoy in Korda on Monday, her office said.",
        "The union has called a strike for Monday.",
        "Okun called for a meeting of the council on Monday.",
        "The council has declared Monday a national holiday.",
        "Officials prepared for Monday's talks in Korda.",
    ],
)
def test_will_makes_a_weekday_the_next(sentence: str, published: str) -> None:
    """A "will" of the clause decides however many days ago the weekday was."""
    assert value(sentence, published) == "2018-04-23"


@pytest.mark.parametrize(
    "sentence",
    [
        "Okun called for an inquiry on Monday.",
        "Okun declared victory on Monday.",
        "Okun called for calm on Monday.",
    ],
)
def test_a_call_is_of_its_own_day(sentence: str) -> None:
    """The day is of the call where nothing is called for that has a day."""
    assert value(sentence, "2018-04-19") == "2018-04-16"


def test_what_was_to_be_is_the_next_but_for_a_few_days() -> None:
    """The day of a plan that was given up is to come, unless the last one was within three days."""
    sentence = "Okun put off the visit, on which he was to sign a treaty on Monday."
    assert value(sentence, "2018-04-21") == "2018-04-23"
    assert value(sentence, "2018-04-17") == "2018-04-16"


def test_a_date_that_opens_a_text_which_breaks_off_is_read() -> None:
    """A text may end in a comma and a mark, with no other comma near the one that follows the date."""
    told = "no word of the fair in the old port and of the walks to the hills and the woods beyond the river"
    assert value(f'In May, {told},"') == "2018-05"


def test_the_telling_goes_back_from_a_plan_that_was_given_up() -> None:
    """A part of a day after "was to sign on Monday" is of the day that the text tells of."""
    text = "Okun put off the visit, on which he was to sign a treaty on Monday. In the afternoon he left."
    _, afternoon = timex.find_times(text, published="2018-04-21")
    assert afternoon.value == "2018-04-21TAF"


@pytest.mark.parametrize("published", ["2018-04-17", "2018-04-20", "2018-04-22"])
def test_relative_clause_has_its_own_tense(published: str) -> None:
    """The verb of the relative clause decides, not that of the sentence around it."""
    assert value("Okun, who met the miners on Monday, will address parliament.", published) == "2018-04-16"


@pytest.mark.parametrize("published", ["2018-04-20", "2018-04-21"])
@pytest.mark.parametrize("part", ["early Friday", "late on Friday", "Friday morning"])
def test_part_of_a_weekday_is_of_the_nearest(part: str, published: str) -> None:
    """On the day itself and the day after, a part of a weekday is of that day, not of a week before."""
    found = value(f"A freight train left the rails near Korda {part}, the police said.", published)
    assert str(found).startswith("2018-04-20")


def test_not_until_is_reached() -> None:
    """What was not so until a date was so from then on."""
    assert value("The ban did not take effect until October.", "2018-09-10") == "2017-10"
    assert value("The ban on exports holds until October.", "2018-09-10") == "2018-10"


def test_vote_that_did_something_lies_behind() -> None:
    """A verb with an object after the date tells of what happened, not of a plan."""
    assert value("The vote on 13 July set a precedent.") == "2017-07-13"
    assert value("The meeting on Monday confirmed the split.") == "2018-04-16"


@pytest.mark.parametrize(
    "sentence",
    [
        "The envoy arrives Monday in Korda.",
        "Parliament votes Monday on the dam.",
        "The team flies home on Monday.",
        "The speech on Monday will open the fair.",
        "The council is expected to take up the case at a closed-door session Monday.",
        "Lawyers expect the hearing to end Monday.",
    ],
)
def test_present_and_expected_lie_ahead(sentence: str) -> None:
    """A verb of the present right before a weekday, or what is expected, is of the coming one."""
    assert value(sentence) == "2018-04-23"


def test_votes_that_are_no_verb() -> None:
    """A plural before a weekday is no verb of the present."""
    assert value("The party won 40 votes on Tuesday.") == "2018-04-17"


def test_place_with_its_country() -> None:
    """The comma of a place does not part a verb from its date; May the minister is no "may"."""
    found = timex.find_times(
        "Theresa May spoke. May last met Okun in Korda, Velmark in January.", published="2018-04-18"
    )
    assert [t.value for t in found] == ["2018-01"]


def test_before_an_event_of_a_weekday() -> None:
    """What shall be before Sunday's vote looks to the coming one, unless the last one was just now."""
    assert value("Okun vowed to stay on before Sunday's vote.", "2018-04-18") == "2018-04-22"
    assert value("Okun had vowed to resign before Sunday's vote.", "2018-04-16") == "2018-04-15"


def test_present_of_a_caption() -> None:
    """The present tense of a caption tells what the photograph shows."""
    sentence = "Lira Okun arrives Tuesday at the palace in Korda. (Photo: Pavo Stelling)"
    assert value(sentence, "2018-04-18") == "2018-04-17"


def test_text_that_breaks_off() -> None:
    """A text cut off after "to" is read like any other."""
    assert value("The ferry sank on Tuesday and Okun asked the port to", "2018-04-18") == "2018-04-17"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The quarry has been closed since 20 May and will reopen soon.", "2017-05-20"),
        ("Okun had already lost her seat back in May, aides said.", "2017-05"),
        ("In May, Stelling, who runs the port, closed two of its docks.", "2017-05"),
        ("The mine opened its gates in May.", "2017-05"),
        ("Few in Korda had heard of him; he was unknown there until October.", "2017-10"),
        ("Okun has a rival in the October election.", "2018-10"),
    ],
)
def test_words_that_decide_a_month(sentence: str, expected: str) -> None:
    """Words of what is gone, an object after the verb, and a vote that is to come leave one year."""
    assert value(sentence) == expected


def test_near_months_against_weak_signs() -> None:
    """Where nothing is sure, a month long gone or far ahead needs more signs than one that is near."""
    assert value("At a council hearing in March, Lira Okun (Left, Korda) spoke of fog.") == "2018-03"
    assert value("The expertise needed to beat Stelling in July is rare.") == "2018-07"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Until Thursday, they had not named him.", "2018-04-12"),
        ("They will look for a way around Thursday's ruling.", "2018-04-12"),
        ("They must learn from the Thursday attack.", "2018-04-12"),
        ("Okun gave no reason for the 14 May deadline.", "2018-05-14"),
        ("Okun will answer for the 14 May shooting.", "2017-05-14"),
    ],
)
def test_date_of_a_noun(sentence: str, expected: str) -> None:
    """A date that belongs to a noun is not that of the verb; what nobody plans lies behind."""
    assert value(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bill was set for a second vote on Friday, according to her office.", "2018-04-20"),
        ("The tariffs take effect Friday and hit all imports.", "2018-04-20"),
        ("Police in Korda moved on Tuesday to clear the camp.", "2018-04-17"),
        ("It will avoid a direct hit on the coast Friday.", "2018-04-20"),
    ],
)
def test_what_is_arranged_and_what_only_reads_like_it(sentence: str, expected: str) -> None:
    """What is set for a vote lies ahead; police that moved on a day have moved; "a direct hit" is no verb."""
    assert value(sentence) == expected


def test_one_day_into_the_next() -> None:
    """The second of "Thursday into Friday" follows the first."""
    found = timex.find_times(
        "The storm will hit the coast late Thursday into Friday.", published="2018-04-18"
    )
    assert [time.value for time in found] == ["2018-04-19", "2018-04-20"]
