"""Says which way a clause looks where its words leave no doubt: the tense of its verb, a plan confirmed.

What it is sure of goes before the trained models (`direction`), whose weights sum up many weak signs and may
outvote a "will". The cue words are those of the language file.
"""

from __future__ import annotations

from dateline.annotate.timex.context import CUE_WINDOW, Context
from dateline.annotate.timex.lexer import HYPHEN

PLAN_TOKENS = 7
"""Tokens before a date in which the noun of a plan may stand: "the visit to Tarn on 13 July"."""

EVENT_TOKENS = 3
"""Tokens after "Sunday's" in which the noun of its event stands."""

SUMMONS_TOKENS = 4
"""Tokens between a summons and what it is to: "called for a meeting of lawmakers on Friday" has none more."""

CAPTION_TOKENS = 60
"""Tokens after a date in which the credit of its caption stands."""

CONDITION_TOKENS = 5
"""Tokens before a verb in which an "if" makes it no fact."""

BARRIERS = frozenset({",", '"', "(", ")"})
"""What parts a verb from a date that is not its own."""

BALLOT_TOKENS = 4
"""Tokens after a month in which its election stands: "the November mid-term elections"."""

HEADLINE_TOKENS = 7
"""Tokens that may stand before the "to" of a headline: "Orlo to visit Tarn"."""


def stated(context: Context, start: int, end: int) -> int:
    """-1 where the clause around tokens `start:end` surely tells of the past, 1 of the future, 0 unsure."""
    if not context.grammar.cues("sure_future"):
        return 0  # a language without these cues
    if is_over(context, start) or _is_reached(context, start) or _is_opened(context, start, end):
        return -1
    if context.is_arranged(start) or _is_made(context, start, end) or _is_summoned(context, start, end):
        return 1
    return (
        _by_listing(context, start, end)
        or _by_unplanned(context, start, end)
        or _by_object(context, end)
        or _by_opening(context, start, end)
        or _by_ballot(context, start, end)
        or _by_plan(context, start, end)
        or _by_present(context, start)
        or (0 if _is_attribute(context, start, end) else _by_verb(context, start))
        or _by_headline(context, start, end)
    )


def is_told(context: Context, start: int) -> bool:
    """Whether the verb before token `start` tells what happened and is over: not "has sold its stock"."""
    sign, position = _verb_before(context, start)
    return sign < 0 and context.grammar.cues("unsure_past").isdisjoint(
        context.tokens.keys[max(0, position - 2) : position + 1]
    )


def is_stock(context: Context, start: int) -> bool:
    """Whether something was so on the date: "had 400 workers at year-end", not "said he is retiring at"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not start or keys[start - 1] not in cues("at"):
        return False
    sign, position = _verb_before(context, start)
    return sign < 0 and cues("present").isdisjoint(keys[position:start])


def is_before_event(context: Context, start: int, end: int) -> bool:
    """Whether the weekday is of an event that something shall be before: "before Sunday's runoff"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    whose = start > 0 and keys[start - 1] in cues("before") and keys[end : end + 1] == ["'s"]
    return whose and not cues("plan").isdisjoint(keys[end + 1 : end + 1 + EVENT_TOKENS])


def is_ahead_of(context: Context, start: int) -> bool:
    """Whether the date is of a plan that something is ahead of: "ahead of talks with Ana Reyl on Monday"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    place = start - 2 if start > 1 and keys[start - 1] in cues("on") else start - 1
    plan = False
    while place > max(0, start - CUE_WINDOW) and keys[place] not in BARRIERS | cues("clause"):
        plan = plan or keys[place] in cues("plan")
        if keys[place - 1 : place + 1] == ["ahead", "of"]:
            sign, position = _verb_before(context, start)
            return plan and (not sign or position < place)
        place -= 1
    return False


def is_over(context: Context, start: int) -> bool:
    """Whether the words right before the date are of what is gone: "since March", "back in March"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not start:
        return False
    if " ".join(keys[max(0, start - 2) : start]) in cues("back"):
        return start < 3 or keys[start - 3] not in cues("return")
    return keys[start - 1] in cues("since")


def is_said(context: Context, start: int) -> bool:
    """Whether a verb of saying stands right before the date: "said on Friday"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    place = start - 2 if start > 1 and keys[start - 1] in cues("on") else start - 1
    return place > 0 and keys[place] in cues("saying")


def _is_reached(context: Context, start: int) -> bool:
    """Whether the date ends what was not so until then: "did not take effect until May"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    suffixes = tuple(cues("past_suffix"))
    if not start or keys[start - 1] not in cues("until"):
        return False
    lasts = True
    for place in range(start - 2, max(0, start - CUE_WINDOW), -1):
        if keys[place] in cues("clause") or keys[place] == ",":
            return False
        if lasts and keys[place] in cues("lasting_past"):  # "was little known until Tuesday"
            return True
        lasts = lasts and keys[place] not in cues("past") and not keys[place].endswith(suffixes)
        if keys[place] in cues("not") and keys[place - 1] in cues("past"):
            return True
        if keys[place] in cues("was_not") and keys[place + 1 : place + 3] == ["'", "t"]:
            return True
    return False


