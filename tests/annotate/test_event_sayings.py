"""Statements as events."""

from __future__ import annotations

import pytest

import dateline
from dateline.schema.annotation import STATEMENT, EventMention


def statements(text: str) -> list[EventMention]:
    """The statements that the text tells of."""
    return [
        event for event in dateline.annotate(text, published="2031-05-14").events if event.label == STATEMENT
    ]


def test_what_somebody_said_is_shown_with_its_words() -> None:
    """In whatever order: who said it, and what."""
    text = "“Nobody should guess what happened,” Interior Minister Pavel Dorn told reporters on Monday."
    (told,) = statements(text)
    assert ("OTHER", "held", text.removesuffix(".")) == (told.type, told.status, told.what.text)
    (said,) = statements("Pavel Dorn said on Monday that nobody should guess what happened.")
    assert "Pavel Dorn said on Monday that nobody should guess what happened" == said.what.text


def test_nobody_named_makes_no_statement() -> None:
    """What residents say is in the quotations."""
    assert [] == statements("“We heard a bang,” a resident said on Monday. Residents said it was loud.")


def test_a_saying_that_names_an_event_is_that_event() -> None:
    """ "Denied" is a rejection, "accused" an accusation."""
    assert [] == statements("Pavel Dorn accused the Meridian Post of guessing, and denied its report.")


def test_what_somebody_else_should_do_is_asked_for() -> None:
    """Not so what the speaker, or nobody with a name, should do."""
    (asked,) = statements("Pavel Dorn said on Monday that the Meridian Post should print a correction.")
    assert "REQUEST" == asked.type
    (other,) = statements("Pavel Dorn said on Monday that he should have known.")
    assert "OTHER" == other.type


def test_what_is_called_bad_is_blamed() -> None:
    """By adjectives, and nouns after "is", of the lexicon of opinions."""
    (blame,) = statements("“The report was a disgrace,” Pavel Dorn said on Monday.")
    assert "ACCUSE" == blame.type


def test_what_is_told_of_others_as_bad_is_blamed() -> None:
    """By verbs; what the speaker does himself, or does not, blames nobody."""
    (blame,) = statements("Pavel Dorn said on Monday that the Meridian Post had cheated its readers.")
    assert "ACCUSE" == blame.type
    (own,) = statements("“We failed,” Pavel Dorn said on Monday.")
    assert "OTHER" == own.type


def test_harm_that_the_speaker_announces_is_a_threat() -> None:
    """Not what somebody else will do."""
    (threat,) = statements("“There will be severe punishment,” Pavel Dorn said on Monday.")
    assert "THREATEN" == threat.type
    (warning,) = statements("Pavel Dorn said on Monday that the Meridian Post would punish its readers.")
    assert "OTHER" == warning.type
    (fair,) = statements("“The report was not dishonest,” Pavel Dorn said on Monday.")
    assert "OTHER" == fair.type


def test_what_the_speaker_does_is_told_once() -> None:
    """ "Said that he had met" is the meeting."""
    text = "Pavel Dorn said that he met Ilse Varga in Brenn on Monday."
    assert [] == statements(text)
    (met,) = dateline.annotate(text, published="2031-05-14").events
    assert "CONSULT" == met.type


def test_what_has_been_said_is_a_statement() -> None:
    """The verb is no auxiliary, and an answer or what is cited is said as well."""
    for text, verb in (
        ("Pavel Dorn has said the report was wrong.", "said"),
        ("“I never guess,” Pavel Dorn replied.", "replied"),
        ("Pavel Dorn cited the recent death of Ilse Varga in Brenn.", "cited"),
    ):
        (told,) = statements(text)
        assert verb == told.trigger.text


def test_who_tells_of_an_event_takes_no_part_in_it() -> None:
    """But for who announces one."""
    annotated = dateline.annotate("Pavel Dorn cited the recent death of Ilse Varga in Brenn.")
    (death,) = (event for event in annotated.events if event.label == "death")
    assert ["Ilse Varga"] == [annotated.mentions[part.mention].text for part in death.participants]


