"""The library, opened for one request: a connection belongs to one thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fastapi.concurrency import run_in_threadpool

from dateline.pipeline_library import Library
from dateline.pipeline_library import open as open_library
from dateline.web.settings import Settings

T = TypeVar("T")


class Libraries:
    """Opens the library of this server."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.library

    def open(self) -> Library:
        """The library; the caller closes it, in the thread that opened it. Raises StoreError."""
        return open_library(self._path, create=False)

    async def ask(self, work: Callable[[Library], T]) -> T:
        """The answer of `work`, which gets the library in a thread of its own."""

        def run() -> T:
            with self.open() as library:
                return work(library)

        return await run_in_threadpool(run)
