"""The command that imports web archives."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli_output import DONE, FAILED, add_library_command, name_of, say, show_progress, use_utf8

if TYPE_CHECKING:
    from dateline.pipeline_import import Imported
    from dateline.schema.story import Problem
    from dateline.store.articles import Receipt

_EXAMPLES = """\
Pages without a report, such as front pages, are counted and passed over. An import that was interrupted
goes on where it stopped when the same command is given again.

examples:
  dateline import CC-NEWS-20250514083000-00042.warc.gz
  dateline import crawl.warc.gz --host news.example --host post.example --language en
"""


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], formatter: argparse._FormatterClass
) -> None:
    """Register `import`."""
    what = "import the articles of web archives: WARC files, CC-NEWS"
    command = add_library_command(commands, formatter, "import", _import, what=what, epilog=_EXAMPLES)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE.warc[.gz]")
    command.add_argument(
        "--host", action="append", default=[], metavar="DOMAIN", help="only pages of this site"
    )
    command.add_argument(
        "--language", action="append", default=[], metavar="CODE", help="only articles in this language (en)"
    )
    command.add_argument("--again", action="store_true", help="from the beginning, not where it stopped")


def _import(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    from dateline.pipeline_import import import_archives
    from dateline.pipeline_library import open as open_library

    use_utf8(sys.stdout)

    def tell(receipt: Receipt) -> None:
        if receipt.what != "known":
            print(f"{receipt.what:8}{receipt.article}  {_line(receipt.title or name_of(receipt.source))}")
            sys.stdout.flush()

    def warn(problem: Problem) -> None:
        say(f"{name_of(problem.source)}: {problem.error}")

    with open_library(options.library) as library, show_progress() as progress:
        done = import_archives(
            library,
            options.files,
            hosts=options.host,
            languages=options.language,
            again=options.again,
            tell=tell,
            warn=warn,
            progress=progress,
        )
    print(_summary(done))
    return FAILED if done.problems else DONE


def _summary(done: Imported) -> str:
    counts = [f"{done.added} added", f"{done.revised} revised", f"{done.known} known"]
    if done.without:
        counts.append(f"{done.without} without a report")
    if done.passed_over:
        counts.append(f"{done.passed_over} in other languages")
    counts.append(f"{done.stories} {'story' if done.stories == 1 else 'stories'} changed")
    return f"{done.pages} page{'s' * (done.pages != 1)}: {', '.join(counts)}"


def _line(text: str) -> str:
    from dateline.views.escape import clean_line

    return clean_line(text)
