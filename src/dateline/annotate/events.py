"""Event mentions of one article: what happens or is planned, who, where, when, and in what state.

Trigger words come from a lexicon of PLOVER roots (`event_triggers`), slots from the dependency tree
(`event_slots`, `event_numbers`), status from tense, mood and governors (`event_status`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from dateline.annotate.annotator import Document
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_numbers import counts, label_of
from dateline.annotate.event_sides import resolve_sides
from dateline.annotate.event_slots import (
    agenda,
    clause,
    low_attachments,
    participants,
    stops,
    time_of,
    undergoers,
    when,
    where,
)
from dateline.annotate.event_status import Reading, read_status
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger, find_triggers
from dateline.schema.annotation import EventMention, Participant, Quantity
from dateline.schema.span import Span


_SUBORDINATE = frozenset({"advcl", "relcl", "acl", "conj", "xcomp", "pcomp"})


class Events:
    """Annotator: mentions of events, in text order."""

    name = "events"
    requires = frozenset({"sentences", "tokens", "times", "mentions", "quotations", "chains"})
    provides = frozenset({"events"})

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layer `events`."""
        tree = Tree.of(document)
        triggers = find_triggers(tree)
        tree = tree.attached(low_attachments(tree, triggers), stops(tree, triggers))
        found = [(trigger, _mention(tree, trigger, document)) for trigger in triggers]
        kept = [(trigger, event) for trigger, event in found if event is not None]
        events = _with_counts(tree, kept)
        return {"events": tuple(resolve_sides(events, document.annotations))}


def _mention(tree: Tree, trigger: Trigger, document: Document) -> EventMention | None:
    """The event that `trigger` names, or None where it names no single event."""
    reading = read_status(tree, trigger)
    if reading.generic or _is_generic(tree, trigger, reading):
        return None
    who = participants(tree, trigger)
    time, place = when(tree, trigger), where(tree, trigger, who)
    if reading.status == "held" and _is_later_that_day(tree, time, document):
        time = None  # it has happened, so the clock time is of another day than the value says
    event = EventMention(
        type=trigger.entry.root,
        label=trigger.entry.label,
        trigger=tree.span(_contiguous(trigger)),
        what=clause(tree, trigger),
        status=_by_date(reading, time, document),
        participants=_without(who, place),
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
        weak=trigger.entry.weak,
    )
    return event if _has_what_it_needs(tree, trigger, event) else None


def _contiguous(trigger: Trigger) -> tuple[int, ...]:
    """The trigger's own tokens, without a particle that stands far off."""
    return tuple(token for token in trigger.tokens if abs(token - trigger.token) <= len(trigger.tokens)) or (
        trigger.token,
    )


def _without(who: tuple[Participant, ...], place: int | None) -> tuple[Participant, ...]:
    return tuple(participant for participant in who if participant.mention != place)


def _is_generic(tree: Tree, trigger: Trigger, reading: Reading) -> bool:
    """Whether no single event is meant: "any talks", "if they attack", "more rounds of negotiations"."""
    if not trigger.noun:
        return False
    before = tree.tokens[trigger.tokens[0] - 1].text.lower() if trigger.tokens[0] else ""
    if trigger.entry.label == "fighting" and before in words("figurative_war"):
        return True
    for noun in dict.fromkeys((trigger.token, trigger.outer)):
        for child in tree.below(noun, "det", "amod"):
            word = tree.tokens[child].text.lower()
            if word in words("generic_determiner") and not (word == "no" and reading.asserted):
                return True
    return False


def _by_date(reading: Reading, time: int | None, document: Document) -> Any:
    """The status, set to planned where the event's own date lies after the day of publication."""
    published = (document.article.published or "")[:10]
    value = document.annotations.times[time].value if time is not None else None
    if not published or not value or len(value) < 10 or not value[:10].replace("-", "").isdigit():
        return reading.status
    if reading.status == "held" and value[:10] > published:
        return "planned"
    if reading.status == "planned" and not reading.asserted and value[:10] < published:
        return "held"
    return reading.status


def _is_later_that_day(tree: Tree, time: int | None, document: Document) -> bool:
    published, value = (
        document.article.published or "",
        (tree.times[time].value if time is not None else "") or "",
    )
    clocks = len(published) >= len("2000-01-01T00:00") and len(value) >= len("2000-01-01T00:00")
    return clocks and value[:10] == published[:10] and value[13:14] == ":" and value[:16] > published[:16]


def _step_when(tree: Tree, reading: Reading) -> int | None:
    return time_of(tree, reading.step) if reading.step is not None and tree.is_verb(reading.step) else None


def _claimed_by(tree: Tree, reading: Reading, document: Document, trigger: Trigger) -> int | None:
    if reading.claimant is not None:
        return tree.mention[reading.claimant]
    start = tree.tokens[trigger.token].start
    for quotation in document.annotations.quotations:
        if quotation.kind == "direct" and quotation.source is not None:
            if any(part.start <= start < part.end for part in quotation.content):
                return _mention_in(tree, quotation.source)
    return None


def _mention_in(tree: Tree, span: Span) -> int | None:
    inside = [index for index, mention in enumerate(tree.mentions) if span.covers(mention)]
    return max(inside, key=lambda index: (tree.mentions[index].kind == "name", index), default=None)


