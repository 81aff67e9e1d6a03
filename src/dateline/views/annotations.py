"""Annotations of one article as the plain JSON object that `dateline annotate` writes."""

from __future__ import annotations

from typing import Any

from dateline.schema.annotation import Annotations, EventMention, Mention, Quotation, TimeExpression
from dateline.schema.span import Span

Range = list[int]


def annotation_object(id: str | int, annotations: Annotations) -> dict[str, Any]:
    """`annotations` with every span as `[start, end]`; `mention`s are named by their index in "mentions"."""
    return {
        "id": id,
        "times": [_time(item) for item in annotations.times],
        "quotations": [_quotation(item) for item in annotations.quotations],
        "mentions": [_mention(item) for item in annotations.mentions],
        "chains": [
            {"type": chain.type, "name": chain.name, "side": chain.side, "mentions": list(chain.mentions)}
            for chain in annotations.chains
        ],
        "events": [_event(item, annotations) for item in annotations.events],
    }


def _range(span: Span | None) -> Range | None:
    return [span.start, span.end] if span else None


def _time(item: TimeExpression) -> dict[str, Any]:
    found = {"start": item.start, "end": item.end, "type": item.type, "value": item.value}
    more = {"mod": item.mod, "quant": item.quant, "freq": item.freq}
    return found | {name: value for name, value in more.items() if value is not None}


def _quotation(item: Quotation) -> dict[str, Any]:
    return {
        "content": [_range(span) for span in item.content],
        "source": _range(item.source),
        "cue": _range(item.cue),
        "kind": item.kind,
    }


def _mention(item: Mention) -> dict[str, Any]:
    return {
        "start": item.start,
        "end": item.end,
        "kind": item.kind,
        "type": item.type,
        "roles": [_range(span) for span in item.roles],
        "country": item.country,
    }


def _event(item: EventMention, annotations: Annotations) -> dict[str, Any]:
    when = None if item.when is None else annotations.times[item.when].value
    return {
        "type": item.type,
        "label": item.label,
        "trigger": _range(item.trigger),
        "what": _range(item.what),
        "status": item.status,
        "who": [
            {"mention": participant.mention, "role": participant.role} for participant in item.participants
        ],
        "where": item.where,
        "when": when,
        "quantities": [
            {
                "what": quantity.what,
                "value": quantity.value,
                "unit": quantity.unit,
                "bound": quantity.bound,
                "span": _range(quantity.span),
            }
            for quantity in item.quantities
        ],
    }
