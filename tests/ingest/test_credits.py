"""Datelines, bylines and credits of agencies, on invented dispatches."""

from __future__ import annotations

import pytest

from dateline.ingest.credits import agency_of, opening, split_authors, split_byline, split_credits

REPORT = "The two sides agreed to meet again, a spokeswoman told reporters."


@pytest.mark.parametrize(
    ("text", "place", "agency", "date"),
    [
        ("SEOUL (REUTERS) - Talks went on.", "Seoul", "Reuters", None),
        ("SEOUL, June 1 (Reuters) - Talks went on.", "Seoul", "Reuters", "June 1"),
        ("BEIJING, June 1, 2018 (Xinhua) -- Talks went on.", "Beijing", "Xinhua", "June 1, 2018"),
        ("KUNDUZ, Afghanistan — Fighters struck.", "Kunduz", None, None),
        ("WEST PALM BEACH, Fla. (AP) — The president left.", "West Palm Beach", "AP", None),
        ("WEST PALM BEACH, Fla. — The president left.", "West Palm Beach", None, None),
        ("WASHINGTON/SEOUL (Reuters) - Talks went on.", "Washington", "Reuters", None),
        ("SEOUL -- Talks went on.", "Seoul", None, None),
        ("OSLO–The prize goes to the mediators.", "Oslo", None, None),
        ("MOSCOW, January 5. /TASS/. The minister left.", "Moscow", "TASS", "January 5"),
        ("Paris (AFP) - Talks went on.", "Paris", "AFP", None),
        ("PARIS, France | AFP | The minister left.", "Paris", "AFP", None),
        ("Jan. 5 (UPI) -- The minister left.", None, "UPI", "Jan. 5"),
        ("(Reuters) - Prices rose.", None, "Reuters", None),
        ("Madrid, 5 Jun (EFE).- The king left.", "Madrid", "EFE", "5 Jun"),
    ],
)
def test_opening(text: str, place: str | None, agency: str | None, date: str | None) -> None:
    """A dateline gives place, agency and date."""
    found = opening(text)

    assert found is not None
    assert (place, agency, date) == (found.place, found.agency, found.date)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The talks went on.",
        "FILE - In this picture the minister smiles.",
        "OPINION — The talks are a mistake.",
        "NATO said on Friday it would answer.",
        "The U.S. - a close ally - agreed.",
        "Seoul - a city of ten million - slept.",
        "(CNN) The minister left.",
        "CNN — The minister left.",
        "COVID-19 spread to the port.",
        "ANN LEE/AFP/Getty Images",
    ],
)
def test_no_opening(text: str) -> None:
    """Labels in capitals, and dashes within a sentence, are no datelines."""
    assert opening(text) is None


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        ("The talks go on. (Yonhap)", "Yonhap"),
        ("(AFP)", "AFP"),
        ("AFP", "AFP"),
        ("With AFP", "AFP"),
        ("(With inputs from PTI)", "PTI"),
        ("Source: Xinhua", "Xinhua"),
        ("The talks go on. — Bernama", "Bernama"),
        ("(Reporting by Ada Moor in Port Ana; Editing by Ben Lund)", "Reuters"),
        ("(Additional reporting by Ada Moor PORT ANA, Editing by Ben Lund and Cy Oak)", "Reuters"),
        ("Additional reporting by Ada Moor", None),
        ("The minister, he told Reuters, was tired.", None),
        ("Minister Arel meets Envoy Holt in Port Ana on June 1, 2018. (AP)", None),
        ("The Associated Press contributed to this report.", None),
        ("They live near the map (map)", None),
    ],
)
def test_credit_at_the_end(last: str, agency: str | None) -> None:
    """The last line credits an agency with the report, or only with a picture, or with help."""
    assert agency_of([REPORT, REPORT, last]) == agency


@pytest.mark.parametrize(
    ("authors", "people", "agency"),
    [
        (["Julian Moor For Dailyonline"], ("Julian Moor",), None),
        (["Reuters In Berlin", "Jamil Oak"], ("Jamil Oak",), "Reuters"),
        (["Associated Press"], (), "AP"),
        (["Ann Lee, The Associated Press"], ("Ann Lee",), "AP"),
        (["Reuters Staff"], (), "Reuters"),
        (["Afp"], (), "AFP"),
        (
            ["Story_Count", "backgroundurl avatar", "https://x.example/a", "Ann van der Lee"],
            ("Ann van der Lee",),
            None,
        ),
    ],
)
def test_authors(authors: list[str], people: tuple[str, ...], agency: str | None) -> None:
    """Authors are people; agencies among them, and what crawlers take for authors, are not."""
    assert split_authors(authors) == (people, agency)


def test_byline() -> None:
    """A byline above the report gives people and agency and leaves the text."""
    assert split_byline(["By Ann Lee, Associated Press", REPORT]) == (("Ann Lee",), "AP", [REPORT])


def test_no_byline() -> None:
    """A sentence that begins with "By" stays."""
    sentence = "By Monday the envoys had left."
    assert split_byline([sentence, REPORT]) == ((), None, [sentence, REPORT])


def test_credit_lines() -> None:
    """The lines that say who wrote, reported or helped are kept as they stand."""
    parts = ["PORT ANA (Reuters) - Talks went on.", REPORT, "Ada Moor contributed to this report."]
    assert split_credits(parts)[0] == ["PORT ANA (Reuters) -", parts[2]]
