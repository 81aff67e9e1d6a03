"""The events of a report in text order, and how one is told beside another.

What happens at an event, or in a clause of "after", "when" or "as", shares its day and place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.annotate.annotator import Document
from dateline.annotate.event_counted import Count
from dateline.annotate.event_days import Days, is_past
from dateline.annotate.event_places import Scenery
from dateline.annotate.event_scenes import Scene
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import EventMention
from dateline.schema.interval import interval, meet

APART = frozenset(
    {
        *("earlier", "previously", "once", "formerly", "before", "ago", "originally", "later", "then"),
        *("since", "already"),
    }
)
_DAYS = re.compile(r"P(?!T)")
"""The ISO 8601 duration of a day or more."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_AT_EVENTS = frozenset({"at", "during", "from", "in", "inside", "outside"})
_BESIDE = frozenset({"day", "fringe", "margin", "sideline"})
"""What is "on" an event: "on the sidelines of the summit", "on the first day of the trial"."""

_SHARING = frozenset({"after", "when", "as", "while", "before", "where", "once"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event mention with its trigger and with what its inheritance turns on.

    `past` is true for a simple past; `sentence` numbers the sentence, `actors` are the chains (or, without
    one, negative mention numbers) of those who take part, `agents` of those who act.
    """

    event: EventMention
    trigger: Trigger
    past: bool
    sentence: int
    actors: frozenset[int]
    agents: frozenset[int]


@dataclass(frozen=True, slots=True)
class Setting:
    """The events of a document in text order, what is said on which day, and the places it names.

    `sayings` are sentence, speaker (as in `Told.actors`) and time of "she said on Friday", `counts` what lies
    how long after what.
    """

    tree: Tree
    document: Document
    told: tuple[Told, ...]
    sayings: tuple[tuple[int, int, int], ...]
    scenes: tuple[Scene, ...]
    scenery: Scenery
    days: Days
    counts: tuple[Count, ...]

    def before(self, number: int) -> Iterator[Told]:
        """The events told before one, nearest first."""
        return reversed(self.told[:number])

    def may_meet(self, *times: int | None) -> bool:
        """Whether two times, as far as they are told, can be one."""
        first, second = (interval(value(time, self.document)) for time in times)
        return first is None or second is None or meet(first, second)

    def sharing(self, one: Told) -> Iterator[Told]:
        """The events of the sentence that share the day of one, joined by "after", "when" …"""
        tree, mine = self.tree, carriers_of(self.tree, one.trigger)
        for other in self.told:
            if other.sentence != one.sentence or other is one:
                continue
            theirs = carriers_of(tree, other.trigger)
            if any(_is_joined(tree, a, b) or _is_joined(tree, b, a) for a in mine for b in theirs):
                yield other


def told_of(event: EventMention, trigger: Trigger, tree: Tree, chains: Mapping[int, int]) -> Told:
    carrier = carrier_of(trigger)
    who = [chains.get(p.mention, -1 - p.mention) for p in event.participants]
    return Told(
        event=event,
        trigger=trigger,
        past=is_past(tree, carrier),
        sentence=tree.tokens[carrier].sentence,
        actors=frozenset(who),
        agents=frozenset(id_ for id_, p in zip(who, event.participants, strict=True) if p.role == "agent"),
    )


def occasions(setting: Setting, one: Told) -> Iterator[Told]:
    """The events at which this one is: "a meeting at the summit", "the trial where X was fined"."""
    tree, carrier = setting.tree, carrier_of(one.trigger)
    nouns: set[int] = set()
    for word in (carrier, one.trigger.token, one.trigger.outer):
        for prep in tree.below(word, "prep"):
            joins = tree.tokens[prep].text.lower()
            for noun in tree.below(prep, "pobj"):  # with the one in "at the Group of Ten summit"
                if joins in _AT_EVENTS or (joins == "on" and tree.lemma(noun) in _BESIDE):
                    nouns |= {noun, *(x for of in tree.below(noun, "prep") for x in tree.below(of, "pobj"))}
    if tree.tokens[carrier].dep == "relcl" and any(
        tree.lemma(word) == "where" for word in tree.below(carrier, "advmod")
    ):
        nouns.add(over := tree.tokens[carrier].head)
        if tree.tokens[over].dep == "pobj":  # the town of the event
            nouns.add(tree.tokens[tree.tokens[over].head].head)
    token = tree.tokens[carrier]
    if token.tag == "VBG" and token.dep in {"acl", "advcl"} and tree.first(carrier, "mark", "nsubj") is None:
        nouns.add(token.head)  # "gave a speech this week deploring …"
    for other in setting.told:
        trigger = other.trigger
        if other is not one and trigger.noun and {trigger.token, trigger.outer, trigger.support} & nouns:
            yield other


def is_told(tree: Tree, trigger: Trigger) -> bool:
    """Whether the sentence tells the event itself, in its main clause or in what somebody says."""
    at = carrier_of(trigger)
    for over in tree.ancestors(at):
        dep = tree.tokens[at].dep
        if dep in {"relcl", "acl", "csubj", "pcomp", "parataxis"}:
            return False
        if dep == "advcl" and tree.first(at, "mark", "nsubj") is not None:
            return False
        at = over
    return True


def is_apart(one: Told, tree: Tree, apart: frozenset[str] = APART) -> bool:
    """Whether the words tell of another time: "earlier", "ten days after the blast"."""
    adverbs = tree.below(carrier_of(one.trigger), "advmod", "npadvmod")
    counted = (
        tree.time[unit]
        for word in tree.below(carrier_of(one.trigger), "prep", "advcl")
        for unit in tree.below(word, "npadvmod")
    )
    return any(tree.tokens[word].text.lower() in apart for word in adverbs) or any(
        index is not None and _DAYS.match(tree.times[index].value or "") for index in counted
    )


def is_definite(one: Told, tree: Tree) -> bool:
    """Whether a noun takes up what is known: "the blast"."""
    nouns = (one.trigger.token, one.trigger.outer) if one.trigger.noun else ()
    return any(tree.lemma(word) in DEFINITE for noun in nouns for word in tree.below(noun, "det", "poss"))


def value(time: int | None, document: Document) -> str | None:
    return document.annotations.times[time].value if time is not None else None


def carrier_of(trigger: Trigger) -> int:
    return trigger.support if trigger.support is not None else trigger.token


def carriers_of(tree: Tree, trigger: Trigger) -> set[int]:
    """The event word and the verb that tells of it: "The verdict was adjourned"."""
    carrier = carrier_of(trigger)
    governed = tree.tokens[trigger.outer].dep in {"nsubj", "nsubjpass", "dobj"}
    over = tree.tokens[trigger.outer].head
    return {carrier, over} if trigger.noun and governed and tree.is_verb(over) else {carrier}


def _is_joined(tree: Tree, low: int, high: int) -> bool:
    """Whether `low` stands in a clause of time right under `high`, or is what was left: "walked out of"."""
    prep = tree.tokens[low].head
    out = tree.tokens[low].dep == "pobj" and tree.lemma(prep) in {"of", "from", "out"}
    if out and high in {tree.tokens[prep].head, tree.tokens[tree.tokens[prep].head].head}:
        return tree.is_verb(high)
    at = low
    for over in tree.ancestors(low):
        token = tree.tokens[at]
        if token.dep in {"ccomp", "relcl", "acl", "xcomp"}:
            return False
        if token.dep == "advcl" or (token.dep == "pcomp" and tree.lemma(tree.tokens[at].head) in _SHARING):
            joins = {tree.lemma(child) for child in tree.below(at, "mark", "advmod")} | {
                tree.lemma(token.head)
            }
            if over == high or tree.tokens[at].dep == "pcomp":
                return bool(joins & _SHARING)
            return False
        at = over
    return False
