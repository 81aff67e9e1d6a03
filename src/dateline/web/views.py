"""Stories that were shown lately, ready to be shown again, and what changed in them since a moment.

What a story of a hundred articles shows takes a third of a second to make out of its record. It is made when
the server starts and when articles were added, and kept until the story changes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from dateline.pipeline_library import Library
from dateline.schema.library import StoryChanges
from dateline.store.stories import StoryLine
from dateline.views.web import Shell
from dateline.views.web_story import StoryView, story_page

STORIES, CHANGES = 16, 512
# Articles of a story that is made ready beforehand; smaller ones take no time that anybody notices.
LARGE = 20

T = TypeVar("T")


class Lately(Generic[T]):
    """The values that were asked for last, at most `most` of them; for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value for `key`, made where there is none."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


class Views:
    """What is shown of the stories of a library."""

    def __init__(self) -> None:
        self._stories: Lately[StoryView] = Lately(STORIES)
        self._changes: Lately[StoryChanges] = Lately(CHANGES)

    def story(self, library: Library, name: str) -> StoryView:
        """A story, named as for `Library.show`. Raises StoreError."""
        line = library.story(name)
        return self._stories.get((line.id, line.changed), lambda: StoryView(library.show(line.id)))

    def news(self, library: Library, line: StoryLine, since: str) -> StoryChanges:
        """What is otherwise in a story than at a visit."""
        if line.changed <= since:
            return StoryChanges(story=line.id, since=since)
        return self.changes(library, line, since)

    def warm(self, library: Library) -> None:
        """Make what the large ones of the latest stories will show, before anybody asks for it."""
        for line in library.stories(limit=STORIES):
            if line.articles >= LARGE:
                # Shown once to nobody: templates are compiled and sentences found by then.
                story_page(Shell(form_token=None), self.story(library, line.id))
                seen = library.seen(line.id)
                if seen is not None:
                    self.news(library, line, seen)

    def changes(self, library: Library, line: StoryLine, since: str) -> StoryChanges:
        """What is otherwise in a story than at a moment."""
        key = (line.id, line.changed, since)
        return self._changes.get(key, lambda: library.changes(line.id, since))
