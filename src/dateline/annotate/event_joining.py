"""Joins what one sentence says of one harmful event: "the blast destroyed", "killing six"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import EventMention, Participant

_SUBORDINATE = frozenset({"advcl", "relcl", "acl", "conj", "xcomp", "pcomp"})
_OTHER_TIMES = frozenset({"after", "before", "since", "until"})


def with_counts(tree: Tree, found: Sequence[tuple[Trigger, EventMention]]) -> Iterator[EventMention]:
    """The events, where "killing six" only gives numbers, place and time to the event that it belongs to."""
    by_token = {
        token: number
        for number, (trigger, _) in enumerate(found)
        if not trigger.entry.open
        for token in _carriers(trigger)
    }
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
    for number, (trigger, event) in enumerate(found):
        said = _saying_noun(tree, trigger, by_token) if number not in dropped else None
        if said is not None and said != number and found[said][1].type == event.type:
            parts.setdefault(said, []).append(event)
            dropped.add(number)
    for number, (_, event) in enumerate(found):
        if number not in dropped:
            yield _joined(event, parts.get(number, []))


def _saying_noun(tree: Tree, trigger: Trigger, by_token: Mapping[int, int]) -> int | None:
    """The event noun that a verb only unfolds: "a petition urging the council", "a threat warning that"."""
    token = tree.tokens[trigger.token]
    if trigger.noun or token.tag != "VBG" or token.dep not in {"acl", "relcl", "advcl"}:
        return None
    over = token.head
    if tree.tokens[over].dep == "acl":  # "a petition signed by many urging"
        over = tree.tokens[over].head
    return None if tree.is_verb(over) else by_token.get(over)


def _joined(event: EventMention, parts: Sequence[EventMention]) -> EventMention:
    for part in parts:
        event = msgspec.structs.replace(
            event,
            quantities=tuple(dict.fromkeys((*event.quantities, *part.quantities))),
            participants=_united(event, part) if part.type == event.type else event.participants,
            where=event.where if event.where is not None else part.where,
            when=event.when if event.when is not None else part.when,
        )
    return event


def _united(event: EventMention, part: EventMention) -> tuple[Participant, ...]:
    known = {participant.mention for participant in event.participants}
    return (*event.participants, *(p for p in part.participants if p.mention not in known))


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
    if tree.tokens[token].dep in _SUBORDINATE and not _has_own_time(tree, token):
        for over in tree.holders(token):
            owner = by_token.get(over)
            if owner is not None and owner != number:
                return owner
            if tree.is_verb(over) and tree.tokens[over].dep not in _SUBORDINATE:
                break
    for child in tree.subtree(token):
        owner = by_token.get(child)
        if owner is not None and owner != number and _is_close(tree, child, token):
            return None if _is_of_another_time(tree, child, token) else owner
    return None


def _is_of_another_time(tree: Tree, child: int, token: int) -> bool:
    """Whether somebody killed before or after the event `child`: "after the blast a gunman killed two"."""
    top = next(at for at in (child, *tree.ancestors(child)) if tree.tokens[at].head == token)
    told = {
        tree.lemma(word) for word in ((top,) if tree.tokens[top].dep == "prep" else tree.below(top, "mark"))
    }
    acted = bool(tree.below(token, "nsubj") and tree.below(token, "dobj"))
    return not told.isdisjoint(_OTHER_TIMES if acted else {"before"})


def _has_own_time(tree: Tree, verb: int) -> bool:
    """Whether it was before or after what the main clause tells: "shot himself after he was wounded"."""
    told = tree.first(verb, "nsubj", "nsubjpass") is not None
    return told and any(tree.lemma(mark) in _OTHER_TIMES for mark in tree.below(verb, "mark"))


def _is_close(tree: Tree, child: int, token: int) -> bool:
    """Whether `child` stands under `token` as its cause, occasion or time clause."""
    between = [over for over in tree.ancestors(child) if over != token]
    verbs = [over for over in between if tree.is_verb(over) and over > token]
    return len(verbs) <= 1
