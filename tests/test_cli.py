"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline import __version__
from dateline.cli_output import FORMATS
from dateline.views import export

REPORT = """\
HALVERN, May 13, 2025 - Foreign Minister Ana Sorel met the Kestrian negotiator Tomas Marek on Monday.

"We will come back to talk," Sorel said.
"""


def dateline(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m dateline` with the arguments."""
    command = [sys.executable, "-m", "dateline", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=cwd, timeout=120)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def lines(tmp_path: Path, *items: object) -> Path:
    """A file of JSON lines."""
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(f"{item if isinstance(item, str) else json.dumps(item)}\n" for item in items))
    return path


@pytest.mark.parametrize("command", [(), ("read",), ("annotate",), ("group",)])
def test_help_has_an_example_of_each_command(command: tuple[str, ...]) -> None:
    """`--help` ends with a command line that can be typed."""
    done = dateline(*command, "--help")
    assert done.returncode == 0
    assert f"dateline {' '.join(command)}" in done.stdout.partition("example")[2]


def test_help_imports_nothing_heavy() -> None:
    """Neither a model nor a view is loaded to print help."""
    code = (
        "import sys; from dateline.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print({'numpy', 'spacy', 'rich', 'jinja2', 'msgspec'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "set()"


def test_version() -> None:
    """`--version` prints the version of the package."""
    assert dateline("--version").stdout == f"dateline {__version__}\n"


def test_formats_are_those_that_can_be_written() -> None:
    """The names that `--format` offers are the names that have a writer."""
    assert sorted({*export.FORMATS, *export.BINARY}) == list(FORMATS)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["frobnicate"],
        ["read", "x.txt", "--format", "docx"],
        ["read", "x.txt", "--output", "record.xyz"],
        ["read", "x.txt", "--page", "no/such/folder/page.html"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    """What cannot work is refused at once, with the usage on standard error."""
    done = dateline(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "usage: dateline" in done.stderr
    assert done.stdout == ""


def test_read_shows_the_story_and_says_where_the_page_is(report: Path, tmp_path: Path) -> None:
    """The terminal view ends with the path of the page."""
    page = tmp_path / "page.html"
    done = dateline("read", report, "--page", page)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"Page: {page}\n")
    assert "Who said what" in done.stdout
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_format_writes_the_result_alone_on_standard_output(report: Path) -> None:
    """`--format json` prints one JSON document and nothing else."""
    done = dateline("read", report, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == "dateline-record/1"
    assert done.stderr == ""


def test_suffix_of_output_names_the_format(report: Path, tmp_path: Path) -> None:
    """`--output x.ics` is a calendar."""
    calendar = tmp_path / "meetings.ics"
    assert dateline("read", report, "--output", calendar).returncode == 0
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert [calendar, report] == sorted(tmp_path.iterdir())


def test_inputs_that_fail_are_listed_and_the_rest_is_read(report: Path, tmp_path: Path) -> None:
    """One bad input: exit 1, its name and reason on standard error, the record of the others."""
    missing = tmp_path / "missing.txt"
    done = dateline("read", report, missing, "--format", "json")
    assert done.returncode == 1
    assert f"dateline: {missing}: " in done.stderr
    assert len(json.loads(done.stdout)["articles"]) == 1


def test_standard_input_is_read_as_dash() -> None:
    """`-` stands for an article on standard input."""
    done = dateline("read", "-", "--format", "json", stdin=REPORT.encode())
    assert done.returncode == 0, done.stderr
    assert "Sorel" in json.loads(done.stdout)["articles"][0]["text"]


def test_annotate_writes_a_line_for_each_article(tmp_path: Path) -> None:
    """Ids are those given, as text, and offsets are those of the given text."""
    text = "  The ministers met on Monday in Geneva."
    path = lines(
        tmp_path, {"id": 7, "text": text, "published": "2025-05-13"}, {"id": "b", "text": "Nothing."}
    )
    done = dateline("annotate", path)
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == ("7", "b")
    (time_,) = first["times"]
    assert text[time_["start"] : time_["end"]] == "Monday"
    assert time_["value"] == "2025-05-12"


def test_annotate_lists_the_lines_that_are_not_articles(tmp_path: Path) -> None:
    """Bad lines are told by number, the others are annotated, the exit code is 1."""
    path = lines(
        tmp_path,
        "{not json",
        {"id": "a"},
        {"id": "b", "text": "x"},
        {"id": "c", "text": "Fine."},
        {"id": "c", "text": "Fine."},
    )
    done = dateline("annotate", path)
    assert done.returncode == 1
    assert ["b", "c"] == [json.loads(line)["id"] for line in done.stdout.splitlines()]
    told = [line.split(": ")[2] for line in done.stderr.splitlines()]
    assert ["line 1", "line 2", "line 5"] == told


def test_group_writes_stories_and_copies(tmp_path: Path) -> None:
    """Two articles with one text are one story and copies of one another."""
    text = "The ministers of Valdoria and Kestria met in Geneva on Monday to end the war over the river. " * 6
    items = [
        {"id": id_, "title": "Ministers meet", "text": text, "date_publish": "2025-05-13 10:00:00"}
        for id_ in "ab"
    ]
    done = dateline("group", lines(tmp_path, *items))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"stories": [["a", "b"]], "copies": [["a", "b"]], "arcs": []}


def test_missing_file_of_lines_is_one_clear_line(tmp_path: Path) -> None:
    """A file that is not there is no traceback."""
    done = dateline("annotate", tmp_path / "none.jsonl")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "none.jsonl" in done.stderr


def test_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    """A closed pipe ends the run quietly."""
    path = lines(tmp_path, *({"id": str(n), "text": "A short text. " * 50} for n in range(30)))
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "annotate", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_interrupt_is_one_line(tmp_path: Path) -> None:
    """Control-C leaves with one line, no traceback, and no half-written file."""
    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "annotate", "-", "--output", str(output)],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == b"dateline: interrupted\n"
    assert [] == list(tmp_path.iterdir())
