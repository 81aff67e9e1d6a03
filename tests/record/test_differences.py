"""Where outlets differ, and where what they say can all be true."""

from __future__ import annotations

import pytest

from dateline.schema.story import Difference
from record.reported import story

TIMES, HERALD = "Velmark Times", "Ostby Herald"
DAY = "2031-06-02"


def differences(one: str, other: str, *, days: tuple[str, str] = (DAY, DAY)) -> list[Difference]:
    """The differences of a story of two reports, each once."""
    found = story((TIMES, days[0], one), (HERALD, days[1], other))
    lines = (*found.events, *found.statements)
    by_values = {(d.slot, tuple(v.value for v in d.values)): d for line in lines for d in line.differences}
    return list(by_values.values())


@pytest.mark.parametrize(
    ("one", "other", "slot", "kind"),
    [
        (
            "Norland has 850 soldiers at the base near Tessel, most of them engineers.",
            "About 1,300 soldiers from Norland are stationed at the base near Tessel.",
            "soldier",
            "conflict",
        ),
        (
            "Astoria Nova tested a rocket on Monday that flew 300 kilometres, its army said.",
            "A rocket that Astoria Nova tested on Monday flew 400 miles, the Norland army said.",
            "length",
            "conflict",
        ),
        (
            "The strike at Corvane has closed 30 plants in Norland since May, its union said.",
            "Work at 34 Corvane factories has stopped in the strike, a spokesman said.",
            "factory",
            "conflict",
        ),
        (
            "The accord asks Corvane to invest at least $9 billion in its works over four years.",
            "Corvane had offered to invest $8.3 billion in plants in Norland, an adviser said.",
            "money",
            "conflict",
        ),
        (
            "The Harbour Party took 156 seats in the assembly of Norland, the electoral office said.",
            "The Harbour Party is projected to win 157 seats, nine short of a majority in Norland.",
            "seat",
            "conflict",
        ),
        (
            "Norland paid a ransom for the release of the engineer Bo Renner, a mediator said.",
            "Norland did not pay a ransom for the release of the engineer Bo Renner, Ada Holm said.",
            "whether",
            "conflict",
        ),
        (
            "Police in Tessel arrested Bo Renner, 34, on Monday over the fire at the Corvane works.",
            "Bo Renner, a 36-year-old welder, was arrested on Monday after the fire at the Corvane works.",
            "age",
            "conflict",
        ),
        (
            "A magnitude 6.8 earthquake struck the hills of Tessel on Monday, the weather office said.",
            "The 7.1-magnitude quake hit the hills of Tessel on Monday.",
            "magnitude",
            "conflict",
        ),
        (
            "The mudslide killed dozens of people in Tessel on Monday, officials said.",
            "The mudslide killed at least 190 people in Tessel on Monday, the governor said.",
            "killed",
            "conflict",
        ),
        (
            "Gunmen fatally shot 12 people at a market in Tessel on Monday, Norland police said.",
            "The gunmen killed 17 people on Monday at the market in Tessel, doctors in Norland said.",
            "killed",
            "conflict",
        ),
        (
            "Storm Halvor was upgraded to Category 3 on Monday, the weather office of Norland said.",
            "Storm Halvor was upgraded to a Category 4 storm on Monday, the Norland weather office said.",
            "category",
            "conflict",
        ),
        (
            "The weather office said Storm Halvor could bring a surge of up to 12ft to the Norland coast.",
            "Storm Halvor could bring a surge of up to 15 feet to the Norland coast, forecasters said.",
            "length",
            "conflict",
        ),
        (
            "Judge Ada Holm sentenced Bo Renner in May over the sale of the Corvane works in Tessel.",
            "Bo Renner stayed silent as Judge Ada Holm sentenced him on April 22, a lawyer said.",
            "when",
            "conflict",
        ),
        (
            "A goods train derailed inside a tunnel near Tessel on Monday and the driver was injured.",
            "A goods train derailed outside a tunnel near Tessel on Monday and the driver was injured.",
            "where",
            "conflict",
        ),
    ],
)
def test_what_cannot_both_be_true_is_shown(one: str, other: str, slot: str, kind: str) -> None:
    """Numbers, denials and places that exclude each other are a difference with both sentences."""
    (found,) = differences(one, other)
    assert (slot, kind) == (found.slot, found.kind)
    assert {"a1", "a2"} == {span.article for value in found.values for span in value.evidence}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "A court in Tessel sentenced Bo Renner to 12 years in prison on Monday.",
            "A court in Tessel sentenced Ada Holm, a driver, to 3 years in prison on Monday.",
        ),
        (
            "Norland plans to send 500 soldiers to Tessel, the ministry said on Monday.",
            "Norland has so far sent 200 soldiers to Tessel, the ministry said on Monday.",
        ),
        (
            "Prices in Norland rose 4 percent in May, the bank said on Monday.",
            "Wages in Norland rose 2 percent in May, the bank said on Monday.",
        ),
        (
            "The town of Tessel lies 40 kilometres from the border with Norland.",
            "Tessel, a town 120 kilometres from the capital, was shelled on Monday.",
        ),
        (
            "The earthquake killed 30 people in Tessel on Monday.",
            "The earthquake killed 12 people in Arnside on Monday.",
        ),
        (
            "Police arrested 40 people in Tessel on Monday in the protests over bread.",
            "Police have arrested 300 people in Tessel since the protests over bread began last month.",
        ),
        (
            "The crash near Tessel injured 40 people on Monday, officials said.",
            "The crash near Tessel injured dozens on Monday; the hospital of St Anne treated 17 people.",
        ),
        (
            "Judge Ada Holm, 61, was shot at on Monday. Her son, 20, was killed.",
            "A gunman killed the 20-year-old son of Judge Ada Holm in Tessel on Monday.",
        ),
        (
            "Astoria Nova tested a rocket on Monday that flew 480 kilometres, its army said.",
            "A rocket that Astoria Nova tested on Monday flew 300 miles, the Norland army said.",
        ),
        (
            "Norland has 850 soldiers at the base near Tessel, Carl Ibsen said on Monday.",
            "Sudria has 300 soldiers at the base near Tessel, Mara Quill said on Monday.",
        ),
        (
            "Corvane offered 47 billion dollars for its rival Lumitek on Monday, a banker said.",
            "Corvane offered 41 billion euros for its rival Lumitek on Monday, a lawyer said.",
        ),
        (
            "Eighteen drones and seven rockets were fired at the depot in Tessel, the army said.",
            "Norland showed the remains of 25 drones fired at the depot in Tessel on Monday.",
        ),
        (
            "Norland killed 11 soldiers of Sudria at the border post near Tessel on Monday.",
            "Norland lost 17 rebels at the border post near Tessel on Monday, Sudria said.",
        ),
        (
            "The union pays strikers $250 a week while the works in Tessel stand still.",
            "The union pays strikers $1,000 a month while the works in Tessel stand still.",
        ),
        (
            "Ada Holm has experience in law and worked for the Tessel court for years.",
            "Ada Holm has no federal experience in law, but worked for the Tessel court.",
        ),
        (
            "Norland signed the gas contract in Tessel on Monday, state media said.",
            "Norland signed not only the gas contract in Tessel on Monday, state media said.",
        ),
    ],
)
def test_what_can_both_be_true_is_no_difference(one: str, other: str) -> None:
    """Other units, owners, currencies, narrower denials and "not only" contradict nothing."""
    assert [] == differences(one, other)


