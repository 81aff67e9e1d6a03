"""Which event is which across articles: CoNLL F1 on the given event mentions of ECB+, and on our own.

    python evaluation/event_chains.py [--split tuned|reported|dev|train] [--json] [--misses]

The articles of a topic are given together, as is usual; Dateline groups them into stories (a topic of ECB+
is two events of one kind), and joins event mentions within a story with the code that makes the record.
*Given*: the words of the key's mentions name the events; kind, status, who, where and when are read by our
annotators, and no other events stand beside them. *Own*: the events that our annotators find; a mention of
the key is found where one of ours shares a word with it, and those of ours in the validated sentences that
meet no mention of the key count as errors.

Counted are the mentions of the validated sentences. Two figures: with the mentions that are alone in the key
(as Barhom et al. 2019 and most after them), and without clusters of one mention on either side (`_linked`;
Cattan et al. 2021), which is harder. The baseline joins mentions of one lemma, within a topic.

Splits of dev: topics 2, 12, 21 and 34 may be looked at (thresholds were chosen on them), 5, 18, 23 and 35
are reported. What is learned is learned on ECB+ train.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from chains import b_cubed, ceaf_e, conll, muc
from cross_document import ECBPLUS, with_hyphens, without_singletons
from dateline.annotate.annotator import Document
from dateline.annotate.coreference import Coreference
from dateline.annotate.encoder import Encoder
from dateline.annotate.entities import Entities as FindEntities
from dateline.annotate.event_lexicon import Entry
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger, find_triggers, trigger_at
from dateline.annotate.events import Events
from dateline.annotate.quotations import Quotations
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.annotate.timex import Timex
from dateline.resolve.entities import resolve_entities
from dateline.resolve.events import resolve_events
from dateline.resolve.stories import group
from dateline.schema.annotation import AnnotatedArticle, EventMention
from dateline.schema.article import Article
from dateline.schema.span import Span
from events import token_of
from shared import lines

UNKNOWN = "OTHER"
"""The root of a word that the lexicon does not have; its label is its lemma, as that of our own events is."""

Clustering = dict[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Given:
    """A document of the corpus: its counted mentions by number, and what our annotators read of it.

    `before` is the document as the events are about to be found.
    """

    topic: int
    mentions: Mapping[int, Mapping[str, Any]]
    before: Document

    @classmethod
    def of(cls, document: dict[str, Any]) -> Given:
        """The document, annotated up to events."""
        article = Article(id=document["id"], text=document["text"], language="en")
        before = Document.of(article)
        for annotator in _ANNOTATORS:
            before = before.with_layers(annotator.annotate(before))
        counted = {
            number: mention
            for number, mention in enumerate(document["mentions"])
            if mention["kind"] == "event" and mention["in_selected_sentence"]
        }
        return cls(document["topic"], counted, before)

    def key(self) -> Clustering:
        """The counted mentions with their chains."""
        return {(self.id, number): (self.topic, m["chain"]) for number, m in self.mentions.items()}

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.before.article.id

    def lemmas(self) -> Clustering:
        """The counted mentions with the lemmas of their heads."""
        tokens = self.before.annotations.tokens
        tree = Tree.of(self.before)
        found: Clustering = {}
        for number, mention in self.mentions.items():
            token = token_of(tree, mention["start"], mention["end"])
            lemma = mention["text"] if token is None else tokens[token].lemma
            found[self.id, number] = (self.topic, lemma.lower())
        return found

    def with_given(self) -> tuple[AnnotatedArticle, dict[Hashable, int]]:
        """The article with the events of the key's words alone, and the event of each counted mention."""
        tree = Tree.of(self.before)
        heads = {
            number: token_of(tree, mention["start"], mention["end"])
            for number, mention in self.mentions.items()
        }
        wanted = sorted({head for head in heads.values() if head is not None})

        def find(tree: Tree) -> Sequence[Trigger]:
            known = {trigger.token: trigger for trigger in find_triggers(tree)}
            return [known.get(head) or trigger_at(tree, head, _kind(tree, head)) for head in wanted]

        read = Events(find=find).annotate(self.before)["events"]
        place: dict[int, EventMention] = {}
        for head in wanted:
            token = tree.tokens[head]
            span = Span(article=self.id, start=token.start, end=token.end, text=token.text)
            holder = next((e for e in read if e.trigger.start <= span.start < e.trigger.end), None)
            place[head] = holder or EventMention(
                type=UNKNOWN,
                label=token.lemma.lower(),
                trigger=span,
                what=span,
                status="held",
                asserted=False,
            )
        events = tuple(
            sorted({id(e): e for e in place.values()}.values(), key=lambda event: event.trigger.start)
        )
        number_of = {id(event): number for number, event in enumerate(events)}
        return self._with(events), {
            (self.id, number): number_of[id(place[head])]
            for number, head in heads.items()
            if head is not None
        }

    def with_own(self) -> tuple[AnnotatedArticle, dict[Hashable, int]]:
        """The article with the events that we find, and the event of each counted mention and of each
        other event in a validated sentence."""
        events = Events().annotate(self.before)["events"]
        sentences = self.before.annotations.sentences
        validated = [s for s in sentences if any(s.covers(_span(self.id, m)) for m in self.mentions.values())]
        taken: dict[Hashable, int] = {}
        for index, event in enumerate(events):
            met = [n for n, m in self.mentions.items() if _meet(event.trigger, m)]
            free = [n for n in met if (self.id, n) not in taken]
            if free:
                taken[self.id, free[0]] = index
            elif not met and any(sentence.covers(event.trigger) for sentence in validated):
                taken[self.id, "own", index] = index
        return self._with(events), taken

    def _with(self, events: tuple[EventMention, ...]) -> AnnotatedArticle:
        return AnnotatedArticle(
            article=self.before.article,
            annotations=msgspec.structs.replace(self.before.annotations, events=events),
        )


