"""Events of one article: who, where, when."""

from __future__ import annotations

import pytest

from annotate.eventful import annotated, one, told_where, when, where, who


def test_a_meeting_has_subject_and_object_place_and_day() -> None:
    """Who meets whom, where and when is read off one clause."""
    found = annotated(
        "Prime Minister Ilse Varga met President Tomas Reyl in Brenn on Monday.",
        person="Ilse Varga|Tomas Reyl",
        place="Brenn",
    )
    event = one(found, "met")
    assert ("CONSULT", "held") == (event.type, event.status)
    assert {"Ilse Varga", "Tomas Reyl"} == who(found, event)
    assert ("Brenn", "2031-05-12") == (where(found, event), when(found, event))


def test_the_noun_is_the_event_of_a_light_verb() -> None:
    """ "Held talks" is one event, with the subject of "held"."""
    found = annotated(
        "Ilse Varga held talks with Tomas Reyl in Brenn.", person="Ilse Varga|Tomas Reyl", place="Brenn"
    )
    assert ["talks"] == [event.trigger.text for event in found.events]
    assert {"Ilse Varga", "Tomas Reyl"} == who(found, one(found, "talks"))


def test_what_is_said_of_all_of_a_kind_is_no_event() -> None:
    """ "A treaty is worth nothing" tells of none."""
    general, told = "A treaty is worth nothing, she said.", "A treaty was signed in Brenn on Monday."
    assert not [event for event in annotated(general).events if event.label == "agreement"]
    assert [event for event in annotated(told, place="Brenn").events if event.label == "agreement"]


def test_the_scene_at_the_head_of_a_sentence_is_where() -> None:
    """ "In Brenn, X met Y" was in Brenn."""
    found = annotated("In Brenn, Ilse Varga met Tomas Reyl.", person="Ilse Varga|Tomas Reyl", place="Brenn")
    assert "Brenn" == where(found, one(found, "met"))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked police in central Brenn province on Monday.",
        "Rebels shelled a base in the Brenn area.",
        "A Brenn court sentenced Ilse Varga to six years.",
        "Thousands marched through the streets of Brenn on Saturday.",
        "An explosion that tore through a market in Brenn killed nine people.",
        "Rebels seized the city of Brenn on Monday.",
        "A storm struck western Brenn on Monday.",
        "Ilse Varga was deported to Brenn on Monday.",
        "Shelling in the town of Brenn killed nine people.",
    ],
)
def test_a_place_may_stand_in_a_longer_phrase(text: str) -> None:
    """A noun for a place, the court that acts, and what the event did are where it was."""
    found = annotated(text, place="Brenn")
    assert "Brenn" == where(found, found.events[0])


def test_a_noun_that_is_no_place_places_nothing() -> None:
    """ "In the Brenn crisis" says what it was about."""
    found = annotated("The army attacked rebels in the Brenn crisis on Monday.", place="Brenn")
    assert where(found, one(found, "attacked")) is None


def test_the_target_of_an_attack_takes_part_and_is_no_place_of_it() -> None:
    """An embassy that is struck is a victim; the town is where."""
    found = annotated(
        "Gunmen struck at the Orlan Embassy in Brenn on Monday.",
        nominal="Gunmen",
        place="Orlan Embassy|Brenn",
    )
    event = one(found, "struck at")
    assert {"Gunmen", "Orlan Embassy"} == who(found, event)
    assert "Brenn" == where(found, event)


def test_a_cause_keeps_its_own_time_and_place() -> None:
    """What an attack avenges was elsewhere, at another time."""
    found = annotated(
        "The militia bombed the depot in retaliation for air strikes last week in Tarn province.",
        organization="militia",
        place="Tarn province",
    )
    assert ("Tarn province", "2031-W19") == (
        where(found, one(found, "air strikes")),
        when(found, one(found, "air strikes")),
    )
    assert None is when(found, one(found, "bombed"))


def test_a_date_inside_a_noun_phrase_is_not_the_verbs() -> None:
    """ "The 2030 election" does not date the accusation about it."""
    found = annotated(
        "Ilse Varga accused Orlan of meddling in the 2030 election.", person="Ilse Varga", acting="Orlan"
    )
    assert None is when(found, one(found, "accused"))


