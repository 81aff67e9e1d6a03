"""A library in one SQLite file: opened, migrated, and changed in transactions alone.

Write-ahead log with full synchronization: what a transaction committed survives the death of the process
and of the machine, and readers never wait for a writer. A second writer waits for the first.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dateline.errors import StoreError
from dateline.store import migrations
from dateline.store.database import Dialect, Row, Values

# "DTLN", so that `file` and a careful reader can tell a library from other SQLite files.
APPLICATION = 0x44544C4E
# Seconds that one process waits for another's transaction; none holds the file for longer than it writes.
PATIENCE = 60.0


class SqliteDatabase:
    """An open library file; `database.Database`. For one thread, as sqlite3's connections."""

    dialect: Dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows that a statement gives, or none for a change."""
        with explained(self.path):
            return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query one by one, for results that memory should not hold."""
        with explained(self.path):
            for row in self._connection.execute(sql, values):  # noqa: UP028 - a cursor is not to be closed
                yield row

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, if there is one."""
        with explained(self.path):
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, None where there is no row."""
        row = self.row(sql, values)
        return None if row is None else row[0]

    def columns(self, sql: str) -> tuple[str, ...]:
        """The names of the columns that a query gives."""
        with explained(self.path):
            found = self._connection.execute(f"SELECT * FROM ({sql}) AS t LIMIT 0").description
            return tuple(column[0] for column in found)

    def many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """One change for each of `values`."""
        with explained(self.path):
            self._connection.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes of the block or, if it raises, none. On return they are on the disk."""
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with explained(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            # After an error such as a full disk SQLite may have rolled back already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Queries of the block see one state of the library, whatever others write meanwhile."""
        with explained(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def empty_log(self) -> None:
        """Move what the write-ahead log holds into the file, so that nothing deleted stays behind in it."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def faults(self) -> Iterator[str]:
        """What SQLite itself finds wrong with the file."""
        for row in self.rows("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield f"the file is damaged: {row[0]}"
        for row in self.rows("PRAGMA foreign_key_check"):
            yield f"a row of {row['table']} refers to a row of {row['parent']} that is not there"

    def faults_of_words(self) -> Iterator[str]:
        """What FTS5 itself finds wrong with the index of words; it takes the right to write."""
        try:
            with self.transaction():
                self.rows("INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")
        except StoreError as error:
            yield f"the index of words is not that of the articles: {error}"

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into StoreError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"library {path}: {error}") from error


def open_file(path: Path, *, create: bool = True, steps: Sequence[str] = migrations.STEPS) -> SqliteDatabase:
    """The library in the file `path`, brought to the newest schema; an older one is copied beside itself.

    A new one is made where there is none and `create` is true. Raises StoreError.
    """
    if not path.exists():
        if not create:
            raise StoreError(f"there is no library at {path}; `dateline add` makes one")
        if not path.parent.is_dir():
            raise StoreError(f"library {path}: the folder {path.parent} does not exist")
    elif not path.is_file():
        raise StoreError(f"library {path}: it is not a regular file")
    with explained(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        with explained(path):
            _prepare(connection, path, steps)
    except BaseException:
        connection.close()
        raise
    return SqliteDatabase(connection, path)


def _prepare(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("BEGIN")  # Another process may be making this library now.
    version, application = migrations.version_of(connection), _application(connection)
    is_empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    connection.execute("ROLLBACK")
    if application != APPLICATION and not (is_empty and version == 0):
        raise StoreError(f"{path} is an SQLite file of another program, not a library of Dateline")
    if version > len(steps):
        raise StoreError(
            f"library {path} has schema {version}, this version of Dateline knows {len(steps)}: "
            "a newer one made it"
        )
    if version < len(steps):
        _migrate(connection, path, steps)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is forgotten is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")


def _migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Take the missing steps while holding the only right to write, so that two processes take them once."""
    _log_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if 0 < migrations.version_of(connection) < len(steps):
            _back_up(path, migrations.version_of(connection))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        migrations.apply(connection, steps)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite's own patience leaves out two that do so at once."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _back_up(path: Path, version: int) -> None:
    """Copy the file as it was before this migration, whole or not at all."""
    target = path.with_name(f"{path.name}.schema{version}.backup")
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    source = sqlite3.connect(path, timeout=PATIENCE)
    copy = sqlite3.connect(unfinished)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)


def _application(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])
