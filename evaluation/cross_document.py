"""Who is who across articles: CoNLL F1 on given mentions of NewsWCL50 and ECB+, and links on MEANTIME.

    python evaluation/cross_document.py [newswcl50|ecbplus|meantime …] [--split tuned|reported] [--json]

The articles of one event (NewsWCL50), topic (ECB+ dev) or folder (MEANTIME) are annotated and resolved
together; no key is read. Mentions are given: where none of ours stands at the head of a mention of the key,
one is added to the annotations (`with_given`), and the resolver of the product joins all. ECB+ topics and
MEANTIME folders are several stories: Dateline groups them, phrases are joined within a story, names across.
Clusters of one mention are left out of key and answers, as is usual for ECB+ (Cattan et al. 2021). The
baseline joins mentions by the lemma at their head.

NewsWCL50 does not mark identity alone: the key counts whoever belongs to a country or group as that country
or group, so there an answer is given for what it belongs to (`actors`); with `--identity` it is not.

Splits: NewsWCL50 (kinds ACTOR, COUNTRY and GROUP): rules were chosen on the events of the split `tuned`
and are reported on the others. ECB+ (people and organizations, and places, of the validated sentences):
weights were learned on ECB+ train, rules chosen on every other topic of dev. MEANTIME (mentions with a link
to DBpedia): the trees of the coreference within articles were learned on it, as on the tuned events of
NewsWCL50 and on ECB+ train.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from actors import as_actors
from chains import b_cubed, ceaf_e, conll, muc
from coreference import SPLITS as NEWSWCL50
from dateline.annotate.annotator import Document, run
from dateline.annotate.coreference import Coreference
from dateline.annotate.coreference_antecedents import Choose, by_weights
from dateline.annotate.coreference_judge import Score, by_trees
from dateline.annotate.encoder import Encoder
from dateline.annotate.entities import Entities as FindEntities
from dateline.annotate.entity_nominals import type_of_noun
from dateline.annotate.nouns import is_group_noun, is_person_noun, may_be_person
from dateline.annotate.quotations import Quotations
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.resolve.entities import resolve_entities
from dateline.resolve.stories import group
from dateline.resolve.terms import normal
from dateline.schema.annotation import (
    AnnotatedArticle,
    EntityType,
    Mention,
    MentionKind,
    Token,
)
from dateline.schema.article import Article
from dateline.schema.cluster import Entities
from dateline.schema.story import Entity
from shared import lines

ECBPLUS = {"tuned": {2, 12, 21, 34}, "reported": {5, 18, 23, 35}}

PRONOUNS = frozenset(
    {"i", "me", "my", "we", "us", "our", "you", "your", "he", "she", "it", "they", "them", "their"}
    | {"this", "that", "who", "which"}
)

Answers = dict[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, the story that each belongs to, and the mentions that count with the cluster of the key."""

    file: tuple[str, str]
    story: Callable[[dict[str, Any]], Any]
    counted: Callable[[dict[str, Any]], bool]
    cluster: Callable[[dict[str, Any]], str | None]
    by_actor: bool
    one_story: bool
    splits: dict[str, set[int]]


CORPORA = {
    "newswcl50": Corpus(
        ("newswcl50", "dev.jsonl.gz"),
        lambda document: document["event"],
        lambda mention: mention["kind"] in {"ACTOR", "COUNTRY", "GROUP"},
        lambda mention: mention["chain"],
        True,
        True,
        {split: set(events) for split, events in NEWSWCL50.items()},
    ),
    "ecbplus": Corpus(
        ("ecbplus", "dev.jsonl.gz"),
        lambda document: document["topic"],
        lambda mention: mention["in_selected_sentence"] and mention["type"].startswith(("HUMAN", "LOC")),
        lambda mention: mention["chain"],
        False,
        False,
        ECBPLUS,
    ),
    "meantime": Corpus(
        ("meantime", "all.jsonl.gz"),
        lambda document: document["corpus"],
        lambda mention: mention["type"] == "ENTITY_MENTION" and bool(mention.get("link")),
        lambda mention: mention["link"],
        False,
        False,
        {},
    ),
}


