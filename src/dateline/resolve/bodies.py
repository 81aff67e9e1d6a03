"""Which chains of several articles are one country, organization, place or group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from dateline.resolve.names import acronym, compare_organization_names, name_words, sound
from dateline.resolve.units import Group, Unit
from dateline.schema.annotation import EntityType
from dateline.schema.bodies import plain_body
from dateline.schema.cluster import ScoredPair

SAME_BODY = 0.88
"""Score from which two names of organizations or places are one: an acronym, or one slip in eight letters
(Brenerstadt for Brennerstadt). Lower joins neighbouring villages and sister parties."""

SHORT_FORM = 0.89
"""Score of a name that ends ("Foreign Ministry") or opens ("Academy of") exactly one longer name."""

LARGEST_BLOCK = 60
"""Names that share a key and are compared."""

LONGEST_LETTERS = 3
"""Letters of a name in capitals that is rather an acronym."""

DIVISIONS = frozenset(
    {"city", "county", "district", "governorate", "oblast", "prefecture", "province", "region", "state"}
)
"""Words after the name of a place, or with "of" before it, that leave the place what it is."""


def join_bodies(units: Sequence[Unit]) -> tuple[list[Group], tuple[ScoredPair, ...]]:
    """Countries by country, all others by their names; and the pairs of names that were compared."""
    countries: defaultdict[str, list[Unit]] = defaultdict(list)
    by_name: defaultdict[str, list[Unit]] = defaultdict(list)
    lands = {_key(unit.country): unit.country for unit in units if unit.is_country and unit.country}
    regions = _regions(units)
    for unit in units:
        town = (unit.name or "").partition(",")[0] if unit.type == "place" else unit.name or ""
        if unit.is_country and unit.country:
            countries[unit.country].append(unit)
        elif _is_shouted(unit) and _key(unit.name or "") in lands:
            countries[lands[_key(unit.name or "")]].append(unit)
        else:
            by_name[_key(town if len(regions[town]) < 2 else unit.name or "")].append(unit)
    by_name = _by_usual_form(by_name)
    compared = tuple(_compared(by_name))
    pairs = (*compared, *_short_forms(by_name, compared))
    bodies = [Group("place", tuple(found), country) for country, found in countries.items()]
    bodies += [Group(_type_of(found), tuple(found)) for found in _join(by_name, pairs)]
    return bodies, pairs


def _regions(units: Iterable[Unit]) -> defaultdict[str, set[str]]:
    """The letters that the regions of towns of one name begin with: "Lorne, Kan." and "Lorne, Kansas" are one
    town, "Lorne, Ohio" is another."""
    regions: defaultdict[str, set[str]] = defaultdict(set)
    for unit in units:
        town, _, region = (unit.name or "").partition(", ")
        if unit.type == "place" and region:
            regions[town].add(region[:1])
    return regions


def _is_shouted(unit: Unit) -> bool:
    """Whether a unit is a place in capitals, as datelines and headings have it ("NORLAND")."""
    name = unit.name or ""
    return unit.type == "place" and name.isupper() and len(name) > LONGEST_LETTERS


def _key(name: str) -> str:
    words = [word for word in name_words(plain_body(name).replace(".", "")) if word != "the"]
    if len(words) > 2 and words[0] in DIVISIONS and words[1] == "of":
        words = words[2:]
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in DIVISIONS else words)


def _by_usual_form(by_name: Mapping[str, Sequence[Unit]]) -> defaultdict[str, list[Unit]]:
    """The units by name, but those that their article mostly calls by what others are named, by that.

    An article that says "Veld" ten times and "Veld Aircraft Services" once speaks of Veld.
    """
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for key, units in by_name.items():
        for unit in units:
            forms = Counter(name.text for name in unit.names if name.kind == "name")
            usual, count = forms.most_common(1)[0] if forms else (unit.name or "", 0)
            others = by_name.get(_key(usual))
            if 2 * count > forms.total() and others and not _other_country(unit, others[0]):
                found[_key(usual)].append(unit if usual.isupper() else replace(unit, name=usual))
            else:
                found[key].append(unit)
    return found


def _type_of(units: Sequence[Unit]) -> EntityType:
    votes: Counter[EntityType] = Counter()
    for unit in units:
        votes[unit.type] += len(unit.mentions)
    votes.pop("person", None)
    return min(votes, key=lambda kind: (-votes[kind], kind)) if votes else "organization"


def _compared(by_name: Mapping[str, Sequence[Unit]]) -> Iterator[ScoredPair]:
    """The pairs of different names that share a sound, or of which one is the other's acronym."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for key, units in by_name.items():
        letters = key.replace(" ", "")
        heard = sound(letters)
        blocks[heard[:4]].append(key)
        blocks["*" + heard[-4:]].append(key)
        blocks[acronym(units[0].name or "") if " " in key else letters].append(key)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for number, left in enumerate(block):
            for right in block[number + 1 : number + LARGEST_BLOCK]:
                if left != right and (left, right) not in seen:
                    seen.add((left, right))
                    yield _compare(by_name[left][0], by_name[right][0], left, right)


