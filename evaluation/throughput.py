"""Articles a second through `annotate` on one core, where the time goes, and the peak of memory.

    OMP_NUM_THREADS=1 python evaluation/throughput.py [--articles N] [--json]

Reads shared/data/stream (about 1,000 words an article). Also counts the articles that raise an error,
which must be none: `--articles 0` reads all 3,594.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter

from dateline.annotate.annotator import Document
from dateline.pipeline import _annotators
from dateline.schema.article import Article
from shared import lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100, help="how many (0: all)")
    parser.add_argument("--skip", type=int, default=0, help="leave out this many at the start")
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()

    begun = time.perf_counter()
    annotators = _annotators(english=True)
    warm = Document.of(Article(id="warm", text="Nobody said anything on Monday."))
    for annotator in annotators:
        warm = warm.with_layers(annotator.annotate(warm))
    cold = time.perf_counter() - begun

    seconds: Counter[str] = Counter()
    errors: list[str] = []
    articles = words = 0
    for number, line in enumerate(lines("stream", "articles.jsonl.gz")):
        if number < args.skip:
            continue
        if args.articles and number >= args.skip + args.articles:
            break
        published = (line.get("date_publish") or "")[:10] or None
        article = Article(id=line["id"], text=line["text"], title=line["title"], published=published)
        document = Document.of(article)
        articles += 1
        words += len(article.text.split())
        for annotator in annotators:
            start = time.perf_counter()
            try:
                document = document.with_layers(annotator.annotate(document))
            except Exception as error:
                errors.append(f"{article.id} {annotator.name}: {type(error).__name__}: {error}")
                break
            finally:
                seconds[annotator.name] += time.perf_counter() - start
        if sys.stderr.isatty():
            print(f"\r{articles}", end="", file=sys.stderr)
    total = sum(seconds.values())
    result = {
        "articles": articles,
        "words an article": round(words / articles),
        "errors": len(errors),
        "articles a second": round(articles / total, 2),
        "cold start, s": round(cold, 2),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **{f"share of {name}": round(spent / total, 3) for name, spent in seconds.most_common()},
    }
    if args.json:
        json.dump(result, sys.stdout, indent=1)
    else:
        for name, value in result.items():
            print(f"{name:28s} {value:>10}")
        print(*errors[:20], sep="\n")
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