def main() -> None:
    """Print CoNLL F1 and its parts for each corpus, with the baseline."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=", ".join(CORPORA) + " (all)")
    parser.add_argument("--split", choices=("tuned", "reported"), default="reported")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--misses", action="store_true", help="print the clusters of the key with our answers"
    )
    parser.add_argument(
        "--identity", action="store_true", help="NewsWCL50 without what the key counts as a country or group"
    )
    options = parser.parse_args()
    measures: dict[str, float] = {}
    for name in options.corpora or CORPORA:
        measures |= {f"{name}_{what}": value for what, value in measure(name, options).items()}
    if options.json:
        print(json.dumps(measures))
        return
    for what, value in measures.items():
        print(f"{what:32}{100 * value:6.1f}")


def measure(name: str, options: argparse.Namespace) -> dict[str, float]:
    """The scores of one corpus."""
    corpus = CORPORA[name]
    key: Answers = {}
    answers: Answers = {}
    baseline: Answers = {}
    for story, documents in stories(corpus, options.split):
        annotated = [
            with_given(annotate(document), filter(corpus.counted, document["mentions"]))
            for document in documents
        ]
        resolver = Resolver.of(
            [
                with_given_chains(item, filter(corpus.counted, document["mentions"]))
                for document, item in zip(documents, annotated, strict=True)
            ],
            one_story=corpus.one_story,
        )
        given = {
            (document["id"], number): resolver.answer(item, mention["start"], mention["end"])
            for document, item in zip(documents, annotated, strict=True)
            for number, mention in enumerate(document["mentions"])
            if corpus.counted(mention)
        }
        if corpus.by_actor and not options.identity:
            given = as_actors(given, resolver.entities_of())
        answers |= {place: (story, found) for place, found in given.items()}
        for document, item in zip(documents, annotated, strict=True):
            for number, mention in enumerate(document["mentions"]):
                if corpus.counted(mention):
                    place = (document["id"], number)
                    key[place] = (story, corpus.cluster(mention))
                    baseline[place] = (story, head_lemma(item, mention["start"], mention["end"]))
        if options.misses:
            print_clusters(documents, key, answers)
    key, answers, baseline = (without_singletons(each) for each in (key, answers, baseline))
    return {
        "muc": muc(key, answers).f1,
        "b3": b_cubed(key, answers).f1,
        "ceafe": ceaf_e(key, answers).f1,
        "conll": conll(key, answers),
        "conll_baseline": conll(key, baseline),
    }


def stories(corpus: Corpus, split: str) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """The documents of each story of a split (of all where the corpus has none)."""
    found: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
    for document in map(with_hyphens, lines(*corpus.file)):
        story = corpus.story(document)
        if not corpus.splits or story in corpus.splits[split]:
            found[story].append(document)
    yield from found.items()


def with_hyphens(document: dict[str, Any]) -> dict[str, Any]:
    """The document with "Jae - in" as "Jae-in": the corpora set their tokens apart by blanks."""
    text = document["text"]
    gaps = [
        at for found in re.finditer(r"(?<=\w)( )-( )(?=\w)", text) for at in (found.start(1), found.start(2))
    ]
    skipped = set(gaps)
    kept = "".join(character for at, character in enumerate(text) if at not in skipped)
    mentions = [
        mention | {side: mention[side] - bisect_left(gaps, mention[side]) for side in ("start", "end")}
        for mention in document["mentions"]
    ]
    return document | {"text": kept, "mentions": mentions}


_ANNOTATORS = (Sentences(), Syntax(), Encoder(), FindEntities(), Quotations())
_RELATIVE = frozenset({"WP", "WDT", "WP$", "WRB"})
_WHO = frozenset({"who", "whom", "whose"})
_WHITHER = frozenset({"at", "from", "in", "inside", "into", "to"})
_ONE = frozenset({"1", "another", "old", "one"})
_COUNTED = _ONE | {"both", "dozen", "few", "hundred", "many", "most", "other", "several", "some", "thousand"}
"""Words that count people where they stand alone for an entity."""


def annotate(document: dict[str, Any]) -> AnnotatedArticle:
    """The document with our mentions, before it is asked who is who."""
    article = Article(id=document["id"], text=document["text"])
    return AnnotatedArticle(article=article, annotations=run(_ANNOTATORS, article))


def with_given(
    item: AnnotatedArticle,
    given: Iterable[dict[str, Any]],
    *,
    score: Score = by_trees,
    choose: Choose = by_weights,
) -> AnnotatedArticle:
    """The article with a mention at the head of each given one that has none of ours, and the chains of all.

    Relative pronouns are left out: they are what their clause hangs on.
    """
    added: dict[int, Mention] = {}
    tokens = item.annotations.tokens
    numbers = {token.start: number for number, token in enumerate(tokens)}
    for mention in given:
        start, end = mention["start"], mention["end"]
        head = head_of(item, start, end)
        number = numbers.get(head)
        if number is None or tokens[number].tag in _RELATIVE or head in added:
            continue
        if mention_at(item, start, end) is None:
            added[head] = _mention(item, number, start, end)
    mentions = sorted((*item.annotations.mentions, *added.values()), key=lambda m: (m.start, -m.end, m.kind))
    annotations = msgspec.structs.replace(item.annotations, mentions=tuple(mentions))
    document = Document(article=item.article, annotations=annotations)
    document = document.with_layers(Coreference(score, choose).annotate(document))
    return AnnotatedArticle(article=item.article, annotations=document.annotations)


def with_given_chains(item: AnnotatedArticle, given: Iterable[dict[str, Any]]) -> AnnotatedArticle:
    """The article without the chains that have neither a name nor a given mention: they are not asked for."""
    places = (antecedent(item, mention["start"], mention["end"]) for mention in given)
    asked = {mention_at(item, start, end) for start, end in places}
    chains = tuple(
        chain
        for chain in item.annotations.chains
        if chain.name is not None or not asked.isdisjoint(chain.mentions)
    )
    return AnnotatedArticle(
        article=item.article, annotations=msgspec.structs.replace(item.annotations, chains=chains)
    )


def _mention(item: AnnotatedArticle, number: int, start: int, end: int) -> Mention:
    """The mention of the key at `start:end`, whose head is a token (its number), as one of ours."""
    token = item.annotations.tokens[number]
    kind: MentionKind = "nominal"
    if token.pos in {"PRON", "DET"} and token.lemma.lower() not in _COUNTED:
        kind, start, end = "pronoun", token.start, token.end
    elif _is_name(item, token):
        kind = "name"
        start, end = _whole_name(item, token, start, end)
    type_ = _type_of_name(item, token) if kind == "name" else _type_of(item, number)
    return Mention(
        article=item.article.id,
        start=start,
        end=end,
        text=item.article.text[start:end],
        kind=kind,
        type=type_,
        plural=type_ == "group" or token.tag in {"NNS", "NNPS"},
    )


def _is_name(item: AnnotatedArticle, token: Token) -> bool:
    """Whether a word is a name: the tagger says so, the article nowhere has it in small letters, and it is no
    noun for people, but for one that has an ending of names in text that is no heading ("Queens")."""
    if token.pos != "PROPN" or any(token.text.lower() == other.text for other in item.annotations.tokens):
        return False
    noun = normal(token.text)
    if not is_person_noun(noun) and not is_group_noun(noun):
        return True
    words = [
        other.text
        for other in item.annotations.tokens
        if other.sentence == token.sentence and other.text.isalpha() and len(other.text) > 3
    ]
    capitalized = sum(word[0].isupper() for word in words)
    return token.text.istitle() and token.text.lower() != noun and capitalized < 0.7 * len(words)


def _whole_name(item: AnnotatedArticle, head: Token, start: int, end: int) -> tuple[int, int]:
    """The place of the capitalized words around the head, within `start:end`."""
    tokens = [token for token in item.annotations.tokens if start <= token.start and token.end <= end]
    first = last = tokens.index(head)
    while first > 0 and tokens[first - 1].pos == "PROPN":
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN":
        last += 1
    return tokens[first].start, tokens[last].end


def _type_of_name(item: AnnotatedArticle, head: Token) -> EntityType:
    """What the article elsewhere takes a name with the word for; an organization where it has no other."""
    names = (mention for mention in item.annotations.mentions if mention.kind == "name")
    return next((name.type for name in names if head.text in name.text.split()), "organization")


def _type_of(item: AnnotatedArticle, number: int) -> EntityType:
    """What a phrase of the key stands for, by its noun; an organization, as a thing is, if nothing tells.

    People are also numbers ("two", "16-year-old"), who somebody is beside a name ("host Ada Moreau"), and
    "who".
    """
    tokens = item.annotations.tokens
    token = tokens[number]
    noun = token.lemma.lower()
    several = token.tag in {"NNS", "NNPS"} or noun in {"people", "police", "couple"}
    if token.pos == "NUM" or noun in _COUNTED:
        return "person" if noun in _ONE else "group"
    known = type_of_noun(noun, plural=several)
    if known is not None:
        return known
    if may_be_person(noun) or _has_who(tokens, number) or (not several and _is_beside_person(item, number)):
        return "group" if several else "person"
    return "organization"


def _has_who(tokens: Sequence[Token], number: int) -> bool:
    """Whether a clause that hangs on the word has "who"."""
    clauses = (at for at in range(number, len(tokens)) if tokens[at].head == number)
    verb = next((at for at in clauses if tokens[at].dep == "relcl"), number)
    return any(token.lemma.lower() in _WHO for token in tokens[number:verb])


def _is_beside_person(item: AnnotatedArticle, number: int) -> bool:
    """Whether a person's name follows the word, or one of both hangs on the other."""
    tokens = item.annotations.tokens
    people = [name for name in item.annotations.mentions if name.kind == "name" and name.type == "person"]
    inside = {at for at, token in enumerate(tokens) if any(p.start <= token.start < p.end for p in people)}
    token = tokens[number]
    if number in inside:
        return False
    if number + 1 in inside or (token.head in inside and token.dep in {"compound", "nmod", "appos", "amod"}):
        return True
    return any(tokens[at].head == number and tokens[at].dep == "appos" for at in inside)


