"""Additions: one after the other, each in a process of its own, and files with the names of browsers."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline.web.importing import free_name
from dateline.web.jobs import Job, Jobs, Regroup

ARTICLE = (
    "The old bridge at Upper Senn was closed on Monday.\n\nThe ferry runs until midnight, the town said."
)
STUCK = (sys.executable, "-c", "import time; time.sleep(60)")


def waited(jobs: Jobs, job: Job, fulfilled: Callable[[Job], bool]) -> Job:
    """The addition once it fulfils a condition."""
    for _ in range(600):
        found = jobs.get(job.id)
        assert found
        if fulfilled(found):
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def folder(path: Path, text: str = ARTICLE) -> Path:
    path.mkdir()
    (path / "bridge.txt").write_text(text, encoding="utf-8")
    return path


def test_an_addition_tells_what_came_of_it(library: Path, tmp_path: Path) -> None:
    """Articles, what cannot be read, and stories are counted; its folder is gone afterwards."""
    jobs = Jobs(library)
    given = folder(tmp_path / "given")
    job = jobs.submit(given, ["bridge.txt", "none.txt"], names=["bridge.txt", "none.txt"])
    done = waited(jobs, job, lambda found: found.is_over)
    jobs.close()
    assert ("done", {"added": 1, "refused": 1}, 1) == (done.state, done.counts, done.stories)
    assert ["none.txt"] == [problem.source for problem in done.problems]
    assert not given.exists()
    with dateline.open(library) as found:
        assert "bridge.txt" == found.article(done.articles[0].article).source.path


def test_an_addition_can_be_stopped(library: Path, tmp_path: Path) -> None:
    """A stopped addition ends at once, and the next one runs."""
    jobs = Jobs(library, command=STUCK)
    first = jobs.submit(folder(tmp_path / "one"), [], names=["one"])
    second = jobs.submit(folder(tmp_path / "two"), [], names=["two"])
    waited(jobs, first, lambda found: found.state == "running")
    jobs.stop(first.id)
    waited(jobs, second, lambda found: found.state == "running")
    jobs.close()
    assert ["stopped", "stopped"] == [job.state for job in jobs.all()]


def test_a_worker_that_dies_is_told(library: Path, tmp_path: Path) -> None:
    """The exit code of a worker that says nothing is the error of its addition, also if it takes no order."""
    jobs = Jobs(library, command=(sys.executable, "-c", "import os; os.close(0); os._exit(7)"))
    job = jobs.submit(folder(tmp_path / "one"), ["long"] * 100_000, names=["one"])
    failed = waited(jobs, job, lambda found: found.is_over)
    jobs.close()
    assert ("failed", "the worker ended with code 7") == (failed.state, failed.error)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("report.html", "report.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\a.txt", "a.txt"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "hidden"),
        ("a\x00b\n.txt", "a␀b .txt"),
        ("-", "file"),
    ],
)
def test_names_of_files_are_plain(given: str, expected: str) -> None:
    """No name that a browser sends leads out of the folder of its addition."""
    assert expected == free_name(given, [])


def test_two_files_of_one_name_are_both_kept() -> None:
    """The second gets a number, whatever its capitals."""
    assert "A (2).txt" == free_name("A.txt", ["a.txt"])
    assert len(free_name("x" * 5000 + ".html", [])) < 200


def test_a_correction_of_stories_is_done_at_work(library: Path, tmp_path: Path) -> None:
    """An article split from its story is a story of its own; taking that back gives the one story again."""
    with dateline.open(library) as found:
        (line,) = found.stories()
        apart = found.show(line.id).articles[-1].id
    jobs = Jobs(library)
    split = Regroup(kind="split-story", story=line.id, articles=(apart,))
    job = jobs.submit(folder(tmp_path / "one"), (), names=["split"], regroup=split)
    assert "done" == waited(jobs, job, lambda found: found.is_over).state
    with dateline.open(library) as found:
        assert 2 == found.size[0]
        (correction,) = found.corrections()
    back = Regroup(undo=correction.id)
    job = jobs.submit(folder(tmp_path / "two"), (), names=["undo"], regroup=back)
    assert "done" == waited(jobs, job, lambda found: found.is_over).state
    jobs.close()
    with dateline.open(library) as found:
        assert 1 == found.size[0]