def _is_opened(context: Context, start: int, end: int) -> bool:
    """Whether "until" and the date open a sentence of the past: "Until Thursday, few had heard of him"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not start or keys[start - 1] not in cues("until"):
        return False
    opens = start == 1 or keys[start - 2] in cues("sentence_end")
    return opens and context.cue_at(end, 1)[0] < 0


def _is_made(context: Context, start: int, end: int) -> bool:
    """Whether the date is made a day of a kind: "declared Friday a national holiday"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not start or keys[start - 1] not in cues("declares") or keys[end : end + 1] not in (["a"], ["as"]):
        return False
    return not cues("day_made").isdisjoint(keys[end + 1 : end + 1 + EVENT_TOKENS])


def _is_summoned(context: Context, start: int, end: int) -> bool:
    """Whether people are called, or get ready, for what is on the date: "called a strike for Monday", "called
    for a meeting on Friday", "prepared for Friday's talks"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if start < 2 or keys[start - 1] not in cues("arranged_for") | cues("on"):
        return False
    if keys[end : end + 1] == ["'s"]:
        return keys[start - 2] in cues("readies")
    if keys[start - 2] in cues("summons"):
        return keys[start - 1] in cues("arranged_for")  # "a rally has been called for Friday"
    place = start - 2
    while place > start - 2 - SUMMONS_TOKENS and keys[place] not in cues("summoned_to"):
        place -= 1
    if place < start - 2 and keys[place + 1] != "of":
        return False  # "a meeting of lawmakers on Friday" alone may have words between
    called = not cues("summons").isdisjoint(keys[max(0, place - SUMMONS_TOKENS) : place])
    return called and keys[place] in cues("summoned_to")


def _by_listing(context: Context, start: int, end: int) -> int:
    """1 where the date heads a line of a list of plans: "Thursday: Ms Reyl is expected to speak"."""
    keys = context.tokens.keys
    heads = keys[end : end + 1] == [":"] and (not start or keys[start - 1] == "\n")
    return int(heads and context.cue_at(end + 1, 1)[0] > 0)


def _is_attribute(context: Context, start: int, end: int) -> bool:
    """Whether a month or day says which of several is meant, not when the verb happened: "the May plan"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not start or not _has_month(context, start, end):
        return False
    after = "".join(keys[end : end + 1])
    noun = after.isalpha() and after not in cues("plan_end") and after not in cues("adjunct")
    return noun and (keys[start - 1] in cues("determiner") or keys[start - 1] == "'s")


def _has_month(context: Context, start: int, end: int) -> bool:
    keys, months = context.tokens.keys, context.grammar.tables["month"]
    return any(key in months or f"{key} ." in months for key in keys[start:end])


def _by_unplanned(context: Context, start: int, end: int) -> int:
    """-1 where the date is that of what nobody plans: "Wednesday's ruling", "the raid on May 3"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not start or not cues("before").isdisjoint(keys[max(0, start - 2) : start]):
        return 0
    place = start - 2 if keys[start - 1] in cues("dates_noun") else start - 1
    if place > 0 and keys[place] in cues("awaited") and _by_verb(context, start) > 0:
        return 0  # "is to give its verdict on Tuesday"
    if place > 0 and keys[place] in cues("unplanned"):
        return -1
    owned = keys[end : end + 1] == ["'s"]
    if not owned and keys[start - 1] not in cues("determiner"):
        return 0
    for key in keys[end + owned : end + owned + EVENT_TOKENS]:
        if not key.isalpha() or key in cues("plan_end") or key in cues("adjunct"):
            return 0
        if key in cues("unplanned"):
            return -1
    return 0


def _by_object(context: Context, end: int) -> int:
    """-1 where a verb of the past with its object follows: "the vote on 13 July set a precedent"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    following = keys[end : end + 2]
    if len(following) < 2 or following[1] not in cues("determiner") or following[0] in cues("not_past"):
        return 0
    return -int(following[0] in cues("past") or following[0].endswith(tuple(cues("past_suffix"))))


