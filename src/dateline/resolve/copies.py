"""Which articles are one text: reprints, shortened and lightly rewritten copies, paragraph by paragraph.

1. What is quoted is set aside (prose).
2. Of the hashes of all runs of five words a sample is kept, so that any longer shared run is seen
   (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). Articles that share some are candidates.
3. A candidate is checked exactly. A word is copied if it stands in a stretch of shared words, or in a
   paragraph of which the other article holds a light rewrite.
4. What an outlet prints under all its articles, and background that is used again after weeks, is
   shared but not copied.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from math import ceil

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from dateline.resolve.days import day_of
from dateline.resolve.links import Families
from dateline.resolve.prose import SHINGLE, Paragraph, prose_of, shingles_of
from dateline.resolve.shingles import Shelf, ShingleIndex
from dateline.schema.article import Article
from dateline.schema.cluster import CopiedParagraph, Copies, CopyLink

# Of SAMPLE neighbouring shingles the one with the smallest hash is kept.
SAMPLE = 4
CANDIDATE_SHINGLES = 3
# Articles of which the words stay in memory.
RECENT = 128

# The thresholds below were chosen on the pairs labelled in evaluation/copies_labels.json.
# Shared stretches of fewer words are set phrases, titles and names.
STRETCH = 8
# Fewer copied words are a sentence of background that both found somewhere, not a copied text.
COPIED_WORDS = 60
SHORT_COPIED_WORDS = 25
# Of a paragraph this part stands in the other article, in stretches or in the same order.
PARAGRAPH_SHARE = 0.5
REWRITTEN = 0.72
PARAGRAPH_WORDS = 10
# Quotations and all, paragraphs of two articles known to share text are the same from here on.
SAME_PARAGRAPH = 0.8
# From this share on two articles are one text.
COPY_SHARE = 0.5
# Articles of one outlet share furniture and background; from this share on one is the other's text.
WHOLE = 0.8
# After more than DAYS a smaller share, or a single paragraph, is furniture or background.
DAYS = 10
LATE = 0.4


class CopyFinder:
    """Takes articles one by one and finds of which earlier ones each is a copy.

    The texts of the articles are not held in memory.
    """

    def __init__(self) -> None:
        self._index = ShingleIndex()
        self._shelf = Shelf()
        self._recent: OrderedDict[int, tuple[Article, tuple[Paragraph, ...]]] = OrderedDict()
        self._ids: list[str] = []
        self._families = Families()

    def add(self, article: Article) -> tuple[tuple[CopyLink, ...], tuple[str, ...]]:
        """The links between an article and earlier ones, and the ids of all articles with its text."""
        number = len(self._ids)
        paragraphs = prose_of(article.text)
        earlier, shared = self._index.add(np.fromiter(sample(paragraphs), dtype=np.uint32))
        self._ids.append(article.id)
        self._shelf.add(article)
        self._remember(number, (article, paragraphs))
        links, same = [], [number]
        candidates = earlier[shared >= CANDIDATE_SHINGLES].tolist()
        for other in sorted(candidates, key=self._ids.__getitem__):
            link, share = self._compare(other, number)
            if link is not None:
                links.append(link)
                if share >= COPY_SHARE:
                    same.append(other)
        family = self._families.join(same) if len(same) > 1 else ()
        return tuple(links), tuple(self._ids[one] for one in family)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The groups of two or more articles with one text, in the order in which they came."""
        groups = self._families.groups()
        return tuple(tuple(self._ids[one] for one in groups[first]) for first in sorted(groups))

    def _compare(self, earlier: int, number: int) -> tuple[CopyLink | None, float]:
        (left, left_prose), (right, right_prose) = self._known(earlier), self._known(number)
        later, first = _direction(left, right)
        return compare(later, first, {left.id: left_prose, right.id: right_prose})

    def _known(self, number: int) -> tuple[Article, tuple[Paragraph, ...]]:
        if number in self._recent:
            self._recent.move_to_end(number)
        else:
            article = self._shelf.article(number)
            self._remember(number, (article, prose_of(article.text)))
        return self._recent[number]

    def _remember(self, number: int, known: tuple[Article, tuple[Paragraph, ...]]) -> None:
        self._recent[number] = known
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)


def find_copies(articles: Iterable[Article]) -> Copies:
    """Groups of articles that are one text, and for each pair what share was copied, by paragraph.

    The link runs from the article that copies to the one that it follows: the agency's own, or one that names
    its agency, whatever the dates of the pages; then the earlier one, or else the longer one.
    """
    finder = CopyFinder()
    links = [link for article in articles for link in finder.add(article)[0]]
    return Copies(groups=finder.groups(), links=tuple(links))


