"""Wire reports of invented events, and copies of them rewritten as a desk would, with their lineage.

Everything is drawn with a fixed seed from our own sentences. A copy keeps the wire's quotations, swaps
words, turns sentences round, cuts, moves, and adds paragraphs of the outlet's own; `lineage` says for each of
its paragraphs from which of the wire's it came. An own report tells the same event with the same facts and
quotations in sentences of its own.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.schema.article import Article

PEOPLE = ("Ilse Marandt", "Tomas Reier", "Oda Kestrel", "Piet Halloran", "Marga Sund", "Ruben Achterberg")
PLACES = ("Norvik", "Halden Bay", "Ostermoor", "Port Lissa", "Querndal", "Brask")
OFFICES = ("harbour authority", "interior ministry", "transport ministry", "civil defence office")
SHIPS = ("ferry", "freight train", "cable car", "grain barge")

WIRE = (
    "{place} ({agency}) - A {ship} carrying {n} people ran off its course near {place} late on {day}, "
    "injuring {hurt} of them, the {office} said, in the worst accident on the route for {years} years.",
    "Rescue crews worked through the night with lamps and ropes to free passengers who were trapped in the "
    "rear section, and the last of them was brought out shortly before dawn.",
    '"We heard a grinding noise and then everything went dark," said {witness}, who had boarded with two '
    "children at {other}.",
    "The route was closed for repairs until the spring of last year, when the {office} declared it safe "
    "after an inspection that critics called hurried and incomplete.",
    "{minister}, who heads the {office}, promised an inquiry and said that its findings would be published "
    "in full within {weeks} weeks of the accident.",
    '"Nobody will be spared the hard questions, and that includes my own office," {minister} told reporters.',
    "Traffic on the line remained suspended on both sides of the {other} crossing, and operators advised "
    "travellers to use the coastal road instead.",
    "The operator, a company owned in equal parts by the state and by private shareholders, has paid {fine} "
    "crowns in fines over the past decade for neglected maintenance.",
)
OWN = (
    "At least {hurt} people were hurt when a {ship} with {n} on board left its track close to {place}.",
    'One of them, {witness}, described the moment of the accident. "We heard a grinding noise and '
    'then everything went dark," the passenger recalled.',
    "By sunrise firefighters had pulled everybody from the wreck. Many were taken to the clinic at {other} "
    "with broken bones and cuts.",
    'In the capital {minister} faced an angry chamber. "Nobody will be spared the hard questions, and that '
    'includes my own office," the head of the {office} told deputies.',
    "An investigation is to be finished in {weeks} weeks. Last year's reopening had drawn protests from "
    "unions, which doubted that the repairs were finished.",
    "Buses now take commuters along the shore. The company behind it owes {fine} crowns in penalties.",
)
LOCAL = (
    "Families from our region were among the travellers, the mayor of {home} confirmed on the telephone.",
    "A service of remembrance will be held at the old church in {home} on Sunday, organisers told us.",
    "Readers who know passengers on board can reach the newsroom at the usual number throughout the weekend.",
    "Two years ago a smaller accident on the same stretch had already alarmed commuters from {home}.",
)
SWAPS: Mapping[str, str] = {
    "late on": "on the evening of",
    "carrying": "with",
    "injuring": "and injured",
    "worst": "gravest",
    "worked through the night": "laboured all night",
    "shortly before": "just before",
    "promised": "pledged",
    "published": "made public",
    "remained suspended": "is still suspended",
    "advised": "told",
    "over the past decade": "in the last ten years",
    "declared it safe": "pronounced it safe",
    "hurried and incomplete": "rushed and incomplete",
    "said that": "declared that",
}


@dataclass(frozen=True)
class Made:
    """A wire report, a rewritten copy of it with its lineage, and an own report of the event."""

    wire: Article
    copy: Article
    lineage: Mapping[int, int]
    own: Article


def made(number: int) -> Made:
    """The case with this number; the same number makes the same case."""
    draw = random.Random(number)
    people, places = draw.sample(PEOPLE, 3), draw.sample(PLACES, 3)
    facts = {
        "agency": "Meridian Wire",
        "place": places[0],
        "other": places[1],
        "home": places[2],
        "ship": draw.choice(SHIPS),
        "office": draw.choice(OFFICES),
        "day": draw.choice(("Monday", "Thursday", "Saturday")),
        "witness": people[0],
        "minister": people[1],
        "n": draw.randint(40, 400),
        "hurt": draw.randint(7, 39),
        "years": draw.randint(8, 60),
        "weeks": draw.randint(3, 12),
        "fine": f"{draw.randint(2, 90)},000",
    }
    wire = [sentence.format(**facts) for sentence in WIRE]
    kept = sorted(draw.sample(range(len(wire)), draw.randint(5, len(wire))))
    if draw.random() < 0.3:
        kept.append(kept.pop(1))
    parts: list[tuple[str, int | None]] = [(_rewritten(wire[place], draw), place) for place in kept]
    for sentence in draw.sample(LOCAL, draw.randint(1, 3)):
        parts.insert(draw.randint(1, len(parts)), (sentence.format(**facts), None))
    return Made(
        wire=_article(f"wire-{number}", "Meridian Wire", wire),
        copy=_article(f"copy-{number}", "The Brask Courier", [text for text, _ in parts]),
        lineage={place: of for place, (_, of) in enumerate(parts) if of is not None},
        own=_article(f"own-{number}", "Ostermoor Post", [sentence.format(**facts) for sentence in OWN]),
    )


def _rewritten(sentence: str, draw: random.Random) -> str:
    for old, new in SWAPS.items():
        if draw.random() < 0.5 and f'"{old}' not in sentence:
            sentence = sentence.replace(old, new)
    sentence = sentence.replace(" (Meridian Wire) -", ":")
    head, comma, tail = sentence.rpartition(", ")
    if comma and '"' not in sentence and draw.random() < 0.4:
        turned = f"{tail[0].upper()}{tail[1:].rstrip('.')}, {head}."
        sentence = f"{head}." if draw.random() < 0.5 else turned
    return sentence


def _article(name: str, outlet: str, paragraphs: list[str]) -> Article:
    return Article(id=name, outlet=outlet, text="\n\n".join(paragraphs))
