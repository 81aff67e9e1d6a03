"""The day and the place that a report takes as known when it tells of an event without naming them.

A past tense without a time of its own speaks of the time that the text has reached (Reichenbach 1947;
Webber 1988, "Tense as discourse anaphor"), as long as it goes on about the same people or the same scene;
a clause of "after", "when" or "as" shares day and place with the clause over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from dateline.annotate.annotator import Document
from dateline.annotate.event_counted import counts_of, past_period
from dateline.annotate.event_days import Days
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_places import ON_THE_SPOT, Scenery
from dateline.annotate.event_refusal import REFUSAL
from dateline.annotate.event_scenes import scenes
from dateline.annotate.event_slots import time_of
from dateline.annotate.event_telling import (
    APART,
    DEFINITE,
    Setting,
    Told,
    carrier_of,
    carriers_of,
    is_apart,
    is_definite,
    is_told,
    occasions,
    told_of,
    value,
)
from dateline.annotate.event_told_places import FEW, LEAST, places_for
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import SAID, STATEMENT, EventMention, Likely
from dateline.schema.interval import is_ahead

REACH = 6
"""Sentences over which a past tense takes up the last day told of the same actor; a convention."""

NEAR = 2
"""Sentences over which it takes up the day or place of the scene, with no actor in common; a convention."""

NEWS_DAYS = 7
"""Days before publication within which the last day told is that of the news, not of its background."""

DAY = len("2000-01-01")
"""Characters of an ISO 8601 value with a day."""


_IN_COURT = frozenset({"trial", "charge", "sentence", "ceremony"})
"""Labels of what comes long after what it is about, so that neither tells the day of the other."""


def with_setting(
    events: Iterable[EventMention], tree: Tree, triggers: Mapping[int, Trigger], document: Document
) -> Iterator[EventMention]:
    """The events in text order, with what is likely meant where the words name no time or place.

    `triggers` are the triggers by the offset of their first character.
    """
    chains = {at: n for n, chain in enumerate(document.annotations.chains) for at in chain.mentions}
    told = [told_of(event, triggers[event.trigger.start], tree, chains) for event in events]
    told.sort(key=lambda one: one.event.trigger.start)
    scenery = Scenery(document, [one.event for one in told])
    days = Days.of(tree, list(triggers.values()), document.article.published or "")
    acts = {
        carrier_of(one.trigger) for one in told if one.event.type in SAID - {"AGREE"} and not one.trigger.noun
    }
    sayings = tuple(_sayings(tree, chains))
    spoken = tuple(scenes(tree, chains, acts))
    counts = tuple(counts_of(tree))
    setting = Setting(tree, document, tuple(told), sayings, spoken, scenery, days, counts)
    for number, one in enumerate(told):
        event = one.event
        yield msgspec.structs.replace(
            event,
            days=_days_for(setting, number) if event.when is None else (),
            places=places_for(setting, number) if _is_open(event, document) else (),
        )


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
    mine = carriers_of(tree, one.trigger)
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
    events = (o.event.when for o in setting.told if inside & carriers_of(tree, o.trigger))
    index = next((when for when in events if when is not None), time_of(tree, word))
    if index is None and _is_named(tree, word):
        same = [o.event.when for o in setting.told if tree.lemma(o.trigger.token) == tree.lemma(word)]
        known = {day.isoformat() for when in same if (day := _day(when, document)) is not None}
        return known.pop() if len(known) == 1 else None
    if index is not None:
        return value(index, document)
    told = tree.tokens[word].dep == "ROOT" and tree.lemma(word) in {"come", "follow"}
    return (document.article.published or "")[:DAY] or None if later and told else None


def _is_named(tree: Tree, word: int) -> bool:
    """Whether a noun takes up what is known: "the vote"."""
    return not tree.is_verb(word) and any(tree.lemma(at) in DEFINITE for at in tree.below(word, "det"))


def _days_of_refusal(setting: Setting, one: Told) -> tuple[Likely, ...]:
    """The likeliest few days on which somebody says what he will not do, none of them a day of the deed."""
    own = set(setting.tree.subtree(one.trigger.token))
    ranked = setting.days.likeliest(one.trigger, past=True)
    said = [(c, odds) for c, odds in ranked if c.token is None or c.token not in own]
    return tuple(Likely(c.time, round(odds, 3)) for c, odds in said[:FEW] if odds >= LEAST)


def _told_day(setting: Setting, number: int) -> int | None:
    tree, document, one = setting.tree, setting.document, setting.told[number]
    event = one.event
    for other in occasions(setting, one):
        if other.event.when is not None and event.status not in {"cancelled", "denied"}:
            return other.event.when
    if event.status != "held" or not one.past or not event.asserted or event.claimed_by is not None:
        return None
    if _is_set_apart(one, tree):
        return None
    for other in setting.sharing(one) if event.type not in SAID else ():
        ahead = is_ahead(value(other.event.when, document), document.article.published)
        if other.past and _day(other.event.when, document) is not None and not ahead:
            return other.event.when
    if _has_time(tree, one.sentence) or not is_told(tree, one.trigger):
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
    apart = is_apart(one, setting.tree, APART - {"later"} if said else APART)
    if gone or not setting.days.published or apart:
        return ()
    told = next((o for o in occasions(setting, one) if o.event.status == one.event.status), one)
    ranked = setting.days.likeliest(told.trigger, past=one.event.status == "held")
    return tuple(Likely(c.time, round(odds, 3)) for c, odds in ranked[:FEW] if odds >= LEAST)


def _goes_on(one: Told, before: Told, tree: Tree) -> bool:
    """Whether the telling goes on about somebody of the event before."""
    shared = one.agents if one.event.type in SAID else one.actors
    instead = any(tree.lemma(word) == "instead" for word in tree.below(carrier_of(one.trigger), "advmod"))
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


def _is_set_apart(one: Told, tree: Tree) -> bool:
    """Whether the words tell of another time ("earlier"), or take up an event that was told ("the blast")."""
    return is_apart(one, tree) or is_definite(one, tree)


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


def _day(time: int | None, document: Document) -> date | None:
    """The day of a time expression, or None for none and for a value of another length."""
    try:
        return date.fromisoformat((value(time, document) or "")[:DAY])
    except ValueError:
        return None


def _is_news(time: int | None, document: Document) -> bool:
    day = _day(time, document)
    try:
        published = date.fromisoformat((document.article.published or "")[:DAY])
    except ValueError:
        return False
    return day is not None and 0 <= (published - day).days <= NEWS_DAYS


def _is_open(event: EventMention, document: Document) -> bool:
    """Whether the words name no place, or one without a name ("the courthouse")."""
    return event.where is None or document.annotations.mentions[event.where].kind != "name"
