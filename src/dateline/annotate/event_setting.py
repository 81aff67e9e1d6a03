"""The day and the place that a report takes as known when it tells of an event without naming them.

A past tense without a time of its own speaks of the time that the text has reached (Reichenbach 1947;
Webber 1988, "Tense as discourse anaphor"), as long as it goes on about the same people or the same scene;
a clause of "after", "when" or "as" shares day and place with the clause over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from dateline.annotate import gazetteer
from dateline.annotate.annotator import Document
from dateline.annotate.event_scene import LEDE, dateline_town
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import EventMention

REACH = 6
"""Sentences over which a past tense takes up the last day told of the same actor; a convention."""

NEAR = 2
"""Sentences over which it takes up the day or place of the scene, with no actor in common; a convention."""

NEWS_DAYS = 7
"""Days before publication within which the last day told is that of the news, not of its background."""

DAY = len("2000-01-01")
"""Characters of an ISO 8601 value with a day."""

ON_THE_SPOT = frozenset(
    {
        *("arrest", "attack", "casualties", "crash", "death", "disaster", "explosion", "fighting", "protest"),
        *("sentence", "trial", "charge", "aid", "ceremony", "opening"),
    }
)
"""Labels of what happens at the scene that a report has set; talks and statements can be elsewhere."""

_SAID = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "REJECT"})
_APART = frozenset(
    {
        *("earlier", "previously", "once", "formerly", "before", "ago", "originally", "later", "then"),
        *("since", "already"),
    }
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
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
    """The events of a document in text order, and the town that its lede sets them in."""

    tree: Tree
    document: Document
    told: tuple[Told, ...]
    town: int | None

    def is_town(self, mention: int) -> bool:
        """Whether the place is the town of the lede, by its name."""
        mentions = self.document.annotations.mentions
        return self.town is not None and mentions[mention].text == mentions[self.town].text

    def before(self, number: int) -> Iterator[Told]:
        """The events told before one, nearest first."""
        return reversed(self.told[:number])

    def sharing(self, one: Told) -> Iterator[Told]:
        """The events of the sentence that share the day of one, joined by "after", "when" …"""
        carrier = _carrier(one.trigger)
        for other in self.told:
            if other.sentence == one.sentence and other is not one:
                ends = (carrier, _carrier(other.trigger))
                if _is_joined(self.tree, *ends) or _is_joined(self.tree, *reversed(ends)):
                    yield other


def with_setting(
    events: Iterable[EventMention], tree: Tree, triggers: Mapping[int, Trigger], document: Document
) -> Iterator[EventMention]:
    """The events in text order, with `told_when` and `told_where` where the words name no time or place.

    `triggers` are the triggers by the offset of their first character.
    """
    chains = {at: n for n, chain in enumerate(document.annotations.chains) for at in chain.mentions}
    told = [_told(event, triggers[event.trigger.start], tree, chains) for event in events]
    told.sort(key=lambda one: one.event.trigger.start)
    setting = Setting(tree, document, tuple(told), _lede_town(told, document))
    for number, one in enumerate(told):
        event = one.event
        when = _day_for(setting, number) if event.when is None else None
        where = _place_for(setting, number) if event.where is None else None
        yield msgspec.structs.replace(event, told_when=when, told_where=where)


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


def is_past(tree: Tree, token: int) -> bool:
    """Whether the word stands in the simple past, or under a word that does: "was held", "came, killing"."""
    for verb in (token, *tree.ancestors(token)):
        if not tree.is_verb(verb):
            continue
        auxiliaries = tree.below(verb, "aux", "auxpass")
        first = auxiliaries[0] if auxiliaries else verb
        tag, lemma = tree.tokens[first].tag, tree.lemma(first)
        if tag in {"VBN", "VBG", "TO", "VB"}:
            continue
        perfect = bool(auxiliaries) and lemma == "have"
        return tag == "VBD" and not perfect
    return False


# ---------------------------------------------------------------- when
def _day_for(setting: Setting, number: int) -> int | None:
    tree, document, one = setting.tree, setting.document, setting.told[number]
    event = one.event
    if event.status != "held" or not one.past or not event.asserted or _is_set_apart(one, tree):
        return None
    for other in setting.sharing(one):
        if other.past and _day(other.event, document) is not None:
            return other.event.when
    if _has_time(tree, one.sentence):
        return None
    last = next((before for before in setting.before(number) if _day(before.event, document)), None)
    if last is None:
        return _day_after(setting, number)
    if not last.past or not _is_news(last.event, document):
        return None
    apart = one.sentence - last.sentence
    same = bool(one.agents & last.actors) if event.type in _SAID else bool(one.actors & last.actors)
    scene = event.label in ON_THE_SPOT and last.event.label in ON_THE_SPOT
    if (same or scene) and apart <= REACH:
        return last.event.when
    return _day_after(setting, number)


def _is_set_apart(one: Told, tree: Tree) -> bool:
    """Whether the words tell of another time ("earlier"), or take up an event that was told ("the blast")."""
    carrier = _carrier(one.trigger)
    if any(tree.lemma(word) in _APART for word in tree.below(carrier, "advmod", "npadvmod")):
        return True
    nouns = (one.trigger.token, one.trigger.outer) if one.trigger.noun else ()
    return any(tree.lemma(word) in _DEFINITE for noun in nouns for word in tree.below(noun, "det", "poss"))


def _day_after(setting: Setting, number: int) -> int | None:
    """The day that the next sentence gives for what the same speaker says there: "…, she said on Friday"."""
    one = setting.told[number]
    if one.event.type not in _SAID:
        return None
    for other in setting.told[number + 1 :]:
        if other.sentence - one.sentence > NEAR:
            return None
        said = other.event.weak or other.event.type in _SAID
        if said and other.past and one.agents & other.agents and _day(other.event, setting.document):
            return other.event.when
    return None


def _has_time(tree: Tree, sentence: int) -> bool:
    """Whether the sentence names a time, which then dates something else than the event."""
    return any(
        index is not None and (tree.times[index].value or "")[:4].isdigit()
        for token, index in enumerate(tree.time)
        if tree.tokens[token].sentence == sentence
    )


def _day(event: EventMention, document: Document) -> date | None:
    """The day of the event, or None where it has no time or one of another length."""
    value = document.annotations.times[event.when].value if event.when is not None else None
    try:
        return date.fromisoformat((value or "")[:DAY])
    except ValueError:
        return None


def _is_news(event: EventMention, document: Document) -> bool:
    day = _day(event, document)
    try:
        published = date.fromisoformat((document.article.published or "")[:DAY])
    except ValueError:
        return False
    return day is not None and 0 <= (published - day).days <= NEWS_DAYS


# ---------------------------------------------------------------- where
def _place_for(setting: Setting, number: int) -> int | None:
    one = setting.told[number]
    event = one.event
    for other in setting.sharing(one):
        if other.event.where is not None and event.type not in _SAID:
            return other.event.where
    if event.label not in ON_THE_SPOT or event.status in {"cancelled", "denied"}:
        return None
    for before in setting.before(number):
        place = before.event.where
        if place is not None and before.event.label in ON_THE_SPOT:
            if one.sentence - before.sentence <= NEAR:
                return place
            if not setting.is_town(place):
                return None  # the report has gone to another scene
            break
    return setting.town if event.when is None or _is_news(event, setting.document) else None


def _lede_town(told: Sequence[Told], document: Document) -> int | None:
    """The only town named in the lede of a report that begins with an event on the spot, or its dateline."""
    first = next((one for one in told if not one.event.weak), None)
    if first is None or first.event.label not in ON_THE_SPOT:
        return None
    layers = document.annotations
    end = max((sentence.end for sentence in layers.sentences[:LEDE]), default=0)
    towns: dict[str, int] = {}
    for index, mention in enumerate(layers.mentions):
        named = mention.start < end and mention.kind == "name" and mention.type == "place"
        if named and gazetteer.country_named(mention.text) is None:
            towns.setdefault(mention.text.casefold(), index)
    return next(iter(towns.values())) if len(towns) == 1 else dateline_town(document)


# ---------------------------------------------------------------- clauses
def _carrier(trigger: Trigger) -> int:
    return trigger.support if trigger.support is not None else trigger.token


def _is_joined(tree: Tree, low: int, high: int) -> bool:
    """Whether `low` stands in a clause of time right under `high`."""
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
