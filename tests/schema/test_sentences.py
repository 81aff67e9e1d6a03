"""Sentences of news prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.schema.sentences import find_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. delegate met Lt. Gen. Oda A. Brandt at 5 p.m. in Solm.", "They shook hands."],
        [
            "They vote at 2 p.m. Tuesday, or 6 a.m. March 3, about 11 p.m. Eastern.",
            "Brandt left at 3 p.m.",
            "Lind did not.",
        ],
        ["She has lived in the U.S. since May.", "The embassy, she said, is hers.", "Nobody objects."],
        ['"We are ready," she said.', '"It will hold."', "But others doubt it."],
        ['"Why now?" Brandt asked.', "Nobody answered."],
        ["It ended.", "(Reporting by A. B. Orsini; Editing by C. Valk)"],
        ["Shares of Orsini Corp. and Valk Inc. rose 3.5 percent.", "No. 2 rival Tarn Co. fell."],
        ["Is it over?", "Yes!", "Not quite … said no one."],
        ["In the case of Orsini v. Valk, both sides lost.", "An appeal is likely."],
    ],
)
def test_stops_end_sentences_and_abbreviations_do_not(sentences: list[str]) -> None:
    """Sentences joined by a space come apart as they were."""
    assert sentences == split(" ".join(sentences))


def test_a_quotation_glued_to_its_cue_is_one_sentence() -> None:
    """A missing space after the closing quotation mark ends nothing before a lower-case word."""
    assert ['"It will not be easy,"he said.', "He left."] == split('"It will not be easy,"he said. He left.')


def test_a_missing_space_after_a_stop_ends_the_sentence() -> None:
    """A caption glued to its credit comes apart; an address does not."""
    assert ["said envoy Oda Brandt.", "PHOTO: PRESS POOL"] == split("said envoy Oda Brandt.PHOTO: PRESS POOL")
    assert ["See www.Brandt.org today."] == split("See www.Brandt.org today.")
    assert ["It would not come overnight.", '"He let us speak," she said.'] == split(
        'It would not come overnight."He let us speak," she said.'
    )


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    """Place, agency and dash before the first sentence of a report, in the forms that agencies use."""
    for dateline in (
        "(ABC)",
        "(Meridian) -",
        *("TARN, Mo. —", "ORSINI, N.J. —", "HALVERN (Contis) -", "HALVERN, Lorne (AP) —", "HALVERN —"),
        *("Halvern (Contis) —", "New Halvern, Lorne (CNN)", "ST. TARN --"),
        *("HALVERN, May 13 -", "HALVERN, Lorne, Sept. 3 (Contis) —"),
    ):
        assert [dateline, "The envoy arrived."] == split(f"{dateline} The envoy arrived.")


@pytest.mark.parametrize(
    "text",
    [
        "The party (PDA) Won it.",
        "Mr. Tarn (Labour) told us.",
        "Halvern (the town) lies low.",
        "U.S.-Lorne talks - Nobody came.",
    ],
)
def test_other_brackets_and_dashes_are_no_dateline(text: str) -> None:
    """A sentence goes on after them."""
    assert [text] == split(text)


def test_every_line_break_ends_a_paragraph() -> None:
    """A heading without a stop is a sentence of its own."""
    assert ["Talks resume", "The envoys of both republics, who had not met for two years, came to the border "
            "village of Tarn on Monday and stayed."] == split(
        "Talks resume\nThe envoys of both republics, who had not met for two years, came to the border "
        "village of Tarn on Monday and stayed.\n\n"
    )  # fmt: skip


def test_a_text_wrapped_at_a_fixed_width_is_joined() -> None:
    """Line breaks that only wrap do not end a sentence."""
    text = (
        "The envoys of both nations came to the border\n"
        "village of Tarn on Monday and left there\n"
        "at dusk. Neither talked to reporters there.\n"
    )
    assert [
        "The envoys of both nations came to the border\nvillage of Tarn on Monday and left there\nat dusk.",
        "Neither talked to reporters there.",
    ] == split(text)


def test_a_capital_is_an_initial_and_no_page() -> None:
    """ "P." may be part of a name, "p." stands before a number."""
    text = "The clerk, Carl P. Dorn, pointed to p. 12 of the report. Nobody read it."
    assert ["The clerk, Carl P. Dorn, pointed to p. 12 of the report.", "Nobody read it."] == split(text)


@given(st.text())
def test_sentences_cover_all_but_white_space(text: str) -> None:
    """Whatever the text, sentences are in order, trimmed, and nothing but white space lies between."""
    at = 0
    for start, end in find_sentences(text):
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert text[at:].strip() == ""
