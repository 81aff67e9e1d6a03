"""Bare names, phrases and pronouns put in entities, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.annotate.coreference_antecedents import Choose
from dateline.annotate.coreference_deeds import Deeds
from dateline.annotate.coreference_entities import Draft, role_head
from dateline.annotate.coreference_judge import Score
from dateline.annotate.coreference_lede import Lede
from dateline.annotate.coreference_names import Drafts, is_named_as_kin, partner_of
from dateline.annotate.coreference_phrases import Phrases
from dateline.annotate.coreference_pronouns import Pronouns
from dateline.annotate.coreference_salience import Salience
from dateline.annotate.coreference_speech import Speech
from dateline.annotate.gazetteer import fold
from dateline.schema.annotation import Mention

Candidates = Mapping[int, Sequence[tuple[Draft, float]]]

# All weights: chosen on two events of NewsWCL50 and the texts of three stories.
OPEN_MARGIN = 0.1
"""Bare names whose two best readings lie nearer than this are left open."""
OWNED = 2.0
"""For the person of a bare name whose roles name its owner."""
REACH_OF_NAMES = 1000
NOT_YET_NAMED = -2.0
NAMED_NEXT = 0.5
"""For whom the article names first of those not named yet: it is about him, and tells who he is."""
TOLD = 0.2
"""For who has an office: of namesakes those who are only listed go by their full names."""
HEADED = 2.0
"""For whom a line above names alone: what follows is about them."""
RELATIVE = -1.5
"""For who is told as the kin of somebody, where another bearer of the name is not: "Brandt" is the latter."""


class Resolution:
    """Resolves the mentions of one article that `gather_names` left."""

    def __init__(self, drafts: Drafts, candidates: Candidates, score: Score, choose: Choose) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._candidates = candidates
        self._salience = Salience(drafts)
        self._speech = Speech(drafts, self._salience)
        self._pronouns = Pronouns(drafts, self._salience, self._speech, choose)
        self._phrases = Phrases(drafts, self._salience, self._pronouns, score)
        self.open: dict[int, list[Draft]] = {}

    def run(self) -> None:
        """Resolve everything that can be."""
        self._phrases.join_appositions()
        lede = Lede(self._drafts)
        lede.join()
        lede.join_speakers()
        Deeds(self._drafts).join()
        for index, mention in enumerate(self._view.mentions):
            if index in self._drafts.of:
                continue
            if index in self._candidates:
                self._bare_name(index)
            elif mention.kind == "nominal":
                self._phrases.resolve(index, mention)
            elif mention.kind == "pronoun":
                self._pronouns.resolve(index, mention)
        self._pronouns.resolve_announced()
        self._pronouns.resolve_speakers()

    def _bare_name(self, index: int) -> None:
        candidates = self._candidates[index]
        others = [each for each in candidates if not self._is_within_role(index, each[0])]
        scored = sorted(
            (
                (self._score_bare(index, draft, weight), -draft.number, draft)
                for draft, weight in others or candidates
            ),
            reverse=True,
            key=lambda item: item[:2],
        )
        best = scored[0]
        if len(scored) > 1 and best[0] - scored[1][0] < OPEN_MARGIN:
            self.open[index] = [draft for score, _, draft in scored if best[0] - score < OPEN_MARGIN]
            return
        self._drafts.add(index, best[2])
        best[2].bare_uses.append(index)

    def _is_within_role(self, index: int, draft: Draft) -> bool:
        """Whether somebody's role names another one: "Brandt's wife, Ana Brandt" is not that Brandt."""
        view = self._view
        mention = view.mentions[index]
        return any(role.covers(mention) for m in draft.mentions for role in view.mentions[m].roles)

    def _score_bare(self, index: int, draft: Draft, weight: float) -> float:
        view = self._view
        mention, place = view.mentions[index], view.places[index]
        score = 2 * weight
        score += self._score_title(mention, draft)
        score += OWNED * self._is_of(place.first, draft)
        score += RELATIVE * self._is_relative(index, draft)
        score += TOLD * bool(draft.role_heads) + HEADED * self._is_headed(index, draft)
        partner = partner_of(index, view)
        if partner is not None and partner in self._drafts.of:
            score += 3.0 * bool(draft.partners[self._drafts.of[partner].number])
        if place.quotation is not None and self._pronouns.speaker(place.quotation) is draft:
            score -= 4.0
        if draft.bare_uses and not mention.roles:
            same_voice = [
                use
                for use in draft.bare_uses
                if (view.places[use].quotation is None) == (place.quotation is None)
            ]
            score += 1.0 * bool(same_voice)
        salience = self._salience.of(draft, index, reach=REACH_OF_NAMES)
        if salience is None:
            score += NOT_YET_NAMED + NAMED_NEXT * self._is_named_next(index, draft)
        else:
            score += max(salience, -6.0) * 0.25 - 0.25 * max(len(draft.full_names) - 1, 0)
        score += self._score_here(index, draft)
        if index in view.speaks_in and not mention.roles and self._speech.last_speaker(index) is draft:
            score += 1.0
        return score

    def _score_title(self, mention: Mention, draft: Draft) -> float:
        heads = {role_head(role, self._view) for role in mention.roles}
        if not heads or not draft.role_heads:
            return 0.0
        fits = max(draft.is_called(head) for head in heads)
        return 1.5 * fits if fits else -0.5

    def _is_named_next(self, index: int, draft: Draft) -> bool:
        """Whether no other bearer of a bare name stands between it and the first full name of somebody."""
        others = (other for other, _ in self._candidates[index] if other is not draft)
        return all(draft.mentions[0] < other.mentions[0] for other in others if other.mentions)

    def _is_headed(self, index: int, draft: Draft) -> bool:
        """Whether the last namesake whom a line above a bare name names alone is somebody."""
        view = self._view
        heads = (
            (m, other)
            for other, _ in self._candidates[index]
            for m in other.full_names
            if m < index and self._is_line(view.mentions[m])
        )
        last = max(heads, key=lambda head: head[0], default=None)
        return last is not None and last[1] is draft

    def _is_line(self, mention: Mention) -> bool:
        text = self._view.text
        return text[: mention.start].endswith("\n") and text[mention.end :].startswith("\n")

    def _is_relative(self, index: int, draft: Draft) -> bool:
        others = (other for other, _ in self._candidates[index] if other is not draft)
        alike = all(is_named_as_kin(other, self._view) for other in others)
        return is_named_as_kin(draft, self._view) and not alike

    def _is_of(self, first: int, draft: Draft) -> bool:
        """Whether the owner of a bare name ("Ostria's Brandt") stands in one of somebody's roles."""
        view = self._view
        if first < 2 or view.tokens[first - 1].tag != "POS":
            return False
        owner = fold(view.tokens[first - 2].text)
        roles = (role for m in draft.mentions for role in view.mentions[m].roles)
        return any(owner in fold(role.text).split() for role in roles)

    def _score_here(self, index: int, draft: Draft) -> float:
        """Being at a place of one's own country, in the same sentence."""
        view = self._view
        sentence = view.places[index].sentence
        side = draft.side()
        if side is None:
            return 0.0
        here = {
            view.mentions[other].country
            for other in view.in_sentence[sentence]
            if view.mentions[other].type == "place" and self._is_where(view.places[other].head)
        }
        return 0.8 if side in here else 0.0

    def _is_where(self, head: int) -> bool:
        token = self._view.tokens[head]
        return token.dep == "pobj" and self._view.tokens[token.head].text.lower() in {"in", "at"}
