"""Libraries for the tests: in SQLite, and in a PostgreSQL server that the tests start themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

Where = Callable[[str], "Path | str"]

_NUMBERS = count(1)


def programs() -> Path | None:
    """The folder of PostgreSQL's programs: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """A server of its own on a socket in a folder of its own; gives the URL of a new, empty database."""
    pytest.importorskip("psycopg")
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed")
    # It refuses to run as root.
    user = {"user": "postgres", "group": "postgres"} if os.name == "posix" and os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="dateline-") as name:
        if user:
            try:
                shutil.chown(name, "postgres", "postgres")
            except LookupError:
                pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres")

        def run(*command: str) -> None:
            subprocess.run(command, check=True, capture_output=True, cwd=name, **user)  # type: ignore[call-overload]

        data = f"{name}/data"
        run(f"{folder}/initdb", "-D", data, "-U", "dateline", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={name} -c fsync=off"
        run(f"{folder}/pg_ctl", "-D", data, "-w", "-l", f"{name}/log", "-o", options, "start")
        try:

            def database() -> str:
                import psycopg

                new = f"library{next(_NUMBERS)}"
                with psycopg.connect(
                    f"postgresql://dateline@/postgres?host={name}", autocommit=True
                ) as admin:
                    admin.execute(f"CREATE DATABASE {new}")
                return f"postgresql://dateline@/{new}?host={name}"

            yield database
        finally:
            run(f"{folder}/pg_ctl", "-D", data, "-m", "immediate", "stop")


def _where(request: pytest.FixtureRequest, folder: Path) -> Where:
    kind = request.param
    made: dict[str, Path | str] = {}

    def where(name: str) -> Path | str:
        if name not in made:
            is_file = kind == "sqlite"
            made[name] = folder / f"{name}.sqlite" if is_file else request.getfixturevalue("postgresql")()
        return made[name]

    return where


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """Gives each name a library of its own, in either database."""
    return _where(request, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def where_for_all(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Where:
    """As `where`, for libraries that all tests of a module share."""
    return _where(request, tmp_path_factory.mktemp("libraries"))
