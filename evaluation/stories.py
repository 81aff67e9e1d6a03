"""How much of what a careful reader finds in real stories is in the record (shared/score_record.py).

    python evaluation/stories.py [STORY_DIR…] [--misses] [--json]

Without arguments it reads every story of shared/stories. These three were looked at while Dateline was
built: their numbers show that it works, not how well it does on unseen stories.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import dateline
from shared import need_shared, scorer


def score(folder: Path) -> tuple[list[tuple[str, int, int]], list[str]]:
    """The rows (measure, hits, total) and the misses of one story."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    files = [folder / article["file"] for article in expected["articles"]]
    record = json.loads(dateline.read(files).to_json(indent=0))
    key = scorer("score_record").Key(expected, record)
    key.run()
    return key.rows, key.misses


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", nargs="*", type=Path, help="folders with expected.json")
    parser.add_argument("--misses", action="store_true", help="print each miss")
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()
    folders = args.stories or sorted(path.parent for path in need_shared().glob("stories/*/expected.json"))
    rows: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for folder in folders:
        found, misses = score(folder)
        for name, hits, total in found:
            rows[name.strip()][folder.name] = (hits, total)
        if args.misses and not args.json:
            print(f"== {folder.name}", *(f"- {miss}" for miss in misses), sep="\n")
    if args.json:
        json.dump({name: total_ratio(row) for name, row in rows.items()}, sys.stdout, indent=1)
        return 0
    print(f"{'measure':36s}", *(f"{folder.name[:18]:>20s}" for folder in folders), f"{'all':>8s}")
    for name, row in rows.items():
        cells = (row.get(folder.name) for folder in folders)
        print(
            f"{name:36s}",
            *(f"{f'{cell[0]} / {cell[1]}' if cell else '-':>20s}" for cell in cells),
            f"{total_ratio(row):8.1%}",
        )
    return 0


def total_ratio(row: dict[str, tuple[int, int]]) -> float:
    """Hits over totals, all stories together."""
    return round(sum(hits for hits, _ in row.values()) / sum(total for _, total in row.values()), 4)


if __name__ == "__main__":
    raise SystemExit(main())
