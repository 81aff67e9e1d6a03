"""The stories of a library: built again where their articles changed, and put in place together."""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from dateline import __version__, pipeline
from dateline import pipeline_corrections as corrections
from dateline.errors import AnnotationError, StoreError
from dateline.pipeline_corrections import Groups
from dateline.pipeline_grouping import bring_up_to_date, cut, digest
from dateline.schema.annotation import AnnotatedArticle, Annotations
from dateline.schema.article import Article
from dateline.schema.library import Correction, Counts, StoryChanges
from dateline.schema.story import Problem, Story
from dateline.store import articles, places, stories
from dateline.store import corrections as kept_corrections
from dateline.store.database import Database
from dateline.store.stories import Placed, Resolved


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """Stories that have been built, from the articles (numbers) that were on the list at `generation`.

    `failed` are the articles (ids) of stories that could not be built; they stay on the list.
    """

    generation: int
    listed: tuple[int, ...]
    stories: tuple[Resolved, ...]
    failed: frozenset[str]
    problems: tuple[Problem, ...]


def attempt(database: Database, progress: pipeline.Progress) -> Attempt | None:
    """Build every story that is not as its articles are now; None where there is none.

    Records are kept as they are built; no story shows them before `put`.
    """
    from dateline.resolve.dates import date_by_story

    bring_up_to_date(database, progress)
    with database.snapshot():
        generation = places.generation(database)
        touched = places.listed(database, places.CUT)
        if not touched:
            return None
        listed = tuple(number for number, _ in touched)
        holding = kept_corrections.every(database)
        of_stories = [one for one in holding if one.kind in corrections.OF_STORIES]
        groups = corrections.regrouped(cut(database, listed, of_stories), of_stories)
        known = _as_they_are(database, groups, {id_ for _, id_ in touched})
        changed = [ids for ids in groups if frozenset(ids) not in known]
        texts = {id_: articles.get(database, id_) for ids in changed for id_ in ids}
    found: list[Resolved] = list(known.values())
    failed: set[str] = set()
    problems: list[Problem] = []
    for number, ids in enumerate(changed, start=1):
        given = sorted((texts[id_] for id_ in ids), key=_order)
        try:
            found.append(_story(database, date_by_story(given), holding, problems))
        except StoreError:
            raise
        except Exception as error:  # One story must not stop the others, whatever is wrong with it.
            failed.update(ids)
            problems.append(Problem(source=given[0].source, error=_failure(given, error)))
        progress("resolve", number, len(changed))
    return Attempt(
        generation=generation,
        listed=listed,
        stories=tuple(found),
        failed=frozenset(failed),
        problems=tuple(problems),
    )


def put(database: Database, done: Attempt, *, now: str) -> int | None:
    """Put stories in the place of those that their articles were in, and return how many changed.

    Changes nothing and returns None where articles have changed since, or a record is missing because another
    process has cleared it away: then another attempt is needed.
    """
    with database.transaction():
        if places.generation(database) != done.generation:
            return None
        if not all(stories.has_records(database, story) for story in done.stories):
            return None
        ids = {placed.article for story in done.stories for placed in story.articles}
        former = {story: stories.resolved(database, story) for story in stories.of_articles(database, ids)}
        new = [story for story in done.stories if former.get(story.id) != story]
        gone = former.keys() - {story.id for story in done.stories}
        stories.replace_some(database, new, gone=gone, now=now, compare=compare)
        failed = set(places.numbers(database, done.failed).values())
        places.take_off_list(database, [number for number in done.listed if number not in failed])
        places.put_on_list(database, failed, places.CUT)
        return len(new) + len(gone - {story.id for story in new})


