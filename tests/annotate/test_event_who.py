"""Who takes part in an event."""

from __future__ import annotations

import msgspec
import pytest

from annotate.eventful import annotated, one, when, where, who
from dateline.annotate.event_sides import with_speakers
from dateline.annotate.gazetteer import both_named
from dateline.schema.annotation import Quotation
from dateline.schema.span import Span


def test_a_delegation_names_those_who_lead_it() -> None:
    """ "A team led by X" takes part as X."""
    found = annotated("Ilse Varga held talks with a team led by Tomas Reyl.", person="Ilse Varga|Tomas Reyl")
    assert {"Ilse Varga", "Tomas Reyl"} == who(found, one(found, "talks"))


def test_the_subject_takes_part_in_the_meeting_it_speaks_at() -> None:
    """ "At a meeting with X, Y will ..." is a meeting of X and Y."""
    found = annotated(
        "At a meeting with Tomas Reyl in Brenn, Ilse Varga will present a new map.",
        person="Ilse Varga|Tomas Reyl",
        place="Brenn",
    )
    assert {"Ilse Varga", "Tomas Reyl"} == who(found, one(found, "meeting"))


def test_the_two_sides_are_those_just_named() -> None:
    """ "The two sides" stands for the countries of the last meeting."""
    found = annotated(
        "France and Norway held talks in Oslo. The two sides discussed fishing.",
        acting="France|Norway",
        nominal="The two sides",
    )
    assert set() == who(found, one(found, "discussed")) - {"France", "Norway", "The two sides"}


def test_the_koreas_are_both() -> None:
    """The plural of what the names of two countries share stands for both; of three it stands for nobody."""
    found = annotated(
        "South Korea spoke to North Korea. The two Koreas held talks in Oslo.",
        acting="South Korea|North Korea",
        nominal="The two Koreas",
    )
    assert {"South Korea", "North Korea"} == who(found, one(found, "talks"))
    assert ((), 2) == (both_named("Guineas"), len(both_named("Congos")))


def test_they_are_the_two_who_acted_in_the_sentence() -> None:
    """ "They" of "when they met" are not the two of the meeting before."""
    found = annotated(
        "Elena Brook will meet Aldo Finch in Oslo. "
        "Ana Reed and Tomas Vale agreed on the agenda when they met in Bergen on Monday.",
        person="Elena Brook|Aldo Finch|Ana Reed|Tomas Vale",
        nominal="they",
    )
    assert {"Ana Reed", "Tomas Vale"} == who(found, one(found, "met"))


def test_the_speaker_is_among_those_called_they() -> None:
    """ "X said they would appeal" has X as a party."""
    found = annotated("Ilse Varga said they would appeal.", person="Ilse Varga", pronoun="they")
    spoken = Span(article="a1", start=16, end=33, text="they would appeal")
    said = Quotation(content=(spoken,), kind="indirect", source=found.mentions[0])
    layers = msgspec.structs.replace(found, quotations=(said,))
    (event,) = with_speakers([one(found, "appeal")], layers)
    assert {"they", "Ilse Varga"} == who(found, event)


def test_who_is_acted_on_needs_no_agent() -> None:
    """ "X was appointed" is an appointment, though nobody is said to have made it."""
    found = annotated("Ilse Varga was appointed on Monday.", person="Ilse Varga")
    assert {"Ilse Varga"} == who(found, one(found, "appointed"))


def test_a_name_before_a_title_and_a_name_takes_part_as_well() -> None:
    """ "X and Norland's leader Y": the parser hangs X on the title."""
    text = "At a meeting in Tarn in June 2018, Varga and Norland leader Tomas Reyl issued a joint statement."
    found = annotated(text, person="Varga|Tomas Reyl", place="Tarn|Norland")
    assert {"Varga", "Tomas Reyl"} <= who(found, one(found, "meeting"))


def test_who_travels_for_a_visit_makes_it() -> None:
    """ "Will travel to X for a visit with Y" is one visit, to X, with Y."""
    found = annotated(
        "Ilse Varga will travel to Sudria on June 3 for a visit with Tomas Reyl.",
        person="Ilse Varga|Tomas Reyl",
        place="Sudria",
    )
    event = one(found, "visit")
    assert ("planned", {"Ilse Varga", "Tomas Reyl"}) == (event.status, who(found, event))
    assert ("Sudria", "2031-06-03") == (where(found, event), when(found, event))


