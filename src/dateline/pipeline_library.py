"""The library: articles kept from day to day, and their stories resolved again when articles come or go.

1. An article is kept as soon as it is read; what `add` has told of is on the disk.
2. All articles are grouped anew, in an order that does not depend on when they came, from profiles that
   are kept. So the stories are those of a fresh resolution of the same articles.
3. Only stories whose articles changed are annotated (what has not been yet) and built; their records are
   kept one by one, and a kill costs at most the one at work.
4. One transaction puts the new stories in the place of the old ones, unless articles have changed
   meanwhile: then from 2.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from dateline import pipeline_corrections as corrections
from dateline import pipeline_stories as resolution
from dateline.errors import StoreError
from dateline.schema.annotation import EntityType
from dateline.schema.article import Article
from dateline.schema.library import Correction, CorrectionKind, Edit, EntityPage, StoryChanges
from dateline.schema.story import Problem, Record
from dateline.store import articles, checks, entities, history, places, search, stories, tables, vectors
from dateline.store import corrections as kept_corrections
from dateline.store.articles import Receipt
from dateline.store.database import SCHEMES, Database, open_database
from dateline.store.search import Hit
from dateline.store.stories import StoryLine, Waiting

if TYPE_CHECKING:
    from dateline.ingest import Limits
    from dateline.pipeline import Progress

LIBRARY = "DATELINE_LIBRARY"
"""The environment variable that names the library where nothing else does."""

Tell = Callable[[Receipt], None]
Clock = Callable[[], datetime]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of everything given: articles, inputs that failed, and how many stories changed."""

    receipts: tuple[Receipt, ...]
    problems: tuple[Problem, ...]
    stories: int


def default_path() -> Path | str:
    """Where the library is when nobody says: $DATELINE_LIBRARY, or the platform's folder for data."""
    if name := os.environ.get(LIBRARY):
        return name if name.startswith(SCHEMES) else Path(name)
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "dateline" / "library.sqlite"


def open(path: str | Path | None = None, *, create: bool = True, clock: Clock | None = None) -> Library:
    """The library at `path`, or at `default_path()`; a new one where there is none and `create` is true.

    `path` is a file, or the URL of a PostgreSQL database ("postgresql://…").

    `clock` tells the time that changes are marked with. Raises StoreError where the file is no library,
    is damaged, or was made by a newer version.
    """
    if path is None:
        path = default_path()
        if create and isinstance(path, Path):
            path.parent.mkdir(parents=True, exist_ok=True)
    return Library(open_database(path, create=create), clock=clock or _now)


