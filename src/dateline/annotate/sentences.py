"""The sentences of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.annotate.annotator import Document
from dateline.schema.sentences import find_sentences
from dateline.schema.span import Span


class Sentences:
    """Annotator: the sentences of the text, in order, without the white space around them."""

    name = "sentences"
    requires: frozenset[str] = frozenset()
    provides = frozenset({"sentences"})

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layer `sentences`."""
        text, article = document.text, document.article.id
        return {
            "sentences": tuple(
                Span(article=article, start=start, end=end, text=text[start:end])
                for start, end in find_sentences(text)
            )
        }