@pytest.mark.parametrize(
    ("counts", "values"),
    [
        ("Police counted 2,000 marchers; organizers spoke of 9,000.", ["2,000 marchers", "9,000"]),
        ("The police put their number at 3,000, the organisers at 8,000.", ["3,000", "8,000"]),
        (
            "The governor put the number of dead at 12. Mayor Ilan Reis spoke of 40 dead.",
            ["12", "40 dead"],
        ),
        (
            "The ministry put the damage at 1.4 million euros. The largest union speaks of 1.9 million.",
            ["1.4 million euros", "1.9 million"],
        ),
    ],
)
def test_two_counts_in_one_report(counts: str, values: list[str]) -> None:
    """Two sides count the same in one report, with a verb each or one for both, victims and sums too."""
    found = differences(
        f"Thousands marched in Tessel on Monday. {counts}",
        "Thousands marched through Tessel on Monday to protest against the pension law.",
    )
    assert [values] == [[value.value for value in item.values] for item in found]


def test_two_sums_of_two_things_are_no_two_counts() -> None:
    """What one side puts at two numbers is not one thing."""
    text = "A storm hit Tessel. The ministry put the cost at $3 million and the damage at $5 million."
    assert [] == differences(text, "A storm hit Tessel on Monday, and the harbour was closed.")


