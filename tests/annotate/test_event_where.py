"""Where an event is: what is said, what leaves, what flies, and what is brought somewhere."""

from __future__ import annotations

import pytest

from annotate.eventful import annotated, one, where

NAMES = {
    "person": "Ada Pell|Tomas Reyl",
    "place": "Tarn|Orlan",
    "organization": "Brenn Palace|Senate|House of Commons|Courier",
    "nominal": "Troops",
}


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Speaking at a gathering in Tarn, Ada Pell criticized Tomas Reyl.", "criticized", "Tarn"),
        ("Ada Pell praised Tomas Reyl while leading prayers in Tarn.", "praised", "Tarn"),
        (
            "Ada Pell defended Tomas Reyl when asked at Brenn Palace.",
            "defended",
            "Brenn Palace",
        ),
        ("Ada Pell, speaking of the war in Tarn, praised Tomas Reyl.", "praised", None),
        ("Ada Pell closed the border, stranding hundreds in Tarn.", "closed", None),
        ("Ada Pell addressed a Tarn rally on Friday.", "addressed", "Tarn"),
        ("Ada Pell addressed the nation from Brenn Palace on Friday.", "addressed", "Brenn Palace"),
        ("Ada Pell praised rescuers from Tarn.", "praised", None),
    ],
)
def test_what_is_said_is_where_the_speaker_is(text: str, trigger: str, place: str | None) -> None:
    """Participles and "from" place it where they are of the speaking, not of what is spoken of."""
    found = annotated(text, **NAMES)
    assert place == where(found, one(found, trigger))


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Ada Pell addressed a joint session of the House of Commons.", "addressed", "House of Commons"),
        ("Before the Senate on Friday, Ada Pell criticized Tomas Reyl.", "criticized", "Senate"),
        ("Ada Pell gave a speech to the Senate on Friday.", "speech", "Senate"),
        ("Ada Pell addressed the Senate in a letter.", "addressed", None),
        ("Ada Pell addressed the Courier on Friday.", "addressed", None),
        ("Ada Pell urged the Senate on Friday to vote.", "urged", None),
    ],
)
def test_bodies_are_spoken_to_where_they_sit(text: str, trigger: str, place: str | None) -> None:
    """A chamber places what is said before it, but not what is written to it or asked of it."""
    found = annotated(text, **NAMES)
    assert place == where(found, one(found, trigger))


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("A missile hit a cargo jet over Tarn in 2014.", "hit", "Tarn"),
        ("Clashes over Tarn killed nine people.", "Clashes", None),
        ("Troops withdrew from Tarn on Friday.", "withdrew from", "Tarn"),
        ("Orlan withdrew 200 soldiers from Tarn on Friday.", "withdrew", "Tarn"),
        ("Tomas Reyl was brought back to Tarn on Friday.", "brought", "Tarn"),
        ("Ada Pell visited a Tarn museum on Friday.", "visited", "Tarn"),
    ],
)
def test_prepositions_place_what_flies_leaves_and_is_brought(
    text: str, trigger: str, place: str | None
) -> None:
    """ "Over" is a place of what flies, "from" of those who leave, "to" of people who are brought."""
    found = annotated(text, **NAMES)
    assert place == where(found, next(e for e in found.events if e.trigger.text.startswith(trigger)))


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Ada Pell is heading to Tarn for her summit with Tomas Reyl.", "summit", "Tarn"),
        ("Ada Pell asked for a summit with Tomas Reyl.", "summit", None),
        ("A man arrested in Tarn was charged on Friday.", "charged", None),
        ("A team led by Ada Pell in Tarn rescued nine people.", "rescued", "Tarn"),
        ("Ada Pell became chief of Orlan, a small town in Tarn.", "became chief", "Orlan"),
        ("Tarn was returned to Orlan in 1997.", "returned", "Tarn"),
        ("Two Tarn shops sold Tomas Reyl a gun in 2017.", "sold", "Tarn"),
    ],
)
def test_whose_place_it_is(text: str, trigger: str, place: str | None) -> None:
    """A journey's goal is that of the meeting it is for; where somebody was held, or a town lies, is no
    place of what is done."""
    found = annotated(text, **NAMES)
    assert place == where(found, one(found, trigger))
