"""The commands of a library, run as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline.cli_library import TABLES
from dateline.store import tables
from store.samples import BRIDGE, article, press


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The file of a library with the invented press, and an article whose title is a formula."""
    path = tmp_path / "library.sqlite"
    formula = article(8, "A clerk of Lissa kept sheets of numbers for a whole year.", title="=1+2")
    with dateline.open(path) as opened:
        opened.add_articles([*press(), formula])
    return path


def run(library: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a library that the environment names."""
    environment = {**os.environ, "DATELINE_LIBRARY": str(library)}
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
    )


def test_add_tells_of_each_article_and_lists_what_failed(tmp_path: Path) -> None:
    """Known articles are told of as known; an input that cannot be read makes the exit code 1."""
    item = {"url": "https://news.example/1", "text": "The dam at Lissa is full.", "language": "de"}
    (tmp_path / "a.jsonl").write_text(json.dumps(item) + "\n")
    for what in ("added", "known"):
        done = run(tmp_path / "x.sqlite", "add", str(tmp_path / "a.jsonl"), "missing.txt")
        assert done.returncode == 1
        assert done.stdout.startswith(what)
        assert "dateline: missing.txt: there is no such file" in done.stderr


def test_stories_are_listed(library: Path) -> None:
    """Each story has its id, headline, days, and how many articles and origins it has."""
    done = run(library, "stories")
    assert done.returncode == 0, done.stderr
    assert "2025-05-13 to 2025-05-14 · 3 articles · 1 origin" in done.stdout


def test_show_writes_the_record(library: Path) -> None:
    """`show` takes what `read` takes; a URL of an article leads to its story."""
    done = run(library, "show", "https://news.example/3", "--format", "json")
    record = msgspec.json.decode(done.stdout, type=dateline.Record)
    assert len(record.articles) == 3


def test_phrase_in_the_quotes_of_the_shell_is_a_phrase(library: Path) -> None:
    """An argument with a space is looked for as it stands."""
    assert "bridge" in run(library, "search", "second pier").stdout
    assert run(library, "search", "pier second").stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["search", "x", "--since", "May"],
        ["export", "--table", "quotes"],
        ["forget", "https://news.example/1"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], library: Path) -> None:
    """What cannot work is refused, and nothing is removed that nobody confirmed."""
    assert run(library, *arguments).returncode == 2
    with dateline.open(library) as opened:
        assert len(list(opened.articles())) == 8


def test_csv_runs_no_formula(library: Path) -> None:
    """Text that a spreadsheet would run is made plain text."""
    done = run(library, "export", "--format", "csv", "--table", "articles")
    titles = [row["title"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert "'=1+2" in titles
    assert len(titles) == 8


def test_export_as_lines_has_a_record_for_each_story(library: Path) -> None:
    """Every line stands alone."""
    records = [json.loads(line) for line in run(library, "export", "--format", "jsonl").stdout.splitlines()]
    assert [1, 1, 3, 3] == sorted(len(record["articles"]) for record in records)


def test_tables_are_those_of_the_store() -> None:
    """The names that `--table` offers are those that can be written."""
    assert sorted(tables.TABLES) == list(TABLES)


def test_forgotten_article_is_gone(library: Path) -> None:
    """With `--yes` an article goes without a question, and the library is whole afterwards."""
    assert run(library, "forget", "https://news.example/1", "--yes").returncode == 0
    assert run(library, "search", "repairs").stdout == ""
    assert run(library, "doctor").returncode == 0


def test_absent_library_is_one_clear_line(tmp_path: Path) -> None:
    """Reading commands make no library."""
    done = run(tmp_path / "none.sqlite", "stories")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert [] == list(tmp_path.iterdir())


def test_changes_tells_of_new_articles(library: Path) -> None:
    """From a day before the library on, every article of the story is new."""
    done = run(library, "changes", "https://news.example/1", "--since", "2020-01-01")
    assert done.returncode == 0, done.stderr
    assert 3 == sum(line.startswith("new") for line in done.stdout.splitlines())
    assert run(library, "changes", "https://news.example/1", "--since", "Monday").returncode == 2


def test_revisions_shows_the_words_that_changed(library: Path) -> None:
    """Words that went and words that came stand beside each other."""
    text = BRIDGE.format(day="Monday", more="Repairs will take nine weeks, the road office said.")
    with dateline.open(library) as opened:
        opened.add_articles([article(1, text)])
    assert "[-six-] {+nine+}" in run(library, "revisions", "https://news.example/1").stdout


def test_correction_is_listed_and_taken_back(library: Path) -> None:
    """Two stories become one, and are two again."""
    done = run(library, "correct", "merge-stories", "https://news.example/1", "https://news.example/4")
    assert done.stdout.startswith("1  merge-stories"), done.stderr
    assert 3 == len(run(library, "stories").stdout.splitlines()) // 2
    assert run(library, "correct", "list").stdout.startswith("1  merge-stories")
    assert run(library, "correct", "undo", "1").returncode == 0
    assert run(library, "correct", "undo", "1").returncode == 1
    assert 4 == len(run(library, "stories").stdout.splitlines()) // 2


def test_meaning_alone_is_enough(library: Path) -> None:
    """A question in other words finds an article."""
    assert "bridge" in run(library, "search", "--meaning", "Which overpass was shut?").stdout
