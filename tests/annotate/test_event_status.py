"""Whether an event is planned, held, cancelled or denied."""

from __future__ import annotations

import pytest

from annotate.eventful import annotated, one

MEETING = [
    ("Ilse Varga met Tomas Reyl on Monday.", "met", "held"),
    ("Ilse Varga holds talks with Tomas Reyl in her office.", "talks", "held"),
    ("Ilse Varga will meet Tomas Reyl.", "meet", "planned"),
    ("Ilse Varga is slated to meet Tomas Reyl.", "meet", "planned"),
    ("Ilse Varga hopes to meet Tomas Reyl in June.", "meet", "planned"),
    ("Ilse Varga agreed to meet Tomas Reyl.", "meet", "planned"),
    ("Ilse Varga flew to Oslo to meet Tomas Reyl.", "meet", "held"),
    ("Ilse Varga refused to meet Tomas Reyl.", "meet", "denied"),
    ("Ilse Varga did not meet Tomas Reyl.", "meet", "denied"),
    ("Ilse Varga managed to meet Tomas Reyl.", "meet", "held"),
    ("Ilse Varga cancelled the summit with Tomas Reyl.", "summit", "cancelled"),
    ("The summit between Ilse Varga and Tomas Reyl was called off.", "summit", "cancelled"),
    ("The decision to ban Ilse Varga stands.", "ban", "held"),
    ("The decision to fund Ilse Varga stands.", "fund", "planned"),
    ("Orlan cancelled 300 trains.", "cancelled", "cancelled"),
    ("Orlan suspended 300 trains.", "suspended", "held"),
    ("Nobody saw or briefed Ilse Varga.", "briefed", "denied"),
    ("Orlan blamed Ruritania for the attack on Brenn.", "attack", "held"),
    ("Ilse Varga took the unusual step of meeting Tomas Reyl.", "meeting", "held"),
    ("Ilse Varga walked away from the summit with Tomas Reyl.", "summit", "cancelled"),
    ("Ilse Varga denied the meeting with Tomas Reyl.", "meeting", "denied"),
    ("The summit between Ilse Varga and Tomas Reyl produced no deal.", "summit", "held"),
    ("The talks between Ilse Varga and Tomas Reyl did not yield a deal.", "talks", "held"),
    ("The talks between Ilse Varga and Tomas Reyl did not take place.", "talks", "denied"),
    ("The attack on the market in Brenn killed nobody.", "attack", "held"),
    ("Ilse Varga prepared a planned meeting with Tomas Reyl.", "meeting", "planned"),
    ("The summit between Ilse Varga and Tomas Reyl could happen in June.", "summit", "planned"),
    ("The talks between Ilse Varga and Tomas Reyl took place in Oslo.", "talks", "held"),
    ("Ilse Varga was happy to meet Tomas Reyl.", "meet", "held"),
    ("Ilse Varga is ready to meet Tomas Reyl.", "meet", "planned"),
    ("Ilse Varga is unlikely to meet Tomas Reyl.", "meet", "planned"),
    ("Ilse Varga had to meet Tomas Reyl.", "meet", "held"),
    ("Ilse Varga was made to meet Tomas Reyl.", "meet", "held"),
    ("Ilse Varga repeated an offer she made last week to meet Tomas Reyl.", "meet", "planned"),
    ("Ilse Varga is considering meeting Tomas Reyl.", "meeting", "planned"),
    ("A meeting between Ilse Varga and Tomas Reyl is pending.", "meeting", "planned"),
    ("The talks between Ilse Varga and Tomas Reyl are supposed to begin on Friday.", "talks", "planned"),
    ("Orlan spoke of talks with Ilse Varga that are due to begin in June.", "talks", "planned"),
    ("Talks between Ilse Varga and Tomas Reyl are believed to have occurred.", "Talks", "held"),
    ("Ilse Varga offered Tomas Reyl talks.", "talks", "planned"),
    ("Orlan denied that Ilse Varga had met Tomas Reyl.", "met", "denied"),
    ("Ilse Varga raced to Oslo to meet Tomas Reyl.", "meet", "held"),
    ("Orlan proposed that Ilse Varga meet Tomas Reyl.", "meet", "planned"),
    ("Orlan hopes that Ilse Varga can meet Tomas Reyl.", "meet", "planned"),
    ("Orlan suggested that Ilse Varga and Tomas Reyl meet in June.", "meet", "planned"),
    ("Orlan did not deny that Ilse Varga had met Tomas Reyl.", "met", "held"),
    ("Ilse Varga agreed to no meeting with Tomas Reyl.", "agreed", "denied"),
    ("Ilse Varga and Tomas Reyl met to discuss the harbour.", "discuss", "held"),
    ("Reports said she'd held talks with Tomas Reyl.", "talks", "held"),
    ("Orlan feared that the attack on Brenn could lead to more.", "attack", "held"),
    ("Orlan feared that an attack on Brenn could lead to more.", "attack", "planned"),
    ("Ilse Varga will not meet Tomas Reyl until Friday.", "meet", "planned"),
    ("The talks between Ilse Varga and Tomas Reyl did not begin until Tuesday.", "talks", "held"),
    ("Ilse Varga will not meet Tomas Reyl until he resigns.", "meet", "denied"),
    ("Orlan rejected reports that Ilse Varga had met Tomas Reyl.", "met", "denied"),
    ("Orlan did not reject reports that Ilse Varga had met Tomas Reyl.", "met", "held"),
    ("Orlan dismissed claims of a meeting with Tomas Reyl.", "meeting", "denied"),
    ("There was no evidence that Ilse Varga had met Tomas Reyl.", "met", "denied"),
    ("Orlan found evidence that Ilse Varga had met Tomas Reyl.", "met", "held"),
    ("Orlan broke off the talks with Tomas Reyl.", "talks", "cancelled"),
    ("Orlan gave up the search on Monday.", "gave up the search", "cancelled"),
    ("Ilse Varga scrapped plans to meet Tomas Reyl.", "meet", "cancelled"),
    ("Dockers blocked the bridge in Brenn to protest the law.", "protest", "held"),
    ("The talks between Ilse Varga and Tomas Reyl take place in Oslo.", "talks", "held"),
    ("Orlan announced a deal with Tomas Reyl.", "deal", "held"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), MEETING)
