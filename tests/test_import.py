"""Importing web archives: all of them once, where they stopped, and what is wrong told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.pipeline_import import import_archives
from dateline.pipeline_library import Library
from dateline.store.articles import Receipt
from ingest.archived import packed, record

TEXT = (
    "<p>Bericht {n}: Die Brücke über die Senn bleibt geschlossen, sagte der Bürgermeister von Halvern am "
    "Montag in der Stadthalle vor vielen Leuten.</p><p>Die Fähre nach Tolmark fährt bis Mitternacht, und "
    "die Lastwagen nehmen den Weg über Lissa. Das ist Absatz {n}.</p>"
)


def pages(count: int, *, host: str = "news.example") -> list[bytes]:
    """Pages in German, so that no large model runs."""
    return [
        record(
            f"https://{host}/{n}",
            f'<html lang="de"><head><title>Bericht {n}</title></head><body><article>{TEXT.format(n=n) * 3}'
            "</article></body></html>".encode(),
        )
        for n in range(1, count + 1)
    ]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with dateline.open(tmp_path / "library.sqlite") as opened:
        yield opened


def test_archive_is_imported_once(library: Library, tmp_path: Path) -> None:
    """All articles come in; a second import of the file, wherever it lies, reads nothing."""
    (tmp_path / "a.warc.gz").write_bytes(packed(pages(4)))
    first = import_archives(library, [tmp_path / "a.warc.gz"])
    (tmp_path / "a.warc.gz").rename(tmp_path / "b.warc.gz")
    second = import_archives(library, [tmp_path / "b.warc.gz"])
    third = import_archives(library, [tmp_path / "b.warc.gz"], again=True)

    assert (4, 4, []) == (first.pages, first.added, first.problems)
    assert (0, 4) == (second.pages, third.known)
    assert "https://news.example/1" == library.article("https://news.example/1").source.url


def test_interrupted_import_goes_on(library: Library, tmp_path: Path) -> None:
    """What was told of is kept, and the rest is read the next time, from where the first stopped."""
    (tmp_path / "a.warc.gz").write_bytes(packed(pages(6)))

    def stop(receipt: Receipt) -> None:
        if receipt.title == "Bericht 3":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_archives(library, [tmp_path / "a.warc.gz"], tell=stop)
    rest = import_archives(library, [tmp_path / "a.warc.gz"])

    assert (5, 3) == (rest.pages, rest.added)
    assert 6 == len(list(library.articles()))


def test_filters(library: Library, tmp_path: Path) -> None:
    """Of other sites nothing is read, of other languages nothing kept; another filter begins anew."""
    archive = tmp_path / "a.warc"
    archive.write_bytes(b"".join([*pages(2), *pages(1, host="www.post.example")]))
    post = import_archives(library, [archive], hosts=["post.example"])
    english = import_archives(library, [archive], languages=["en"])

    assert (1, 1) == (post.pages, post.added)
    assert (3, 3, 0) == (english.pages, english.passed_over, english.added)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", "import", "--library", str(folder / "l.sqlite"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_command(tmp_path: Path) -> None:
    """Articles and a count on standard output, problems on standard error, exit code 1 with problems."""
    data = pages(3)
    data[1] = data[1][:400] + bytes(40) + data[1][440:]
    (tmp_path / "a.warc.gz").write_bytes(packed(data))
    (tmp_path / "no.warc").write_text("The envoys met.")
    done = run(tmp_path, *(str(tmp_path / name) for name in ("a.warc.gz", "no.warc", "none.warc")))

    assert 1 == done.returncode
    assert 2 == done.stdout.count("added   ")
    assert done.stdout.endswith("changed\n")
    assert "the digest of https://news.example/2 is another" in done.stderr
    assert "it is no WARC file; `dateline add` reads other kinds" in done.stderr
    assert "No such file" in done.stderr
    assert 2 == run(tmp_path).returncode