@dataclass(frozen=True, slots=True)
class Resolver:
    """The entities of each story, and the names that join them across the stories of a topic.

    `named` are the entities with a name of all articles together, `whole` those of each story with the
    phrases without one, `same` the entity of `named` that an entity of a story is.
    """

    named: Entities
    story_of: dict[str, int]
    whole: list[Entities]
    same: dict[tuple[int, str], str]

    @classmethod
    def of(cls, annotated: list[AnnotatedArticle], *, one_story: bool) -> Resolver:
        """Resolved articles: one story, or those that Dateline finds among them."""
        ids = tuple(item.article.id for item in annotated)
        found = [ids] if one_story else group([item.article for item in annotated])
        by_id = {item.article.id: item for item in annotated}
        named = resolve_entities(annotated)
        whole = [resolve_entities([by_id[id_] for id_ in members], unnamed=True) for members in found]
        votes: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        for number, members in enumerate(found):
            for id_ in members:
                mentions = by_id[id_].annotations.mentions
                links = zip(mentions, whole[number].links[id_], named.links[id_], strict=True)
                for mention, inside, across in links:
                    if inside and across and mention.kind in {"name", "demonym"}:
                        votes[number, inside][across] += 1
        return cls(
            named,
            {id_: number for number, members in enumerate(found) for id_ in members},
            whole,
            {inside: across.most_common(1)[0][0] for inside, across in votes.items()},
        )

    def answer(self, item: AnnotatedArticle, start: int, end: int) -> Hashable:
        """The entity at the head of `start:end`: by name across stories, else of its story, else the noun.

        A relative pronoun is what its clause hangs on; other pronouns that refer to nothing stand alone.
        """
        number = self.story_of[item.article.id]
        index = mention_at(item, *antecedent(item, start, end))
        link = None if index is None else self.whole[number].links[item.article.id][index]
        if link is None:
            lemma = head_lemma(item, start, end)
            return (number, item.article.id, start) if lemma in PRONOUNS else (number, lemma)
        return self.same.get((number, link), (number, link))

    def entities_of(self) -> dict[Hashable, list[Entity]]:
        """The entities that each answer stands for: by name across stories, and of the stories themselves."""
        found: defaultdict[Hashable, list[Entity]] = defaultdict(list)
        for entity in self.named.entities:
            found[entity.id].append(entity)
        for number, entities in enumerate(self.whole):
            for entity in entities.entities:
                found[self.same.get((number, entity.id), (number, entity.id))].append(entity)
        return dict(found)


