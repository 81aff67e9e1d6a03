"""What decides the value of an expression that does not say it: the time of writing, the time that the
text speaks of, and which way the sentence looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dateline.annotate.timex.grammar import Grammar
from dateline.annotate.timex.lexer import HYPHEN, Tokens
from dateline.annotate.timex.values import Period, containing

CUE_WINDOW = 25
"""Tokens to each side in which a verb may decide the direction; sentences of the TimeBank part that
was looked at seldom put it farther away."""

COMMA_COST = 4
"""How many tokens of distance a comma between expression and verb counts for."""

AGAINST = {"D": 5, "M": 10, "Q": 2}
"""How many times nearer a day, month (or longer) or quarter must be to be taken against the direction
of the verb: "the meeting was set for June 12", printed on 1 June. Chosen on the looked-at parts of
TimeBank and AQUAINT."""


UNDECIDED = 2
"""How many times nearer the future must be where no verb decides: news tells what was. Chosen likewise."""

WANTED_TOKENS = 5
"""Tokens before an infinitive in which the verb stands that wants it of somebody: "urged both to meet"."""

ARRANGED_TOKENS = 5
"""Tokens of what is arranged, with its "for": "set for a second vote on Tuesday"."""

LINK_TOKENS = 3
"""Tokens that may stand between the two ends of a range: "from May to early July"."""

NEAR_TOKENS = 60
"""Tokens after a day to come in which a time of the clock that is to come is one of it: two sentences."""

DAYS_KEPT = 30
"""Days named before that are looked through for the one of a time."""

SOON_DAYS = 2
"""Days ahead of the day of writing on which a time of the clock that is to come may be without saying so."""

REPORT_DAYS = 240
"""A quarter counts as the one reported on if it began at most so many days before the day of writing."""

UPDATE_TOKENS = 3
"""Tokens between the word for an update and its time: "Updated on the".

