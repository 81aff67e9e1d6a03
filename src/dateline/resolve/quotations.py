"""Renditions of one utterance joined: cut, extended, merged, translated anew or put into indirect speech.

Quotations that share two neighbouring rare words are compared (blocking). A pair's score says how much
of the shorter one, weighted by the rarity of its words, stands in the longer one in the same order, how
much evidence that is, and whether the speakers can be one. Longer quotations are joined by single link;
a fragment then goes to the one utterance that it fits best, so that "real progress" cannot tie two
speeches together.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations

from rapidfuzz.distance import LCSseq

from dateline.resolve.names import name_words
from dateline.resolve.units import in_time_order
from dateline.resolve.utterances import Utterance, read_utterances
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.cluster import Entities, QuotationCluster, ScoredPair
from dateline.schema.story import Entity

SAME_UTTERANCE = 0.6
"""Score from which two quotations are one utterance, chosen on the cases of tests/resolve/test_quotations.py.
Higher loses fragments and new translations, lower joins what one speaker says twice in other words."""

LEAST_CONTAINED = 0.62
"""Share of the shorter quotation that must stand in the other one, whatever else speaks for the pair."""

EVIDENCE_BITS = 6.0
"""Bits of shared words that count for half: a word of one article in 64."""

SPEAKERS: Mapping[str, float] = {"same": 0.25, "compatible": 0.15, "unknown": 0.1, "other": -0.2}
"""What the speakers add to the score of a pair."""

STANDING: Mapping[str, float] = {"person": 1.1, "organization": 1.0, "place": 1.0, "group": -0.1}
"""What a speaker's type adds to a vote for who said it: a name before a voice ("a spokesman"); of equals, a
person before an agency that passes the words on."""

SAME_ARTICLE = -0.1
OTHER_NUMBER = -0.2
"""What speaks against a pair: one article seldom repeats itself; in indirect speech another number is another
statement (a toll that rises)."""

VERBATIM_TERMS = 7
VERBATIM_BITS = 15.0
"""Words and bits of a clause from which, said alike in two articles, it is one utterance cut in two ways,
and which office each article names for it says little; conventions, set on the keys of docs/keys.md. Fixed
phrases are said often ("a full, free and fair election"), so that a verb is asked for."""

FRAGMENT_TERMS = 3
WORD_BITS = (1.0, 1.5)
"""What each word weighs at least in a clause said alike, and in a fragment of so many words: words in one
order are rarer than the words."""

SHORT_PARAPHRASE = -0.3
"""A few words of indirect speech are no words of the speaker: they name a subject ("new sanctions")."""

FRAGMENT_BITS = 22.0
"""Quotations that weigh less are fragments: three or four words that carry meaning."""

SENTENCE_BITS = 12.0
"""What a sentence of a longer quotation must weigh for its return in another quotation to count alone."""

CONTENT_BITS = 2.0
"""A word that tells less (one article in four has it) is no key."""

COMMON_IN_STORY = 4
"""Quotations of different words that may share a term before it is the story's subject and tells less."""

LARGEST_BLOCK = 40
FOLLOWING = 6
"""Quotations of one key that are compared all with all; of a more common key each with the next five."""

_Pairs = dict[tuple[int, int], ScoredPair]


def resolve_quotations(
    annotated: Sequence[AnnotatedArticle], entities: Entities
) -> tuple[QuotationCluster, ...]:
    """The quotations of one story's articles, each utterance once, in order of first appearance."""
    utterances = _weighed(read_utterances(in_time_order(annotated), entities))
    nodes = _alike(utterances)
    first = [utterances[members[0]] for members in nodes]
    pairs = _score_pairs(first, entities)
    clusters = []
    named = {e.id for e in entities.entities if e.type == "person" and _is_named(e)}
    for group in _cut(first, pairs, named):
        members = sorted(member for index in group for member in nodes[index])
        clusters.append([utterances[index] for index in members])
    clusters.sort(key=lambda cluster: (cluster[0].order, cluster[0].member.index))
    standing = {entity.id: STANDING[entity.type] for entity in entities.entities}
    return tuple(_cluster(cluster, standing) for cluster in clusters)


