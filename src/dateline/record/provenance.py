"""Whose each passage of an article is, where it is not that of the article as a whole.

1. What stands word for word in an agency's article, or in a paragraph copied from it, is the agency's in
   whatever article it stands.
2. What somebody told the outlet is the outlet's, also in a reprint of an agency's text.
3. So is each paragraph that an outlet added to an agency's text which it printed without the agency's name,
   or with it for a part. What a reprint under that name has beyond another is from another version of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.record.attribution import wire_of
from dateline.record.evidence import Origins, unique
from dateline.record.outlets import canonical_names, same
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article
from dateline.schema.cluster import Copies
from dateline.schema.span import Span
from dateline.schema.story import Origin

FEWEST_WORDS = 8
"""Words outside quotation marks that are not the same by chance: shorter sentences are set phrases."""
COPIED = 0.7
"""Part of a paragraph's words from which all of it is copied; below, its sentences are looked at."""

_BREAK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_TOLD = (
    r"\b(?:(?:told|(?:interview|spoke|spoken|speaking) (?:with|to)|(?:obtained|seen|reviewed) by) "
    r"(?:the |The )?{name}\b"
    r"|(?:told|interview with) this (?:magazine|newspaper|paper|website)\b)"
)


def share_out(
    origins: Sequence[Origin], annotated: Sequence[AnnotatedArticle], copies: Copies
) -> tuple[Origin, ...]:
    """The origins of a story with their passages in articles of others, outlets that have such alone last."""
    if not any(wire_of(item.article) for item in annotated):
        return tuple(origins)
    shares = _Shares(origins, annotated, copies)
    passages: dict[str, list[Span]] = {}
    for item in annotated:
        for span, name in shares.passages(item):
            passages.setdefault(name, []).append(span)
    known = [
        msgspec.structs.replace(origin, passages=tuple(passages.pop(origin.name, ()))) for origin in origins
    ]
    return (*known, *(_only_passages(name, spans) for name, spans in passages.items()))


def _only_passages(outlet: str, spans: Sequence[Span]) -> Origin:
    articles = ", ".join(dict.fromkeys(span.article for span in spans))
    return Origin(name=outlet, articles=(), basis=f"own paragraphs in {articles}", passages=tuple(spans))


class _Shares:
    """What the agencies of a story wrote, and which paragraphs were copied from them."""

    def __init__(
        self, origins: Sequence[Origin], annotated: Sequence[AnnotatedArticle], copies: Copies
    ) -> None:
        self._origins = origins
        self._of = Origins.of(origins).articles
        self._wires = frozenset(item.article.id for item in annotated if wire_of(item.article))
        self._sentences: defaultdict[str, set[int]] = defaultdict(set)
        for item in annotated:
            if item.article.id in self._wires:
                for span in item.annotations.sentences:
                    self._sentences[_words(span.text)].add(self._of[item.article.id])
        self._copied: defaultdict[tuple[str, int], dict[int, float]] = defaultdict(dict)
        for link in copies.links:
            if link.of in self._wires and link.of in self._of:
                for part in link.paragraphs:
                    scores = self._copied[link.article, part.paragraph]
                    scores[self._of[link.of]] = max(part.score, scores.get(self._of[link.of], 0.0))
        outlets = [item.article.outlet for item in annotated if item.article.outlet]
        self._names = canonical_names([*(origin.name for origin in origins), *outlets])

    def passages(self, item: AnnotatedArticle) -> Iterator[tuple[Span, str]]:
        """The passages of an article that are of another origin than the article, each with its name."""
        article = item.article
        whole = self._of.get(article.id)
        if whole is None:
            return
        outlet = self._outlet(article, whole)
        rests_on_wire = any(self._of.get(id_) == whole for id_ in self._wires)
        for number, span in enumerate(_paragraphs(article)):
            copied = self._copied.get((article.id, number), {})
            if outlet and rests_on_wire and self._is_own(article, span, copied):
                yield span, outlet
            elif not rests_on_wire:
                yield from self._borrowed(item, span, copied)

    def _outlet(self, article: Article, whole: int) -> str | None:
        """The outlet of an article as it is called among the origins, None where the article rests on it."""
        if article.outlet is None or same(article.outlet, self._origins[whole].name):
            return None
        called = self._names[article.outlet]
        return next((o.name for o in self._origins if self._names[o.name] == called), called)

    def _is_own(self, article: Article, span: Span, copied: Mapping[int, float]) -> bool:
        """Whether a paragraph of an agency's text is the outlet's that prints it."""
        if re.search(_TOLD.format(name=_called(article.outlet or "")), span.text):
            return True
        own = article.id not in self._wires and not copied
        return own and len(_words(_QUOTED.sub(" ", span.text)).split()) >= FEWEST_WORDS

    def _borrowed(
        self, item: AnnotatedArticle, paragraph: Span, copied: Mapping[int, float]
    ) -> Iterator[tuple[Span, str]]:
        """What a paragraph of an outlet's report has of an agency: all of it, or some sentences."""
        most = max(copied, key=lambda wire: copied[wire], default=None)
        if most is not None and copied[most] >= COPIED:
            yield paragraph, self._origins[most].name
            return
        for span in item.annotations.sentences:
            if paragraph.start <= span.start < paragraph.end:
                wires = self._sentences.get(_words(span.text), set())
                reporter = _words(_QUOTED.sub(" ", span.text)).split()
                if len(wires) == 1 and len(reporter) >= FEWEST_WORDS:
                    yield unique([span])[0], self._origins[min(wires)].name


def _paragraphs(article: Article) -> Iterator[Span]:
    start = 0
    for gap in (*_BREAK.finditer(article.text), None):
        end = gap.start() if gap else len(article.text)
        yield Span.of(article.id, article.text, start, end)
        start = gap.end() if gap else end


def _words(text: str) -> str:
    """The words of a text alone, in lower case."""
    return " ".join(_WORD.findall(text)).casefold().replace("’", "'")


def _called(outlet: str) -> str:
    """A pattern for what an outlet calls itself: "the Kessel Tribune", "the Tribune"."""
    name = re.sub(r"^the ", "", outlet, flags=re.IGNORECASE)
    return f"(?:{re.escape(name)}|{re.escape(name.split()[-1])})" if name else r"(?!)"
