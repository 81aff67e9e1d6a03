"""The commands that follow a story: what changed, revisions of an article, the reader's corrections."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dateline.cli_output import DONE, add_library_command, use_utf8

if TYPE_CHECKING:
    from dateline.pipeline_library import Library
    from dateline.schema.library import Correction, Edit, LineChange

TYPES = ("person", "organization", "place", "group")
_EXAMPLES = {
    "changes": """\
STORY is its id, the id or URL of one of its articles, or the first letters of an id.

example:
  dateline changes s559e --since 2025-05-13
""",
    "revisions": """\
ARTICLE is its id, the first letters of it, or its URL.

example:
  dateline revisions https://example.org/news.html
""",
    "correct": """\
examples:
  dateline correct merge-people "Ana Sorel" "A. Sorell"
  dateline correct split-people "Kim" --name "Kim Vale" --articles aae78 a01c4
  dateline correct merge-stories s559e s77a0
  dateline correct split-story s559e --articles aae78
  dateline correct wrong-speaker s559e q4 --name "Ana Sorel"
  dateline correct list
  dateline correct undo 3
""",
}


def add_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    formatter: argparse._FormatterClass,
) -> None:
    """Register the commands that follow a story."""

    def command(name: str, run: Callable[..., int], help_: str) -> argparse.ArgumentParser:
        return add_library_command(commands, formatter, name, run, what=help_, epilog=_EXAMPLES[name])

    changes = command("changes", _changes, "tell what is otherwise in a story than at a moment")
    changes.add_argument("story", metavar="STORY")
    changes.add_argument(
        "--since",
        metavar="MOMENT",
        help="ISO 8601; without it the last look at the story, which this one becomes",
    )
    revisions = command("revisions", _revisions, "show what edits changed in an article and in its story")
    revisions.add_argument("article", metavar="ARTICLE")
    correct = command(
        "correct", _correct, "correct people, stories and quotations, or take a correction back"
    )
    kinds = correct.add_subparsers(dest="kind", required=True, metavar="WHAT")
    kind = kinds.add_parser("merge-people", help="several names are one person")
    kind.add_argument("names", nargs="+", metavar="NAME", help="the first is how it is called")
    _add_type(kind)
    kind = kinds.add_parser("split-people", help="some articles mean somebody else")
    kind.add_argument("names", nargs=1, metavar="NAME")
    kind.add_argument("--name", required=True, metavar="NAME", help="who they mean")
    kind.add_argument("--articles", nargs="+", required=True, metavar="ARTICLE")
    _add_type(kind)
    kind = kinds.add_parser("merge-stories", help="several stories are one")
    kind.add_argument("stories", nargs="+", metavar="STORY")
    kind = kinds.add_parser("split-story", help="some articles are a story of their own")
    kind.add_argument("story", metavar="STORY")
    kind.add_argument("--articles", nargs="+", required=True, metavar="ARTICLE")
    kind = kinds.add_parser("wrong-speaker", help="a quotation is of somebody else")
    kind.add_argument("story", metavar="STORY")
    kind.add_argument("quote", metavar="QUOTE", help="its id in the record, such as q4")
    kind.add_argument("--name", metavar="NAME", help="whose it is; without it nobody's who is known")
    _add_type(kind)
    kinds.add_parser("list", help="the corrections that hold")
    kind = kinds.add_parser("undo", help="take a correction back")
    kind.add_argument("number", type=int, metavar="NUMBER", help="as list shows it")


def _add_type(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--type", choices=TYPES, default="person", help="person, if nothing is said")


def _open(options: argparse.Namespace) -> Library:
    from dateline.pipeline_library import open as open_library

    return open_library(options.library, create=False)


def _changes(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    with _open(options) as library:
        since = options.since or library.visit(options.story) or "0001-01-01"
        try:
            found = library.changes(options.story, since)
        except ValueError as error:
            parser.error(str(error))
    use_utf8(sys.stdout)
    for article in found.articles:
        print(f"{article.what:8}{article.article}  {_line(article.title or 'no title')}")
    _print_lines(found.lines)
    return DONE


def _revisions(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    with _open(options) as library:
        edits = library.revisions(options.article)
    use_utf8(sys.stdout)
    for number, edit in enumerate(edits):
        print(f"{edit.revision}  {edit.added}  {_line(edit.article.title or 'no title')}")
        if number:
            _print_edit(edits[number - 1], edit)
    return DONE


def _print_edit(before: Edit, after: Edit) -> None:
    for change in after.changes:
        old = before.article.text[change.before.start : change.before.end]
        new = after.article.text[change.after.start : change.after.end]
        print(
            "    "
            + " ".join(part for part in (old and f"[-{_line(old)}-]", new and f"{{+{_line(new)}+}}") if part)
        )
    _print_lines(after.lines)


def _print_lines(lines: Iterable[LineChange]) -> None:
    for line in lines:
        print(f"{line.what:8}{line.kind} {line.line}  {_line(line.text)}")
        for field in line.fields:
            print(f"        {field.field}: {_line(field.before or '-')} -> {_line(field.after or '-')}")


def _correct(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    use_utf8(sys.stdout)
    with _open(options) as library:
        if options.kind == "list":
            for correction in library.corrections():
                print(_told(correction))
        elif options.kind == "undo":
            print(f"undone: {_told(library.undo(options.number))}")
        else:
            given = {
                name: value
                for name in ("story", "stories", "articles", "quote", "names", "name", "type")
                if (value := getattr(options, name, None)) is not None
            }
            print(_told(library.correct(options.kind, **given)))
    return DONE


def _told(correction: Correction) -> str:
    places = (f"“{place.text}”" for place in correction.places[:1])
    of = correction.apart or (correction.articles if correction.kind == "merge-stories" else ())
    parts = (
        " = ".join(correction.names),
        *places,
        f"→ {correction.name}" if correction.name else "",
        " ".join(of),
    )
    return f"{correction.id}  {correction.kind}  {_line('  '.join(part for part in parts if part))}"


def _line(text: str) -> str:
    from dateline.views.escape import clean_line

    return clean_line(text)
