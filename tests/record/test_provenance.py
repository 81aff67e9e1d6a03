"""Whose each passage is: an agency's in an outlet's report, an outlet's own in a reprint."""

from __future__ import annotations

from itertools import permutations

import pytest

from dateline.pipeline import annotate
from dateline.record.attribution import find_origins
from dateline.record.provenance import share_out
from dateline.resolve.copies import find_copies
from dateline.schema.annotation import AnnotatedArticle, Annotations
from dateline.schema.article import Article
from dateline.schema.story import Origin

SANK = (
    "A grain barge with a crew of nine sank in the strait off Brask early on Monday after it struck a "
    "buoy that had come loose in the storm, the harbour authority said."
)
SAVED = (
    "Two tugs that were on their way to the refinery pulled seven of the crew out of the water, and divers "
    "went on searching for the captain and his mate until darkness fell."
)
ROUTE = (
    "The authority closed the strait to ships of more than ninety metres and said that pilots would have "
    "to board all others until every buoy between the two lighthouses had been checked."
)
OWN = (
    "At the fish market in Port Lissa traders complained that nothing had come in since the morning and "
    "that prices would double by the weekend."
)
TOLD = '"We heard the horn and ran," Ilse Marandt, who keeps the lighthouse, told the Lissa Mail.'
MORE = "Nets have hung dry since the storm, and boys sold what was left of the ice to the cafés on the quay."
TEXTS = {
    "wire": "\n\n".join(["BRASK (Meridian) - " + SANK, SAVED, ROUTE]),
    "cut": "\n\n".join([SANK, SAVED]),
    "with": "\n\n".join([SANK, SAVED, ROUTE, OWN]),
    "told": "\n\n".join(["BRASK (Meridian) - " + SANK, SAVED, TOLD]),
    "version": "\n\n".join(["BRASK (Meridian) - " + SANK, SAVED, OWN]),
    "report": "\n\n".join([OWN, OWN.replace("Lissa", "Ana").replace("market", "hall"), SAVED]),
}
"""An agency's text and what outlets make of it."""


def article(name: str, day: int = 1) -> Article:
    credited = TEXTS[name].startswith("BRASK")
    return Article(
        id=name,
        text=TEXTS[name],
        outlet=None if name == "wire" else "The Lissa Mail",
        agency="Meridian" if credited else None,
        published=f"2031-05-{day:02}",
    )


def shared(*articles: Article) -> dict[str, tuple[tuple[str, ...], list[str]]]:
    """For each origin its articles and the words of its passages in others."""
    annotated = [AnnotatedArticle(article=a, annotations=_sentences(a)) for a in articles]
    copies = find_copies(articles)
    found: tuple[Origin, ...] = share_out(find_origins(articles, copies), annotated, copies)
    return {o.name: (o.articles, [span.text for span in o.passages]) for o in found}


def _sentences(given: Article) -> Annotations:
    return annotate(given.text, published=given.published, language="xx")


@pytest.mark.parametrize("days", [(1, 2), (2, 1), (1, 1)])
def test_the_agency_is_the_source_whatever_the_dates(days: tuple[int, int]) -> None:
    """An outlet's page may be dated before the agency's: it is the copy all the same."""
    wire, cut = article("wire", days[0]), article("cut", days[1])
    for order in permutations((wire, cut)):
        (link,) = find_copies(order).links
        assert ("cut", "wire") == (link.article, link.of)
        assert {"Meridian": (tuple(a.id for a in order), [])} == shared(*order)


def test_what_an_outlet_added_to_a_reprint_is_its_own() -> None:
    """A paragraph that the agency's text lacks, in a reprint that does not name it."""
    found = shared(article("wire"), article("with", 2))
    assert {"Meridian": (("wire", "with"), []), "The Lissa Mail": ((), [OWN])} == found


def test_what_somebody_told_the_outlet_is_its_own() -> None:
    """Also under the agency's name, and in a version of the text that stands alone."""
    found = shared(article("told"))
    assert {"Meridian": (("told",), []), "The Lissa Mail": ((), [TOLD])} == found


def test_another_version_of_the_agency_is_the_agencys() -> None:
    """What a reprint under the agency's name has beyond another came over the wire as well."""
    assert {"Meridian": (("wire", "version"), [])} == shared(article("wire"), article("version", 2))


def test_what_an_outlets_report_has_of_an_agency_is_the_agencys() -> None:
    """A paragraph word for word, in an article that is else the outlet's."""
    found = shared(article("wire"), article("report", 2))
    assert {"Meridian": (("wire",), [SAVED]), "The Lissa Mail": (("report",), [])} == found


def test_a_sentence_of_an_agency_is_the_agencys() -> None:
    """One sentence in a paragraph of the outlet's own is no copied text, yet the agency's."""
    own = Article(id="own", text=f"{OWN} {SAVED} {MORE}", outlet="The Lissa Mail")
    assert [SAVED] == shared(article("wire"), own)["Meridian"][1]


def test_words_that_both_quote_are_of_both() -> None:
    """A quotation with a few words around it tells nothing of where a sentence comes from."""
    said = '"Nobody will be spared the hard questions, and that includes my own office," she said.'
    wire = Article(id="a1", text=f"BRASK (Meridian) - {SANK}\n\n{said}", agency="Meridian")
    own = Article(id="a2", text=f"{OWN}\n\n{said}", outlet="The Lissa Mail")
    assert {"Meridian": (("a1",), []), "The Lissa Mail": (("a2",), [])} == shared(wire, own)
