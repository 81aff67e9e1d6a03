"""The contract of an annotator, and the run of several in order.

An annotator reads a Document and returns layers; it changes nothing. It declares the layers it
`requires` and those it `provides`, and `check` reports a mismatch before anything runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from dateline.errors import AnnotationError, DatelineError, PipelineError
from dateline.schema.annotation import Annotations
from dateline.schema.article import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYERS = frozenset(
    {
        "sentences",
        "tokens",
        "encoding",
        "times",
        "mentions",
        "quotations",
        "chains",
        "open_mentions",
        "events",
    }
)


@dataclass(frozen=True, slots=True)
class LinkWindow:
    """Link vectors, float32 (m, d), of the m pieces from number `first` on, which were read together.

    The inner product of the query of a piece in a quotation and the key of a piece scores whether that
    piece begins the quotation's source; 0 is the score of "no source". Vectors of two windows do not compare.
    """

    first: int
    query: NDArray[np.float32]
    key: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the trained encoder says of each word piece of the text (n pieces).

    offsets: int32 (n, 2), code points of the text. Each head holds log-probabilities, float32
    (n, labels), in the order of its `labels` entry. `links` are overlapping and cover the text.
    """

    offsets: NDArray[np.int32]
    heads: Mapping[str, NDArray[np.float32]]
    labels: Mapping[str, tuple[str, ...]]
    links: tuple[LinkWindow, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article on its way through the annotators, with the layers provided so far."""

    article: Article
    annotations: Annotations
    encoding: Encoding | None = None

    @classmethod
    def of(cls, article: Article) -> Document:
        """The document of an article that nothing has been found in yet."""
        return cls(article=article, annotations=Annotations(article=article.id))

    @property
    def text(self) -> str:
        """The text that every offset refers to."""
        return self.article.text

    def with_layers(self, layers: Mapping[str, Any]) -> Document:
        """A copy with `layers` put in place."""
        schema = {name: layer for name, layer in layers.items() if name != "encoding"}
        return replace(
            self,
            annotations=msgspec.structs.replace(self.annotations, **schema),
            encoding=layers.get("encoding", self.encoding),
        )


class Annotator(Protocol):
    """Finds one kind of thing in one article."""

    @property
    def name(self) -> str: ...

    @property
    def requires(self) -> frozenset[str]: ...

    @property
    def provides(self) -> frozenset[str]: ...

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layers that this annotator provides for `document`, by name."""
        ...


def check(annotators: Sequence[Annotator]) -> None:
    """Raise PipelineError unless each annotator's needs are provided by those before it."""
    ready: set[str] = set()
    for annotator in annotators:
        unknown = (annotator.requires | annotator.provides) - LAYERS
        if unknown:
            raise PipelineError(
                f"annotator {annotator.name} names unknown layers: {', '.join(sorted(unknown))}"
            )
        missing = annotator.requires - ready
        if missing:
            raise PipelineError(
                f"annotator {annotator.name} needs {', '.join(sorted(missing))}, "
                f"which nothing before it provides (have: {', '.join(sorted(ready)) or 'nothing'})"
            )
        ready |= annotator.provides


def run(annotators: Iterable[Annotator], article: Article) -> Annotations:
    """The annotations of `article` by `annotators`, in order. Raises AnnotationError if one of them fails."""
    document = Document.of(article)
    for annotator in annotators:
        try:
            document = document.with_layers(annotator.annotate(document))
        except DatelineError:
            raise
        except Exception as error:
            raise AnnotationError(
                f"annotator {annotator.name} failed on article {article.id}: {type(error).__name__}: {error}"
            ) from error
    return document.annotations
