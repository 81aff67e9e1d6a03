"""Which kind of event a word names that can name several, or none."""

from __future__ import annotations

import pytest

from annotate.eventful import annotated
from dateline.annotate.event_lexicon import other_verbs
from dateline.schema.annotation import EventMention

SENSES = [
    ("Pilots began a strike in Tarn on Monday.", "strike", "PROTEST"),
    ("Jets carried out a strike on Tarn on Monday.", "strike", "ASSAULT"),
    ("Dockers went on strike in Tarn on Monday.", "went on strike", "PROTEST"),
    ("Police raided a house in Tarn on Monday.", "raided", "COERCE"),
    ("Rebels raided a village near Tarn on Monday.", "raided", "ASSAULT"),
    ("Divers reached Varga on Monday.", "reached", "AID"),
    ("A rescue team arrived in Tarn on Monday.", "arrived", "AID"),
    ("Rescuers flew home from Tarn on Monday.", "flew", "OTHER"),
    ("A football team arrived in Tarn on Monday.", "arrived", "OTHER"),
    ("Varga issued a call for calm on Monday.", "call", "REQUEST"),
    ("Varga travelled to the summit in Tarn on Monday.", "summit", "CONSULT"),
    ("If the talks fail, Varga will bomb Tarn.", "bomb", "THREATEN"),
    ("Varga will arrest the envoys unless they leave.", "arrest", "THREATEN"),
    ("Varga will arrest the envoys when they leave.", "arrest", "COERCE"),
    ("Troops in Tarn were put on alert on Monday.", "put on alert", "MOBILIZE"),
    ("Two ministers pledged allegiance to Varga on Monday.", "pledged allegiance", "SUPPORT"),
    ("Varga was serving house arrest in Tarn on Monday.", "serving house arrest", "COERCE"),
    ("A guard was killed in Tarn.", "killed", "ASSAULT"),
    ("Varga was released from prison in Tarn on Monday.", "released", "RETREAT"),
    ("Varga was acquitted in Tarn on Monday.", "acquitted", "CONCEDE"),
    ("Varga evacuated forty passengers from Tarn.", "evacuated", "AID"),
    ("Varga evacuated the theatre in Tarn on Monday.", "evacuated", "RETREAT"),
    ("Varga spoke at a campaign rally in Tarn on Monday.", "campaign rally", "OTHER"),
    ("Workers joined a rally against Varga in Tarn on Monday.", "rally", "PROTEST"),
    ("Varga offered her resignation on Monday.", "offered her resignation", "RETREAT"),
    ("Varga was charged with theft.", "charged", "ACCUSE"),
    ("Varga suggested that the council should sell the harbour.", "suggested", "AGREE"),
    ("Varga agreed that she would sell the harbour.", "agreed", "AGREE"),
    ("Varga recognized Tarn.", "recognized", "SUPPORT"),
    ("Varga suggested that both sides meet in Tarn.", "suggested", "AGREE"),
    ("In a call with Varga on Monday, the premier asked for help.", "call", "CONSULT"),
    ("Police named Varga as the suspect.", "named Varga as", "ACCUSE"),
    ("The coroner identified one of the victims as Varga.", "identified", "OTHER"),
    ("Varga is dead, her office said.", "is dead", "OTHER"),
    ("Varga was found dead Monday in Tarn.", "found dead", "OTHER"),
    ("Varga vowed to punish the rebels.", "vowed", "THREATEN"),
    ("Varga has promised to add tariffs on wheat.", "promised", "THREATEN"),
    ("Varga vowed to lift the tariffs on wheat.", "vowed", "AGREE"),
    ("Varga attacked Tarn on Monday.", "attacked", "ACCUSE"),
    ("Varga launched a fresh attack on the council, calling it a sham.", "attack", "ACCUSE"),
    ("Varga attacked Tarn with missiles on Monday.", "attacked", "ASSAULT"),
    ("Varga was held in Tarn for nine months.", "held", "COERCE"),
    ("Varga gave a briefing to lawmakers on Monday.", "briefing", "CONSULT"),
    ("Varga gave a briefing to reporters on Monday.", "briefing", "OTHER"),
    ("Police fired tear gas at Varga.", "fired tear gas", "COERCE"),
    ("Tarn retaliated with a tariff on wheat.", "tariff", "SANCTION"),
    ("The law triggered the first protests against Varga on Monday.", "protests", "PROTEST"),
    ("Crowds gathered for a second night of protests against Varga.", "protests", "PROTEST"),
    ("Varga called to congratulate the premier.", "called", "CONSULT"),
    ("Varga branded the premier a liar on Monday.", "branded", "ACCUSE"),
    ("Varga called the premier a hero on Monday.", "called", "SUPPORT"),
    ("Varga fired a barrage of rockets at Tarn on Monday.", "fired", "ASSAULT"),
    ("Varga walked back the threat on Monday.", "walked back", "CONCEDE"),
    ("Varga brought in a tax on goods from Tarn.", "brought in a tax", "SANCTION"),
    ("Varga apologized to the premier on Monday.", "apologized", "CONCEDE"),
    ("A court convicted Varga of theft on Monday.", "convicted", "COERCE"),
    ("Varga was admitted to a hospital in Tarn.", "admitted", "AID"),
    ("Varga sent a carrier to Tarn on Monday.", "sent", "MOBILIZE"),
    ("Varga deployed 400 soldiers in Tarn.", "deployed", "MOBILIZE"),
    ("Police pulled Varga over for a broken light.", "pulled Varga over", "COERCE"),
    ("Varga vowed vengeance.", "vowed", "THREATEN"),
    ("Varga promised a swift response to the raid.", "promised", "THREATEN"),
    ("Varga found fault with the council.", "found fault", "ACCUSE"),
    ("Varga used the opportunity to hammer the council for refusing to pay.", "hammer", "ACCUSE"),
    ("Varga fired back that she had paid.", "fired back", "ACCUSE"),
    ("Varga insisted that the council be dissolved.", "insisted", "REQUEST"),
    ("Varga's plea for help was heard on Monday.", "plea", "REQUEST"),
    ("Varga answered the premier with a warning on Monday.", "warning", "THREATEN"),
    ("Varga was kicked out of the council on Monday.", "kicked out", "SANCTION"),
    ("Varga will become chief whip.", "become", "OTHER"),
    ("Varga has stopped issuing visas.", "stopped", "OTHER"),
    ("Varga pledged 2 million euros to the clinic.", "pledged", "AID"),
    ("The plan of Varga was defeated in Tarn.", "defeated", "REJECT"),
    ("A siege of the embassy in Tarn ended on Monday.", "siege", "ASSAULT"),
    ("Varga was reviewing the ruling on Monday.", "reviewing", "OTHER"),
    ("The shutdown of the works in Tarn began on Monday.", "shutdown", "OTHER"),
    ("Varga singled out the council in a rant.", "singled out", "ACCUSE"),
    ("All shops in Tarn have been told to close.", "told", "REQUEST"),
    ("Varga suggested that she would withhold millions of euros in aid.", "suggested", "THREATEN"),
    ("Varga threw eggs at soldiers in Tarn.", "threw", "ASSAULT"),
    ("Varga rained rockets on Tarn on Monday.", "rained rockets", "ASSAULT"),
    ("Varga vowed that it would never happen.", "vowed", "REJECT"),
    ("Varga vowed never to attack Tarn again.", "vowed", "AGREE"),
    ("Varga raised the alert level in Tarn on Monday.", "raised the alert", "MOBILIZE"),
    ("Varga warned that a harsh retaliation is waiting.", "warned", "THREATEN"),
    ("Varga signed the bill into law on Monday.", "signed", "OTHER"),
    ("Varga was impeached on Monday.", "impeached", "ACCUSE"),
    ("The school suspended Varga on Monday.", "suspended", "SANCTION"),
    ("Varga suspended flights to Tarn on Monday.", "suspended", "RETREAT"),
    ("Varga was prevented from boarding a plane in Tarn.", "prevented from", "COERCE"),
    ("Police blocked Varga from entering Tarn.", "blocked Varga from", "COERCE"),
    ("Varga has been pushing ministers to reopen the port.", "pushing", "REQUEST"),
    ("Lawyers sought a pardon from Varga on Monday.", "sought", "REQUEST"),
    ("The council withdrew the draft on Monday under pressure from Varga.", "pressure", "REQUEST"),
    ("Varga delivered an ultimatum to the council on Monday.", "ultimatum", "THREATEN"),
    ("Varga vowed to veto the bill.", "vowed", "REJECT"),
    ("Varga vilified the judges on Monday.", "vilified", "ACCUSE"),
    ("Varga conquered Tarn in 2014.", "conquered", "ASSAULT"),
    ("The agreement was shot down by Varga on Monday.", "shot down", "REJECT"),
    ("Varga shot down the idea on Monday.", "shot down", "REJECT"),
    ("The plane was shot down over Tarn on Monday.", "shot down", "ASSAULT"),
    ("The bomb went off in Tarn on Monday.", "went off", "ASSAULT"),
    ("Varga and his gunmen targeted Tarn on Monday.", "targeted", "ASSAULT"),
]