def test_status_of_a_meeting(text: str, trigger: str, expected: str) -> None:
    """Tense, mood, negation and governors tell the status."""
    found = annotated(text, person="Ilse Varga|Tomas Reyl")
    assert expected == one(found, trigger).status


def test_a_relative_clause_that_acts_on_the_event_tells_it() -> None:
    """ "The talks that X held on Monday" is told as "X held talks on Monday" is."""
    found = annotated("Nobody knew of the talks that Ilse Varga held on Monday.", person="Ilse Varga")
    event = one(found, "talks")
    assert ("held", True) == (event.status, event.asserted)
    assert "2031-05-12" == found.times[event.when or 0].value


def test_what_is_due_to_begin_has_the_day_of_its_beginning() -> None:
    """ "Talks that are due to begin on Friday" are on Friday."""
    found = annotated(
        "Orlan spoke of talks with Ilse Varga that are due to begin on Friday.", person="Ilse Varga"
    )
    event = one(found, "talks")
    assert event.when is not None
    assert "2031-05-16" == found.times[event.when].value


def test_a_bare_noun_asserts_no_status() -> None:
    """ "The summit" alone does not say whether there was one."""
    found = annotated("Nobody knew the cost of the summit with Tomas Reyl.", person="Tomas Reyl")
    assert not one(found, "summit").asserted


def test_the_step_has_its_own_time() -> None:
    """A summit in June that was cancelled last week: the week is that of the step."""
    found = annotated("Ilse Varga cancelled the summit last week.", person="Ilse Varga")
    event = one(found, "summit")
    assert event.step is not None
    assert ("cancelled", None) == (event.step.text, event.when)
    assert "2031-W19" == found.times[event.step_when or 0].value