def mention_at(item: AnnotatedArticle, start: int, end: int) -> int | None:
    """The longest of our mentions at the head of `start:end`, or the one whose role has its head there."""
    head = head_of(item, start, end)
    mentions = item.annotations.mentions
    at_head = [
        (mention.end - mention.start, -index)
        for index, mention in enumerate(mentions)
        if mention.start <= head < mention.end and mention.end <= end + 2
    ]
    if at_head:
        return -max(at_head)[1]
    holders = (
        index
        for index, mention in enumerate(mentions)
        if any(head == head_of(item, role.start, role.end) for role in mention.roles)
    )
    return next(holders, None)


def antecedent(item: AnnotatedArticle, start: int, end: int) -> tuple[int, int]:
    """Where the noun stands that the clause of a relative pronoun hangs on, up to it, or the place that
    "there" is; others as given."""
    tokens = item.annotations.tokens
    head = head_of(item, start, end)
    number = next((n for n, token in enumerate(tokens) if token.start == head), None)
    if number is not None and tokens[number].tag == "RB" and tokens[number].lemma.lower() == "there":
        return _last_place(item, tokens[number]) or (start, end)
    if number is None or tokens[number].tag not in _RELATIVE:
        return start, end
    for _ in range(6):
        number, hung = tokens[number].head, tokens[number].dep == "relcl"
        if hung:
            return tokens[number].start, max(start, tokens[number].end)
    return start, end


