"""Writes a result whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Write `pieces`, text as UTF-8, to a file beside `path`, then put it in its place.

    Whoever reads `path` meanwhile, or after a crash, has the old file or the new one. What is no ordinary
    file (a pipe, a device) is written to directly. Raises OSError.
    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with path.open("wb") as file:
            file.writelines(map(_encoded, pieces))
        return
    target = path.resolve()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(map(_encoded, pieces))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _encoded(piece: str | bytes) -> bytes:
    return piece.encode("utf-8", "replace") if isinstance(piece, str) else piece