def test_casualties_count_for_the_attack_they_hang_on() -> None:
    """ "Killing at least six" is a number of the attack, not an event."""
    found = annotated(
        "A bomber attacked the market in Brenn, killing at least six people and wounding forty.",
        nominal="A bomber",
        place="Brenn",
    )
    event = one(found, "attacked")
    assert [("killed", 6.0, "at least"), ("injured", 40.0, None)] == [
        (quantity.what, quantity.value, quantity.bound) for quantity in event.quantities
    ]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Tomas Reyl shot himself after he was wounded by a guard.", ["shot", "wounded"]),
        ("Two guards were killed before police shot Tomas Reyl.", ["killed", "shot"]),
        ("Two guards were wounded after a bomb exploded.", ["exploded"]),
    ],
)
def test_harm_before_or_after_other_harm_is_another_event(text: str, triggers: list[str]) -> None:
    """Of a bomb it is what it did."""
    found = annotated(text, person="Tomas Reyl|himself|he|Two guards")
    assert triggers == [event.trigger.text for event in found.events]


@pytest.mark.parametrize("told", ["After the blast, a gunman", "Ten days after the blast, a gunman"])
def test_who_kills_after_an_attack_makes_another(told: str) -> None:
    """What happened after an attack is not what it cost."""
    found = annotated(f"{told} killed three guards in Brenn.", nominal="a gunman|three guards", place="Brenn")
    assert [("killed", 3.0)] == [(q.what, q.value) for q in one(found, "killed").quantities]
    assert () == one(found, "blast").quantities


def test_money_has_a_currency() -> None:
    """An offer of dollars is in USD."""
    found = annotated("Norlund Steel offered $38.5 billion for Tarn Mines.", organization="Norlund Steel")
    quantities = [quantity for event in found.events for quantity in event.quantities]
    assert [("offered", 38.5e9, "USD")] == [(q.what, q.value, q.unit) for q in quantities]


def test_the_clause_is_a_span_without_its_conjunction() -> None:
    """What happened is told in the words of the report."""
    text = "It rained when Ilse Varga met Tomas Reyl."
    found = annotated(text, person="Ilse Varga|Tomas Reyl")
    what = one(found, "met").what
    assert text[what.start : what.end] == what.text
    assert what.text.endswith("Ilse Varga met Tomas Reyl")


def test_wars_of_words_are_no_fighting() -> None:
    """A trade war is not on the timeline as fighting."""
    found = annotated("France and Norway are in a trade war.", acting="France|Norway")
    assert [] == [event.trigger.text for event in found.events]


def test_no_text_no_events() -> None:
    """An empty article has no events."""
    assert () == annotated("").events


def test_a_local_event_without_a_place_is_where_the_report_is_set() -> None:
    """What happens on the spot is taken to be in the town that the report goes on about."""
    found = annotated(
        "Protesters filled the squares of Brenn. A second march in Brenn was calm. Police arrested nine men.",
        place="Brenn",
        nominal="nine men",
    )
    assert "Brenn" == told_where(found, one(found, "arrested"))


def test_a_dateline_places_nothing_where_the_report_begins_elsewhere() -> None:
    """The reporter sits in Brenn, the explosion need not have been there."""
    found = annotated(
        "BRENN (Contis) - Ilse Varga met Tomas Reyl. An explosion killed two people.",
        place="BRENN",
        person="Ilse Varga|Tomas Reyl",
    )
    assert where(found, one(found, "explosion")) is None


def test_cancelling_is_a_step_of_what_is_cancelled() -> None:
    """ "X cancelled a visit" is one event, the visit of X, cancelled."""
    found = annotated("Ilse Varga cancelled a visit to Brenn.", person="Ilse Varga", place="Brenn")
    assert one(found, "cancelled").weak
    visit = one(found, "visit")
    assert ("cancelled", {"Ilse Varga"}) == (visit.status, who(found, visit))


def test_the_date_of_a_trial_stands_in_its_relative_clause() -> None:
    """ "The trial, which opened on Monday" is of Monday."""
    found = annotated("The trial, which opened on Monday, heard nine witnesses.")
    assert "2031-05-12" == when(found, one(found, "trial"))


def test_a_date_after_a_verb_is_no_particle_of_it() -> None:
    """ "Was given the contract in 2029" is no giving in."""
    found = annotated("Norrail, which was given the contract in 2029, is silent.", org="Norrail")
    assert ["contract"] == [event.label for event in found.events]


def test_what_is_denied_of_an_event_does_not_deny_it() -> None:
    """ "The visit will not be a long one" speaks of a visit that is planned."""
    found = annotated("Ilse Varga's visit will not be a long one.", person="Ilse Varga")
    assert "planned" == one(found, "visit").status


def test_a_toll_reaches_a_number() -> None:
    """ "The death toll rose to nine" gives the number and not the day's increase."""
    found = annotated("The death toll in Brenn rose to nine on Monday.", place="Brenn")
    (toll,) = one(found, "death toll").quantities
    assert ("killed", 9.0) == (toll.what, toll.value)


