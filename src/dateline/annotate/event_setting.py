"""The day and the place that a report takes as known when it tells of an event without naming them.

A past tense without a time of its own speaks of the time that the text has reached (Reichenbach 1947;
Webber 1988, "Tense as discourse anaphor"), as long as it goes on about the same people or the same scene;
a clause of "after", "when" or "as" shares day and place with the clause over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from dateline.annotate.annotator import Document
from dateline.annotate.event_counted import Count, counts_of, past_period
from dateline.annotate.event_days import Days, is_past
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_places import ON_THE_SPOT, Scenery
from dateline.annotate.event_refusal import REFUSAL
from dateline.annotate.event_scenes import AFTER, BEFORE, Scene, is_written, scenes
from dateline.annotate.event_slots import time_of
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import SAID, STATEMENT, EventMention, Likely
from dateline.schema.interval import interval, is_ahead, meet

REACH = 6
"""Sentences over which a past tense takes up the last day told of the same actor; a convention."""

NEAR = 2
"""Sentences over which it takes up the day or place of the scene, with no actor in common; a convention."""

NEWS_DAYS = 7
"""Days before publication within which the last day told is that of the news, not of its background."""

DAY = len("2000-01-01")
"""Characters of an ISO 8601 value with a day."""

FEW, LEAST = 4, 0.05
"""How many places and days of an event are handed on, and their least likelihood; a convention."""

_IN_COURT = frozenset({"trial", "charge", "sentence", "ceremony"})
"""Labels of what comes long after what it is about, so that neither tells the day of the other."""

_APART = frozenset(
    {
        *("earlier", "previously", "once", "formerly", "before", "ago", "originally", "later", "then"),
        *("since", "already"),
    }
)
_DAYS = re.compile(r"P(?!T)")
"""The ISO 8601 duration of a day or more."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
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
        first, second = (interval(_value(time, self.document)) for time in times)
        return first is None or second is None or meet(first, second)

    def sharing(self, one: Told) -> Iterator[Told]:
        """The events of the sentence that share the day of one, joined by "after", "when" …"""
        tree, mine = self.tree, _carriers(self.tree, one.trigger)
        for other in self.told:
            if other.sentence != one.sentence or other is one:
                continue
            theirs = _carriers(tree, other.trigger)
            if any(_is_joined(tree, a, b) or _is_joined(tree, b, a) for a in mine for b in theirs):
                yield other


def with_setting(
    events: Iterable[EventMention], tree: Tree, triggers: Mapping[int, Trigger], document: Document
) -> Iterator[EventMention]:
    """The events in text order, with what is likely meant where the words name no time or place.

    `triggers` are the triggers by the offset of their first character.
    """
    chains = {at: n for n, chain in enumerate(document.annotations.chains) for at in chain.mentions}
    told = [_told(event, triggers[event.trigger.start], tree, chains) for event in events]
    told.sort(key=lambda one: one.event.trigger.start)
    scenery = Scenery(document, [one.event for one in told])
    days = Days.of(tree, list(triggers.values()), document.article.published or "")
    sayings, spoken = tuple(_sayings(tree, chains)), tuple(scenes(tree, chains))
    counts = tuple(counts_of(tree))
    setting = Setting(tree, document, tuple(told), sayings, spoken, scenery, days, counts)
    for number, one in enumerate(told):
        event = one.event
        yield msgspec.structs.replace(
            event,
            days=_days_for(setting, number) if event.when is None else (),
            places=_places_for(setting, number) if _is_open(event, document) else (),
        )


def _told(event: EventMention, trigger: Trigger, tree: Tree, chains: Mapping[int, int]) -> Told:
    carrier = _carrier(trigger)
    who = [chains.get(p.mention, -1 - p.mention) for p in event.participants]
    return Told(
        event=event,
        trigger=trigger,
        past=is_past(tree, carrier),
        sentence=tree.tokens[carrier].sentence,
        actors=frozenset(who),
        agents=frozenset(id_ for id_, p in zip(who, event.participants, strict=True) if p.role == "agent"),
    )


