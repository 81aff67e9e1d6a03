"""Which articles of a library are one story, found again only around what has changed.

1. An article that came or was edited is taken in: its profile, the terms that find it, its copies.
2. Pairs are found for it, and anew for the articles that it may now be a candidate of.
3. Stories are cut anew around whatever has other pairs or other copies than before.

Each step is written down as it is done, so that a run that is interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import crc32

from dateline import __version__
from dateline.schema.article import Article
from dateline.schema.library import Correction
from dateline.store import articles, places, stories, vectors
from dateline.store.database import Database

if TYPE_CHECKING:
    from dateline.pipeline import Progress
    from dateline.resolve.comparison import Profile
    from dateline.resolve.neighbourhood import Pair

# Articles that are taken in, or whose pairs are found, in one transaction. A kill costs the work on so many,
# and another writer waits for no longer than that takes: less than a second.
BATCH = 32
# Profiles that stay in memory, about five kilobytes each.
_HELD = 4096


def bring_up_to_date(database: Database, progress: Progress, *, profiles: Profiles | None = None) -> None:
    """Take in what came, and find all pairs that are to be found: steps 1 and 2."""
    profiles = profiles or Profiles(database)
    rules = _rules()
    if not places.has_rules(database, rules):
        with database.transaction():
            if not places.has_rules(database, rules):
                places.begin_anew(database, rules)
    done = 0
    while batch := places.listed(database, places.INDEX, limit=BATCH):
        _take_in(database, batch, profiles)
        done += len(batch)
        progress("group", done, None)
    while batch := places.listed(database, places.PAIRS, limit=BATCH):
        with database.transaction():
            _find_pairs(database, batch, profiles)


def cut(database: Database, touched: Iterable[int], corrections: Sequence[Correction]) -> list[list[str]]:
    """The stories (ids of articles) of all whom a change of `touched` may concern: step 3.

    What a reader's correction of stories ties to any of them is among these.
    """
    from dateline.resolve.neighbourhood import Neighbourhood

    neighbourhood = Neighbourhood(_Known(database))
    found = set(touched)
    while True:
        groups = neighbourhood.cut(found)
        inside = {number for group in groups for number in group}
        ids = {number: places.id_of(database, number) for number in inside}
        known = set(ids.values())
        tied = {
            id_
            for correction in corrections
            if not known.isdisjoint((*correction.articles, *correction.apart))
            for id_ in (*correction.articles, *correction.apart)
        }
        beyond = {
            number
            for number in places.numbers(database, tied - known).values()
            if places.is_in(database, number)
        }
        if not beyond:
            return [[ids[number] for number in group] for group in groups]
        found |= beyond


class Profiles:
    """The profiles of a library's articles, kept there and, the latest used, in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: dict[str, Profile] = {}
        self._new: dict[str, tuple[str, Profile]] = {}
        self._generation = places.generation(database)

    def refresh(self) -> None:
        """Forget what is in memory if another process has changed what grouping keeps; at the beginning of a
        transaction.
        """
        if places.generation(self._database) != self._generation:
            self._held.clear()

    def changed(self) -> None:
        """Say that this process changes what grouping keeps; the transaction is the caller's."""
        places.mark_changed(self._database)
        self._generation = places.generation(self._database)

    def of(self, id_: str) -> Profile:
        """The profile of an article that has been taken in."""
        import numpy as np

        from dateline.resolve.comparison import ROW, Profile

        if id_ not in self._held:
            kept = stories.kept_profile(self._database, id_)
            day = places.day_of(self._database, id_)
            if kept is None:
                return self.made(articles.get(self._database, id_))
            self._hold(Profile(id=id_, day=day, row=np.frombuffer(kept, dtype=ROW).reshape(())))
        return self._held[id_]

    def made(self, article: Article) -> Profile:
        """The profile of an article, kept already or made now; `save` keeps it."""
        import numpy as np

        from dateline.resolve.comparison import ROW, Profile, profile_of
        from dateline.resolve.days import day_of

        made_from = digest(__version__, str(ROW), articles.content_digest(article))
        data = stories.profile_of(self._database, article.id, made_from)
        if data is not None:
            row = np.frombuffer(data, dtype=ROW).reshape(())
            return self._hold(Profile(id=article.id, day=day_of(article), row=row))
        return self.know(article, profile_of(article), made_from)

    def know(self, article: Article, profile: Profile, made_from: str) -> Profile:
        """Hold a profile that was made now."""
        self._new[article.id] = made_from, profile
        return self._hold(profile)

    def save(self, id_: str) -> None:
        """Keep the profile of an article that was made now, and what it is about for search by meaning; the
        transaction is the caller's.
        """
        if id_ in self._new:
            made_from, profile = self._new.pop(id_)
            vector = vectors.packed(profile.row["meaning"])
            stories.keep_profile(self._database, id_, profile.row.tobytes(), made_from=made_from)
            vectors.keep(self._database, id_, vector, made_from=made_from)

    def _hold(self, profile: Profile) -> Profile:
        while len(self._held) >= _HELD:
            self._held.pop(next(iter(self._held)))
        self._held[profile.id] = profile
        return profile


