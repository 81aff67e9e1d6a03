"""Hostile and broken input: one clear line each, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest import Limits, read_jsonl_stream, read_sources
from dateline.schema.article import Article, Source
from dateline.schema.story import Problem
from dateline.views.digest import outlet
from dateline.views.identifiers import web_address

GOOD = "Ministers of Ostavia and Veldt met in Port Ana on Monday.\n\nThey agreed to meet again.\n"


def outcomes(path: Path, *, limits: Limits | None = None) -> tuple[list[Article], list[str]]:
    """The articles of `path` and of a good file after it, and what is said of the rest."""
    good = path.parent / "zz-good.txt"
    good.write_text(GOOD, encoding="utf-8")
    found = list(read_sources([path, good], limits=limits or Limits()))
    articles = [article for article in found if isinstance(article, Article)]
    assert articles[-1].text == GOOD.strip()
    return articles[:-1], [problem.error for problem in found if isinstance(problem, Problem)]


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n \n\t\n", "empty"),
        ("noise.txt", bytes(range(256)) * 40, "not text"),
        ("report.html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "PDF"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("page.html", b"<html><head><script>alert(1)</script></head><body></body></html>", "no report"),
        ("object.json", b'{"title": "No text here"}', '"maintext" or "text": it holds "title"'),
        ("broken.json", b'{"text": "Cut o', "malformed"),
        ("deep.json", b"[" * 200_000, "malformed"),
        ("number.json", b"42", "no article"),
        ("news.xml", b'<?xml version="1.0"?>\n<rss><channel><title>a</title></channel></rss>', "follow"),
        ("cut.txt.gz", gzip.compress(GOOD.encode() * 500)[:60], "cut off"),
        ("not.zip", b"PK\x03\x04" + b"junk" * 50, "damaged"),
        ("only-prompts.txt", b"Sign up for our newsletter\n\nAdvertisement\n", "no report"),
    ],
)
def test_one_line_says_what_is_wrong(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """What cannot be read gives one Problem of one line, and what comes after it is read."""
    articles, errors = outcomes(write(tmp_path, name, data))

    assert articles == []
    assert len(errors) == 1
    assert said in errors[0]
    assert "\n" not in errors[0]


def test_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is named, as it was given."""
    (problem,) = read_sources([tmp_path / "none.txt"])

    assert isinstance(problem, Problem)
    assert str(tmp_path / "none.txt") == problem.source.path
    assert "no such file" in problem.error