# ---------------------------------------------------------------- when
def _days_for(setting: Setting, number: int) -> tuple[Likely, ...]:
    """The time that the telling gives to an event that no words date, else the likeliest few."""
    one = setting.told[number]
    if one.event.label == REFUSAL:
        return _days_of_refusal(setting, one)
    counted = _counted_day(setting, one)
    if counted is not None:
        return (Likely(None, 1.0, counted),) if counted else ()
    found = _told_day(setting, number)
    return _likely_days(setting, number) if found is None else (Likely(found, 1.0),)


def _counted_day(setting: Setting, one: Told) -> str | None:
    """The day that is counted from another event; empty where it is not told: "days after they met"."""
    tree = setting.tree
    mine = _carriers(tree, one.trigger)
    for count in setting.counts:
        for word, other in ((count.earlier, count.later), (count.later, count.earlier)):
            acting = tree.below(word, "nsubj", "nsubjpass", "dobj") if tree.is_verb(word) else ()
            if mine.isdisjoint({word, *(acting if one.trigger.noun else ())}):
                continue
            anchor = _day_of_word(setting, other, later=other == count.later)
            if anchor is not None or count.number is None:
                return count.moved(anchor, back=word == count.earlier) or ""
    held = one.event.status == "held"
    return past_period(tree, mine, setting.document.article.published) if held else None


def _day_of_word(setting: Setting, word: int, *, later: bool) -> str | None:
    """The day that the words give to what a word tells; without one, the day of publication of what is told
    as the news: "the move comes a week after …"."""
    tree, document = setting.tree, setting.document
    inside = {word, *tree.below(word, "nsubj", "nsubjpass")}
    events = (o.event.when for o in setting.told if inside & _carriers(tree, o.trigger))
    index = next((when for when in events if when is not None), time_of(tree, word))
    if index is None and _is_named(tree, word):
        same = [o.event.when for o in setting.told if tree.lemma(o.trigger.token) == tree.lemma(word)]
        known = {day.isoformat() for when in same if (day := _day(when, document)) is not None}
        return known.pop() if len(known) == 1 else None
    if index is not None:
        return _value(index, document)
    told = tree.tokens[word].dep == "ROOT" and tree.lemma(word) in {"come", "follow"}
    return (document.article.published or "")[:DAY] or None if later and told else None


def _is_named(tree: Tree, word: int) -> bool:
    """Whether a noun takes up what is known: "the vote"."""
    return not tree.is_verb(word) and any(tree.lemma(at) in _DEFINITE for at in tree.below(word, "det"))


def _days_of_refusal(setting: Setting, one: Told) -> tuple[Likely, ...]:
    """The likeliest few days on which somebody says what he will not do, none of them a day of the deed."""
    own = set(setting.tree.subtree(one.trigger.token))
    ranked = setting.days.likeliest(one.trigger, past=True)
    said = [(c, odds) for c, odds in ranked if c.token is None or c.token not in own]
    return tuple(Likely(c.time, round(odds, 3)) for c, odds in said[:FEW] if odds >= LEAST)


def _told_day(setting: Setting, number: int) -> int | None:
    tree, document, one = setting.tree, setting.document, setting.told[number]
    event = one.event
    for other in _occasions(setting, one):
        if other.event.when is not None and event.status not in {"cancelled", "denied"}:
            return other.event.when
    if event.status != "held" or not one.past or not event.asserted or event.claimed_by is not None:
        return None
    if _is_set_apart(one, tree):
        return None
    for other in setting.sharing(one) if event.type not in SAID else ():
        ahead = is_ahead(_value(other.event.when, document), document.article.published)
        if other.past and _day(other.event.when, document) is not None and not ahead:
            return other.event.when
    if _has_time(tree, one.sentence) or not _is_told(tree, one.trigger):
        return None
    said = _said_on(setting, one) if event.type in SAID else None
    if said is not None:
        return said
    for before in setting.before(number):
        if one.sentence - before.sentence > REACH:
            break
        if _goes_on(one, before, tree) and before.past and _is_news(before.event.when, document):
            return before.event.when
    return _scene_day(setting, number)


