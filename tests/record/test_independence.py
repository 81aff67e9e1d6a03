"""At most how many independent origins a line has."""

from __future__ import annotations

from dateline.record.independence import bound_origins
from dateline.schema.article import Article
from dateline.schema.cluster import CopiedParagraph, Copies, CopyLink
from dateline.schema.span import Span
from dateline.schema.story import Bound, Origin, Statement, Story

WIRE = Article(id="a1", text="The ferry sank off Brask.")
OWN = Article(id="a2", text="Flags flew at half mast.\n\nThe ferry sank off Brask.")
CITING = Article(id="a3", text="The ferry had no pilot, an officer told Meridian on Monday.")


def bound(*articles: Article, copies: Copies | None = None) -> Bound | None:
    """The bound of one statement that all articles make in their last paragraph."""
    return bounded(*articles, copies=copies).independent


def bounded(*articles: Article, copies: Copies | None = None) -> Statement:
    """The statement with its bound."""
    names = {"a1": "Meridian", "a2": "Lissa Mail", "a3": "Brask Times"}
    evidence = [Span.of(a.id, a.text, a.text.rfind("\n") + 1, len(a.text)) for a in articles]
    story = Story(
        id="s1",
        headline="…",
        articles=tuple(article.id for article in articles),
        origins=tuple(Origin(name=names[a.id], articles=(a.id,), basis="…") for a in articles),
        statements=(Statement(id="f1", text="…", evidence=tuple(evidence), agreement="corroborated"),),
    )
    return bound_origins(story, articles, copies or Copies()).statements[0]


def test_origins_that_say_it_themselves_all_count() -> None:
    """Two outlets, nothing copied, nobody cited."""
    assert Bound(at_most=2, why="Meridian, Lissa Mail") == bound(WIRE, OWN)


def test_a_copied_paragraph_adds_no_voice() -> None:
    """The outlet's own report rests on the wire for this line."""
    paragraph = CopiedParagraph(paragraph=1, of="a1", of_paragraph=0, score=1.0)
    copies = Copies(links=(CopyLink(article="a2", of="a1", share=0.2, paragraphs=(paragraph,)),))
    assert Bound(at_most=1, why="Meridian; a2 copied it from a1") == bound(WIRE, OWN, copies=copies)


def test_an_outlet_that_names_its_source_adds_no_voice() -> None:
    """What somebody told the wire, the wire tells."""
    assert Bound(at_most=1, why="Meridian; a3 has it from Meridian") == bound(WIRE, CITING)
    assert Bound(at_most=1, why="Brask Times") == bound(CITING)


def test_what_may_rest_on_one_origin_is_not_corroborated() -> None:
    """Two outlets that print it themselves bear it out; a copy and a report of the other's do not."""
    assert "corroborated" == bounded(WIRE, OWN).agreement
    assert "single-source" == bounded(WIRE, CITING).agreement
