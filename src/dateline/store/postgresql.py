"""A library in a PostgreSQL database (version 12 or later), in the schema that its search path has first.

Writers wait for each other at one advisory lock, so that a transaction sees nobody else's halfway work;
readers never wait. Durability is the server's (`synchronous_commit`), and so are backups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.errors import StoreError
from dateline.store.database import Dialect, Row, Values

if TYPE_CHECKING:
    import psycopg

# "DTLN", as the files of libraries are marked.
_LOCK = 0x44544C4E
# Seconds that one writer waits for another.
PATIENCE = 60
# Rows fetched at once where a result is read row by row.
_ROWS = 500
_PARAMETER = re.compile(r"\?|(?<!:):([a-z_]+)\b|%|'[^']*'")


class PostgresqlDatabase:
    """An open library in PostgreSQL; `database.Database`."""

    dialect: Dialect = "postgresql"

    def __init__(self, connection: psycopg.Connection[Any], path: str) -> None:
        self._connection, self.path = connection, path

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows that a statement gives, or none for a change."""
        with explained(self.path):
            cursor = self._connection.execute(translated(sql), values)
            return cursor.fetchall() if cursor.description else []

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query one by one, for results that memory should not hold."""
        with (
            explained(self.path),
            self._connection.cursor("each", withhold=not self._is_inside()) as cursor,
        ):
            cursor.itersize = _ROWS
            cursor.execute(translated(sql), values)
            yield from cursor

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, if there is one."""
        with explained(self.path):
            found: Row | None = self._connection.execute(translated(sql), values).fetchone()
            return found

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, None where there is no row."""
        row = self.row(sql, values)
        return None if row is None else row[0]

    def columns(self, sql: str) -> tuple[str, ...]:
        """The names of the columns that a query gives."""
        with explained(self.path):
            found = self._connection.execute(f"SELECT * FROM ({sql}) AS t LIMIT 0").description or ()
            return tuple(column.name for column in found)

    def many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """One change for each of `values`."""
        with explained(self.path), self._connection.cursor() as cursor:
            cursor.executemany(translated(sql), values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes of the block or, if it raises, none. On return they are on the disk."""
        with explained(self.path), self._connection.transaction():
            self._connection.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Queries of the block see one state of the library, whatever others write meanwhile."""
        with explained(self.path):
            self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def empty_log(self) -> None:
        """The log is the server's."""

    def faults(self) -> Iterator[str]:
        """Files are the server's to check; what refers to what it holds itself."""
        yield from ()

    def faults_of_words(self) -> Iterator[str]:
        """Articles that the index of words does not hold."""
        for row in self.rows(
            "SELECT a.id FROM articles AS a LEFT JOIN article_words AS w ON w.number = a.number "
            "WHERE w.number IS NULL ORDER BY a.id"
        ):
            yield f"the index of words is not that of the articles: {row['id']} is not in it"

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _is_inside(self) -> bool:
        """Whether a transaction is open."""
        from psycopg.pq import TransactionStatus

        return self._connection.info.transaction_status != TransactionStatus.IDLE


class _Row(tuple[Any, ...]):
    """A row whose values have names."""

    names: dict[str, int]

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(self.names[key] if isinstance(key, str) else key)


@lru_cache(maxsize=512)
def translated(sql: str) -> str:
    """A statement with the marks for values that psycopg knows; text in quotation marks is left alone."""

    def mark(match: re.Match[str]) -> str:
        if match[0] == "?":
            return "%s"
        return f"%({match[1]})s" if match[1] else match[0].replace("%", "%%")

    return _PARAMETER.sub(mark, sql)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what psycopg raises into StoreError that names the library."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        lines = " ".join(str(error).split())
        raise StoreError(f"library {name}: {lines}") from error


def open_url(url: str, *, create: bool, steps: Sequence[str]) -> PostgresqlDatabase:
    """The library at `url`, brought to the newest schema in one transaction. Raises StoreError."""
    try:
        import psycopg
    except ImportError as error:
        raise StoreError(f"PostgreSQL needs more: pip install 'dateline[postgresql]' ({error})") from error
    name = _without_password(url)
    with explained(name):
        connection = psycopg.connect(url, autocommit=True, row_factory=_rows, connect_timeout=PATIENCE)
    database = PostgresqlDatabase(connection, name)
    try:
        _prepare(database, create=create, steps=steps)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: PostgresqlDatabase, *, create: bool, steps: Sequence[str]) -> None:
    version = _version(database)
    if version == len(steps):
        return
    if not create and not version:
        raise StoreError(f"there is no library at {database.path}; `dateline add` makes one")
    with database.transaction():
        version = _version(database)
        if not version and database.value("SELECT to_regclass('articles') IS NOT NULL"):
            raise StoreError(f"{database.path} has a table `articles` of another program, and no library")
        if version > len(steps):
            raise StoreError(
                f"library {database.path} has schema {version}, this version of Dateline knows "
                f"{len(steps)}: a newer one made it"
            )
        if not version:
            database.rows("CREATE TABLE dateline_schema (version BIGINT NOT NULL)")
            database.rows("INSERT INTO dateline_schema VALUES (0)")
        for step in steps[version:]:
            database._connection.execute(step)
        database.rows("UPDATE dateline_schema SET version = ?", (len(steps),))


def _version(database: PostgresqlDatabase) -> int:
    """How many steps the library has taken; 0 where there is none."""
    if not database.value("SELECT to_regclass('dateline_schema') IS NOT NULL"):
        return 0
    return int(database.value("SELECT version FROM dateline_schema"))


def _rows(cursor: Any) -> Any:
    names = {column.name: place for place, column in enumerate(cursor.description or ())}
    return type("Row", (_Row,), {"names": names})


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return url.replace(f":{parts.password}@", "@") if parts.password else url
