"""What somebody says is where the sentences around tell of the speaking."""

from __future__ import annotations

import pytest

from annotate.eventful import annotated, one, told_where

NAMES = {
    "person": "Ada Pell|Tomas Reyl|Nils Holm",
    "place": "Tarn",
    "organization": "the Courier|Senate|Northern Star",
}


@pytest.mark.parametrize(
    "text",
    [
        'Ada Pell criticized Tomas Reyl. "Never," Ada Pell said at a gathering in Tarn.',
        "Ada Pell told supporters in Tarn that it was over. Ada Pell criticized Tomas Reyl.",
        "Ada Pell criticized Tomas Reyl on Monday. Ada Pell made the comment in Tarn on Monday.",
        "At a rally in Tarn, Ada Pell thanked Nils Holm. Ada Pell criticized Tomas Reyl.",
    ],
)
def test_a_speech_goes_on(text: str) -> None:
    """The place told with one remark of a speaker is that of the others."""
    found = annotated(text, **NAMES)
    event = one(found, "criticized")
    assert ("Tarn", 1.0) == (told_where(found, event), event.places[0].likelihood)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Pell criticized Tomas Reyl. Nils Holm told supporters in Tarn that it was over.",
        "Ada Pell criticized Tomas Reyl in a letter. Ada Pell told supporters in Tarn that it was over.",
        "Ada Pell criticized Tomas Reyl on Monday. On Friday, Ada Pell spoke at a gathering in Tarn.",
        "Ada Pell criticized Tomas Reyl. Ada Pell will tell supporters in Tarn that it is over.",
        "Ada Pell criticized Tomas Reyl. Ada Pell praised the nurses of a hospital in Tarn.",
        "Ada Pell criticized Tomas Reyl. Ada Pell announced a bridge in Tarn.",
        "Ada Pell criticized Tomas Reyl. Ada Pell condemned the killing of nine people in Tarn.",
    ],
)
def test_it_is_another_speech(text: str) -> None:
    """Another speaker or day, a letter, a plan, or a place that is only spoken of."""
    found = annotated(text, **NAMES)
    assert all(place.likelihood < 1 for place in one(found, "criticized").places)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Ada Pell told the Senate on Monday that it was over.", "Senate"),
        ("It was over, Ada Pell said from the Senate floor.", "Senate"),
        ("Ada Pell said on the floor of the Senate that it was over.", "Senate"),
        ("Ada Pell told reporters aboard the Northern Star that it was over.", "Northern Star"),
        ("Ada Pell told the Senate in a letter that it was over.", None),
        ("Ada Pell told the Courier that it was over.", None),
    ],
)
def test_bodies_and_vessels_are_spoken_in(said: str, place: str | None) -> None:
    """A chamber that is told something, or a vessel, gives the place of what else is said."""
    found = annotated(f"{said} Ada Pell criticized Tomas Reyl.", **NAMES)
    event = one(found, "criticized")
    assert place == told_where(found, event)
