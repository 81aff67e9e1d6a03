"""Renditions of one utterance: what is joined and what stays apart."""

from __future__ import annotations

import pytest

from dateline.resolve.entities import resolve_entities
from dateline.resolve.quotations import resolve_quotations
from resolve.written import written

SAME = {
    "cut": (
        (
            "We are ready to reopen the northern crossing before winter comes",
            "Costin",
            "direct",
        ),
        ("We are ready to reopen the northern crossing", "Costin", "direct"),
    ),
    "short forms": (
        ("We're not going to sign a treaty that nobody has read", "Costin", "direct"),
        ("We are not going to sign a treaty that nobody has read", "Costin", "direct"),
    ),
    "merged with another sentence": (
        ("The ferry was overloaded beyond any doubt. The captain ignored two warnings.", "Costin", "direct"),
        ("The captain ignored two warnings. Nobody checked the lifeboats that morning.", "Costin", "direct"),
    ),
    "translated anew": (
        ("The key to the archive always lies in the drawer of my desk", "Costin", "direct"),
        ("a key to the archive is always in my drawer", "Costin", "direct"),
    ),
    "put into indirect speech": (
        ("I will resign if the inquiry finds a single forged ballot", "Costin", "direct"),
        ("she would resign if the inquiry found a single forged ballot", "Costin", "indirect"),
    ),
    "fragment in a longer one": (
        ("shameful indifference", "Costin", "mixed"),
        ("a decade of neglect and shameful indifference", "Costin", "mixed"),
    ),
    "fragment without a speaker": (
        ("shameful indifference", None, "mixed"),
        ("a decade of neglect and shameful indifference", "Costin", "mixed"),
    ),
    "fragment in indirect speech": (
        ("severe flooding", "Costin", "mixed"),
        ("the breach on Tuesday had caused severe flooding in the lower town", "Costin", "indirect"),
    ),
    "spelled the other way": (
        ("The programme to decarbonise the harbour has stalled", "Costin", "direct"),
        ("The program to decarbonize the harbor has stalled", "Costin", "direct"),
    ),
    "overlapping cuts": (
        ("The lock failed at dawn. We have asked both crews to stay ashore", "Costin", "direct"),
        ("We have asked both crews to stay ashore. Nobody was on the bridge", "Costin", "direct"),
    ),
    "with what an editor put in": (
        ("the divers were mending an old [Orlan River Board] sluice", "Costin", "mixed"),
        ("We saw that the divers were mending an old sluice", "Costin", "direct"),
    ),
    "a fragment of common words": (
        ('it would be "an end to talk"', "Costin", "mixed"),
        ("For me that is an end to talk", "Costin", "direct"),
    ),
    "a dropped negation": (
        ("We will not recall our envoy from Brennerstadt this week", "Costin", "direct"),
        ("We will recall our envoy from Brennerstadt this week", "Costin", "direct"),
    ),
}

APART = {
    "one frame, two contents": (
        ("We will not tolerate any breach of the ceasefire", "Costin", "direct"),
        ("We will not tolerate any talk of new elections", "Costin", "direct"),
    ),
    "one subject, two statements": (
        ("The harbour will stay closed until the divers have finished", "Costin", "direct"),
        ("The divers have told us that the harbour wall is cracked", "Costin", "direct"),
    ),
    "common words of two people": (
        ("very important", "Costin", "mixed"),
        ("This is a very important day for the valley", "Brandt", "direct"),
    ),
    "a toll that rises": (
        ("two people had been killed in the landslide", "Costin", "indirect"),
        ("nine people had been killed in the landslide", "Costin", "indirect"),
    ),
    "a fragment of another speaker": (
        ("real concern", "Brandt", "mixed"),
        ("There is real concern about the dam", "Costin", "direct"),
    ),
    "everyday words": (
        ("I do not know", "Costin", "direct"),
        ("I do not know what they want from us", "Costin", "direct"),
    ),
    "thanks of two people": (
        ("I would like to thank all of you for coming today", "Costin", "direct"),
        ("I would like to thank the firefighters for their courage", "Brandt", "direct"),
    ),
}