def _compare(left: Unit, right: Unit, left_key: str, right_key: str) -> ScoredPair:
    signals: dict[str, float] = {}
    if left.type == "place" and right.type == "place":
        long_enough = min(len(left_key), len(right_key)) > 6
        score = OSA.normalized_similarity(left_key, right_key) if long_enough else 0.0
        signals["spelled"] = score
    else:
        match = compare_organization_names(left.name or "", right.name or "")
        signals, score = dict(match.signals), match.score
    if _other_country(left, right):
        signals["country"], score = -1.0, 0.0
    return ScoredPair(left=left_key, right=right_key, score=score, signals=signals)


def _other_country(left: Unit, right: Unit) -> bool:
    return bool(left.country and right.country and left.country != right.country)


def _short_forms(
    by_name: Mapping[str, Sequence[Unit]], compared: Sequence[ScoredPair]
) -> Iterator[ScoredPair]:
    """Names of organizations that are a part of exactly one longer one: its end, its noun before "of", or
    else what it opens with.

    Longer names that are spellings of one another, by the pairs that were `compared`, count as one.
    """
    longer: defaultdict[str, list[str]] = defaultdict(list)
    opened: defaultdict[str, list[str]] = defaultdict(list)
    organizations = [key for key, units in by_name.items() if _type_of(units) == "organization"]
    for key in organizations:
        words = key.split(" ")
        for start in range(1, len(words)):
            longer[" ".join(words[start:])].append(key)
            opened[" ".join(words[:start])].append(key)
        if "of" in words[1:]:
            longer[" ".join(words[: words.index("of", 1)])].append(key)
    leader = _leaders(by_name, compared)
    for key in organizations:
        whole = longer[key] or opened[key]
        if len({leader[name] for name in whole}) == 1 and not _other_country(
            by_name[key][0], by_name[whole[0]][0]
        ):
            yield ScoredPair(left=whole[0], right=key, score=SHORT_FORM, signals={"short form": 1.0})


def _join(by_name: Mapping[str, list[Unit]], pairs: Iterable[ScoredPair]) -> list[list[Unit]]:
    """The units by connected names, in order of first appearance."""
    leader = _leaders(by_name, pairs)
    joined: defaultdict[str, list[Unit]] = defaultdict(list)
    for key, units in by_name.items():
        joined[leader[key]] += units
    return list(joined.values())


def _leaders(by_name: Iterable[str], pairs: Iterable[ScoredPair]) -> Mapping[str, str]:
    """For each name one of those that it is connected with."""
    leader = {key: key for key in by_name}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for pair in pairs:
        if pair.score >= SAME_BODY:
            leader[find(pair.right)] = find(pair.left)
    return {key: find(key) for key in leader}