def _kind(tree: Tree, token: int) -> Entry:
    return Entry(UNKNOWN, tree.tokens[token].lemma.lower())


_ANNOTATORS = (
    Sentences(),
    Timex(),
    Syntax(),
    Encoder(),
    FindEntities(),
    Quotations(),
    Coreference(),
)


def _span(article: str, mention: Mapping[str, Any]) -> Span:
    return Span(article=article, start=mention["start"], end=mention["end"], text=mention["text"])


def _meet(span: Span, mention: Mapping[str, Any]) -> bool:
    parts = mention.get("spans") or [[mention["start"], mention["end"]]]
    return any(span.start < end and start < span.end for start, end in parts)


def documents(split: str) -> Iterator[Given]:
    """The documents of a split: all of ECB+ train or dev, or one half of the topics of dev."""
    file = "train" if split == "train" else "dev"
    topics = ECBPLUS.get(split)
    for document in map(with_hyphens, lines("ecbplus", f"{file}.jsonl.gz")):
        if topics is None or document["topic"] in topics:
            yield Given.of(document)


def stories(found: Iterable[Given]) -> Iterator[list[Given]]:
    """The documents of each story of each topic."""
    topics: defaultdict[int, list[Given]] = defaultdict(list)
    for given in found:
        topics[given.topic].append(given)
    for members in topics.values():
        by_id = {given.id: given for given in members}
        for ids in group([given.before.article for given in members]):
            yield [by_id[id_] for id_ in ids]


def joined(story: Sequence[Given], *, own: bool) -> Clustering:
    """The counted mentions of a story with the events that the record joins them to."""
    pairs = [given.with_own() if own else given.with_given() for given in story]
    annotated = [item for item, _ in pairs]
    event_of = {
        (member.article, member.index): (annotated[0].article.id, number)
        for number, cluster in enumerate(resolve_events(annotated, resolve_entities(annotated)))
        for member in cluster.members
    }
    return {
        place: event_of[item.article.id, index] for item, places in pairs for place, index in places.items()
    }


def scores(key: Clustering, answers: Clustering, name: str) -> dict[str, float]:
    """CoNLL F1 and its parts, with and without clusters of one mention."""
    linked = without_singletons(key), without_singletons(answers)
    return {
        f"{name}_muc": muc(key, answers).f1,
        f"{name}_b3": b_cubed(key, answers).f1,
        f"{name}_ceafe": ceaf_e(key, answers).f1,
        f"{name}_conll": conll(key, answers),
        f"{name}_linked_conll": conll(*linked),
    }


def print_clusters(story: Sequence[Given], answers: Clustering) -> None:
    """Each cluster of the key with the answers to its mentions, the largest first."""
    texts = {(given.id, n): m["text"] for given in story for n, m in given.mentions.items()}
    key = {place: chain for given in story for place, chain in given.key().items()}
    clusters: defaultdict[Hashable, list[Any]] = defaultdict(list)
    for place, chain in key.items():
        clusters[chain].append(place)
    for chain, places in sorted(clusters.items(), key=lambda item: -len(item[1])):
        print(f"== {chain} {len(places)}")
        for answer, count in Counter(answers.get(place) for place in places).most_common(8):
            inside = [texts[place] for place in places if answers.get(place) == answer]
            others = [texts.get(p, "?") for p, a in answers.items() if a == answer and key.get(p) != chain]
            print(f"  {count:3} {inside[:8]}  with {others[:6]}")


def main() -> None:
    """Print the measures, or a flat JSON object of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=("tuned", "reported", "dev", "train"), default="reported")
    parser.add_argument("--json", action="store_true", help="print a flat JSON object")
    parser.add_argument("--misses", action="store_true", help="print the clusters of the split `tuned`")
    options = parser.parse_args()
    found = list(documents(options.split))
    key, baseline, given, own = ({} for _ in range(4))  # type: tuple[Clustering, ...]
    for story in stories(found):
        for document in story:
            key |= document.key()
            baseline |= document.lemmas()
        answers = joined(story, own=False)
        given |= answers
        own |= joined(story, own=True)
        if options.misses and options.split == "tuned":
            print_clusters(story, answers)
    measures = scores(key, given, "given") | scores(key, baseline, "lemma") | scores(key, own, "own")
    if options.json:
        print(json.dumps(measures))
        return
    print(f"{len(key)} mentions in {len(found)} documents")
    for name, value in measures.items():
        print(f"{name:24}{100 * value:6.1f}")


if __name__ == "__main__":
    main()
