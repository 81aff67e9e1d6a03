"""How many independent voices a story has."""

from __future__ import annotations

import pytest

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
        Article(id="a1", text="…", outlet="Lissa Mail", agency="Meridian", credits=("(Meridian)",)),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Arvenne Courier", "Arvenne Courier"),
        ("arvennecourier.example", "The Arvenne Courier"),
        ("www.brasktimes.co.uk", "Brask Times"),
        ("nltimes.example", "The Northern Lissa Times"),
        ("OBC", "OBC News"),
        ("obc.example", "Ostland Broadcasting Company"),
    ],
)
def test_spellings_of_one_outlet_are_one_origin(one: str, other: str) -> None:
    """It goes under the fullest name; the basis tells the other spelling."""
    articles = [Article(id="a1", text="…", outlet=one), Article(id="a2", text="…", outlet=other)]
    (origin,) = find_origins(articles, Copies())
    assert max(one, other, key=lambda name: ("." not in name, len(name))) == origin.name
    assert origin.basis.startswith("outlet's own report; as ") or "; as " in origin.basis


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brask Times", "Lissa Times"),
        ("Ostland Post", "Ostland Herald"),
        ("post.example", "Ostland Post"),
        ("The Sun", "Sunday Standard"),
    ],
)
def test_names_that_share_a_word_are_two_outlets(one: str, other: str) -> None:
    """A common word or beginning is not enough."""
    articles = [Article(id="a1", text="…", outlet=one), Article(id="a2", text="…", outlet=other)]
    assert 2 == len(find_origins(articles, Copies()))


def test_an_agency_that_only_the_authors_name_stands_in_the_byline() -> None:
    """No credit line in the text, none in the copyright line: the basis is the byline."""
    article = Article(
        id="a1", text="Rain fell.", outlet="Lissa Mail", agency="Meridian", bylines=("Ana Reier",)
    )
    (origin,) = find_origins([article], Copies())
    assert ("Meridian", "byline") == (origin.name, origin.basis)


def test_initials_that_fit_two_outlets_are_of_neither() -> None:
    """A story with two papers of the same initials has both, and whoever signs with the initials."""
    names = ["Brask Daily Courier", "Belmar Dispatch Company", "BDC"]
    articles = [Article(id=f"a{n}", text="…", outlet=name) for n, name in enumerate(names)]
    assert names == [origin.name for origin in find_origins(articles, Copies())]
