"""Learn whom "he" and "she" mean: annotate/data/antecedents.json.

Data: the pronouns among the mentions of the story keys that may be looked at, without those of
`story_keys.UNREAD`; those of MEANTIME (annotation CC BY 4.0) and ECB+ train (CC BY 3.0; validated sentences);
and those of `stream` that only one of the people around can be by sex, where the sex of all of them is known
(after Bergsma and Lin 2006, "Bootstrapping path-based pronoun resolution"). Of the last the sex is hidden, so
that the one of the wrong sex is a candidate too, and they weigh less: who writes "she" has other reasons to
do so where a man stands beside her.

The model is a conditional logit (McFadden 1974). Its weights are held near hand-set ones (a Gaussian prior),
for some constructions are rare. Printed is how many pronouns of stories not learned from find their entity,
five folds by story or topic, with the number by the hand-set weights alone. One core takes five minutes.

    python training/antecedents.py [--report]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from cross_document import annotate, with_given, with_hyphens
from dateline import pipeline
from dateline.annotate.annotator import Annotator, Document
from dateline.annotate.coreference import Coreference
from dateline.annotate.coreference_antecedents import Choose, Signals
from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts
from dateline.resolve.entities import resolve_entities
from dateline.schema.annotation import AnnotatedArticle
from grouping_data import article_of
from phrases import chains_of, given_mentions, right_of
from shared import ROOT, lines
from stories import Story
from story_keys import read_annotated, stories_to_learn

TARGET = ROOT / "src/dateline/annotate/data/antecedents.json"
PRIOR = {
    "salience": 1.0, "subject above": 1.6, "cause": 1.6, "own subject": 1.0, "announced": 2.5, "goes on": 1.5,
    "subject of opening": 1.0, "told of": 2.0, "speaks": -2.0, "names himself": -5.0, "sex unknown": -0.8,
    "she of unknown sex": -0.9, "blamed": 2.0, "unnamed": -0.6, "nobody": -5.0,
}  # fmt: skip
"""Where weights are held near; 0 for all others. They were set by hand on three stories."""
HOLD = 10.0
"""How firmly (3 to 30 find within four of 1,850 pronouns of the keys as many; 10 three more of ECB+)."""
WEIGHT = {"keys": 1.0, "meantime": 1.0, "ecbplus": 1.0, "stream": 0.3}
FOLDS = 5
_LONGEST = 9000
"""Characters of the longest article of `stream` that is read."""
_HE, _SHE = re.compile(r"\b(?:he|him|his|himself)\b"), re.compile(r"\b(?:she|hers?|herself)\b")


class Choice(NamedTuple):
    """A pronoun: its corpus, its story or topic, the signals of all that it may be, and which is right."""

    corpus: str
    group: str
    options: Sequence[Signals]
    right: Sequence[bool]


class Asked(NamedTuple):
    """A pronoun (index), whom it may be, and their signals, the last those of nobody."""

    index: int
    people: Sequence[Draft]
    options: Sequence[Signals]


class Recorder:
    """Chooses by the weights set by hand, so that no run hangs on one before it, and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def __call__(
        self, index: int, drafts: Drafts, people: Sequence[Draft], options: Sequence[Signals]
    ) -> Sequence[float]:
        self.asked.append(Asked(index, tuple(people), options))
        return by_hand(options)


def by_hand(options: Sequence[Signals]) -> Sequence[float]:
    """How likely each of those is whom a pronoun may mean, by the weights of `PRIOR`."""
    odds = [sum(PRIOR.get(name, 0.0) * value for name, value in signals.items()) for signals in options]
    shares = [math.exp(value - max(odds)) for value in odds]
    return [share / sum(shares) for share in shares]