def _weighed(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, with less weight on words that the story uses all the time."""
    found = Counter(term for terms in {utterance.terms for utterance in utterances} for term in set(terms))
    return [
        replace(
            utterance,
            weights=tuple(
                bits / (1 + max(0.0, math.log2(found[term] / COMMON_IN_STORY)))
                for term, bits in zip(utterance.terms, utterance.weights, strict=True)
            ),
        )
        for utterance in utterances
    ]


def _alike(utterances: Sequence[Utterance]) -> list[list[int]]:
    """Indices of utterances by words and speaker: reprints are compared once."""
    nodes: dict[tuple[object, ...], list[int]] = {}
    for index, utterance in enumerate(utterances):
        own = index if utterance.weight < EVIDENCE_BITS else None
        nodes.setdefault((utterance.terms, utterance.speaker, own), []).append(index)
    return list(nodes.values())


def _score_pairs(utterances: Sequence[Utterance], entities: Entities) -> _Pairs:
    by_id = {entity.id: entity for entity in entities.entities}
    pairs: _Pairs = {}
    for left, right in sorted(_blocked(utterances)):
        pair = _compare(utterances[left], utterances[right], by_id)
        if pair.score > 0:
            pairs[left, right] = pair
    return pairs


def _blocked(utterances: Sequence[Utterance]) -> set[tuple[int, int]]:
    """Pairs that share two words that carry meaning and stand close; fragments, that share one; mixed ones,
    that share three words in a row."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    fragments = set()
    for index, utterance in enumerate(utterances):
        if len(_carrying(utterance, *utterance.units[0])) <= 2:
            fragments.add(index)
        for key in _keys(_carrying(utterance, 0, len(utterance.terms))) | _triples(utterance):
            blocks[key].append(index)
    chosen = {index for index, utterance in enumerate(utterances) if utterance.kind == "mixed"}
    found: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        for left, right in _neighbours(block):
            telling = chosen if len(key) == FRAGMENT_TERMS else fragments
            if len(key) == 2 or left in telling or right in telling:
                found.add((left, right))
    return found


def _neighbours(block: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs of a block; of a very common key's block each member with those that follow it."""
    if len(block) <= LARGEST_BLOCK:
        return combinations(block, 2)
    return (
        (left, right) for place, left in enumerate(block) for right in block[place + 1 : place + FOLLOWING]
    )


def _carrying(utterance: Utterance, start: int, end: int) -> list[str]:
    words = zip(utterance.terms[start:end], utterance.weights[start:end], strict=True)
    return [word for word, weight in words if weight >= CONTENT_BITS]


def _keys(carrying: Sequence[str]) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {(word,) for word in carrying}
    for distance in (1, 2, 3):
        keys.update((min(pair), max(pair)) for pair in zip(carrying, carrying[distance:], strict=False))
    return keys


def _triples(utterance: Utterance) -> set[tuple[str, ...]]:
    """Three words in a row of those in marks; the words of a fragment may all be common ones."""
    return {
        utterance.terms[at : at + FRAGMENT_TERMS]
        for start, end in utterance.verbatim
        for at in range(start, end - FRAGMENT_TERMS + 1)
    }


def _compare(left: Utterance, right: Utterance, entities: Mapping[str, Entity]) -> ScoredPair:
    short, long = sorted((left, right), key=lambda utterance: utterance.weight)
    shared, contained = _best_containment(short, long)
    speakers = _speakers(left, right, entities)
    clause = _clause_alike(left, right) if shared >= VERBATIM_BITS / 2 else 0.0
    if clause and not (speakers == "other" and _are_two_people(left, right, entities)):
        shared, contained = max(shared, clause), 1.0
        speakers = "unknown" if speakers == "other" else speakers
    elif short.kind == "mixed":
        shared = max(shared, _fragment_bits(short, long))
    signals = {
        "contained": contained,
        "shared": shared,
        "evidence": shared / (shared + EVIDENCE_BITS),
        "speakers": SPEAKERS[speakers],
    }
    if left.member.article == right.member.article:
        signals["same article"] = SAME_ARTICLE
    if short.kind == "indirect" and short.weight < FRAGMENT_BITS:
        signals["paraphrase"] = SHORT_PARAPHRASE
    if "indirect" in {left.kind, right.kind} and _numbers(short) - set(long.terms):
        signals["numbers"] = OTHER_NUMBER
    context = ("speakers", "same article", "numbers", "paraphrase")
    score = contained**1.5 * signals["evidence"] + sum(signals.get(name, 0.0) for name in context)
    if contained < LEAST_CONTAINED:
        score = 0.0
    return ScoredPair(
        left=f"{left.member.article}:{left.member.index}",
        right=f"{right.member.article}:{right.member.index}",
        score=max(0.0, min(1.0, score)),
        signals=signals,
    )


def _best_containment(short: Utterance, long: Utterance) -> tuple[float, float]:
    """Shared bits, and the share of `short`, or of a unit of either that weighs enough, that they are."""
    best = (0.0, 0.0)
    for one, other in ((short, long), (long, short)):
        for number, (start, end) in enumerate(one.units):
            weights = one.weights[start:end]
            bits = sum(weights)
            if bits >= SENTENCE_BITS or (one is short and number == 0):
                shared = _shared_bits(one.terms[start:end], weights, other.terms)
                best = max(best, (shared / max(bits, 1e-9), shared))
    return best[1], best[0]


def _clause_alike(left: Utterance, right: Utterance) -> float:
    """Bits of the longest run of words that two articles give alike as the speaker's own, 0 where it is no
    clause or a short one.
    """
    if left.member.article == right.member.article:
        return 0.0
    matcher = SequenceMatcher(None, left.terms, right.terms, autojunk=False)
    best = 0.0
    for start, end in left.verbatim:
        for begin, stop in right.verbatim:
            at, _, size = matcher.find_longest_match(start, end, begin, stop)
            if size >= VERBATIM_TERMS and not left.verbs.isdisjoint(range(at, at + size)):
                bits = sum(max(weight, WORD_BITS[0]) for weight in left.weights[at : at + size])
                best = max(best, bits)
    return best if best >= VERBATIM_BITS else 0.0


def _fragment_bits(short: Utterance, long: Utterance) -> float:
    """What a fragment in marks weighs that the other has as well, an outlet having chosen its words; 0 where
    it is of few words.
    """
    start, end = short.units[0]
    words = short.terms[start:end]
    held = any(
        words == long.terms[at : at + len(words)]
        for begin, stop in long.verbatim
        for at in range(begin, stop - len(words) + 1)
    )
    if not held or len(words) < FRAGMENT_TERMS:
        return 0.0
    return sum(max(weight, WORD_BITS[1]) for weight in short.weights[start:end])


def _shared_bits(terms: Sequence[str], weights: Sequence[float], others: Sequence[str]) -> float:
    """Bits of the words that stand in both in one order; in any order they count a little less."""
    ordered = sum(
        sum(weights[block.a : block.a + block.size])
        for block in LCSseq.editops(terms, others).as_matching_blocks()
    )
    available = Counter(others)
    loose = 0.0
    for word, weight in zip(terms, weights, strict=True):
        if available[word] > 0:
            available[word] -= 1
            loose += weight
    return max(ordered, 0.9 * loose)


def _numbers(utterance: Utterance) -> set[str]:
    """The numbers among the words that are known to be said."""
    return {
        word for start, end in utterance.units for word in utterance.terms[start:end] if word[:1].isdigit()
    }


def _speakers(left: Utterance, right: Utterance, entities: Mapping[str, Entity]) -> str:
    """Whether two quotations have one speaker ("same"), can have, or name two ("other")."""
    one, other = left.speaker, right.speaker
    if one is None or other is None:
        return "unknown"
    if one == other:
        return "same"
    if one in right.near or other in left.near or _speaks_for(entities[one], entities[other]):
        return "compatible"
    named = _is_named(entities[one]) and _is_named(entities[other])
    return "other" if named or "indirect" in {left.kind, right.kind} else "unknown"


def _are_two_people(left: Utterance, right: Utterance, entities: Mapping[str, Entity]) -> bool:
    """Whether each is said by a person: joined, the words of one would be put into the mouth of the other."""
    speakers = (entities[one.speaker] for one in (left, right) if one.speaker is not None)
    return all(speaker.type == "person" and _is_named(speaker) for speaker in speakers)


def _is_named(entity: Entity) -> bool:
    """Whether any article has a name for somebody, not only a description ("a witness")."""
    return any(mention.kind in ("name", "demonym") for mention in entity.mentions)


def _speaks_for(one: Entity, other: Entity) -> bool:
    """Whether one can be the voice of the other: a spokesman and a ministry, an official and a country."""
    if one.type == other.type == "person":
        return False
    for voice, whole in ((one, other), (other, one)):
        if whole.type != "person" and voice.side in {whole.name, *whole.aliases}:
            return True
    shared = set(name_words(one.name)) & set(name_words(other.name))
    return bool(shared) and 2 * len(shared) >= min(len(name_words(one.name)), len(name_words(other.name)))


def _cut(utterances: Sequence[Utterance], pairs: _Pairs, persons: Collection[str]) -> Iterable[list[int]]:
    """Clusters of indices: long quotations by single link, each fragment to the one it fits best.

    What nobody is named for ("a “final” offer") does not join the words of two of `persons` (ids).
    """
    partners: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (left, right), pair in pairs.items():
        if pair.score >= SAME_UTTERANCE:
            partners[left].append((-pair.score, right))
            partners[right].append((-pair.score, left))
    leader = list(range(len(utterances)))
    said_by = [{u.speaker} & set(persons) for u in utterances]

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    speeches = {index for index in leader if utterances[index].weight >= FRAGMENT_BITS}
    with_speech = set(speeches)
    for index in sorted(leader, key=lambda index: (-utterances[index].weight, index)):
        for _, other in sorted(partners[index]):
            one, two = find(index), find(other)
            if index in speeches and other not in speeches:
                continue
            if index not in speeches and {one, two} <= with_speech:
                continue
            anonymous = utterances[index].speaker is None or utterances[other].speaker is None
            if anonymous and one != two and said_by[one] and said_by[two] and not said_by[one] & said_by[two]:
                continue
            leader[two] = one
            said_by[one] |= said_by[two]
            if two in with_speech:
                with_speech.add(one)
    clusters: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(len(utterances)):
        clusters[find(index)].append(index)
    return clusters.values()


def _cluster(renditions: Sequence[Utterance], standing: Mapping[str, float]) -> QuotationCluster:
    """The cluster of utterances in order, with the speaker and the day that most of them give.

    Verbatim renditions count double.
    """
    speakers: defaultdict[str, float] = defaultdict(float)
    days: Counter[str] = Counter()
    for utterance in renditions:
        vote = 1 if utterance.kind == "indirect" else 2
        if utterance.speaker is not None:
            speakers[utterance.speaker] += vote + standing[utterance.speaker]
        if utterance.said is not None:
            days[utterance.said] += vote
    return QuotationCluster(
        renditions=tuple(utterance.member for utterance in renditions),
        speaker=max(speakers, key=lambda speaker: speakers[speaker], default=None),
        said=days.most_common(1)[0][0] if days else None,
    )