NONE = [
    ("Varga charged more for each ticket.", "charged", "ACCUSE"),
    ("Varga suggested that the council was wrong.", "suggested", "AGREE"),
    ("Varga recognized how hard the winter was.", "recognized", "SUPPORT"),
    ("Varga ignored his call for calm.", "call", "CONSULT"),
    ("Varga was named as envoy to Tarn.", "named as", "ACCUSE"),
    ("The deal is dead, Varga said.", "is dead", "OTHER"),
    ("Varga ruled Tarn.", "ruled", "OTHER"),
    ("Varga seized on the remark of the premier on Monday.", "seized", "COERCE"),
    ("Varga backed away from the threat on Monday.", "backed away", "SUPPORT"),
    ("Varga was called to testify in Tarn.", "called", "CONSULT"),
    ("Varga helped negotiate the accord in Tarn on Monday.", "helped", "AID"),
    ("Varga pleaded with the council.", "pleaded", "OTHER"),
    ("Varga was held responsible for the loss.", "held", "COERCE"),
    ("Varga decided on Monday to resume operations against Tarn.", "resume", "COOPERATE"),
    ("Varga sent troops home from Tarn.", "sent", "MOBILIZE"),
    ("Varga sent a letter to the council.", "sent", "MOBILIZE"),
    ("Varga deployed a new tactic in Tarn.", "deployed", "MOBILIZE"),
    ("Varga was admitted to the bar in Tarn.", "admitted", "AID"),
    ("Varga promised a strong economy.", "promised", "THREATEN"),
    ("The sniper took aim at Varga with a rifle.", "took aim", "ACCUSE"),
    ("Varga paid the council for fixing the roof.", "paid", "ACCUSE"),
    ("Varga beat the Greens in the election on Monday.", "beat", "ASSAULT"),
    ("Varga insisted that the deal is dead.", "insisted", "REQUEST"),
    ("Varga warned that thieves were calling at houses in Tarn.", "warned", "THREATEN"),
    ("Varga was warned about the storm on Monday.", "warned", "THREATEN"),
    ("Varga offered an explanation to the council.", "offered", "AGREE"),
    ("Varga suggested that the letter may have been lost.", "suggested", "AGREE"),
    ("Varga suggested Monday that the letter could be a trap.", "suggested", "AGREE"),
    ("Varga has threatened to attack Tarn.", "attack", "ACCUSE"),
    ("Varga announced what she called a permanent ceasefire on Monday.", "called", "ACCUSE"),
    ("The town of Tarn hit 500 cases on Monday.", "hit", "ASSAULT"),
    ("The storm prevented Varga from leaving Tarn on Monday.", "prevented from", "COERCE"),
    ("Varga prevented the fire from spreading on Monday.", "prevented from", "COERCE"),
    ("Varga pushed to reopen the port.", "pushed", "REQUEST"),
    ("Varga sought shelter from the rain on Monday.", "sought", "REQUEST"),
    ("Varga increased the pressure on the council on Monday.", "pressure", "REQUEST"),
    ("Varga, the leading candidate, seized on the remarks and called for calm.", "seized", "COERCE"),
    ("Varga was asked to comment.", "asked", "REQUEST"),
    ("Varga suggested that she would visit Tarn.", "suggested", "THREATEN"),
    ("Varga withheld the names of the dead.", "withheld", "SANCTION"),
    ("Varga threw insults at soldiers in Tarn.", "threw", "ASSAULT"),
    ("Varga responded to the ruling on Monday by calling it a stunt.", "responded", "OTHER"),
    ("Varga warned that the bill could cost jobs.", "warned", "THREATEN"),
    ("Varga, a rapporteur on summary executions, came to Tarn on Monday.", "executions", "COERCE"),
    ("The alarm went off in Tarn on Monday.", "went off", "ASSAULT"),
    ("Varga imposed a tax targeting Tarn.", "targeting", "ASSAULT"),
    ("Varga targeted Tarn with a letter on Monday.", "targeted", "ASSAULT"),
    ("Varga beat Tarn comfortably, winning 900 votes.", "beat", "ASSAULT"),
]


