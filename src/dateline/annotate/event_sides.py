"""Who "the two sides" and "both countries" are: the two parties that the text has just named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dateline.annotate import gazetteer
from dateline.annotate.event_lexicon import words
from dateline.schema.annotation import Annotations, EventMention, Mention, Participant


def resolve_sides(events: Iterable[EventMention], annotations: Annotations) -> Iterator[EventMention]:
    """The events, with both parties in place of "the two sides".

    They are the two countries that the latest event with two of them joined, each as the last mention of it
    before the phrase.
    """
    last: tuple[str, str] | None = None
    for event in sorted(events, key=lambda event: event.trigger.start):
        phrase = _phrase(event, annotations.mentions)
        resolved = event
        if phrase is not None and last is not None:
            before = annotations.mentions[phrase].start
            sides = [_last_of(annotations.mentions, country, before) for country in last]
            others = tuple(p for p in event.participants if p.mention != phrase)
            added = tuple(
                Participant(mention=side, role="agent")
                for side in sides
                if side is not None and all(side != p.mention for p in others)
            )
            if len(added) == 2:
                resolved = msgspec.structs.replace(event, participants=added + others)
        countries = _countries(resolved, annotations)
        if event.type == "CONSULT" and len(countries) == 2:
            last = (countries[0], countries[1])
        yield resolved


def _phrase(event: EventMention, mentions: Sequence[Mention]) -> int | None:
    """The participant that reads "the two sides", "both countries" or alike."""
    for participant in event.participants:
        parts = mentions[participant.mention].text.lower().split()
        two = "two" in parts[:3] or "both" in parts[:2]
        if two and parts[-1].removesuffix("s") in words("two_sides") | {"countrie", "partie"}:
            return participant.mention
    return None


def _countries(event: EventMention, annotations: Annotations) -> list[str]:
    sides = {mention: chain.side for chain in annotations.chains for mention in chain.mentions}
    found: dict[str, None] = {}
    for participant in event.participants:
        country = annotations.mentions[participant.mention].country or sides.get(participant.mention)
        if country:
            found.setdefault(country)
    return list(found)


def _last_of(mentions: Sequence[Mention], country: str, before: int) -> int | None:
    """The last mention of a country as such before an offset."""
    return max(
        (
            index
            for index, mention in enumerate(mentions)
            if mention.country == country and mention.start < before and _stands_for_country(mention)
        ),
        default=None,
    )


def _stands_for_country(mention: Mention) -> bool:
    return mention.type == "place" and (mention.actor or gazetteer.country_named(mention.text) is not None)
