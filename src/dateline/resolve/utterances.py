"""Quotations of all articles as utterances that can be compared: their terms, speaker and day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.resolve.sources import source_mention
from dateline.resolve.terms import normal, rarity
from dateline.schema.annotation import AnnotatedArticle, Quotation, TimeExpression
from dateline.schema.cluster import Entities, Member
from dateline.schema.span import Span, beginning_in

NUMBER_BITS = 6.0
"""What a number weighs: as much as a word of one article in 64, whatever its digits."""

_WORD = re.compile(r"\w+(?=n[’']t\b)|n[’']t\b|[’'](?:re|m|ve|ll|d|s)\b|\w+(?:[.,]\d+)*(?:-\w+)*")
_IN_MARKS = re.compile(r"“[^“”]+”?|\"[^\"]+\"?|«[^«»]+»?|(?<!\w)[‘'](?:[^‘’']|(?<=\w)[’'](?=\w))+[’']?(?!\w)")
_SENTENCE_END = re.compile(r"[.!?…]+[”\"’']?\s+")
_INSERTED = re.compile(r"(?<!\S)[(\[][^()\[\]]{1,80}[)\]](?=\s|[.,;:!?]|$)")
"""What an editor put into the words of another: "an [army] post"."""
_NUMBERS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
_ALIKE = {
    form: word
    for word, forms in {
        "not": "n't n’t never no",
        "be": "'re ’re 'm ’m is are was were am been being 's ’s",
        "have": "'ve ’ve has had having",
        "will": "'ll ’ll 'd ’d would shall should wo",
        "can": "could ca cannot",
        "may": "might",
        "do": "does did",
        "this": "that these those the a an",
        "i": "me my mine we us our ours he him his she her hers they them their theirs you your it its",
        "now": "then",
        "here": "there",
    }.items()
    for form in forms.split()
} | {word: str(number) for number, word in enumerate(_NUMBERS, start=2)}
"""Words that change when speech is reported (person, tense, place), and short forms; numbers."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation of one article.

    `terms` are its words as they are compared, `weights` what each tells (bits of rarity in news), `verbs`
    the places of those that are verbs. `units` are the ranges of terms to look for in other quotations: of a
    mixed quotation the words in marks, the heaviest first, else the whole, and the sentences of these.
    `verbatim` are the ranges of terms that are given as the speaker's own words. `near` are the entities that
    its sentence names outside the quoted words.
    """

    member: Member
    order: int
    kind: str
    terms: tuple[str, ...]
    weights: tuple[float, ...]
    verbs: frozenset[int]
    units: tuple[tuple[int, int], ...]
    verbatim: tuple[tuple[int, int], ...]
    speaker: str | None
    near: frozenset[str]
    said: str | None

    @property
    def weight(self) -> float:
        """Bits of the words that were said, as far as they are known to be."""
        start, end = self.units[0]
        return sum(self.weights[start:end])


def read_utterances(annotated: Sequence[AnnotatedArticle], entities: Entities) -> list[Utterance]:
    """Every quotation of the articles, in their order."""
    places = {(m.article, m.start, m.end): entity.id for entity in entities.entities for m in entity.mentions}
    found = []
    for order, item in enumerate(annotated):
        links = entities.links[item.article.id]
        usable = [link is not None for link in links]
        for index, quotation in enumerate(item.annotations.quotations):
            speaker = _speaker(item, quotation, links, usable, places)
            member = Member(article=item.article.id, index=index)
            found.append(_utterance(item, quotation, member, order=order, speaker=speaker, links=links))
    return found


def _speaker(
    item: AnnotatedArticle,
    quotation: Quotation,
    links: Sequence[str | None],
    usable: Sequence[bool],
    places: Mapping[tuple[str, int, int], str],
) -> str | None:
    """The entity of the source's mention, or the one that was made of the very words of the source."""
    mention = source_mention(item, quotation, usable)
    if mention is not None or quotation.source is None:
        return None if mention is None else links[mention]
    return places.get((item.article.id, quotation.source.start, quotation.source.end))


def _utterance(
    item: AnnotatedArticle,
    quotation: Quotation,
    member: Member,
    *,
    order: int,
    speaker: str | None,
    links: Sequence[str | None],
) -> Utterance:
    surroundings = _surroundings(item, quotation)
    terms, verbs, units, verbatim = _read(item, quotation)
    return Utterance(
        member=member,
        order=order,
        kind=quotation.kind,
        terms=tuple(terms),
        weights=tuple(_bits(term) for term in terms),
        verbs=frozenset(verbs),
        units=tuple(units),
        verbatim=tuple(verbatim),
        speaker=speaker,
        near=frozenset(_named_in(item, surroundings, quotation, links)),
        said=_day_said(item, quotation, surroundings),
    )


_Ranges = list[tuple[int, int]]


def _read(item: AnnotatedArticle, quotation: Quotation) -> tuple[list[str], list[int], _Ranges, _Ranges]:
    """The terms of a quotation, the places of the verbs among them, its units and its verbatim ranges."""
    terms: list[str] = []
    verbs: list[int] = []
    stretches: _Ranges = []
    sentences: _Ranges = []
    mixed = quotation.kind == "mixed"
    for part in quotation.content:
        for span, is_verbatim in _stretches(part) if mixed else ((part, False),):
            begin, before = len(terms), len(sentences)
            for sentence in _sentences(span):
                start = len(terms)
                for word, is_verb in _words(item, sentence):
                    verbs += [len(terms)] if is_verb else []
                    terms.append(word)
                if len(terms) > start and (is_verbatim or not mixed):
                    sentences.append((start, len(terms)))
            if is_verbatim and len(terms) > begin:
                stretches.append((begin, len(terms)))
            if mixed and len(sentences) == before + 1:
                sentences.pop()  # the stretch itself
    if stretches:
        stretches.sort(key=lambda unit: -sum(map(_bits, terms[slice(*unit)])))
        return terms, verbs, [*stretches, *sentences], stretches
    whole = [(0, len(terms))]
    return (
        terms,
        verbs,
        [*whole, *(sentences if len(sentences) > 1 else ())],
        whole if quotation.kind == "direct" else [],
    )