def test_a_verb_without_a_subject_has_the_speaker_of_its_quotation() -> None:
    """A long apposition breaks the tree, and the quotation knows who spoke."""
    text = (
        "Pavel Dorn, a survivor of the rampage who represents 75 survivors and victims' family members, "
        'called the Meridian Post\'s report "a stunt" that nobody should read.'
    )
    annotated = dateline.annotate(text)
    said = [event for event in annotated.events if event.trigger.text == "called"]
    assert [["Pavel Dorn"]] == [
        [annotated.mentions[p.mention].text for p in event.participants] for event in said
    ]


def test_what_something_was_done_to_say_is_said() -> None:
    """ "Took the stage to say"; what somebody only means to say is not."""
    (told,) = statements("Pavel Dorn took to the stage on Monday to say that the report was wrong.")
    assert ("say", "held") == (told.trigger.text, told.status)


def test_harm_on_a_condition_is_a_threat_whoever_will_do_it() -> None:
    """Closing what is one's own threatens nobody."""
    (threat,) = statements(
        "Pavel Dorn said on Monday that Norland would bomb the port unless the ships left."
    )
    assert "THREATEN" == threat.type
    (closing,) = statements("Pavel Dorn said on Monday that he would shut down his plant.")
    assert "OTHER" == closing.type


def test_what_the_speaker_does_by_saying_it_is_its_root() -> None:
    """ "We demand", "we reject"; not what the speaker did."""
    said = {
        "“We reject the terms of the Meridian Post,” Pavel Dorn said on Monday.": "REJECT",
        "“We demand that the Meridian Post leave the room,” Pavel Dorn said on Monday.": "REQUEST",
        "“We demanded a room at the Meridian Post,” Pavel Dorn said on Monday.": "OTHER",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]


def test_who_is_said_to_be_responsible_is_blamed() -> None:
    """Not who says it of himself."""
    (blame,) = statements("Pavel Dorn said on Monday that the Meridian Post was responsible for the leak.")
    assert "ACCUSE" == blame.type
    (own,) = statements("Pavel Dorn said on Monday that he was responsible for the leak.")
    assert "OTHER" == own.type


def test_what_the_speaker_is_ready_for_on_a_condition_is_a_threat() -> None:
    """Whoever would do it; so is an answer that will hurt, and what comes "or else"."""
    for text in (
        "Pavel Dorn said Norland is ready to bomb the port if the ships do not leave.",
        "Pavel Dorn said on Monday that Norland's response would be swift and severe.",
        "“Leave the port or we will match you,” Pavel Dorn said on Monday.",
        "“Either we get the lease or we close the border,” Pavel Dorn said on Monday.",
    ):
        assert ["THREATEN"] == [one.type for one in statements(text)]
    (harmless,) = statements("Pavel Dorn said Norland is ready to talk if the ships leave.")
    assert "OTHER" == harmless.type
    (weather,) = statements("Pavel Dorn said on Monday that the answer would be clear.")
    assert "OTHER" == weather.type


def test_what_the_speaker_will_not_do_or_did_not_do_is_rejected() -> None:
    """Not what he does not know, nor what others did not do."""
    said = {
        "Pavel Dorn stressed on Monday that he would not renegotiate the lease.": "REJECT",
        "Pavel Dorn said on Monday there was no evidence that the Meridian Post had lied.": "REJECT",
        "“I did not hack the accounts,” Pavel Dorn said on Monday.": "REJECT",
        "Pavel Dorn said he would not know before Friday.": "OTHER",
        "Pavel Dorn said he did not see the report.": "OTHER",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]


def test_a_statement_that_is_given_out_is_what_it_says() -> None:
    """ "Issued a statement saying": one statement, with its root."""
    (blame,) = statements("Pavel Dorn issued a statement saying that the report was “a disgrace”.")
    assert ("ACCUSE", "issued") == (blame.type, blame.trigger.text)
    annotated = dateline.annotate("Pavel Dorn issued a statement on Monday.")
    assert ["publication"] == [event.label for event in annotated.events]


def test_a_war_of_words_that_another_began_is_blamed() -> None:
    """ "Started a trade war"; who is not fit for an office is blamed, a prime minister is not praised."""
    (war,) = statements("Pavel Dorn said on Monday that Norland had started a trade war.")
    assert "ACCUSE" == war.type
    (unfit,) = statements("Pavel Dorn said on Monday that Ilse Varga is not fit to be the prime minister.")
    assert "ACCUSE" == unfit.type