def _by_opening(context: Context, start: int, end: int) -> int:
    """-1 where the date opens a sentence told in the past: "In February, the mayor, who is 60, resigned"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    first = start - 1 if start and keys[start - 1] in cues("opener") else start
    if first and keys[first - 1] not in cues("sentence_end"):
        return 0
    sign, place = 0, end
    while keys[place : place + 1] == [","]:
        place += 1
        sign, _, position = context.cue_at(place, 1)
        if sign and not (keys[position] in cues("saying") and keys[position + 1 : position + 2] == [","]):
            break
        nearby = range(place, min(place + CUE_WINDOW, len(keys)))
        place = next((at for at in nearby if keys[at] == ","), len(keys))
    else:
        sign, _, position = context.cue_at(end, 1)
    if sign >= 0 or keys[position] in cues("unsure_past") or keys[position - 1] in cues("determiner"):
        return 0
    return -int(cues("condition").isdisjoint(keys[end:position]))


def _by_ballot(context: Context, start: int, end: int) -> int:
    """1 where a month is that of an election, of which no verb before it tells: "the November midterms"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not _has_month(context, start, end):
        return 0
    if not cues("clause").isdisjoint(keys[max(0, start - 2) : start]):
        return 0  # "after the November elections"
    told = [key for key in keys[end : end + BALLOT_TOKENS] if key not in (HYPHEN, "'s")][:2]
    sign, position = _verb_before(context, start)
    over = sign < 0 and keys[position] not in cues("unsure_past")
    return int(not over and not cues("ballot").isdisjoint(told))


def _by_verb(context: Context, start: int) -> int:
    """The tense of the verb before the date in its clause, or parted from it by a parenthesis."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if _after_parenthesis(context, start):
        return 1
    sign, position = _verb_before(context, start)
    if not sign:
        return 0
    if sign > 0:
        governor = position  # "expected" of "expected to meet"
        for _ in range(2):
            governor -= keys[governor] in cues("infinitive") or keys[governor - 1] in cues("infinitive")
        if keys[position] in cues("scheduled_present") or _is_scheduled_plural(context, position):
            return -1 if _is_credited(context, start) else 1
        modal = position - 1 - (keys[position - 1] in cues("not"))  # "will not meet"
        planned = keys[governor] in cues("sure_future") or keys[modal] in cues("modal")
        return int(planned or _is_to(context, governor, "is"))
    if (
        keys[start - 1] in cues("bound")
        or keys[start - 1] == "for"
        or _infinitive(context, position + 1, start)
    ):
        return 0
    return -int(_is_finite(context, position, start))


def _is_to(context: Context, place: int, be: str) -> bool:
    """Whether an infinitive says what is arranged: "is to give", and "was to give" with `be` "was"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if place < 0 or keys[place] not in cues(be) or keys[place + 1 : place + 2] != ["to"]:
        return False
    return keys[place + 2 : place + 3] != ["have"] and _infinitive(context, place + 1, place + 3)


def _is_scheduled_plural(context: Context, position: int) -> bool:
    """Whether a form without ending is a present after its subject: "talks begin", "A and B meet"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if not position or keys[position] not in cues("scheduled_plural"):
        return False
    before = keys[position - 1]
    plural = before.endswith("s") and len(before) > 3 and before not in cues("saying")
    joined = context.tokens.capitalised(position - 1) and "and" in keys[max(0, position - 3) : position - 1]
    return plural or joined or before in cues("subject")


def is_former_plan(context: Context, start: int) -> bool:
    """Whether the date is of what was to be: "put off the visit, on which he was to sign it on Monday"."""
    sign, position = _verb_before(context, start)
    return sign < 0 and _is_to(context, position, "was")


def _is_finite(context: Context, position: int, start: int) -> bool:
    """Whether the past form at `position` is surely the verb of the clause that reaches to token `start`.

    A participle is not ("a plan announced in May"), nor what is supposed ("if they met on Monday") nor a verb
    of saying, unless the date follows at once: what was said may lie ahead.
    """
    keys, cues = context.tokens.keys, context.grammar.cues
    key, between = keys[position], keys[position + 1 : start]
    if key in cues("unsure_past") or any(word.endswith(tuple(cues("progressive"))) for word in between):
        return False
    if set(keys[max(0, position - CONDITION_TOKENS) : position]) & cues("condition"):
        return False
    if key in cues("saying") and len(between) > 1:
        return False
    before = keys[position - 1] if position else ""
    active = not cues("determiner").isdisjoint(between[:1])  # "opened its doors": no participle has an object
    return active or key in cues("past") or before in cues("subject") or before in cues("was")


def _verb_before(context: Context, start: int) -> tuple[int, int]:
    """The nearest cue before token `start` with no comma between, and its place; adjectives are none."""
    keys, cues = context.tokens.keys, context.grammar.cues
    index = start - 1
    while True:
        sign, _, position = context.cue_at(index, -1)
        if not sign or _is_barred(context, position, start):
            return 0, -1
        noun = 2 if keys[position] in cues("unsure_past") else 1  # "a direct hit"
        adjective = sign < 0 and not cues("determiner").isdisjoint(keys[max(0, position - noun) : position])
        if not adjective or start - position > CUE_WINDOW:
            return sign, position
        index = position - 1


def _is_barred(context: Context, position: int, start: int) -> bool:
    """Whether a comma, quote or bracket parts the tokens; the comma of "Tarn, Velmark" does not."""
    keys, capitalised = context.tokens.keys, context.tokens.capitalised
    return any(
        keys[place] in BARRIERS
        and not (
            keys[place] == "," and place + 1 < start and capitalised(place - 1) and capitalised(place + 1)
        )
        for place in range(position + 1, start)
    )


def _infinitive(context: Context, start: int, end: int) -> bool:
    """Whether an infinitive stands in tokens `start:end`: "asked her to testify"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    return any(
        keys[place] in cues("infinitive")
        and not context.tokens.capitalised(place + 1)
        and keys[place + 1] not in cues("determiner")
        for place in range(start, end - 1)
    )


