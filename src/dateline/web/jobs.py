"""Articles being added, one addition after the other, each in a process of its own.

Annotation takes the whole of a processor for seconds; in this process it would hold up every page. A worker
that dies takes nothing with it: what it told of is in the library, and the next addition finishes its work.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from typing import Literal

import msgspec

OfStories = Literal["merge-stories", "split-story"]
OF_STORIES: tuple[OfStories, ...] = ("merge-stories", "split-story")
State = Literal["waiting", "running", "done", "failed", "stopped"]
# Finished additions that are remembered, and lines that are kept of each.
REMEMBERED = 50
LINES = 500
WORKER = (sys.executable, "-P", "-m", "dateline.web.worker")
_PATIENCE = 5.0


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """An article of an addition: `what` says whether the library had it."""

    article: str
    what: Literal["added", "revised", "known"]
    title: str | None


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """An input of an addition that could not be read, and why."""

    source: str
    error: str


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """An addition: what was given, how far it is, what came of it.

    `stage` is what is being done (keep, group, resolve), `done` of `total` steps of it. `articles` and
    `problems` hold the first ones, `counts` how many were added, revised, known or refused.
    """

    id: str
    names: tuple[str, ...]
    created: str
    state: State = "waiting"
    stage: str | None = None
    done: int = 0
    total: int | None = None
    counts: dict[str, int] = {}
    articles: tuple[Taken, ...] = ()
    problems: tuple[Refused, ...] = ()
    stories: int | None = None
    error: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "failed", "stopped"}


class Regroup(msgspec.Struct, frozen=True, kw_only=True):
    """A correction of stories, whose articles are resolved again: made, or (`undo`, its id) taken back."""

    kind: OfStories = "merge-stories"
    story: str | None = None
    stories: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    undo: int | None = None


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker is told: a correction of stories, or sources to add."""

    library: str
    sources: tuple[str, ...] = ()
    regroup: Regroup | None = None


class Word(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a worker tells, a line at a time; one of its fields."""

    progress: tuple[str, int, int | None] | None = None
    taken: Taken | None = None
    problems: tuple[Refused, ...] | None = None
    stories: int | None = None
    error: str | None = None


@dataclass(slots=True)
class _Work:
    job: Job
    folder: Path
    sources: tuple[str, ...]
    regroup: Regroup | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)


class Jobs:
    """The additions of this server, in order; `command` starts one, `after` is called after each."""

    def __init__(self, library: str | Path, *, command: Sequence[str] = WORKER) -> None:
        self._command = command
        self.after: Callable[[], None] | None = None
        self._library = str(library if "://" in str(library) else Path(library).resolve())
        self._work: OrderedDict[str, _Work] = OrderedDict()
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def working(self) -> str | None:
        """The id of an addition that is not over, if there is one."""
        with self._lock:
            return next((id_ for id_, work in self._work.items() if not work.job.is_over), None)

    @property
    def is_closed(self) -> bool:
        """Whether the server is going down."""
        return self._closed

    def submit(
        self, folder: Path, sources: Sequence[str], *, names: Sequence[str], regroup: Regroup | None = None
    ) -> Job:
        """Add `sources`, URLs and files inside `folder`, which is this addition's own and goes with it.

        With `regroup` a correction of stories is put in force instead.
        """
        job = Job(
            id=token_hex(8),
            names=tuple(names),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        work = _Work(job, folder, tuple(sources), regroup)
        with self._lock:
            self._work[job.id] = work
            over = [id_ for id_, known in self._work.items() if known.job.is_over]
            for id_ in over[: max(0, len(over) - REMEMBERED)]:
                del self._work[id_]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run_all, name="dateline-jobs", daemon=True)
                self._thread.start()
        self._queue.put(work)
        return job

    def get(self, id_: str) -> Job | None:
        """An addition as it is now."""
        with self._lock:
            work = self._work.get(id_)
            return work.job if work else None

    def all(self) -> tuple[Job, ...]:
        """All additions that are remembered, the latest first."""
        with self._lock:
            return tuple(work.job for work in reversed(self._work.values()))

    def stop(self, id_: str) -> None:
        """End an addition; what it has added already stays, and waits for the next one."""
        with self._lock:
            work = self._work.get(id_)
            if work is None or work.job.is_over:
                return
            work.job = msgspec.structs.replace(work.job, state="stopped")
            process = work.process
        if process is not None:
            process.terminate()

    def close(self) -> None:
        """End all additions."""
        self._closed = True
        for job in self.all():
            self.stop(job.id)
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _run_all(self) -> None:
        while (work := self._queue.get()) is not None:
            try:
                if not work.job.is_over:
                    self._run(work)
            except Exception as error:
                self._change(work, state="failed", error=f"it could not be started: {error}")
            finally:
                shutil.rmtree(work.folder, ignore_errors=True)
            if self.after is not None and not self._closed:
                self.after()

    def _run(self, work: _Work) -> None:
        # A session of its own: Ctrl-C in the terminal is for the server, which then ends its workers.
        with subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=work.folder,
            start_new_session=True,
        ) as process:
            work.process = process
            self._change(work, state="running")
            assert process.stdin
            assert process.stdout
            order = Order(library=self._library, sources=work.sources, regroup=work.regroup)
            # A worker that has died already takes no order: its exit code says what is to be told.
            with contextlib.suppress(BrokenPipeError), process.stdin as stdin:
                stdin.write(msgspec.json.encode(order))
            for line in process.stdout:
                self._hear(work, msgspec.json.decode(line, type=Word))
            process.wait()
        if work.job.state == "running":
            error = f"the worker ended with code {process.returncode}" if process.returncode else None
            self._change(work, state="failed" if error else "done", error=work.job.error or error, stage=None)

    def _hear(self, work: _Work, word: Word) -> None:
        job = work.job
        if word.progress is not None:
            stage, done, total = word.progress
            self._change(work, stage=stage, done=done, total=total)
        elif word.taken is not None:
            counts = {**job.counts, word.taken.what: job.counts.get(word.taken.what, 0) + 1}
            self._change(work, counts=counts, articles=(*job.articles, word.taken)[:LINES])
        elif word.error is not None:
            self._change(work, error=word.error)
        else:
            found = word.problems or ()
            counts = {**job.counts, "refused": len(found)} if found else job.counts
            self._change(work, counts=counts, problems=found[:LINES], stories=word.stories)

    def _change(self, work: _Work, **changes: object) -> None:
        with self._lock:
            if work.job.state != "stopped":
                work.job = msgspec.structs.replace(work.job, **changes)