class _Known:
    """What grouping asks of a library; `resolve.neighbourhood.Known`. Answers are held."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._places: dict[int, tuple[int, int | None]] = {}
        self._pairs: dict[int, list[Pair]] = {}
        self._families: dict[int, list[int]] = {}

    def day(self, article: int) -> int | None:
        return self._place(article)[1]

    def place(self, article: int) -> int:
        return self._place(article)[0]

    def pairs(self, article: int) -> Sequence[Pair]:
        from dateline.resolve.neighbourhood import Pair

        if article not in self._pairs:
            self._pairs[article] = [Pair(*pair) for pair in places.pairs(self._database, article)]
        return self._pairs[article]

    def family(self, article: int) -> Sequence[int]:
        if article not in self._families:
            family = sorted(places.family(self._database, article), key=self.place)
            self._families.update((one, family) for one in family)
        return self._families[article]

    def _place(self, article: int) -> tuple[int, int | None]:
        if article not in self._places:
            self._places[article] = places.place_and_day(self._database, article)
        return self._places[article]


def _take_in(database: Database, batch: Sequence[tuple[int, str]], profiles: Profiles) -> None:
    """Put articles among those that are grouped, with their copies, and on the list whom they concern."""
    from dateline.resolve.neighbourhood import place_of, shingles_kept, terms_of, too_far_after

    prepared = []
    for number, id_ in batch:
        article = articles.find(database, id_)
        if article is not None:
            prepared.append((number, article, profiles.made(article), shingles_kept(article)))
    with database.transaction():
        profiles.refresh()
        last = places.last_place(database)
        new = []
        for number, article, profile, shingles in prepared:
            # Another process may have taken it in, or changed it, since it was read.
            if not places.is_at(database, number, places.INDEX, articles.content_digest(article)):
                continue
            profiles.save(article.id)
            place, terms = place_of(article.id, profile.day), terms_of(profile)
            places.add(database, number, place=place, day=profile.day, terms=terms, shingles=shingles)
            new.append((number, article, profile.day, place, terms))
        for number, article, day, place, terms in new:
            if place < last:
                found = places.after(
                    database,
                    [term for term, _ in terms],
                    place,
                    reach=articles.REACH,
                    gap=too_far_after(day),
                )
                places.put_on_list(database, found, places.PAIRS)
            _find_copies(database, number, article)
        places.take_on(database, [number for number, *_ in new], places.PAIRS)
        profiles.changed()


def _find_copies(database: Database, number: int, article: Article) -> None:
    from dateline.resolve.neighbourhood import is_one_text, may_be_copies

    for other, shared, one, two in list(places.sharing(database, number)):
        if may_be_copies(shared, one, two):
            copy = articles.get(database, places.id_of(database, other))
            if is_one_text(article, copy):
                places.join(database, number, other)
    places.put_on_list(database, places.family(database, number), places.CUT)


def _find_pairs(database: Database, batch: Sequence[tuple[int, str]], profiles: Profiles) -> None:
    """Find the pairs of articles with earlier ones; the transaction is the caller's."""
    from dateline.resolve.neighbourhood import candidates, likeliest, terms_of

    profiles.refresh()
    changed: set[int] = set()
    for number, id_ in batch:
        if not places.is_at(database, number, places.PAIRS):
            continue
        profile = profiles.of(id_)
        place, _ = places.place_and_day(database, number)
        postings = [
            places.before(database, term, place, reach=articles.REACH) for term, _ in terms_of(profile)
        ]
        near = places.at(database, candidates(profile, postings))
        likely = likeliest(profile, [profiles.of(other) for _, other in near])
        changed |= places.set_pairs(database, number, [(near[nth][0], content) for nth, content in likely])
        places.take_on(database, [number], places.CUT)
    places.put_on_list(database, changed, places.CUT)
    if changed:
        profiles.changed()


def _rules() -> int:
    """By which rules profiles, terms and pairs are made, as 31 bits."""
    from dateline.resolve.blocking import POSTINGS, QUERY_TERMS
    from dateline.resolve.comparison import ROW, model
    from dateline.resolve.neighbourhood import KEEP

    parts = (__version__, ROW, model(), POSTINGS, QUERY_TERMS, KEEP, articles.REACH)
    return crc32(repr(parts).encode()) >> 1


def digest(*parts: str) -> str:
    """SHA-256 of several texts, in hexadecimal."""
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
