"""What an article leaves out: events that several other origins report and it could have known."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
    news = [(event, {span.article for span in event.evidence}) for event in events if not event.background]
    found = []
    for id_ in sources.articles:
        spoken = frozenset(link for link in entities.links.get(id_, ()) if link)
        missing = tuple(
            event.id
            for event, reporting in news
            if id_ not in reporting
            and not spoken.isdisjoint((*event.who, event.where))
            and len(_known(id_, reporting, sources)) >= SEVERAL
        )
        if missing:
            found.append(Omission(article=id_, events=missing))
    return tuple(found)


def _known(article: str, reporting: Collection[str], sources: Sources) -> set[str]:
    """The origins, but its own, of what those `reporting` an event had printed by the day of an article."""
    day = sources.published(article)
    if day is None:
        return set()
    printed = ((id_, sources.published(id_)) for id_ in reporting)
    return {sources.origin[id_] for id_, then in printed if then and then <= day} - {sources.origin[article]}
