"""The header of a broadcaster's script."""

from __future__ import annotations

import datetime

import pytest

from dateline.ingest.script import Script, split_script

HEADER = (
    "SLUG: BRASK FERRY",
    "DATELINE: Brask, Ostland - May 2, 2031",
    "SOURCE: MERIDIAN",
    "RESTRICTIONS: NO ACCESS OSTLAND",
)
REPORT = "The ferry was raised on Friday, divers said."


def test_what_a_header_says() -> None:
    """Whose the script is, from where and of what day; the lines leave the report."""
    script, rest = split_script([*HEADER, "STORYLINE:", REPORT])
    day = datetime.date(2031, 5, 2)
    assert Script(agency="Meridian", place="Brask", date=day, lines=(*HEADER, "STORYLINE:")) == script
    assert [REPORT] == rest


def test_a_report_beside_its_label() -> None:
    """Only the label goes."""
    assert [REPORT] == split_script([*HEADER, f"STORYLINE: {REPORT}"])[1]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("SOURCE: REUTERS", "Reuters"),
        ("Source: Meridian", "Meridian"),
        ("SOURCE: AFP / OSTLAND TV", "AFP"),
        ("RESTRICTIONS: MERIDIAN CLIENTS ONLY", "Meridian"),
        ("RESTRICTION SUMMARY: No access Ostland/Meridian clients only", "Meridian"),
        ("RESTRICTIONS: Reuters customers only. No archives", "Reuters"),
        ("RESTRICTIONS: MUST CREDIT MERIDIAN", "Meridian"),
        ("RESTRICTIONS: NONE", None),
        ("RESTRICTIONS: FOR EDITORIAL USE ONLY", None),
        ("SOURCE: staff reports", None),
    ],
)
def test_the_agency_of_a_header(line: str, agency: str | None) -> None:
    """The source, or whose clients alone may use it."""
    assert agency == split_script([HEADER[0], line, REPORT])[0].agency


def test_a_line_of_restrictions_is_enough() -> None:
    """No report has such a label."""
    line = "RESTRICTIONS: Meridian clients only"
    assert (Script(agency="Meridian", lines=(line,)), [REPORT]) == split_script([line, REPORT])


@pytest.mark.parametrize("part", ["SOURCE: MERIDIAN", "Location: the old harbour.", "Story: how it sank."])
def test_one_label_makes_no_header(part: str) -> None:
    """A label alone stands in many reports."""
    assert (Script(), [part, REPORT]) == split_script([part, REPORT])