def clusters_of(*renditions: tuple[str, str | None, str]) -> int:
    """How many utterances the renditions, one an article, are joined to."""
    articles = []
    for number, (content, source, kind) in enumerate(renditions, start=1):
        speaker = {"Costin": "[1 Mirela Costin]", "Brandt": "[2 Paul Brandt]", None: "Nobody"}[source]
        name = {"Costin": "Mirela Costin", "Brandt": "Paul Brandt"}.get(source or "")
        text = f"{speaker} said: {content}"
        articles.append(written(f"a{number}", text, quotes=[(content, name, kind)]))
    return len(resolve_quotations(articles, resolve_entities(articles)))


@pytest.mark.parametrize("case", SAME)
def test_renditions_of_one_utterance_are_joined(case: str):
    """Two renditions of one utterance become one quotation."""
    assert 1 == clusters_of(*SAME[case])


@pytest.mark.parametrize("case", APART)
def test_two_utterances_stay_apart(case: str):
    """Two utterances with common words stay two quotations."""
    assert 2 == clusters_of(*APART[case])


def test_a_fragment_does_not_tie_two_speeches_together():
    """A fragment that stands in two speeches goes to one of them, and the speeches stay apart."""
    count = clusters_of(
        ("real progress on the border", "Costin", "mixed"),
        ("The envoys made real progress on the border before the snow came", "Costin", "direct"),
        ("Without real progress on the border nobody will lend us a single coin", "Costin", "direct"),
    )
    assert 2 == count


def test_a_term_in_marks_does_not_tie_the_words_of_two_persons():
    """What each of two people calls so, and nobody in a third report, is said by two people."""
    count = clusters_of(
        ("If they agree on the “Brenner step”, the toll falls on both banks at once", "Costin", "direct"),
        ("any “Brenner step” would leave out the ports and the pilots", "Brandt", "mixed"),
        ("“Brenner step”", None, "mixed"),
    )
    assert 2 == count


def test_words_of_one_whom_only_one_article_names_are_joined():
    """ "A diver" and the man another article names can be one, where the words are the same."""
    articles = [
        written(
            "a1",
            'A [1 diver] said it was a "mess of rusty cables".',
            chains={1: {"type": "person"}},
            quotes=[('it was a "mess of rusty cables"', "diver", "mixed")],
        ),
        written(
            "a2",
            '[1 Paul Brandt] spoke of a "mess of rusty cables".',
            quotes=[('a "mess of rusty cables"', "Paul Brandt", "mixed")],
        ),
    ]
    assert 1 == len(resolve_quotations(articles, resolve_entities(articles)))


def test_the_speaker_is_the_person_at_the_head_of_the_source():
    """Of a title with a place and a possessor in it, the person is the speaker."""
    article = written(
        "a1",
        '"It holds," said [1 Tarvia]\'s ambassador to [2 Lorne] [3 Ada Moreau], a veteran of [4 Oslo].',
        chains={1: {"type": "place"}, 2: {"type": "place"}, 4: {"type": "place"}},
        quotes=[("It holds,", "Tarvia's ambassador to Lorne Ada Moreau, a veteran of Oslo")],
    )
    entities = resolve_entities([article])
    [cluster] = resolve_quotations([article], entities)
    assert entities.links["a1"][2] == cluster.speaker


def test_a_pronoun_speaks_for_its_chain():
    """A quotation whose source is a pronoun has the entity of the pronoun's chain as its speaker."""
    article = written(
        "a1", '[1 Ada Moreau] came late. "It holds," [1 she] said.', quotes=[("It holds,", "she")]
    )
    [cluster] = resolve_quotations([article], resolve_entities([article]))
    assert "e1" == cluster.speaker
