"""Files, folders, archives, standard input and URLs become articles with their provenance."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from dateline.ingest import FakeFetcher, Limits, read_jsonl_stream, read_sources
from dateline.schema.article import Article
from dateline.schema.story import Problem

TEXT = "PORT ANA, June 1, 2018 (Reuters) - The envoys met, officials said.\nThey meet again."


def crawled(**fields: object) -> dict[str, object]:
    return {"title": "Envoys meet", "maintext": TEXT, "url": "https://www.post.example/a", **fields}


def articles(*sources: Path | str, **options: object) -> list[Article]:
    found = list(read_sources(sources, **options))  # type: ignore[arg-type]
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def test_plain_text(tmp_path: Path) -> None:
    """A text file gives title, place, agency, day and digest; the dateline stays in the text."""
    path = tmp_path / "a.txt"
    path.write_text("Envoys of Ostavia and Veldt meet\n\n" + TEXT, encoding="utf-8")
    (article,) = articles(path)

    assert article.title == "Envoys of Ostavia and Veldt meet"
    assert (article.place, article.agency, article.published) == ("Port Ana", "Reuters", "2018-06-01")
    assert article.text == TEXT.replace("\n", "\n\n")
    assert article.source.path == str(path)
    assert article.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_text_without_headline(tmp_path: Path) -> None:
    """A text that opens with a sentence has no title."""
    path = tmp_path / "a.txt"
    path.write_text("The envoys met on Monday.\n\n" + TEXT, encoding="utf-8")

    assert articles(path)[0].title is None


def test_news_please_object(tmp_path: Path) -> None:
    """A crawled article brings title, outlet, authors, address and day."""
    fields = crawled(
        date_publish="2018-06-02 01:02:03", authors=["Ann Lee"], source_domain="www.theguardian.com"
    )
    path = tmp_path / "a.json"
    path.write_text(json.dumps(fields, indent=1), encoding="utf-8")
    (article,) = articles(path)

    assert (article.title, article.outlet, article.bylines) == ("Envoys meet", "The Guardian", ("Ann Lee",))
    assert (article.published, article.published_basis) == ("2018-06-02", "metadata")
    assert (article.source.url, article.source.item) == ("https://www.post.example/a", None)


def test_time_with_offset_is_kept(tmp_path: Path) -> None:
    """A moment with its offset stays a moment; one without is only a day."""
    path = tmp_path / "a.jsonl"
    rows = [
        crawled(date_publish=moment)
        for moment in ("2018-06-01T23:30:00+09:00", "2018-06-01T23:30:00", "soon")
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    days = [article.published for article in articles(path)]
    assert ["2018-06-01T23:30:00+09:00", "2018-06-01", "2018-06-01"] == days


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.jsonl", "a"])
def test_json_lines_under_any_name(tmp_path: Path, name: str) -> None:
    """JSON lines are recognised by what they hold; each article has its place and own digest."""
    path = tmp_path / name
    lines = [json.dumps(crawled(title=title)) for title in ("One", "Two")]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = articles(path)

    assert [("a1", "One", 0), ("a2", "Two", 1)] == [(each.id, each.title, each.source.item) for each in found]
    assert [hashlib.sha256(line.encode()).hexdigest() for line in lines] == [
        each.source.sha256 for each in found
    ]


def test_json_list(tmp_path: Path) -> None:
    """A list holds several articles; one without text is a problem with its number."""
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps([crawled(title="One"), {"title": "None"}, crawled(title="Two")]), encoding="utf-8"
    )
    found = list(read_sources([path]))

    assert [Article, Problem, Article] == [type(each) for each in found]
    assert "item 2" in found[1].error  # type: ignore[union-attr]


def test_folder_in_order(tmp_path: Path) -> None:
    """A folder is read with its subfolders, in order of names, past hidden files and pictures."""
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", "b/x.png", "b/x.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    paths = [str(article.source.path) for article in articles(tmp_path)]
    assert [str(tmp_path / name) for name in ("a.txt", "b/1.txt", "b/2.txt")] == paths


def test_archives(tmp_path: Path) -> None:
    """gzip and zip files are looked into, a gzip file in a zip file as well."""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(crawled()).encode()))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("in/c.txt.gz", gzip.compress(TEXT.encode()))
    found = articles(tmp_path)

    paths = [str(tmp_path / "a.jsonl.gz"), str(tmp_path / "b.zip/in/c.txt.gz")]
    assert paths == [article.source.path for article in found]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_tar_files(tmp_path: Path, pack: object) -> None:
    """The files of a tar file are read, packed or not; links and odd names lead nowhere."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name in ("b.txt", "../../a.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(TEXT.encode())
            archive.addfile(entry, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    path = tmp_path / "reports.tgz"
    path.write_bytes(pack(data.getvalue()))  # type: ignore[operator]
    found = articles(path)

    assert [TEXT.replace("\n", "\n\n")] * 2 == [article.text for article in found]
    assert [path] == list(tmp_path.iterdir())


def test_tar_file_that_is_too_large(tmp_path: Path) -> None:
    """What its members would unpack to counts before they are read."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = 10**6
        archive.addfile(entry, io.BytesIO(bytes(10**6)))
    (tmp_path / "a.tar").write_bytes(data.getvalue())
    (problem,) = read_sources([tmp_path / "a.tar"], limits=Limits(archive_bytes=1000))

    assert isinstance(problem, Problem)
    assert "unpacks to more than the limit" in problem.error


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input(pack: object) -> None:
    """ "-" is standard input, of any kind, packed or not."""
    data = "\n".join(json.dumps(crawled(title=title)) for title in ("One", "Two")).encode()
    found = articles("-", stdin=io.BytesIO(pack(data)))  # type: ignore[operator]

    assert ["One", "Two"] == [article.title for article in found]
    assert found[0].source.path == "-"


def test_url() -> None:
    """A URL is fetched through the seam, and its day read from its path."""
    url = "https://www.post.example/2018/06/01/envoys"
    (article,) = articles(url, fetcher=FakeFetcher({url: b"The envoys met in Port Ana, officials said."}))

    assert (article.source.url, article.source.path) == (url, None)
    assert (article.published, article.published_basis, article.outlet) == (
        "2018-06-01",
        "url",
        "Post",
    )


@pytest.mark.parametrize(
    ("url", "said"), [("ftp://x.example/a", "only http"), ("https://x.example/none", "no such page")]
)
def test_url_that_fails(url: str, said: str) -> None:
    """A URL of another scheme, and one without an answer, are problems with the URL."""
    (problem,) = read_sources([url], fetcher=FakeFetcher({}))

    assert isinstance(problem, Problem)
    assert problem.source.url == url
    assert said in problem.error


def test_ids_run_through_all_sources(tmp_path: Path) -> None:
    """Ids count the articles, not the problems."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = list(read_sources([tmp_path / "a.txt", tmp_path / "none", tmp_path / "a.txt"]))

    assert ["a1", "a2"] == [each.id for each in found if isinstance(each, Article)]


def test_reading_streams(tmp_path: Path) -> None:
    """Articles come as they are read: the first is there before a later source is looked at."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def sources() -> object:
        yield tmp_path / "a.txt"
        raise AssertionError("the second source was asked for")

    assert isinstance(next(read_sources(sources())), Article)  # type: ignore[arg-type]


def test_lines_for_grouping(tmp_path: Path) -> None:
    """A stream of lines keeps the ids that the lines give, else their addresses, else their numbers."""
    path = tmp_path / "a.jsonl.gz"
    rows = [crawled(id="x"), crawled(id=7), crawled(), {"text": TEXT}]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))

    ids = [each.id for each in read_jsonl_stream(path) if isinstance(each, Article)]
    assert ["x", "7", "https://www.post.example/a", "line4"] == ids


def test_lines_keep_their_text(tmp_path: Path) -> None:
    """In a stream of lines the text stays as given, spaces, furniture and all."""
    text = "Advertisement\n\n  The envoys\u00a0met .\r\n"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "date_publish": "2018-06-01 10:00:00"}), encoding="utf-8")
    (article,) = read_jsonl_stream(path)

    assert isinstance(article, Article)
    assert (article.text, article.published, article.published_basis) == (text, "2018-06-01", "given")


def test_agency_of_the_address(tmp_path: Path) -> None:
    """An outlet's folder named for an agency, and an agency's own site, tell whose copy it is."""
    texts = {"text": "The envoys met in Port Ana, officials said."}
    rows = [{"url": f"https://{place}", **texts} for place in ("a.example/reuters/x.html", "apnews.com/x")]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert [("Reuters", "A"), ("AP", "AP")] == [(each.agency, each.outlet) for each in articles(path)]


def test_outlet_of_a_copyright_line(tmp_path: Path) -> None:
    """Where nothing else names the outlet, its copyright line does."""
    (tmp_path / "a.txt").write_text(
        TEXT + "\n\n© 2018 The Port Ana Post. All rights reserved.", encoding="utf-8"
    )

    assert articles(tmp_path / "a.txt")[0].outlet == "The Port Ana Post"


def test_limits_are_options(tmp_path: Path) -> None:
    """What one limit refuses another lets in."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (problem,) = read_sources([tmp_path / "a.txt"], limits=Limits(file_bytes=20))

    assert isinstance(problem, Problem)
    assert problem.error == "it is larger than the limit of 20 bytes"
    assert articles(tmp_path / "a.txt", limits=Limits(file_bytes=2000))
