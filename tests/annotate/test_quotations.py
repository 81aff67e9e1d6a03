"""Who said what in one article, with the trained encoder."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.annotator import Document
from dateline.annotate.encoder import Encoder
from dateline.annotate.quotations import Quotations
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.annotation import Quotation
from dateline.schema.article import Article
from dateline.schema.span import check_span

ANNOTATORS = (Sentences(), Syntax(), Encoder(), Quotations())


def find(text: str) -> tuple[Quotation, ...]:
    document = Document.of(Article(id="a1", text=text))
    for annotator in ANNOTATORS:
        document = document.with_layers(annotator.annotate(document))
    return document.annotations.quotations


def lines(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, content (parts joined by " … ") and source of each quotation."""
    return [
        (each.kind, " … ".join(part.text for part in each.content), each.source.text if each.source else None)
        for each in find(text)
    ]


def test_two_sentences_of_speech_are_two_quotations_of_one_source() -> None:
    """The sentence after the reporting clause carries the source of the one before it."""
    text = "“The harbour will stay open,” Maren Holt told reporters. “Nobody has asked us to close it.”"
    assert [
        ("direct", "The harbour will stay open,", "Maren Holt"),
        ("direct", "Nobody has asked us to close it.", "Maren Holt"),
    ] == lines(text)


def test_a_split_sentence_is_one_quotation_of_two_parts() -> None:
    """A reporting clause inside a spoken sentence parts it, and does not make two of it."""
    text = "“If there is no answer,” the spokesman added, “then we will strike.”"
    assert [("direct", "If there is no answer, … then we will strike.", "the spokesman")] == lines(text)


def test_single_marks_quote_as_double_ones_do() -> None:
    """British single marks, with apostrophes inside, give direct speech."""
    text = "'We won't leave the table,' Ilia Dane said. 'The miners' union isn't asking us to.'"
    assert [
        ("direct", "We won't leave the table,", "Ilia Dane"),
        ("direct", "The miners' union isn't asking us to.", "Ilia Dane"),
    ] == lines(text)


def test_a_fragment_in_a_clause_is_mixed() -> None:
    """A quoted fragment comes with the reporter's clause that holds it."""
    [(kind, content, source)] = lines("Dane called the new offer “a first step” and left the room.")
    assert ("mixed", "Dane") == (kind, source)
    assert "“a first step”" in content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials said that the bridge had been closed.", "Officials"),
        ("According to a senior aide, the bridge had been closed.", "a senior aide"),
        ("The state agency KVNA reported that the bridge had been closed.", "The state agency KVNA"),
    ],
)
def test_indirect_speech_has_no_marks(text: str, expected: str) -> None:
    """Unnamed sources and agencies are sources of indirect quotations."""
    [(kind, content, source)] = lines(text)
    assert ("indirect", expected) == (kind, source)
    assert "the bridge had been closed" in content


def test_a_paper_that_is_cited_for_a_suit_does_not_speak() -> None:
    """Where the clause of the cue has a subject of its own, that speaks and not the medium it is cited by."""
    text = "“The firm owes nothing to anybody,” the plaintiffs argue, per the Karvina Review-Journal."
    assert ["the plaintiffs"] == [source for _, _, source in lines(text)]


def test_speech_of_two_paragraphs_has_one_source() -> None:
    """A paragraph that opens a speech has the source that only the next paragraph names."""
    text = "“The first week was hard.\n\n“By the second we had water again,” Ana Brull, a nurse, said."
    assert ["Ana Brull, a nurse"] * 2 == [source for _, _, source in lines(text)]


def test_a_transcript_is_read_by_its_labels() -> None:
    """Each labelled line is a turn of the speaker that its label names."""
    text = "DANE: We will be there.\n\nHOLT: So will we.\n\nDANE: On Monday.\n\nHOLT: Good."
    assert ["DANE", "HOLT", "DANE", "HOLT"] == [source for _, _, source in lines(text)]


def test_a_name_after_a_dash_is_the_source() -> None:
    """A credit set after a quotation names its source."""
    text = "“We lost the mill and kept the school.” — Ana Brull\n\n“It is a good trade.” — Piet Koss"
    assert ["Ana Brull", "Piet Koss"] == [source for _, _, source in lines(text)]


def test_titles_and_nicknames_are_no_quotations() -> None:
    """Marks around the title of a work or a nickname quote nobody."""
    text = "A film named “The Long Night” opened in Velmark, and Piet “Lefty” Koss played in it."
    assert [] == lines(text)


def test_a_heading_repeated_from_the_body_is_no_quotation() -> None:
    """A line of quoted words between paragraphs is a heading where the body quotes the same words."""
    text = "Holt spoke for an hour.\n\n'A lost year'\n\nShe said it had been 'a lost year' for the port."
    assert 1 == sum("lost year" in content for _, content, _ in lines(text))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="Ab .,:\n\"“”'‘’«»—\u00a0\u200bÉ😀한Q", max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Every span of what is found reads what stands in the text."""
    for each in find(text):
        for span in (*each.content, each.source, each.cue):
            if span is not None:
                check_span(span, text)


def test_who_said_what_an_agency_passes_on_is_the_source() -> None:
    """Of "the agency quoted Dorn as saying" the source is Dorn, and of the sentence after it."""
    text = '"Crews met the crowd with calm," Orlan media quoted Ivo Dorn as saying. "Nobody fired a shot."'
    assert [
        ("direct", "Crews met the crowd with calm,", "Ivo Dorn"),
        ("direct", "Nobody fired a shot.", "Ivo Dorn"),
    ] == lines(text)


def test_who_is_quoted_by_an_agency_is_the_source() -> None:
    """Of "Dorn was quoted by the agency as saying" the source is Dorn."""
    text = 'Ivo Dorn was quoted by the Orlan News Agency as saying that "the claim is false" on Monday.'
    assert ["Ivo Dorn"] == [source for _, _, source in lines(text)]


def test_an_attribution_that_an_agency_reports_keeps_its_own_source() -> None:
    """What the leader said, as the agency reports, is the leader's."""
    text = "Orlan leader Ana Moreau said the trial completed the fleet, the state KOCA news agency said."
    assert [("indirect", "the trial completed the fleet", "Orlan leader Ana Moreau")] == lines(text)


def test_whoever_chants_in_a_video_is_the_source() -> None:
    """Neither the video nor the network that it was posted on said the words."""
    text = '"Shame on you. Go home," chanted farmers in the capital in footage posted on social media.'
    assert str(lines(text)[0][2]).startswith("farmers")


def test_a_post_in_the_article_is_said_by_its_author() -> None:
    """A paragraph that ends with an account and a day is a direct quotation, links at its end aside."""
    text = (
        "He was released on Sunday.\n\nThanks for all your messages. I was not at the march! "
        "pic.twitter.com/aB1 — Rob Marek (@marek_orla) January 12, 2020\n\nThe ministry kept silent."
    )
    assert ("direct", "Thanks for all your messages. I was not at the march!", "Rob Marek") in lines(text)
