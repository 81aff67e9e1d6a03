"""The place that a report takes as known when it tells of an event without naming it.

It is that of the clause or event beside which it is told, of the thing that it is done to, or, of what is
said, that where the same speaker is told to speak; else the likeliest that the report names.
"""

from __future__ import annotations

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_places import ON_THE_SPOT
from dateline.annotate.event_scenes import AFTER, BEFORE
from dateline.annotate.event_speaking import is_written
from dateline.annotate.event_telling import (
    Setting,
    Told,
    carrier_of,
    is_apart,
    is_definite,
    is_told,
    occasions,
)
from dateline.annotate.event_tree import Tree
from dateline.schema.annotation import SAID, STATEMENT, Likely

FEW, LEAST = 4, 0.05
"""How many places and days of an event are handed on, and their least likelihood; a convention."""


def places_for(setting: Setting, number: int) -> tuple[Likely, ...]:
    """The place that the telling gives to an event that no words place, else the likeliest few."""
    found = _told_place(setting, number)
    return _likely_places(setting, number) if found is None else (Likely(found, 1.0),)


def _told_place(setting: Setting, number: int) -> int | None:
    one = setting.told[number]
    event = one.event
    for other in setting.sharing(one):
        if other.event.where is not None and event.type not in SAID:
            return other.event.where
    for other in occasions(setting, one):
        if other.event.where is not None:
            return other.event.where
    described = _described_place(setting, one)
    if described is not None:
        return described
    if event.type in SAID or event.label == STATEMENT:
        return _spoken_place(setting, one)
    spot = event.label in ON_THE_SPOT and event.status not in {"cancelled", "denied"}
    if spot and is_definite(one, setting.tree):
        known = (before.event for before in setting.before(number) if before.event.label == event.label)
        place = next((before.where for before in known if before.where is not None), None)
        if place is not None:
            return place
    return None


def _spoken_place(setting: Setting, one: Told) -> int | None:
    """Where the same speaker is told to speak in the sentences around: "'…,' he said at a rally in Tarn"."""
    tree, event, carrier = setting.tree, one.event, carrier_of(one.trigger)
    if event.status != "held" or event.claimed_by is not None or is_written(tree, carrier):
        return None
    if is_apart(one, tree) or not is_told(tree, one.trigger):
        return None
    near = [
        (abs(gap), scene.place)
        for scene in setting.scenes
        for gap in (one.sentence - scene.sentence,)
        if scene.speaker in one.agents
        and -AFTER <= gap <= BEFORE
        and setting.may_meet(scene.time, event.when)
    ]
    return min(near)[1] if near else None


def _likely_places(setting: Setting, number: int) -> tuple[Likely, ...]:
    """The likeliest few places of an event that no words place, the likeliest first."""
    if setting.told[number].event.status in {"cancelled", "denied"}:
        return ()
    ranked = setting.scenery.likeliest(number)
    return tuple(Likely(at, round(odds, 3)) for at, odds in ranked[:FEW] if odds >= LEAST)


def _described_place(setting: Setting, one: Told) -> int | None:
    """Where the thing stands that the event is done to: "the hotline, located in Tarn", however far off.

    An inquiry is where the event is that it looks into.
    """
    tree = setting.tree
    carrier = carrier_of(one.trigger)
    things = tree.below(carrier, "dobj", "nsubjpass", "nsubj")
    if one.event.label == "investigation":
        inside = {at for thing in (*things, one.trigger.token) for at in tree.subtree(thing)}
        found = (t.event for t in setting.told if t.trigger.token in inside and t is not one)
        return next((event.where for event in found if event.where is not None), None)
    nouns = {tree.lemma(thing) for thing in things} & (words("links") | words("facilities"))
    if not nouns:
        return None
    for noun, token in enumerate(tree.tokens):
        if token.pos in {"NOUN", "PROPN"} and tree.lemma(noun) in nouns:
            place = _stands_in(tree, noun)
            if place is not None:
                return place
    return None


def _stands_in(tree: Tree, noun: int) -> int | None:
    """The place that the noun's own description gives: "located in the village of X"."""
    for clause in tree.below(noun, "acl", "relcl"):
        if tree.lemma(clause) not in {"locate", "base", "situate", "site", "house"}:
            continue
        for at in tree.subtree(clause):
            index = tree.mention[at]
            if (
                index is not None
                and tree.mentions[index].type == "place"
                and tree.mentions[index].kind == "name"
            ):
                return index
    return None
