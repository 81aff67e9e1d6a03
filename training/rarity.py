"""Writes src/dateline/resolve/data/rarity.txt.gz: how rare each word is in a news article.

The share of articles that hold a word is estimated from two sources: counts of articles in dated news
corpora (aggregate counts only, words of at least MINIMUM articles) and, with the weight of PRIOR
articles, the word's frequency in English at large (wordfreq 3.1, data CC BY-SA 4.0). A line holds a
word and its rarity, -log2 of that share, in tenths.

    python training/rarity.py
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import Counter
from pathlib import Path

from wordfreq import top_n_list, word_frequency

from dateline.resolve.terms import words_of

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))
from shared import lines

CORPORA = (
    ("stream", "articles.jsonl.gz"),
    ("timeline17", "articles.jsonl.gz"),
    ("worldwide_newswire_ner", "all.jsonl.gz"),
    ("tempeval3", "train_timebank.jsonl.gz"),
    ("tempeval3", "train_aquaint.jsonl.gz"),
)
MINIMUM = 4
PRIOR = 1000
# Words of an article, halved because words repeat within it.
EFFECTIVE_LENGTH = 250
VOCABULARY = 120_000
TARGET = Path(__file__).resolve().parent.parent / "src/dateline/resolve/data/rarity.txt.gz"


def main() -> None:
    """Counts, mixes, writes."""
    counts: Counter[str] = Counter()
    total = 0
    for corpus in CORPORA:
        for article in lines(*corpus):
            total += 1
            counts.update(set(words_of(article["text"])))
    prior: Counter[str] = Counter()
    for word in top_n_list("en", VOCABULARY):
        for part in words_of(word):
            prior[part] += word_frequency(word, "en")
    rows = []
    for word in {word for word, count in counts.items() if count >= MINIMUM} | set(prior):
        general = 1 - math.exp(-prior[word] * EFFECTIVE_LENGTH)
        share = (counts[word] + PRIOR * general + 0.5) / (total + PRIOR + 1)
        rows.append((round(-10 * math.log2(share)), word))
    text = "".join(f"{word}\t{rarity}\n" for rarity, word in sorted(rows))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(rows)} words from {total} articles, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