def named(text: str, trigger: str) -> EventMention | None:
    """The event that `trigger` names in a text about Varga and Tarn, or None."""
    found = annotated(text, person="Varga", place="Tarn")
    return next((event for event in found.events if event.trigger.text == trigger), None)


@pytest.mark.parametrize(("text", "trigger", "root"), SENSES)
def test_what_stands_beside_a_word_tells_its_root(text: str, trigger: str, root: str) -> None:
    """People are rescued, buildings left; a campaign holds no protest."""
    event = named(text, trigger)
    assert event is not None
    assert root == event.type


@pytest.mark.parametrize(("text", "trigger", "root"), NONE)
def test_a_word_in_another_sense_has_not_that_root(text: str, trigger: str, root: str) -> None:
    """An amount is charged, an opinion suggested: no accusation, no offer."""
    event = named(text, trigger)
    assert event is None or (event.type, event.label) != (root, "trial")
    assert event is None or root == "OTHER" or event.type != root


@pytest.mark.parametrize(("text", "weak"), [("on Friday", False), ("soon", True)])
def test_a_journey_with_its_day_is_an_event(text: str, weak: bool) -> None:
    """Where nothing tells when somebody goes, going somewhere only supports a visit that is told."""
    event = named(f"Varga will fly to Tarn {text}.", "fly to")
    assert event is not None
    assert ("planned", weak) == (event.status, event.weak)


def test_a_verb_that_names_a_root_has_it() -> None:
    """ "Support" is SUPPORT."""
    assert "SUPPORT" == other_verbs()["support"]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Norland hit back at Sudria over the tariffs.", "ACCUSE"),
        ("Norland hit back at Sudria. A missile fell on the port.", "ASSAULT"),
    ],
)
def test_a_country_that_hits_back_without_weapons_does_so_in_words(text: str, root: str) -> None:
    [event] = [
        one for one in annotated(text, acting="Norland|Sudria").events if one.trigger.text == "hit back"
    ]
    assert root == event.type
