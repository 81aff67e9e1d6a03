"""The wheel that users install: it holds what the code reads, and it runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "summit"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel unpacks to."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(wheel: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `dateline` from the unpacked wheel, away from the repository."""
    command = [sys.executable, "-m", "dateline", *arguments]
    env = {**os.environ, "PYTHONPATH": str(wheel)}
    return subprocess.run(command, cwd=wheel, env=env, capture_output=True, text=True, check=False)


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    """Models, templates, grammars and word lists are in it, and `py.typed`."""
    source = ROOT / "src"
    wanted = {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}
    held = {str(path.relative_to(wheel)) for path in wheel.rglob("*") if path.is_file()}
    assert set() == {name for name in wanted if "__pycache__" not in name} - held


def test_wheel_reads_the_example(wheel: Path) -> None:
    """The installed program reads a story, from its own files."""
    place = subprocess.run(
        [sys.executable, "-c", "import dateline; print(dateline.__file__)"],
        cwd=wheel,
        env={**os.environ, "PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(wheel) in place
    done = run(wheel, "read", str(EXAMPLE), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["stories"]