def test_one_outlet_that_raises_a_toll_later_is_an_update() -> None:
    """What an outlet prints on another day is compared with what it printed before."""
    found = story(
        (TIMES, "2031-03-12", "A blast at a mill in Tessel killed nine people on Tuesday, police said."),
        (TIMES, "2031-03-14", "The blast at the mill in Tessel on Tuesday killed 14 people, police said."),
    )
    kinds = {(d.slot, d.kind) for event in found.events for d in event.differences}
    assert {("killed", "update")} == kinds


def test_who_asked_for_a_delay_is_disputed_days_later_as_well() -> None:
    """Who did it does not change from one report to a later one."""
    found = story(
        (
            TIMES,
            "2031-03-12",
            "The border talks were put off on Tuesday. "
            "Norland asked for the delay, a diplomat of Sudria said on Wednesday.",
        ),
        (
            HERALD,
            "2031-03-18",
            "The border talks were put off last Tuesday. "
            "Sudria asked for the delay of the talks, a diplomat of Norland said on Monday.",
        ),
    )
    assert [{"Norland", "Sudria"}] == [
        {value.value for value in d.values} for event in found.events for d in event.differences
    ]


def test_what_several_ask_for_is_no_dispute() -> None:
    """Where one report tells it of two, a third may have asked as well."""
    found = differences(
        "Sudria and Norland both asked on Monday for the games in Tessel to be postponed to next year.",
        "The Lornian committee on Monday asked for the games in Tessel to be postponed to next year.",
    )
    assert [] == found


def test_other_days_for_one_meeting_are_a_conflict() -> None:
    """The same two at the same place, told of after both days: one event with two days."""
    found = story(
        (
            TIMES,
            "2031-03-12",
            "President Iria Solan of Sudria met Norland's Foreign Minister Ada Holm in Tessel on Monday.",
        ),
        (
            HERALD,
            "2031-03-12",
            "Norland's Foreign Minister Ada Holm met President Iria Solan of Sudria in Tessel on Tuesday.",
        ),
    )
    (event,) = [event for event in found.events if event.differences]
    assert {TIMES, HERALD} == set(event.origins)
    assert [("when", "conflict")] == [(d.slot, d.kind) for d in event.differences]


def test_the_new_day_of_what_was_put_off() -> None:
    """A sentence after the one that tells the move gives the new day, and it is an update."""
    found = story(
        (TIMES, "2031-08-20", "The trial of General Radu Best will open in Ostby on September 2."),
        (
            HERALD,
            "2031-08-29",
            "The trial of General Radu Best was postponed on Friday. It will now open on September 23.",
        ),
    )
    (event,) = [event for event in found.events if event.differences]
    assert "2031-09-23" == event.when
    assert [("when", "update")] == [(d.slot, d.kind) for d in event.differences]


