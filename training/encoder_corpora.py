"""The two corpora that the encoder learns from, as texts with labelled spans, and how they are varied.

PolNeAR gives content, source and cue of attributions, English Worldwide Newswire gives names. Neither has
what the other has, so that a text leaves the heads of the other corpus unlabelled.
"""

from __future__ import annotations

import bisect
import gzip
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ENTITY_LABELS = {
    "Person": "PER",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "LOC",
    "NORP": "NORP",
    "Misc": "MISC",
    "Product": "MISC",
}


@dataclass(frozen=True)
class Labelled:
    """A text with spans `(start, end)` for each head, and links from content to the start of its source.

    `links` holds a content part and where its source begins, None if it has no source. `names` is None
    where entities are not annotated, `attributions` is false where attributions are not.
    """

    id: str
    text: str
    entities: tuple[tuple[int, int, str], ...] | None = None
    content: tuple[tuple[int, int], ...] = ()
    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int, int | None], ...] = ()
    attributions: bool = False


def polnear(path: Path) -> list[Labelled]:
    """The documents of one PolNeAR file, with the attributions of its primary annotator."""
    return [_attributions(document) for document in _lines(path)]


def worldwide(path: Path) -> list[Labelled]:
    """The documents of English Worldwide Newswire."""
    return [
        Labelled(
            id=document["id"],
            text=document["text"],
            entities=tuple(
                (entity["start"], entity["end"], ENTITY_LABELS[entity["type"]])
                for entity in document["entities"]
                if entity["type"] in ENTITY_LABELS
            ),
        )
        for document in _lines(path)
    ]


def thirds(documents: Iterable[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Two thirds to learn from and one to report on: every third document of each country, by digest."""
    by_country: dict[str, list[Labelled]] = {}
    for document in documents:
        by_country.setdefault(document.id.split("_")[0], []).append(document)
    learn: list[Labelled] = []
    report: list[Labelled] = []
    for country in sorted(by_country):
        for rank, document in enumerate(sorted(by_country[country], key=lambda each: digest(each.id))):
            (report if rank % 3 == 2 else learn).append(document)
    return learn, report


def digest(name: str) -> str:
    """An order of names that has nothing to do with their spelling and never changes."""
    return hashlib.sha256(name.encode()).hexdigest()


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _attributions(document: dict[str, Any]) -> Labelled:
    parts: dict[str, list[list[int]]] = {span["id"]: span["spans"] for span in document["spans"]}
    spans: dict[str, set[tuple[int, int]]] = {"content": set(), "source": set(), "cue": set()}
    links: dict[tuple[int, int], int | None] = {}
    for attribution in document["attributions"]:
        for role, found in spans.items():
            for span in attribution[role]:
                found.update((start, end) for start, end in parts[span])
        source = min((parts[span][0][0] for span in attribution["source"]), default=None)
        for span in attribution["content"]:
            links.update(dict.fromkeys(((start, end) for start, end in parts[span]), source))
    return Labelled(
        id=document["id"],
        text=document["text"],
        content=tuple(sorted(spans["content"])),
        source=tuple(sorted(spans["source"])),
        cue=tuple(sorted(spans["cue"])),
        links=tuple((start, end, links[start, end]) for start, end in sorted(links)),
        attributions=True,
    )


@dataclass
class Variation:
    """Changes of wording and typography that keep the labels, so that the encoder sees more than the corpora.

    The shares were set by judgement: single marks are the rule in British papers and hardly occur in
    PolNeAR, and three in ten of its sources are two people.
    """

    people: list[str]
    random: random.Random
    single_marks: float = 0.22
    straight_marks: float = 0.15
    renamed: float = 0.4
    capital_title: float = 0.04
    lower_title: float = 0.04
    joined_hyphens: float = 0.5
    surnames: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.surnames = sorted({name.split()[-1] for name in self.people if name.split()[-1][0].isupper()})

    def __call__(self, document: Labelled) -> Labelled:
        """One variant of `document`."""
        edits: list[tuple[int, int, str]] = []
        if self.random.random() < self.renamed:
            edits += self._renaming(document)
        if document.entities is not None and self.random.random() < self.joined_hyphens:
            edits += [(m.start(), m.end(), "-") for m in re.finditer(r"(?<=\w) - (?=\w)", document.text)]
        document = edited(document, edits)
        text = document.text
        draw = self.random.random()
        if draw < self.single_marks:
            text = text.translate(str.maketrans('“”"', "‘’'"))
        elif draw < self.single_marks + self.straight_marks:
            text = text.translate(str.maketrans("“”‘’", "\"\"''"))
        end = text.find("\n")
        draw = self.random.random()
        if 0 < end < 200 and draw < self.capital_title + self.lower_title:
            title = text[:end].upper() if draw < self.capital_title else text[:end].lower()
            text = title + text[end:] if len(title) == end else text
        return Labelled(**{**document.__dict__, "text": text})

    def _renaming(self, document: Labelled) -> list[tuple[int, int, str]]:
        """Other surnames for some of the people, the same one throughout the text."""
        if document.entities is None:
            names = Counter(
                words[-1]
                for start, end in document.source
                if (words := re.findall(r"[A-Z]\w+", document.text[start:end]))
            )
        else:
            names = Counter(
                document.text[start:end].split()[-1]
                for start, end, label in document.entities
                if label == "PER"
            )
        chosen = {
            name: self.random.choice(self.surnames)
            for name in sorted(names)
            if name.isalpha() and self.random.random() < 0.6
        }
        if not chosen:
            return []
        spans = re.finditer(rf"\b(?:{'|'.join(map(re.escape, chosen))})\b", document.text)
        if document.entities is None:
            return [(m.start(), m.end(), chosen[m.group()]) for m in spans]
        people = [(start, end) for start, end, label in document.entities if label == "PER"]
        return [
            (m.start(), m.end(), chosen[m.group()])
            for m in spans
            if any(start <= m.start() and m.end() <= end for start, end in people)
        ]


def edited(document: Labelled, edits: Iterable[tuple[int, int, str]]) -> Labelled:
    """`document` with stretches replaced (start, end, new text; none overlap), its spans moved along."""
    parts: list[str] = []
    moves: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, new in sorted(edits):
        if start < done:
            continue
        parts += [document.text[done:start], new]
        length += start - done
        moves.append((start, end, length, length + len(new)))
        length += len(new)
        done = end
    if not moves:
        return document
    parts.append(document.text[done:])
    starts = [move[0] for move in moves]

    def moved(at: int) -> int:
        index = bisect.bisect_right(starts, at) - 1
        if index < 0:
            return at
        start, end, new_start, new_end = moves[index]
        if at == start:
            return new_start
        return new_end if at < end else new_end + at - end

    def pairs(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((moved(start), moved(end)) for start, end in spans)

    return Labelled(
        id=document.id,
        text="".join(parts),
        entities=None
        if document.entities is None
        else tuple((moved(start), moved(end), label) for start, end, label in document.entities),
        content=pairs(document.content),
        source=pairs(document.source),
        cue=pairs(document.cue),
        links=tuple(
            (moved(start), moved(end), None if source is None else moved(source))
            for start, end, source in document.links
        ),
        attributions=document.attributions,
    )