def test_truncated_utf8_is_read_and_said(tmp_path: Path) -> None:
    """A text cut in the middle of a character is read up to there, and the cut is reported."""
    data = "Die Minister trafen sich. Sie sprachen über Öl in Cluj, so der Bericht. Ü".encode()[:-1]
    articles, errors = outcomes(write(tmp_path, "cut.txt", data))

    assert [article.text[-8:] for article in articles] == ["Bericht."]
    assert len(errors) == 1
    assert "cut off" in errors[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-16 and -32, with a byte order mark or without, and Windows-1252 are read as what they are."""
    text = "The envoy said “talks go on” in the café. " * 20
    articles, errors = outcomes(write(tmp_path, "text.txt", text.encode(encoding)))

    assert [text.strip()] == [article.text for article in articles]
    assert errors == []


def test_legacy_cyrillic(tmp_path: Path) -> None:
    """A text in a legacy encoding of another script is detected."""
    text = "Министры встретились в столице в понедельник и договорились о новой встрече. " * 10
    articles, errors = outcomes(write(tmp_path, "text.txt", text.encode("cp1251")))

    assert [text.strip()] == [article.text for article in articles]
    assert errors == []


def test_huge_line(tmp_path: Path) -> None:
    """A line of 50 MB is refused by size, as text, page and JSON line alike."""
    line = b"a " * 25_000_000
    for name in ("line.txt", "line.html", "line.jsonl"):
        articles, errors = outcomes(write(tmp_path, name, line))
        assert articles == []
        assert len(errors) == 1
        assert "limit of 20 MB" in errors[0]


def test_long_text(tmp_path: Path) -> None:
    """A text within the limit of bytes but longer than any article is refused by its characters."""
    articles, errors = outcomes(write(tmp_path, "long.txt", b"word " * 200_000))

    assert articles == []
    assert errors == ["its text has 1,000,000 characters, more than the limit of 500,000"]


def test_deeply_nested_page(tmp_path: Path) -> None:
    """A page of 100,000 nested elements ends in an article or a Problem, in short time."""
    html = "<html><body>" + "<div>" * 100_000 + "<p>Text of the report, at length.</p>" + "</div>" * 100_000
    articles, errors = outcomes(write(tmp_path, "deep.html", html.encode()), limits=Limits(seconds=10))

    assert len(articles) + len(errors) == 1


def test_gzip_bomb(tmp_path: Path) -> None:
    """A small gzip file that unpacks to very much is refused at the limit."""
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as file:
        for _ in range(100):
            file.write(bytes(b"a" * 1_000_000))
    articles, errors = outcomes(write(tmp_path, "bomb.txt.gz", bomb.getvalue()))

    assert articles == []
    assert errors == ["it is larger than the limit of 20 MB"]


def test_gzip_bomb_of_lines(tmp_path: Path) -> None:
    """JSON lines that unpack without end are read up to the limit, then refused."""
    bomb = gzip.compress(b'{"text": "One."}\n' * 100_000)
    limits = Limits(archive_bytes=30_000)
    articles, errors = outcomes(write(tmp_path, "bomb.jsonl.gz", bomb), limits=limits)

    assert len(articles) > 1_000
    assert errors == ["it unpacks to more than the limit of 30,000 bytes"]


def test_zip_with_one_bad_member(tmp_path: Path) -> None:
    """The other members of an archive are read; the bad one is named."""
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("b.txt", GOOD)
        archive.writestr("a.txt", b"%PDF-1.4")
    found = list(read_sources([tmp_path / "news.zip"]))

    assert [f"{tmp_path}/news.zip/a.txt", f"{tmp_path}/news.zip/b.txt"] == [
        each.source.path for each in found
    ]
    assert [Problem, Article] == [type(each) for each in found]


def test_archives_within_archives(tmp_path: Path) -> None:
    """Archives are opened two deep and no deeper."""
    data = GOOD.encode()
    for _ in range(3):
        data = gzip.compress(data)
    articles, errors = outcomes(write(tmp_path, "deep.gz", data))

    assert articles == []
    assert "deep" in errors[0]


def test_malformed_line_has_its_number(tmp_path: Path) -> None:
    """A bad line of JSON lines is reported by its number; those around it are read."""
    data = b'{"text": "One met two."}\n\n{"text": \n{"text": "Three met four."}\n["x"]\n'
    articles, errors = outcomes(write(tmp_path, "news.jsonl", data))

    assert ["One met two.", "Three met four."] == [article.text for article in articles]
    assert ["line 3", "line 5"] == [error.split(":")[0] for error in errors]


def test_wrong_types_in_json(tmp_path: Path) -> None:
    """A field of the wrong type is named."""
    articles, errors = outcomes(write(tmp_path, "news.jsonl", b'{"text": {"a": 1}}\n{"text": null}\n'))

    assert articles == []
    assert "$.text" in errors[0]
    assert "no text" in errors[1]


def test_an_address_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    """Brackets in the host of an article's address: the article is read and shown without it."""
    story = {
        "maintext": "Ada Moreau met Paul Brandt in Tarn on Monday. They agreed to open the border.",
        "url": "http://[x/1",
    }
    (tmp_path / "a.json").write_text(json.dumps(story), "utf-8")
    [article] = read_sources([tmp_path])
    assert isinstance(article, Article)
    assert article.source.url is None
    told = Article(id="a1", text=article.text, source=Source(url="http://[x/1", path="a.json"))
    assert ("a.json", None) == (outlet(told), web_address(told))


def test_control_and_bidi_characters(tmp_path: Path) -> None:
    """Control and bidi characters are taken out of names and text; markup in them stays as text."""
    data = 'Envoy "<b>\u202eAnna\u202c Kren</b>\x1b[31m" arrived.\x00 She was tired.'
    line = b'{"title": "Kren\\u202e \\u0007arrives", "text": %s}' % json.dumps(data).encode()
    (article,), errors = outcomes(write(tmp_path, "news.jsonl", line))

    assert article.text == 'Envoy "<b>Anna Kren</b>[31m" arrived. She was tired.'
    assert article.title == "Kren arrives"
    assert errors == []


def test_page_with_scripts(tmp_path: Path) -> None:
    """Scripts of a page never reach the text."""
    body = "".join(
        f"<p>The delegations met for the {n}th time in Port Ana and said little.</p>" for n in range(8)
    )
    html = f"<html><body><article><script>steal()</script>{body}<style>p{{}}</style></article></body></html>"
    (article,), errors = outcomes(write(tmp_path, "page.html", html.encode()))

    assert "steal" not in article.text
    assert errors == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX thing")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe that nobody writes to is refused, not waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    articles, errors = outcomes(tmp_path / "pipe.txt")

    assert articles == []
    assert errors == ["it is not a regular file"]


def test_empty_folder(tmp_path: Path) -> None:
    """A folder with nothing to read says so."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden.txt").write_text(GOOD)
    _, errors = outcomes(tmp_path / "empty")

    assert errors == ["the folder holds no file to read"]


def test_stream_of_lines_reports_and_goes_on(tmp_path: Path) -> None:
    """`read_jsonl_stream` gives a Problem for a missing file and for a bad line, and raises nothing."""
    path = write(
        tmp_path, "news.jsonl", b'{"id": 7, "text": "One."}\nnot json\n{"url": "u", "text": "Two."}\n'
    )
    found = list(read_jsonl_stream(path))

    assert ["7", "u"] == [each.id for each in found if isinstance(each, Article)]
    assert "line 2" in found[1].error  # type: ignore[union-attr]
    assert isinstance(next(read_jsonl_stream(tmp_path / "none")), Problem)


@given(
    data=st.binary(max_size=300),
    head=st.sampled_from([b"", b"{", b"[{", b"<html>", b"\x1f\x8b", b"PK\x03\x04"]),
)
def test_any_bytes(data: bytes, head: bytes) -> None:
    """Whatever bytes come in, articles and problems come out."""
    for each in read_sources(["-"], stdin=io.BytesIO(head + data)):
        assert isinstance(each, Article | Problem)
        if isinstance(each, Article):
            assert each.text
            each.text.encode()


@given(st.text(st.characters(), max_size=200))
def test_any_text(text: str) -> None:
    """Whatever text a line holds, no control or bidi character reaches the article."""
    line = json.dumps({"text": text, "title": text, "authors": [text]}).encode()
    for each in read_sources(["-"], stdin=io.BytesIO(line)):
        if isinstance(each, Article):
            shown = each.text + (each.title or "") + "".join(each.bylines)
            assert not set("\x00\x07\x1b\x7f\x85\u202e\u2066\ufeff") & set(shown)
