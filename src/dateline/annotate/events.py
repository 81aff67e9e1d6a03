"""Event mentions of one article: what happens or is planned, who, where, when, and in what state.

Trigger words come from a lexicon of PLOVER roots (`event_triggers`), slots from the dependency tree
(`event_slots`, `event_where`, `event_numbers`), status from tense, mood and governors (`event_status`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from dateline.annotate.annotator import Document
from dateline.annotate.event_attachment import low_attachments, stops
from dateline.annotate.event_dateline import here, in_dateline
from dateline.annotate.event_days import is_past, tense_of
from dateline.annotate.event_joining import with_counts
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_needs import is_met
from dateline.annotate.event_numbers import counts
from dateline.annotate.event_open import as_told, find_all, names
from dateline.annotate.event_participants import participants
from dateline.annotate.event_refusal import with_refusal
from dateline.annotate.event_sayings import with_sayings, with_words, without_announcements
from dateline.annotate.event_setting import with_setting
from dateline.annotate.event_sides import resolve_sides, with_speakers
from dateline.annotate.event_slots import agenda, clause, time_of, when
from dateline.annotate.event_status import read_status
from dateline.annotate.event_tense import Reading
from dateline.annotate.event_threats import with_threat
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.annotate.event_where import NAMED_BY_COUNTRY, where
from dateline.annotate.nouns import is_person_noun
from dateline.schema.annotation import EventMention, Participant, Status
from dateline.schema.interval import interval, is_ahead
from dateline.schema.span import Span

CLOCK = len("2000-01-01T00:00")
"""Characters of an ISO 8601 value with hours and minutes."""

DAY = len("2000-01-01")
"""Characters of an ISO 8601 value with a day."""

_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)

LATEST = "T20:00"
"""Hour after which a report of the same day is taken not to have come out; a convention."""


class Events:
    """Annotator: mentions of events, in text order.

    find: what names the words that tell of events, for those who know them already; sayings are then none.
    """

    name = "events"
    requires = frozenset({"sentences", "tokens", "times", "mentions", "quotations", "chains"})
    provides = frozenset({"events"})

    def __init__(self, *, find: Callable[[Tree], Sequence[Trigger]] | None = None) -> None:
        self._find = find

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layer `events`."""
        tree = Tree.of(document)
        triggers = self._find(tree) if self._find is not None else event_words(tree, document)
        listed = [trigger for trigger in triggers if not trigger.entry.open]
        tree = tree.attached(low_attachments(tree, listed), stops(tree, listed))
        outside = frozenset(in_dateline(document))
        named = names(document.annotations)
        kept: list[tuple[Trigger, EventMention]] = []
        for trigger in triggers:
            for reading in trigger.readings():
                event = _mention(tree, reading, document, outside)
                if event is not None:
                    event = with_threat(tree, reading, with_refusal(tree, reading, event))
                if event is not None and reading.entry.open:
                    event = as_told(tree, reading, event, named)
                if event is not None:
                    kept.append((reading, with_words(event, tree, document)))
                    break
        kept = without_announcements(tree, _with_steps(tree, kept), document.annotations)
        by_start = {event.trigger.start: trigger for trigger, event in kept}
        events = with_setting(with_counts(tree, kept), tree, by_start, document)
        resolved = with_speakers(resolve_sides(events, document.annotations), document.annotations)
        return {"events": tuple(resolved)}


def event_words(tree: Tree, document: Document) -> tuple[Trigger, ...]:
    """The words that name events, and those that say that somebody said something."""
    return with_sayings(tree, document.annotations, find_all(tree))


