"""A library through its public face: articles in, stories out, whatever the order."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline import pipeline
from dateline.pipeline import build_record
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article, Source
from dateline.schema.cluster import Copies
from dateline.schema.story import Story
from store.conftest import Where
from store.samples import BRIDGE, article, press

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "summit"


@pytest.fixture
def library(where: Where) -> Iterator[dateline.Library]:
    """A library with the invented press."""
    with dateline.open(where("library")) as opened:
        opened.add_articles(press())
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Iterator[dateline.Library]:
    """The same in a file, for what only SQLite has."""
    with dateline.open(tmp_path / "library.sqlite") as opened:
        opened.add_articles(press())
        yield opened


def records(library: dateline.Library) -> list[str]:
    """All records as text, in an order that does not depend on when they were made."""
    return sorted(record.to_json(indent=0) for record in library.export())


@pytest.mark.parametrize("seed", range(6))
def test_order_of_arrival_does_not_matter(seed: int, library: dateline.Library, where: Where) -> None:
    """Articles that come in any order, in one go or several, end in the same stories."""
    draw = random.Random(seed)
    given = press()
    draw.shuffle(given)
    with dateline.open(where("other")) as other:
        while given:
            number = draw.randint(1, len(given))
            other.add_articles(given[:number])
            given = given[number:]
        assert records(library) == records(other)
    assert len(library.stories()) == 3


def test_stories_are_those_of_a_fresh_resolution(where: Where) -> None:
    """Adding the files one by one, the latest first, gives what reading them all at once gives."""
    with dateline.open(where("x")) as library:
        for path in sorted(EXAMPLE.iterdir(), reverse=True):
            library.add([path])
        fresh = build_record(list(library.articles()))
        (line,) = library.stories()
        (story,) = fresh.stories
        found = library.show(line.id)
    assert found.stories == (msgspec.structs.replace(story, id=line.id),)
    assert set(found.articles) == set(fresh.articles)


def test_forgetting_an_article_leaves_what_it_never_touched(file: dateline.Library, tmp_path: Path) -> None:
    """The stories are then those of a library that never had it, and its words are gone from the file."""
    gone = file.search("divers Lissa")[0]
    file.forget(gone.article)
    with dateline.open(tmp_path / "other.sqlite") as other:
        other.add_articles([item for item in press() if item.source.url != "https://news.example/2"])
        assert records(other) == records(file)
    assert file.doctor() == ()
    assert b"Lorries must go by" not in b"".join(path.read_bytes() for path in tmp_path.glob("library*"))


def test_same_article_again_is_known(library: dateline.Library) -> None:
    """What is there by address, by campaign address, or by content alone is not kept twice."""
    first = press()[0]
    campaign = Source(url="http://NEWS.example/1/?utm_source=x#top")
    nameless = msgspec.structs.replace(first, source=Source(path="copy.txt"))
    again = [first, msgspec.structs.replace(first, source=campaign), nameless]
    assert ["known"] * 3 == [receipt.what for receipt in library.add_articles(again).receipts]
    assert len(list(library.articles())) == 7


def test_edited_article_becomes_a_revision(library: dateline.Library) -> None:
    """The new text stands in the library, the old one is kept, and the words that changed are shown."""
    text = BRIDGE.format(day="Monday", more="Repairs will take nine weeks, the road office said.")
    done = library.add_articles([article(1, text)])
    assert [receipt.what for receipt in done.receipts] == ["revised"]
    first, second = library.revisions("https://news.example/1")
    (change,) = second.changes
    assert first.article.text[change.before.start : change.before.end] == "six"
    assert second.article.text[change.after.start : change.after.end] == "nine"
    assert library.doctor() == ()


def test_revised_library_is_that_of_the_newest_texts(library: dateline.Library, where: Where) -> None:
    """After an edit the stories are those of a library that only ever had the edited text."""
    edited = [article(1, "The circus of Lissa has lost its last elephant."), *press()[1:]]
    library.add_articles(edited[:1])
    with dateline.open(where("other")) as other:
        other.add_articles(edited)
        assert records(other) == records(library)


def test_undated_article_has_the_date_of_its_story_only_while_it_is_in_it(library: dateline.Library) -> None:
    """The article itself stays undated in the library."""
    undated = library.article("https://news.example/6")
    assert undated.published is None
    assert undated.id in library.show(undated.id).stories[0].articles


def test_story_is_found_by_what_it_was_called_before(library: dateline.Library) -> None:
    """An earlier article renames its story; the old id still leads there."""
    before = library.show("https://news.example/3").stories[0].id
    earlier = article(9, BRIDGE.format(day="Monday", more="Cracks were found."), day=11, outlet="Echo")
    library.add_articles([earlier])
    story = library.show(before).stories[0]
    assert story.id != before
    assert len(story.articles) == 4


def test_views_answer_plain_sql(tmp_path: Path) -> None:
    """Any SQLite program reads the stories, and every piece of evidence is the slice that it says."""
    with dateline.open(tmp_path / "x.sqlite") as library:
        library.add([EXAMPLE / "courier-agenda-settled.txt"])
    with sqlite3.connect(tmp_path / "x.sqlite") as plain:
        assert plain.execute("SELECT count(*) FROM stories").fetchone() == (1,)
        assert plain.execute("SELECT 1 FROM quotes WHERE speaker = 'Ana Sorel'").fetchall()
        rows = plain.execute(
            'SELECT e.text, substr(a.text, e.start + 1, e."end" - e.start) FROM evidence AS e '
            "JOIN articles AS a ON a.id = e.article"
        ).fetchall()
    assert len(rows) > 20
    assert all(shown == stands for shown, stands in rows)


def test_doctor_sees_a_changed_text(file: dateline.Library) -> None:
    """A text that was changed behind the library's back is told of."""
    with sqlite3.connect(file.path) as plain:
        plain.execute("UPDATE articles SET text = 'X' || text WHERE url = 'https://news.example/1'")
    assert any("digest differs" in fault for fault in file.doctor())