def test_an_attribution_at_the_end_does_not_act_in_the_clause_before_it() -> None:
    """ "X tried to settle, holding talks with Y, the Courier reported": X held them."""
    found = annotated(
        "Ilse Varga has also tried to settle the case, holding secret talks with Tomas Reyl on Monday, "
        "The Courier reported.",
        person="Ilse Varga|Tomas Reyl",
        organization="Courier",
    )
    assert {"Ilse Varga", "Tomas Reyl"} == who(found, one(found, "talks"))


def test_who_plans_a_meeting_takes_part_in_it() -> None:
    """The subject of "scheduled a meeting" meets, where nobody else is said to."""
    found = annotated(
        "Ruritania and Norland have scheduled an emergency meeting.", acting="Ruritania|Norland"
    )
    assert {"Ruritania", "Norland"} == who(found, one(found, "meeting"))


def test_who_orders_sanctions_imposes_them_and_a_capital_under_them_is_no_place() -> None:
    """ "Ordered more sanctions on Brenn": agent and target, and no place."""
    found = annotated("Ilse Varga ordered more sanctions on Brenn.", person="Ilse Varga", place="Brenn")
    event = one(found, "sanctions")
    assert {"Ilse Varga", "Brenn"} == who(found, event)
    assert where(found, event) is None


def test_a_killing_by_one_of_another_has_both() -> None:
    """ "The killing by X of Y" is of Y, wherever the parser hangs it."""
    found = annotated(
        "The protest followed the killing by Norland of Tomas Reyl.", acting="Norland", person="Tomas Reyl"
    )
    assert {"Norland", "Tomas Reyl"} == who(found, one(found, "killing"))


def test_who_is_killed_in_an_attack_takes_part_in_it() -> None:
    """The verb of harm over "in an airstrike" gives those harmed."""
    found = annotated("Tomas Reyl was killed in a Norland airstrike.", person="Tomas Reyl", acting="Norland")
    assert {"Norland", "Tomas Reyl"} == who(found, one(found, "airstrike"))


def test_a_witness_in_a_trial_takes_part() -> None:
    """Who is said to be a witness in the trial is a party, as is the one who is tried."""
    found = annotated(
        "Ilse Varga is expected to be a key witness in the trial of Tomas Reyl.",
        person="Ilse Varga|Tomas Reyl",
        nominal="key witness",
    )
    assert {"Ilse Varga", "Tomas Reyl"} <= who(found, one(found, "trial"))


def test_members_at_a_company_are_of_it() -> None:
    """A group noun names the organization that its members are at."""
    found = annotated("Members at Contis Motors rejected the offer.", organization="Contis Motors")
    assert {"Contis Motors"} == who(found, one(found, "rejected"))


def test_who_brings_a_new_event_about_takes_part() -> None:
    """ "Slapped sanctions on X" is by its subject, "condemned sanctions" is not."""
    found = annotated("Orlan slapped sanctions on Ruritania.", acting="Orlan|Ruritania")
    assert {"Orlan", "Ruritania"} == who(found, one(found, "sanctions"))
    found = annotated("Orlan condemned the sanctions on Ruritania.", acting="Orlan|Ruritania")
    assert {"Ruritania"} == who(found, one(found, "sanctions"))


def test_who_judges_an_event_takes_no_part_in_it() -> None:
    """ "Called the attack a mistake" is a criticism by its subject, and the attack is not his."""
    found = annotated("Ilse Varga called the attack on Brenn a mistake.", person="Ilse Varga", place="Brenn")
    assert {"Brenn"} == who(found, one(found, "attack"))
    event = one(found, "called")
    assert ("ACCUSE", {"Ilse Varga"}) == (event.type, who(found, event))


def test_what_somebody_is_called_is_praise_or_blame() -> None:
    """ "Called X reckless" is a criticism, "called it a good day" is praise; a neutral word is neither."""
    texts = {
        'Ilse Varga called Tomas Reyl’s absence "appalling and reckless."': ("ACCUSE", "criticism"),
        'Ilse Varga called the pact a "good day for Norland."': ("SUPPORT", "praise"),
        "Ilse Varga described Norland as a neighbour.": ("OTHER", "describe"),
    }
    for text, kind in texts.items():
        found = annotated(text, person="Ilse Varga|Tomas Reyl", place="Norland")
        event = next(event for event in found.events if event.trigger.text in {"called", "described"})
        assert kind == (event.type, event.label)


