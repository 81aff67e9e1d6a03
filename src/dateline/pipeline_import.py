"""Importing web archives: page by page, kept as they are read, going on where an earlier run stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from dateline.errors import SourceError
from dateline.schema.article import Article, Source
from dateline.schema.story import Problem
from dateline.store import feeds

if TYPE_CHECKING:
    from dateline.ingest import Limits
    from dateline.ingest.warc import Capture
    from dateline.pipeline import Progress
    from dateline.pipeline_library import Library, Tell

# How many pages are read between two notes of how far the import has come; a kill costs at most so many.
NOTED_EVERY = 25
_HEAD = 65_536
_MEGABYTE = 1_000_000


class Imported(msgspec.Struct, kw_only=True):
    """What an import brought: pages by what became of them, problems, stories changed."""

    pages: int = 0
    added: int = 0
    revised: int = 0
    known: int = 0
    without: int = 0
    passed_over: int = 0
    problems: list[Problem] = []
    stories: int = 0


def import_archives(
    library: Library,
    paths: Iterable[str | Path],
    *,
    hosts: Sequence[str] = (),
    languages: Sequence[str] = (),
    again: bool = False,
    tell: Tell | None = None,
    warn: Callable[[Problem], None] | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Keep the articles on the HTML pages of WARC files, gzipped or not, and resolve the stories concerned.

    Of pages elsewhere than on `hosts` (domains, their subdomains included) and of articles in other
    `languages` (ISO 639-1) nothing is kept, where these are given. A file whose import was interrupted is
    gone on with, unless `again`. `tell` is called with each article once it is on the disk, `warn` with each
    problem. Raises StoreError where the library cannot be written; what was told of is kept.
    """
    from dateline.ingest import Limits

    done = Imported()
    run = _Import(library, Limits(), hosts, languages, done, tell=tell, warn=warn, progress=progress)
    for path in map(Path, paths):
        try:
            with path.open("rb") as file:
                run.read(file, path, again=again)
        except OSError as error:
            run.fail(Source(path=str(path)), f"it cannot be read: {error.strerror or error}")
        except SourceError as error:
            run.fail(Source(path=str(path)), str(error))
    resolved = library.resolve(progress=progress)
    done.problems.extend(resolved.problems)
    done.stories = resolved.stories
    return done


class _Import:
    """One import at work."""

    def __init__(
        self,
        library: Library,
        limits: Limits,
        hosts: Sequence[str],
        languages: Sequence[str],
        done: Imported,
        *,
        tell: Tell | None,
        warn: Callable[[Problem], None] | None,
        progress: Progress | None,
    ) -> None:
        self._library, self._limits, self.done = library, limits, done
        self._hosts = tuple(sorted(host.lower().removeprefix("www.") for host in hosts))
        self._languages = tuple(sorted(language.lower() for language in languages))
        self._tell, self._warn, self._progress = tell, warn, progress

    def read(self, file: BinaryIO, path: Path, *, again: bool) -> None:
        """Import one file from where an earlier import of it stopped."""
        from dateline.ingest.warc import Damage, captures, is_archive

        head = file.read(_HEAD)
        if not is_archive(head):
            raise SourceError("it is no WARC file; `dateline add` reads other kinds")
        size = path.stat().st_size
        name = self._identity(size, head)
        start, item = (0, 0) if again else feeds.archive_position(self._library.database, name)
        reached = (start, item)
        if start >= size and self._warn:
            told = "it was imported before; `--again` reads it from the beginning"
            self._warn(Problem(source=Source(path=str(path)), error=told))
        try:
            for found in captures(file, self._limits, start=start, item=item, wanted=self._is_wanted):
                if isinstance(found, Damage):
                    self.fail(Source(path=str(path)), str(found.error))
                    continue
                self._keep(found, path)
                reached = found.position, found.item
                if self.done.pages % NOTED_EVERY == 0:
                    self._note(name, reached)
                if self._progress:
                    self._progress(f"{path.name} (MB)", found.position // _MEGABYTE, size // _MEGABYTE)
            reached = size, reached[1] + 1
        finally:
            self._note(name, reached)

    def fail(self, source: Source, error: str) -> None:
        """Tell of a problem."""
        problem = Problem(source=source, error=" ".join(error.split()))
        self.done.problems.append(problem)
        if self._warn:
            self._warn(problem)

    def _keep(self, capture: Capture, path: Path) -> None:
        from dateline.ingest.page import NO_REPORT

        self.done.pages += 1
        try:
            article = self._article(capture, path)
        except Exception as error:  # whatever a page makes the extraction do
            if str(error) == NO_REPORT:
                self.done.without += 1
                return
            source = Source(path=str(path), url=capture.url, item=capture.item)
            self.fail(source, f"{capture.url}: {error or type(error).__name__}")
            return
        if self._languages and article.language not in self._languages:
            self.done.passed_over += 1
            return
        receipt = self._library.keep(article)
        setattr(self.done, receipt.what, getattr(self.done, receipt.what) + 1)
        if self._tell:
            self._tell(receipt)

    def _article(self, capture: Capture, path: Path) -> Article:
        from dateline.ingest.draft import finish
        from dateline.ingest.limits import deadline
        from dateline.ingest.warc import draft_of

        with deadline(self._limits.seconds):
            return finish(draft_of(capture), id="a1", source=Source(path=str(path)), limits=self._limits)

    def _is_wanted(self, url: str) -> bool:
        if not self._hosts:
            return True
        host = (Source(url=url).host or "").removeprefix("www.")
        return any(host == wanted or host.endswith(f".{wanted}") for wanted in self._hosts)

    def _identity(self, size: int, head: bytes) -> str:
        """A name for what is imported of a file, wherever it lies: an import of more begins anew."""
        told = msgspec.json.encode([size, self._hosts, self._languages])
        return sha256(head + told).hexdigest()

    def _note(self, name: str, reached: tuple[int, int]) -> None:
        database, now = self._library.database, self._library.now()
        with database.transaction():
            feeds.keep_archive_position(database, name, *reached, now=now.isoformat(timespec="seconds"))