def _mention(
    tree: Tree, trigger: Trigger, document: Document, outside: frozenset[int]
) -> EventMention | None:
    """The event that `trigger` names, or None where it names no single event.

    The mentions `outside` take no part.
    """
    reading = read_status(tree, trigger)
    if reading.generic or _is_generic(tree, trigger, reading):
        return None
    who = tuple(p for p in participants(tree, trigger) if p.mention not in outside)
    time, place = when(tree, trigger), where(tree, trigger, who)
    place = here(tree, trigger, document, outside) if place is None else place
    if reading.status == "held" and _is_later_that_day(tree, time, document):
        time = None  # it has happened, so the clock time is of another day than the value says
    over = reading.status == "held" and not trigger.noun and _is_over(tree, trigger.token)
    near = over and is_past(tree, trigger.token) and _is_next_weekday(tree, time, document)
    if over and not near and _is_ahead(tree, time, document):
        time = None  # nor is it still to come
    event = EventMention(
        type=trigger.entry.root,
        label=trigger.entry.label,
        trigger=tree.span(_contiguous(trigger)),
        what=clause(tree, trigger),
        status=reading.status if over else _by_date(reading, time, document),
        participants=who if _is_in_who(trigger) else _without(tree, who, place),
        where=place,
        when=time,
        claimed_by=_claimed_by(tree, reading, document, trigger),
        quantities=counts(
            tree, trigger.support if trigger.support is not None else trigger.token, trigger.entry.root
        ),
        agenda=agenda(tree, trigger),
        step=tree.span([reading.step]) if reading.step is not None else None,
        step_when=_step_when(tree, reading),
        asserted=reading.asserted,
        weak=trigger.entry.weak and not _is_dated_trip(tree, trigger, time),
    )
    return event if is_met(tree, trigger, event) else None


def _is_dated_trip(tree: Tree, trigger: Trigger, time: int | None) -> bool:
    """Whether the verb tells on what day somebody goes somewhere: "flies to Oslo on Monday"."""
    dated = time is not None and interval(tree.times[time].value) is not None
    return trigger.entry.needs == "place" and dated


def _with_steps(
    tree: Tree, found: Sequence[tuple[Trigger, EventMention]]
) -> list[tuple[Trigger, EventMention]]:
    """The events without the verbs that only carry the noun of one of them ("offered an apology"); a verb
    that cancels or puts off one is weak: a step of it, no event beside it."""
    carried = {
        noun.support
        for noun, event in found
        if noun.entry.open and event.type != "OTHER" and tree.tokens[noun.outer].dep == "dobj"
    }
    found = [(trigger, event) for trigger, event in found if trigger.token not in carried]
    verbs = {trigger.token for trigger, _ in found if trigger.entry.label == "cancellation"}
    steps = {
        tree.tokens[first].head
        for trigger, _ in found
        if trigger.noun and not trigger.entry.weak
        for first in (tree.first_conjunct(trigger.outer),)
        if tree.tokens[first].dep in {"dobj", "nsubjpass"} and tree.tokens[first].head in verbs
    }
    return [
        (trigger, msgspec.structs.replace(event, weak=True) if trigger.token in steps else event)
        for trigger, event in found
    ]


def _contiguous(trigger: Trigger) -> tuple[int, ...]:
    """The trigger's own tokens, without a particle that stands far off."""
    return tuple(token for token in trigger.tokens if abs(token - trigger.token) <= len(trigger.tokens)) or (
        trigger.token,
    )


def _is_in_who(trigger: Trigger) -> bool:
    """Whether the place takes part as well: a country that is attacked, or that holds its elections."""
    return trigger.entry.root == "ASSAULT" or (trigger.noun and trigger.entry.label in NAMED_BY_COUNTRY)


def _without(tree: Tree, who: tuple[Participant, ...], place: int | None) -> tuple[Participant, ...]:
    """Those who take part without the place, unless it is a house that stands for those in it."""
    if place is None or tree.mentions[place].type != "place":
        return who
    return tuple(participant for participant in who if participant.mention != place)


def _is_generic(tree: Tree, trigger: Trigger, reading: Reading) -> bool:
    """Whether no single event is meant: "any talks", "if they attack", "more rounds of negotiations"."""
    if not trigger.noun:
        return False
    before = tree.tokens[trigger.tokens[0] - 1].text.lower() if trigger.tokens[0] else ""
    if trigger.entry.label == "fighting" and before in words("figurative_war"):
        return True
    if _is_regulated(tree, trigger) or _is_kind(tree, trigger) or _is_remit(tree, trigger):
        return True
    for noun in dict.fromkeys((trigger.token, trigger.outer)):
        for child in tree.below(noun, "det", "amod"):
            word = tree.tokens[child].text.lower()
            if word in words("generic_determiner") and not (word == "no" and reading.asserted):
                return True
    return False


