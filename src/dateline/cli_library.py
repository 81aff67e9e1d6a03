"""The commands of a library: add, stories, show, search, export, forget, doctor."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli_output import (
    DONE,
    FAILED,
    FORMAT_BY_SUFFIX,
    FORMATS,
    add_library_command,
    check_binary,
    check_target,
    format_of,
    name_of,
    put,
    say,
    show_progress,
    show_record,
    use_utf8,
    write_record,
)

if TYPE_CHECKING:
    from rich.text import Text

    from dateline.pipeline_library import Library
    from dateline.store.articles import Receipt
    from dateline.store.search import Hit
    from dateline.store.stories import StoryLine

# The names of store.tables.TABLES, repeated so that `--help` imports no store; a test compares them.
TABLES = ("articles", "events", "evidence", "quotes", "stories")
EXPORTS = ("annotations", "csv", "ics", "json", "jsonl", "md", "ninjs", "sqlite", "timelinejs")
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_EXAMPLES = {
    "add": """\
examples:
  dateline add reports/ https://example.org/news.html
  dateline add articles.jsonl --library summit.sqlite
  dateline add                                      finish what an interrupted run left
""",
    "stories": """\
example:
  dateline stories --library summit.sqlite
""",
    "show": """\
STORY is its id, the id or URL of one of its articles, or the first letters of an id.

examples:
  dateline show s559e --page story.html
  dateline show https://example.org/news.html --format md
""",
    "search": """\
examples:
  dateline search summit "Senn River"
  dateline search --entity "Ana Sorel" --since 2025-05-01
  dateline search --meaning "who was hurt when the dam broke?"
""",
    "export": """\
examples:
  dateline export --format jsonl > stories.jsonl    a record a line
  dateline export --format csv --table quotes --output quotes.csv
  dateline export --output meetings.ics
  dateline export --output stories.sqlite           flat tables, as docs/exports.md has them
""",
    "forget": """\
ARTICLE is an article's id or URL, STORY a story's id; the first letters of an id are enough.

example:
  dateline forget aae78 --yes
""",
    "doctor": """\
example:
  dateline doctor --library summit.sqlite