def _by_present(context: Context, start: int) -> int:
    """1 after a verb of the present ("Orlo arrives on Wednesday"), -1 where it is of a caption."""
    keys, cues = context.tokens.keys, context.grammar.cues
    side = -1 if _is_credited(context, start) else 1
    place = start - 2 if start > 1 and keys[start - 1] in cues("on") else start - 1
    if place > 0 and keys[place] in cues("particle"):
        place -= 1
    if place > 0 and keys[place] in cues("scheduled_or_noun"):
        subject = keys[place - 1]
        named = context.tokens.capitalised(place - 1) and not subject.endswith("s")
        return side * (named or subject in cues("subject"))
    return side * (place > 0 and keys[place] in cues("scheduled_present"))


def _is_credited(context: Context, start: int) -> bool:
    """Whether the paragraph ends in the credit of a photograph: captions tell the past in the present."""
    keys, cues = context.tokens.keys, context.grammar.cues
    for place in range(start, min(start + CAPTION_TOKENS, len(keys))):
        if keys[place] == "\n":
            return False
        if keys[place] == "(" and not cues("picture").isdisjoint(keys[place + 1 : place + 4]):
            return True
    return False


def _after_parenthesis(context: Context, start: int) -> bool:
    """Whether a "will" stands before a parenthesis of the sentence: "will, aides say, meet on Monday"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    commas = 0
    for place in range(start - 1, max(0, start - CUE_WINDOW), -1):
        if keys[place] in cues("sentence_end") or keys[place] == '"':
            return False
        if keys[place] == ",":
            commas += 1
            modal = keys[place - 1] in cues("modal") and not context.tokens.capitalised(place - 1)
            if commas > 1 and modal:
                return True
    return False


def _by_plan(context: Context, start: int, end: int) -> int:
    """1 where a plan is said to be fixed for the date: "the visit on 13 July has been confirmed"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    place = start - 2 if start > 1 and keys[start - 1] in cues("on") else start - 1
    if place > 0 and keys[place] in cues("plan") and keys[end : end + 1] and keys[end] in cues("modal"):
        return 1
    after = end
    while keys[after : after + 1] and keys[after] in cues("plan_links"):
        after += 1
    if keys[after : after + 1] == [] or keys[after] not in cues("plan_fixed"):
        return 0
    if after == end and keys[after + 1 : after + 2] and keys[after + 1] not in cues("plan_end"):
        return 0  # a verb with an object: "the vote on Monday set a precedent"
    for place in range(start - 1, max(-1, start - 1 - PLAN_TOKENS), -1):
        if keys[place] in cues("clause") or keys[place] == ",":
            return 0
        if keys[place] in cues("plan"):
            return int(not set(keys[max(0, place - 3) : place]) & cues("plan_past"))
    return 0


def _by_headline(context: Context, start: int, end: int) -> int:
    """1 where an infinitive is the verb of the sentence: "Orlo to visit Tarn in July"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    first = start
    while first and start - first < CUE_WINDOW and keys[first - 1] not in cues("sentence_end"):
        first -= 1
    if (first and keys[first - 1] != "\n") or not context.tokens.capitalised(first):
        return 0
    for place in range(first + 1, min(first + HEADLINE_TOKENS, start - 1)):
        if keys[place] in cues("infinitive"):
            if not context.tokens.capitalised(place - 1) or not _infinitive(context, place, place + 2):
                return 0
            told = context.cue_at(place - 1, -1)[0] or _verb_before(context, start)[0] < 0
            sign, _, behind = context.cue_at(end, 1)
            return int(not told and (sign >= 0 or keys[behind] in cues("saying")))
    return 0
