"""Who "the two sides", "both leaders" and "they" are: the two parties that the text has just named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dateline.annotate import gazetteer
from dateline.annotate.event_lexicon import words
from dateline.schema.annotation import Annotations, EventMention, Mention, Participant
from dateline.schema.span import Span


def resolve_sides(events: Iterable[EventMention], annotations: Annotations) -> Iterator[EventMention]:
    """The events in text order, with both parties in place of a phrase for two.

    "The two sides" are the two countries that the latest meeting joined, each as the last mention of it
    before the phrase, and "the two Koreas" those of that name; "the two men", and "they" of a meeting, the
    two persons. "They" are first of all the two who did something in the same sentence before ("Bell and Ray
    agreed on it when they met"), then those whom the sentence before names, if they are two.
    """
    countries: tuple[str, ...] = ()
    persons: tuple[int, ...] = ()
    acting: tuple[Span | None, tuple[int, ...]] = (None, ())
    mentions = annotations.mentions
    for event in sorted(events, key=lambda event: event.trigger.start):
        resolved = event
        phrase = _phrase(event, annotations, words("two_sides"))
        if phrase is not None:
            before = mentions[phrase].start
            resolved = _with(event, phrase, [_last_of(mentions, country, before) for country in countries])
        resolved = _both_of_a_name(resolved, mentions)
        phrase = _phrase(event, annotations, words("two_persons"), pronoun=event.type == "CONSULT")
        sentence = _sentence(event, annotations)
        if phrase is not None and resolved is event:
            here = acting[1] if acting[0] == sentence and _is_they(phrase, annotations) else ()
            resolved = _with(event, phrase, here or _named_before(sentence, annotations) or persons)
        agents = _persons(resolved, annotations, role="agent")
        if len(agents) == 2:
            acting = (sentence, agents)
        if event.type == "CONSULT":
            named = _countries(resolved, annotations)
            countries = named if len(named) == 2 else countries
            met = _persons(resolved, annotations)
            persons = met if len(met) == 2 else persons
        yield resolved


def _both_of_a_name(event: EventMention, mentions: Sequence[Mention]) -> EventMention:
    """The event with two countries in place of the plural of what their names share ("the Koreas")."""
    for participant in event.participants:
        phrase = mentions[participant.mention]
        lands = gazetteer.both_named(phrase.text.split()[-1]) if phrase.text[-1] == "s" else ()
        near = ((_last_of(mentions, land, phrase.start), _first_of(mentions, land)) for land in lands)
        if lands:
            parties = [first if last is None else last for last, first in near]
            return _with(event, participant.mention, parties)
    return event


def _persons(event: EventMention, annotations: Annotations, role: str | None = None) -> tuple[int, ...]:
    """One mention, the last, of each person who takes part; in `role` alone where one is given."""
    found: dict[object, int] = {}
    for participant in event.participants:
        at = participant.mention
        if annotations.mentions[at].type == "person" and role in {None, participant.role}:
            chain = next((c.mentions for c in annotations.chains if at in c.mentions), at)
            found[chain] = at
    return tuple(found.values())


def _sentence(event: EventMention, annotations: Annotations) -> Span | None:
    return next((s for s in annotations.sentences if s.covers(event.trigger)), None)


def _named_before(sentence: Span | None, annotations: Annotations) -> tuple[int, ...]:
    """The last mention of each of the two persons whom the sentence before names; none if it names others."""
    number = annotations.sentences.index(sentence) if sentence in annotations.sentences else 0
    if not number:
        return ()
    before = annotations.sentences[number - 1]
    found: dict[object, int] = {}
    for at, mention in enumerate(annotations.mentions):
        if mention.type == "person" and mention.kind == "name" and before.covers(mention):
            found[next((chain.mentions for chain in annotations.chains if at in chain.mentions), at)] = at
    return tuple(found.values()) if len(found) == 2 else ()


def _is_they(mention: int, annotations: Annotations) -> bool:
    return annotations.mentions[mention].text.lower() == "they"


def with_speakers(events: Iterable[EventMention], annotations: Annotations) -> Iterator[EventMention]:
    """The events with the speaker for an unresolved "we" or "they": "X said they would appeal"."""
    for event in events:
        plural = next((p for p in event.participants if _is_group_pronoun(p.mention, annotations)), None)
        speaker = _speaker(event, annotations) if plural is not None else None
        if plural is not None and speaker is not None:
            known = {p.mention for p in event.participants}
            added = (Participant(mention=speaker, role=plural.role),) if speaker not in known else ()
            yield msgspec.structs.replace(event, participants=(*event.participants, *added))
        else:
            yield event


def _is_group_pronoun(mention: int, annotations: Annotations) -> bool:
    word = annotations.mentions[mention].text.lower()
    return word in {"we", "they"} and not _is_resolved(mention, annotations)


def _speaker(event: EventMention, annotations: Annotations) -> int | None:
    """The first mention in the source of the quotation that the event stands in, a name before others."""
    for quotation in annotations.quotations:
        spoken = any(part.start <= event.trigger.start < part.end for part in quotation.content)
        if spoken and quotation.source is not None:
            inside = [at for at, other in enumerate(annotations.mentions) if quotation.source.covers(other)]
            return min(inside, key=lambda at: (annotations.mentions[at].kind != "name", at), default=None)
    return None


def _with(event: EventMention, phrase: int, parties: Sequence[int | None]) -> EventMention:
    """The event with both parties as agents in place of `phrase`, or as it was where one is missing."""
    known = {p.mention for p in event.participants}
    added = [party for party in parties if party is not None and party not in known]
    if len(added) != 2:
        return event
    others = tuple(p for p in event.participants if p.mention != phrase)
    agents = tuple(Participant(mention=party, role="agent") for party in added)
    return msgspec.structs.replace(event, participants=agents + others)


def _phrase(
    event: EventMention, annotations: Annotations, nouns: frozenset[str], *, pronoun: bool = False
) -> int | None:
    """The participant that reads "the two NOUNS" or "both NOUNS", or with `pronoun` an unresolved "they"."""
    for participant in event.participants:
        mention = annotations.mentions[participant.mention]
        parts = mention.text.lower().split()
        two = "two" in parts[:3] or "both" in parts[:2]
        if two and parts[-1] in nouns:
            return participant.mention
        alone = pronoun and parts == ["they"] and len(event.participants) == 1
        if alone and not _is_resolved(participant.mention, annotations):
            return participant.mention
    return None


def _is_resolved(mention: int, annotations: Annotations) -> bool:
    return any(mention in chain.mentions and chain.name for chain in annotations.chains)


def _countries(event: EventMention, annotations: Annotations) -> tuple[str, ...]:
    sides = {mention: chain.side for chain in annotations.chains for mention in chain.mentions}
    found: dict[str, None] = {}
    for participant in event.participants:
        country = annotations.mentions[participant.mention].country or sides.get(participant.mention)
        if country:
            found.setdefault(country)
    return tuple(found)


def _last_of(mentions: Sequence[Mention], country: str, before: int) -> int | None:
    """The last mention of a country as such before an offset."""
    return max(
        (
            index
            for index, mention in enumerate(mentions)
            if mention.start < before and _stands_for(mention, country)
        ),
        default=None,
    )


def _first_of(mentions: Sequence[Mention], country: str) -> int | None:
    return next((at for at, mention in enumerate(mentions) if _stands_for(mention, country)), None)


def _stands_for(mention: Mention, country: str) -> bool:
    if mention.type != "place":
        return False
    known = mention.country == country and (
        mention.actor or gazetteer.country_named(mention.text) is not None
    )
    return known or mention.text == country
