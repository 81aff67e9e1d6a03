"""The pages with forms: articles to add and how far an addition is, corrections and how to take them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.schema.library import Correction
from dateline.views.templating import environment
from dateline.views.web import Shell, page
from dateline.views.web_stories import moment
from dateline.views.web_story import StoryView
from dateline.views.words import count

_STAGES = {
    "keep": "Articles kept",
    "group": "Articles compared",
    "resolve": "Stories resolved",
    "annotate": "Articles read",
}
_STATES = {
    "waiting": "Waiting for another addition",
    "running": "At work",
    "done": "Done",
    "failed": "Failed",
    "stopped": "Stopped",
}
_KINDS = {
    "merge-people": "One under several names",
    "split-people": "Two under one name",
    "merge-stories": "One story",
    "split-story": "Two stories",
    "wrong-speaker": "Wrongly attributed",
}


class Taken(Protocol):
    """An article of an addition."""

    @property
    def article(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def title(self) -> str | None: ...


class Refused(Protocol):
    """An input that could not be read."""

    @property
    def source(self) -> str: ...
    @property
    def error(self) -> str: ...


class Job(Protocol):
    """An addition, as the server knows it."""

    @property
    def id(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def created(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def stage(self) -> str | None: ...
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int | None: ...
    @property
    def counts(self) -> Mapping[str, int]: ...
    @property
    def articles(self) -> Sequence[Taken]: ...
    @property
    def problems(self) -> Sequence[Refused]: ...
    @property
    def stories(self) -> int | None: ...
    @property
    def error(self) -> str | None: ...
    @property
    def is_over(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _JobLine:
    href: str
    what: str
    note: str


def add_page(shell: Shell, jobs: Sequence[Job], *, most_megabytes: int, problem: str | None = None) -> str:
    """Where articles are added, with the additions of this server."""
    lines = [
        _JobLine(f"/jobs/{job.id}", names_of(job), f"{_STATES[job.state]}, {moment(job.created)}")
        for job in jobs
    ]
    return page("add", shell, title="Add articles", jobs=lines, most=most_megabytes, problem=problem)


def job_page(shell: Shell, job: Job) -> str:
    """How far an addition is, and what came of it."""
    return page(
        "job",
        shell,
        title=f"Adding {names_of(job)}",
        job=job,
        names=names_of(job),
        state=_STATES[job.state],
        progress=progress_words(job),
        tally=tally(job),
    )


def names_of(job: Job) -> str:
    """What was given, in a few words."""
    first = ", ".join(job.names[:2])
    return f"{first} and {len(job.names) - 2} more" if len(job.names) > 2 else first or "what waited"


def progress_words(job: Job) -> str:
    """How far it is: "Articles compared: 12 of 300"."""
    if job.is_over or job.stage is None:
        return _STATES[job.state]
    of = f" of {job.total}" if job.total is not None else ""
    return f"{_STAGES.get(job.stage, job.stage)}: {job.done}{of}"


def tally(job: Job) -> str:
    """What came of it so far: "3 articles added, 1 known"."""
    words = [
        f"{job.counts[what]} {what}"
        for what in ("added", "revised", "known", "refused")
        if what in job.counts
    ]
    if job.stories is not None:
        words.append(f"{count(job.stories, 'story', 'stories')} changed")
    return ", ".join(words)


@dataclass(frozen=True, slots=True)
class _CorrectionLine:
    id: int
    kind: str
    text: str
    when: str
    undone: str | None
    note: str


def corrections_page(shell: Shell, corrections: Sequence[Correction]) -> str:
    """All corrections of the library, the latest first, and those taken back."""
    lines = [_correction(item) for item in reversed(corrections)]
    return page(
        "corrections",
        shell,
        title="Corrections",
        holding=[line for line in lines if line.undone is None],
        undone=[line for line in lines if line.undone is not None],
    )


def correct_page(shell: Shell, story: StoryView) -> str:
    """Where a story is corrected and written in other formats."""
    return page("correct", shell, title=f"Correct and export: {story.headline}", story=story)


def _correction(item: Correction) -> _CorrectionLine:
    return _CorrectionLine(
        id=item.id,
        kind=_KINDS[item.kind],
        text=_told(item),
        when=moment(item.made),
        undone=moment(item.undone) if item.undone else None,
        note=item.note,
    )


def _told(item: Correction) -> str:
    names = " and ".join(item.names)
    if item.kind == "merge-people":
        return f"{names} are one"
    if item.kind == "split-people":
        return f"{count(len(item.apart), 'article')} with {names} are about {item.name}"
    if item.kind == "merge-stories":
        return f"{count(len(item.articles), 'article')} are one story"
    if item.kind == "split-story":
        rest = len(set(item.articles) - set(item.apart))
        return f"{count(len(item.apart), 'article')} apart from {rest} others"
    words = item.places[0].text if item.places else "a quotation"
    return f"“{words}” is not of whom it was given to, but of {item.name or 'somebody not known'}"


def job_state(job: Job) -> str:
    """The part of the page of an addition that changes, for the stream of its progress."""
    template = environment().get_template("web/job_state.html.j2")
    return template.render(job=job, progress=progress_words(job), tally=tally(job))