@pytest.mark.parametrize("told", ["was quoted by the Meridian Post as saying", "is quoted by it as saying"])
def test_who_is_quoted_as_saying_something_said_it(told: str) -> None:
    """Not the paper."""
    text = f"Pavel Dorn, who reads the Meridian Post, {told} on Monday that the bridge was safe."
    annotations = dateline.annotate(text, published="2031-05-14")
    (said,) = (event for event in annotations.events if event.label == STATEMENT)
    agents = [annotations.mentions[part.mention].text for part in said.participants]
    assert ["Pavel Dorn"] == agents


def test_a_verb_of_saying_with_a_clause_tells_a_statement() -> None:
    """Also where no quotation has it as its cue, as behind a long list."""
    text = (
        "Norland will suspend the issue of visas that can lead to permanent residency for nationals of "
        "Sudria, Jiwan and Arvenne, acting Secretary of Homeland Security Pavel Dorn said on Friday."
    )
    assert ["said"] == [event.trigger.text for event in statements(text)]


def test_consequences_of_a_deed_are_threatened() -> None:
    """What a policy will bring about threatens nobody; a country answers attacks itself."""
    for text in (
        "Pavel Dorn told Ilse Varga on Monday that further steps would have grave consequences.",
        "Pavel Dorn said in Norland on Monday that Norland would respond to any aggression.",
        "Pavel Dorn said in Norland on Monday that Norland would take revenge.",
    ):
        (threat,) = statements(text)
        assert "THREATEN" == threat.type, text
    for text in (
        "Pavel Dorn said on Monday that the winter would have some consequences for farmers.",
        "Pavel Dorn said in Norland on Monday that Norland would respond to the letter.",
    ):
        (said,) = statements(text)
        assert "OTHER" == said.type, text


def test_predicates_judge_before_other_words_do() -> None:
    """One's own mood judges nobody, and "not only" denies nothing."""
    for text in (
        "Pavel Dorn said on Monday that the verdict was disappointing, since important facts were missing.",
        "Pavel Dorn said on Monday that letting them in would show great weakness.",
        "Pavel Dorn said on Monday that the visit was not only unfortunate.",
    ):
        (blame,) = statements(text)
        assert "ACCUSE" == blame.type, text
    (mood,) = statements("Pavel Dorn said on Monday that he was disappointed.")
    assert "OTHER" == mood.type


def test_trust_and_what_is_said_to_be_supported_are_support() -> None:
    """Also where a pronoun stands for those who speak."""
    (help_,) = statements("Pavel Dorn and Ilse Varga said on Monday they would support the plan.")
    assert "SUPPORT" == help_.type
    (trust,) = statements("“I have every confidence in Ilse Varga,” Pavel Dorn said on Monday.")
    assert "SUPPORT" == trust.type


def test_no_plan_to_do_it_is_a_refusal() -> None:
    """Nor is what the speaker is not contemplating to be."""
    for text in (
        "Pavel Dorn said on Monday that Norland has no plans to support the lease.",
        "Pavel Dorn said on Monday that he was not contemplating signing the lease.",
    ):
        assert ["REJECT"] == [one.type for one in statements(text)]


def test_duties_that_others_fail_are_blamed() -> None:
    """And taking advantage; sizes and what is denied blame nobody."""
    said = {
        "“Norland is plainly not implementing the rules,” Pavel Dorn said on Monday.": "ACCUSE",
        "“Norland has taken advantage of the Meridian Post,” Pavel Dorn said on Monday.": "ACCUSE",
        "Pavel Dorn confirmed on Monday that a small number of clerks was in Brenn.": "OTHER",
        "“This is not a terrible blow,” Pavel Dorn said on Monday.": "OTHER",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]


def test_a_saying_that_is_all_its_clause_tells_is_a_statement() -> None:
    """ "Was vague, saying"; "condemned it, saying" is the condemnation. Who "tweeted" spoke."""
    (vague,) = statements("Pavel Dorn was vague on Monday, saying: “Nobody should guess what happened.”")
    assert "saying" == vague.trigger.text
    assert [] == statements("Pavel Dorn condemned the report, saying that it was late.")
    (short,) = statements("“All is well!” Pavel Dorn tweeted.")
    assert "tweeted" == short.trigger.text


