"""What `import dateline` offers, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys

import dateline


def test_public_names_are_sorted_and_exist() -> None:
    """Every public name is listed once, in order, and can be imported."""
    assert sorted(dateline.__all__) == dateline.__all__
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    """A name that does not exist fails as it does on any module."""
    assert not hasattr(dateline, "summarise")


def test_import_brings_no_heavy_library() -> None:
    """`import dateline` leaves the models and their libraries alone."""
    code = "import dateline, json, sys; print(json.dumps(sorted(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(out.stdout)}
    assert set() == loaded & {"spacy", "onnxruntime", "numpy", "sklearn", "trafilatura", "rich", "jinja2"}


def test_annotate_is_a_function_and_a_package() -> None:
    """`dateline.annotate(text)` works before and after a module of that package is imported."""
    code = (
        "import dateline; before = dateline.annotate('On Monday.'); import dateline.annotate.timex as timex;"
        "assert before == dateline.annotate('On Monday.');"
        "assert dateline.annotate.timex is timex"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
