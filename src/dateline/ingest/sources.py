"""What a user names - files, folders, archives, standard input, URLs - as articles and problems."""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from dateline.errors import SourceError
from dateline.ingest.decoding import beginning
from dateline.ingest.draft import Draft, as_given, finish
from dateline.ingest.fetch import Fetcher, WebFetcher
from dateline.ingest.limits import Limits, deadline
from dateline.ingest.newsplease import read_lines
from dateline.ingest.readers import Found, reader_for
from dateline.ingest.streams import HEAD, Metered, members
from dateline.ingest.warc import is_archive, read_captures
from dateline.schema.article import Article, Source
from dateline.schema.story import Problem

# What a saved page or a folder of work holds beside articles; passed over without a word.
PASSED_OVER = frozenset(
    {".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot"}
    | {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".bmp", ".avif"}
    | {".mp3", ".mp4", ".m4a", ".webm", ".mov", ".avi", ".wav", ".ogg"}
)
# What reading may raise that has a plain cause; the message says it.
EXPECTED = (SourceError, OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError)

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")


def read_sources(
    sources: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Article | Problem]:
    """The articles of `sources`, one after the other, and a Problem for whatever could not be read.

    A source is a file, a folder (read recursively, in order of names), a URL, or "-" for `stdin`. Kinds of
    file are in `readers.READERS`; gzip and zip files are looked into. Articles get the ids a1, a2, … in
    the order in which they come. Nothing is raised for bad input.
    """
    limits = limits or Limits()
    count = 0
    for given in sources:
        for source, found in _guarded(_given(str(given), stdin, limits, fetcher), str(given), limits):
            result = _finished(found, source, f"a{count + 1}", limits)
            count += isinstance(result, Article)
            yield result


def read_jsonl_stream(
    path: str | Path, *, stdin: BinaryIO | None = None, limits: Limits | None = None
) -> Iterator[Article | Problem]:
    """The articles of a file of JSON lines (or "-" for `stdin`), gzipped or not, a line in memory at a time.

    Their texts stay exactly as given, for those who work with offsets into them: no furniture is taken
    out, nothing is read from the text. An article's id is its line's `id`, else its `url`, else "line" and
    the number. Nothing is raised for bad input.
    """
    limits = limits or Limits()
    for source, found in _guarded(_lines(str(path), stdin, limits), str(path), limits):
        if isinstance(found, SourceError):
            yield _problem(source, found)
        else:
            yield as_given(found, source=source)


Result = tuple[Source, Draft | SourceError]


def _finished(found: Draft | SourceError, source: Source, id: str, limits: Limits) -> Article | Problem:
    if isinstance(found, SourceError):
        return _problem(source, found)
    try:
        with deadline(limits.seconds):
            return finish(found, id=id, source=source, limits=limits)
    except SourceError as error:
        return _problem(source, error, item=found.item)
    except Exception as error:  # a fault in one article must not end the run
        return _problem(source, SourceError(_fault(error)), item=found.item)


def _problem(source: Source, error: SourceError, *, item: int | None = None) -> Problem:
    message = " ".join(str(error).split())
    return Problem(source=Source(path=source.path, url=source.url, item=item), error=message)


def _fault(error: Exception) -> str:
    return f"it cannot be read: {type(error).__name__}: {error}"


def _guarded(results: Iterator[Result], given: str, limits: Limits) -> Iterator[Result]:
    """`results`, each within the time allowed, and whatever is raised on the way as a last one."""
    while True:
        try:
            with deadline(limits.seconds):
                result = next(results, None)
        except EXPECTED as error:
            result, results = (_named(given), _explained(error)), iter(())
        except Exception as error:  # whatever a parser does on hostile input
            result, results = (_named(given), SourceError(_fault(error))), iter(())
        if result is None:
            return
        yield result


def _explained(error: BaseException) -> SourceError:
    if isinstance(error, SourceError):
        return error
    if isinstance(error, FileNotFoundError):
        return SourceError("there is no such file or folder")
    if isinstance(error, OSError) and error.strerror:
        return SourceError(f"it cannot be read: {error.strerror}")
    return SourceError(f"the archive is damaged or cut off: {error}")


