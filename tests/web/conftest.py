"""A library with the example story, and its application asked without a network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.schema.article import Article
from dateline.web.application import application
from dateline.web.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))  # for serving.py beside this file

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "summit"


@pytest.fixture(scope="session")
def example_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the example's articles, resolved once."""
    path = tmp_path_factory.mktemp("library") / "summit.sqlite"
    with dateline.open(path) as library:
        library.add([EXAMPLE])
    return path


@pytest.fixture
def library(example_library: Path, tmp_path: Path) -> Path:
    """A library of one test."""
    path = tmp_path / "library.sqlite"
    path.write_bytes(example_library.read_bytes())
    return path


@pytest.fixture
def settings(library: Path) -> Settings:
    """Settings of a server that only this machine reaches."""
    return Settings(library=library, names=frozenset({"testserver"}))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A browser without scripts."""
    with TestClient(application(settings), follow_redirects=False) as found:
        yield found


@pytest.fixture
def story(client: TestClient) -> str:
    """The id of the example's story."""
    return str(client.get("/api/stories").json()["stories"][0]["id"])


@pytest.fixture
def articles(client: TestClient, story: str) -> list[Article]:
    """The articles of the example's story."""
    import msgspec

    return msgspec.json.decode(client.get(f"/api/stories/{story}/articles").content)["articles"]


os.environ.setdefault("OMP_NUM_THREADS", "1")
