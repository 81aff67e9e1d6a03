"""Reads an invented article in which the names are given, so that a test needs no trained weights."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from dateline.annotate.annotator import Document
from dateline.annotate.coreference import resolve
from dateline.annotate.entities import find_mentions
from dateline.annotate.entity_decoding import Name
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.annotation import Annotations, Chain, Mention, Quotation
from dateline.schema.article import Article
from dateline.schema.span import Span


def read(
    text: str, *, said: Sequence[tuple[str, str]] = (), cues: Sequence[str] = (), **names: str
) -> Annotations:
    """The mentions and chains of `text`.

    names: for each of PER, ORG, LOC, NORP the names of that kind, separated by `|`.
    said: pairs of the words of a quotation and of its source.
    cues: for each of them the word that reports it, the first of that spelling.
    """
    document = Document.of(Article(id="a1", text=text))
    for annotator in (Sentences(), Syntax()):
        document = document.with_layers(annotator.annotate(document))
    starts = {token.start: number for number, token in enumerate(document.annotations.tokens)}
    ends = {token.end: number for number, token in enumerate(document.annotations.tokens)}
    found = [
        Name(starts[match.start()], ends[match.end()], label, 1.0)
        for label, texts in names.items()
        for match in re.finditer(rf"(?<!\w)(?:{texts})(?!\w)", text)
    ]
    quotations = tuple(
        _quotation(text, content, source, cue) for (content, source), cue in itertools.zip_longest(said, cues)
    )
    document = document.with_layers({"mentions": find_mentions(document, found), "quotations": quotations})
    chains, open_mentions = resolve(document)
    return document.with_layers({"chains": chains, "open_mentions": open_mentions}).annotations


def _quotation(text: str, content: str, source: str, cue: str | None) -> Quotation:
    start = text.index(content)
    near = min((m.start() for m in re.finditer(re.escape(source), text)), key=lambda at: abs(at - start))
    return Quotation(
        content=(Span.of("a1", text, start, start + len(content)),),
        kind="direct",
        source=Span.of("a1", text, near, near + len(source)),
        cue=Span.of("a1", text, text.index(cue), text.index(cue) + len(cue)) if cue else None,
    )


def mention(found: Annotations, text: str, *, nth: int = 0) -> Mention:
    """The nth mention that reads `text`."""
    return [each for each in found.mentions if each.text == text][nth]


def chain_of(found: Annotations, text: str, *, nth: int = 0) -> Chain | None:
    """The chain of the nth mention that reads `text`."""
    index = found.mentions.index(mention(found, text, nth=nth))
    return next((chain for chain in found.chains if index in chain.mentions), None)


def name_of(found: Annotations, text: str, *, nth: int = 0) -> str | None:
    """The name of the chain of the nth mention that reads `text`."""
    chain = chain_of(found, text, nth=nth)
    return None if chain is None else chain.name
