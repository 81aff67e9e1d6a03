"""Notes that credit an agency with a part of a report."""

from __future__ import annotations

import pytest

from dateline.ingest.credits import agency_of, split_credits
from dateline.ingest.draft import Draft, finish
from dateline.ingest.limits import Limits
from dateline.ingest.shared_credits import agency_of_a_part, is_note
from dateline.schema.article import Article, Source

REPORT = "The two sides agreed to meet again, a spokeswoman told reporters."


@pytest.mark.parametrize(
    ("note", "agency"),
    [
        ("With AFP", "AFP"),
        ("With AP and Reuters", "AP"),
        ("(With inputs from PTI)", "PTI"),
        ("(With agency inputs from Lumen)", "Lumen"),
        ("— With material from Nova Press.", "Nova Press"),
        ("With reporting by Reuters.", "Reuters"),
        ("With files from Lumen", "Lumen"),
        ("Additional reporting by the Associated Press", "AP"),
        ("Additional reporting by Lumen.", "Lumen"),
        ("This report contains material from The Associated Press, Reuters, and AFP.", "AP"),
        ("• This article includes information from Lumen.", "Lumen"),
        ("Material from the Associated Press was used in compiling this report.", "AP"),
        ("Information from Lumen and AFP was used in this report.", "Lumen"),
        ("The Associated Press contributed to this report.", "AP"),
        ("Portions of this report are from Reuters.", "Reuters"),
        ("Some material in this story came from Lumen.", "Lumen"),
        ("With additional reporting by the Lumen news agency.", "Lumen"),
        ("Ada Moor and Reuters contributed reporting to this story.", "Reuters"),
    ],
)
def test_an_agency_with_a_part(note: str, agency: str) -> None:
    """It wrote some of the report; the note is a credit and no paragraph."""
    assert agency_of([REPORT, REPORT, note]) is None
    assert agency == agency_of_a_part([REPORT, REPORT, note])
    assert ([note], [REPORT]) == split_credits([REPORT, note])


@pytest.mark.parametrize(
    "line",
    [
        "Additional reporting by Ada Moor",
        "With Ada Moor in Veldt",
        "With Lumen",
        "With that the talks ended.",
        "Reports from Veldt say so.",
        "Parts of the dam came from Veldt.",
        "Information from the ministry was used in the trial.",
        "Ada Moor contributed to this report.",
        "This report contains material from the trial.",
        "Material from the mine was used in the dam, Reuters reported.",
    ],
)
def test_no_agency_with_a_part(line: str) -> None:
    """People, ministries and what is told of material name none."""
    assert agency_of_a_part([REPORT, REPORT, line]) is None


def test_wires_without_a_name() -> None:
    """A note on wire reports leaves the text."""
    assert is_note("• This article is based in part on wire service reports.")
    assert not is_note("This article is based on the reports of the wire service that was here first.")


def read(outlet: str | None, *parts: str) -> Article:
    """The article of an outlet with these paragraphs."""
    draft = Draft(text="\n\n".join(parts), site=outlet)
    return finish(draft, id="a1", source=Source(), limits=Limits())


def test_the_outlet_that_signs_wrote_the_rest() -> None:
    """Where it is known the article is its own; else the agency with the part is all that is known."""
    assert read("Brask Courier", REPORT, REPORT, "With AFP").agency is None
    assert "AFP" == read(None, REPORT, REPORT, "With AFP").agency
    dateline = "BRASK (Reuters) - The two sides met."
    assert "Reuters" == read("Brask Courier", dateline, REPORT, "With AFP").agency
