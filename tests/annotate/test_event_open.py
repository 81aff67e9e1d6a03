"""Events of verbs that the lexicon does not list."""

from __future__ import annotations

import dateline
from annotate.eventful import annotated, one, when, who


def test_a_dated_deed_of_somebody_named_is_an_event() -> None:
    """Whatever the verb: the label is the verb itself."""
    found = annotated(
        "On Monday, Ilse Varga displayed the charter in Brenn.", person="Ilse Varga", place="Brenn"
    )
    event = one(found, "displayed")
    assert ("OTHER", "display", "held") == (event.type, event.label, event.status)
    assert ("2031-05-12", {"Ilse Varga"}) == (when(found, event), who(found, event))


def test_a_verb_near_a_listed_one_has_its_root() -> None:
    """ "Cheered" is support, as "applauded" is."""
    found = annotated("Ilse Varga cheered Tomas Reyl on Monday.", person="Ilse Varga|Tomas Reyl")
    assert "SUPPORT" == one(found, "cheered").type


def test_a_thing_done_to_a_letter_is_done_to_whom_it_is_for() -> None:
    """ "Intercepted a letter to X" is about X."""
    found = annotated("Guards intercepted a letter to Ilse Varga on Monday.", person="Ilse Varga")
    assert {"Ilse Varga"} == who(found, one(found, "intercepted"))


def test_a_deed_needs_no_day_and_no_name() -> None:
    """Which deeds make a line of a timeline is weighed where all the reports are known."""
    assert ["polish"] == [
        event.label for event in annotated("Ilse Varga polished the medal.", person="Ilse Varga").events
    ]
    fled = dateline.annotate("The visitors fled in panic.", published="2031-05-14")
    assert ["withdrawal"] == [event.label for event in fled.events]


def test_states_thoughts_and_sayings_are_no_events() -> None:
    """Nor is what somebody says; what somebody posts is."""
    text = "Ilse Varga knew the valley in 2030. She said so on Monday. Ilse Varga posted a photograph."
    assert ["post"] == [event.label for event in annotated(text, person="Ilse Varga").events]


def test_what_is_not_told_as_done_is_no_event() -> None:
    """An infinitive, a gerund and a habit tell of no deed."""
    text = "Ilse Varga wants to display it in Brenn. Ilse Varga displays her charters to Tomas Reyl."
    assert () == annotated(text, person="Ilse Varga|Tomas Reyl", place="Brenn").events


def test_the_next_reading_of_a_word_is_tried() -> None:
    """ "Dispatched" officers are sent to act, where no rescuers are sent."""
    found = annotated(
        "The Ostrel Guard dispatched officers to Brenn.", organization="Ostrel Guard", place="Brenn"
    )
    assert "MOBILIZE" == one(found, "dispatched").type


def test_a_listed_verb_in_another_sense_says_no_kind_of_event() -> None:
    """ "Sent a letter" is no aid, as sending rescuers is."""
    found = annotated("On Monday the Ostrel Guard sent a letter to Ilse Varga.", organization="Ostrel Guard")
    assert ("OTHER", "send") == (one(found, "sent").type, one(found, "sent").label)


def test_a_step_of_another_event_is_none_beside_it() -> None:
    """ "Nixed a visit" is the visit, called off."""
    found = annotated("On Monday Ilse Varga nixed a visit to Brenn.", person="Ilse Varga", place="Brenn")
    assert [("visit", "cancelled")] == [(event.trigger.text, event.status) for event in found.events]


def test_what_somebody_will_not_do_is_refused() -> None:
    """ "Said it would not fund the bridge" is a refusal that was made."""
    found = annotated("Norland said it would not widen the bridge.", acting="Norland|it")
    assert ("REJECT", "refusal", "held") == (
        one(found, "widen").type,
        one(found, "widen").label,
        one(found, "widen").status,
    )
    found = annotated("Norland said it would not be widening the bridge.", acting="Norland|it")
    assert ("REJECT", "refusal") == (one(found, "widening").type, one(found, "widening").label)


def test_who_says_that_he_will_not_meet_another_refuses() -> None:
    """A meeting that one party has said will not be is refused by it."""
    found = annotated("Ilse Varga said she will not meet Tomas Reyl.", person="Ilse Varga|Tomas Reyl|she")
    assert ("REJECT", "held") == (one(found, "meet").type, one(found, "meet").status)


def test_who_will_not_attend_refuses() -> None:
    """The speech that somebody stays away from may well be held."""
    found = annotated("Ilse Varga will not attend the speech of Tomas Reyl.", person="Ilse Varga|Tomas Reyl")
    event = one(found, "speech")
    assert ("REJECT", "held", {"Ilse Varga"}) == (event.type, event.status, who(found, event))


def test_an_infinitive_with_a_day_is_a_plan() -> None:
    """ "Is expected to review" on Friday is an event to come."""
    found = annotated("Ilse Varga is expected to review the charter on Friday.", person="Ilse Varga")
    assert "planned" == one(found, "review").status


def test_a_state_is_an_event_where_it_has_a_day() -> None:
    """ "Attended" tells of a state, and on a day of what happened."""
    dated = annotated("Ilse Varga attended the mass on Monday.", person="Ilse Varga")
    assert "attend" == one(dated, "attended").label
    assert () == annotated("Ilse Varga attended the mass.", person="Ilse Varga").events


