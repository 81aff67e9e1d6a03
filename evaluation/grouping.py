"""How well articles are grouped into stories.

- allsides: B-cubed (Bagga and Baldwin 1998) on the second half by time of allsides_triplets, as one
  stream. Its first half trained the model.
- allsides_single: the same, most stories cut down to one article, as in a stream.
- ecbplus: B-cubed on the documents of ECB+ dev (train trained the model), events = subtopics.
- basil: B-cubed on 100 triplets; not seen in training.
- at_once: the same half in runs of a dozen articles, each run read at once (`group_affairs`); and how many of
  its stories of three articles stay whole, read alone.
- semeval: Pearson of the log odds with human similarity on original English pairs of SemEval-2022 Task 8.
- tgcontest: accuracy of same or not on the English pairs, at the odds that mean "as likely as not".
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean
from zlib import crc32

import numpy as np

from dateline.resolve.comparison import likelihood, profile_of, signals_of
from dateline.resolve.copies import find_copies
from dateline.resolve.stories import group, group_affairs
from dateline.schema.article import Article
from grouping_data import allsides, article_of, ecbplus
from shared import lines

Data = list[tuple[Article, str]]


def b_cubed(stories: Sequence[Sequence[str]], gold: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1, each the mean over articles."""
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for story in stories:
        for name, shared in Counter(gold[article] for article in story).items():
            precision += shared * shared / len(story)
            recall += shared * shared / sizes[name]
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def single(data: Data) -> Data:
    """`data` with six in ten stories cut down to their first article."""
    seen: set[str] = set()
    kept = []
    for article, story in data:
        if crc32(f"b{story}".encode()) % 10 >= 6 or story not in seen:
            kept.append((article, story))
        seen.add(story)
    return kept


def runs(data: Data, least: int) -> Iterator[Data]:
    """`data`, the articles of a story together, cut into runs of `least` articles and the rest of a story."""
    stories: dict[str, Data] = {}
    for article, story in data:
        stories.setdefault(story, []).append((article, story))
    run: Data = []
    for told in stories.values():
        run += told
        if len(run) >= least:
            yield run
            run = []


def at_once(data: Data) -> float:
    """B-cubed F1 of runs of a dozen articles, the mean over runs."""
    return fmean(b_cubed(_affairs(run), {a.id: story for a, story in run})[2] for run in runs(data, 12))


def whole(data: Data) -> float:
    """Part of the stories of three or more articles that are one when nothing else is read with them."""
    alone = [run for run in runs(data, 1) if len(run) >= 3]
    return fmean(len(_affairs(run)) == 1 for run in alone)


def _affairs(data: Data) -> tuple[tuple[str, ...], ...]:
    articles = [article for article, _ in data]
    return group_affairs(articles, copies=find_copies(articles))


def semeval() -> float:
    """Pearson of log odds and similarity (4 - label) over original English pairs."""
    articles = {record["id"]: record for record in lines("semeval2022_task8", "articles.jsonl.gz")}
    odds, similar = [], []
    for pair in lines("semeval2022_task8", "pairs.jsonl.gz"):
        if pair["lang_pair"] == "en-en" and pair["text_version"] == "original":
            left, right = (profile_of(article_of(articles[pair[end]])) for end in "ab")
            odds.append(likelihood(signals_of(left, right)))
            similar.append(4 - pair["label"])
    return float(np.corrcoef(odds, similar)[0, 1])


def tgcontest() -> float:
    """Accuracy over the English pairs."""
    articles = {record["id"]: record for record in lines("tgcontest_pairs", "articles.jsonl.gz")}
    right_ = total = 0
    for pair in lines("tgcontest_pairs", "pairs.jsonl.gz"):
        left, right = articles[pair["a"]], articles[pair["b"]]
        if left["lang"] == right["lang"] == "en":
            together = len(group([article_of(left), article_of(right)])) == 1
            right_ += together == (pair["label"] == "OK")
            total += 1
    return right_ / total


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    second = allsides()[1]
    basil = [(article_of(r), r["cluster"]) for r in lines("basil", "articles.jsonl.gz")]
    sets = {"allsides": second, "allsides_single": single(second), "ecbplus": ecbplus("dev"), "basil": basil}
    measures: dict[str, float] = {}
    for name, data in sets.items():
        gold = {article.id: story for article, story in data}
        scores = b_cubed(group(article for article, _ in data), gold)
        for part, value in zip(("precision", "recall", "f1"), scores, strict=True):
            measures[f"stories.{name}.{part}"] = round(value, 4)
    measures["stories.at_once.f1"] = round(at_once(second), 4)
    measures["stories.at_once.whole"] = round(whole(second), 4)
    measures["stories.semeval.pearson"] = round(semeval(), 4)
    measures["stories.tgcontest.accuracy"] = round(tgcontest(), 4)
    if options.json:
        print(json.dumps(measures))
    else:
        for name, value in measures.items():
            print(f"{name:36} {value:.3f}")


if __name__ == "__main__":
    main()
