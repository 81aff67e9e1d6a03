"""`dateline serve` in a process of its own, as a user starts it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(library: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server of `library`, and its process; it has ended when the block has."""
    command = [sys.executable, "-m", "dateline", "serve", "--library", str(library), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found, server.stderr.read() if server.stderr else ""
        try:
            yield found[0], server
        finally:
            server.terminate()