def test_a_day_to_come_makes_a_plan() -> None:
    """A captioned present with a date after publication is planned."""
    found = annotated("Ilse Varga meets Tomas Reyl on May 20, 2031.", person="Ilse Varga|Tomas Reyl")
    assert "planned" == one(found, "meets").status


def test_the_deed_in_an_accusation_is_a_claim() -> None:
    """The accusation is held; what it is about is claimed by the accuser."""
    found = annotated("Norway accused him of planning attacks on a ferry.", acting="Norway", person="him")
    assert None is one(found, "accused").claimed_by
    claimant = one(found, "attacks").claimed_by
    assert claimant is not None
    assert "Norway" == found.mentions[claimant].text


def test_an_offer_that_is_dismissed_was_made() -> None:
    """Rejecting words does not unsay them."""
    found = annotated("Ilse Varga dismissed Norway's offer.", person="Ilse Varga", acting="Norway")
    assert "held" == one(found, "offer").status


def test_nobody_hurt_is_denied() -> None:
    """ "No guards were hurt" denies casualties."""
    found = annotated("No guards were injured in Oslo.", nominal="guards", place="Oslo")
    assert "denied" == one(found, "injured").status


def test_what_is_to_be_ended_is_there() -> None:
    """ "To end the war" does not make the war a plan."""
    found = annotated("Norland wants to end the war with Sudria.", acting="Norland|Sudria")
    assert "held" == one(found, "war").status


def test_an_announced_arrest_was_made() -> None:
    """Arrests and charges are announced after the fact, meetings before."""
    found = annotated(
        "Ilse Varga announced the arrest of Tomas Reyl. Mara Lind announced talks with Norland.",
        person="Ilse Varga|Tomas Reyl|Mara Lind",
        acting="Norland",
    )
    assert ("held", "planned") == (one(found, "arrest").status, one(found, "talks").status)


def test_an_order_to_the_reader_is_no_event() -> None:
    """The imperative tells of nothing that happened."""
    found = annotated("Meet Tomas Reyl in Brenn.", person="Tomas Reyl", place="Brenn")
    assert () == found.events


@pytest.mark.parametrize(("words", "expected"), [("in 2029", "held"), ("in 2033", "planned")])
def test_a_year_tells_what_lies_ahead(words: str, expected: str) -> None:
    """Years and months tell past from future as days do."""
    found = annotated(f"The paper spoke of the election {words} in Norland.", place="Norland")
    assert expected == one(found, "election").status


def test_a_past_tense_is_never_of_a_day_to_come() -> None:
    """What has happened has no date after publication: the date is of something else."""
    found = annotated("Ilse Varga met Tomas Reyl on 3 June 2031.", person="Ilse Varga|Tomas Reyl")
    assert ("held", None) == (one(found, "met").status, one(found, "met").when)


@pytest.mark.parametrize(("text", "asserted"), [("cooperating with", True), ("meeting", False)])
def test_an_activity_in_the_progressive_is_of_now(text: str, asserted: bool) -> None:
    """ "Is meeting" can be a plan, "is cooperating" is none."""
    found = annotated(f"Ilse Varga is {text} Tomas Reyl.", person="Ilse Varga|Tomas Reyl").events
    assert [asserted] == [event.asserted for event in found]


@pytest.mark.parametrize("told", ["fell apart", "collapsed", "broke up", "was cut short"])
def test_a_meeting_that_goes_wrong_is_held_then(told: str) -> None:
    [meeting] = [
        e
        for e in annotated(f"The summit of Ilse Varga and Tomas Reyl {told} on Monday.").events
        if e.type == "CONSULT"
    ]
    assert (meeting.status, meeting.asserted, meeting.when is not None) == ("held", True, True)


@pytest.mark.parametrize("told", ["may collapse", "was not cut short"])
def test_a_meeting_that_only_may_go_wrong_is_not_told_by_that(told: str) -> None:
    [meeting] = [
        e for e in annotated(f"The summit of Ilse Varga and Tomas Reyl {told}.").events if e.type == "CONSULT"
    ]
    assert (meeting.status, meeting.asserted) == ("held", False)