def _likely_days(setting: Setting, number: int) -> tuple[Likely, ...]:
    """The likeliest few times of an event that no words date, the likeliest first."""
    one = setting.told[number]
    gone = one.event.status in {"cancelled", "denied"}
    said = {one.event.label, one.event.type} & {STATEMENT, *SAID}  # "later told reporters": the same news
    apart = _is_apart(one, setting.tree, _APART - {"later"} if said else _APART)
    if gone or not setting.days.published or apart:
        return ()
    told = next((o for o in _occasions(setting, one) if o.event.status == one.event.status), one)
    ranked = setting.days.likeliest(told.trigger, past=one.event.status == "held")
    return tuple(Likely(c.time, round(odds, 3)) for c, odds in ranked[:FEW] if odds >= LEAST)


def _goes_on(one: Told, before: Told, tree: Tree) -> bool:
    """Whether the telling goes on about somebody of the event before."""
    shared = one.agents if one.event.type in SAID else one.actors
    instead = any(tree.lemma(word) == "instead" for word in tree.below(_carrier(one.trigger), "advmod"))
    apart = before.event.label in _IN_COURT and one.event.label not in _IN_COURT
    return bool(shared & before.actors) and (before.event.status == "held" or instead) and not apart


def _scene_day(setting: Setting, number: int) -> int | None:
    """The last day told, where it is that of what happened on the spot, as this did."""
    one, document = setting.told[number], setting.document
    if one.event.label not in ON_THE_SPOT:
        return None
    dated = [before for before in setting.before(number) if _day(before.event.when, document)]
    day = _day(dated[0].event.when, document) if dated else None
    if day is None or not _is_news(dated[0].event.when, document):
        return None
    local = (
        b for b in dated if b.event.label in ON_THE_SPOT and b.past and _day(b.event.when, document) == day
    )
    return next((before.event.when for before in local), None)


def _is_told(tree: Tree, trigger: Trigger) -> bool:
    """Whether the sentence tells the event itself, in its main clause or in what somebody says."""
    at = _carrier(trigger)
    for over in tree.ancestors(at):
        dep = tree.tokens[at].dep
        if dep in {"relcl", "acl", "csubj", "pcomp", "parataxis"}:
            return False
        if dep == "advcl" and tree.first(at, "mark", "nsubj") is not None:
            return False
        at = over
    return True


def _is_set_apart(one: Told, tree: Tree) -> bool:
    """Whether the words tell of another time ("earlier"), or take up an event that was told ("the blast")."""
    return _is_apart(one, tree) or _is_definite(one, tree)


def _is_apart(one: Told, tree: Tree, apart: frozenset[str] = _APART) -> bool:
    """Whether the words tell of another time: "earlier", "ten days after the blast"."""
    adverbs = tree.below(_carrier(one.trigger), "advmod", "npadvmod")
    counted = (
        tree.time[unit]
        for word in tree.below(_carrier(one.trigger), "prep", "advcl")
        for unit in tree.below(word, "npadvmod")
    )
    return any(tree.tokens[word].text.lower() in apart for word in adverbs) or any(
        index is not None and _DAYS.match(tree.times[index].value or "") for index in counted
    )


def _is_definite(one: Told, tree: Tree) -> bool:
    """Whether a noun takes up what is known: "the blast"."""
    nouns = (one.trigger.token, one.trigger.outer) if one.trigger.noun else ()
    return any(tree.lemma(word) in _DEFINITE for noun in nouns for word in tree.below(noun, "det", "poss"))


def _said_on(setting: Setting, one: Told) -> int | None:
    """The day that a sentence nearby gives for what the same speaker says: "…," she said on Friday."""
    for sentence, speaker, time in setting.sayings:
        near = 0 < sentence - one.sentence <= NEAR or 0 < one.sentence - sentence <= NEAR
        if near and speaker in one.agents and _is_news(time, setting.document):
            return time
    return None


