"""The command line: results on standard output, progress and problems on standard error.

Exit codes: 0 done; 1 some inputs failed, or a result could not be written; 2 wrong usage; 130 interrupted.
Nothing heavy is imported before it is known that it will be used.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.cli_output import (
    DONE,
    FAILED,
    FORMATS,
    INTERRUPTED,
    WRONG_USAGE,
    check_binary,
    check_target,
    format_of,
    name_of,
    put,
    say,
    show_progress,
    show_record,
    write_record,
)
from dateline.errors import AnnotationError, DatelineError

if TYPE_CHECKING:
    from dateline.pipeline import Progress
    from dateline.schema.article import Article

_DESCRIPTION = "Reads what many outlets published about the same events and writes one record with evidence."
_EXAMPLES = """\
examples:
  dateline read examples/summit --page summit.html
  dateline annotate articles.jsonl > annotations.jsonl
  dateline group articles.jsonl > stories.json
"""
_READ_EXAMPLES = """\
examples:
  dateline read reports/ --page story.html          the story here, and as a page for the browser
  dateline read a.txt b.html --format json          the record on standard output
  dateline read reports/ --output meetings.ics      the dated events for a calendar
  curl -s URL | dateline read - other.html          one report from standard input
"""
_ANNOTATE_EXAMPLES = """\
each line of FILE is a JSON object with "id", "text" and, if known, "published" (ISO 8601);
each line of the result has the same "id", and offsets of exactly that text.

example:
  dateline annotate articles.jsonl --output annotations.jsonl
"""
_GROUP_EXAMPLES = """\
each line of FILE is an article as news-please writes it: "id" or "url", "title", "text",
"date_publish", "source_domain".

example:
  dateline group articles.jsonl --output stories.json
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return WRONG_USAGE
    try:
        code = int(options.run(options, parser))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough; what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (DatelineError, OSError) as error:
        say(str(error))
        return FAILED


def _parser() -> argparse.ArgumentParser:
    def formatter(prog: str) -> argparse.HelpFormatter:
        return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28)

    parser = argparse.ArgumentParser(
        prog="dateline", description=_DESCRIPTION, epilog=_EXAMPLES, formatter_class=formatter
    )
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    read = commands.add_parser(
        "read",
        help="read articles and show their story",
        description="Read articles and show their story: on the terminal, as a page, or in another format.",
        epilog=_READ_EXAMPLES,
        formatter_class=formatter,
    )
    read.add_argument(
        "sources", nargs="+", metavar="PATH|URL", help="file, folder, URL, or - for standard input"
    )
    read.add_argument("--page", type=Path, metavar="FILE.html", help="also write the story as one HTML page")
    read.add_argument("--format", choices=FORMATS, help="write this instead of the terminal view")
    read.add_argument(
        "--output", type=Path, metavar="FILE", help="write to FILE; its suffix can name the format"
    )
    read.set_defaults(run=_read)

    for name, run, help_, epilog in (
        ("annotate", _annotate, "find times, quotations, people and events in each text", _ANNOTATE_EXAMPLES),
        ("group", _group, "find which articles are one story, and which are copies", _GROUP_EXAMPLES),
    ):
        command = commands.add_parser(
            name,
            help=help_,
            description=help_[0].upper() + help_[1:] + ".",
            epilog=epilog,
            formatter_class=formatter,
        )
        command.add_argument("file", metavar="FILE.jsonl", help="JSON lines, or - for standard input")
        command.add_argument("--output", type=Path, metavar="FILE", help="write to FILE")
        command.set_defaults(run=run)

    from dateline.cli_changes import add_commands as add_changes
    from dateline.cli_follow import add_command as add_follow
    from dateline.cli_import import add_command as add_import
    from dateline.cli_library import add_commands
    from dateline.cli_mcp import add_command as add_mcp
    from dateline.cli_serve import add_serve

    add_commands(commands, formatter)
    add_changes(commands, formatter)
    add_serve(commands, formatter)
    add_mcp(commands, formatter)
    add_follow(commands, formatter)
    add_import(commands, formatter)
    return parser


def _read(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    format_ = options.format or format_of(options.output, parser)
    check_binary(format_, options.output, parser)
    for path in (options.page, options.output):
        check_target(path, parser)
    from dateline.pipeline import read

    with show_progress() as progress:
        record = read(options.sources, stdin=sys.stdin.buffer, progress=progress)
    if options.page:
        write_record(options.page, record, "html")
    if format_ is None:
        show_record(record)
    else:
        write_record(options.output, record, format_)
    if options.page:
        where = f"Page: {options.page.resolve()}"
        say(where) if format_ else print(where)
    seen_already = format_ is None and sys.stdout.isatty()
    for problem in () if seen_already else record.problems:
        say(f"{name_of(problem.source)}: {problem.error}")
    return FAILED if record.problems else DONE


def _annotate(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    check_target(options.output, parser)
    problems: list[str] = []
    with show_progress() as progress:
        put(options.output, _annotated_lines(_articles(options.file, problems), problems, progress))
    return _report(options.file, problems)


def _annotated_lines(articles: Iterable[Article], problems: list[str], progress: Progress) -> Iterator[str]:
    """One JSON line for each article; articles that cannot be annotated are told in `problems`."""
    import msgspec

    from dateline.pipeline import annotate_many
    from dateline.views.annotations import annotation_object

    for number, article in enumerate(articles, start=1):
        try:
            (found,) = annotate_many([article])
        except AnnotationError as error:
            # One article must not end a run over thousands; what is wrong with it is told at the end.
            problems.append(str(error))
            continue
        yield msgspec.json.encode(annotation_object(article.id, found)).decode() + "\n"
        progress("annotate", number, None)


def _group(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    check_target(options.output, parser)
    import msgspec

    from dateline.pipeline import group_stream

    problems: list[str] = []
    with show_progress() as progress:
        grouping = group_stream(_articles(options.file, problems), progress=progress)
    result = msgspec.json.encode(grouping).decode()
    put(options.output, [result + "\n"])
    return _report(options.file, problems)


def _articles(file: str, problems: list[str]) -> Iterator[Article]:
    """The articles of a file of JSON lines, each id once; what is wrong with a line goes to `problems`."""
    from dateline.pipeline import read_lines
    from dateline.schema.article import Article

    seen: set[str] = set()
    for item in read_lines(file, stdin=sys.stdin.buffer):
        line = "" if item.source.item is None else f"line {item.source.item + 1}: "
        if not isinstance(item, Article):
            problems.append(f"{line}{item.error}")
        elif item.id in seen:
            problems.append(f"{line}the id {item.id!r} was there before; this article is left out")
        else:
            seen.add(item.id)
            yield item


def _report(name: str, problems: Sequence[str]) -> int:
    for problem in problems:
        say(f"{name}: {problem}")
    return FAILED if problems else DONE
