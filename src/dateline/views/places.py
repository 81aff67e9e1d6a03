"""How views name the place of an event."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.schema.story import Entity, Event


def place_words(event: Event, entities: Mapping[str, Entity]) -> str | None:
    """The place of an event among the `entities` of its story (by id).

    One that no words tell is said to be likely. It is left out where the words that are shown name it, or
    where it takes part: a reader sees it there without being told that the event was at it.
    """
    place = entities.get(event.where or "")
    if place is None:
        return None
    if not event.where_inferred:
        return place.name
    names = {place.name, *place.aliases, *(m.text for m in place.mentions if m.kind == "name")}
    shown = event.where in event.who or any(
        name in event.what and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", event.what) for name in names
    )
    return None if shown else f"probably {place.name}"
