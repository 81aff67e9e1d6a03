"""One event for the statements that several articles tell of: those whose words are one utterance.

What somebody said is told by its words; day and speaker alone would join all that was said on a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.resolve.event_facts import Facts
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.cluster import QuotationCluster


def by_utterance(
    facts: Sequence[Facts], annotated: Sequence[AnnotatedArticle], quotations: Sequence[QuotationCluster]
) -> list[list[Facts]]:
    """The statements, those of one utterance in a group, in the order of the first of each."""
    spoken = _cues(annotated, quotations)
    groups: dict[int, list[Facts]] = {}
    group_of: dict[int, int] = {}
    for number, fact in enumerate(facts):
        said = spoken.get((fact.article, fact.event.trigger.start), ())
        joined = {group_of[utterance] for utterance in said if utterance in group_of}
        first = min(joined, default=number)
        groups.setdefault(first, []).append(fact)
        for other in joined - {first}:
            groups[first].extend(groups.pop(other))
        group_of |= dict.fromkeys(said, first)
        group_of |= {utterance: first for utterance, at in group_of.items() if at in joined}
    return list(groups.values())


def _cues(
    annotated: Sequence[AnnotatedArticle], quotations: Sequence[QuotationCluster]
) -> Mapping[tuple[str, int], list[int]]:
    """The utterances that each verb of saying, by article and first character, is the cue of."""
    articles = {item.article.id: item.annotations for item in annotated}
    found: dict[tuple[str, int], list[int]] = {}
    for number, cluster in enumerate(quotations):
        for member in cluster.renditions:
            cue = articles[member.article].quotations[member.index].cue
            if cue is not None:
                found.setdefault((member.article, cue.start), []).append(number)
    return found
