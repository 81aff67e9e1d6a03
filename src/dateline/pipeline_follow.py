"""Following: feeds are asked, the pages that are new in them fetched, and their stories resolved.

1. Every feed that may be asked is asked, hosts side by side, one request at a time to each.
2. Pages that no feed has named before, those that a feed says were edited, and those that could not be had
   the last time are fetched in the same way; each article is kept as soon as its page is read. Where the
   page cannot be had and the feed carries the report itself, that is kept.
3. What failed is kept with the reason and the time of the next try; nothing is forgotten.
4. Stories are resolved once, at the end.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec

from dateline.errors import FetchError, SourceError
from dateline.schema.address import is_web
from dateline.schema.article import Source
from dateline.schema.story import Problem
from dateline.store import feeds
from dateline.store.articles import Receipt
from dateline.store.feeds import Feed, FeedLine, Waiting

if TYPE_CHECKING:
    from dateline.ingest import Answer, Limits
    from dateline.ingest.feeds import Entry, Listing
    from dateline.pipeline import Progress
    from dateline.pipeline_library import Library, Tell

# How many hosts are asked at the same time.
SIDE_BY_SIDE = 8
# A feed that failed is asked again after this, twice as long after each further failure, up to the longest.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=24)
# A page that could not be had so many times (over about a day) is given up; `follow --list` counts it.
TRIES = 8
# Sitemaps may list all that a site ever had. News sitemaps hold two days (Google's rules for them); a few
# more are taken, for those who look in after a long weekend.
SITEMAP_DAYS = 5
# How many of the sitemaps of an index are asked in a round, the latest first.
SITEMAPS = 20
# How long after a page was fetched an edit that a feed tells of is looked at: some feeds change with every
# request.
EDITS_AFTER = timedelta(hours=1)
_GONE = frozenset({404, 410})

Job = TypeVar("Job")
Result = TypeVar("Result")


class Fetcher(Protocol):
    """Gets what a URL answers, keeping to the manners of the web; `chosen` is what the user named."""

    def fetch(
        self, url: str, limits: Limits, *, headers: Mapping[str, str] | None = None, chosen: bool = False
    ) -> Answer:
        """The answer of `url`. Raises SourceError."""
        ...


class Round(msgspec.Struct, kw_only=True):
    """What one round brought: feeds by how they answered, articles, pages to try again, stories changed.

    `postponed` counts the feeds that were not due, `later` the pages that could not be had.
    """

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    postponed: int = 0
    later: int = 0
    receipts: list[Receipt] = []
    problems: list[Problem] = []
    stories: int = 0

    def count(self, what: str) -> int:
        """How many articles were "added", "revised" or "known"."""
        return sum(receipt.what == what for receipt in self.receipts)


def follow(library: Library, addresses: Sequence[str]) -> tuple[str, ...]:
    """Follow the feeds at `addresses` from now on; those that were not followed before are returned.

    Raises SourceError for what is no address on the web.
    """
    wrong = next((url for url in addresses if not is_web(url)), None)
    if wrong is not None:
        raise SourceError(f"{wrong!r} is no http or https address")
    now = _time(library.now())
    with library.database.transaction():
        return tuple(url for url in addresses if feeds.add(library.database, url, now=now))


def drop(library: Library, address: str) -> None:
    """Follow a feed no longer; what it brought stays. Raises StoreError where it is not followed."""
    with library.database.transaction():
        feeds.drop(library.database, address)


def followed(library: Library) -> tuple[FeedLine, ...]:
    """All feeds with how they answered, and how many of their pages are articles, wait, were given up."""
    return feeds.lines(library.database)


def addresses_of(given: str) -> tuple[str, ...]:
    """The address that `given` is, or those in the list (OPML, or one a line) that it is the path of.

    Raises SourceError where it is neither.
    """
    if given.lower().startswith(("http://", "https://")):
        return (given,)
    from dateline.ingest import Limits
    from dateline.ingest.feeds import feed_urls

    path, limits = Path(given), Limits()
    try:
        with path.open("rb") as file:
            return feed_urls(file.read(limits.file_bytes + 1), limits=limits)
    except SourceError as error:
        raise SourceError(str(error), source=given) from error
    except OSError as error:
        reason = "it is neither an http or https address nor a file with a list of feeds"
        raise SourceError(reason, source=given) from error


def polite() -> Fetcher:
    """A fetcher that keeps to the manners of the web over all rounds that it is used for."""
    from dateline.ingest.polite import PoliteFetcher

    return PoliteFetcher()


def ask(
    library: Library,
    *,
    fetcher: Fetcher | None = None,
    private: bool = False,
    tell: Tell | None = None,
    warn: Callable[[Problem], None] | None = None,
    progress: Progress | None = None,
) -> Round:
    """One round: ask all feeds that may be asked, keep what is new, resolve the stories concerned.

    `private` lets addresses lead to this machine and its network. `tell` is called with each article once it
    is on the disk, `warn` with each failure when it happens.
    Raises StoreError where the library cannot be written.
    """
    from dateline.ingest import Limits

    limits = Limits(private_addresses=private)
    asker = _Asker(library, fetcher or polite(), limits, tell=tell, warn=warn, progress=progress)
    asker.ask_feeds()
    asker.fetch_pages()
    done = library.resolve(progress=progress)
    asker.round.problems.extend(done.problems)
    asker.round.stories = done.stories
    return asker.round


class _Page(msgspec.Struct, frozen=True):
    """A page to fetch: the entry that names it, in which feed, and how often it was tried."""

    feed: str
    entry: Entry
    tries: int = 0


_Job = tuple[str, dict[str, str], bool]
"""What to ask for: the address, further headers, whether the user chose this very address."""


class _Asker:
    """One round at work."""

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        limits: Limits,
        *,
        tell: Tell | None,
        warn: Callable[[Problem], None] | None,
        progress: Progress | None,
    ) -> None:
        self._library, self._database = library, library.database
        self._fetcher, self._limits = fetcher, limits
        self._tell, self._warn, self._progress = tell, warn, progress
        self._pages: dict[str, _Page] = {}
        self.round = Round()

    def ask_feeds(self) -> None:
        """Ask the feeds, and gather the pages that are to be fetched."""
        now = _time(self._library.now())
        every = {feed.url: feed for feed in feeds.every(self._database)}
        ready = [feed for feed in every.values() if feed.next_check is None or feed.next_check <= now]
        self.round.postponed = len(every) - len(ready)
        for waiting in feeds.due(self._database, list(every), now=now):
            self._pages[waiting.address] = _page_of(waiting)
        for number, (feed, found) in enumerate(self._fetched(ready), start=1):
            self.round.asked += 1
            try:
                if isinstance(found, SourceError):
                    raise found
                self._read_feed(feed, found)
            except SourceError as error:
                self._fail(feed, error)
            if self._progress:
                self._progress("feeds", number, len(ready))

    def fetch_pages(self) -> None:
        """Fetch the pages, and keep their articles."""
        pages = {page.entry.url: page for page in self._pages.values()}
        jobs: list[_Job] = [(url, {}, False) for url in pages]
        for number, (url, answer) in enumerate(self._answers(jobs), start=1):
            self._read_page(pages[url], answer)
            if self._progress:
                self._progress("pages", number, len(pages))

    def _fetched(self, ready: Sequence[Feed]) -> Iterator[tuple[Feed, Answer | SourceError]]:
        by_url = {feed.url: feed for feed in ready}
        jobs = [(feed.url, _conditions(feed), True) for feed in ready]
        for url, answer in self._answers(jobs):
            yield by_url[url], answer

    def _answers(self, jobs: Sequence[_Job]) -> Iterator[tuple[str, Answer | SourceError]]:
        def work(job: _Job) -> Answer | SourceError:
            url, headers, chosen = job
            try:
                return self._fetcher.fetch(url, self._limits, headers=headers, chosen=chosen)
            except Exception as error:  # a fault with one address must not end the round
                return _as_source_error(error)

        for job, answer in side_by_side(jobs, work, lane=lambda job: urlsplit(job[0]).netloc):
            yield job[0], answer

    def _read_feed(self, feed: Feed, answer: Answer) -> None:
        """Keep how a feed answered, and gather its new pages."""
        from dateline.ingest.fetch import UNCHANGED

        if answer.status == UNCHANGED:
            self.round.unchanged += 1
            self._keep(feed, answer, None)
            return
        listing = self._listing(answer)
        if listing.kind in ("page", "opml"):
            self._replace(feed, listing)
            return
        url = feed.url
        if answer.moved and answer.moved != url:
            url = answer.moved
            with self._database.transaction():
                feeds.rename(self._database, feed.url, url, now=_time(self._library.now()))
            feed = msgspec.structs.replace(feed, url=url)
        if listing.kind == "index":
            for entry in self._indexed(listing):
                self._gather(url, entry)
        else:
            for entry in self._recent(listing):
                self._gather(url, entry)
        self._keep(feed, answer, listing)

    def _listing(self, answer: Answer) -> Listing:
        from dateline.ingest.feeds import read_listing
        from dateline.ingest.limits import deadline

        with deadline(self._limits.seconds):
            return read_listing(
                answer.data,
                url=answer.url,
                content_type=answer.headers.get("content-type", ""),
                limits=self._limits,
            )

    def _replace(self, feed: Feed, listing: Listing) -> None:
        """Follow the feeds that a list holds, or the first that a page names, in its place."""
        new = listing.feeds[:1] if listing.kind == "page" else listing.feeds
        if feed.url in new or not new:
            raise SourceError("it names no other feed")
        with self._database.transaction():
            feeds.drop(self._database, feed.url)
            for url in new:
                feeds.add(self._database, url, now=_time(self._library.now()))
        known = {other.url: other for other in feeds.every(self._database)}
        what = "a page that names the feed" if listing.kind == "page" else f"a list of {len(new)} feeds:"
        self._note(feed.url, f"it is {what} {new[0]}{', …' if len(new) > 1 else ''}; followed from now on")
        fresh = [known[url] for url in new if known[url].checked is None]
        for other, found in self._fetched(fresh):
            self.round.asked += 1
            try:
                if isinstance(found, SourceError):
                    raise found
                if self._listing(found).kind in ("page", "opml"):
                    raise SourceError("a feed that another document named is no feed itself")
                self._read_feed(other, found)
            except SourceError as error:
                self._fail(other, error)

    def _indexed(self, listing: Listing) -> Iterator[Entry]:
        """The recent entries of the latest sitemaps of an index."""
        jobs: list[_Job] = [(url, {}, False) for url in listing.feeds[:SITEMAPS]]
        failures: list[str] = []
        for url, answer in self._answers(jobs):
            try:
                if isinstance(answer, SourceError):
                    raise answer
                yield from self._recent(self._listing(answer))
            except SourceError as error:
                failures.append(f"{url}: {error}")
        if len(failures) == len(jobs):
            raise SourceError(
                f"none of its sitemaps can be read: {failures[0] if failures else 'it is empty'}"
            )
        for failure in failures:
            self._say(failure.partition(": ")[0], failure.partition(": ")[2])

    def _recent(self, listing: Listing) -> Iterator[Entry]:
        """The entries; of a sitemap those that it dates within the last days."""
        if listing.kind != "sitemap":
            yield from listing.entries
            return
        since = (self._library.now() - timedelta(days=SITEMAP_DAYS)).date().isoformat()
        for entry in listing.entries:
            if (entry.published or entry.updated or "")[:10] >= since:
                yield entry

    def _gather(self, feed: str, entry: Entry) -> None:
        """Put an entry on the list of pages, unless its article is there and the feed tells of no edit."""
        if entry.url in self._pages:
            return
        before = _time(self._library.now() - EDITS_AFTER)
        if not feeds.is_known(self._database, feed, entry.url, digest=entry.digest, before=before):
            self._pages[entry.url] = _Page(feed, entry)

    def _keep(self, feed: Feed, answer: Answer, listing: Listing | None) -> None:
        """The feed as one that works. Its validators are those of this answer, where it has new ones."""
        now = _time(self._library.now())
        state = msgspec.structs.replace(
            feed,
            kind=listing.kind if listing else feed.kind,
            title=(listing.title if listing else None) or feed.title,
            etag=answer.headers.get("etag") or (None if listing else feed.etag),
            last_modified=answer.headers.get("last-modified") or (None if listing else feed.last_modified),
            checked=now,
            next_check=None,
            failures=0,
            error=None,
        )
        with self._database.transaction():
            feeds.keep(self._database, state)

    def _fail(self, feed: Feed, error: SourceError) -> None:
        """The feed as one that failed, and when it may be asked again."""
        self.round.failed += 1
        failures = feed.failures + 1
        now = self._library.now()
        wait = max(_wait(failures), _asked_for(error, now))
        state = msgspec.structs.replace(
            feed,
            checked=_time(now),
            next_check=_time(now + wait),
            failures=failures,
            error=_line(error),
        )
        with self._database.transaction():
            feeds.keep(self._database, state)
        self._say(feed.url, f"{_line(error)}; next try in {_words(wait)}")

    def _read_page(self, page: _Page, answer: Answer | SourceError) -> None:
        """Keep the article of a page, of the feed itself where that fails, or when to try again."""
        from dateline.ingest.entries import article_of_content, article_of_page

        entry = page.entry
        try:
            if isinstance(answer, SourceError):
                raise answer
            article = article_of_page(entry, answer, self._limits)
        except Exception as failure:  # whatever a page makes the extraction do
            error = (
                failure if isinstance(failure, SourceError) else SourceError(f"it cannot be read: {failure}")
            )
            try:
                article = article_of_content(entry, self._limits)
            except Exception:  # what is wrong with the page is what to tell
                self._try_later(page, error)
                return
        receipt = self._library.keep(article)
        now = _time(self._library.now())
        with self._database.transaction():
            feeds.put(
                self._database, page.feed, entry.url, digest=entry.digest, now=now, article=receipt.article
            )
        self.round.receipts.append(receipt)
        if self._tell:
            self._tell(receipt)

    def _try_later(self, page: _Page, error: SourceError) -> None:
        self.round.later += 1
        now = self._library.now()
        tries = page.tries + 1
        gone = isinstance(error, FetchError) and error.status in _GONE and tries > 1
        wait = max(_wait(tries), _asked_for(error, now))
        later = None if gone or tries >= TRIES else _time(now + wait)
        with self._database.transaction():
            feeds.put(
                self._database,
                page.feed,
                page.entry.url,
                digest=page.entry.digest,
                now=_time(now),
                tries=tries,
                next_try=later,
                error=_line(error),
                details=msgspec.json.encode(page.entry).decode(),
            )
        what = f"next try in {_words(wait)}" if later else f"given up after {tries} tries"
        self._say(page.entry.url, f"{_line(error)}; {what}")

    def _say(self, url: str, what: str) -> None:
        self.round.problems.append(Problem(source=Source(url=url), error=what))
        self._note(url, what)

    def _note(self, url: str, what: str) -> None:
        if self._warn:
            self._warn(Problem(source=Source(url=url), error=what))


def side_by_side(
    jobs: Sequence[Job], work: Callable[[Job], Result], *, lane: Callable[[Job], str]
) -> Iterator[tuple[Job, Result]]:
    """Each job with its result, as they are done: several lanes at a time, in a lane one after the other.

    `work` runs in threads and raises nothing. They end with the program, so that an interruption is at once.
    """
    lanes: dict[str, list[Job]] = {}
    for job in jobs:
        lanes.setdefault(lane(job), []).append(job)
    waiting: queue.SimpleQueue[list[Job]] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Job, Result]] = queue.SimpleQueue()
    stopped = threading.Event()
    for members in lanes.values():
        waiting.put(members)

    def run() -> None:
        while not waiting.empty():
            try:
                members = waiting.get_nowait()
            except queue.Empty:
                return
            for job in members:
                if stopped.is_set():
                    return
                done.put((job, work(job)))

    for _ in range(min(SIDE_BY_SIDE, len(lanes))):
        threading.Thread(target=run, daemon=True).start()
    try:
        for _ in jobs:
            yield done.get()
    finally:
        stopped.set()


def _page_of(waiting: Waiting) -> _Page:
    from dateline.ingest.feeds import Entry

    return _Page(waiting.feed, msgspec.json.decode(waiting.details, type=Entry), waiting.tries)


def _as_source_error(error: Exception) -> SourceError:
    if isinstance(error, SourceError):
        return error
    return SourceError(f"it cannot be read: {type(error).__name__}: {error}")


def _conditions(feed: Feed) -> dict[str, str]:
    """The headers that ask for a feed only if it has changed (RFC 9110, section 13)."""
    given = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in given.items() if value}


def _wait(failures: int) -> timedelta:
    wait: timedelta = FIRST_WAIT * 2 ** min(failures - 1, 10)
    return min(wait, LONGEST_WAIT)


def _asked_for(error: SourceError, now: datetime) -> timedelta:
    """How long a server asked to be left alone."""
    from dateline.ingest.polite import seconds_of

    seconds = seconds_of(error.retry_after, now) if isinstance(error, FetchError) else None
    return timedelta(seconds=seconds or 0.0)


def _words(wait: timedelta) -> str:
    minutes = max(1, round(wait.total_seconds() / 60))
    return f"{minutes} minute{'s' * (minutes != 1)}" if minutes < 120 else f"{round(minutes / 60)} hours"


def _line(error: SourceError) -> str:
    return " ".join(str(error).split())


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
