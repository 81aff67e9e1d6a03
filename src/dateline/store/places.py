"""What grouping keeps of articles, so that a new one is held against its neighbours and not against all.

`unresolved` is the list of what is to be done. An article goes through three steps: it is taken in (INDEX),
its pairs are found (PAIRS), its story is cut anew (CUT). What concerns others puts them on the list.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence

from dateline.store.database import Database

INDEX, PAIRS, CUT = 0, 1, 2


def put_on_list(database: Database, numbers: Iterable[int], step: int) -> None:
    """Articles have to go from `step` on; those that have to go from an earlier one do so. The transaction is
    the caller's.
    """
    database.many(
        "INSERT INTO unresolved VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET step = excluded.step "
        "WHERE excluded.step < unresolved.step",
        [(number, step) for number in numbers],
    )


def take_on(database: Database, numbers: Iterable[int], step: int) -> None:
    """Articles that have gone through a step are at `step` now; the transaction is the caller's."""
    database.many("UPDATE unresolved SET step = ? WHERE number = ?", [(step, number) for number in numbers])


def take_off_list(database: Database, numbers: Iterable[int]) -> None:
    """Articles are in their stories; the transaction is the caller's."""
    database.many("DELETE FROM unresolved WHERE number = ?", [(number,) for number in numbers])


def listed(database: Database, step: int, *, limit: int | None = None) -> list[tuple[int, str]]:
    """Numbers and ids of the articles that are at a step, in the order of their numbers."""
    rows = database.rows(
        "SELECT u.number, a.id FROM unresolved AS u JOIN articles AS a ON a.number = u.number "
        "WHERE u.step = ? ORDER BY u.number LIMIT ?",
        (step, 2**62 if limit is None else limit),
    )
    return [(row["number"], row["id"]) for row in rows]


def is_done(database: Database) -> bool:
    """Whether nothing is on the list."""
    return database.value("SELECT 1 FROM unresolved LIMIT 1") is None


def generation(database: Database) -> int:
    """A number that grows whenever what grouping keeps changes."""
    return int(database.value("SELECT value FROM state WHERE name = 'generation'"))


def mark_changed(database: Database) -> None:
    """Say that what grouping keeps has changed; the transaction is the caller's."""
    database.rows("UPDATE state SET value = value + 1 WHERE name = 'generation'")


def has_rules(database: Database, rules: int) -> bool:
    """Whether what is kept was made by these rules, which a digest of 31 bits stands for."""
    return bool(database.value("SELECT value FROM state WHERE name = 'rules'") == rules)


def begin_anew(database: Database, rules: int) -> None:
    """Put all articles on the list, and keep nothing that was made by other rules; the transaction is the
    caller's.
    """
    for table in ("article_terms", "article_shingles", "article_pairs", "article_copies", "article_places"):
        database.rows(f"DELETE FROM {table}")
    put_on_list(database, [row["number"] for row in database.rows("SELECT number FROM articles")], INDEX)
    database.rows("UPDATE state SET value = ? WHERE name = 'rules'", (rules,))
    mark_changed(database)


def add(
    database: Database,
    number: int,
    *,
    place: int,
    day: int | None,
    terms: Sequence[tuple[int, int]],
    shingles: Sequence[int],
) -> None:
    """Take an article in; its terms come with their weights. The transaction is the caller's."""
    database.rows(
        "INSERT INTO article_places VALUES (?, ?, ?, ?, ?)",
        (number, place, day, _packed(term for term, _ in terms), _packed(shingles)),
    )
    database.many(
        "INSERT INTO article_terms VALUES (?, ?, ?, ?)",
        [(term, place, number, weight) for term, weight in terms],
    )
    database.many("INSERT INTO article_shingles VALUES (?, ?)", [(shingle, number) for shingle in shingles])


def remove(database: Database, number: int, *, reach: int) -> None:
    """Take an article out, and put on the list all whom that concerns; the transaction is the caller's.

    `reach` is how many articles of a term another one may be held against.
    """
    row = database.row("SELECT place, terms, shingles FROM article_places WHERE number = ?", (number,))
    if row is None:
        return
    terms, place = _unpacked(row["terms"]), row["place"]
    put_on_list(database, after(database, terms, place, reach=reach), PAIRS)
    ends = database.rows(
        "SELECT earlier AS other FROM article_pairs WHERE later = ? UNION "
        "SELECT later FROM article_pairs WHERE earlier = ? UNION "
        "SELECT other FROM article_copies WHERE one = ?",
        (number, number, number),
    )
    put_on_list(database, [end["other"] for end in ends], CUT)
    put_on_list(database, family(database, number), CUT)
    database.many(
        "DELETE FROM article_terms WHERE term = ? AND place = ? AND number = ?",
        [(term, place, number) for term in terms],
    )
    database.many(
        "DELETE FROM article_shingles WHERE shingle = ? AND number = ?",
        [(shingle, number) for shingle in _unpacked(row["shingles"])],
    )
    for condition in ("article_pairs WHERE later = ?", "article_pairs WHERE earlier = ?"):
        database.rows(f"DELETE FROM {condition}", (number,))
    database.rows("DELETE FROM article_copies WHERE one = ? OR other = ?", (number, number))
    database.rows("DELETE FROM article_places WHERE number = ?", (number,))
    mark_changed(database)


def after(
    database: Database, terms: Iterable[int], place: int, *, reach: int, gap: tuple[int, int] = (0, 0)
) -> set[int]:
    """The articles for which one at `place` is among the `reach` before them of any of these terms, except
    those whose places lie in the `gap` (half open).
    """
    return {
        row["number"]
        for term in terms
        for row in database.rows(
            "SELECT number, place FROM article_terms WHERE term = ? AND place > ? ORDER BY place LIMIT ?",
            (term, place, reach),
        )
        if not gap[0] <= row["place"] < gap[1]
    }


