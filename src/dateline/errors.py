"""Everything that Dateline raises on purpose.

DatelineError
├── SpanError          a span's text is not the slice of its article
├── SourceError        an input cannot be read (context: which input, why)
│   └── FetchError     a server refused to answer (context: its status, when to come again)
├── PipelineError      annotators whose needs are not met, reported before the run
├── AnnotationError    an annotator failed on an article (context: which, on what, why)
├── ModelError         weights missing, or not the ones this version was built with
└── StoreError         a library cannot be opened, read or written
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors of Dateline."""


class SpanError(DatelineError):
    """A span does not read what it says it reads."""


class SourceError(DatelineError):
    """An input could not be read; `source` says which one."""

    def __init__(self, message: str, *, source: str | None = None) -> None:
        super().__init__(message)
        self.source = source


class FetchError(SourceError):
    """A server refused: `status` is its HTTP status, `retry_after` its header of that name.

    `location` is where it leads on to, where that was not to be followed.
    """

    def __init__(
        self, message: str, *, status: int, retry_after: str | None = None, location: str | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.retry_after, self.location = status, retry_after, location


class PipelineError(DatelineError):
    """The annotators given cannot run in this order."""


class AnnotationError(DatelineError):
    """An annotator failed on an article; the cause is chained."""


class ModelError(DatelineError):
    """A model is missing or is not the one expected."""


class StoreError(DatelineError):
    """A library could not be opened, read or written."""
