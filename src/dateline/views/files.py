"""Writes a result whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write `pieces` as UTF-8 to a file beside `path`, then put it in its place.

    Whoever reads `path` meanwhile, or after a crash, has the old file or the new one. What is no ordinary
    file (a pipe, a device) is written to directly. Raises OSError.
    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with path.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(pieces)
        return
    target = path.resolve()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
