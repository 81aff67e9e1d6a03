"""How long the resolution of a story takes by the number of its articles, and the record of a real one.

The stories by size are synthetic. Names and quotations grow in number as in a real story: most articles
repeat what others have, spelled or cut a little differently, and each brings something of its own. The real
one is the first RECORD articles of usual length on one topic of timeline17; what is timed is all that comes
after their annotation: copies, grouping and the record.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from itertools import pairwise

from dateline import pipeline
from dateline.resolve.copies import find_copies
from dateline.resolve.entities import resolve_entities
from dateline.resolve.quotations import resolve_quotations
from dateline.resolve.stories import group_affairs
from dateline.schema.annotation import AnnotatedArticle, Annotations, Chain, Mention, Quotation
from dateline.schema.article import Article
from dateline.schema.span import Span
from shared import SHARED, lines

SIZES = (100, 1000, 10000)
QUOTES = 8
PEOPLE = 8
RECORD, TOPIC = 100, "bpoil"
USUAL_WORDS = range(400, 901)
SYLLABLES = (
    *("ka", "mo", "ri", "san", "tel", "ov", "in", "dar", "ne", "shu", "bel", "gor"),
    *("mi", "ta", "len", "var", "es", "po", "jun", "ha", "wei", "zo", "pra"),
)


def main() -> None:
    """Print seconds by size, and how seconds an article grow from the smallest to the largest story."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print a flat JSON object")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="leave out larger stories")
    options = parser.parse_args()
    measures: dict[str, float] = {}
    for size in [size for size in SIZES if size <= options.largest]:
        articles = synthetic_story(size)
        start = time.perf_counter()
        entities = resolve_entities(articles)
        middle = time.perf_counter()
        quotations = resolve_quotations(articles, entities)
        end = time.perf_counter()
        measures[f"{size} articles: entities s"] = middle - start
        measures[f"{size} articles: quotations s"] = end - middle
        measures[f"{size} articles: ms an article"] = 1000 * (end - start) / size
        if not options.json:
            print(
                f"{size:6d} articles  {len(entities.entities):6d} entities in {middle - start:6.2f} s  "
                f"{len(quotations):6d} quotations in {end - middle:6.2f} s  "
                f"{1000 * (end - start) / size:5.2f} ms an article"
            )
    if SHARED.is_dir():
        measures |= record_measures(one_topic())
        if not options.json:
            print(
                f"record of {RECORD} articles:", *(f"{k} {v:.2f}" for k, v in measures.items() if "CPU" in k)
            )
    if options.json:
        print(json.dumps(measures))


def one_topic() -> list[AnnotatedArticle]:
    """The first RECORD articles of usual length on TOPIC, annotated."""
    found = [item for item in lines("timeline17", "articles.jsonl.gz") if item["topic"] == TOPIC]
    usual = [item for item in found if len(item["text"].split()) in USUAL_WORDS]
    usual.sort(key=lambda item: (item["date"], item["id"]))
    articles = [
        Article(id=f"a{number}", text=item["text"], published=item["date"], outlet=item["source"])
        for number, item in enumerate(usual[:RECORD], start=1)
    ]
    annotated = zip(articles, pipeline.annotate_many(articles), strict=True)
    return [AnnotatedArticle(article=article, annotations=layers) for article, layers in annotated]


def record_measures(annotated: list[AnnotatedArticle]) -> dict[str, float]:
    """Seconds of processor time for copies, grouping and the record of a story."""
    articles = [item.article for item in annotated]
    marks = [time.process_time()]
    copies = find_copies(articles)
    marks.append(time.process_time())
    group_affairs(articles, copies=copies)
    marks.append(time.process_time())
    pipeline.build_story("s1", annotated, copies=copies)
    marks.append(time.process_time())
    names = ("copies CPU s", "grouping CPU s", "record CPU s")
    taken = dict(zip(names, (end - start for start, end in pairwise(marks)), strict=True))
    return {**taken, "all CPU s": marks[-1] - marks[0]}


def synthetic_story(size: int, seed: int = 7) -> list[AnnotatedArticle]:
    """A story of `size` articles with about eight people and eight quotations each."""
    choice = random.Random(seed)
    people = [f"{_word(choice)} {_word(choice)}" for _ in range(20 + size // 4)]
    utterances = [
        " ".join(choice.choice(_VOCABULARY) for _ in range(choice.randint(4, 30)))
        for _ in range(40 + size * 3)
    ]
    return [_article(f"a{number}", people, utterances, choice) for number in range(1, size + 1)]


def _word(choice: random.Random) -> str:
    return "".join(choice.choice(SYLLABLES) for _ in range(choice.randint(2, 3))).title()


_WORDS = random.Random(3)
_VOCABULARY = [_word(_WORDS).lower() for _ in range(6000)] + [
    "the",
    "of",
    "to",
    "and",
    "we",
    "will",
    "not",
] * 500


def _pick(items: list[str], choice: random.Random) -> int:
    """An index; the first ones are picked most, as people at the centre of a story are."""
    return min(int(choice.paretovariate(0.6)) - 1, len(items) - 1)


def _article(id: str, people: list[str], utterances: list[str], choice: random.Random) -> AnnotatedArticle:
    text = ""
    mentions: list[Mention] = []
    chains: dict[int, list[int]] = {}
    quotations: list[Quotation] = []
    for _ in range(PEOPLE):
        person = _pick(people, choice)
        text, mention = _add(id, text, _misspelt(people[person], choice))
        chains.setdefault(person, []).append(len(mentions))
        mentions.append(mention)
        text, quotation = _add_quotation(
            id, text, _cut(utterances[_pick(utterances, choice)], choice), mention
        )
        quotations.append(quotation)
    return AnnotatedArticle(
        article=Article(id=id, text=text),
        annotations=Annotations(
            article=id,
            mentions=tuple(mentions),
            chains=tuple(
                Chain(type="person", mentions=tuple(found), name=mentions[found[0]].text)
                for found in chains.values()
            ),
            quotations=tuple(quotations),
        ),
    )


def _add(id: str, text: str, name: str) -> tuple[str, Mention]:
    start = len(text)
    end = start + len(name)
    return text + name, Mention(article=id, start=start, end=end, text=name, kind="name", type="person")


def _add_quotation(id: str, text: str, words: str, source: Mention) -> tuple[str, Quotation]:
    start = len(text) + len(" said ")
    content = Span(article=id, start=start, end=start + len(words), text=words)
    span = Span(article=id, start=source.start, end=source.end, text=source.text)
    return f"{text} said {words}. ", Quotation(content=(content,), kind="direct", source=span)


def _misspelt(name: str, choice: random.Random) -> str:
    if choice.random() < 0.03:
        place = choice.randrange(1, len(name) - 1)
        return name[:place] + name[place + 1 :]
    return name.split(" ")[1] if choice.random() < 0.2 else name


def _cut(words: str, choice: random.Random) -> str:
    parts = words.split(" ")
    if choice.random() < 0.4:
        start = choice.randrange(len(parts))
        parts = parts[start : start + choice.randint(2, 12)]
    return " ".join(parts)


if __name__ == "__main__":
    main()
