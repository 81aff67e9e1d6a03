"""Quotes of the record: renditions, the fullest text, and changes of sense."""

from __future__ import annotations

import msgspec
import pytest

import dateline
from dateline.record.quotes import build_quotes
from dateline.record.saying import saying
from dateline.schema.annotation import AnnotatedArticle, Quotation
from dateline.schema.article import Article
from dateline.schema.cluster import Member, QuotationCluster
from dateline.schema.span import Span
from dateline.schema.story import Quote, Range
from resolve.written import written


def quote_of(*renditions: tuple[str, str], origins: tuple[str, ...] = ("Wire", "Post")) -> Quote:
    """The quote of one cluster whose renditions (content, kind) stand in one article each."""
    articles = [
        written(f"a{number}", f"She said: {content}", quotes=[(content, None, kind)])
        for number, (content, kind) in enumerate(renditions, start=1)
    ]
    members = tuple(Member(article=item.article.id, index=0) for item in articles)
    origins_of = {item.article.id: origin for item, origin in zip(articles, origins, strict=False)}
    [quote] = build_quotes(
        articles, [QuotationCluster(renditions=members)], origin_of=lambda span: origins_of.get(span.article)
    )
    return quote


def test_the_text_is_the_fullest_verbatim_rendition():
    """A longer verbatim rendition comes before a shorter one and before indirect speech."""
    quote = quote_of(
        ("the dam would hold through all of the coming winter", "indirect"),
        ("The dam will hold", "direct"),
        ("The dam will hold this winter", "direct"),
    )
    assert ("The dam will hold this winter", "direct") == (quote.text, quote.kind)


def test_words_that_differ_are_marked():
    """A rendition marks the words that the fullest one does not have in that place."""
    quote = quote_of(("The old dam will hold through winter", "direct"), ("The dam shall hold", "direct"))
    assert [Range(start=18, end=23)] == list(quote.renditions[1].differs)
    assert () == quote.renditions[0].differs


def test_a_dropped_negation_is_a_difference():
    """Renditions of which one lacks the "not" are disputed, with the words around it as values."""
    quote = quote_of(
        ("We will not open the gates before May", "direct"), ("We will open the gates before May", "direct")
    )
    [difference] = quote.differences
    assert ["will not open", "will open"] == [value.value for value in difference.values]
    assert "disputed" == quote.agreement


def test_a_short_form_of_not_is_no_difference():
    """ "Won't" and "will not" deny alike."""
    quote = quote_of(
        ("We do not open the gates before May", "direct"), ("We don't open the gates before May", "direct")
    )
    assert () == quote.differences


def test_another_number_is_a_difference():
    """Renditions with different numbers in one place differ."""
    quote = quote_of(
        ("We will send 300 men to the dam", "direct"),
        ("We will send 3,000 men to the dam", "direct"),
    )
    assert ["number"] == [difference.slot for difference in quote.differences]


def test_two_origins_corroborate():
    """A quote that rests on two origins is corroborated, on one origin it is single-source."""
    words = ("The dam will hold", "direct")
    assert "corroborated" == quote_of(words, words).agreement
    assert "single-source" == quote_of(words, words, origins=("Wire", "Wire")).agreement


def test_a_split_quotation_keeps_its_parts():
    """A quotation in two parts spans both, with a range for each."""
    text = "“The dam,” she said, “will hold.”"
    article = written("a1", text, quotes=[("The dam … will hold", None)])
    members = (Member(article="a1", index=0),)
    [quote] = build_quotes([article], [QuotationCluster(renditions=members)], origin_of=lambda _: None)
    [rendition] = quote.renditions
    assert ["The dam", "will hold"] == [text[part.start : part.end] for part in rendition.parts]


@pytest.mark.parametrize(
    ("text", "cue", "content", "shown"),
    [
        ("Tarn has denied any part in the raid.", "denied", "any part in the raid", "has denied"),
        ("Tarn labelled the union a “foe,” again.", "labelled", "the union a “foe,”", "labelled"),
        ("Tarn said on “The Hour” that it failed.", "said", "that it failed", "said on “The Hour”"),
        ("Tarn spoke of a “lost year” then.", "spoke", "lost year", "spoke of a"),
        ("It had failed, Tarn said.", "said", "It had failed", ""),
        (
            "Tarn blasted the envoy of the Ostrian league and praised her rival, calling it a sham.",
            "blasted",
            "it a sham",
            "blasted … calling",
        ),
    ],
)
def test_the_words_that_say_it_stand_before_what_is_said(
    text: str, cue: str, content: str, shown: str
) -> None:
    """A denial is not shown as if it had been claimed; what comes after the content is left out."""
    at, start = text.index(cue), text.index(content)
    quotation = Quotation(
        kind="indirect",
        content=(Span.of("a", text, start, start + len(content)),),
        cue=Span.of("a", text, at, at + len(cue)),
    )
    assert saying(quotation, text) == shown
    assert saying(msgspec.structs.replace(quotation, kind="direct"), text) == ""


def test_without_marks_only_words_are_quotes() -> None:
    """What somebody bowed to or is expected to do is no quote, what she said is one."""
    text = (
        "The mayor of Tarn, Ann Lee, bowed to criticism of her plan to close the old bridge. "
        "The council is expected to vote on the plan on Friday. "
        "Lee said the bridge would stay open to buses through the winter."
    )
    item = AnnotatedArticle(article=Article(id="a1", text=text), annotations=dateline.annotate(text))
    found = item.annotations.quotations
    clusters = [
        QuotationCluster(renditions=(Member(article="a1", index=index),)) for index, _ in enumerate(found)
    ]
    quotes = build_quotes([item], clusters, origin_of=lambda _: "Post")
    assert len(found) > 1
    assert ["the bridge would stay open to buses through the winter"] == [quote.text for quote in quotes]