def test_a_term_has_its_unit() -> None:
    """A sentence is counted in years, halves included."""
    found = annotated("Tomas Reyl was sentenced to four and a half years in prison.", person="Tomas Reyl")
    (term,) = one(found, "sentenced").quantities
    assert ("sentence", 4.5, "year") == (term.what, term.value, term.unit)


def test_participles_without_an_auxiliary_count() -> None:
    """ "Nine were arrested and five officers injured" has both numbers."""
    found = annotated(
        "At least nine protesters were arrested and five officers injured in Brenn.",
        place="Brenn",
        nominal="nine protesters|five officers",
    )
    told = {(q.what, q.value, q.bound) for event in found.events for q in event.quantities}
    assert {("arrested", 9.0, "at least"), ("injured", 5.0, None)} <= told


def test_to_demonstrate_something_is_no_protest() -> None:
    """Only who demonstrates, full stop, is on the street."""
    found = annotated("Ilse Varga demonstrated a new lamp.", person="Ilse Varga")
    assert ["OTHER"] == [event.type for event in found.events]


def test_to_call_somebody_is_a_call_and_to_call_him_names_is_none() -> None:
    """ "Called him again" is a call, "called him a thief" is not."""
    called = annotated("Ilse Varga called Tomas Reyl again on Monday.", person="Ilse Varga|Tomas Reyl")
    assert "CONSULT" == one(called, "called").type
    named = annotated("Ilse Varga called Tomas Reyl a thief.", person="Ilse Varga|Tomas Reyl")
    assert [] == [event for event in named.events if event.type == "CONSULT"]


def test_what_somebody_is_called_in_marks_is_no_call() -> None:
    """Also where the parser takes what he is called for something else."""
    found = annotated("Norland is calling Reyl 'too old'", person="Reyl", acting="Norland")
    assert () == found.events


def test_who_agrees_in_a_quotation_only_speaks() -> None:
    """ "“It is late,” agrees X" is no agreement."""
    found = annotated('"We are in no good place," agrees Ilse Varga.', person="Ilse Varga")
    assert [] == [event for event in found.events if event.type == "AGREE"]


def test_a_present_perfect_has_not_the_past_time_of_the_clause_before() -> None:
    """ "Talks failed in May, and X has set a deadline": the deadline was not set in May."""
    text = (
        "The talks of Norland with Sudria failed in February, and Ilse Varga has ordered the troops to leave."
    )
    found = annotated(text, person="Ilse Varga", acting="Norland|Sudria", nominal="the troops")
    assert one(found, "ordered").when is None


def test_an_order_has_somebody_to_carry_it_out() -> None:
    """ "Ordered the troops to leave" is a request; "ordered lunch" is none."""
    found = annotated("Ilse Varga ordered the troops to leave.", person="Ilse Varga", nominal="the troops")
    assert {"Ilse Varga", "the troops"} == who(found, one(found, "ordered"))
    assert () == annotated("Ilse Varga ordered lunch.", person="Ilse Varga").events


def test_what_a_petition_urges_is_the_petition() -> None:
    """A verb that unfolds an event noun of its kind makes no second event."""
    found = annotated(
        "A petition signed by many last year urging Ilse Varga to resign drew crowds.", person="Ilse Varga"
    )
    assert ["petition"] == [event.trigger.text for event in found.events if event.type == "REQUEST"]
    assert {"Ilse Varga"} == who(found, one(found, "petition"))


def test_since_when_is_not_when() -> None:
    """ "The first visit since 2016" did not take place in 2016."""
    found = annotated("It is the first visit of Ilse Varga to Sudria since 2016.", person="Ilse Varga")
    assert None is when(found, one(found, "visit"))


def test_a_trip_that_was_planned_is_cancelled() -> None:
    """The verb that cancels tells more than the word that says it had been planned."""
    found = annotated(
        "Ilse Varga cancelled a trip to Sudria that had been planned for Friday.",
        person="Ilse Varga",
        place="Sudria",
    )
    event = one(found, "trip")
    assert ("cancelled", "Sudria", "2031-05-16") == (event.status, where(found, event), when(found, event))


def test_a_ban_on_rallies_names_no_rally() -> None:
    """What is regulated is any of its kind."""
    found = annotated("The court struck down the ban on rallies on Monday.", organization="The court")
    assert [] == [event for event in found.events if event.type == "PROTEST"]