def _named(given: str) -> Source:
    return Source(url=given) if _URL.match(given) else Source(path=given)


def _given(given: str, stdin: BinaryIO | None, limits: Limits, fetcher: Fetcher | None) -> Iterator[Result]:
    if given == "-":
        yield from _opened(_standard(stdin), Source(path="-"), "-", limits)
    elif _URL.match(given):
        yield from _url(given, fetcher or WebFetcher(), limits)
    elif Path(given).is_dir():
        yield from _folder(Path(given), limits)
    else:
        yield from _file(Path(given), given, limits)


def _standard(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is None:
        raise SourceError("there is no standard input to read")
    return stdin


def _url(url: str, fetcher: Fetcher, limits: Limits) -> Iterator[Result]:
    if url.split(":", maxsplit=1)[0].lower() not in ("http", "https"):
        raise SourceError("only http and https addresses are read")
    answer = fetcher.fetch(url, limits)
    source = Source(url=url, answered_url=answer.url if answer.url != url else None)
    yield from _opened(io.BytesIO(answer.data), source, "", limits, url=answer.url)


def _folder(folder: Path, limits: Limits) -> Iterator[Result]:
    """The files below `folder`; hidden ones, and those that go with a saved page, are passed over."""
    seen = 0
    for path in _files(folder):
        seen += 1
        if seen > limits.folder_files:
            raise SourceError(f"it holds more than the limit of {limits.folder_files:,} files")
        yield from _guarded(_file(path, str(path), limits), str(path), limits)
    if not seen:
        raise SourceError("the folder holds no file to read")


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and PurePath(name).suffix.lower() not in PASSED_OVER:
                yield Path(where, name)


def _file(path: Path, given: str, limits: Limits) -> Iterator[Result]:
    if path.exists() and not path.is_file():
        raise SourceError("it is not a regular file")
    with path.open("rb") as stream:
        yield from _opened(stream, Source(path=given), path.name, limits)


def _opened(
    stream: BinaryIO, source: Source, name: str, limits: Limits, *, url: str | None = None, depth: int = 0
) -> Iterator[Result]:
    """What an open stream holds: the members of an archive, or the articles of one file."""
    head = stream.read(HEAD)
    if is_archive(head):
        yield from _web_archive(stream, head, source, limits)
        return
    inner = members(stream, head, name, limits)
    if inner is None:
        most = limits.archive_bytes if depth else None
        metered = Metered(stream, head=head, most=most)
        reader = reader_for(name, beginning(head))
        yield from _read(reader.read(io.BufferedReader(metered), limits, url), metered, source)
        return
    if depth == limits.nesting:
        raise SourceError(f"archives lie within one another more than {limits.nesting} deep")
    for member, opened in inner:
        place = source if name == "-" or member == name.removesuffix(".gz") else _inside(source, member)
        results = _opened(opened, place, member, limits, url=url, depth=depth + 1)
        yield from _guarded(results, place.path or place.url or "", limits)


def _web_archive(stream: BinaryIO, head: bytes, source: Source, limits: Limits) -> Iterator[Result]:
    """The pages of a WARC file; each has the address that it was archived from."""
    if stream.seekable():
        stream.seek(0)
    else:
        stream = io.BufferedReader(Metered(stream, head=head, most=limits.archive_bytes))
    for found in read_captures(stream, limits):
        yield Source(path=source.path or source.url), found


def _inside(source: Source, member: str) -> Source:
    return Source(path=f"{source.path or source.url}/{member}")


def _read(found: Found, metered: Metered, source: Source) -> Iterator[Result]:
    for draft in found:
        sha256 = "" if isinstance(draft, SourceError) else draft.sha256 or metered.sha256()
        yield Source(path=source.path, url=source.url, answered_url=source.answered_url, sha256=sha256), draft


def _lines(path: str, stdin: BinaryIO | None, limits: Limits) -> Iterator[Result]:
    with _standard(stdin) if path == "-" else Path(path).open("rb") as stream:
        head = stream.read(HEAD)
        inner = members(stream, head, path, limits)
        opened = next(inner)[1] if inner else stream
        metered = Metered(opened, head=b"" if inner else head, most=None)
        for found in read_lines(io.BufferedReader(metered), limits):
            yield Source(path=path), found
