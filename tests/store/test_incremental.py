"""Grouping article by article against grouping all at once, on random streams."""

from __future__ import annotations

import random
from collections.abc import Sequence

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.pipeline_grouping import Profiles, bring_up_to_date, cut
from dateline.resolve.comparison import ROW, Profile
from dateline.resolve.copies import find_copies
from dateline.resolve.neighbourhood import place_of
from dateline.resolve.stories import Grouper
from dateline.schema.article import Article
from dateline.store import articles, places
from dateline.store.database import Database, open_database

DAY = 739_000
WORDS = ("bridge", "council", "ferry", "harvest", "minister", "river", "strike", "treaty", "verdict", "wheat")


def article(number: int, draw: random.Random) -> Article:
    """An article of one of a few subjects, with or without a date, now and then in the words of another."""
    subject = draw.randrange(4)
    day = draw.choice([None, *range(1, 28)])
    copied = random.Random(draw.randrange(6)).choices(WORDS, k=60)
    text = " ".join(copied if draw.random() < 0.3 else draw.choices(WORDS, k=60))
    return Article(
        id=f"a{random.Random(number).getrandbits(64):016x}",
        text=f"{text} {subject} {number}.",
        published=f"2025-05-{day:02}" if day else None,
        language="de",
    )


def profile(item: Article, draw: random.Random) -> Profile:
    """A profile in which the terms of an article's subject weigh most; made up, so that no model runs."""
    from dateline.resolve.days import day_of

    subject = int(item.text.split()[-2])
    row = np.zeros((), dtype=ROW)
    terms = sorted({draw.randrange(100) + 100 * subject for _ in range(30)} | set(range(900, 910)))
    row["terms"][: len(terms)] = terms
    row["weights"][: len(terms)] = [draw.random() / 4 for _ in terms]
    row["rarities"][: len(terms)] = 12.0
    base = np.random.default_rng(subject).normal(size=384)
    for name in ("meaning", "headline"):
        own = base + np.random.default_rng(draw.randrange(10**6)).normal(size=384) * draw.choice([0.3, 0.8])
        row[name] = own / np.linalg.norm(own)
    return Profile(id=item.id, day=day_of(item), row=row)


class Prepared(Profiles):
    """Profiles that were made up."""

    def __init__(self, database: Database, known: dict[str, Profile]) -> None:
        super().__init__(database)
        self._known = known

    def of(self, id_: str) -> Profile:
        """The profile of an article."""
        return self._known[id_]

    def made(self, item: Article) -> Profile:
        """The profile of an article."""
        return self._known[item.id]


def at_once(items: Sequence[Article], profiles: dict[str, Profile]) -> set[frozenset[str]]:
    """The stories of a stream in the canonical order."""
    ordered = sorted(items, key=lambda item: place_of(item.id, profiles[item.id].day))
    grouper = Grouper()
    for item in ordered:
        grouper.add_profile(profiles[item.id])
    grouper.join(find_copies(ordered))
    return {frozenset(group) for group in grouper.stories()}


class Kept:
    """Stories in memory, replaced as a library replaces them."""

    def __init__(self, database: Database, profiles: dict[str, Profile]) -> None:
        self._database, self._profiles = database, Prepared(database, profiles)
        self.stories: set[frozenset[str]] = set()

    def add(self, items: Sequence[Article]) -> None:
        """Take articles in and cut stories anew where that is needed."""
        for item in items:
            articles.put(self._database, item, now="2025-05-30")
        self.resolve()

    def forget(self, ids: Sequence[str]) -> None:
        """Take articles out."""
        for number in places.numbers(self._database, ids).values():
            places.remove(self._database, number, reach=articles.REACH)
        self.stories = {left for story in self.stories if (left := story - set(ids))}
        for id_ in ids:
            self._database.rows("DELETE FROM articles WHERE id = ?", (id_,))
        self.resolve()

    def resolve(self) -> None:
        """Go through all steps."""
        bring_up_to_date(self._database, lambda *_: None, profiles=self._profiles)
        listed = [number for number, _ in places.listed(self._database, places.CUT)]
        new = {frozenset(group) for group in cut(self._database, listed, ())}
        touched = {id_ for group in new for id_ in group}
        # What is cut anew is made of whole stories.
        assert all(story <= touched or story.isdisjoint(touched) for story in self.stories)
        self.stories = {story for story in self.stories if story.isdisjoint(touched)} | new
        places.take_off_list(self._database, listed)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_stories_are_those_of_one_stream(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the order of arrival, and after articles were forgotten, stories are those of one stream."""
    draw = random.Random(seed)
    path = tmp_path_factory.mktemp("stream") / "x.sqlite"
    database = open_database(path)
    items = [article(number, draw) for number in range(draw.randint(2, 60))]
    given_ids: dict[int, str] = {}
    for number, item in enumerate(items):
        # Ids of a library come from the content.
        receipt = articles.put(scratch := open_database(path.with_name("ids.sqlite")), item, now="2025-05-30")
        scratch.close()
        given_ids[number] = receipt.article
    items = [msgspec.structs.replace(item, id=given_ids[number]) for number, item in enumerate(items)]
    items = list({item.id: item for item in items}.values())
    profiles = {item.id: profile(item, draw) for item in items}
    kept = Kept(database, profiles)
    left = draw.sample(items, len(items))
    while left:
        size = draw.choice([1, 1, 2, 5, 20])
        kept.add(left[:size])
        left = left[size:]
    assert at_once(items, profiles) == kept.stories
    gone = draw.sample(items, draw.randint(0, len(items) // 3))
    kept.forget([item.id for item in gone])
    rest = [item for item in items if item not in gone]
    assert at_once(rest, profiles) == kept.stories
    database.close()
