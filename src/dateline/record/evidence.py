"""The sentences that a line of the record rests on, and the origin of each article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.schema.annotation import AnnotatedArticle, EventMention
from dateline.schema.cluster import Member
from dateline.schema.interval import Days, interval, is_ahead, length
from dateline.schema.span import Span, beginning_in
from dateline.schema.story import Origin


@dataclass(frozen=True, slots=True)
class Origins:
    """Which of the origins of a story, by number, each article rests on, and each passage of another."""

    articles: Mapping[str, int]
    passages: Mapping[str, Sequence[tuple[Span, int]]]

    @classmethod
    def of(cls, origins: Sequence[Origin]) -> Origins:
        """The origins of a story by the places where they are."""
        passages: dict[str, list[tuple[Span, int]]] = {}
        for number, origin in enumerate(origins):
            for passage in origin.passages:
                passages.setdefault(passage.article, []).append((passage, number))
        articles = {id_: number for number, origin in enumerate(origins) for id_ in origin.articles}
        return cls(articles=articles, passages=passages)

    def at(self, span: Span) -> int | None:
        """The origin of what begins where `span` does, None where its article has none."""
        passages = self.passages.get(span.article, ())
        inside = (number for passage, number in passages if passage.start <= span.start < passage.end)
        return next(inside, self.articles.get(span.article))


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles of one story by id, in the order given, with the origin of each.

    `origin` is that of an article as a whole; `origin_of` knows the passages that are of another. `first` is
    the first day on which any was printed.
    """

    articles: Mapping[str, AnnotatedArticle]
    origin: Mapping[str, str]
    names: Sequence[str]
    places: Origins
    first: date | None

    @classmethod
    def of(cls, annotated: Sequence[AnnotatedArticle], origins: Sequence[Origin]) -> Sources:
        """The sources of a story; an article that no origin names is one of its own."""
        origin = {article: origin.name for origin in origins for article in origin.articles}
        printed = (interval((item.article.published or "")[:10]) for item in annotated)
        return cls(
            articles={item.article.id: item for item in annotated},
            origin={item.article.id: origin.get(item.article.id, item.article.id) for item in annotated},
            names=[origin.name for origin in origins],
            places=Origins.of(origins),
            first=min((days[0] for days in printed if days), default=None),
        )

    def mention(self, member: Member) -> EventMention:
        """The event mention that `member` names."""
        return self.articles[member.article].annotations.events[member.index]

    def sentence(self, span: Span) -> Span:
        """The sentence in which `span` begins, or the span itself where there is none."""
        sentences = self.articles[span.article].annotations.sentences
        index = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        found = sentences[index] if index >= 0 else span
        return found if found.end > span.start else span

    def published(self, article: str) -> str | None:
        """ISO date of publication, without the time of day."""
        published = self.articles[article].article.published
        return published[:10] if published else None

    def printed(self, article: str) -> Days | None:
        """The day of publication, for an article that has none the last one of the story."""
        day = self.published(article) or max(self.published(id_) or "" for id_ in self.articles)
        return interval(day)

    def time(self, article: str, index: int | None) -> str | None:
        """Value of time expression number `index` of an article."""
        return None if index is None else self.articles[article].annotations.times[index].value

    def when(self, member: Member) -> str | None:
        """Value of the time that a mention gives for its event."""
        return self._times(member)[0]

    def taken(self, member: Member) -> str | None:
        """Value of the time at which the step was taken that a mention tells."""
        return self._times(member)[1]

    def _times(self, member: Member) -> tuple[str | None, str | None]:
        """The two times; no step is taken on a day to come: "planned for May 24" tells when the event is."""
        mention = self.mention(member)
        when, taken = (self.time(member.article, time) for time in (mention.when, mention.step_when))
        if mention.asserted and is_ahead(taken, self.articles[member.article].article.published):
            return when or taken, None
        return when, taken

    def days(self, span: Span) -> tuple[Days, ...]:
        """The stretches of the calendar that the time expressions in `span` name, none longer than a week."""
        return tuple(days for days in self.times(span) if length(days) <= 7)

    def times(self, span: Span) -> tuple[Days, ...]:
        """The stretches of the calendar that the time expressions in `span` name."""
        times = self.articles[span.article].annotations.times
        named = (interval(times[at].value) for at in beginning_in(times, span.start, span.end))
        return tuple(days for days in named if days is not None)

    def is_former(self, member: Member) -> bool:
        """Whether a mention tells its plan as one that is no more."""
        return self.mention(member).is_former_plan(self.articles[member.article].article.text)

    def origin_of(self, span: Span) -> str:
        """The origin of what begins where `span` does."""
        number = self.places.at(span)
        return self.origin[span.article] if number is None else self.names[number]

    def origins(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The origins of some spans, each once, in the order of the story's articles."""
        found: dict[str, dict[str, None]] = {}
        for span in spans:
            found.setdefault(span.article, {})[self.origin_of(span)] = None
        return tuple(dict.fromkeys(name for id_ in self.articles for name in found.get(id_, ())))


def unique(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans, each once, in the order given."""
    seen: dict[tuple[str, int, int], Span] = {}
    for span in spans:
        seen.setdefault(
            (span.article, span.start, span.end),
            Span(article=span.article, start=span.start, end=span.end, text=span.text),
        )
    return tuple(seen.values())