def test_a_demand_can_be_a_clause() -> None:
    """ "Called for the talks to be moved" is a request."""
    found = annotated("Ilse Varga called for the talks to be moved to Brenn.", person="Ilse Varga")
    event = one(found, "called for")
    assert ("REQUEST", {"Ilse Varga"}) == (event.type, who(found, event))


def test_a_statement_that_is_released_frees_nobody() -> None:
    """A release is of people: those whose statement it is are not let go."""
    text = "Norland released a comment from Ilse Varga on Monday."
    found = annotated(text, person="Ilse Varga", acting="Norland")
    assert "RETREAT" not in {event.type for event in found.events}


def test_who_is_cited_takes_no_part() -> None:
    """ "According to X" tells who says it."""
    found = annotated(
        "According to the Courier, Tomas Reyl was arrested.", person="Tomas Reyl", organization="Courier"
    )
    assert {"Tomas Reyl"} == who(found, one(found, "arrested"))


def test_who_holds_a_news_conference_takes_part() -> None:
    """A news conference of somebody is an event, one of nobody none."""
    found = annotated("Ilse Varga said so at a news conference on Monday.", person="Ilse Varga")
    assert {"Ilse Varga"} == who(found, one(found, "news conference"))


def test_a_person_is_the_one_named_beside_the_title() -> None:
    """ "X's former aide, Y, who was indicted" is Y."""
    found = annotated(
        "Ilse Varga fired the former aide, Tomas Reyl, who was indicted in May.",
        person="Ilse Varga|Tomas Reyl",
    )
    assert {"Tomas Reyl"} == who(found, one(found, "indicted"))


def test_who_is_asked_need_not_be_named() -> None:
    """ "Asked police to leave" is a request."""
    found = annotated("Ilse Varga asked police to leave on Monday.", person="Ilse Varga")
    assert "REQUEST" == one(found, "asked").type


def test_who_travels_for_talks_takes_part_with_those_who_come_along() -> None:
    """ "X, accompanied by Y, visited Brenn for talks with Z" has three parties."""
    found = annotated(
        "Ilse Varga, accompanied by Foreign Minister Ada Lund, visited Brenn for talks with Tomas Reyl.",
        person="Ilse Varga|Ada Lund|Tomas Reyl",
        place="Brenn",
    )
    assert {"Ilse Varga", "Ada Lund", "Tomas Reyl"} == who(found, one(found, "talks"))


def test_a_clause_after_with_has_its_own_people() -> None:
    """Who says something of the talks is not who they are with."""
    text = "Norway offered talks at noon, with President Tomas Reyl calling it the work of many months."
    found = annotated(text, acting="Norway", person="Tomas Reyl")
    assert {"Norway"} == who(found, one(found, "talks"))


def test_what_is_called_for_has_its_parties() -> None:
    """Better relations with somebody are asked for."""
    found = annotated(
        "Ilse Varga called for better relations with Norway on Monday.", person="Ilse Varga", acting="Norway"
    )
    assert {"Ilse Varga", "Norway"} == who(found, one(found, "called for"))


def test_a_house_is_of_who_lives_there() -> None:
    """What is found at the house of somebody is found at that person's."""
    found = annotated("The parcel was discovered on Monday at the house of Ilse Varga.", person="Ilse Varga")
    assert {"Ilse Varga"} == who(found, one(found, "discovered"))


WHO = [
    ("It was Ilse Varga that asked for a delay.", "asked for"),
    ("Ilse Varga, who was allowed to visit Tarn in May, was ill.", "visit"),
    ("After talks with the rebels, Ilse Varga said that she would return.", "talks"),
    ("Ilse Varga presided over the trial of the rebels.", "trial"),
    ("Ilse Varga, accused of killing the rebels, fled.", "killing"),
    ("Ilse Varga held a call with the rebels on Monday.", "call"),
    ("He hurt Ilse Varga, whose attacks on the rebels went on.", "attacks"),
    ("Ilse Varga has said the rebels will leave and proposed on Monday that they go home.", "proposed"),
]