def _sayings(tree: Tree, chains: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    for verb, token in enumerate(tree.tokens):
        if token.tag != "VBD" or tree.lemma(verb) not in words("report"):
            continue
        time, subject = time_of(tree, verb), tree.first(verb, "nsubj")
        mention = tree.mention[subject] if subject is not None else None
        if time is not None and mention is not None:
            yield token.sentence, chains.get(mention, -1 - mention), time


def _has_time(tree: Tree, sentence: int) -> bool:
    """Whether the sentence names a time, which then dates something else than the event."""
    return any(
        index is not None and (tree.times[index].value or "")[:4].isdigit()
        for token, index in enumerate(tree.time)
        if tree.tokens[token].sentence == sentence
    )


def _value(time: int | None, document: Document) -> str | None:
    return document.annotations.times[time].value if time is not None else None


def _day(time: int | None, document: Document) -> date | None:
    """The day of a time expression, or None for none and for a value of another length."""
    try:
        return date.fromisoformat((_value(time, document) or "")[:DAY])
    except ValueError:
        return None


def _is_news(time: int | None, document: Document) -> bool:
    day = _day(time, document)
    try:
        published = date.fromisoformat((document.article.published or "")[:DAY])
    except ValueError:
        return False
    return day is not None and 0 <= (published - day).days <= NEWS_DAYS


# ---------------------------------------------------------------- where
def _places_for(setting: Setting, number: int) -> tuple[Likely, ...]:
    """The place that the telling gives to an event that no words place, else the likeliest few."""
    found = _told_place(setting, number)
    return _likely_places(setting, number) if found is None else (Likely(found, 1.0),)


def _told_place(setting: Setting, number: int) -> int | None:
    one = setting.told[number]
    event = one.event
    for other in setting.sharing(one):
        if other.event.where is not None and event.type not in SAID:
            return other.event.where
    for other in _occasions(setting, one):
        if other.event.where is not None:
            return other.event.where
    described = _described_place(setting, one)
    if described is not None:
        return described
    if event.type in SAID or event.label == STATEMENT:
        return _spoken_place(setting, one)
    spot = event.label in ON_THE_SPOT and event.status not in {"cancelled", "denied"}
    if spot and _is_definite(one, setting.tree):
        known = (before.event for before in setting.before(number) if before.event.label == event.label)
        place = next((before.where for before in known if before.where is not None), None)
        if place is not None:
            return place
    return None


def _spoken_place(setting: Setting, one: Told) -> int | None:
    """Where the same speaker is told to speak in the sentences around: "'…,' he said at a rally in Tarn"."""
    tree, event, carrier = setting.tree, one.event, _carrier(one.trigger)
    if event.status != "held" or event.claimed_by is not None or is_written(tree, carrier):
        return None
    if _is_apart(one, tree) or not _is_told(tree, one.trigger):
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


def _is_open(event: EventMention, document: Document) -> bool:
    """Whether the words name no place, or one without a name ("the courthouse")."""
    return event.where is None or document.annotations.mentions[event.where].kind != "name"


def _occasions(setting: Setting, one: Told) -> Iterator[Told]:
    """The events at which this one is: "a meeting at the summit", "the trial where X was fined"."""
    tree, carrier = setting.tree, _carrier(one.trigger)
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


def _described_place(setting: Setting, one: Told) -> int | None:
    """Where the thing stands that the event is done to: "the hotline, located in Tarn", however far off.

    An inquiry is where the event is that it looks into.
    """
    tree = setting.tree
    carrier = _carrier(one.trigger)
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


# ---------------------------------------------------------------- clauses
def _carrier(trigger: Trigger) -> int:
    return trigger.support if trigger.support is not None else trigger.token


def _carriers(tree: Tree, trigger: Trigger) -> set[int]:
    """The event word and the verb that tells of it: "The verdict was adjourned"."""
    carrier = _carrier(trigger)
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
