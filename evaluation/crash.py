"""Whether a library survives kill -9 at any moment of adding and resolving.

Made-up articles are added by `dateline add` in a process of its own. It is killed, by turns, after a time
drawn evenly from the time that it takes unhindered, and once it has told of some number of articles. Is
every article there that it told of, and is the library whole? Then the rest is added, and the stories must
be those of a library that was never hurt. Articles are marked as German, which needs no large model.

    python evaluation/crash.py [--kills 200] [--articles 16] [--seed 0] [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import dateline

SYLLABLES = ("bal", "dor", "est", "fen", "gar", "hol", "kir", "lun", "mar", "nov", "ros", "sel", "tam", "vin")


def made_up(number: int, seed: int) -> list[dict[str, str]]:
    """Articles in stories of about four; the articles of a story share most of its words, in other orders."""
    draw = random.Random(seed)
    items = []
    for place in range(number):
        story = random.Random(place // 4 + 1000 * seed)
        words = ["".join(story.choices(SYLLABLES, k=3)) for _ in range(40)]
        sentences = (" ".join(draw.choices(words, k=9)).capitalize() + "." for _ in range(12))
        items.append(
            {
                "url": f"https://news{place % 3}.example/{place}",
                "title": " ".join(words[:6]).capitalize(),
                "text": "\n\n".join(sentences),
                "date_publish": f"2025-05-{1 + place // 4 % 27:02}",
                "language": "de",
            }
        )
    return items


def add(source: Path, library: Path) -> subprocess.Popen[str]:
    """A process that adds the articles of `source`."""
    command = [sys.executable, "-m", "dateline", "add", str(source), "--library", str(library)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stories(library: Path) -> list[str]:
    """The records of a library, without where it lies."""
    with dateline.open(library, create=False) as opened:
        return sorted(record.to_json(indent=0) for record in opened.export())


def killed(
    source: Path, library: Path, *, heard: int | None = None, after: float | None = None
) -> tuple[int, int, list[str]]:
    """Kill an addition once it told of `heard` articles, or after some seconds.

    Returns how many articles it told of, how many of these are lost, and the faults of the library.
    """
    process = add(source, library)
    output = [process.stdout.readline() for _ in range(heard or 0)] if process.stdout else []
    try:
        process.wait(after or 0)
    except subprocess.TimeoutExpired:
        process.kill()
    output += process.communicate()[0].splitlines()
    told = [line.split()[1] for line in output if "  " in line]
    if not library.exists():
        return 0, len(told), []
    with dateline.open(library) as opened:
        kept = {article.id for article in opened.articles()}
        return len(told), len(set(told) - kept), list(opened.doctor())


def main() -> int:
    """Prints the counts; exit code 1 where anything was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    counts = {"kills": 0, "while_adding": 0, "told": 0, "lost": 0, "faults": 0, "other_stories": 0}
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        items = made_up(options.articles, options.seed)
        source.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
        unhurt = add(source, folder / "unhurt.sqlite")
        errors = unhurt.communicate()[1]
        if unhurt.returncode:
            sys.exit(f"articles cannot be added at all: {errors}")
        expected = stories(folder / "unhurt.sqlite")
        began = time.monotonic()
        add(source, folder / "timed.sqlite").communicate()
        whole = time.monotonic() - began
        for number in range(options.kills):
            library = folder / f"{number}.sqlite"
            if number % 2:
                told, lost, faults = killed(source, library, heard=draw.randint(1, options.articles))
            else:
                told, lost, faults = killed(source, library, after=draw.uniform(0, whole))
            counts["kills"] += 1
            counts["while_adding"] += 0 < told < options.articles
            counts["told"] += told
            counts["lost"] += lost
            counts["faults"] += len(faults)
            for fault in faults:
                print(fault, file=sys.stderr)
            add(source, library).communicate()
            counts["other_stories"] += stories(library) != expected
            for file in folder.glob(f"{number}.sqlite*"):
                file.unlink()
    if options.json:
        print(json.dumps({f"crash.{name}": value for name, value in counts.items()}))
    else:
        for key, value in counts.items():
            print(f"{key:16} {value:6}")
    return int(bool(counts["lost"] or counts["faults"] or counts["other_stories"]))


if __name__ == "__main__":
    sys.exit(main())