def test_confidence_in_somebody_is_support() -> None:
    """Not where there is none."""
    (trust,) = statements("“I have every confidence that Ilse Varga is ready,” Pavel Dorn said on Monday.")
    assert "SUPPORT" == trust.type
    (doubt,) = statements("“I have no confidence in Ilse Varga,” Pavel Dorn said on Monday.")
    assert "SUPPORT" != doubt.type


def test_an_announcement_is_of_the_kind_of_what_it_announces() -> None:
    """As "announced sanctions" is; the deed to come is told beside it, what was done is not."""
    (said,) = statements("Pavel Dorn announced on Monday that Norland would withdraw from the accord.")
    assert ("RETREAT", "held") == (said.type, said.status)
    (meeting,) = statements("Pavel Dorn announced on Monday that Norland would meet the Meridian Post.")
    assert "OTHER" == meeting.type
    (own,) = statements("Norland announced on Monday that it would withdraw from the accord.")
    assert "RETREAT" == own.type


def test_what_is_answered_by_saying_is_said() -> None:
    """ "Reacted by tweeting that": one event."""
    (said,) = dateline.annotate("Pavel Dorn reacted to the report by tweeting that it was late.").events
    assert (STATEMENT, "tweeting") == (said.label, said.trigger.text)


def test_who_complains_of_others_blames_them() -> None:
    """Not who complains that the soup is cold, or of his own lot."""
    said = {
        "Pavel Dorn complained on Monday that the Meridian Post was ignoring the town.": "ACCUSE",
        "Pavel Dorn complained Norland was doing nothing to cut its exports.": "ACCUSE",
        "Pavel Dorn complained on Monday that the soup was cold.": "OTHER",
        "Pavel Dorn complained that he was tired.": "OTHER",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]


def test_who_concludes_that_another_did_harm_blames_him() -> None:
    """Not who concludes that he did not, will, or that something else is so."""
    said = {
        "The Meridian Agency concluded on Monday that Norland shot down the plane.": "ACCUSE",
        "Pavel Dorn maintained on Monday that the plane was shot down by Norland.": "ACCUSE",
        "Ruritania insisted on Monday that Norland downplayed the danger of the virus.": "ACCUSE",
        "The Meridian Agency concluded on Monday that Norland did not shoot down the plane.": "OTHER",
        "Ruritania claimed on Monday that Norland would attack the port.": "OTHER",
        "Pavel Dorn said on Monday that the police arrested two people.": "OTHER",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]


def test_who_will_not_speak_or_calls_a_report_false_rejects() -> None:
    """What is not false is not rejected."""
    said = {
        "The Meridian Post declined to comment on Monday.": "REJECT",
        "Prime Minister Pavel Dorn has refused to concede.": "REJECT",
        "Pavel Dorn said on Monday that the allegations are groundless.": "REJECT",
        "Pavel Dorn said on Monday that the reports are not false.": "OTHER",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]


def test_what_countries_or_people_should_do_is_asked_and_what_they_should_have_done_blamed() -> None:
    """What soup should be is neither."""
    said = {
        "Pavel Dorn said every country should make the harvest its first aim.": "REQUEST",
        "“All sides must respect the border,” Pavel Dorn said on Monday.": "REQUEST",
        "Pavel Dorn said the board should have stepped in months ago.": "ACCUSE",
        "Pavel Dorn said on Monday that the soup should be warm.": "OTHER",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]


def test_how_people_feel_or_fare_blames_nobody() -> None:
    """A gerund may have consequences as a deed has."""
    said = {
        "“I am sad tonight,” Pavel Dorn said on Monday.": "OTHER",
        "“It will be very difficult to get Norland back to the table,” Pavel Dorn said on Monday.": "OTHER",
        "“This is dumb,” Pavel Dorn said on Monday.": "ACCUSE",
        "Pavel Dorn said that moving the embassy would have dangerous consequences.": "THREATEN",
    }
    assert list(said.values()) == [one.type for text in said for one in statements(text)]