class Library:
    """An open library; `open` makes it. Close it, or use it in a `with` block.

    It belongs to the thread that opened it. Opening takes about a millisecond, so a server opens one for each
    request; any number of them, in any threads and processes, may be open at once.
    """

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | str:
        """Where it is: a file, or a URL without the password."""
        return self._database.path

    @property
    def database(self) -> Database:
        """The file as it is opened, for what else is kept in it."""
        return self._database

    @property
    def is_resolved(self) -> bool:
        """Whether the stories tell all the articles as they are now."""
        return places.is_done(self._database)

    def now(self) -> datetime:
        """What the clock of the library says."""
        return self._clock()

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def add(
        self,
        sources: Iterable[str | Path],
        *,
        stdin: BinaryIO | None = None,
        limits: Limits | None = None,
        tell: Tell | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Keep the articles of `sources` (as `dateline.read` takes them) and resolve the stories concerned.

        `tell` is called with each article once it is on the disk. Inputs that cannot be read are problems
        of the result. Raises StoreError where the library cannot be written; what was told of is kept.
        """
        from dateline.ingest import Limits, read_sources

        found = read_sources(sources, stdin=stdin, limits=limits or Limits())
        return self._add(found, tell=tell, progress=progress)

    def add_articles(
        self, given: Iterable[Article], *, tell: Tell | None = None, progress: Progress | None = None
    ) -> Added:
        """`add` for articles that have been read already; they get ids of the library."""
        return self._add(given, tell=tell, progress=progress)

    def keep(self, article: Article) -> Receipt:
        """Keep one article, on the disk on return; its story waits for `resolve`."""
        with self._database.transaction():
            return articles.put(self._database, article, now=self._time())

    def resolve(self, *, redo: bool = False, progress: Progress | None = None) -> Added:
        """Bring the stories up to date with the articles, which `add` and `forget` do as well.

        With `redo`, stories that another version of Dateline made are made anew.
        """
        if redo:
            with self._database.transaction():
                resolution.list_old(self._database)
        while done := resolution.attempt(self._database, progress or _silent):
            changed = resolution.put(self._database, done, now=self._time())
            if changed is not None:
                return Added(receipts=(), problems=done.problems, stories=changed)
        return Added(receipts=(), problems=(), stories=0)

    def articles(self) -> Iterator[Article]:
        """All articles, by date of publication."""
        return articles.every(self._database)

    def article(self, name: str) -> Article:
        """The article with this id, beginning of an id, or URL. Raises StoreError."""
        return articles.get(self._database, self._article_id(name))

    def revisions(self, name: str) -> tuple[Edit, ...]:
        """All versions of an article, the first one first, with the words that each changed."""
        from dateline.record.changes import line_changes, touching
        from dateline.record.revisions import changes

        id_ = self._article_id(name)
        kept = articles.revisions(self._database, id_)
        states = [history.state_of(self._database, id_, item.revision) for item in kept]
        edits = []
        for place, item in enumerate(kept):
            before, after = (states[place - 1], states[place]) if place else (None, None)
            lines = line_changes([before.story], after.story) if before and after else ()
            edits.append(
                Edit(
                    revision=item.revision,
                    added=item.added,
                    article=item.article,
                    changes=changes(kept[place - 1].article.text, item.article.text) if place else (),
                    lines=touching(lines, id_, before.story, after.story) if before and after else (),
                )
            )
        return tuple(edits)

    def stories(self, limit: int | None = None, offset: int = 0) -> tuple[StoryLine, ...]:
        """The stories, those with the latest reports first: `limit` of them after the first `offset`."""
        return stories.lines(self._database, limit=limit, offset=offset)

    def story(self, name: str) -> StoryLine:
        """One story as `stories` gives it, named as for `show`."""
        return stories.line(self._database, self._story_id(name))

    @property
    def size(self) -> tuple[int, int]:
        """How many stories and how many articles there are."""
        return stories.count(self._database), articles.count(self._database)

    def waiting(self) -> tuple[Waiting, ...]:
        """The articles whose story waits to be resolved: new ones, edited ones, and those beside them."""
        return stories.waiting(self._database)

    def changes(self, name: str, since: str) -> StoryChanges:
        """What is otherwise in a story than at the moment `since` (ISO 8601 with offset; a date is its
        beginning, UTC). Raises ValueError for another form.
        """
        from dateline.record.changes import line_changes

        story_id, moment = self._story_id(name), _moment(since)
        with self._database.snapshot():
            made_from = stories.resolved(self._database, story_id).made_from
            story = stories.kept_record(self._database, made_from)
            if story is None:
                raise StoreError(f"library {self.path} has lost the record of story {story_id}")
            states = history.states_at(self._database, story.articles, moment)
            edited = history.article_changes(self._database, states, story.articles)
        lines = line_changes([state.story for state in states], story)
        return StoryChanges(
            story=story_id,
            since=moment,
            is_new=not states,
            articles=edited,
            quotes=tuple(line for line in lines if line.kind == "quote"),
            events=tuple(line for line in lines if line.kind == "event"),
            statements=tuple(line for line in lines if line.kind == "statement"),
        )

    def visit(self, name: str) -> str | None:
        """Say that the reader looks at a story now, and give the moment of the visit before, None for the
        first.
        """
        story = self._story_id(name)
        with self._database.transaction():
            return history.visit(self._database, story, now=self._time())

    def seen(self, name: str) -> str | None:
        """When the reader last looked at a story; `visit` says that he does."""
        return history.seen(self._database, self._story_id(name))

    def entity(self, name: str, type: EntityType | None = None, *, limit: int | None = None) -> EntityPage:
        """A person, place, organization or group across the stories, `limit` of them, the latest first.

        `name` is any of its names; without `type` the one that most stories know so. Raises StoreError.
        """
        with self._database.snapshot():
            _, found = entities.find(self._database, name, type)
            return entities.page(self._database, name, found, limit=limit)

    def correct(
        self,
        kind: CorrectionKind,
        *,
        story: str | None = None,
        stories: Iterable[str] = (),
        articles: Iterable[str] = (),
        quote: str | None = None,
        names: Iterable[str] = (),
        name: str | None = None,
        type: EntityType = "person",
        note: str = "",
        progress: Progress | None = None,
    ) -> Correction:
        """Correct what the library got wrong; it holds through every resolution until it is undone.

        - "merge-people": `names` (two or more) are one entity of `type`, called by the first of them.
        - "split-people": what `articles` say of the entity with `names` is of another, `name`.
        - "merge-stories": `stories` (two or more) are one.
        - "split-story": `articles`, some of those of `story`, are a story of their own.
        - "wrong-speaker": the quotation `quote` (an id in the record of `story`) is of `name`, or of nobody
          who is known.

        Raises StoreError where that fits nothing.
        """
        of = tuple(dict.fromkeys(self._story_id(one) for one in (*stories, *((story,) if story else ()))))
        records = [self.show(one).stories[0] for one in of]
        chosen = tuple(dict.fromkeys(self._article_id(one) for one in articles))
        correction = corrections.checked(
            Correction(
                id=0,
                kind=kind,
                made=self._time(),
                type=type,
                names=tuple(dict.fromkeys(names)),
                name=name,
                articles=tuple(id_ for record in records for id_ in record.articles),
                apart=chosen,
                places=corrections.places_of(records[0], quote) if quote and records else (),
                note=note,
            ),
            stories=len(of),
        )
        with self._database.transaction():
            kept = kept_corrections.keep(self._database, correction)
            resolution.correct(self._database, kept, now=self._time())
        if kind in corrections.OF_STORIES:
            self.resolve(progress=progress)
        return kept

    def corrections(self, *, undone: bool = False) -> tuple[Correction, ...]:
        """The corrections that hold, in the order in which they were made; with `undone` all there were."""
        return kept_corrections.every(self._database, undone=undone)

    def undo(self, correction: int, *, progress: Progress | None = None) -> Correction:
        """Take a correction back; the stories are then as if it had never been made. Raises StoreError."""
        with self._database.transaction():
            gone = kept_corrections.undo(self._database, correction, now=self._time())
            resolution.correct(self._database, gone, now=self._time())
        if gone.kind in corrections.OF_STORIES:
            self.resolve(progress=progress)
        return gone

    def show(self, name: str) -> Record:
        """The record of one story, named by its id, by one of its articles, or the beginning of an id."""
        return stories.record_of(self._database, self._story_id(name))

    def export(self) -> Iterator[Record]:
        """A record for each story, one in memory at a time, those with the latest reports first."""
        for line in self.stories():
            yield stories.record_of(self._database, line.id)

    def record(self) -> Record:
        """One record of all stories."""
        found = list(self.export())
        return Record(
            articles=tuple(article for record in found for article in record.articles),
            stories=tuple(story for record in found for story in record.stories),
        )

    def search(
        self,
        words: str = "",
        *,
        entity: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        meaning: str | None = None,
        limit: int = 20,
    ) -> tuple[Hit, ...]:
        """The articles that hold all words and "phrases" and fulfil the other conditions.

        With `meaning`, a question or sentence, also those that say something near to it in other words; the
        best by words and by meaning come first. See `store.search`.
        """
        nearness = None
        if meaning is not None and meaning.strip():
            from dateline.resolve.embedding import embed

            nearness = vectors.nearness(self._database, embed([meaning])[0])
        return search.search(
            self._database,
            words,
            entity=entity,
            outlet=outlet,
            since=since,
            until=until,
            nearness=nearness,
            limit=limit,
        )

    def table(self, name: str) -> Iterator[tuple[str | int | float | None, ...]]:
        """The rows of one of `store.tables.TABLES`, the first of which holds the names of the columns."""
        return tables.rows(self._database, name)

    def doomed(self, name: str) -> tuple[Article, ...]:
        """The articles that `forget` would remove: the one named, or all of the story named."""
        if name.startswith("s"):
            return self.show(name).articles
        return (self.article(name),)

    def forget(self, name: str, *, progress: Progress | None = None) -> tuple[Article, ...]:
        """Remove an article, or all articles of a story, with all versions and whatever was found in them.

        Returns the articles removed. Copies that migrations made of the file are not touched.
        """
        gone = self.doomed(name)
        with self._database.transaction():
            articles.forget(self._database, [article.id for article in gone])
            stories.clear_records(self._database)
        self.resolve(progress=progress)
        self._database.empty_log()
        return gone

    def doctor(self) -> tuple[str, ...]:
        """What is wrong with the library, a line for each fault; empty where it is whole."""
        return tuple(checks.examine(self._database))

    def _story_id(self, name: str) -> str:
        return stories.find(self._database, name)

    def _article_id(self, name: str) -> str:
        return stories.find_article(self._database, name)

    def _time(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")

    def _add(
        self, found: Iterable[Article | Problem], *, tell: Tell | None, progress: Progress | None
    ) -> Added:
        receipts: list[Receipt] = []
        problems: list[Problem] = []
        for item in found:
            if isinstance(item, Problem):
                problems.append(item)
                continue
            receipts.append(self.keep(item))
            if tell:
                tell(receipts[-1])
            if progress:
                progress("keep", len(receipts), None)
        done = self.resolve(progress=progress)
        return Added(receipts=tuple(receipts), problems=(*problems, *done.problems), stories=done.stories)


def _moment(given: str) -> str:
    """A moment as the library writes them. Raises ValueError."""
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise ValueError(f"{given!r} is not a moment such as '2025-05-13T08:00:00+00:00'") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _now() -> datetime:
    return datetime.now(UTC)


def _silent(stage: str, done: int, total: int | None) -> None:
    """The progress of a caller who does not want to hear."""