def _stretches(part: Span) -> Iterator[tuple[Span, bool]]:
    """The pieces of a mixed quotation, and whether each stands in marks (longer ones are listed first)."""
    at = 0
    for found in _IN_MARKS.finditer(part.text):
        if found.start() > at:
            yield _piece(part, at, found.start()), False
        yield _piece(part, found.start(), found.end()), True
        at = found.end()
    if at < len(part.text):
        yield _piece(part, at, len(part.text)), False


def _sentences(part: Span) -> Iterator[Span]:
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(part.text)), len(part.text)]:
        if part.text[start:end].strip():
            yield _piece(part, start, end)
        start = end


def _piece(part: Span, start: int, end: int) -> Span:
    return Span(
        article=part.article, start=part.start + start, end=part.start + end, text=part.text[start:end]
    )


def _words(item: AnnotatedArticle, span: Span) -> Iterator[tuple[str, bool]]:
    """The words of a span as they are compared, and whether each is a verb: lemmas where there is syntax,
    without person and tense, and without what an editor inserted.
    """
    inserted = [
        (span.start + found.start(), span.start + found.end()) for found in _INSERTED.finditer(span.text)
    ]
    if inserted and sum(end - start for start, end in inserted) * 2 > len(span.text):
        inserted = []
    tokens = item.annotations.tokens
    if tokens:
        for token in (tokens[at] for at in beginning_in(tokens, span.start, span.end)):
            aside = any(start <= token.start < end for start, end in inserted)
            if not aside and any(character.isalnum() for character in token.text):
                word = token.lemma if token.pos != "PROPN" else token.text
                yield term(word), token.pos in ("VERB", "AUX")
        return
    for found in _WORD.finditer(span.text):
        if not any(start <= span.start + found.start() < end for start, end in inserted):
            yield term(found[0]), False


def term(word: str) -> str:
    """A word as it is compared; British and American spellings in -ise and -our are one."""
    lowered = word.lower()
    plain = _ALIKE.get(lowered) or normal(lowered)
    plain = re.sub(r"is(e[ds]?|ing|ation)$", r"iz\1", plain)
    return re.sub(r"our(s|ed|ing)?$", r"or\1", plain) if len(plain) > 5 else plain


def _bits(word: str) -> float:
    return NUMBER_BITS if word[:1].isdigit() else rarity(word)


def _surroundings(item: AnnotatedArticle, quotation: Quotation) -> tuple[int, int]:
    """Start and end of the sentences that hold the cue and the source, of all where there is neither."""
    anchors = [span for span in (quotation.cue, quotation.source) if span is not None]
    anchors = anchors or list(quotation.content)
    low, high = min(span.start for span in anchors), max(span.end for span in anchors)
    sentences = item.annotations.sentences
    first = bisect_left(sentences, low, key=lambda sentence: sentence.end - 1)
    last = bisect_left(sentences, high, key=lambda sentence: sentence.start)
    if first >= last:
        return low, high
    return sentences[first].start, sentences[last - 1].end


def _named_in(
    item: AnnotatedArticle, bounds: tuple[int, int], quotation: Quotation, links: Sequence[str | None]
) -> Iterator[str]:
    mentions = item.annotations.mentions
    for index in range(bisect_left(mentions, bounds[0], key=lambda mention: mention.start), len(mentions)):
        mention, link = mentions[index], links[index]
        if mention.start >= bounds[1]:
            return
        if link is not None and not any(part.overlaps(mention) for part in quotation.content):
            yield link


def _day_said(item: AnnotatedArticle, quotation: Quotation, bounds: tuple[int, int]) -> str | None:
    """The day on which the words were said, where a time expression belongs to the cue."""
    cue = quotation.cue or quotation.source
    if cue is None:
        return None
    published = (item.article.published or "9999")[:10]
    days = [
        (abs(time.start - cue.start), time.value[:10])
        for time in _times_between(item, bounds)
        if time.value is not None
        and re.match(r"\d{4}-\d\d-\d\d", time.value)
        and time.value[:10] <= published
        and not any(part.overlaps(time) for part in quotation.content)
        and _belongs(item, time, cue)
    ]
    return min(days)[1] if days else None


def _times_between(item: AnnotatedArticle, bounds: tuple[int, int]) -> Iterator[TimeExpression]:
    times = item.annotations.times
    for index in range(bisect_left(times, bounds[0], key=lambda time: time.start), len(times)):
        if times[index].start >= bounds[1]:
            return
        if times[index].type in {"DATE", "TIME"}:
            yield times[index]


def _belongs(item: AnnotatedArticle, time: TimeExpression, cue: Span) -> bool:
    """Whether the verb that a time hangs on is the cue; without syntax, whether it stands beside the cue."""
    tokens = item.annotations.tokens
    if not tokens:
        return min(abs(time.start - cue.end), abs(cue.start - time.end)) <= 3
    index = bisect_left(tokens, time.start, key=lambda token: token.start)
    for _ in range(12):
        if index >= len(tokens):
            return False
        token = tokens[index]
        if cue.start <= token.start < cue.end:
            return True
        if token.pos in {"VERB", "AUX"} or token.head == index:
            return False
        index = token.head
    return False
