"""The file of a library: what is opened, refused, migrated, and kept."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from dateline.errors import StoreError
from dateline.store.database import open_database
from dateline.store.migrations import STEPS


def test_new_library_is_in_the_newest_schema(tmp_path: Path) -> None:
    """A file that did not exist has taken every step, in a write-ahead log, with no backup beside it."""
    database = open_database(tmp_path / "new.sqlite")
    assert len(STEPS) == database.value("PRAGMA user_version")
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA synchronous") == 2
    database.close()
    assert [tmp_path / "new.sqlite"] == list(tmp_path.iterdir())


def test_new_library_is_made_by_several_at_once(tmp_path: Path) -> None:
    """Whoever comes second waits, also while the first one switches the file to its write-ahead log."""
    makers = 6
    for number in range(20):
        path, start = tmp_path / f"{number}.sqlite", Barrier(makers)

        def make(path: Path = path, start: Barrier = start) -> int:
            start.wait()
            database = open_database(path)
            version: int = database.value("PRAGMA user_version")
            database.close()
            return version

        with ThreadPoolExecutor(makers) as pool:
            made = [pool.submit(make) for _ in range(makers)]
            assert [one.result() for one in made] == [len(STEPS)] * makers


def test_absent_library_is_made_only_on_demand(tmp_path: Path) -> None:
    """Reading a library that is not there says how to make one, and makes none."""
    with pytest.raises(StoreError, match="dateline add"):
        open_database(tmp_path / "none.sqlite", create=False)
    assert [] == list(tmp_path.iterdir())


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """Other bytes are told of as such and left as they are."""
    path = tmp_path / "notes.txt"
    path.write_text("Not a library at all. " * 100)
    with pytest.raises(StoreError, match=r"notes\.txt"):
        open_database(path)
    assert path.read_text() == "Not a library at all. " * 100


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """An SQLite file that something else made is not written to."""
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(StoreError, match="another program"):
        open_database(path)


def test_library_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """A schema with more steps than are known is left alone."""
    path = tmp_path / "x.sqlite"
    open_database(path, steps=(*STEPS, "CREATE TABLE later (a);")).close()
    with pytest.raises(StoreError, match="newer"):
        open_database(path)


def test_older_library_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    """A missing step is taken once, and the file as it was stands beside it."""
    path = tmp_path / "x.sqlite"
    open_database(path).close()
    steps = (*STEPS, "CREATE TABLE later (a);")
    database = open_database(path, steps=steps)
    assert database.rows("SELECT * FROM later") == []
    database.close()
    open_database(path, steps=steps).close()
    backup = open_database(tmp_path / f"x.sqlite.schema{len(STEPS)}.backup")
    assert len(STEPS) == backup.value("PRAGMA user_version")
    backup.close()


def test_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    """After a broken migration the library is what it was."""
    path = tmp_path / "x.sqlite"
    open_database(path).close()
    with pytest.raises(StoreError, match="nonsense"):
        open_database(path, steps=(*STEPS, "CREATE TABLE later (a);\nnonsense;"))
    database = open_database(path)
    assert len(STEPS) == database.value("PRAGMA user_version")
    assert database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'later'") == 0
    database.close()


def test_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    """What a block wrote before it raised is undone, and the next transaction works."""
    database = open_database(tmp_path / "x.sqlite")
    with pytest.raises(StoreError), database.transaction():
        database.many("UPDATE state SET value = ? WHERE name = 'generation'", [(7,), ("not a number",)])
    with database.transaction():
        assert database.value("SELECT value FROM state WHERE name = 'generation'") == 0
    database.close()