def _last_place(item: AnnotatedArticle, there: Token) -> tuple[int, int] | None:
    """The last place, or thing that somebody is in or comes to, in this sentence or the one before."""
    tokens = item.annotations.tokens
    for mention in reversed(item.annotations.mentions):
        if mention.kind == "pronoun" or mention.type in {"person", "group"} or mention.start >= there.start:
            continue
        head = head_of(item, mention.start, mention.end)
        token = next(token for token in tokens if token.start == head)
        if there.sentence - token.sentence > 1:
            return None
        if mention.type == "place" or tokens[token.head].lemma.lower() in _WHITHER:
            return mention.start, mention.end
    return None


def head_of(item: AnnotatedArticle, start: int, end: int) -> int:
    """Where the syntactic head of `start:end` begins; of "in Oslo" it is "Oslo", of "she's" it is "she".

    Where all words hang on something outside ("a Tarn prison" before "statement") it is the last noun, also
    of a word with a hyphen ("co-worker").
    """
    tokens = item.annotations.tokens
    inside = [
        n for n, token in enumerate(tokens) if start <= token.start < end and token.pos not in {"ADP", "AUX"}
    ]
    tops = [n for n in inside if tokens[n].head == n or tokens[n].head not in inside]
    if not tops:
        return start
    top = tops[0]
    if tokens[top].pos == "DET":
        top = next((n for n in reversed(tops) if tokens[n].pos in {"NOUN", "PROPN"}), top)
    while top + 2 in tops and tokens[top + 1].text == "-":
        top += 2
    return tokens[top].start


def head_lemma(item: AnnotatedArticle, start: int, end: int) -> str:
    """The lemma at the head of `start:end`, lower case."""
    head = head_of(item, start, end)
    return next((t.lemma.lower() for t in item.annotations.tokens if t.start == head), "")


def without_singletons(clustering: Answers) -> Answers:
    """The mentions that are not alone."""
    sizes = Counter(clustering.values())
    return {mention: cluster for mention, cluster in clustering.items() if sizes[cluster] > 1}


def print_clusters(documents: Iterable[dict[str, Any]], key: Answers, answers: Answers) -> None:
    """Each cluster of the key with the answers to its mentions, the most frequent first."""
    texts = {(d["id"], number): m["text"] for d in documents for number, m in enumerate(d["mentions"])}
    clusters: defaultdict[Hashable, list[Any]] = defaultdict(list)
    for place in texts:
        if place in key:
            clusters[key[place]].append(place)
    for cluster, places in sorted(clusters.items(), key=lambda found: -len(found[1])):
        print(f"== {cluster} {len(places)}")
        for given, count in Counter(answers[place] for place in places).most_common(8):
            print(f"  {count:4} {given[1]}  {[texts[p][:40] for p in places if answers[p] == given][:6]}")  # type: ignore[index]


if __name__ == "__main__":
    main()
