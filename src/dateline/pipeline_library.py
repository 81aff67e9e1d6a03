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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from dateline import __version__, pipeline
from dateline.errors import AnnotationError
from dateline.schema.annotation import AnnotatedArticle, Annotations
from dateline.schema.article import Article
from dateline.schema.cluster import Copies
from dateline.schema.story import Problem, Record
from dateline.store import articles, checks, search, stories, tables
from dateline.store.articles import Receipt
from dateline.store.database import Database, open_database
from dateline.store.search import Hit
from dateline.store.stories import Placed, Resolved, StoryLine

if TYPE_CHECKING:
    from dateline.ingest import Limits
    from dateline.pipeline import Progress
    from dateline.record.revisions import Change
    from dateline.resolve.comparison import Profile

LIBRARY = "DATELINE_LIBRARY"
"""The environment variable that names the library where nothing else does."""

Tell = Callable[[Receipt], None]
Clock = Callable[[], datetime]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of everything given: articles, inputs that failed, and how many stories changed."""

    receipts: tuple[Receipt, ...]
    problems: tuple[Problem, ...]
    stories: int


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article, and what changed since the one before; the first has no changes."""

    revision: int
    added: str
    article: Article
    changes: tuple[Change, ...]


def default_path() -> Path:
    """Where the library is when nobody says: $DATELINE_LIBRARY, or the platform's folder for data."""
    if os.environ.get(LIBRARY):
        return Path(os.environ[LIBRARY])
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

    `clock` tells the time that changes are marked with. Raises StoreError where the file is no library,
    is damaged, or was made by a newer version.
    """
    if path is None:
        path = default_path()
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
    return Library(open_database(Path(path), create=create), clock=clock or _now)


class Library:
    """An open library; `open` makes it. Close it, or use it in a `with` block. For one thread."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    @property
    def is_resolved(self) -> bool:
        """Whether the stories tell all the articles as they are now."""
        return stories.is_resolved(self._database)

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
        progress = progress or _silent
        while True:
            generation = articles.generation(self._database)
            if self.is_resolved and not redo:
                return Added(receipts=(), problems=(), stories=0)
            resolved, problems = self._resolved(redo=redo, progress=progress)
            changed = stories.replace_stories(
                self._database, resolved, generation=generation, now=self._time()
            )
            if changed is not None:
                return Added(receipts=(), problems=problems, stories=changed)

    def articles(self) -> Iterator[Article]:
        """All articles, by date of publication."""
        return articles.every(self._database)

    def article(self, name: str) -> Article:
        """The article with this id, beginning of an id, or URL. Raises StoreError."""
        return articles.get(self._database, self._article_id(name))

    def revisions(self, name: str) -> tuple[Edit, ...]:
        """All versions of an article, the first one first, with the words that each changed."""
        from dateline.record.revisions import changes

        kept = articles.revisions(self._database, self._article_id(name))
        return tuple(
            Edit(
                revision=item.revision,
                added=item.added,
                article=item.article,
                changes=changes(kept[place - 1].article.text, item.article.text) if place else (),
            )
            for place, item in enumerate(kept)
        )

    def stories(self) -> tuple[StoryLine, ...]:
        """All stories, those with the latest reports first."""
        return stories.lines(self._database)

    def show(self, name: str) -> Record:
        """The record of one story, named by its id, by one of its articles, or the beginning of an id."""
        return stories.record_of(self._database, stories.find(self._database, name))

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
        limit: int = 20,
    ) -> tuple[Hit, ...]:
        """The articles that hold all words and "phrases" and fulfil the other conditions: see `search`."""
        return search.search(
            self._database, words, entity=entity, outlet=outlet, since=since, until=until, limit=limit
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
        self.resolve(progress=progress)
        self._database.empty_log()
        return gone

    def doctor(self) -> tuple[str, ...]:
        """What is wrong with the library, a line for each fault; empty where it is whole."""
        return (*checks.examine(self._database), *checks.examine_words(self._database))

    def _article_id(self, name: str) -> str:
        return stories.find_article(self._database, name)

    def _time(self) -> str:
        return self._clock().isoformat(timespec="seconds")

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

    def _resolved(self, *, redo: bool, progress: Progress) -> tuple[list[Resolved], tuple[Problem, ...]]:
        """The stories of all articles as they are, their records kept, and what could not be annotated."""
        from dateline.resolve.copies import find_copies
        from dateline.resolve.dates import date_by_story

        with self._database.snapshot():
            by_id = {article.id: article for article in articles.every(self._database)}
        copies = find_copies(list(by_id.values()))
        groups = self._groups(list(by_id.values()), copies, progress)
        kept = {} if redo else stories.made_from(self._database)
        resolved = []
        problems: list[Problem] = []
        for number, ids in enumerate(groups, start=1):
            members = date_by_story([by_id[id_] for id_ in ids])
            resolved.append(self._story(members, _within(copies, ids), kept, problems))
            progress("resolve", number, len(groups))
        return resolved, tuple(problems)

    def _story(
        self, members: Sequence[Article], copies: Copies, kept: Mapping[str, str], problems: list[Problem]
    ) -> Resolved:
        """The story of these articles, with its record kept: the one of before where nothing changed."""
        id_ = f"s{members[0].id[1:]}"
        digest = _digest(
            *(f"{member.id} {articles.content_digest(member)}" for member in members),
            msgspec.json.encode(copies).decode(),
        )
        made_from = kept.get(id_, "")
        if not made_from.endswith(digest):
            made_from = f"{__version__} {digest}"
            if not stories.has_record(self._database, made_from):
                annotated = [self._annotated(member, problems) for member in members]
                story = pipeline.build_story(id_, annotated, copies=copies)
                with self._database.transaction():
                    stories.keep_record(self._database, story, made_from=made_from)
        placed = (
            Placed(article=member.id, published=member.published, basis=member.published_basis)
            for member in members
        )
        return Resolved(id=id_, made_from=made_from, articles=tuple(placed))

    def _annotated(self, article: Article, problems: list[Problem]) -> AnnotatedArticle:
        """The article with its annotations, kept or found now; an article that fails has none."""
        made_from = articles.content_digest(article)
        known = stories.annotations_of(self._database, article.id, made_from=made_from, version=__version__)
        if known is None:
            problem = None
            try:
                (found,) = pipeline.annotate_many([article])
            except AnnotationError as error:
                found, problem = Annotations(article=article.id), f"nothing is read from it: {error}"
            with self._database.transaction():
                stories.keep_annotations(
                    self._database, found, made_from=made_from, version=__version__, problem=problem
                )
            known = found, problem
        if known[1] is not None:
            problems.append(Problem(source=article.source, error=known[1]))
        return AnnotatedArticle(article=article, annotations=known[0])

    def _groups(
        self, given: Sequence[Article], copies: Copies, progress: Progress
    ) -> tuple[tuple[str, ...], ...]:
        from dateline.resolve.stories import Grouper

        grouper = Grouper()
        for number, article in enumerate(given, start=1):
            grouper.add_profile(self._profile(article))
            progress("group", number, len(given))
        grouper.join(copies)
        return grouper.stories()

    def _profile(self, article: Article) -> Profile:
        """What grouping reads of an article, kept or made now."""
        import numpy as np

        from dateline.resolve.comparison import ROW, Profile, profile_of
        from dateline.resolve.days import day_of

        made_from = _digest(__version__, str(ROW), articles.content_digest(article))
        data = stories.profile_of(self._database, article.id, made_from)
        if data is not None:
            row = np.frombuffer(data, dtype=ROW).reshape(())
            return Profile(id=article.id, day=day_of(article), row=row)
        profile = profile_of(article)
        with self._database.transaction():
            stories.keep_profile(self._database, article.id, profile.row.tobytes(), made_from=made_from)
        return profile


def _within(copies: Copies, ids: Sequence[str]) -> Copies:
    """Of all copies those among the articles of one story."""
    inside = set(ids)
    groups = (tuple(id_ for id_ in group if id_ in inside) for group in copies.groups)
    return Copies(
        groups=tuple(group for group in groups if len(group) > 1),
        links=tuple(link for link in copies.links if link.article in inside and link.of in inside),
    )


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


def _silent(stage: str, done: int, total: int | None) -> None:
    """The progress of a caller who does not want to hear."""