""",
}


def add_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    formatter: argparse._FormatterClass,
) -> None:
    """Register the commands of a library."""

    def command(name: str, run: Callable[..., int], help_: str) -> argparse.ArgumentParser:
        return add_library_command(commands, formatter, name, run, what=help_, epilog=_EXAMPLES[name])

    add = command("add", _add, "keep articles in a library and bring its stories up to date")
    add.add_argument("sources", nargs="*", metavar="PATH|URL", help="as for read")
    command("stories", _stories, "list the stories of a library, the latest first")
    show = command("show", _show_story, "show a story of a library")
    show.add_argument("story", metavar="STORY")
    show.add_argument("--page", type=Path, metavar="FILE.html", help="also write it as one HTML page")
    show.add_argument("--format", choices=FORMATS, help="write this instead of the terminal view")
    show.add_argument("--output", type=Path, metavar="FILE", help="write to FILE")
    search = command("search", _search, "find articles of a library by words, names, outlets and dates")
    search.add_argument(
        "words", nargs="*", metavar="WORDS", help='words, and phrases in quotation marks ("…")'
    )
    search.add_argument("--entity", metavar="NAME", help="only articles that mention this person, place …")
    search.add_argument("--outlet", metavar="NAME", help="only articles of this outlet or agency")
    search.add_argument(
        "--since", type=_day, metavar="DATE", help="published on this day (ISO 8601) or later"
    )
    search.add_argument("--until", type=_day, metavar="DATE", help="published on this day or earlier")
    search.add_argument(
        "--meaning", metavar="TEXT", help="also what says something near to this in other words"
    )
    search.add_argument("--limit", type=int, default=20, metavar="N", help="at most N articles (20)")
    export = command("export", _export, "write all stories of a library in another format")
    export.add_argument("--format", choices=EXPORTS, help="json where --output does not tell")
    export.add_argument("--table", choices=TABLES, help="which table of csv (stories)")
    export.add_argument("--output", type=Path, metavar="FILE", help="write to FILE")
    forget = command("forget", _forget, "remove an article, or all articles of a story, from a library")
    forget.add_argument("name", metavar="ARTICLE|STORY")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    doctor = command("doctor", _doctor, "check that a library is whole")
    doctor.add_argument(
        "--redo", action="store_true", help="then make anew the stories that another version made"
    )


def _open(options: argparse.Namespace, *, create: bool = False) -> Library:
    from dateline.pipeline_library import open as open_library

    return open_library(options.library, create=create)


def _add(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    use_utf8(sys.stdout)

    def tell(receipt: Receipt) -> None:
        name = receipt.title or name_of(receipt.source)
        print(f"{receipt.what:8}{receipt.article}  {_line(name)}", flush=True)

    with _open(options, create=bool(options.sources)) as library, show_progress() as progress:
        done = library.add(options.sources, stdin=sys.stdin.buffer, tell=tell, progress=progress)
    print(f"{done.stories} {'story' if done.stories == 1 else 'stories'} changed")
    for problem in done.problems:
        say(f"{name_of(problem.source)}: {problem.error}")
    return FAILED if done.problems else DONE


def _stories(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    with _open(options) as library:
        use_utf8(sys.stdout)
        for line in library.stories():
            days = " to ".join(dict.fromkeys(filter(None, (line.first, line.last)))) or "undated"
            articles = f"{line.articles} article{'s' * (line.articles != 1)}"
            origins = f"{line.origins} origin{'s' * (line.origins != 1)}"
            print(f"{line.id}  {_line(line.headline)}\n    {days} · {articles} · {origins}{_news(line)}")
        for waiting in library.waiting():
            print(f"waiting           {waiting.article}  {_line(waiting.title or 'no title')}")
        _warn_of_waiting(library)
    return DONE


def _news(line: StoryLine) -> str:
    """What the last change of a story brought, for its line in the list."""
    if line.change is None:
        return ""
    counts = (
        (line.change.articles, "new"),
        (line.change.edited, "edited"),
        (line.change.added, "lines more"),
        (line.change.altered, "altered"),
        (line.change.gone, "gone"),
    )
    news = ", ".join(f"{number} {what}" for number, what in counts if number)
    return f" · {line.changed[:10]}: {news}" if news else ""


def _warn_of_waiting(library: Library) -> None:
    if not library.is_resolved:
        say("some articles wait for their stories; `dateline add` finishes what was interrupted")


def _show_story(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    format_ = options.format or format_of(options.output, parser)
    check_binary(format_, options.output, parser)
    for path in (options.page, options.output):
        check_target(path, parser)
    with _open(options) as library:
        record = library.show(options.story)
    if options.page:
        write_record(options.page, record, "html")
    if format_:
        write_record(options.output, record, format_)
    else:
        show_record(record)
    if options.page:
        where = f"Page: {options.page.resolve()}"
        say(where) if format_ else print(where)
    return DONE


def _search(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    criteria = (options.entity, options.outlet, options.since, options.until, options.meaning)
    if not options.words and not any(criteria):
        parser.error("say what to search for: words, --meaning, --entity, --outlet, --since or --until")
    # The shell took the quotation marks of a phrase away; an argument with a space in it was one.
    words = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in options.words)
    with _open(options) as library:
        hits = library.search(
            words,
            entity=options.entity,
            outlet=options.outlet,
            since=options.since,
            until=options.until,
            meaning=options.meaning,
            limit=options.limit,
        )
        _warn_of_waiting(library)
    from rich.console import Console

    use_utf8(sys.stdout)
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for hit in hits:
        console.print(_hit(hit))
    return DONE


def _hit(hit: Hit) -> Text:
    from rich.text import Text

    known = (hit.published[:10] if hit.published else "undated", hit.outlet or "", hit.story or "")
    text = Text.assemble((hit.article, "dim"), "  ", (_line(hit.title or "no title"), "bold"), "\n    ")
    text.append(" · ".join(_line(part) for part in known if part), "dim").append("\n    ")
    for part, matches in hit.excerpt:
        # Cleaned word by word, so that the space between a match and its neighbours stays.
        text.append(
            " ".join(map(_line, part.replace("\n", " ").split(" "))), "bold yellow" if matches else ""
        )
    return text


def _export(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    suffix = options.output.suffix.lower() if options.output else ""
    known = {".csv": "csv", ".jsonl": "jsonl", **FORMAT_BY_SUFFIX}
    format_ = options.format or known.get(suffix) or "json"
    if format_ not in EXPORTS:
        parser.error(f"--output {options.output}: say which --format, one of {', '.join(EXPORTS)}")
    if options.table and format_ != "csv":
        parser.error("--table goes with --format csv")
    check_binary(format_, options.output, parser)
    check_target(options.output, parser)
    with _open(options) as library:
        _warn_of_waiting(library)
        if format_ == "csv":
            put(options.output, _csv(library.table(options.table or "stories")))
        elif format_ == "jsonl":
            put(options.output, (record.to_json(indent=0) + "\n" for record in library.export()))
        else:
            write_record(options.output, library.record(), format_)
    return DONE


def _csv(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The rows as RFC 4180; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    for row in rows:
        line = io.StringIO()
        cells = (f"'{c}" if isinstance(c, str) and c.startswith(_FORMULA) else c for c in row)
        csv.writer(line).writerow(cells)
        yield line.getvalue()


def _forget(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    with _open(options) as library:
        doomed = library.doomed(options.name)
        for article in doomed:
            print(f"{article.id}  {_line(article.title or name_of(article.source))}")
        if not options.yes:
            if not sys.stdin.isatty():
                parser.error("nobody is there to confirm; say --yes")
            count = f"{len(doomed)} article{'s' * (len(doomed) != 1)}"
            if input(f"Remove {count} with all versions? [y/N] ").strip().lower() not in ("y", "yes"):
                return FAILED
        with show_progress() as progress:
            library.forget(options.name, progress=progress)
    print(f"forgotten: {len(doomed)}")
    return DONE


def _doctor(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    with _open(options) as library:
        faults = library.doctor()
        for fault in faults:
            print(_line(fault))
        if not faults:
            print(f"{library.path} is whole")
            _warn_of_waiting(library)
        if options.redo and not faults:
            with show_progress() as progress:
                print(f"{library.resolve(redo=True, progress=progress).stories} stories changed")
    return FAILED if faults else DONE


def _day(given: str) -> str:
    """An ISO date."""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{given!r} is not a date such as 2018-06-01") from None


def _line(text: str) -> str:
    from dateline.views.escape import clean_line

    return clean_line(text)