@pytest.mark.parametrize(("text", "trigger"), WHO)
def test_who_acts_is_found_through_what_stands_between(text: str, trigger: str) -> None:
    """A cleft, a relative pronoun, a clause that the talks only open."""
    found = annotated(text, person="Ilse Varga", place="Tarn", nominal="the rebels")
    event = one(found, trigger)
    agents = [found.mentions[part.mention].text for part in event.participants if part.role == "agent"]
    assert ["Ilse Varga"] == agents


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Joined by Tomas Reyl, Ilse Varga visited Tarn on Monday.", "visited"),
        ("Accompanied by Tomas Reyl, Ilse Varga held talks in Tarn on Monday.", "talks"),
        ("Ilse Varga joined Tomas Reyl in condemning the raid.", "condemning"),
    ],
)
def test_who_comes_along_takes_part(text: str, trigger: str) -> None:
    """Company before the subject acts as well, and so do both where one joins the other in what they do."""
    found = annotated(text, person="Ilse Varga|Tomas Reyl", place="Tarn")
    agents = {found.mentions[part.mention].text for part in one(found, trigger).participants}
    assert {"Ilse Varga", "Tomas Reyl"} <= agents


def test_who_only_prepares_a_meeting_is_not_at_it() -> None:
    """ "The officials who prepare the summit": the leaders meet there."""
    found = annotated(
        "The officials who prepare the summit in Tarn finished their work.",
        nominal="The officials",
        place="Tarn",
    )
    assert set() == who(found, one(found, "summit"))


def test_whom_a_court_hears_and_who_is_given_a_thing_take_part() -> None:
    """The committee of "testified before the committee", the land of "gave aid to the land"."""
    found = annotated(
        "Ilse Varga testified before the Border Committee.", person="Ilse Varga", body="Border Committee"
    )
    assert {"Ilse Varga", "Border Committee"} == who(found, one(found, "testified"))
    found = annotated("The pact provided economic benefits to Norway.", place="Norway")
    assert {"Norway"} == who(found, one(found, "provided"))


def test_who_takes_office_takes_part() -> None:
    """Nobody else need be named."""
    found = annotated("Ilse Varga will take office on Monday.", person="Ilse Varga")
    assert {"Ilse Varga"} == who(found, one(found, "take office"))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The case was filed by Ilse Varga on behalf of Tomas Reyl.", "filed"),
        ("Prosecutors charged Ilse Varga and Tomas Reyl with the killing.", "killing"),
        ("Ilse Varga has laid blame on Tomas Reyl for the losses.", "laid blame"),
    ],
)
def test_whom_a_deed_is_for_or_laid_on_takes_part(text: str, trigger: str) -> None:
    """Also who is accused of an attack."""
    found = annotated(text, person="Ilse Varga|Tomas Reyl")
    assert {"Ilse Varga", "Tomas Reyl"} == who(found, one(found, trigger))


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("The Sable Brigade claimed responsibility for the attack on the embassy in Brenn.", True),
        ("Responsibility for the attack in Brenn was claimed by the Sable Brigade.", True),
        ("The Sable Brigade has not claimed responsibility for the attack in Brenn.", False),
    ],
)
def test_who_claims_an_attack_takes_part_in_it(text: str, acting: bool) -> None:
    """Who takes responsibility did it, as far as anybody says."""
    found = annotated(text, organization="Sable Brigade", place="Brenn")
    attack = next(event for event in found.events if event.trigger.text == "attack")
    assert acting == ("Sable Brigade" in who(found, attack))


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Ilse Varga left Tomas Reyl after meeting Ana Moreau.", "Ilse Varga"),
        ("Ilse Varga angered Tomas Reyl by meeting Ana Moreau.", "Ilse Varga"),
        ("Ilse Varga accused Tomas Reyl of meeting Ana Moreau.", "Tomas Reyl"),
    ],
)
def test_who_acts_in_a_gerund_depends_on_its_preposition(text: str, agent: str) -> None:
    """The subject, of time and means; else the object."""
    found = annotated(text, person="Ilse Varga|Tomas Reyl|Ana Moreau")
    assert {agent, "Ana Moreau"} == who(found, one(found, "meeting"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Tomas Reyl was among the wounded.", "casualties"),
        ("Tomas Reyl was among the dead.", "death"),
    ],
)
def test_who_is_among_the_dead_undergoes_it(text: str, label: str) -> None:
    """He does nothing."""
    (event,) = annotated(text, person="Tomas Reyl").events
    assert (label, ["patient"]) == (event.label, [party.role for party in event.participants])