def test_doctor_sees_an_index_that_misses_words(file: dateline.Library) -> None:
    """An article that search would not find is told of."""
    with sqlite3.connect(file.path) as plain:
        plain.execute("INSERT INTO article_words (article_words) VALUES ('delete-all')")
    assert any("index of words" in fault for fault in file.doctor())


def test_name_that_means_nothing_is_an_error(library: dateline.Library) -> None:
    """An unknown id says so, with the library that was asked."""
    with pytest.raises(dateline.StoreError, match=r"library .* has no story 'sffff'"):
        library.show("sffff")


def test_two_articles_of_one_file_have_ids_of_their_own(where: Where) -> None:
    """Ids come from address or content, not from the place in a file."""
    texts = ("The dam at Lissa is full.", "The court of Ostrel rests.")
    given = [Article(id="a1", text=text, source=Source(path="x", item=n)) for n, text in enumerate(texts)]
    with dateline.open(where("x")) as library:
        ids = {library.keep(item).article for item in given}
    assert len(ids) == 2


def test_story_that_fails_stops_no_other(library: dateline.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told of as a problem, its articles wait, the others are resolved; next time it is tried again."""
    build = pipeline.build_story

    def failing(story_id: str, annotated: Sequence[AnnotatedArticle], *, copies: Copies) -> Story:
        if any("Kestria" in item.article.text for item in annotated):
            raise RuntimeError("no such luck")
        return build(story_id, annotated, copies=copies)

    monkeypatch.setattr(pipeline, "build_story", failing)
    wheat = article(7, "Wheat in Kestria ripens late this year, and the price has risen.", day=20)
    chess = article(9, "Pia Lorenz of Ostrel rests after her title, her trainer says.", day=21)
    done = library.add_articles([wheat, chess])
    assert ["RuntimeError: no such luck"] == [problem.error.split(": ", 1)[1] for problem in done.problems]
    assert [library.article("https://news.example/7").id] == [one.article for one in library.waiting()]
    assert library.show("https://news.example/9")
    assert not library.is_resolved
    monkeypatch.setattr(pipeline, "build_story", build)
    assert 1 == library.resolve().stories
    assert () == library.waiting()


def test_only_stories_concerned_are_built(library: dateline.Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that joins one story costs nothing in the others."""
    built = []
    build = pipeline.build_story

    def counting(story_id: str, annotated: Sequence[AnnotatedArticle], *, copies: Copies) -> Story:
        built.append(story_id)
        return build(story_id, annotated, copies=copies)

    monkeypatch.setattr(pipeline, "build_story", counting)
    library.add_articles([article(9, BRIDGE.format(day="Monday", more="Cracks were found."), day=15)])
    assert [library.story("https://news.example/9").id] == built


def test_story_of_one_forgotten_article_leaves_no_words(file: dateline.Library, tmp_path: Path) -> None:
    """Nor does a correction of what it said, or the state that its story had before."""
    file.forget("https://news.example/7")
    assert len(file.stories()) == 2
    assert b"Kestria" not in b"".join(path.read_bytes() for path in tmp_path.glob("library*"))
