"""Sentences of two origins about one thing that cannot both be true.

They differ in a number, an age, a day, a denial, a party or a place. Two sentences are about one thing where
they tell one event, where their words are alike, or where they name the same and share words beside. Claims
are compared with the same verb, party and object; `numbers` compares numbers, `ages` ages, `deeds` the days
of what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from dateline.record.accounts import stands_for
from dateline.record.ages import differing_ages
from dateline.record.claims import Claim, contradict, exclusive, opposed, rival
from dateline.record.deeds import differing_days
from dateline.record.evidence import Sources
from dateline.record.numbers import differing_numbers
from dateline.record.said import (
    SAME_TIME,
    Contrast,
    Said,
    components,
    days_apart,
    difference_of,
    from_other_origins,
    is_about_one,
    is_alike,
    same_times,
)
from dateline.record.states import changed_states
from dateline.record.tallies import counts_of_two
from dateline.schema.cluster import Entities
from dateline.schema.story import Difference


def find_contrasts(said: Sequence[Said], sources: Sources, entities: Entities) -> tuple[Contrast, ...]:
    """The differences between sentences, each with the sentences that give its values."""
    return (
        *(_told_after(found, said) for found in differing_numbers(said, sources, entities)),
        *counts_of_two(said, sources),
        *differing_ages(sources, entities),
        *differing_days(sources, entities),
        *changed_states(sources, entities),
        *map(Contrast, _claims(said, sources, entities)),
        *map(Contrast, _sides(said, sources)),
    )


def _told_after(difference: Difference, said: Sequence[Said]) -> Contrast:
    """A difference in a number with the sentences before those that give it: they may tell what it is of."""
    held = {(span.article, span.start) for value in difference.values for span in value.evidence}
    before = frozenset(
        (one.sentence.span.article, one.sentence.span.start)
        for one, after in pairwise(said)
        if (after.sentence.span.article, after.sentence.span.start) in held
        and one.sentence.span.article == after.sentence.span.article
        and one.sentence.told
    )
    return Contrast(difference, near=before)


# ---------------------------------------------------------------- claims and sides
def _claims(said: Sequence[Said], sources: Sources, entities: Entities) -> Iterator[Difference]:
    """Claims that one outlet makes and another denies, or makes of another party."""
    table_ = {entity.id: entity for entity in entities.entities}
    by_verb: dict[str, list[tuple[Said, Claim]]] = {}
    for one in said:
        for claim in one.claims:
            by_verb.setdefault(claim.verb, []).append((one, claim))
    for held in by_verb.values():
        denied, rivals = [], []
        for a, b in product((x for x in held if x[1].negated), (x for x in held if not x[1].negated)):
            together = from_other_origins(a[0], b[0]) and same_times(a[0].times, b[0].times)
            if together and contradict(a[1], b[1]) and is_about_one(a[0], b[0]):
                denied.append((b, a))
        both = _of_two_minds(denied)
        denied = [pair for pair in denied if not both & {said.sentence.span.article for said, _ in pair}]
        for a, b in combinations(held, 2) if held[0][1].verb in exclusive() else ():
            if not from_other_origins(a[0], b[0]) or not same_times(a[0].times, b[0].times):
                continue
            if not rival(a[1], b[1]) or not _is_rivalry(a, b, held, sources):
                continue
            if not any(stands_for(table_[x], table_[y]) for x in a[1].names for y in b[1].names):
                rivals.append((a, b))
        for group in components(denied):
            yield _of_claims("whether", group, sources)
        for group in components(rivals):
            yield _of_claims("who", group, sources)


def _of_two_minds(pairs: Iterable[tuple[tuple[Said, Claim], tuple[Said, Claim]]]) -> set[str]:
    """The articles that tell a claim and its denial alike: they report a dispute and take no side."""
    claiming = {claim[0].sentence.span.article for claim, _ in pairs}
    return claiming & {denial[0].sentence.span.article for _, denial in pairs}


def _is_rivalry(
    a: tuple[Said, Claim], b: tuple[Said, Claim], held: Sequence[tuple[Said, Claim]], sources: Sources
) -> bool:
    """Whether the two are of one deed and neither article tells it of both parties."""
    if not is_about_one(a[0], b[0]):
        return False
    if days_apart(a[0], b[0], sources) > SAME_TIME:
        return False
    for one, other in ((a, b), (b, a)):
        article = one[0].sentence.span.article
        for said, claim in held:
            same = claim.objects & other[1].objects
            if said.sentence.span.article == article and same and claim.names & other[1].names:
                return False
    return True


def _of_claims(slot: str, group: Sequence[tuple[Said, Claim]], sources: Sources) -> Difference:
    later = any(days_apart(a[0], b[0], sources) > SAME_TIME for a, b in combinations(group, 2))
    told = [(claim.span.text, one.sentence.span) for one, claim in group]
    return difference_of(slot, "update" if later else "conflict", told, sources)


def _sides(said: Sequence[Said], sources: Sources) -> Iterator[Difference]:
    """Different sides of one thing that two outlets give for one event."""
    held = [(one, side) for one in said for side in one.sides]
    pairs = [
        (a, b)
        for a, b in combinations(held, 2)
        if opposed(a[1], b[1])
        and from_other_origins(a[0], b[0])
        and same_times(a[0].times, b[0].times)
        and is_alike(a[0], b[0])
    ]
    for group in components(pairs):
        told = [(side.span.text, one.sentence.span) for one, side in group]
        yield difference_of("where", "conflict", told, sources)
