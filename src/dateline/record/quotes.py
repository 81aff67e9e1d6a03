"""The quotes of the record: each utterance once, with all its renditions and what differs between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dateline.record.indirect import is_said
from dateline.record.saying import saying
from dateline.record.wording import differing, sense_changes, words_of
from dateline.schema.annotation import AnnotatedArticle, Quotation
from dateline.schema.cluster import Member, QuotationCluster
from dateline.schema.span import Span
from dateline.schema.story import Agreement, Difference, Quote, Range, Rendition, Value

_BY_WORDS = ("direct", "mixed", "indirect")
"""Kinds of quotations, the most literal one first."""

SHORTEST_INDIRECT = 4
"""Words of an indirect rendition; fewer ("the treaty", "them") name what was spoken of and quote nobody."""


def build_quotes(
    annotated: Sequence[AnnotatedArticle],
    clusters: Sequence[QuotationCluster],
    *,
    origin_of: Callable[[Span], str | None],
) -> tuple[Quote, ...]:
    """The quotes that the clusters are, in their order; without marks only what somebody likely said.

    `origin_of` gives the name of the origin that a span rests on. A quote's text is
    its most literal and then longest rendition; words that change the sense between renditions, such as
    a dropped "not" or another number, are differences.
    """
    by_id = {item.article.id: item for item in annotated}
    telling = [cluster for cluster in clusters if any(_tells(by_id, member) for member in cluster.renditions)]
    return tuple(
        _quote(f"q{number}", cluster, by_id, origin_of) for number, cluster in enumerate(telling, start=1)
    )


def _tells(by_id: Mapping[str, AnnotatedArticle], member: Member) -> bool:
    """Whether a rendition has words of the speaker, or likely tells enough of what was said."""
    quotation = _quotation(by_id, member)
    if quotation.kind != "indirect":
        return True
    enough = sum(len(part.text.split()) for part in quotation.content) >= SHORTEST_INDIRECT
    return enough and is_said(quotation, by_id[member.article].annotations.tokens)


def _quote(
    quote_id: str,
    cluster: QuotationCluster,
    by_id: Mapping[str, AnnotatedArticle],
    origin_of: Callable[[Span], str | None],
) -> Quote:
    quotations = [(member, _quotation(by_id, member)) for member in cluster.renditions]
    member, full = min(quotations, key=lambda item: (_BY_WORDS.index(item[1].kind), -len(_text(item[1]))))
    names = (origin_of(quotation.content[0]) for _, quotation in quotations)
    origins = tuple(dict.fromkeys(name for name in names if name is not None))
    differences = _differences([quotation for _, quotation in quotations], full, origin_of)
    return Quote(
        id=quote_id,
        kind=full.kind,
        text=_text(full),
        saying=saying(full, by_id[member.article].article.text),
        renditions=tuple(
            _rendition(by_id[member.article], quotation, full) for member, quotation in quotations
        ),
        speaker=cluster.speaker,
        said=cluster.said,
        origins=origins,
        agreement=_agreement(origins, differences),
        differences=differences,
    )


def _quotation(by_id: Mapping[str, AnnotatedArticle], member: Member) -> Quotation:
    return by_id[member.article].annotations.quotations[member.index]


def _text(quotation: Quotation) -> str:
    return " ".join(part.text for part in quotation.content)


def _rendition(item: AnnotatedArticle, quotation: Quotation, full: Quotation) -> Rendition:
    start = min(part.start for part in quotation.content)
    end = max(part.end for part in quotation.content)
    return Rendition(
        article=item.article.id,
        start=start,
        end=end,
        text=item.article.text[start:end],
        kind=quotation.kind,
        parts=tuple(Range(start=part.start, end=part.end) for part in quotation.content),
        source=_range(quotation.source),
        cue=_range(quotation.cue),
        differs=_differs(quotation, full),
    )


def _range(span: Span | None) -> Range | None:
    return None if span is None else Range(start=span.start, end=span.end)


def _differs(quotation: Quotation, full: Quotation) -> tuple[Range, ...]:
    if quotation is full:
        return ()
    found = differing(words_of(quotation.content), words_of(full.content))
    return tuple(Range(start=start, end=end) for start, end in found)


def _differences(
    quotations: Sequence[Quotation], full: Quotation, origin_of: Callable[[Span], str | None]
) -> tuple[Difference, ...]:
    """Where another article's verbatim rendition says something else than the fullest one, one difference a
    wording: what one article quotes twice was said twice.
    """
    found: dict[tuple[str, str, str], Difference] = {}
    for quotation in quotations:
        same_article = quotation.content[0].article == full.content[0].article
        if same_article or "indirect" in {quotation.kind, full.kind}:
            continue
        for change in sense_changes(words_of(full.content), words_of(quotation.content)):
            values = (
                _value(full, change.left, origin_of),
                _value(quotation, change.right, origin_of),
            )
            found.setdefault(
                (change.slot, values[0].value, values[1].value),
                Difference(slot=change.slot, kind="conflict", values=values),
            )
    return tuple(found.values())


def _value(quotation: Quotation, bounds: tuple[int, int], origin_of: Callable[[Span], str | None]) -> Value:
    """The words between `bounds`, which lie in one part or reach over the gap to the next."""
    part = next(part for part in quotation.content if part.start <= bounds[0] < part.end)
    end = min(bounds[1], part.end)
    text = part.text[bounds[0] - part.start : end - part.start]
    span = Span(article=part.article, start=bounds[0], end=end, text=text)
    origin = origin_of(span)
    return Value(value=text, evidence=(span,), origins=(origin,) if origin else ())


def _agreement(origins: Sequence[str], differences: Sequence[Difference]) -> Agreement:
    if differences:
        return "disputed"
    return "corroborated" if len(origins) > 1 else "single-source"
