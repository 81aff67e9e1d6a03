"""How much one input may cost before it is refused."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from dateline.errors import SourceError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one input. All are generous for news and small for a machine.

    file_bytes: the most that one file, or one line of JSON lines, may hold, after decompression.
    article_chars: the longest text of one article; the longest of 3,600 real ones has 52,000.
    archive_bytes: the most that all members of one archive may hold together, after decompression.
    archive_files, folder_files: how many members or files are looked at.
    nesting: how many archives may lie within one another.
    seconds: time for the extraction of one page. It is kept in the main thread of a POSIX system;
    elsewhere the other limits bound the work.
    fetch_seconds: time for one URL, all of it.
    redirections: how often a URL may lead on to another.
    private_addresses: whether URLs may lead to loopback, link-local and private addresses.
    """

    file_bytes: int = 20 * MEGABYTE
    article_chars: int = 500_000
    archive_bytes: int = 2_000 * MEGABYTE
    archive_files: int = 100_000
    folder_files: int = 1_000_000
    nesting: int = 2
    seconds: float = 30.0
    fetch_seconds: float = 30.0
    redirections: int = 10
    private_addresses: bool = False


def megabytes(count: int) -> str:
    """`count` bytes in words."""
    return f"{count / MEGABYTE:,.0f} MB" if count >= MEGABYTE else f"{count:,} bytes"


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise SourceError inside the block once `seconds` have passed, where the platform can."""
    alarms = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not alarms or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise SourceError(f"reading it took longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # again: a library may swallow one
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
