"""The documents say what is there: commands, links, the schema, the table of measures."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dateline.schema.story import Record

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    """Every relative link and picture names a file of the repository."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", document.read_text("utf-8"))
    assert [] == [target for target in targets if not (document.parent / target).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_scripts_that_documents_name_exist(document: Path) -> None:
    """A path under scripts, training, evaluation, src or tests stands for a file."""
    named = re.findall(r"`((?:scripts|training|evaluation|src|tests)/[\w./-]+)`", document.read_text("utf-8"))
    assert [] == [path for path in named if not (ROOT / path).exists()]


def test_schema_in_the_documents_is_that_of_the_code() -> None:
    """docs/record.schema.json is what scripts/schema writes."""
    written = json.loads((ROOT / "docs/record.schema.json").read_text("utf-8"))
    assert json.loads(json.dumps(msgspec.json.schema(Record))) == written


def test_every_command_is_in_the_readme() -> None:
    """What `dateline --help` lists, the README shows."""
    out = subprocess.run(
        [sys.executable, "-m", "dateline", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^    ([a-z]+) ", out, re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {"read", "annotate", "group"} <= set(commands)
    assert [] == [command for command in commands if f"dateline {command}" not in readme]


def test_every_dependency_has_its_line() -> None:
    """docs/dependencies.md says of each declared package why it is this one."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    declared = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert declared
    names = re.findall(r'"([a-z0-9-]+)', declared[1])
    lines = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert [] == [name for name in names if f"| {name} |" not in lines]
