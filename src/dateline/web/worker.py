"""The process that one addition runs in: an order on standard input, a line of JSON for each step."""

from __future__ import annotations

import sys
import time

import msgspec

from dateline.errors import DatelineError
from dateline.pipeline import Progress
from dateline.pipeline_library import Library
from dateline.pipeline_library import open as open_library
from dateline.schema.article import Source
from dateline.store.articles import Receipt
from dateline.web.jobs import Order, Refused, Regroup, Taken, Word

# Progress is told this often; the rest of it nobody could read.
_SECONDS = 0.1


def main() -> int:
    """Do what the order says; the exit code is 1 where the library could not be written."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    told = 0.0

    def progress(stage: str, done: int, total: int | None) -> None:
        nonlocal told
        if done == total or time.monotonic() - told >= _SECONDS:
            told = time.monotonic()
            _tell(Word(progress=(stage, done, total)))

    def tell(receipt: Receipt) -> None:
        _tell(Word(taken=Taken(article=receipt.article, what=receipt.what, title=receipt.title)))

    try:
        with open_library(order.library) as library:
            if order.regroup is not None:
                _regroup(library, order.regroup, progress)
                return 0
            added = library.add(order.sources, tell=tell, progress=progress)
    except (DatelineError, OSError) as error:
        _tell(Word(error=str(error)))
        return 1
    refused = tuple(Refused(source=_name(item.source), error=item.error) for item in added.problems)
    _tell(Word(problems=refused, stories=added.stories))
    return 0


def _regroup(library: Library, regroup: Regroup, progress: Progress) -> None:
    if regroup.undo is not None:
        library.undo(regroup.undo, progress=progress)
        return
    library.correct(
        regroup.kind,
        story=regroup.story,
        stories=regroup.stories,
        articles=regroup.articles,
        progress=progress,
    )


def _tell(word: Word) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(word) + b"\n")
    sys.stdout.buffer.flush()


def _name(source: Source) -> str:
    name = source.path or source.url or "input"
    return name if source.item is None else f"{name} (item {source.item + 1})"


if __name__ == "__main__":
    raise SystemExit(main())
