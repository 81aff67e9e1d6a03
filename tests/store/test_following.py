"""A story followed from day to day: what changed, what was corrected, who is met where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline.schema.library import Counts
from store.conftest import Where
from store.samples import BRIDGE, article, press

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "summit"
START = datetime(2025, 5, 20, 8, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def later(self, **amount: float) -> str:
        """Move on, and say where the clock stands."""
        self.now += timedelta(**amount)
        return self.now.isoformat()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at START."""
    return Clock()


@pytest.fixture
def library(where: Where, clock: Clock) -> Iterator[dateline.Library]:
    """A library with the invented press."""
    with dateline.open(where("library"), clock=clock) as opened:
        opened.add_articles(press())
        yield opened


@pytest.fixture(scope="module")
def summit(where_for_all: Where) -> Iterator[dateline.Library]:
    """A library with the example's English articles."""
    with dateline.open(where_for_all("summit"), clock=Clock()) as opened:
        opened.add([EXAMPLE])
        yield opened


def test_list_of_stories_comes_in_pages(library: dateline.Library) -> None:
    """`limit` and `offset` cut the list that there is without them."""
    everything = library.stories()
    assert everything[1:2] == library.stories(limit=1, offset=1)
    assert library.size == (3, 7)


def test_coverage_counts_articles_by_day(library: dateline.Library) -> None:
    """Each day has its number, in order; undated articles are left out."""
    assert library.story("https://news.example/1").coverage == (("2025-05-13", 2), ("2025-05-14", 1))


def test_line_tells_what_changed_last(library: dateline.Library, clock: Clock) -> None:
    """A new story has no change yet; afterwards the counts of the last one stand there."""
    assert library.story("https://news.example/1").change is None
    clock.later(hours=1)
    text = BRIDGE.format(day="Monday", more="Repairs will take nine weeks, the road office said.")
    library.add_articles([article(1, text), article(9, BRIDGE.format(day="Monday", more="Cracks."), day=15)])
    line = library.story("https://news.example/1")
    assert isinstance(line.change, Counts)
    assert (1, 1) == (line.change.articles, line.change.edited)
    assert line.changed.startswith("2025-05-20T09:00:00")


def test_kept_article_waits_until_its_story_is_resolved(library: dateline.Library) -> None:
    """What `keep` kept is told of as waiting, with its title, and no longer once it is resolved."""
    receipt = library.keep(article(9, BRIDGE.format(day="Monday", more="Cracks."), day=15))
    assert receipt.article in {waiting.article for waiting in library.waiting()}
    library.resolve()
    assert () == library.waiting()


def test_changes_since_a_moment_name_articles(library: dateline.Library, clock: Clock) -> None:
    """Articles that came or were edited since are told of; before anything was there all is new."""
    before = clock.later(hours=1)
    clock.later(hours=1)
    text = BRIDGE.format(day="Monday", more="Repairs will take nine weeks, the road office said.")
    library.add_articles([article(1, text), article(9, BRIDGE.format(day="Monday", more="Cracks."), day=15)])
    changes = library.changes("https://news.example/1", before)
    assert not changes.is_new
    assert ["edited", "new"] == sorted(change.what for change in changes.articles)
    assert library.changes("https://news.example/1", "2020-01-01").is_new


def test_visit_gives_the_visit_before(library: dateline.Library, clock: Clock) -> None:
    """Also where an earlier article has renamed the story since."""
    assert library.visit("https://news.example/1") is None
    clock.later(hours=1)
    library.add_articles([article(9, BRIDGE.format(day="Monday", more="Cracks were found."), day=11)])
    assert START.isoformat(timespec="milliseconds") == library.visit("https://news.example/1")


def test_merged_stories_stay_merged_until_undone(library: dateline.Library) -> None:
    """Also when more articles come; undone, the stories are those of before."""
    lines = library.stories()
    one, other = (library.story(f"https://news.example/{number}").id for number in (1, 4))
    correction = library.correct("merge-stories", stories=[one, other])
    library.add_articles([article(9, BRIDGE.format(day="Monday", more="Cracks were found."), day=15)])
    assert len(library.show("https://news.example/4").articles) == 7
    library.forget("https://news.example/9")
    library.undo(correction.id)
    assert {line.id for line in lines} == {line.id for line in library.stories()}
    assert () == library.corrections()


