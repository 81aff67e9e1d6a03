"""Holds the quick measures to the floors of floors.json.

    python evaluation/gate.py [--all] [--raise] [--lower]

Each entry of floors.json names a script, its arguments, the files under shared/ that it reads with their
digest, and a floor for each measure. A measure below its floor fails. A digest that does not fit means
other data: that fails too, since the floors say nothing about it. `--raise` writes the measured values as
new floors where they are higher, less the margin; `--lower` is needed to write a lower one. Entries marked
slow are left out without `--all`. Where the corpora are absent, it says so and passes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from shared import ROOT, SHARED

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.01
"""What a measure may lose without notice: results move by this much with other processors and builds of the
libraries, as 8-bit sums differ. An entry whose measures count few things has a `margin` of its own."""


def digest(patterns: list[str]) -> str:
    """SHA-256 over the names and bytes of the files under shared/ that match."""
    total = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in SHARED.glob(pattern) if path.is_file()}):
        total.update(str(path.relative_to(SHARED)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def measure(entry: dict[str, Any]) -> dict[str, float]:
    """What the entry's script prints with --json."""
    command = [
        sys.executable,
        str(ROOT / "evaluation" / entry["script"]),
        *entry.get("arguments", []),
        "--json",
    ]
    out = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    if out.returncode:
        sys.exit(f"{entry['script']} failed:\n{out.stderr[-3000:]}")
    return json.loads(out.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="run the slow ones too")
    parser.add_argument("--raise", action="store_true", dest="raise_", help="write higher floors")
    parser.add_argument("--lower", action="store_true", help="write lower floors as well")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print(f"quality floors not checked: the corpora are not at {SHARED} (set DATELINE_SHARED)")
        return 0
    entries = json.loads(FLOORS.read_text("utf-8"))
    failed = 0
    for entry in entries:
        if entry.get("slow") and not args.all:
            continue
        found = digest(entry["data"])
        if found != entry["sha256"] and not args.lower:
            print(
                f"FAIL  {entry['script']}: its data changed (sha256 {found}); write new floors with --lower"
            )
            failed += 1
            continue
        entry["sha256"] = found
        values = measure(entry)
        for name, floor in entry["floors"].items():
            value = values.get(name)
            good = value is not None and value >= floor
            failed += not good
            print(f"{'ok  ' if good else 'FAIL'}  {entry['script']:16s} {name:36s} {value}  (floor {floor})")
            lowest = None if value is None else round(value - entry.get("margin", MARGIN), 4)
            if lowest is not None and ((args.raise_ and lowest > floor) or args.lower):
                entry["floors"][name] = lowest
    if args.raise_ or args.lower:
        FLOORS.write_text(json.dumps(entries, indent=2) + "\n", "utf-8")
        return 0
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
