"""Weekdays, and months and days without year, in sentences of known tense (cases/weekdays.toml).

    python evaluation/times_tense.py [--look] [--misses] [--json]

Each sentence is read as if published on every day of a week that is not the weekday it names, and one of a
date on the 15th of every month from which the date is at most nine months off, the way the sentence looks.
Reported is the share of right values on the sentences that no rule was written on; `--look` reports the
others, and `--misses` prints the misses of those alone.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.annotate import timex
from shared import ROOT

CASES = ROOT / "evaluation" / "cases" / "weekdays.toml"
WEEK = [date(2018, 4, day) for day in range(16, 23)]
MONTHS = [date(2018, month, 15) for month in range(1, 13)]
FARTHEST = 9
"""Months to a date that news still names without its year."""


def readings(wanted: str, side: str) -> Iterator[tuple[date, str]]:
    """Days of publication, and the value of the expression `wanted` on each."""
    ahead = side == "ahead"
    weekday = next((n for n, name in enumerate(calendar.day_name) if name in wanted), None)
    if weekday is not None:
        for written in WEEK:
            behind = (written.weekday() - weekday) % 7
            if behind:
                yield written, str(written + timedelta(days=7 - behind if ahead else -behind))
        return
    month = next(n for n, name in enumerate(calendar.month_name) if name and name in wanted)
    day = re.search(r"\d+", wanted)
    for written in MONTHS:
        distance = (month - written.month if ahead else written.month - month) % 12
        if 0 < distance <= FARTHEST:
            year = written.year + (ahead and month < written.month) - (not ahead and month > written.month)
            yield written, f"{year}-{month:02d}" + (f"-{int(day[0]):02d}" if day else "")


def found(written: date, sentence: str, wanted: str) -> str:
    """The day or month found within the expression `wanted` of a sentence."""
    start = sentence.rindex(wanted)
    times = timex.find_times(sentence, published=str(written))
    values = {(t.value or "none")[:10] for t in times if t.start < start + len(wanted) and start < t.end}
    return " ".join(sorted(values))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--look", action="store_true")
    parser.add_argument("--misses", action="store_true", help="of the sentences looked at")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    part = "look" if options.look or options.misses else "kept"
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))[part]
    right = total = always = 0
    for sentence, wanted, side in cases:
        outcomes = [
            (written, value, found(written, sentence, wanted)) for written, value in readings(wanted, side)
        ]
        good = sum(value == got for _, value, got in outcomes)
        right, total, always = right + good, total + len(outcomes), always + (good == len(outcomes))
        if options.misses and good < len(outcomes):
            print(f"{sentence}  [{wanted}, {side}]")
            for written, value, got in outcomes:
                if value != got:
                    print(f"    {written:%a %F}: {value}, found {got}")
    report = {"sentences": len(cases), "always": always, "readings": total, "right": round(right / total, 3)}
    print(json.dumps(report) if options.json else f"{part}: {report}")


if __name__ == "__main__":
    main()
