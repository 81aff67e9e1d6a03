"""Fixtures that several test modules use."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and story keys; tests that need it skip where it is absent."""
    path = Path(os.environ.get("DATELINE_SHARED", REPOSITORY.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"needs the corpora, which are not at {path}; set DATELINE_SHARED")
    return path


@pytest.fixture(scope="session", autouse=True)
def _interrupts() -> None:
    """Processes that tests start heed SIGINT, also where whatever runs the tests ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
