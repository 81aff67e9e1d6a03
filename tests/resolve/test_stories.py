"""What grouping keeps together and apart."""

import random

import numpy as np
import pytest
from msgspec.structs import replace

from dateline.resolve.comparison import ROW, Profile
from dateline.resolve.stories import Grouper, group
from dateline.schema.article import Article
from dateline.schema.cluster import Copies

FERRY = Article(
    id="ferry-1",
    title="Ferry sinks off Norvik, 12 rescued",
    text="NORVIK - A ferry carrying 31 people sank in heavy seas off the port of Norvik on Tuesday.\n\n"
    "Coast guard vessels from Halden rescued 12 passengers, Captain Ines Marrow said.",
)
FERRY_TOO = Article(
    id="ferry-2",
    title="Search goes on after ferry disaster",
    text="Coast guard crews searched through the night for passengers of the ferry that sank off Norvik.\n\n"
    "Twelve of the 31 people aboard were rescued, Captain Ines Marrow of the Halden coast guard said.",
)
BUDGET = Article(
    id="budget",
    title="Parliament of Ostland passes budget",
    text="The parliament of Ostland passed a budget on Tuesday that raises the fuel tax by two percent.\n\n"
    "Finance minister Tomas Reier said that the deficit would shrink.",
)


def made_up(name: str, topic: int, draw: random.Random) -> Profile:
    """A profile with a few terms of its topic and a few of the others."""
    row = np.zeros((), dtype=ROW)
    terms = sorted({topic * 100 + draw.randint(1, 14) for _ in range(9)} | {draw.randint(1, 900), 950})
    row["terms"][: len(terms)] = terms
    row["weights"][: len(terms)] = 1 / len(terms) ** 0.5
    row["rarities"][: len(terms)] = 10.0
    meaning = np.random.default_rng(topic).normal(0, 1, 384) + draw.uniform(0.2, 1.4) * np.random.default_rng(
        draw.randint(0, 10**6)
    ).normal(0, 1, 384)
    row["meaning"] = row["headline"] = meaning / np.linalg.norm(meaning)
    day = None if draw.random() < 0.25 else 738_000 + draw.randint(0, 9)
    return Profile(id=name, day=day, row=row)


def test_two_reports_of_one_event_are_one_story() -> None:
    """Two articles are enough: rarity comes from the shipped table, not from the input."""
    assert (("ferry-1", "ferry-2"),) == group([FERRY, FERRY_TOO])


def test_reports_of_different_events_are_two_stories() -> None:
    """Articles of one day that share only common words stay apart."""
    assert (("ferry-1", "ferry-2"), ("budget",)) == group([FERRY, BUDGET, FERRY_TOO])


def test_nothing_in_nothing_out() -> None:
    """No articles make no stories."""
    assert () == group([])


def test_repair_after_each_arrival_gives_what_one_repair_at_the_end_gives() -> None:
    """On random profiles, some without a day and some copies of one text, in several orders."""
    for seed in range(12):
        draw = random.Random(seed)
        profiles = [made_up(f"a{number}", number % 9, draw) for number in range(60)]
        draw.shuffle(profiles)
        stepwise, batch = Grouper(), Grouper()
        for profile in profiles:
            stepwise.add_profile(profile)
            if draw.random() < 0.1:
                copies = [profile.id, draw.choice(profiles).id]
                stepwise.join_copies(copies)
                stepwise.join_copies(copies)
            stepwise.repair()
        for profile in profiles:
            batch.add_profile(profile)
        batch.join(Copies(groups=stepwise.copies()))
        assert batch.stories() == stepwise.stories()


def test_repair_returns_only_the_stories_that_it_changed() -> None:
    """Nothing where arrival decided well; the joined story where a common text shows otherwise."""
    grouper = Grouper()
    for article in (FERRY, BUDGET, FERRY_TOO):
        grouper.add(article)
    assert () == grouper.repair()
    grouper.join_copies(["budget", "ferry-1"])
    assert {"ferry-1", "budget"} <= {article for story in grouper.repair() for article in story}
    assert () == grouper.repair()


def test_large_components_are_settled_by_asking_for_all_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where arrivals cut only the stories next to them, the end gives what one repair gives."""
    monkeypatch.setattr("dateline.resolve.stories.LOCAL", 5)
    draw = random.Random(3)
    profiles = [made_up(f"a{number}", number % 9, draw) for number in range(90)]
    stepwise, batch = Grouper(), Grouper()
    for profile in profiles:
        batch.add_profile(profile)
        stepwise.add_profile(profile)
        stepwise.repair()
    assert batch.stories() == stepwise.stories()


def test_stories_of_one_affair_are_an_arc() -> None:
    """The sinking, and the inquiry that begins ten days later, are two stories and one affair."""
    inquiry = Article(
        id="inquiry",
        title="Coast guard captain defends rescue",
        text="The inquiry into the ferry disaster off Norvik opened on Friday with questions about radio "
        "logs.\n\nFamilies of the dead filled the hall. A judge will hear 40 witnesses.",
        published="2031-05-16",
    )
    grouper = Grouper()
    for article in (replace(FERRY, published="2031-05-06"), inquiry, replace(BUDGET, published="2031-05-16")):
        grouper.add(article)
    assert (("ferry-1",), ("inquiry",), ("budget",)) == grouper.stories()
    assert ((0, 1),) == grouper.arcs()


def test_stories_of_different_affairs_make_no_arc() -> None:
    """A ferry and a budget of one day are two stories and no arc."""
    grouper = Grouper()
    for article in (FERRY, BUDGET):
        grouper.add(replace(article, published="2031-05-05"))
    assert () == grouper.arcs()
