"""WARC files for tests, written byte by byte: invented pages, and records with whatever is wrong."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable

SENTENCES = (
    "Envoys of Ostavia and Veldt met in Port Ana on Monday and agreed to open the pass of Lissa.",
    "The harbour of Tolmark stays closed until divers have looked at its second pier, the mayor said.",
    "Farmers of Kestria brought in the wheat three weeks early, and its price fell for the first time.",
)


def page(number: int, *, head: str = "") -> str:
    """An HTML page with a report that is long enough to be found."""
    body = "".join(f"<p>{sentence} It was report {number} of the day.</p>" for sentence in SENTENCES * 2)
    return (
        f"<html><head><title>Report {number}</title>{head}</head><body><article><h1>Report {number}</h1>"
        f"{body}</article></body></html>"
    )


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: Iterable[str] = ("Content-Type: text/html; charset=utf-8",),
    extra: Iterable[str] = (),
    length: int | None = None,
    digest: str | None = None,
) -> bytes:
    """One record; `length` and `digest` are the right ones unless they are given."""
    block = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body
    sha1 = digest or base64.b32encode(hashlib.sha1(block).digest()).decode()
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:6f1e7a52-0000-4000-8000-000000000000>",
        "WARC-Date: 2025-05-14T08:30:00Z",
        f"WARC-Target-URI: {url}",
        f"WARC-Block-Digest: sha1:{sha1}",
        "Content-Type: application/http; msgtype=response",
        *extra,
        f"Content-Length: {len(block) if length is None else length}",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def pages(count: int) -> list[bytes]:
    """Records of so many pages at https://news.example/1, /2 …"""
    return [record(f"https://news.example/{number}", page(number).encode()) for number in range(1, count + 1)]


def packed(records: Iterable[bytes]) -> bytes:
    """The records as a .warc.gz file: a gzip member each."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
