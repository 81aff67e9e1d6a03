"""Where the corpora, story keys and scorers are, and how their files are read."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))


def need_shared() -> Path:
    """The folder of corpora; leaves with exit code 2 and a clear line where it is absent."""
    if not SHARED.is_dir():
        sys.exit(f"the corpora are not at {SHARED}; set DATELINE_SHARED to their folder")
    return SHARED


def lines(*parts: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file (gzipped or not) under `data/`."""
    path = need_shared().joinpath("data", *parts)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def scorer(name: str) -> ModuleType:
    """One of the scorers (`score_record`, `score_quotes`, `score_timex`) as a module."""
    spec = importlib.util.spec_from_file_location(name, need_shared() / f"{name}.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer {name} in {SHARED}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
