"""Lines above a report that say when, by whom and where it was published."""

from __future__ import annotations

import datetime

import pytest

from dateline.ingest.head_lines import Head, split_head

TITLE = "Rescue team among the dead as the toll in Andaria passes 200"
REPORT = (
    "VALDEHONDA, Andaria – A second tremor killed three rescuers in a collapsing house on Sunday, and by "
    "Monday more than 200 people were known to have died in the earthquake that hit the north on Friday."
)
DAY = datetime.date(2025, 4, 7)
OUTLET = "Kessel Tribune"

LINES: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "7 April 2025": (None, ()),
    "2025-04-07 15:14": (None, ()),
    "07.04.2025": (None, ()),
    "Mon 7 Apr 2025 15.14 BST": (None, ()),
    "Last modified on Mon 7 Apr 2025 15.14 BST": (None, ()),
    "Published 10:14 PM EDT, Mon April 7, 2025": (None, ()),
    "April 7, 20253:14 PM ET": (None, ()),
    "April 7, 2025, 3:14 PM EDT / Updated April 8, 2025, 5:00 PM EDT": (None, ()),
    "UPDATED: 16:20 BST, 8 April 2025 | PUBLISHED: 15:14 BST, 7 April 2025": (None, ()),
    "Published: Monday, April 7, 2025 at 3:15 p.m. EDT": (None, ()),
    "Last updated 2025-04-07 15:04": (None, ()),
    "Posted: Apr 07, 2025 3:14 PM ET | Last Updated: April 8": (None, ()),
    "Kessel Tribune, Monday 7 April 2025": (OUTLET, ()),
    "Kessel Tribune (7 April 2025)": (OUTLET, ()),
    "April 7, 2025 | Kessel Tribune": (OUTLET, ()),
    "Interlight | April 7, 2025": ("Interlight", ()),
    "By Ilse Brandt, April 7, 2025": (None, ("Ilse Brandt",)),
    "By ILSE BRANDT APRIL 7, 2025": (None, ("Ilse Brandt",)),
    "Ilse Brandt, Kessel Tribune — April 7, 2025": (OUTLET, ("Ilse Brandt",)),
    "By Ilse Brandt and Tom Karr, Kessel Tribune Staff Writers | Posted April 7, 2025": (
        OUTLET,
        ("Ilse Brandt", "Tom Karr"),
    ),
    "Oslo, April 7, 2025": (None, ()),
}


@pytest.mark.parametrize("line", list(LINES))
def test_such_a_line_gives_day_outlet_and_authors(line: str) -> None:
    """In any order, with clock times, zones and labels, the day of an update after that of publication."""
    outlet, authors = LINES[line]
    assert (Head(date=DAY, outlet=outlet, bylines=authors, lines=(line,)), [TITLE, REPORT]) == split_head(
        [TITLE, line, REPORT]
    )


@pytest.mark.parametrize(
    "line",
    [
        "The council meets again on 7 April 2025",
        "President Tomas Reyl speaks in Oslo, April 7, 2025",
        "Tomas Reyl, Oslo, April 7, 2025",
        "It was sold on April 7, 2025 by Ann Lind.",
        "Issued on: 07/04/2025",
        "By Ilse Brandt",
    ],
)
def test_other_lines_stay(line: str) -> None:
    """Sentences, captions, days that could be two, and what has no date at all."""
    assert (Head(), [TITLE, line, REPORT]) == split_head([TITLE, line, REPORT])


def test_names_over_that_of_the_outlet_are_its_authors() -> None:
    head, rest = split_head(
        ["Ilse Brandt, Tom Karr and Vera Okonjo", "Special to the Kessel Tribune", REPORT]
    )
    assert (head.outlet, head.bylines) == (OUTLET, ("Ilse Brandt", "Tom Karr", "Vera Okonjo"))
    assert rest == [REPORT]


def test_names_over_anything_else_stay() -> None:
    parts = ["Ilse Brandt and Tom Karr", "Kessel votes on Sunday", REPORT]
    assert split_head(parts) == (Head(), parts)


def test_nothing_below_the_first_paragraph_is_taken() -> None:
    """A date inside a report is one of the report."""
    parts = [REPORT, "April 7, 2025", REPORT]
    assert (Head(), parts) == split_head(parts)


def test_a_report_keeps_a_paragraph() -> None:
    """Nothing but a date is a text of a date."""
    assert (Head(), ["April 7, 2025"]) == split_head(["April 7, 2025"])


def test_a_name_that_the_report_speaks_of_is_no_outlet() -> None:
    """ "Valdehonda | April 7, 2025" names the place of the report."""
    found, _ = split_head(["Valdehonda | April 7, 2025", "The mayor of Valdehonda resigned. " + REPORT])
    assert (DAY, None) == (found.date, found.outlet)


@pytest.mark.parametrize(
    "lines",
    [
        ["Ilse Brandt", "Associated Press"],
        ["Ilse Brandt and Tom Karr", "The Associated Press"],
        ["By Ilse Brandt", "Reuters"],
        ["Ilse Brandt and Tom Karr, Associated Press"],
        ["Ilse Brandt | Reuters"],
        ["ILSE BRANDT Associated Press"],
    ],
)
def test_authors_over_or_beside_their_agency(lines: list[str]) -> None:
    """The agency is no outlet."""
    head, rest = split_head([*lines, REPORT])
    assert head.agency in {"AP", "Reuters"}
    assert (None, "Ilse Brandt", [REPORT]) == (head.outlet, head.bylines[0].title(), rest)


@pytest.mark.parametrize(
    "lines",
    [
        ["Marchers reached the square on Monday.", "Ilse Brandt, Associated Press"],
        ["Ilse Brandt Sues Reuters"],
        ["What Ilse Brandt told Reuters"],
    ],
)
def test_credits_of_pictures_and_titles_name_no_agency(lines: list[str]) -> None:
    """Below a caption it is the photographer."""
    head, rest = split_head([*lines, REPORT])
    assert (None, [*lines, REPORT]) == (head.agency, rest)
