"""Who is likely to speak next: sources of quotations in the order of the text."""

from __future__ import annotations

from dateline.annotate.coreference_entities import Draft, may_be_called_so
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_salience import Salience


class Speech:
    """The speakers of one article, as far as they are resolved."""

    def __init__(self, drafts: Drafts, salience: Salience) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience

    def last_speaker(self, index: int) -> Draft | None:
        """Who said the last quotation before the one that a mention is the source of."""
        start = self._start(index)
        for at in range(len(self._view.quotations) - 1, -1, -1):
            quotation = self._view.quotations[at]
            source = self._view.source_of[at]
            if source is None or source == index or self._view.places[source].dep == "poss":
                continue
            if quotation.content[-1].end <= start:
                return self._drafts.of.get(source)
        return None

    def _start(self, index: int) -> int:
        """Where what a mention is the source of begins, or the mention itself if it stands before."""
        contents = (self._view.quotations[q].content[0].start for q in self._view.speaks_in[index])
        return min(self._view.mentions[index].start, *contents)

    def goes_on(self, index: int) -> Draft | None:
        """Who is likely to say the next words: who spoke last, unless a sentence since is about another."""
        view = self._view
        speaker = self.last_speaker(index)
        start = self._start(index)
        for other in range(index - 1, -1, -1):
            mention, place, named = view.mentions[other], view.places[other], self._drafts.of.get(other)
            if mention.start >= start:
                continue
            if place.quotation is not None or (named is speaker and speaker is not None):
                return speaker
            if (
                named is not None
                and mention.type == "person"
                and mention.kind == "name"
                and place.dep in {"nsubj", "nsubjpass"}
                and self._salience.is_main(place.head)
                and may_be_called_so(view.mentions[index], named)
                and place.sentence < view.places[index].sentence
            ):
                return named
        return speaker

    def called(self, quotation: int | None) -> str:
        """What noun the speaker of a quotation, not known yet, is called by ("…," the mayor said)."""
        source = None if quotation is None else self._view.source_of[quotation]
        if source is None or source in self._drafts.of or self._view.mentions[source].kind != "nominal":
            return ""
        return self._view.tokens[self._view.places[source].head].text.lower()

    def is_named_by(self, speaker: int, draft: Draft) -> bool:
        """Whether somebody is named in what a speaker says: people do not name themselves."""
        view = self._view
        return any(
            part.covers(view.mentions[m]) and view.mentions[m].kind == "name"
            for quotation in view.speaks_in[speaker]
            for part in view.quotations[quotation].content
            for m in draft.mentions
        )
