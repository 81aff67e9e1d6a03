"""What happens to a library when processes die, compete, or have no room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import dateline
from store.conftest import Where
from store.samples import article

REPOSITORY = Path(__file__).resolve().parents[2]


def lines(path: Path, first: int, last: int) -> Path:
    """A file of invented articles with these numbers."""
    items = (
        {
            "url": f"https://news.example/{number}",
            "title": f"Report {number} from Halvern",
            "text": f"The council of Halvern met for the {number}th time and spoke of bridge {number}. " * 3,
            "language": "de",
        }
        for number in range(first, last)
    )
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def add(source: Path, library: Path | str, *, file_size: int | None = None) -> subprocess.Popen[str]:
    """`dateline add` in a process of its own, which may write files of at most `file_size` bytes."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({file_size}, {file_size}));"
    code = f"{limit if file_size else ''}import sys; from dateline.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "add", str(source), "--library", str(library)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name != "posix", reason="kills processes")
def test_nothing_told_of_is_lost_when_the_process_is_killed() -> None:
    """After kill -9 at twenty random moments each library is whole and ends in the right stories."""
    command = [sys.executable, str(REPOSITORY / "evaluation" / "crash.py"), "--kills", "20", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["crash.kills"] == 20
    assert counts["crash.while_adding"] > 0


def test_two_writers_lose_nothing(where: Where, tmp_path: Path) -> None:
    """Two processes that make one library and add to it at once both succeed."""
    library = where("x")
    sources = lines(tmp_path / "a.jsonl", 0, 12), lines(tmp_path / "b.jsonl", 8, 20)
    processes = [add(source, library) for source in sources]
    ends = [(*process.communicate(), process.returncode) for process in processes]
    assert [0, 0] == [code for _, _, code in ends], ends
    with dateline.open(library) as opened:
        assert len(list(opened.articles())) == 20
        assert opened.is_resolved
        assert opened.doctor() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
@pytest.mark.parametrize("room", [500_000, 800_000])
def test_full_disk_costs_only_what_was_not_told_of(room: int, tmp_path: Path) -> None:
    """Where nothing more can be written there is one clear line, and what was told of is there."""
    library = tmp_path / "x.sqlite"
    output, errors = (
        process := add(lines(tmp_path / "a.jsonl", 0, 300), library, file_size=room)
    ).communicate()
    assert process.returncode == 1
    assert errors.startswith(f"dateline: library {library}: ")
    assert errors.count("\n") == 1
    told = {line.split()[1] for line in output.splitlines()}
    with dateline.open(library) as opened:
        assert told <= {article.id for article in opened.articles()}
        assert opened.doctor() == ()
    assert told


@pytest.mark.skipif(os.name != "posix", reason="kills processes")
def test_killed_process_leaves_postgresql_whole(postgresql: Callable[[], str], tmp_path: Path) -> None:
    """After kill -9 in the middle of adding, what was told of is there; the next addition ends the work."""
    library, source = postgresql(), lines(tmp_path / "a.jsonl", 0, 12)
    for heard in (1, 5, 11):
        process = add(source, library)
        assert process.stdout
        told = {process.stdout.readline().split()[1] for _ in range(heard)}
        process.kill()
        process.communicate()
        with dateline.open(library) as opened:
            assert told <= {article.id for article in opened.articles()}
            assert opened.doctor() == ()
    assert add(source, library).wait() == 0
    with dateline.open(library) as opened:
        assert opened.is_resolved
        assert len(list(opened.articles())) == 12


def test_libraries_in_many_threads(where: Where) -> None:
    """Each thread opens the library for itself; they read and write at once."""

    def work(number: int) -> int:
        with dateline.open(where("x")) as library:
            library.keep(
                article(number, f"The council of Lissa spoke of bridge {number} for the first time.")
            )
            return len(library.stories())

    dateline.open(where("x")).close()
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(24)))
    with dateline.open(where("x")) as library:
        assert len(list(library.articles())) == 24
        assert library.doctor() == ()