A convention of the pages that print such lines."""


@dataclass(slots=True)
class Context:
    """State of the reading of one text; handlers read it, `focus` moves on with every dated expression.

    `written` is the day of publication, `day_first` the order of numeric dates, `narrative` whether the
    text tells a history, in which dates without year follow the last date and not the publication;
    `days` are the days named last, each with the token after it, `evening` the last one where its evening
    or night was named, which the next morning follows; `years` the year of dates of a history that state
    none, by their first token.
    """

    grammar: Grammar
    tokens: Tokens
    written: date | None
    day_first: bool
    narrative: bool = False
    focus: Period | None = None
    day: Period | None = None
    days: list[tuple[int, Period]] = field(default_factory=list)
    fiscal: Period | None = None
    previous: tuple[int, Period] | None = None
    evening: Period | None = None
    years: dict[int, int] = field(default_factory=dict)
    _kept: tuple[int, Period | None, Period | None, list[tuple[int, Period]]] | None = None

    def anchor(self) -> date | None:
        """The day from which dates without year are counted."""
        if self.narrative:
            return self.focus.first if self.focus else None
        return self.written

    def focus_day(self) -> date | None:
        """The day that "the next day" is counted from."""
        if self.focus is not None:
            return self.focus.first
        return self.written

    def day_spoken_of(self) -> Period | None:
        """The last day that the text named, or the one of writing: what "that night" belongs to."""
        if self.day is not None:
            return self.day
        return None if self.focus is not None else self.this("D")

    def day_gone(self) -> Period | None:
        """The last day named that is not after the day of writing."""
        gone = (day for _, day in reversed(self.days) if self.written and day.first <= self.written)
        return next(gone, None)

    def day_ahead(self, start: int) -> Period | None:
        """The day to come that a time at token `start` is of: the last named near, or the only one soon."""
        if self.written is None:
            return None
        ahead = [(end, day) for end, day in self.days if day.first > self.written]
        near = [day for end, day in ahead if start - end <= NEAR_TOKENS]
        if near:
            return near[-1]
        soon = {day for _, day in ahead if (day.first - self.written).days <= SOON_DAYS}
        return next(iter(soon)) if len(soon) == 1 else None

    def spoken_of(self, unit: str) -> date | None:
        """The day that a narrative period of kind `unit` is counted from: not of a year."""
        if (
            unit in ("D", "W", "WE", "2W")
            and self.focus is not None
            and self.focus.unit not in ("D", "W", "WE")
        ):
            return self.day.first if self.day else None
        return self.focus_day()

    def weekday_anchor(self) -> date | None:
        """The day from which bare weekdays are counted; a history counts them from a day, not a year."""
        if self.narrative and self.focus is not None and self.focus.unit in ("D", "W", "WE"):
            return self.focus.first
        return self.written

    def is_update(self, start: int) -> bool:
        """Whether tokens before `start` say when the text was changed: "Updated at", "Last updated on"."""
        keys = self.tokens.keys[max(0, start - UPDATE_TOKENS) : start]
        return bool(self.grammar.cues("update").intersection(keys))

    def direction(self, start: int, end: int) -> int:
        """-1 where the verb nearest to tokens `start:end` tells of the past, 1 of the future, 0 without."""
        if self.is_arranged(start):
            return 1
        left, left_cost = self.cue(start - 1, -1)
        if self.tokens.keys[end : end + 1] == ["'s"]:
            left = 0
        right, right_cost = self.cue(end, 1)
        if left and (not right or left_cost <= right_cost):
            return left
        return right

    def cue(self, index: int, step: int) -> tuple[int, float]:
        """The nearest cue walking from `index`, -1 of the past or 1 of the future, and its distance."""
        sign, cost, _ = self.cue_at(index, step)
        return sign, cost

    def cue_at(self, index: int, step: int) -> tuple[int, float, int]:
        """As `cue`, and the token that is the cue (-1 where there is none)."""
        keys, grammar = self.tokens.keys, self.grammar
        clause, past, future = grammar.cues("clause"), grammar.cues("past"), grammar.cues("future")
        infinitive, intent = grammar.cues("infinitive"), grammar.cues("intent")
        not_past, suffixes = grammar.cues("not_past"), tuple(grammar.cues("past_suffix"))
        present, abbreviations = grammar.cues("present"), grammar.cues("abbreviation")
        contracted = grammar.cues("contracted")
        coming = tuple(grammar.cues("future_suffix"))
        cost = 0.0
        for distance in range(CUE_WINDOW):
            position = index + step * distance
            if not 0 <= position < len(keys):
                break
            key = keys[position]
            if key in clause and not (key == "." and position and keys[position - 1] in abbreviations):
                break
            cost += COMMA_COST if key == "," else 1
            if key in grammar.capital and self.tokens.capitalised(position):
                continue  # a month ("May"), not a verb
            if keys[position + 1 : position + 2] == [HYPHEN]:
                continue  # "a closed-door session"
            if (
                key in future
                or (key in contracted and keys[position + 1 : position + 3] == ["'", "t"])
                or key.endswith(coming)
                or (
                    key in infinitive
                    and position
                    and (keys[position - 1] in intent or self._is_wanted(position))
                )
            ):
                return -1 if self._was_to_come(position) else 1, cost, position
            if position and keys[position - 1] in present:
                continue  # "is heard": a passive of the present
            if key in past or (len(key) > 3 and key.endswith(suffixes) and key not in not_past):
                return 1 if self._to_come(position) else -1, cost, position
        return 0, 0.0, -1

    def _is_wanted(self, position: int) -> bool:
        """Whether the "to" at `position` is of what somebody else shall do: "asked the court to rule"."""
        following = self.tokens.keys[position + 1 : position + 2]
        if not following or self.tokens.capitalised(position + 1):
            return False
        if following[0] in self.grammar.cues("determiner"):
            return False
        before = self.tokens.keys[max(0, position - WANTED_TOKENS) : position - 1]
        return not self.grammar.cues("wants_of").isdisjoint(before)

    def is_arranged(self, start: int) -> bool:
        """Whether what stands right before the date says that it is one to come."""
        keys, grammar = self.tokens.keys, self.grammar
        if start and keys[start - 1] in grammar.cues("until"):
            return True
        before, words = start - 1, "arranged_at_once"
        if 0 <= before and keys[before] in grammar.cues("arranged_by"):
            before, words = before - 1, "arranged"
        pairs = {" ".join(keys[max(0, end - 1) : end + 1]) for end in (before, start - 1)}
        if pairs & grammar.cues("toward"):
            return True
        if before < 0 or self._was_to_come(before):
            return False
        if keys[before] in grammar.cues(words):
            return keys[start - 1] not in grammar.cues("on") or keys[before] not in grammar.cues(
                "arranged_not_on"
            )
        return words == "arranged" and self._is_arranged_for(before)

    def _is_arranged_for(self, before: int) -> bool:
        """Whether up to token `before` something is arranged for what the date is of: "set for a vote on"."""
        keys, grammar = self.tokens.keys, self.grammar
        for place in range(before, max(0, before - ARRANGED_TOKENS), -1):
            if keys[place] in grammar.cues("clause"):
                return False
            if keys[place] in grammar.cues("arranged_for"):
                return keys[place - 1] in grammar.cues("arranged") - grammar.cues("present")
        return False

    def _was_to_come(self, position: int) -> bool:
        """Whether a future is one of the past: "had been scheduled to expire"."""
        retreat = self.grammar.cues("retreat")
        return any(key in retreat for key in self.tokens.keys[max(0, position - 5) : position])

    def _to_come(self, position: int) -> bool:
        """Whether a participle belongs to a future: "is to be held", "will be released"."""
        keys, capital, future = self.tokens.keys, self.grammar.capital, self.grammar.cues("future")
        places = range(max(0, position - 3), position)
        named = {place for place in places if keys[place] in capital and self.tokens.capitalised(place)}
        before = keys[max(0, position - 2) : position]
        things = {place for place in places if place and keys[place - 1] in self.grammar.cues("determiner")}
        told = any(keys[place] in future for place in places if place not in named | things)
        return told or before == ["to", "be"]

    def linked(self, start: int) -> Period | None:
        """The date before, where the one that begins at token `start` continues it ("from May to July")."""
        if self.previous is None or not 0 < start - self.previous[0] <= LINK_TOKENS:
            return None
        between = self.tokens.keys[self.previous[0] : start]
        link = self.grammar.cues("link")
        return self.previous[1] if any(key in link for key in between) else None

    def told_near(self, start: int, *, sentences: int) -> Period | None:
        """The last date in `sentences` up to token `start`, but for one compared with ("a year ago")."""
        if self.previous is None:
            return None
        end, period = self.previous
        between, tables = self.tokens.keys[end:start], self.grammar.tables
        parted = sum(key in self.grammar.cues("sentence_end") for key in between)
        compared = self.tokens.keys[end - 1] in {*tables["shift"], *tables["shift_narrative"]}
        return None if compared or parted >= sentences or len(between) > NEAR_TOKENS else period

    def joined(self, start: int) -> Period | None:
        """The day before, where nothing but "and" or "to" stands between it and token `start`."""
        if self.previous is None or self.previous[1].unit != "D":
            return None
        between = [key for key in self.tokens.keys[self.previous[0] : start] if key != ","]
        return self.previous[1] if len(between) == 1 and between[0] in self.grammar.cues("join") else None

    def nearest(
        self, candidates: list[Period], direction: int, linked: Period | None = None
    ) -> Period | None:
        """The candidate closest to the anchor; one against `direction` must be AGAINST times closer.

        The anchor is the date `linked`, where there is one, and the direction then onwards from it.
        """
        anchor = self.anchor()
        if anchor is None:
            return None
        if linked is not None:
            anchor, direction = linked.first, 1
        if self.narrative and self.focus is not None and self.focus.unit == "Y":
            inside = [period for period in candidates if period.first.year == anchor.year]
            candidates = inside or candidates

        def cost(period: Period) -> tuple[float, date]:
            days = (period.first - anchor).days
            if period.first <= anchor <= period.last:
                days = 0
            elif days < 0:
                days = (period.last - anchor).days
            factor = UNDECIDED if not direction and days > 0 and not self.narrative else 1
            if direction * days < 0:
                factor = AGAINST.get(period.unit, AGAINST["M"])
            return abs(days) * factor, period.first

        return min(candidates, key=cost, default=None)

    def note(self, period: Period, end: int) -> None:
        """Move the focus to `period`, named by an expression that ends before token `end`."""
        self.focus = period
        if period.unit == "D":
            self.day = period
            self.days = [*self.days[1 - DAYS_KEPT :], (end, period)]

    def set_aside(self, end: int) -> None:
        """Let what is noted up to token `end` count for nothing after it."""
        if self._kept is None:
            self._kept = (end, self.focus, self.day, self.days[:])

    def resume(self, start: int) -> None:
        """Go back to what the text told before an aside, if token `start` stands after it."""
        if self._kept is not None and start >= self._kept[0]:
            _, self.focus, self.day, self.days = self._kept
            self._kept = self.evening = None

    def report(self, period: Period | None) -> None:
        """Remember `period` as the one that the text reports on: the latest that is over."""
        if period is None or self.written is None or period.last >= self.written:
            return
        if (self.written - period.first).days > REPORT_DAYS:
            return
        if self.fiscal is None or self.fiscal.unit != period.unit or self.fiscal.first < period.first:
            self.fiscal = period

    def report_year(self) -> None:
        """The report goes on to more than a quarter ("the nine months"): comparisons are by year."""
        if self.fiscal is not None:
            self.fiscal = containing(self.fiscal.first, "Y")

    def year(self) -> int | None:
        """Year of the anchor."""
        anchor = self.anchor()
        return anchor.year if anchor else None

    def this(self, unit: str) -> Period | None:
        """The period of kind `unit` around the day of writing."""
        return containing(self.written, unit) if self.written else None