def test_a_noun_for_a_deed_is_an_event_where_it_is_told_whose() -> None:
    """It has the root of its verb: "denial" is of "deny"; of "any denial" nothing is told."""
    found = annotated("The Norland denial surprised Ilse Varga.", acting="Norland", person="Ilse Varga")
    assert "REJECT" == one(found, "denial").type
    assert {"Norland"} == who(found, one(found, "denial"))
    talk = annotated(
        "A conversation between Ilse Varga and Tomas Reyl broke down.", person="Ilse Varga|Tomas Reyl"
    )
    assert ("CONSULT", {"Ilse Varga", "Tomas Reyl"}) == (
        one(talk, "conversation").type,
        who(talk, one(talk, "conversation")),
    )
    assert "denial" not in {
        e.trigger.text for e in annotated("A denial surprised Brenn.", place="Brenn").events
    }


def test_a_noun_for_a_deed_stands_for_the_verb_that_carries_it() -> None:
    """ "Conducted a search" is one event."""
    found = annotated(
        "On Monday, Ilse Varga conducted a search in Brenn.", person="Ilse Varga", place="Brenn"
    )
    assert ["search"] == [event.label for event in found.events]


def test_what_is_not_said_is_no_event() -> None:
    """Who declines to comment does nothing."""
    assert () == annotated("Ilse Varga declined to comment on Monday.", person="Ilse Varga").events


def test_joining_somebody_in_a_deed_is_the_deed() -> None:
    """ "Joined X in condemning the raid" is one event, and "with X threatening" asserts another."""
    text = "Ilse Varga joined Tomas Reyl in denouncing the plan, with Pavel Dorn polishing the medal."
    found = annotated(text, person="Ilse Varga|Tomas Reyl|Pavel Dorn")
    assert ["accusation", "polish"] == [event.label for event in found.events]


def test_a_part_of_some_people_or_things_stands_for_them() -> None:
    """ "Some of the trains": what "is to be" needs no day."""
    found = annotated("Some of the envoys are to be moved to Brenn.", nominal="the envoys", place="Brenn")
    event = one(found, "moved")
    assert ("planned", {"the envoys"}) == (event.status, who(found, event))
    text = "Some of the trains are to be diverted. The trains are hard to divert. They want to divert it."
    assert [("divert", "planned")] == [(event.label, event.status) for event in annotated(text).events]


def test_a_relative_clause_tells_what_was_done_to_the_noun_over_it() -> None:
    """ "The law, which was adopted on Monday"."""
    found = annotated("Ilse Varga praised the law, which was adopted on Monday.", person="Ilse Varga")
    assert "2031-05-12" == when(found, one(found, "adopted"))


def test_what_begins_on_a_day_is_an_event() -> None:
    """Whatever begins: a noun for a deed, a thing, "it"."""
    text = "The works will begin on Monday. Repairs to it will begin on Friday. It is to start in June."
    events = annotated(text).events
    assert [("begin", "planned"), ("repair", "planned"), ("start", "planned")] == [
        (event.label, event.status) for event in events
    ]
    assert () == annotated("The works begin. The road ends there.").events


def test_what_begins_to_hold_is_an_event() -> None:
    """ "Took effect", "came into force": of what is an event the verb tells, else it is one itself."""
    text = (
        "The ban goes into effect on Friday. The new rules came into force on Monday. She went into the hall."
    )
    events = annotated(text).events
    assert [("sanction", "planned"), ("take effect", "held")] == [
        (event.label, event.status) for event in events
    ]


def test_what_somebody_started_doing_is_done() -> None:
    """Not what somebody stopped, or hopes to start."""
    told = (
        "Ilse Varga began building a boat. Ilse Varga hopes to start writing a book. Ilse Varga stopped it."
    )
    found = annotated(told, person="Ilse Varga")
    assert ["building"] == [event.trigger.text for event in found.events]


def test_what_something_else_came_after_is_done() -> None:
    """ "After announcing her plan": what it came before may not have been, nor what has no object."""
    told = "Ilse Varga slept after painting the boat. Ilse Varga ate before painting it, and after rowing."
    found = annotated(told, person="Ilse Varga")
    assert ["slept", "painting", "ate"] == [event.trigger.text for event in found.events]
    assert {"Ilse Varga"} == who(found, one(found, "painting"))


def test_an_institution_without_a_name_announces_a_deed() -> None:
    """ "The ministry announced a ban", "issued a denial": the noun, with no verb beside it."""
    text = "The ministry announced a ban on fishing. The ministry offered an apology to Tomas Reyl."
    found = annotated(text, organization="The ministry", person="Tomas Reyl")
    assert ["sanction", "apology"] == [event.label for event in found.events]


def test_the_verb_that_calls_off_no_event_is_one() -> None:
    """A noun that names none beside it does not take its place."""
    found = annotated("The exercises were suspended on Monday.")
    assert [("suspended", False)] == [(event.trigger.text, event.weak) for event in found.events]


def test_what_is_announced_is_planned() -> None:
    """ "Announced plans to lease it", "announced that it would widen it", "its decision to move it"."""
    for text, label in (
        ("Norland announced plans to lease the port.", "lease"),
        ("Norland announced that it would widen the bridge.", "widen"),
    ):
        found = annotated(text, acting="Norland|it")
        assert (label, "planned") in {(event.label, event.status) for event in found.events}
    found = annotated("Norland's decision to lease the port angered Ilse Varga.", acting="Norland")
    assert ("lease", "planned") in {(event.label, event.status) for event in found.events}


def test_what_is_moved_to_a_place_is_an_event() -> None:
    """A meeting that is moved is the meeting."""
    found = annotated("Norland moved its embassy to Brenn on Monday.", acting="Norland", place="Brenn")
    assert ["move"] == [event.label for event in found.events]
    found = annotated("Norland moved the talks to Brenn.", acting="Norland", place="Brenn")
    assert ["talks"] == [event.label for event in found.events]
