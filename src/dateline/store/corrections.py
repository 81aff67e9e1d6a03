"""What the reader corrected, kept apart from what was extracted."""

from __future__ import annotations

import msgspec

from dateline.errors import StoreError
from dateline.schema.library import Correction
from dateline.store.database import Database, Row


def keep(database: Database, correction: Correction) -> Correction:
    """Keep a correction under a number of its own; the transaction is the caller's."""
    details = msgspec.structs.replace(correction, id=0, undone=None)
    (row,) = database.rows(
        "INSERT INTO corrections (kind, details, made) VALUES (?, ?, ?) RETURNING id",
        (correction.kind, msgspec.json.encode(details).decode(), correction.made),
    )
    return msgspec.structs.replace(correction, id=row["id"])


def every(database: Database, *, undone: bool = False) -> tuple[Correction, ...]:
    """All corrections that hold, in the order in which they were made; with `undone` the others as well."""
    condition = "" if undone else "WHERE undone IS NULL"
    return tuple(map(_correction, database.rows(f"SELECT * FROM corrections {condition} ORDER BY id")))


def undo(database: Database, id_: int, *, now: str) -> Correction:
    """End a correction; the transaction is the caller's. Raises StoreError where none holds under this id."""
    row = database.row("SELECT * FROM corrections WHERE id = ?", (id_,))
    if row is None:
        raise StoreError(f"library {database.path} has no correction {id_}")
    if row["undone"] is not None:
        raise StoreError(f"correction {id_} was undone on {row['undone']} already")
    database.rows("UPDATE corrections SET undone = ? WHERE id = ?", (now, id_))
    return msgspec.structs.replace(_correction(row), undone=now)


def forget(database: Database, article: str) -> None:
    """Remove the corrections of quotations of a forgotten article, which hold its words; the transaction is
    the caller's.
    """
    rows = database.rows("SELECT * FROM corrections WHERE kind = 'wrong-speaker'")
    gone = [row["id"] for row in rows if any(place.article == article for place in _correction(row).places)]
    database.many("DELETE FROM corrections WHERE id = ?", [(id_,) for id_ in gone])


def _correction(row: Row) -> Correction:
    found = msgspec.json.decode(row["details"], type=Correction)
    return msgspec.structs.replace(found, id=row["id"], made=row["made"], undone=row["undone"])