def _is_kind(tree: Tree, trigger: Trigger) -> bool:
    """ "An act of war", "prisoners of war": what kind, not which war."""
    first = tree.tokens[tree.first_conjunct(trigger.outer)]
    over = tree.lemma(tree.tokens[first.head].head)
    bare = tree.first(trigger.outer, "det", "poss", "amod", "compound") is None
    return first.dep == "pobj" and tree.lemma(first.head) == "of" and bare and over in {"act", "prisoner"}


def _is_remit(tree: Tree, trigger: Trigger) -> bool:
    """ "The rapporteur on summary executions": what somebody is there for, not which of them."""
    first = tree.first_conjunct(trigger.outer)
    prep = tree.tokens[first].head
    over = tree.tokens[prep].head
    bare = tree.first(first, "det", "poss", "nummod") is None and tree.tokens[first].tag == "NNS"
    about = tree.tokens[first].dep == "pobj" and tree.lemma(prep) in {"against", "for", "on"}
    return bare and about and is_person_noun(tree.lemma(over)) and tree.tokens[over].pos == "NOUN"


def _is_regulated(tree: Tree, trigger: Trigger) -> bool:
    """ "The ban on rallies", "the right to protest": any of them."""
    first = tree.tokens[tree.first_conjunct(trigger.outer)]
    over = tree.tokens[first.head].head
    bare = tree.first(trigger.outer, "det", "poss") is None
    return first.dep == "pobj" and bare and over != first.head and tree.lemma(over) in words("regulating")


def _by_date(reading: Reading, time: int | None, document: Document) -> Status:
    """The status, set to planned where the event's own date lies after the day of publication."""
    published = interval((document.article.published or "")[:DAY])
    days = interval(document.annotations.times[time].value) if time is not None else None
    if published is None or days is None:
        return reading.status
    if reading.status == "held" and days[0] > published[0]:
        return "planned"
    if reading.status == "planned" and not reading.asserted and days[1] < published[0]:
        return "held"
    return reading.status


def _is_later_that_day(tree: Tree, time: int | None, document: Document) -> bool:
    """Whether the clock time lies after the hour of publication, `LATEST` where that is not known."""
    published = document.article.published or ""
    value = (tree.times[time].value if time is not None else None) or ""
    if len(value) < CLOCK or value[CLOCK - 3] != ":" or value[:10] != published[:10]:
        return False
    return value[10:CLOCK] > (published[10:CLOCK] or LATEST)


def _is_over(tree: Tree, verb: int) -> bool:
    """Whether the tense tells what is done: "extended it until Friday", "has extended it until Friday"."""
    return is_past(tree, verb) or tense_of(tree, verb) in {"perfect", "pluperfect"}


def _is_ahead(tree: Tree, time: int | None, document: Document) -> bool:
    """Whether the time lies after the day of publication."""
    return time is not None and is_ahead(tree.times[time].value, document.article.published)


def _is_next_weekday(tree: Tree, time: int | None, document: Document) -> bool:
    """Whether the time is the weekday after publication, of which a page dated in another zone can tell."""
    days = interval(tree.times[time].value) if time is not None else None
    published = interval((document.article.published or "")[:DAY])
    if time is None or days is None or published is None:
        return False
    return (days[1] - published[1]).days == 1 and _WEEKDAY.search(tree.times[time].text) is not None


def _step_when(tree: Tree, reading: Reading) -> int | None:
    return time_of(tree, reading.step) if reading.step is not None and tree.is_verb(reading.step) else None


def _claimed_by(tree: Tree, reading: Reading, document: Document, trigger: Trigger) -> int | None:
    if reading.claimant is not None:
        return tree.mention[reading.claimant]
    start = tree.tokens[trigger.token].start
    for quotation in document.annotations.quotations:
        spoken = any(part.start <= start < part.end for part in quotation.content)
        if spoken and quotation.kind == "direct" and quotation.source is not None:
            return _mention_in(tree, quotation.source)
    return None


def _mention_in(tree: Tree, span: Span) -> int | None:
    inside = [index for index, mention in enumerate(tree.mentions) if span.covers(mention)]
    return max(inside, key=lambda index: (tree.mentions[index].kind == "name", index), default=None)