def test_a_strike_that_workers_go_on_is_a_protest() -> None:
    """The pattern of the verb says what kind of strike it is, and keeps its day."""
    found = annotated("Dock workers went on strike on Monday.", nominal="Dock workers")
    (event,) = found.events
    assert ("PROTEST", "2031-05-12") == (event.type, when(found, event))


def test_a_meeting_with_people_who_are_not_named_is_one() -> None:
    """ "Met with union bosses" is a meeting, "met with success" none."""
    met = annotated("Ilse Varga met with union bosses.", person="Ilse Varga")
    assert ["met with"] == [event.trigger.text for event in met.events]
    success = annotated("Ilse Varga met with success.", person="Ilse Varga")
    assert ["OTHER"] == [event.type for event in success.events]


def test_a_verb_with_a_noun_can_be_another_event_than_the_noun() -> None:
    """ "Opened fire" is an attack and no blaze, on the paper whose newsroom it is."""
    found = annotated("A man opened fire in the newsroom of the Ostrel Post.", organization="Ostrel Post")
    event = one(found, "opened fire")
    assert ("ASSAULT", "held") == (event.type, event.status)


def test_to_see_somebody_somewhere_is_a_meeting() -> None:
    """ "Will see Reyl in Tarn on Monday" plans one, "saw Reyl win" tells of none."""
    found = annotated("Ilse Varga will see Tomas Reyl in Tarn.", person="Ilse Varga|Tomas Reyl", place="Tarn")
    assert ("CONSULT", "planned") == (one(found, "see").type, one(found, "see").status)
    won = annotated("Ilse Varga saw Tomas Reyl win.", person="Ilse Varga|Tomas Reyl")
    assert "CONSULT" not in {event.type for event in won.events}


def test_praise_is_no_accusation() -> None:
    """ "Called the deal a success" criticizes nobody, and calling somebody again is a call."""
    found = annotated("Ilse Varga called the deal a success.", person="Ilse Varga")
    assert "ACCUSE" not in {event.type for event in found.events}


def test_an_act_of_war_is_no_war() -> None:
    """It tells what kind of act, not of which war."""
    found = annotated("Ilse Varga spoke of an act of war by Norland.", person="Ilse Varga", acting="Norland")
    assert not [event for event in found.events if event.trigger.text == "war"]


def test_a_missile_fired_at_somebody_is_an_attack() -> None:
    """ "Fired a missile" is a test, unless at a target."""
    fired = annotated("Norland fired a missile on Monday.", acting="Norland")
    assert "MOBILIZE" == one(fired, "fired a missile").type
    aimed = annotated(
        "Norland fired missiles at the Brenn Air Base.", acting="Norland", place="Brenn Air Base"
    )
    assert ["ASSAULT"] == [event.type for event in aimed.events]


def test_joining_a_body_is_cooperation() -> None:
    """ "Joined the coalition", not "joined the investigation"."""
    found = annotated("Norland joined the coalition on Monday.", acting="Norland")
    assert "COOPERATE" == one(found, "joined").type


def test_the_strike_of_a_text_about_workers_is_no_attack() -> None:
    """One word has one sense in one text."""
    text = "The union called a strike at Norvane on Monday. Workers stood on the picket line all day."
    found = annotated(text, organization="Norvane")
    assert {"PROTEST"} == {event.type for event in found.events if event.trigger.text == "strike"}
    found = annotated("Norland condemned the strike on Brenn.", acting="Norland", place="Brenn")
    assert "ASSAULT" == one(found, "strike").type


def test_who_agrees_to_a_ceasefire_has_it() -> None:
    """The subject of "agreed to" is a party of what is agreed."""
    found = annotated("Norland and Ruritania agreed to a ceasefire.", acting="Norland|Ruritania")
    assert {"Norland", "Ruritania"} == who(found, one(found, "ceasefire"))


def test_courts_uphold_and_others_keep_their_word() -> None:
    """Only a court or a ruling makes a trial of "uphold"."""
    assert "trial" == one(annotated("The judge upheld the ban on Monday."), "upheld").label
    assert () == annotated("Both sides must uphold their commitments in Brenn.", place="Brenn").events


def test_a_name_is_no_office() -> None:
    """A boy named Anton has not been appointed."""
    told = annotated("A boy named Anton Bell sang.", person="Anton Bell").events
    assert ["sing"] == [event.label for event in told]


def test_what_is_suggested_of_the_present_is_a_saying() -> None:
    """Only what is to come is offered."""
    person = "Ilse Varga"
    assert () == annotated("Ilse Varga suggested that she has a better record.", person=person).events
    assert "offer" == one(annotated("Ilse Varga suggested a meeting.", person=person), "suggested").label
