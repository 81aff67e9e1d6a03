"""Web archives: pages with their provenance, and damage that costs no more than itself."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from pathlib import Path

import pytest

from dateline.ingest import Limits, read_sources
from dateline.ingest.warc import Capture, Damage, captures
from dateline.schema.article import Article
from dateline.schema.story import Problem
from ingest.archived import packed, page, pages, record


def found(data: bytes, **options: object) -> tuple[list[str], list[str]]:
    """The URLs of the pages in a WARC file, and what is said of its damage."""
    results = list(captures(io.BytesIO(data), Limits(file_bytes=1_000_000), **options))  # type: ignore[arg-type]
    urls = [result.url.rpartition("/")[2] for result in results if isinstance(result, Capture)]
    return urls, [str(result.error) for result in results if isinstance(result, Damage)]


def zeroed(data: bytes, places: range) -> bytes:
    broken = bytearray(data)
    broken[places.start : places.stop] = bytes(len(places))
    return bytes(broken)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "noname"])
def test_archive_is_read_as_articles(tmp_path: Path, name: str) -> None:
    """Each page is an article with its address, its place in the file and the digest of its own bytes."""
    path = tmp_path / name
    path.write_bytes(packed(pages(3)) if name.endswith("gz") else b"".join(pages(3)))
    articles = list(read_sources([path]))

    assert [("https://news.example/1", 0), ("https://news.example/2", 1), ("https://news.example/3", 2)] == [
        (each.source.url, each.source.item) for each in articles
    ]
    assert {str(path)} == {each.source.path for each in articles}
    assert 3 == len({each.source.sha256 for each in articles})
    assert [each.title for each in articles if isinstance(each, Article)] == [
        "Report 1",
        "Report 2",
        "Report 3",
    ]


def test_archive_in_a_zip_file_and_from_standard_input(tmp_path: Path) -> None:
    """A web archive is one wherever it comes from."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/a.warc.gz", packed(pages(2)))

    class Pipe(io.RawIOBase):
        """Bytes that cannot be sought in."""

        rest = packed(pages(2))

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            piece, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(piece)] = piece
            return len(piece)

    assert 2 == len([each for each in read_sources([tmp_path / "a.zip"]) if isinstance(each, Article)])
    piped = read_sources(["-"], stdin=io.BufferedReader(Pipe()))
    assert 2 == len([each for each in piped if isinstance(each, Article)])


def test_only_pages_that_were_there_are_read() -> None:
    """Requests, redirections, errors, pictures and what is not from the web are passed over."""
    data = [
        record("https://news.example/r", b"", kind="request"),
        record("https://news.example/m", b"x", status="301 Moved"),
        record("https://news.example/e", b"<html>gone</html>", status="404 Not Found"),
        record("https://news.example/p", b"\x89PNG", headers=["Content-Type: image/png"]),
        record("dns:news.example", b"1.2.3.4"),
        record("http://[", page(7).encode()),
        *pages(1),
    ]
    assert (["1"], []) == found(b"".join(data))


@pytest.mark.parametrize(("pack", "broken"), [(packed, range(40, 60)), (b"".join, range(8))])
def test_damaged_record_costs_itself(pack: object, broken: range) -> None:
    """Bytes that were overwritten lose one page, which is told of; those after it are read."""
    records = pages(5)
    whole = [pack([each]) for each in records]  # type: ignore[operator]
    whole[2] = zeroed(whole[2], broken)
    urls, said = found(b"".join(whole))

    assert ["1", "2", "4", "5"] == urls
    assert 1 == len(said)
    assert "damaged after byte" in said[0]


def test_length_that_lies_costs_its_record() -> None:
    """A record that promises more bytes than it has does not swallow the ones after it."""
    records = pages(4)
    records[1] = record("https://news.example/2", page(2).encode(), length=10**6 - 1, digest="none")
    urls, said = found(b"".join(records))

    assert ["1", "3", "4"] == urls
    assert 1 == len(said)


def test_end_that_is_missing_is_told() -> None:
    """Of a file that is cut off all whole records are read."""
    data = packed(pages(3))
    urls, said = found(data[:-40])

    assert ["1", "2"] == urls
    assert 1 == len(said)


def test_wrong_digest_is_told() -> None:
    """A page whose bytes are not those of its digest is not believed."""
    records = pages(3)
    records[1] = record("https://news.example/2", page(2).encode(), digest="A" * 32)
    urls, said = found(packed(records))

    assert ["1", "3"] == urls
    assert "the digest of https://news.example/2 is another" in said[0]


