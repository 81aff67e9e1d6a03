"""Search in a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.store.search import match_of, tsquery_of
from dateline.store.words import phrases_of
from store.conftest import Where
from store.samples import press


@pytest.fixture(scope="module")
def library(where_for_all: Where) -> Iterator[dateline.Library]:
    """A library with the invented press."""
    with dateline.open(where_for_all("search")) as opened:
        opened.add_articles(press())
        yield opened


def urls(library: dateline.Library, words: str = "", **conditions: str) -> set[str]:
    """The numbers of the articles found."""
    hits = library.search(words, **conditions)  # type: ignore[arg-type]
    return {(library.article(hit.article).source.url or "").rpartition("/")[2] for hit in hits}


def test_all_words_must_be_there(library: dateline.Library) -> None:
    """Capitals and accents do not count; order does not either."""
    assert {"2"} == urls(library, "LISSA bridgé")


def test_phrase_is_found_in_its_order(library: dateline.Library) -> None:
    """Words in quotation marks stand beside each other."""
    assert {"1", "2", "3"} == urls(library, '"second pier"')
    assert set() == urls(library, '"pier second"')


def test_outlet_and_dates_narrow_the_result(library: dateline.Library) -> None:
    """Every condition must hold; both days are included."""
    assert {"2"} == urls(library, "bridge", outlet="gazette", since="2025-05-13", until="2025-05-13")


def test_conditions_alone_are_enough(library: dateline.Library) -> None:
    """Without words every article that fulfils the conditions is found, the latest first."""
    assert {"3", "7"} == urls(library, since="2025-05-14")


@pytest.mark.parametrize("words", ['"', "AND OR", "a* NEAR(b", "title:x", "(", "-", '""', "x^2 'y"])
def test_no_character_is_an_operator(library: dateline.Library, words: str) -> None:
    """Whatever is typed is looked for, never an error."""
    library.search(words)


def test_words_become_quoted_terms() -> None:
    """Words stand as strings of either database, phrases whole."""
    phrases = phrases_of('"Upper Senn" brídge')
    assert '"upper senn" "bridge"' == match_of(phrases)
    assert "('upper' <-> 'senn') & ('bridge')" == tsquery_of(phrases)


def test_excerpt_marks_what_matched(library: dateline.Library) -> None:
    """The parts of an excerpt that match are marked as such."""
    (hit,) = library.search('"silver rook"')
    assert ["silver rook"] == [text for text, matches in hit.excerpt if matches]


def test_entity_is_found_by_any_of_its_names(where: Where) -> None:
    """A person who is mentioned leads to the articles that mention her, by name or part of it."""
    example = Path(__file__).resolve().parents[2] / "examples" / "summit"
    with dateline.open(where("x")) as library:
        library.add([example])
        assert library.search(entity="ana sorel")
        assert not library.search(entity="Napoleon")
