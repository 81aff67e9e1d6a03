"""What all commands share: exit codes, and results, progress and problems written where they belong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import TaskID

    from dateline.pipeline import Progress
    from dateline.schema.article import Source
    from dateline.schema.story import Record

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

# The names of views.export.FORMATS and BINARY, repeated so that `--help` imports no view; a test compares
# them.
FORMATS = ("annotations", "html", "ics", "json", "md", "ninjs", "sqlite", "text", "timelinejs")
BINARY = ("sqlite",)
LIBRARY_HELP = "the library; without it $DATELINE_LIBRARY, or library.sqlite in your folder for data"
FORMAT_BY_SUFFIX = {
    ".html": "html",
    ".htm": "html",
    ".ics": "ics",
    ".db": "sqlite",
    ".json": "json",
    ".jsonld": "annotations",
    ".md": "md",
    ".sqlite": "sqlite",
    ".txt": "text",
}


def library_name(given: str) -> Path | str:
    """A library as a user names it: a file, or the URL of a database."""
    return given if "://" in given else Path(given)


def add_library_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    formatter: argparse._FormatterClass,
    name: str,
    run: Callable[..., int],
    *,
    what: str,
    epilog: str,
) -> argparse.ArgumentParser:
    """A new command that works on a library: `what` it does in a line, and `epilog` with examples of it."""
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=epilog,
        formatter_class=formatter,
    )
    made.add_argument("--library", type=library_name, metavar="FILE|URL", help=LIBRARY_HELP)
    made.set_defaults(run=run)
    return made


def format_of(output: Path | None, parser: argparse.ArgumentParser) -> str | None:
    """The format that the suffix of `output` names, None without an output."""
    if output is None:
        return None
    found = FORMAT_BY_SUFFIX.get(output.suffix.lower())
    if found is None:
        parser.error(f"--output {output}: say which --format, one of {', '.join(FORMATS)}")
    return found


def check_target(path: Path | None, parser: argparse.ArgumentParser) -> None:
    """Refuse, before the long work, what could not be written after it."""
    if path is None:
        return
    if path.is_dir():
        parser.error(f"{path} is a folder, not a file to write")
    if not path.parent.is_dir():
        parser.error(f"the folder of {path} does not exist")


def show_record(record: Record) -> None:
    """Show `record` on the terminal."""
    from rich.console import Console

    from dateline.views.terminal import render

    use_utf8(sys.stdout)
    render(record, Console(file=sys.stdout, highlight=False))


def check_binary(format_: str | None, output: Path | None, parser: argparse.ArgumentParser) -> None:
    """Refuse to write what is no text where text belongs."""
    if format_ in BINARY and output is None:
        parser.error(f"--format {format_} is no text; say which --output FILE")


def write_record(path: Path | None, record: Record, format_: str) -> None:
    """Write `record` in one of FORMATS to `path`, or to standard output where there is none."""
    from dateline.views import export
    from dateline.views.files import write_whole

    if path is not None and format_ in export.BINARY:
        write_whole(path, [export.BINARY[format_](record)])
    else:
        put(path, [export.FORMATS[format_](record)])


def put(path: Path | None, pieces: Iterable[str]) -> None:
    """Write `pieces` to `path` whole, or to standard output where there is none."""
    if path is None:
        use_utf8(sys.stdout)
        for piece in pieces:
            sys.stdout.write(piece)
            sys.stdout.flush()
        return
    from dateline.views.files import write_whole

    write_whole(path, pieces)


def name_of(source: Source) -> str:
    """Where an article came from, as a user knows it."""
    name = source.path or source.url or "input"
    return name if source.item is None else f"{name} (item {source.item + 1})"


def say(message: str) -> None:
    """One line on standard error, whatever characters the message has."""
    from dateline.views.escape import clean_line

    print(f"dateline: {clean_line(message)}", file=sys.stderr)


def use_utf8(stream: TextIO) -> None:
    """Make `stream` take any character, where it can be told."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def show_progress() -> Iterator[Progress]:
    """A line of progress on standard error where that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int | None) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total)
        bars.update(tasks[stage], completed=done, total=total)

    with bars:
        yield tell
