"""What the store asks of a database, whichever holds the library: an SQLite file or PostgreSQL.

Statements are written once, in the SQL that both understand: `?` or `:name` for values, `ON CONFLICT`,
`RETURNING`, `NULLS LAST`. Where they differ (the index of words, the views over JSON) `dialect` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, Protocol

Values = Sequence[Any] | Mapping[str, Any]
Dialect = Literal["sqlite", "postgresql"]

SCHEMES = ("postgresql://", "postgres://")
"""What the name of a library begins with that is not a file."""


class Row(Protocol):
    """A row of a result: its values by name or by place."""

    def __getitem__(self, key: Any, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """An open library. It belongs to the thread that opened it. What fails raises StoreError."""

    @property
    def path(self) -> Path | str:
        """Where it is: a file, or a URL without the password."""

    @property
    def dialect(self) -> Dialect:
        """Whose SQL it understands beside what both do."""

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows that a statement gives, or none for a change."""

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query one by one, for results that memory should not hold."""

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, if there is one."""

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, None where there is no row."""

    def columns(self, sql: str) -> tuple[str, ...]:
        """The names of the columns that a query gives."""

    def many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """One change for each of `values`."""

    def transaction(self) -> AbstractContextManager[None]:
        """All changes of the block or, if it raises, none. On return they are on the disk. One at a time:
        another writer waits.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """Queries of the block see one state of the library, whatever others write meanwhile."""

    def empty_log(self) -> None:
        """See that nothing deleted stays behind in a log, where that is ours to see to."""

    def faults(self) -> Iterator[str]:
        """What the database itself finds wrong."""

    def faults_of_words(self) -> Iterator[str]:
        """Where the index of words is not that of the articles."""

    def close(self) -> None:
        """Give it back."""


def open_database(name: str | Path, *, create: bool = True, steps: Sequence[str] | None = None) -> Database:
    """The library of this name (a file, or a URL that begins with one of SCHEMES) in the newest schema.

    A new one is made where there is none and `create` is true; a file of an older schema is copied beside
    itself first. Raises StoreError.
    """
    from dateline.store import migrations, postgresql, sqlite

    if isinstance(name, str) and name.startswith(SCHEMES):
        return postgresql.open_url(name, create=create, steps=steps or migrations.POSTGRESQL_STEPS)
    return sqlite.open_file(Path(name), create=create, steps=steps or migrations.STEPS)