def test_bodies_are_decoded() -> None:
    """Chunked and gzipped bodies are unpacked; one that was stored decoded under such headers stays."""
    html = page(1).encode()
    gzipped = gzip.compress(html)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzipped), gzipped)
    both = ["Content-Type: text/html", "Content-Encoding: gzip", "Transfer-Encoding: chunked"]
    data = [record(f"https://news.example/{n}", body, headers=both) for n, body in enumerate([chunked, html])]
    results = list(captures(io.BytesIO(b"".join(data)), Limits()))

    assert [html, html] == [result.data for result in results if isinstance(result, Capture)]


def test_bomb_in_a_record_is_refused() -> None:
    """What unpacks to more than a page may hold is told of, and its neighbours are read."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(10**6)) for _ in range(50)) + packer.flush()
    records = pages(2)
    headers = ["Content-Type: text/html", "Content-Encoding: gzip"]
    records.insert(1, record("https://news.example/bomb", bomb, headers=headers))
    urls, said = found(packed(records))

    assert ["1", "2"] == urls
    assert ["https://news.example/bomb: the answer is larger than the limit of 1 MB"] == said


def test_record_larger_than_a_page_is_refused() -> None:
    """A record of 3 MB under a limit of 1 MB is passed over and told of."""
    records = pages(2)
    records.insert(1, record("https://news.example/large", b"<p>" * 10**6))
    urls, said = found(packed(records))

    assert ["1", "2"] == urls
    assert ["https://news.example/large: it is larger than the limit of 1 MB"] == said


def test_encoding_that_the_server_stated(tmp_path: Path) -> None:
    """A page that does not say its encoding has that of its HTTP header."""
    body = page(1).replace("Monday", "Montag für Überseehäfen").encode("iso-8859-15")
    header = ["Content-Type: text/html; charset=ISO-8859-15"]
    (tmp_path / "a.warc").write_bytes(record("https://news.example/1", body, headers=header))
    (article,) = read_sources([tmp_path / "a.warc"])

    assert isinstance(article, Article)
    assert "Montag für Überseehäfen" in article.text


@pytest.mark.parametrize(
    ("stated", "published"),
    [("2025-05-13", "2025-05-13"), ("2025-05-15", "2025-05-15"), ("2026-01-01", None)],
)
def test_day_of_the_crawl_bounds_the_day_of_publication(
    tmp_path: Path, stated: str, published: str | None
) -> None:
    """A page cannot have come out after it was archived; a day is allowed for the zones of time."""
    head = f'<meta property="article:published_time" content="{stated}"/>'
    data = record("https://news.example/1", page(1, head=head).encode())
    (tmp_path / "a.warc").write_bytes(data)
    (article,) = read_sources([tmp_path / "a.warc"])

    assert isinstance(article, Article)
    assert published == article.published


def test_reading_goes_on_where_it_stopped() -> None:
    """From the position of a page the rest is read, with the numbers that it has in the whole file."""
    data = packed(pages(4))
    whole = list(captures(io.BytesIO(data), Limits()))
    third = whole[2]
    assert isinstance(third, Capture)
    assert whole[2:] == list(captures(io.BytesIO(data), Limits(), start=third.position, item=third.item))


def test_pages_without_a_report_are_no_problem(tmp_path: Path) -> None:
    """Front pages are part of every archive; an archive of nothing else is told of."""
    front = record("https://news.example/", b"<html><body></body></html>")
    (tmp_path / "a.warc").write_bytes(b"".join([front, *pages(1)]))
    (tmp_path / "b.warc").write_bytes(front)
    article, problem = read_sources([tmp_path / "a.warc", tmp_path / "b.warc"])

    assert isinstance(article, Article)
    assert isinstance(problem, Problem)
    assert problem.error == "none of its 1 pages holds a report"


def test_memory_does_not_grow_with_the_file() -> None:
    """Pages come one by one: the first is there before the end of the file was asked for."""

    class Endless(io.BytesIO):
        """A file that must not be read to its end."""

        def read(self, size: int | None = -1) -> bytes:
            assert self.tell() < len(data) // 2
            return super().read(size)

    data = b"".join(pages(5_000))
    first = next(captures(Endless(data), Limits()))
    assert isinstance(first, Capture)


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_ends(seed: int) -> None:
    """Whatever bytes are changed, cut out or put in, reading ends and gives pages that were there."""
    chance = random.Random(seed)
    data = bytearray(packed(pages(5)) if seed % 2 else b"".join(pages(5)))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(0, 99)] = chance.randbytes(chance.randint(0, 99))
    urls, _ = found(bytes(data))

    assert set(urls) <= set("12345")
