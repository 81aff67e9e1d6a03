"""Which words of some articles stand in the others as well, for reading them side by side.

A word is shared if it lies in a run of RUN words that the other article has too, wherever it has it: moved
paragraphs count, capitals and punctuation do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dateline.schema.article import Article
from dateline.schema.passage import SharedPassage

# The same length as where copies are found (resolve.copies): shorter runs are set phrases, titles and names.
RUN = 8
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def shared_passages(articles: Sequence[Article]) -> tuple[SharedPassage, ...]:
    """The stretches of each article that any other of `articles` has too, in the order of the articles."""
    words = {article.id: list(_WORD.finditer(article.text)) for article in articles}
    runs = {id_: _runs([match.group() for match in found]) for id_, found in words.items()}
    passages: list[SharedPassage] = []
    for article in articles:
        holders: list[set[str]] = [set() for _ in words[article.id]]
        for other, theirs in runs.items():
            if other == article.id:
                continue
            known = frozenset(theirs)
            for place, run in enumerate(runs[article.id]):
                if run in known:
                    for covered in holders[place : place + RUN]:
                        covered.add(other)
        passages += _stretches(article, words[article.id], holders)
    return tuple(passages)


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Every run of RUN words, by the place of its first word."""
    plain = [word.casefold().replace("’", "'") for word in words]
    return [tuple(plain[place : place + RUN]) for place in range(len(plain) - RUN + 1)]


def _stretches(
    article: Article, words: Sequence[re.Match[str]], holders: Sequence[set[str]]
) -> Iterator[SharedPassage]:
    """Neighbouring words that the same other articles have."""
    for others, group in groupby(range(len(words)), key=lambda place: tuple(sorted(holders[place]))):
        places = list(group)
        start, end = words[places[0]].start(), words[places[-1]].end()
        if others:
            yield SharedPassage(
                article=article.id, start=start, end=end, text=article.text[start:end], others=others
            )