def sample(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The sampled shingles of an article: what an index of copies stores."""
    shingles = list(shingles_of(paragraphs))
    windows = max(1, len(shingles) - SAMPLE + 1)
    return frozenset(min(shingles[i : i + SAMPLE]) for i in range(windows)) if shingles else frozenset()


def _direction(left: Article, right: Article) -> tuple[Article, Article]:
    """The article that copies, and the one it follows."""

    apart = bool(_days_apart(left, right))

    def key(article: Article) -> tuple[bool, bool, int, int, str]:
        named = article.agency is not None
        own = named and article.outlet in (None, article.agency)
        day = day_of(article) or 0
        return (not named, not own, day if apart else 0, -len(article.text), article.id)

    return (left, right) if key(left) > key(right) else (right, left)


def _days_apart(left: Article, right: Article) -> int | None:
    """How many days after `right` the article `left` appeared, None where a date is missing."""
    after, before = day_of(left), day_of(right)
    return None if after is None or before is None else after - before


def compare(
    article: Article, of: Article, texts: Mapping[str, Sequence[Paragraph]]
) -> tuple[CopyLink | None, float]:
    """What `article` copied from `of` (or both from a third), None where it is no copy.

    The second value is the share of the shorter article that stands in the other (0 to 1).
    """
    copied = tuple(_copied(texts[article.id], of.id, texts[of.id]))
    back = tuple(_copied(texts[of.id], article.id, texts[article.id]))
    words, share = _amount(texts[article.id], copied)
    back_words, back_share = _amount(texts[of.id], back)
    most = max(share, back_share)
    if not copied or max(words, back_words) < (COPIED_WORDS if most < COPY_SHARE else SHORT_COPIED_WORDS):
        return None, 0.0
    one_outlet = article.outlet is not None and article.outlet == of.outlet
    weeks_later = abs(_days_apart(article, of) or 0) > DAYS
    if (one_outlet and most < WHOLE) or (weeks_later and (most < LATE or len(copied) == 1)):
        return None, 0.0
    paragraphs = (*copied, *_quotations(texts[article.id], of.id, texts[of.id], copied))
    ordered = tuple(sorted(paragraphs, key=lambda link: link.paragraph))
    return CopyLink(article=article.id, of=of.id, share=round(share, 4), paragraphs=ordered), most


def _quotations(
    paragraphs: Sequence[Paragraph],
    of: str,
    source: Sequence[Paragraph],
    copied: Sequence[CopiedParagraph],
) -> Iterator[CopiedParagraph]:
    """Paragraphs of a copy that hold little but a quotation and came with the rest."""
    known = {link.paragraph for link in copied}
    for number, paragraph in enumerate(paragraphs):
        if number in known or not paragraph.whole:
            continue
        likeness = (
            (fuzz.ratio(paragraph.whole, other.whole, score_cutoff=100 * SAME_PARAGRAPH) / 100, -n)
            for n, other in enumerate(source)
        )
        score, place = max(likeness)
        if score >= SAME_PARAGRAPH:
            yield CopiedParagraph(paragraph=number, of=of, of_paragraph=-place, score=round(score, 4))


def _amount(paragraphs: Sequence[Paragraph], copied: Sequence[CopiedParagraph]) -> tuple[float, float]:
    """How many words of an article were copied, and their share."""
    words = sum(len(paragraphs[link.paragraph].words) * link.score for link in copied)
    return words, words / max(1, sum(len(paragraph.words) for paragraph in paragraphs))


def _copied(
    paragraphs: Sequence[Paragraph], of: str, source: Sequence[Paragraph]
) -> Iterator[CopiedParagraph]:
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for number, paragraph in enumerate(source):
        for shingle in paragraph.shingles:
            if shingle is not None:
                holders[shingle].add(number)
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.words:
            continue
        near = Counter(other for shingle in paragraph.shingles for other in holders.get(shingle or -1, ()))
        if not near:
            continue
        ranked = sorted(near, key=lambda other: (-near[other], other))
        share = _covered(paragraph, holders.keys()) / len(paragraph.words)
        if share < PARAGRAPH_SHARE and len(paragraph.words) >= PARAGRAPH_WORDS:
            likeness = [(_likeness(paragraph, source[other]), -other) for other in ranked[:3]]
            best = max(likeness)
            if best[0] >= REWRITTEN:
                yield CopiedParagraph(paragraph=number, of=of, of_paragraph=-best[1], score=round(best[0], 4))
                continue
        if share > 0:
            yield CopiedParagraph(paragraph=number, of=of, of_paragraph=ranked[0], score=round(share, 4))


def _covered(paragraph: Paragraph, shared: Set[int]) -> int:
    """How many words of the paragraph stand in shared stretches of at least STRETCH words."""
    total = 0
    begin = end = 0
    for place, shingle in enumerate(paragraph.shingles):
        if shingle is None or shingle not in shared:
            continue
        if place > end:
            total += end - begin if end - begin >= STRETCH else 0
            begin = place
        end = place + SHINGLE
    return total + (end - begin if end - begin >= STRETCH else 0)


def _likeness(paragraph: Paragraph, source: Paragraph) -> float:
    """The part of the letters that both paragraphs have in the same order (0 to 1), 0 below REWRITTEN.

    In a longer source it is the part that the stretch most like the paragraph has.
    """
    left, right = " ".join(paragraph.words), " ".join(source.words)
    if len(left) < len(right):
        return best_stretch(left, right)
    return fuzz.ratio(left, right, score_cutoff=100 * REWRITTEN) / 100


def best_stretch(text: str, longer: str) -> float:
    """The likeness of `text` to that stretch of `longer`, of its length or cut off by the ends, with most.

    A stretch one letter further on shares one letter more at most. So what two stretches share bounds what
    any between them does, and only those are looked at that can have more than the best so far.
    """
    size = len(text)
    shortest = ceil(size * REWRITTEN / (2 - REWRITTEN))

    def width(at: int) -> int:
        return min(at + size, len(longer)) - max(at, 0)

    def shared(at: int) -> int:
        return LCSseq.similarity(text, longer[max(at, 0) : at + size])

    first, last = shortest - size, len(longer) - shortest
    known = {at: shared(at) for at in (first, last)}
    best = max(2 * common / (size + width(at)) for at, common in known.items())
    between = [(first, last)]
    while between:
        low, high = between.pop()
        most = min(size, (known[low] + known[high] + high - low) // 2)
        bound = 2 * most / (size + min(width(low), width(high)))
        if high - low < 2 or bound < REWRITTEN or bound <= best:
            continue
        middle = (low + high) // 2
        known[middle] = shared(middle)
        best = max(best, 2 * known[middle] / (size + width(middle)))
        between += [(low, middle), (middle, high)]
    return best if best >= REWRITTEN else 0.0
