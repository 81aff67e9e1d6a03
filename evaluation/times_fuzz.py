"""Looks for a text on which the time annotator raises, hangs or gives a value that is none.

    python evaluation/times_fuzz.py CORPUS_FOLDER -max_total_time=3600 -timeout=20

Needs `pip install atheris` (coverage-guided fuzzing with libFuzzer; no dependency of the project).
CORPUS_FOLDER is filled with the sentences of the date-time specs at the first run, the words of the grammars
go into a dictionary beside it. The first bytes of an input choose language, country and day; the rest is
the text.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dateline.annotate.timex"]):
    from dateline.annotate import timex
    from dateline.annotate.timex.grammar import grammar
    from dateline.annotate.timex.values import is_value

from shared import lines

COUNTRIES = (None, "United States", "United Kingdom", "Elsewhere")
HEADER = 4
"""Bytes before the text: language, country, two of the day of writing (in steps of nine days from 1500)."""


def check(data: bytes) -> None:
    """Read the text of an input and hold what is found to what is true of every text."""
    header, text = data[:HEADER].ljust(HEADER, b"\0"), data[HEADER:].decode("utf-8", "replace")
    languages = timex.languages()
    written = date(1500, 1, 1) + timedelta(days=9 * (header[2] * 256 + header[3]))
    published = written.isoformat() if header[1] < 240 else None
    found = timex.find_times(
        text,
        published=published,
        language=languages[header[0] % len(languages)],
        country=COUNTRIES[header[1] % len(COUNTRIES)],
    )
    if any(t.text != text[t.start : t.end] or not t.text for t in found):
        raise ValueError(f"a span is no slice: {found}")
    if any(before.end > after.start for before, after in pairwise(found)):
        raise ValueError(f"spans overlap: {found}")
    if wrong := [t for t in found if t.value is not None and not is_value(t.type, t.value)]:
        raise ValueError(f"no value of its type: {wrong}")


def fill(folder: Path) -> Path:
    """Write the seeds and the dictionary where they are absent; the dictionary's path."""
    words = folder.with_suffix(".dict")
    if not folder.exists():
        folder.mkdir(parents=True)
        for spec in lines("datetime_specs", "recognizers_en.jsonl.gz"):
            seed = bytes([timex.languages().index("en"), 1, 80, 0]) + spec["text"].encode()
            (folder / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    if not words.exists():
        entries = {e for code in timex.languages() for t in grammar(code).tables.values() for e in t}
        quoted = ("".join(f"\\x{byte:02x}" for byte in e.encode()) for e in sorted(entries))
        words.write_text("".join(f'"{entry}"\n' for entry in quoted), encoding="ascii")
    return words


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    words = fill(folder)
    atheris.Setup([sys.argv[0], str(folder), f"-dict={words}", *sys.argv[2:]], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
