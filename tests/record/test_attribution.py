"""How many independent voices a story has."""

from __future__ import annotations

from dateline.record.attribution import find_origins
from dateline.schema.article import Article
from dateline.schema.cluster import Copies, CopyLink

ONE_TEXT = Copies(
    groups=(("a1", "a2"),),
    links=(CopyLink(article="a2", of="a1", share=0.9),),
)


def test_a_wire_with_its_reprints_is_one_origin() -> None:
    """Two outlets that credit one agency are one voice."""
    articles = [
        Article(id="a1", text="…", outlet="Lissa Mail", agency="Meridian", credits=("(Meridian)",)),
        Article(id="a2", text="…", outlet="Brask Courier", agency="Meridian", bylines=("Meridian in Brask",)),
    ]
    (origin,) = find_origins(articles, Copies())
    assert ("Meridian", ("a1", "a2"), "credit line; byline") == (origin.name, origin.articles, origin.basis)


def test_a_copy_without_credit_follows_the_article_it_copies() -> None:
    """The same text has the same origin."""
    articles = [
        Article(id="a1", text="…", outlet="Lissa Mail", agency="Meridian"),
        Article(id="a2", text="…", outlet="Brask Courier"),
    ]
    (origin,) = find_origins(articles, ONE_TEXT)
    assert ("Meridian", ("a1", "a2")) == (origin.name, origin.articles)
    assert "credit line; a2: same text as a1" == origin.basis


def test_an_outlet_without_credit_reports_itself() -> None:
    """No agency and no other article with the text: it is the outlet's own."""
    (origin,) = find_origins([Article(id="a1", text="…", outlet="Lissa Mail")], Copies())
    assert ("Lissa Mail", "outlet's own report") == (origin.name, origin.basis)


def test_what_cannot_be_known_is_unknown_and_counts_apart() -> None:
    """Two articles without outlet and agency are two unknown origins, an upper bound."""
    articles = [Article(id="a1", text="…"), Article(id="a2", text="…")]
    assert [("unknown", ("a1",)), ("unknown", ("a2",))] == [
        (o.name, o.articles) for o in find_origins(articles, Copies())
    ]


def test_unknown_reprints_are_one_unknown_origin() -> None:
    """Articles of one text are one voice even where nobody knows whose."""
    articles = [Article(id="a1", text="…"), Article(id="a2", text="…")]
    assert [("unknown", ("a1", "a2"))] == [(o.name, o.articles) for o in find_origins(articles, ONE_TEXT)]


def test_a_name_in_the_dateline_is_the_wire() -> None:
    """A wire that no list knows is told by its place; the outlet's own name there is no wire."""
    wire = Article(id="a1", text="BRASK (Meridian) - Rain fell.", outlet="Lissa Mail")
    own = Article(id="a2", text="BRASK (Ostland Radio) - Rain fell.", outlet="Ostland Radio")
    origins = find_origins([wire, own], Copies())
    assert [("Meridian", "credit line"), ("Ostland Radio", "outlet's own report")] == [
        (origin.name, origin.basis) for origin in origins
    ]
