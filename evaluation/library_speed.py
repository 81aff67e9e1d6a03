"""How fast a library takes articles in, answers searches and opens stories, on the articles of stream.

1. The articles of stream, one after the other. `kept`: articles a second, each in a transaction of its own
   that is on the disk before the next begins; beside it, as the measure of this disk, appends of a page to a
   file with fsync, a second. `grouped`: articles a second from there until it is known which are one story,
   profiles included. `annotated`: articles a second, annotated and in their stories, on SAMPLE of them.
2. A library of as many articles as --library says, made from MODELS of stream: the words of each sentence in
   another order, days of publication spread over a year, profiles varied. Into it comes one story of --story
   articles, all of them shortened versions of one report, with annotation. Then, in milliseconds, median and
   slowest: opening the library, its list of stories, that story, searches by words and by meaning, and one
   more article from reading to its place in a story (as German, which needs no large model).

    python evaluation/library_speed.py [--articles 3594] [--library 100000] [--story 100] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np

import dateline
from dateline.pipeline_grouping import Profiles, bring_up_to_date, cut
from dateline.resolve.comparison import Profile
from dateline.schema.article import Article, Source
from dateline.schema.library import Counts
from dateline.schema.story import Story
from dateline.store import articles as kept_articles
from dateline.store import places, stories
from dateline.store.database import Database
from dateline.store.stories import Placed, Resolved
from grouping_data import article_of
from shared import lines

QUERIES = 100
PAGE = 4096
SYNCS = 200
SAMPLE = 40
DAYS = 365
# Articles put into the large library in one transaction.
BATCH = 500
TIMES = 20
MODELS = 1000


def syncs(folder: Path) -> float:
    """Appends of a page, each followed by fsync, a second."""
    began = time.perf_counter()
    with (folder / "pages").open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(bytes(PAGE))
            os.fsync(file.fileno())
    return SYNCS / (time.perf_counter() - began)


def queries(texts: Sequence[str]) -> list[str]:
    """Two words, or a phrase of three, out of the articles."""
    draw = random.Random(0)
    found = []
    for number in range(QUERIES):
        words = draw.choice(texts).split()
        place = draw.randrange(max(1, len(words) - 3))
        phrase = " ".join(words[place : place + 3]).replace('"', "")
        found.append(f'"{phrase}"' if number % 2 else " ".join(draw.sample(words, min(2, len(words)))))
    return found


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def measured(name: str, times: Iterable[float]) -> dict[str, float]:
    """Median and slowest of several times."""
    found = list(times)
    return {
        f"library.{name}_median_ms": round(statistics.median(found), 2),
        f"library.{name}_slowest_ms": round(max(found), 2),
    }


def varied(article: Article, number: int) -> Article:
    """An article with the words of each sentence in another order, on another day, from another page."""
    draw = random.Random(number)
    paragraphs = []
    for paragraph in article.text.split("\n\n"):
        sentences = [sentence.split() for sentence in paragraph.split(". ")]
        paragraphs.append(". ".join(" ".join(draw.sample(words, len(words))) for words in sentences))
    day = date(2025, 1, 1) + timedelta(days=draw.randrange(DAYS))
    return msgspec.structs.replace(
        article,
        text="\n\n".join(paragraphs),
        published=day.isoformat(),
        source=Source(url=f"https://{number % 50}.example/{number}"),
        language="de",
    )


class Varied(Profiles):
    """Profiles made from those of the articles of stream, half of the terms exchanged."""

    def __init__(self, library: dateline.Library, originals: Sequence[Profile]) -> None:
        super().__init__(library._database)
        self._originals, self._of = originals, dict[str, int]()

    def stem_from(self, id_: str, original: int) -> None:
        """Say which article another one was made from."""
        self._of[id_] = original

    def made(self, article: Article) -> Profile:
        """The varied profile of an article."""
        from dateline.resolve.days import day_of

        if article.id not in self._of:
            return super().made(article)
        draw = np.random.default_rng(int(article.id[1:], 16))
        row = self._originals[self._of[article.id]].row.copy()
        terms = row["terms"]
        other = (draw.random(len(terms)) < 1 / 2) & (terms > 0)
        terms[other] ^= np.uint32(draw.integers(1, 2**31))
        order = np.argsort(terms, kind="stable")
        for name in ("terms", "weights", "rarities"):
            row[name] = row[name][order]
        for name in ("meaning", "headline"):
            vector = row[name].astype(np.float32) + draw.normal(0, 0.06, len(row[name]))
            row[name] = vector / np.linalg.norm(vector)
        profile = Profile(id=article.id, day=day_of(article), row=row)
        return self.know(article, profile, "varied")


def shortened(article: Article, number: int) -> Iterator[Article]:
    """Versions of one report, each without some of its paragraphs, of as many outlets."""
    draw = random.Random(0)
    paragraphs = article.text.split("\n\n")
    for version in range(number):
        kept = [paragraph for paragraph in paragraphs if draw.random() < 0.8] or paragraphs
        yield msgspec.structs.replace(
            article,
            text="\n\n".join(kept) + f"\n\nEdition {version}.",
            outlet=f"Outlet {version}",
            published="2025-06-01",
            language="en",
            source=Source(url=f"https://outlet{version}.example/report"),
        )


def small(articles: Sequence[Article], folder: Path) -> dict[str, float]:
    """Keeping, grouping and annotating the articles of stream."""
    with dateline.open(folder / "small.sqlite") as library:
        began = time.perf_counter()
        for article in articles:
            library.keep(article)
        kept = time.perf_counter() - began
        began = time.perf_counter()
        bring_up_to_date(library._database, lambda *_: None)
        grouped = time.perf_counter() - began
        size = library.path.stat().st_size if isinstance(library.path, Path) else 0
    with dateline.open(folder / "annotated.sqlite") as library:
        sample = random.Random(0).sample(list(articles), min(SAMPLE, len(articles)))
        library.add_articles(sample[:1])
        began = time.perf_counter()
        library.add_articles(sample[1:])
        annotated = time.perf_counter() - began
    return {
        "library.articles": len(articles),
        "library.kept_per_s": round(len(articles) / kept, 1),
        "library.fsync_per_s": round(syncs(folder)),
        "library.grouped_per_s": round(len(articles) / grouped, 1),
        "library.annotated_per_s": round((len(sample) - 1) / annotated, 2),
        "library.kb_per_article": round(size / len(articles) / 1000, 1),
    }


def fill(library: dateline.Library, articles: Sequence[Article], number: int) -> float:
    """Put varied articles into a library, in stories with empty records; grouped articles a second."""
    database = library._database
    plain = Profiles(database)
    profiles = Varied(library, [plain.made(article) for article in articles])
    for begin in range(0, number, BATCH):
        with database.transaction():
            for place in range(begin, min(number, begin + BATCH)):
                article = varied(articles[place % len(articles)], place)
                receipt = kept_articles.put(database, article, now="2026-01-01T00:00:00.000+00:00")
                profiles.stem_from(receipt.article, place % len(articles))
    began = time.perf_counter()
    bring_up_to_date(database, lambda *_: None, profiles=profiles)
    grouped = number / (time.perf_counter() - began)
    listed = [place for place, _ in places.listed(database, places.CUT)]
    groups = cut(database, listed, ())
    for begin in range(0, len(groups), BATCH):
        with database.transaction():
            new = [empty(database, ids) for ids in groups[begin : begin + BATCH]]
            now = "2026-01-01T00:00:00.000+00:00"
            stories.replace_some(database, new, now=now, compare=lambda before, after: Counts())
    with database.transaction():
        places.take_off_list(database, listed)
    return grouped


def empty(database: Database, ids: Sequence[str]) -> Resolved:
    """A story of these articles, of which nothing is told."""
    members = [kept_articles.get(database, id_) for id_ in ids]
    members.sort(key=lambda article: (article.published or "", article.id))
    id_ = f"s{members[0].id[1:]}"
    story = Story(id=id_, headline=members[0].title or "", articles=tuple(one.id for one in members))
    made_from = f"{dateline.__version__} {id_}"
    stories.keep_record(database, story, made_from=made_from)
    placed = [Placed(article=one.id, published=one.published, basis=one.published_basis) for one in members]
    return Resolved(id=id_, extracted=made_from, made_from=made_from, articles=tuple(placed))


def large(articles: Sequence[Article], folder: Path, *, number: int, story: int) -> dict[str, float]:
    """What a reader waits for in a large library."""
    path = folder / "large.sqlite"
    with dateline.open(path) as library:
        grouped = fill(library, articles, number)
        report = max(articles[:200], key=lambda article: len(article.text.split("\n\n")))
        library.add_articles(shortened(report, story))
        name = library.story("https://outlet0.example/report").id
        shown = len(library.show(name).articles)

        def add(version: int) -> None:
            article = varied(articles[version], number + 1 + version)
            library.add_articles([article])

        add(0)
        adding = [timed(lambda version=version: add(version)) for version in range(1, TIMES)]
        words = queries([article.text for article in articles])
        library.search(meaning=words[0])
        measures = {
            "library.large_articles": library.size[1],
            "library.large_grouped_per_s": round(grouped, 1),
            "library.large_story_articles": shown,
            "library.large_gb": round(path.stat().st_size / 1e9, 2),
            **measured("add_one", adding),
            **measured("search", (timed(lambda q=query: library.search(q)) for query in words)),
            **measured(
                "search_meaning",
                (timed(lambda q=query: library.search(meaning=q)) for query in words[:TIMES]),
            ),
        }
    times: dict[str, list[float]] = {"open": [], "list": [], "story": [], "changes": []}
    for _ in range(TIMES):
        began = time.perf_counter()
        with dateline.open(path, create=False) as library:
            times["open"].append(1000 * (time.perf_counter() - began))
            times["list"].append(timed(lambda: library.stories(limit=50)))
            times["story"].append(timed(lambda: library.show(name)))
            times["changes"].append(timed(lambda: library.changes(name, "2025-06-01")))
    for key, found in times.items():
        measures |= measured(key, found)
    return measures


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=3594)
    parser.add_argument("--library", type=int, default=100_000)
    parser.add_argument("--story", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    stream = lines("stream", "articles.jsonl.gz")
    articles = [article_of(record) for record, _ in zip(stream, range(options.articles), strict=False)]
    with tempfile.TemporaryDirectory() as name:
        measures = small(articles, Path(name))
        if options.library:
            measures |= large(articles[:MODELS], Path(name), number=options.library, story=options.story)
    if options.json:
        print(json.dumps(measures))
    else:
        for key, value in measures.items():
            print(f"{key:36} {value:10}")


if __name__ == "__main__":
    main()
