"""How fast web archives are read, and whether the memory for it grows with the file.

Makes WARC files of invented pages, of one size and of four times that, reads each in a process of its own,
and prints pages and megabytes a second, for the pages alone and with the articles on them, and the peak
memory of the process beyond what it takes to start.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = """
envoys harbour summit bridge ferry council mayor talks treaty delegation border minister report agreed said
after before would could the of and in on for a to with from under over new second last first
""".split()  # noqa: SIM905 - a list of so many words is read as a text


def page(number: int) -> bytes:
    """An HTML page of about 500 words, with a menu and a list of links around them."""
    chance = random.Random(number)

    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=18)).capitalize() + "."

    body = "".join(f"<p>{' '.join(sentence() for _ in range(4))}</p>" for _ in range(7))
    links = "".join(f'<li><a href="/{n}">{sentence()}</a></li>' for n in range(40))
    return (
        f"<html><head><title>{sentence()}</title></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{sentence()}</h1>{body}</article><footer>{links}</footer></body></html>"
    ).encode()


def write(path: Path, count: int) -> None:
    """A .warc.gz file of so many pages."""
    with path.open("wb") as file:
        for number in range(count):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-05-14T08:30:00Z\r\n"
                f"WARC-Target-URI: https://news.example/{number}\r\n"
                "WARC-Record-ID: <urn:uuid:6f1e7a52-0000-4000-8000-000000000000>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))


def measure(path: Path, *, articles: bool) -> None:
    """Read one file and print what it took, as JSON."""
    import resource

    from dateline.ingest import Limits, read_sources
    from dateline.ingest.warc import captures

    first = path.with_name("one.warc.gz")
    list(read_sources([first]))  # whatever is imported and built once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    with path.open("rb") as file:
        count = sum(1 for _ in (read_sources([path]) if articles else captures(file, Limits())))
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"pages": count, "seconds": seconds, "grown": grown}))


def main() -> None:
    """Run the measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500, metavar="N", help="pages of the smaller file (500)")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--articles", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, articles=options.articles)
        return
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "one.warc.gz"), 1)
        for count in (options.pages, 4 * options.pages):
            path = Path(folder, f"{count}.warc.gz")
            write(path, count)
            size = path.stat().st_size / 1e6
            for what in ([], ["--articles"]):
                command = [sys.executable, __file__, "--measure", str(path), *what]
                out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                found = json.loads(out)
                print(
                    f"{'articles' if what else 'pages   '}  {found['pages']:6,} of {size:5.1f} MB: "
                    f"{found['pages'] / found['seconds']:7,.0f} a second, "
                    f"{size / found['seconds']:6.1f} MB a second, memory +{found['grown']:.0f} MB"
                )


if __name__ == "__main__":
    main()
