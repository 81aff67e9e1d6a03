"""Datelines, bylines and credits of agencies, on invented dispatches."""

from __future__ import annotations

import pytest

from dateline.ingest.credits import (
    agency_of,
    find_opening,
    opening,
    split_authors,
    split_biographies,
    split_byline,
    split_credits,
)

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
        ("PORT ANA (Lumen) - Talks went on.", "Port Ana", "Lumen", None),
        ("VELDT, May 12 (Nova Press) — Talks went on.", "Veldt", "Nova Press", "May 12"),
        ("Port Ana, 3 March 2021 (Lumen) - Talks went on.", "Port Ana", "Lumen", "3 March 2021"),
        ("PORT ANA (Lumen/AP) - Talks went on.", "Port Ana", "AP", None),
        ("PORT ANA (Reuters Markets) - Talks went on.", "Port Ana", "Reuters", None),
        ("PORT ANA (Combined dispatches) - Talks went on.", "Port Ana", None, None),
        ("PORT ANA (Tuesday) - Talks went on.", "Port Ana", None, None),
        ("PORT ANA (10:00 A.M.) - Talks went on.", "Port Ana", None, None),
        ("PORT ANA (KXAB) - Talks went on.", "Port Ana", None, None),
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
        "ANN LEE (CO-HOST): Good evening.",
        "Ministers of Veldt (Ostavia) — all of them — left.",
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
        ("With AFP", None),
        ("(With inputs from PTI)", None),
        ("Source: Xinhua", "Xinhua"),
        ("Reported by Reuters", "Reuters"),
        ("Text: AFP", "AFP"),
        ("The minister's plans were reported by Reuters", None),
        ("The talks go on. — Bernama", "Bernama"),
        ("(Reporting by Ada Moor in Port Ana; Editing by Ben Lund)", "Reuters"),
        ("(Additional reporting by Ada Moor PORT ANA, Editing by Ben Lund and Cy Oak)", "Reuters"),
        ("Additional reporting by Ada Moor", None),
        ("The minister, he told Reuters, was tired.", None),
        ("Minister Arel meets Envoy Holt in Port Ana on June 1, 2018. (AP)", None),
        ("The Associated Press contributed to this report.", None),
        ("They live near the map (map)", None),
        ("This story was reported by The Associated Press. Ada Moor in Port Ana wrote it.", "AP"),
        ("This story was reported by Reuters to the police.", None),
        (
            "• Associated Press writers Ada Moor in Port Ana, Ben S. Lund in Veldt and Cy Oak at the border "
            "of Ruritania contributed.",
            "AP",
        ),
        ("Moor reported from Veldt. Reuters correspondent Cy Oak contributed to this report.", "Reuters"),
        ("He said Reuters reporters had contributed to the fund for the town.", None),
    ],
)
def test_credit_at_the_end(last: str, agency: str | None) -> None:
    """The last line credits an agency with the report, or only with a picture, or with help."""
    assert agency_of([REPORT, REPORT, last]) == agency


def test_credit_of_a_passage() -> None:
    """Before more than some notes an agency's name signs a passage of another's, not the report."""
    assert agency_of([REPORT, "The talks go on. (AP)", "Sign up for the news of the day here."]) == "AP"
    assert agency_of([REPORT, "The talks go on. (AP)", "The envoys met once more. " * 20]) is None


def test_dateline_of_a_post() -> None:
    """A post of a social network within a report has a dateline of its own."""
    post = "PORT ANA (AP) — Envoys meet again. pic.example/x — Ada Moor (@adamoor) June 1, 2018"
    assert find_opening([REPORT, post, REPORT]) is None


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


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        ("They meet again in spring. (Nova Press)", "Nova Press"),
        ("They meet again in spring. (Lumen)", "Lumen"),
        ("(NVA)", "NVA"),
        ("(With agency inputs from Lumen)", None),
        ("(Reporting by Ann Lee in Veldt for Nova Press; Editing by Bo Ray)", "Nova Press"),
        ("Source: Lumen", "Lumen"),
        ("SOURCE: Nova Press", "Nova Press"),
        ("Source: Ann Lee", None),
        ("Source: the ministry", None),
        ("They meet again in spring. (Ann Lee)", None),
        ("They meet again in Veldt, said Lee of the Veldt Oil Company. (Veldt)", None),
        ("They meet again in spring. (FILE)", None),
        ("They meet again in spring. (lumen.example)", None),
        ("They meet again in spring (Nova Press)", None),
        ("Ann Lee arrives in Port Ana on June 1, 2018. (Nova Press)", None),
    ],
)
def test_unlisted_agency_in_the_last_words(last: str, agency: str | None) -> None:
    """A name after the last sentence signs; a person, a place or a caption's credit does not."""
    assert agency == agency_of([REPORT, REPORT, last])


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ann Lee; Editing by Bo Ray)",
        "Ann Lee in Veldt contributed to this report.",
        "With additional reporting by Ann Lee",
        "Lee reported from Veldt.",
        "• Associated Press writers Ann Lee in Veldt, Bo S. Ray in Port Ana and Cy Oak abroad contributed.",
    ],
)
def test_sign_offs_leave_the_text(line: str) -> None:
    """A line that says who reported is a credit and no paragraph, alone or at the end of the last one."""
    assert split_credits([REPORT, line]) == ([line], [REPORT])


def test_sign_off_within_the_last_paragraph() -> None:
    """A sign-off that ends the last paragraph is cut off it."""
    line = "(Reporting by Ann Lee)"
    assert split_credits([REPORT, f"{REPORT} {line}"]) == ([line], [REPORT, REPORT])


def test_what_was_reported_stays() -> None:
    """A last sentence about what was reported from a place is no credit."""
    parts = [REPORT, "Two dead were reported from Veldt."]
    assert split_credits(parts) == ([], parts)


@pytest.mark.parametrize(
    "note",
    ["Ann Lee covers the border for the Port Ana Post.", "• Bo Ray is a professor of history in Veldt."],
)
def test_biography(note: str) -> None:
    """A last paragraph that says who the author is, or a writer whom the report does not name, goes."""
    assert split_biographies([REPORT, note], ["Ann Lee"]) == ([note], [REPORT])


@pytest.mark.parametrize(
    "parts",
    [
        ["Ray, who wrote the book, was in Veldt.", "Bo Ray is a professor of history in Veldt."],
        [REPORT, "Bo Ray is the mayor of Veldt."],
        ["Ann Lee is a writer."],
    ],
)
def test_no_biography(parts: list[str]) -> None:
    """A writer whom the report tells of, and anybody else, stays; so does the only paragraph."""
    assert split_biographies(parts, ()) == ([], parts)


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("Videos, which could not immediately be verified by Bloomberg News, showed a fire.", "Bloomberg"),
        ("Reuters could not independently verify the claim.", "Reuters"),
        ("The minister told Reuters that the claim could not be verified.", None),
        ("The claim could not be verified by the police.", None),
    ],
)
def test_agency_that_could_not_verify(sentence: str, agency: str | None) -> None:
    """The agency that tried to verify what is reported wrote the report."""
    assert agency == agency_of([REPORT, sentence, REPORT])
