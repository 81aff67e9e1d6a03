"""Which articles are one text: reprints, shortened and lightly rewritten copies, paragraph by paragraph.

1. Words that stand in quotation marks are set aside: two reporters who quote one statement do not
   copy from each other.
2. Every run of SHINGLE other words is a fingerprint. Articles that share enough of the sampled
   fingerprints are candidates (winnowing by minimum hash: Schleimer, Wilkerson and Aiken, SIGMOD 2003).
3. A candidate is checked exactly: which of its words stand in shared runs, and which paragraph of
   the one follows which of the other, word order included.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from rapidfuzz import fuzz

from dateline.schema.article import Article
from dateline.schema.cluster import CopiedParagraph, Copies, CopyLink

# Five words in a row are rarely shared by chance; of eight, a light rewrite leaves none.
SHINGLE = 5
# Of SAMPLE neighbouring fingerprints the smallest is kept, so any shared run of
# SHINGLE + SAMPLE - 1 words is seen.
SAMPLE = 4
# A fingerprint that more articles share than this is furniture or a stock phrase, no sign of copying.
COMMON = 60
CANDIDATE_FINGERPRINTS = 2

COPY_SHARE = 0.5
PARAGRAPH_SHARE = 0.6
PARAGRAPH_WORDS = 8

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTED = re.compile(
    r"“[^”\n]{1,2000}(?:”|(?=\n)|$)|\"[^\"\n]{1,2000}(?:\"|(?=\n)|$)|(?<!\w)[‘'][^’'\n]{1,600}[’'](?!\w)"
)
_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Paragraph:
    """The reporter's words of one paragraph, in runs between quotations."""

    runs: tuple[tuple[str, ...], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All runs joined."""
        return tuple(word for run in self.runs for word in run)

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.words)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Hashes of all runs of SHINGLE words."""
        return frozenset(value for run in self.runs for value in _shingles(run))


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` (split at blank lines) without what stands in quotation marks."""
    return tuple(Paragraph(tuple(_runs(block))) for block in _BREAK.split(text))


def _runs(block: str) -> Iterator[tuple[str, ...]]:
    for piece in _QUOTED.split(block):
        words = tuple(word.lower().replace("’", "'") for word in _WORD.findall(piece))
        if words:
            yield words


def _shingles(run: Sequence[str]) -> list[int]:
    return [crc32(" ".join(run[i : i + SHINGLE]).encode()) for i in range(len(run) - SHINGLE + 1)]


def fingerprints(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The sampled fingerprints of an article: what an index of copies stores."""
    kept: set[int] = set()
    for paragraph in paragraphs:
        for run in paragraph.runs:
            values = _shingles(run)
            kept.update(
                min(values[i : i + SAMPLE]) for i in range(max(1, len(values) - SAMPLE + 1)) if values
            )
    return frozenset(kept)


def find_copies(articles: Sequence[Article]) -> Copies:
    """Groups of articles that are one text, and for each pair what share was copied, by paragraph.

    The link runs from the article that copies to the one that it follows: the earlier one, or, where
    the dates do not tell, the one that names its agency, or else the longer one.
    """
    texts = {article.id: paragraphs_of(article.text) for article in articles}
    by_id = {article.id: article for article in articles}
    links = []
    for left, right in _candidates(texts):
        later, earlier = _direction(by_id[left], by_id[right])
        link = compare(later.id, texts[later.id], earlier.id, texts[earlier.id])
        if link is not None:
            links.append(link)
    return Copies(groups=_groups([article.id for article in articles], links, texts), links=tuple(links))


def _candidates(texts: dict[str, tuple[Paragraph, ...]]) -> Iterator[tuple[str, str]]:
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for article, paragraphs in texts.items():
        shared: Counter[str] = Counter()
        for fingerprint in fingerprints(paragraphs):
            earlier = holders[fingerprint]
            if len(earlier) < COMMON:
                shared.update(earlier)
                earlier.append(article)
        yield from (
            (other, article) for other, count in sorted(shared.items()) if count >= CANDIDATE_FINGERPRINTS
        )


def _direction(left: Article, right: Article) -> tuple[Article, Article]:
    """The article that copies, and the one it follows."""

    def key(article: Article) -> tuple[str, bool, int, str]:
        return (article.published or "", article.agency is None, -len(article.text), article.id)

    if left.published is None or right.published is None or left.published[:10] == right.published[:10]:
        ordered = sorted((left, right), key=lambda article: key(article)[1:])
    else:
        ordered = sorted((left, right), key=key)
    return ordered[1], ordered[0]


def compare(
    article: str, paragraphs: Sequence[Paragraph], of: str, source: Sequence[Paragraph]
) -> CopyLink | None:
    """What `article` shares with `of`, or None where no paragraph stands in both."""
    copied = tuple(_copied(paragraphs, of, source))
    total = sum(len(paragraph.words) for paragraph in paragraphs)
    if not copied or not total:
        return None
    words = sum(len(paragraphs[link.paragraph].words) * min(1.0, link.score) for link in copied)
    return CopyLink(article=article, of=of, share=round(words / total, 4), paragraphs=copied)


def _copied(
    paragraphs: Sequence[Paragraph], of: str, source: Sequence[Paragraph]
) -> Iterator[CopiedParagraph]:
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for number, paragraph in enumerate(source):
        for shingle in paragraph.shingles:
            holders[shingle].add(number)
    for number, paragraph in enumerate(paragraphs):
        if len(paragraph.words) < PARAGRAPH_WORDS:
            continue
        near: Counter[int] = Counter()
        for shingle in paragraph.shingles:
            near.update(holders.get(shingle, ()))
        best = max(
            ((_likeness(paragraph, source[other]), -other) for other, _ in near.most_common(4)),
            default=(0.0, 0),
        )
        if best[0] >= PARAGRAPH_SHARE:
            yield CopiedParagraph(paragraph=number, of=of, of_paragraph=-best[1], score=round(best[0], 4))


def _likeness(paragraph: Paragraph, source: Paragraph) -> float:
    """The part of the paragraph's words that stand in the same order in the source (0 to 1)."""
    if len(paragraph.words) <= len(source.words):
        return fuzz.partial_ratio(paragraph.text, source.text) / 100
    return fuzz.ratio(paragraph.text, source.text) / 100


def _groups(
    ids: Sequence[str], links: Sequence[CopyLink], texts: dict[str, tuple[Paragraph, ...]]
) -> tuple[tuple[str, ...], ...]:
    root = {article: article for article in ids}

    def find(article: str) -> str:
        while root[article] != article:
            root[article] = root[root[article]]
            article = root[article]
        return article

    for link in links:
        if link.share >= COPY_SHARE:
            root[find(link.article)] = find(link.of)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for article in ids:
        groups[find(article)].append(article)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)