def test_a_toll_that_rises_is_one_update() -> None:
    """The states of a toll stand together, those of all reports in the order of days, however far apart."""
    found = story(
        (TIMES, "2031-06-02", "At least nine people were killed when the Ilva flooded Velmark on Monday."),
        (HERALD, "2031-06-04", "The civil protection office of Velmark put the number of dead at 26."),
        (TIMES, "2031-06-07", "The number of people killed by the flood in Velmark has risen to 71."),
    )
    lines = (*found.events, *found.statements)
    (values,) = {tuple(v.value for v in d.values) for line in lines for d in line.differences}
    assert ("At least nine people", "26", "71") == values


def test_a_sum_that_is_raised_is_an_update() -> None:
    """A number told as the new state of a sum takes the place of what an earlier report gives."""
    (found,) = differences(
        "The Council of Norland said that it would give 2 million crowns to Velmark for pumps and tents.",
        "The Council of Norland raised its aid to Velmark to 7 million crowns after the flood.",
        days=("2031-06-02", "2031-06-05"),
    )
    assert ("money", "update") == (found.slot, found.kind)


def test_a_meeting_moved_to_another_town() -> None:
    """The town in which a meeting takes place "instead" is an update of the one told before."""
    (found,) = differences(
        "President Bo Renner and President Ada Holm will meet in Tessel on June 9 for talks on grain.",
        "The talks of Bo Renner and Ada Holm that were to open in Tessel on June 9 will be held in the "
        "town of Velmark instead.",
        days=("2031-06-02", "2031-06-05"),
    )
    assert ("where", "update") == (found.slot, found.kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bo Renner was still at large on Monday, police said.", "Bo Renner was caught on Thursday."),
        ("Bo Renner has not been charged with any crime.", "Bo Renner was charged with fraud on Thursday."),
        ("Bo Renner was in critical condition.", "Bo Renner was in stable condition on Thursday."),
        ("Police were searching for Bo Renner.", "Bo Renner gave himself up in Velmark on Thursday."),
    ],
)
def test_a_state_that_changes_is_an_update(one: str, other: str) -> None:
    """Of two states of a person, of which the second takes the place of the first, both are shown."""
    before = "Bo Renner, a banker of Velmark, has led the Corvane bank since 2029. "
    (found,) = differences(before + one, before + other, days=(DAY, "2031-06-05"))
    assert ("status", "update") == (found.slot, found.kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bo Renner was still at large on Monday, police said.", "Ada Holm was caught on Thursday."),
        ("Bo Renner was caught on Monday, police said.", "Bo Renner was at large for two days in June."),
        ("Bo Renner was still at large on Monday.", "Bo Renner would be safe if he was caught, she said."),
    ],
)
def test_states_that_are_no_update(one: str, other: str) -> None:
    """Another's state, a state before the one told first, and what is only thought of change nothing."""
    before = "Bo Renner and Ada Holm have led the Corvane bank of Velmark since 2029. "
    assert [] == differences(before + one, before + other, days=(DAY, "2031-06-05"))


def test_a_plan_told_for_another_day_later() -> None:
    """What two are to sign on one day, and in a later report on another, is an update."""
    (found,) = differences(
        "Presidents Ada Holm and Bo Renner are to sign the fishing treaty on Friday in Tessel.",
        "Ada Holm and Bo Renner will sign the fishing treaty on 30 June, her office said on Tuesday.",
        days=(DAY, "2031-06-10"),
    )
    assert ("when", "update") == (found.slot, found.kind)
    assert ["2031-06-06", "2031-06-30"] == [value.value for value in found.values]


def test_what_one_does_instead_is_no_new_place() -> None:
    """Where somebody went instead of a meeting is not where the meeting will be."""
    found = differences(
        "President Bo Renner and President Ada Holm will meet in Tessel on June 9 for talks on grain.",
        "Ada Holm put off her talks with Bo Renner in Tessel. She visited a farm in Velmark instead.",
        days=("2031-06-02", "2031-06-05"),
    )
    assert [] == [d for d in found if d.slot == "where"]
