"""Results are written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.views.files import write_whole


def test_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """Where writing stops half way, the file that was there stays, and no other is left behind."""

    def pieces() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    path = tmp_path / "record.json"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, pieces())
    assert path.read_text() == "old"
    assert [path] == list(tmp_path.iterdir())


def test_link_is_followed(tmp_path: Path) -> None:
    """A symbolic link stays a link; the file that it names is replaced."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_whole(link, ["new"])
    assert link.is_symlink()
    assert target.read_text() == "new"