def correct(database: Database, correction: Correction, *, now: str) -> None:
    """Put the corrections that hold into the stories that `correction`, which came or went, concerns.

    Where it is one of stories, they wait to be resolved. The transaction is the caller's.
    """
    if correction.kind in corrections.OF_STORIES:
        ids = {*correction.articles, *correction.apart}
        known = places.numbers(database, ids).values()
        places.put_on_list(database, known, places.CUT)
        places.mark_changed(database)
        return
    holding = kept_corrections.every(database)
    new = []
    for story in sorted(corrections.concerned(database, correction)):
        old = stories.resolved(database, story)
        extracted = stories.kept_record(database, old.extracted)
        if extracted is None:
            raise StoreError(f"library {database.path} has lost the record of story {story}")
        made_from = corrections.with_corrections(database, extracted, holding, extracted=old.extracted)
        if made_from != old.made_from:
            new.append(msgspec.structs.replace(old, made_from=made_from))
    stories.replace_some(database, new, now=now, compare=compare)


def compare(before: Sequence[Story], after: Story) -> Counts:
    """How many lines of a story are otherwise than in the states that it came from."""
    from dateline.record.changes import line_changes

    return StoryChanges(story=after.id, since="", statements=line_changes(before, after)).counts


def list_old(database: Database) -> None:
    """Put the stories that another version made on the list; the transaction is the caller's."""
    ids = stories.made_by_others(database, __version__)
    places.put_on_list(database, places.numbers(database, ids).values(), places.CUT)
    places.mark_changed(database)


def _as_they_are(database: Database, groups: Groups, touched: Set[str]) -> dict[frozenset[str], Resolved]:
    """The stories that are these groups of articles already. Nothing in them has changed: with an edited
    article its story would be gone. Where another version made one, it is only taken if none of its articles
    is on the list.
    """
    former = stories.of_articles(database, (id_ for ids in groups for id_ in ids))
    found = {}
    for story in (stories.resolved(database, id_) for id_ in former):
        ids = frozenset(placed.article for placed in story.articles)
        if story.extracted.startswith(f"{__version__} ") or ids.isdisjoint(touched):
            found[ids] = story
    wanted = {frozenset(ids) for ids in groups}
    return {ids: story for ids, story in found.items() if ids in wanted}


def _story(
    database: Database,
    members: Sequence[Article],
    holding: Sequence[Correction],
    problems: list[Problem],
) -> Resolved:
    """The story of these articles, with its records kept."""
    from dateline.resolve.copies import find_copies

    copies = find_copies(members)
    id_ = f"s{members[0].id[1:]}"
    made_of = digest(
        *(f"{member.id} {articles.content_digest(member)}" for member in members),
        msgspec.json.encode(copies).decode(),
    )
    extracted = f"{__version__} {made_of}"
    placed = tuple(
        Placed(article=member.id, published=member.published, basis=member.published_basis)
        for member in members
    )
    story = stories.kept_record(database, extracted)
    if story is None:
        annotated = [_annotated(database, member, problems) for member in members]
        story = pipeline.build_story(id_, annotated, copies=copies)
    with database.transaction():
        stories.keep_record(database, story, made_from=extracted)
        made_from = corrections.with_corrections(database, story, holding, extracted=extracted)
    return Resolved(id=id_, extracted=extracted, made_from=made_from, articles=placed)


def _annotated(database: Database, article: Article, problems: list[Problem]) -> AnnotatedArticle:
    """The article with its annotations, kept or found now; an article that fails has none."""
    made_from = articles.content_digest(article)
    known = stories.annotations_of(database, article.id, made_from=made_from, version=__version__)
    if known is None:
        problem = None
        try:
            (found,) = pipeline.annotate_many([article])
        except AnnotationError as error:
            found, problem = Annotations(article=article.id), f"nothing is read from it: {error}"
        with database.transaction():
            stories.keep_annotations(
                database, found, made_from=made_from, version=__version__, problem=problem
            )
        known = found, problem
    if known[1] is not None:
        problems.append(Problem(source=article.source, error=known[1]))
    return AnnotatedArticle(article=article, annotations=known[0])


def _order(article: Article) -> tuple[bool, str, str]:
    """Articles of a story stand by date of publication, undated ones last."""
    return article.published is None, article.published or "", article.id


def _failure(given: Sequence[Article], error: Exception) -> str:
    count = f"{len(given)} article{'s' * (len(given) != 1)}"
    text = " ".join(str(error).split())
    return (
        f"its story ({count}) is not resolved, and is tried again next time: {type(error).__name__}: {text}"
    )
