"""The reader's corrections: made from what is on the page, kept by words, put into stories and records.

Corrections of people and quotations change records alone and are put in as soon as a record is built.
Corrections of stories change which articles are together, and are put in before a story is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec

from dateline.errors import StoreError
from dateline.schema.library import Correction, CorrectionKind, Place
from dateline.schema.story import Quote, Story
from dateline.store import stories
from dateline.store.database import Database

OF_STORIES: tuple[CorrectionKind, ...] = ("merge-stories", "split-story")

Groups = Sequence[Sequence[str]]


def places_of(story: Story, line: str) -> tuple[Place, ...]:
    """Where the quotation with the id `line` stands. Raises StoreError where the story has none."""
    quote = _quote(story, line)
    return tuple(
        Place(article=span.article, start=span.start, end=span.end, text=span.text)
        for span in quote.renditions
    )


def checked(correction: Correction, *, stories: int) -> Correction:
    """The correction, in which so many stories were named. Raises StoreError where it means nothing."""
    wrong = None
    if correction.kind == "merge-people" and len(set(correction.names)) < 2:
        wrong = "merging needs two names or more"
    elif correction.kind == "split-people" and not (
        correction.names and correction.name and correction.apart
    ):
        wrong = "splitting needs the name as it is, the articles to take out, and the name of who they mean"
    elif correction.kind == "merge-stories" and stories < 2:
        wrong = "merging needs two stories or more"
    elif correction.kind == "split-story" and not set(correction.apart) < set(correction.articles):
        wrong = "splitting needs some articles of the story, and not all of them"
    elif correction.kind == "wrong-speaker" and not correction.places:
        wrong = "say which quotation"
    if wrong:
        raise StoreError(f"this is no correction ({correction.kind}): {wrong}")
    return correction


def concerned(database: Database, correction: Correction) -> set[str]:
    """The stories (ids) that a correction of people or quotations may change."""
    if correction.kind in OF_STORIES:
        return set()
    if correction.kind == "wrong-speaker":
        return stories.of_articles(database, (place.article for place in correction.places))
    names = (*correction.names, *((correction.name,) if correction.name else ()))
    return stories.of_names(database, correction.type, names)


def with_corrections(
    database: Database, story: Story, corrections: Iterable[Correction], *, extracted: str
) -> str:
    """Keep the record with its corrections, and give the digest that it is kept under: `extracted`, that of
    the record as it is, where no correction fits. The transaction is the caller's.
    """
    from dateline.record.corrected import corrected

    other = corrected(story, corrections)
    if other == story:
        return extracted
    made_from = f"{extracted} corrected {sha256(msgspec.json.encode(other)).hexdigest()}"
    stories.keep_record(database, other, made_from=made_from)
    return made_from


def regrouped(groups: Groups, corrections: Sequence[Correction]) -> list[tuple[str, ...]]:
    """The groups of articles as the reader's corrections of stories make them, one after the other.

    Articles that were merged stay together wherever they are grouped, and so does what is grouped with
    them. Of a split story those articles go their own way that the reader took out.
    """
    order = {id_: number for number, id_ in enumerate(id_ for group in groups for id_ in group)}
    story_of = {id_: number for number, group in enumerate(groups) for id_ in group}
    for correction in corrections:
        known = [id_ for id_ in correction.articles if id_ in story_of]
        if correction.kind == "merge-stories" and known:
            together = {story_of[id_] for id_ in known}
            first = min(together)
            story_of.update((id_, first) for id_, story in story_of.items() if story in together)
        elif correction.kind == "split-story":
            apart = [id_ for id_ in correction.apart if id_ in story_of]
            rest = {story_of[id_] for id_ in known if id_ not in correction.apart}
            new = max(story_of.values(), default=0) + 1
            # Those that are with none of the rest have parted already.
            for number, old in enumerate(sorted({story_of[id_] for id_ in apart} & rest)):
                story_of.update((id_, new + number) for id_ in apart if story_of[id_] == old)
    members: dict[int, list[str]] = {}
    for id_, story in story_of.items():
        members.setdefault(story, []).append(id_)
    return sorted(
        (tuple(sorted(group, key=order.__getitem__)) for group in members.values()),
        key=lambda group: order[group[0]],
    )


def _quote(story: Story, line: str) -> Quote:
    for quote in story.quotes:
        if quote.id == line:
            return quote
    raise StoreError(f"story {story.id} has no quotation {line!r}")
