"""How long the pages of a story of a hundred articles take to begin, and how large they are.

The story is made of articles of stream, merged into one by a correction; they tell of different things, which
makes a larger record than a real story of as many. The server runs as `dateline serve` runs it. Of each page
the first byte is timed over one connection: `first` is the first request for the page after the server was
started and left for three seconds, `again` the median of further ones; `kb` is its size.

    python evaluation/web_speed.py [--articles 100] [--library FILE] [--json]

With --library the library is kept, and used again the next time.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import dateline
from grouping_data import article_of
from shared import lines

AGAIN = 15
SETTLED = 3.0


def build(path: Path, count: int) -> None:
    """A library in which the articles are one story."""
    with dateline.open(path) as library:
        library.add_articles(
            article_of(record) for record in islice(lines("stream", "articles.jsonl.gz"), count)
        )
        found = [line.id for line in library.stories()]
        if len(found) > 1:
            library.correct("merge-stories", stories=found)


def first_byte(connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    """Milliseconds to the first byte of the body, and the length of the body."""
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    head = answer.read(1)
    took = 1000 * (time.perf_counter() - began)
    body = head + answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return took, len(body)


def measured(path: Path) -> dict[str, float]:
    """The measures of a server of the library."""
    with dateline.open(path) as library:
        line = library.stories(limit=1)[0]
        record = library.show(line.id)
    story = record.stories[0]
    person = max((e for e in story.entities if e.type == "person"), key=lambda e: len(e.mentions))
    root = f"/stories/{line.id}"
    two = urlencode([("article", id_) for id_ in story.articles[:2]])
    pages = {
        "stories": "/",
        "story": root,
        "events": f"{root}/events",
        "quotations": f"{root}/quotations",
        "confirmed": f"{root}/confirmed",
        "single": f"{root}/single",
        "people": f"{root}/people",
        "sources": f"{root}/sources",
        "entity": "/entities?" + urlencode({"name": person.name}),
        "search": "/search?q=president",
        "article": f"/articles/{story.articles[0]}",
        "side_by_side": f"{root}/compare?{two}",
    }
    found: dict[str, float] = {"web.articles": line.articles}
    for name, page in pages.items():
        command = [sys.executable, "-m", "dateline", "serve", "--library", str(path), "--port", "0"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            assert server.stdout
            address = re.search(r"http://\S+", server.stdout.readline())
            assert address
            connection = http.client.HTTPConnection(urlsplit(address[0]).netloc)
            time.sleep(SETTLED)
            first_byte(connection, "/add")  # What every first request of a server costs is not a page's.
            found[f"web.{name}_first_ms"] = round(first_byte(connection, page)[0], 1)
            again = [first_byte(connection, page) for _ in range(AGAIN)]
            found[f"web.{name}_ms"] = round(statistics.median(took for took, _ in again), 1)
            found[f"web.{name}_kb"] = round(again[-1][1] / 1000, 1)
            connection.close()
            server.terminate()
    return found


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.library or Path(folder) / "library.sqlite"
        if not path.exists():
            build(path, options.articles)
        found = measured(path)
    if options.json:
        print(json.dumps(found))
        return
    print(f"{found['web.articles']:.0f} articles       first ms   again ms       kB")
    for key in found:
        if key.endswith("_first_ms"):
            name = key.removeprefix("web.").removesuffix("_first_ms")
            numbers = (found[f"web.{name}_{what}"] for what in ("first_ms", "ms", "kb"))
            print(f"{name:18}" + "".join(f"{number:11.1f}" for number in numbers))


if __name__ == "__main__":
    main()
