"""What an article leaves out: events that several other origins report and it could have known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.record.evidence import Sources
from dateline.schema.cluster import Entities
from dateline.schema.story import Event, Omission

SEVERAL = 2
"""Origins, other than the article's own, that must report an event before an article can leave it out."""


def find_omissions(events: Sequence[Event], sources: Sources, entities: Entities) -> tuple[Omission, ...]:
    """For each article that leaves any out the events of the news that it leaves out, in their order.

    An article can leave out what `SEVERAL` other origins had printed by its own day, if it speaks of one of
    those who take part or of the place.
    """
    spoken = {
        id_: frozenset(link for link in entities.links.get(id_, ()) if link) for id_ in sources.articles
    }
    found = []
    for id_ in sources.articles:
        missing = tuple(event.id for event in events if _leaves_out(id_, event, sources, spoken))
        if missing:
            found.append(Omission(article=id_, events=missing))
    return tuple(found)


def _leaves_out(article: str, event: Event, sources: Sources, spoken: Mapping[str, frozenset[str]]) -> bool:
    day = sources.published(article)
    reporting = {span.article for span in event.evidence}
    if event.background or article in reporting or day is None:
        return False
    if not spoken[article] & {*event.who, event.where}:
        return False
    before = {
        sources.origin[id_] for id_ in reporting if (printed := sources.published(id_)) and printed <= day
    }
    return len(before - {sources.origin[article]}) >= SEVERAL
