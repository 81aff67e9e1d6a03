"""The whole way, from files to a record."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import dateline
from dateline import pipeline
from dateline.annotate.annotator import Document, check, run
from dateline.errors import AnnotationError, PipelineError
from dateline.schema.article import Article
from dateline.schema.span import Span, check_span

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "summit"


@pytest.fixture(scope="module")
def record() -> dateline.Record:
    """The record of the example story."""
    return dateline.read([EXAMPLE])


def spans(value: object) -> list[Span]:
    """Every span anywhere inside a structure of the schema."""
    if isinstance(value, Span):
        inner = [getattr(value, name) for name in value.__struct_fields__]
        return [value, *(span for item in inner for span in spans(item))]
    if isinstance(value, msgspec.Struct):
        return [span for name in value.__struct_fields__ for span in spans(getattr(value, name))]
    if isinstance(value, tuple):
        return [span for item in value for span in spans(item)]
    return []


def test_every_span_of_the_record_reads_its_slice(record: dateline.Record) -> None:
    """No line of a record points at another text than it shows."""
    texts = {article.id: article.text for article in record.articles}
    found = spans(record.stories)
    for span in found:
        check_span(span, texts[span.article])
    assert len(found) > 100


def test_record_survives_json(record: dateline.Record) -> None:
    """A record is the same after a way through JSON."""
    assert record == dateline.Record.from_json(record.to_json())


def test_every_line_has_evidence_and_an_origin(record: dateline.Record) -> None:
    """A line of the record without evidence cannot exist."""
    for story in record.stories:
        lines = [*story.events, *story.statements]
        assert lines
        assert all(line.evidence and line.origins for line in lines)
        assert all(quote.renditions and quote.origins for quote in story.quotes)


def test_ids_of_the_record_resolve(record: dateline.Record) -> None:
    """Who, where, speakers and tracks are entities, events and tracks of the same story."""
    for story in record.stories:
        entities = {entity.id for entity in story.entities}
        events = {event.id for event in story.events}
        tracks = {track.id for track in story.tracks}
        for event in story.events:
            assert {*event.who, *([event.where] if event.where else [])} <= entities
            assert event.track is None or event.track in tracks
        assert {quote.speaker for quote in story.quotes if quote.speaker} <= entities
        assert {event for track in story.tracks for event in track.events} <= events


def test_entities_of_two_stories_share_no_id() -> None:
    """Whoever reads the stories of a record together takes nobody for another one."""
    articles = [
        Article(id="a1", text="Ana Moreau opened the port of Tarn. Moreau thanked the dockers."),
        Article(id="a2", text="Lars Holt lost the chess final in Lorne. Holt blamed the cold."),
    ]
    stories = pipeline.build_record(articles).stories
    ids = [entity.id for story in stories for entity in story.entities]
    assert 2 == len(stories)
    assert len(ids) == len(set(ids)) > 1


def test_same_input_gives_the_same_record(record: dateline.Record) -> None:
    """Reading the same files again changes nothing."""
    assert record.to_json() == dateline.read([EXAMPLE]).to_json()


def test_text_is_annotated_unchanged() -> None:
    """Offsets are those of exactly the text given, white space and all."""
    text = '  On Friday, Mira Sollen said:\n\n\n"We have  not decided." \r\n'
    annotations = dateline.annotate(text, published="2021-03-08")
    assert "2021-03-05" in [time.value for time in annotations.times]
    for span in spans(annotations):
        check_span(span, text)


def test_published_must_be_a_date() -> None:
    """A publication date of another form is refused with what was given."""
    with pytest.raises(ValueError, match="last week"):
        dateline.annotate("Nothing happened.", published="last week")


@pytest.mark.parametrize(
    "text", ["", " \n", "\x00", "\u202e\ud83d".encode("utf-8", "replace").decode(), '"' * 50, "a" * 5000]
)
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever the text, annotating it answers."""
    assert dateline.annotate(text).article == "a1"


def test_many_texts_stream() -> None:
    """Articles keep their ids, plain texts are numbered, and nothing is read ahead."""
    given = iter(["One.", Article(id="x", text="Two.")])
    answers = dateline.annotate_many(given)
    assert next(answers).article == "a1"
    assert next(given).id == "x"


def test_other_languages_have_their_times() -> None:
    """An article in a language without an English model still gets sentences and time expressions."""
    annotations = dateline.annotate("El ministro viaja el 3 de mayo de 2021.", language="es")
    assert ["2021-05-03"] == [time.value for time in annotations.times]
    assert not annotations.quotations


class Needy:
    """Needs a layer that nothing before it provides."""

    name = "needy"
    requires = frozenset({"tokens"})
    provides = frozenset({"events"})

    def annotate(self, document: Document) -> dict[str, object]:
        return {"events": 1 / len(document.text.strip())}


def test_unmet_needs_are_told_before_the_run() -> None:
    """An annotator in the wrong place is named with what it lacks."""
    with pytest.raises(PipelineError, match="needy needs tokens"):
        check([Needy()])


def test_failing_annotator_is_named() -> None:
    """What an annotator raises is chained to an error that says which one and on what."""
    with pytest.raises(AnnotationError, match="needy failed on article a7: ZeroDivisionError"):
        run([Needy()], Article(id="a7", text=" "))


def test_article_that_cannot_be_annotated_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure inside one article is a problem of the record; the others are read."""
    real = pipeline._annotated

    def fail_on_the_first(article: Article) -> dateline.Annotations:
        if article.id == "a1":
            raise AnnotationError("annotator syntax failed on article a1")
        return real(article)

    monkeypatch.setattr(pipeline, "_annotated", fail_on_the_first)
    record = dateline.read([EXAMPLE])
    assert ["nothing is read from it: annotator syntax failed on article a1"] == [
        problem.error for problem in record.problems
    ]
    assert any(story.quotes for story in record.stories)


def test_times_of_an_undated_dispatch_are_of_its_storys_year() -> None:
    """Alone the text fits a Friday of another year; the dated report of its story tells which it is."""
    ferry = "The ferry between Port Lissa and Brask, which sank in 2023, was raised on {day}, divers said."
    wire = Article(
        id="a1",
        text=f"BRASK, May 2 (Meridian) - {ferry.format(day='Friday')} It is to be towed away on Sunday.",
        agency="Meridian",
        published="2025-05-02",
        published_basis="weekday",
    )
    own = Article(id="a2", text=ferry.format(day="Friday"), outlet="Lissa Mail", published="2031-05-03")
    record = pipeline.build_record([wire, own])
    assert ("2031-05-02", "story") == (record.articles[0].published, record.articles[0].published_basis)
    [story] = record.stories
    values = {time.text: time.value for time in story.times if time.article == "a1"}
    assert {"May 2": "2031-05-02", "Friday": "2031-05-02", "Sunday": "2031-05-04"}.items() <= values.items()