class Blind(Recorder):
    """The same where the sex of pronouns is hidden: of two sexes only the right one is chosen."""

    def __init__(self, sexes: Mapping[int, str]) -> None:
        super().__init__()
        self._sexes = sexes

    def __call__(
        self, index: int, drafts: Drafts, people: Sequence[Draft], options: Sequence[Signals]
    ) -> Sequence[float]:
        scores = super().__call__(index, drafts, people, options)
        sex = self._sexes.get(index)
        other = [sex is not None and draft.gender not in {None, sex} for draft in people]
        return [0.0 if wrong else score for wrong, score in zip((*other, False), scores, strict=True)]


def main() -> None:
    """Report on held-out stories, learn from all, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--report", action="store_true", help="print the scores, write nothing")
    options = parser.parse_args()
    found = [*of_keys(), *of_corpora(), *of_stream()]
    report(found)
    if not options.report:
        names = sorted({name for choice in found for signals in choice.options for name in signals})
        weights = fitted(found, names)
        text = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
        TARGET.write_text(json.dumps({"weights": text}, indent=1) + "\n", encoding="utf-8")


def _before_coreference(document: Document) -> Document:
    annotators: Sequence[Annotator] = pipeline._annotators(english=True)
    for annotator in annotators[: [each.name for each in annotators].index("coreference")]:
        document = document.with_layers(annotator.annotate(document))
    return document


def of_keys() -> Iterator[Choice]:
    """The pronouns of the keys to learn from."""
    with stories_to_learn() as stories:
        for story in stories:
            yield from _of_key(story)


def _of_key(story: Story) -> Iterator[Choice]:
    affairs, key = read_annotated(story)
    spots = {}
    for mention in key.x.get("mentions", []):
        at = key.find_inside(mention["file"], mention["in"], mention["mention"], mention.get("ignore_case"))
        if at is not None:
            spots[at] = mention["is"]
    for affair in affairs:
        recorders = [Recorder() for _ in affair]
        items = [_resolved(item, recorder) for item, recorder in zip(affair, recorders, strict=True)]
        entities = resolve_entities(items)
        key.entities = {entity.id: msgspec.to_builtins(entity) for entity in entities.entities}
        for item, recorder in zip(items, recorders, strict=True):
            id_, mentions = item.article.id, item.annotations.mentions
            for asked in recorder.asked:
                meant = spots.get((id_, mentions[asked.index].start, mentions[asked.index].end))
                if meant is None:
                    continue
                right = []
                for draft in asked.people:
                    named = [m for m in draft.mentions if mentions[m].kind == "name"]
                    links = (entities.links[id_][m] for m in named or draft.mentions if m != asked.index)
                    known = Counter(link for link in links if link)
                    right.append(bool(known) and key.is_entity(known.most_common(1)[0][0], meant))
                yield from _choice("keys", story.name, asked.options, right)


def _resolved(item: AnnotatedArticle, choose: Choose) -> AnnotatedArticle:
    """The article with the chains that come of such choices."""
    document = Document(item.article, item.annotations)
    document = document.with_layers(Coreference(choose=choose).annotate(document))
    return AnnotatedArticle(article=item.article, annotations=document.annotations)


def of_corpora() -> Iterator[Choice]:
    """The pronouns of MEANTIME and of ECB+ train."""
    for told in given_mentions():
        yield from _of_document(*told)


def _of_document(
    corpus: str, topic: str, document: dict[str, Any], given: list[dict[str, Any]]
) -> Iterator[Choice]:
    document = with_hyphens(document | {"mentions": given})
    recorder = Recorder()
    item = with_given(annotate(document), document["mentions"], choose=recorder)
    chains = chains_of(item, document["mentions"])
    for asked in recorder.asked:
        if asked.index in chains:
            others = ([m for m in draft.mentions if m != asked.index] for draft in asked.people)
            right = [right_of(members, chains[asked.index], chains) for members in others]
            if 1 in right or -1 not in right:
                yield from _choice(corpus, f"{corpus} {topic}", asked.options, [each == 1 for each in right])


def of_stream() -> Iterator[Choice]:
    """The pronouns of `stream` that only one of the people around can be by sex."""
    for row in lines("stream", "articles.jsonl.gz"):
        text = row["text"]
        if len(text) > _LONGEST or min(len(sex.findall(text)) for sex in (_HE, _SHE)) < 3:
            continue
        document = _before_coreference(Document.of(article_of(row)))
        mentions = document.annotations.mentions
        hidden = {
            n: str(m.gender) for n, m in enumerate(mentions) if m.kind == "pronoun" and m.gender is not None
        }
        seen = [msgspec.structs.replace(m, gender=None) if n in hidden else m for n, m in enumerate(mentions)]
        recorder = Blind(hidden)
        Coreference(choose=recorder).annotate(document.with_layers({"mentions": tuple(seen)}))
        for asked in recorder.asked:
            sexes = [draft.gender for draft in asked.people]
            if None not in sexes and len(sexes) > 1 and sexes.count(hidden.get(asked.index)) == 1:  # type: ignore[arg-type]
                right = [sex == hidden[asked.index] for sex in sexes]
                yield from _choice("stream", str(row["id"]), asked.options, right)


def _choice(corpus: str, group: str, options: Sequence[Signals], right: Sequence[bool]) -> Iterator[Choice]:
    if any(right):
        yield Choice(corpus, group, options, (*right, False))


def fitted(found: Sequence[Choice], names: Sequence[str]) -> NDArray[np.float64]:
    """The weights of signals by name: the most likely ones of a conditional logit with the prior."""
    table, starts, right = _table(found, names)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    weight = np.array([WEIGHT[choice.corpus] for choice in found])
    of = np.repeat(np.arange(len(found)), np.diff([*starts, len(table)]))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = table @ weights
        shares = np.exp(odds - np.maximum.reduceat(odds, starts)[of])
        total = np.add.reduceat(shares, starts)
        hit = np.add.reduceat(np.where(right, shares, 0.0), starts)
        residual = weight[of] * (shares / total[of] - np.where(right, shares, 0.0) / hit[of])
        apart = weights - prior
        value = -(weight * np.log(hit / total)).sum() + HOLD / 2 * (apart**2).sum()
        return float(value), table.T @ residual + HOLD * apart

    return np.asarray(minimize(loss, prior.copy(), jac=True, method="L-BFGS-B").x)


def _table(
    found: Sequence[Choice], names: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_]]:
    """The signals of all options (rows), where the rows of each choice begin, and which are right."""
    column = {name: number for number, name in enumerate(names)}
    sizes = [len(choice.options) for choice in found]
    table = np.zeros((sum(sizes), len(names)))
    for row, signals in enumerate(signals for choice in found for signals in choice.options):
        for name, value in signals.items():
            if name in column:
                table[row, column[name]] = value
    starts = np.cumsum([0, *sizes[:-1]])
    return table, starts, np.array([right for choice in found for right in choice.right])


def report(found: Sequence[Choice]) -> None:
    """Print by corpus how many pronouns find their entity, by weights learned on others and by hand."""
    names = sorted({name for choice in found for signals in choice.options for name in signals})
    by_hand = np.array([PRIOR.get(name, 0.0) for name in names])
    hits: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        unseen = [choice for choice in found if _fold(choice.group) == fold]
        learned = fitted([choice for choice in found if _fold(choice.group) != fold], names)
        for way, weights in (("learned", learned), ("by hand", by_hand)):
            table, starts, right = _table(unseen, names)
            for choice, rows in zip(unseen, np.split(np.arange(len(table)), starts[1:]), strict=True):
                hits[choice.corpus, way] += bool(right[rows[int((table[rows] @ weights).argmax())]])
    for corpus, total in sorted(Counter(choice.corpus for choice in found).items()):
        learned_hits, hand_hits = (hits[corpus, way] / total for way in ("learned", "by hand"))
        print(f"{corpus:10}{total:6} pronouns  learned {learned_hits:.3f}  by hand {hand_hits:.3f}")


def _fold(group: str) -> int:
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main()
