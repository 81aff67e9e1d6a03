"""How well stories of long affairs are linked to arcs, on timeline17: its topics are the affairs.

PER_TOPIC articles of each topic, as one stream by date. The threshold was chosen elsewhere (the first half of
allsides_triplets, by eye), but these numbers were seen then.

- purity: part of the articles in arcs that are of the topic of most of their arc. The topics differ much, so
  this only shows that arcs do not run together.
- linked: part of the articles whose story is in an arc.
- arcs: how many arcs a topic has, over those with three stories or more.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict

from dateline.resolve.stories import Grouper
from dateline.schema.article import Article
from grouping_data import article_of
from shared import lines

PER_TOPIC = 120


def stream() -> tuple[list[Article], dict[str, str]]:
    """Articles of all topics by date, and the topic of each."""
    by_topic: defaultdict[str, list[Article]] = defaultdict(list)
    for record in lines("timeline17", "articles.jsonl.gz"):
        by_topic[record["topic"]].append(article_of(record))
    draw = random.Random(1)
    topics = {}
    chosen = []
    for topic, articles in sorted(by_topic.items()):
        for article in draw.sample(articles, min(PER_TOPIC, len(articles))):
            topics[article.id] = topic
            chosen.append(article)
    return sorted(chosen, key=lambda article: (article.published or "", article.id)), topics


def measured() -> dict[str, float]:
    """The measures by name."""
    articles, topics = stream()
    grouper = Grouper()
    for article in articles:
        grouper.add(article)
    stories = grouper.stories()
    pure = linked = 0
    arcs = 0
    for arc in grouper.arcs():
        counts = Counter(topics[id_] for number in arc for id_ in stories[number])
        pure += max(counts.values())
        linked += counts.total()
        arcs += len(arc) > 2
    return {
        "purity": round(pure / max(1, linked), 4),
        "linked": round(linked / len(articles), 4),
        "arcs_of_a_topic": round(arcs / len(set(topics.values())), 2),
        "stories": len(stories),
    }


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    measures = {f"arcs.{name}": value for name, value in measured().items()}
    if options.json:
        print(json.dumps(measures))
    else:
        for name, value in measures.items():
            print(f"{name:32} {value:8.3f}")


if __name__ == "__main__":
    main()
