"""Stories of invented reports, read by the whole pipeline."""

from __future__ import annotations

from dateline.pipeline import build_record
from dateline.schema.article import Article
from dateline.schema.story import Event, Story


def story(*reports: tuple[str, str, str]) -> Story:
    """The one story of some reports: outlet, day of publication, text."""
    articles = [
        Article(id=f"a{number}", outlet=outlet, published=published, language="en", text=text)
        for number, (outlet, published, text) in enumerate(reports, start=1)
    ]
    record = build_record(articles)
    (found,) = record.stories
    return found


def names(found: Story, event: Event) -> set[str]:
    """The names of those who take part."""
    table = {entity.id: entity.name for entity in found.entities}
    return {table[id_] for id_ in event.who}


def about(found: Story, *words: str) -> Event:
    """The event whose evidence has a sentence with all of `words`."""
    (event, *_) = [
        event
        for event in found.events
        if any(all(word in span.text for word in words) for span in event.evidence)
    ]
    return event
