"""How much of what a careful reader finds in stories is in the record (shared/score_record.py).

    python evaluation/stories.py [STORY_DIR…] [--more develop|measure|all] [--misses] [--json]

Without arguments it reads every story of shared/stories. These three were looked at while Dateline was
built: their numbers show that it works, not how well it does on unseen stories. `--more` adds the keys made
for Dateline, and takes all keys of one use: `develop` (the three among them, and examples/summit) may be
looked at, `measure` only counted, so that its misses are not printed. docs/keys.md says how keys are made.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import dateline
from keys import expand
from shared import ROOT, need_shared, scorer


class Story(NamedTuple):
    """A key and the folder of the articles it is about."""

    name: str
    key: Path
    articles: Path

    def use(self) -> str:
        """What the key may be used for: "develop" or "measure"."""
        return str(json.loads(self.key.read_text("utf-8")).get("use", "develop"))


def in_folder(folder: Path) -> Story:
    """The story of a folder that holds the articles and their key."""
    return Story(folder.name, folder / "expected.json", folder)


def shared_stories() -> list[Story]:
    """The real stories of shared/stories."""
    return [in_folder(path.parent) for path in sorted(need_shared().glob("stories/*/expected.json"))]


def more_stories(scratch: Path) -> Iterator[Story]:
    """The stories with keys made for Dateline; those about a corpus are expanded below `scratch`."""
    examples = ROOT / "examples"
    yield Story("summit", examples / "summit.expected.json", examples / "summit")
    for path in sorted(ROOT.glob("evaluation/stories_more/*/expected.json")):
        yield in_folder(path.parent)
    for path in sorted(ROOT.glob("evaluation/keys/*.json")):
        yield in_folder(expand(path, scratch / path.stem))


def score(story: Story) -> tuple[list[tuple[str, int, int]], list[str]]:
    """The rows (measure, hits, total) and the misses of one story."""
    expected = json.loads(story.key.read_text("utf-8"))
    files = [story.articles / article["file"] for article in expected["articles"]]
    record = json.loads(dateline.read(files).to_json(indent=0))
    key = scorer("score_record").Key(expected, record)
    key.run()
    return key.rows, key.misses


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", nargs="*", type=Path, help="folders with expected.json")
    parser.add_argument(
        "--more", choices=("develop", "measure", "all"), help="all keys of this use, not only shared/stories"
    )
    parser.add_argument("--misses", action="store_true", help="print each miss")
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()
    with TemporaryDirectory() as scratch:
        stories = [in_folder(folder) for folder in args.stories] or shared_stories()
        if args.more:
            stories += more_stories(Path(scratch))
            stories = [story for story in stories if args.more in (story.use(), "all")]
        report(stories, misses=args.misses and not args.json, as_json=args.json)
    return 0


def report(stories: list[Story], *, misses: bool, as_json: bool) -> None:
    """Print the measures of each story and of all together."""
    rows: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for story in stories:
        found, missed = score(story)
        for name, hits, total in found:
            rows[name.strip()][story.name] = (hits, total)
        if misses and story.use() == "develop":
            print(f"== {story.name}", *(f"- {miss}" for miss in missed), sep="\n")
    if as_json:
        json.dump({name: total_ratio(row) for name, row in rows.items()}, sys.stdout, indent=1)
        return
    print(f"{'measure':36s}", *(f"{story.name[:18]:>20s}" for story in stories), f"{'all':>8s}")
    for name, row in rows.items():
        cells = (row.get(story.name) for story in stories)
        print(
            f"{name:36s}",
            *(f"{f'{cell[0]} / {cell[1]}' if cell else '-':>20s}" for cell in cells),
            f"{total_ratio(row):8.1%}",
        )


def total_ratio(row: dict[str, tuple[int, int]]) -> float:
    """Hits over totals, all stories together."""
    return round(sum(hits for hits, _ in row.values()) / sum(total for _, total in row.values()), 4)


if __name__ == "__main__":
    raise SystemExit(main())