def _has_what_it_needs(tree: Tree, trigger: Trigger, event: EventMention) -> bool:
    """The lexicon's condition for ambiguous words; see `events_lexicon.toml`."""
    needs = trigger.entry.needs
    types = [tree.mentions[participant.mention].type for participant in event.participants]
    patients = [p for p in event.participants if p.role == "patient"]
    agents = [p for p in event.participants if p.role == "agent"]
    if needs == "person":
        kinds = {tree.mentions[p.mention].type for p in patients}
        return bool(kinds & {"person", "group"}) and (bool(agents) or trigger.noun)
    if needs == "place":
        return event.where is not None and "person" in types
    if needs == "agents" and not trigger.noun:
        return bool(agents) and (len(types) > 1 or any(tree.mentions[p.mention].plural for p in agents))
    if needs in {"party", "agent"}:
        return bool(types) or (trigger.noun and (event.where is not None or event.when is not None))
    if needs == "target":
        return bool(agents) and (bool(patients) or event.where is not None or bool(event.quantities))
    if needs == "count":
        return bool(event.quantities) or bool(types)
    if needs == "object":
        return trigger.noun or _has_object(tree, trigger.token)
    if needs in {"link", "body"}:
        return trigger.noun or _object_in(
            tree, trigger.token, words("links" if needs == "link" else "bodies")
        )
    if needs == "commitment":
        return trigger.noun or (bool(agents) and _has_object(tree, trigger.token))
    if needs == "weapon":
        return len(trigger.tokens) > 1 or _is_weapon(tree, trigger.token)
    if needs == "concrete":
        return trigger.noun or any(
            tree.lemma(s) in words("vehicles") for s in tree.below(trigger.token, "nsubj")
        )
    if needs == "anchored":
        return bool(types) or event.where is not None or event.when is not None
    if needs == "organization":
        return len([kind for kind in types if kind == "organization"]) >= 1
    if needs == "organization-agent":
        return any(tree.mentions[p.mention].type in {"organization", "person"} for p in agents)
    return True


def _has_object(tree: Tree, verb: int) -> bool:
    if tree.tokens[verb].tag == "VBN" and tree.tokens[verb].dep == "acl":
        return True
    return bool(tree.below(verb, "dobj", "nsubjpass", "ccomp", "xcomp", "dative", "prep", "prt"))


def _object_in(tree: Tree, verb: int, lemmas: frozenset[str]) -> bool:
    """Whether the object of a verb, or the noun that its participle describes, is one of some nouns."""
    things = list(
        tree.below(verb, "dobj", "nsubjpass", "nsubj" if tree.tokens[verb].tag == "VBN" else "dobj")
    )
    things += undergoers(tree, verb)
    return any(tree.lemma(noun) in lemmas for thing in things for noun in tree.conjuncts(thing))


def _is_weapon(tree: Tree, verb: int) -> bool:
    return any(
        tree.lemma(at) in words("weapons")
        for thing in tree.below(verb, "dobj", "nsubjpass")
        for at in tree.subtree(thing)
    )


def _with_counts(tree: Tree, found: Sequence[tuple[Trigger, EventMention]]) -> Iterator[EventMention]:
    """The events, where "killing six" only gives numbers, place and time to the event that it belongs to."""
    by_token = {token: number for number, (trigger, _) in enumerate(found) for token in _carriers(trigger)}
    parts: dict[int, list[EventMention]] = {}
    dropped: set[int] = set()
    for number, (trigger, event) in enumerate(found):
        if trigger.noun or event.label not in {"casualties", "attack"}:
            continue
        owner = _owner(tree, trigger.token, by_token, number) if event.label == "casualties" else None
        if owner is None:
            owner = _acting_event(tree, trigger.token, by_token)
        if owner is not None and owner != number and found[owner][1].type in {"ASSAULT", "OTHER"}:
            parts.setdefault(owner, []).append(event)
            dropped.add(number)
    for number, (_, event) in enumerate(found):
        if number not in dropped:
            yield _joined(event, parts.get(number, []))


def _joined(event: EventMention, parts: Sequence[EventMention]) -> EventMention:
    for part in parts:
        event = msgspec.structs.replace(
            event,
            quantities=tuple(dict.fromkeys((*event.quantities, *part.quantities))),
            where=event.where if event.where is not None else part.where,
            when=event.when if event.when is not None else part.when,
        )
    return event


def _acting_event(tree: Tree, verb: int, by_token: Mapping[int, int]) -> int | None:
    """The event that is the subject of the verb: "the blast destroyed", "strikes which killed"."""
    for subject in tree.below(verb, "nsubj"):
        relative = tree.tokens[subject].tag in {"WDT", "WP"}
        acting = tree.tokens[verb].head if relative else subject
        if acting in by_token:
            return by_token[acting]
    return None


def _carriers(trigger: Trigger) -> tuple[int, ...]:
    return (trigger.token,) if trigger.support is None else (trigger.token, trigger.support)


def _owner(tree: Tree, token: int, by_token: Mapping[int, int], number: int) -> int | None:
    """The event over or beside a verb that counts casualties."""
    if tree.tokens[token].dep in _SUBORDINATE:
        for over in tree.holders(token):
            owner = by_token.get(over)
            if owner is not None and owner != number:
                return owner
            if tree.is_verb(over) and tree.tokens[over].dep not in _SUBORDINATE:
                break
    for child in tree.subtree(token):
        owner = by_token.get(child)
        if owner is not None and owner != number and _is_close(tree, child, token):
            return owner
    return None


def _is_close(tree: Tree, child: int, token: int) -> bool:
    """Whether `child` stands under `token` as its cause, occasion or time clause."""
    between = [over for over in tree.ancestors(child) if over != token]
    verbs = [over for over in between[: len(between)] if tree.is_verb(over) and over > token]
    return len(verbs) <= 1