def before(database: Database, term: int, place: int, *, reach: int) -> list[tuple[int, int]]:
    """The `reach` articles of a term before a place, the nearest first: places, weights of the term."""
    rows = database.rows(
        "SELECT place, weight FROM article_terms WHERE term = ? AND place < ? ORDER BY place DESC LIMIT ?",
        (term, place, reach),
    )
    return [(row["place"], row["weight"]) for row in rows]


def last_place(database: Database) -> int:
    """The place of the last article that was taken in, -1 where there is none."""
    found: int | None = database.value("SELECT max(place) FROM article_places")
    return -1 if found is None else found


def sharing(database: Database, number: int) -> Iterator[tuple[int, int, int, int]]:
    """Articles that keep some of the shingles of this one: number, how many the same, how many it and how
    many this one keeps.
    """
    own = database.value("SELECT shingles FROM article_places WHERE number = ?", (number,))
    shingles = _unpacked(own) if own is not None else ()
    counts: dict[int, int] = {}
    for shingle in shingles:
        for row in database.rows("SELECT number FROM article_shingles WHERE shingle = ?", (shingle,)):
            counts[row["number"]] = counts.get(row["number"], 0) + 1
    counts.pop(number, None)
    for other, shared in counts.items():
        data = database.value("SELECT shingles FROM article_places WHERE number = ?", (other,))
        yield other, shared, len(data) // 4, len(shingles)


def join(database: Database, one: int, other: int) -> None:
    """Say that two articles are one text; the transaction is the caller's."""
    database.many(
        "INSERT INTO article_copies VALUES (?, ?) ON CONFLICT DO NOTHING", [(one, other), (other, one)]
    )


def set_pairs(database: Database, later: int, pairs: Sequence[tuple[int, float]]) -> set[int]:
    """Set the pairs of an article with earlier ones, the likeliest first; the ends of pairs that are new or
    gone, or of which the odds changed. The transaction is the caller's.
    """
    old = [
        (row["earlier"], row["content"])
        for row in database.rows(
            "SELECT earlier, content FROM article_pairs WHERE later = ? ORDER BY nth", (later,)
        )
    ]
    if old == list(pairs):
        return set()
    database.rows("DELETE FROM article_pairs WHERE later = ?", (later,))
    database.many(
        "INSERT INTO article_pairs VALUES (?, ?, ?, ?)",
        [(later, nth, earlier, content) for nth, (earlier, content) in enumerate(pairs)],
    )
    return {earlier for earlier, _ in {*old, *pairs}} | {later}


def pairs(database: Database, article: int) -> list[tuple[int, float]]:
    """The pairs of an article, with earlier ones, then with later ones in the order of their places."""
    earlier = database.rows(
        "SELECT earlier AS other, content FROM article_pairs WHERE later = ? ORDER BY nth", (article,)
    )
    later = database.rows(
        "SELECT later AS other, content FROM article_pairs JOIN article_places ON number = later "
        "WHERE earlier = ? ORDER BY place",
        (article,),
    )
    return [(row["other"], row["content"]) for row in (*earlier, *later)]


def family(database: Database, article: int) -> set[int]:
    """The articles that are one text with this one, itself included."""
    found, todo = {article}, [article]
    while todo:
        for row in database.rows("SELECT other FROM article_copies WHERE one = ?", (todo.pop(),)):
            if row["other"] not in found:
                found.add(row["other"])
                todo.append(row["other"])
    return found


def place_and_day(database: Database, article: int) -> tuple[int, int | None]:
    """The place of an article that was taken in, and its day."""
    (row,) = database.rows("SELECT place, day FROM article_places WHERE number = ?", (article,))
    return row["place"], row["day"]


def numbers(database: Database, ids: Collection[str]) -> dict[str, int]:
    """The number of each of these articles that is there."""
    found = ((id_, database.value("SELECT number FROM articles WHERE id = ?", (id_,))) for id_ in ids)
    return {id_: number for id_, number in found if number is not None}


def id_of(database: Database, number: int) -> str:
    """The id of the article with this number."""
    return str(database.value("SELECT id FROM articles WHERE number = ?", (number,)))


def at(database: Database, found: Iterable[int]) -> list[tuple[int, str]]:
    """The numbers and ids of the articles at these places."""
    rows = (
        database.rows(
            "SELECT p.number, a.id FROM article_places AS p JOIN articles AS a ON a.number = p.number "
            "WHERE p.place = ? ORDER BY p.number",
            (place,),
        )
        for place in found
    )
    return [(row["number"], row["id"]) for several in rows for row in several[:1]]


def is_at(database: Database, number: int, step: int, content: str | None = None) -> bool:
    """Whether an article is at this step, and has this digest where one is given."""
    row = database.row(
        "SELECT a.content_digest FROM unresolved AS u JOIN articles AS a ON a.number = u.number "
        "WHERE u.number = ? AND u.step = ?",
        (number, step),
    )
    return row is not None and content in (None, row["content_digest"])


def is_in(database: Database, number: int) -> bool:
    """Whether an article has been taken in."""
    return database.value("SELECT 1 FROM article_places WHERE number = ?", (number,)) is not None


def day_of(database: Database, id_: str) -> int | None:
    """The day of an article that has been taken in."""
    found: int | None = database.value(
        "SELECT p.day FROM article_places AS p JOIN articles AS a ON a.number = p.number WHERE a.id = ?",
        (id_,),
    )
    return found


def _packed(values: Iterable[int]) -> bytes:
    return array("I", values).tobytes()


def _unpacked(data: bytes) -> Sequence[int]:
    found = array("I")
    found.frombytes(data)
    return found