def test_article_split_off_is_a_story_of_its_own(library: dateline.Library) -> None:
    """The rest of the story stays together, and what comes later joins the rest."""
    library.correct("split-story", story="https://news.example/1", articles=["https://news.example/2"])
    assert len(library.show("https://news.example/2").articles) == 1
    library.add_articles([article(9, BRIDGE.format(day="Monday", more="Cracks were found."), day=15)])
    assert len(library.show("https://news.example/1").articles) == 3


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "merge-people", "names": ["Ana Sorel"]},
        {"kind": "split-people", "names": ["Ana Sorel"]},
        {"kind": "merge-stories", "stories": ["https://news.example/1"]},
        {"kind": "split-story", "story": "https://news.example/7", "articles": ["https://news.example/7"]},
        {"kind": "wrong-speaker", "story": "https://news.example/1", "quote": "q99"},
    ],
)
def test_correction_without_meaning_is_refused(given: dict[str, str], library: dateline.Library) -> None:
    """Nothing of it is kept."""
    with pytest.raises(dateline.StoreError):
        library.correct(**given)  # type: ignore[arg-type]
    assert () == library.corrections(undone=True)


def test_wrong_speaker_is_put_right_and_back(summit: dateline.Library) -> None:
    """The quotation goes to whom the reader names, also after everything is resolved anew."""
    (story,) = (line.id for line in summit.stories())
    record = summit.show(story)
    quote = next(one for one in record.stories[0].quotes if one.speaker)
    correction = summit.correct("wrong-speaker", story=story, quote=quote.id, name="Somebody Else")
    summit.resolve(redo=True)
    found = summit.show(story).stories[0]
    (now,) = (one for one in found.quotes if one.id == quote.id)
    assert "Somebody Else" == next(one.name for one in found.entities if one.id == now.speaker)
    assert summit.undo(correction.id).undone
    assert record == summit.show(story)


def test_merged_people_are_one(summit: dateline.Library) -> None:
    """Two entities become one with the mentions of both, wherever they are named."""
    record = summit.show(summit.stories()[0].id).stories[0]
    one, other = [entity for entity in record.entities if entity.type == "person"][:2]
    correction = summit.correct("merge-people", names=[one.name, other.name])
    merged = summit.show(record.id).stories[0]
    (person,) = (entity for entity in merged.entities if entity.name == one.name)
    assert len(one.mentions) + len(other.mentions) == len(person.mentions)
    assert other.id not in {entity.id for entity in merged.entities}
    assert other.id not in {id_ for event in merged.events for id_ in event.who}
    summit.undo(correction.id)
    assert record == summit.show(record.id).stories[0]


def test_person_split_by_articles_is_two(summit: dateline.Library) -> None:
    """What the articles named say of a person is of another."""
    record = summit.show(summit.stories()[0].id).stories[0]
    person = next(
        entity
        for entity in record.entities
        if entity.type == "person" and len({mention.article for mention in entity.mentions}) > 1
    )
    apart = person.mentions[0].article
    correction = summit.correct("split-people", names=[person.name], articles=[apart], name="A. Namesake")
    found = summit.show(record.id).stories[0]
    other = next(entity for entity in found.entities if entity.name == "A. Namesake")
    rest = next(entity for entity in found.entities if entity.id == person.id)
    assert {apart} == {mention.article for mention in other.mentions}
    assert apart not in {mention.article for mention in rest.mentions}
    summit.undo(correction.id)


def test_page_of_a_person_gathers_what_stories_say(summit: dateline.Library) -> None:
    """Names, roles with evidence, stories, quotations and events are those of the records."""
    page = summit.entity("ana sorel")
    record = summit.show(summit.stories()[0].id).stories[0]
    (person,) = (entity for entity in record.entities if entity.name == page.name)
    assert person.type == page.type == "person"
    assert {quote.id for quote in record.quotes if quote.speaker == person.id} == {
        found.quote.id for found in page.quotes
    }
    assert page.roles
    assert all(report.role.evidence for report in page.roles)
    assert [record.id] == [story.story for story in page.stories]
    with pytest.raises(dateline.StoreError, match="knows no"):
        summit.entity("Nobody At All")


def test_edit_tells_the_lines_it_touched(where: Where, clock: Clock) -> None:
    """A number that is another after the edit shows in a line of the record."""
    one = msgspec.structs.replace(
        article(1, "Seven people were killed in Halvern on Monday when a bus overturned, police said."),
        language="en",
    )
    other = msgspec.structs.replace(one, text=one.text.replace("Seven", "Nine"))
    with dateline.open(where("x"), clock=clock) as library:
        library.add_articles([one])
        clock.later(hours=1)
        library.add_articles([other])
        first, second = library.revisions("https://news.example/1")
    assert () == first.lines
    assert second.lines
    assert all(line.text for line in second.lines)


def test_meaning_finds_what_words_do_not(library: dateline.Library) -> None:
    """A question in other words leads to the article, and conditions hold for it as well."""
    question = "Which overpass was shut because its support is broken?"
    assert () == library.search(question)
    hits = library.search(meaning=question)
    assert library.article(hits[0].article).text.startswith("Engineers closed the old bridge")
    assert () == library.search(meaning=question, since="2030-01-01")
