"""How well names are compared: person pairs of name_bench, and spellings of Korean full names.

Reports on the half of the names that `training/names.py` did not read (the split is by name).
"""

from __future__ import annotations

import argparse
import json

from dateline.resolve.names import MATCH_THRESHOLD, compare_person_names
from name_pairs import Pair, bench_pairs, korean_pairs


def main() -> None:
    """Print precision, recall and F1 of name_bench, and both rates of the Korean names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print a flat JSON object")
    parser.add_argument("--misses", action="store_true", help="print each wrong pair of the training half")
    options = parser.parse_args()
    bench, korean = list(bench_pairs()), list(korean_pairs())
    if options.misses:
        print_misses([pair for pair in bench if pair.training])
        return
    held_out = [pair for pair in bench if not pair.training]
    korean_held_out = [pair for pair in korean if not pair.training]
    precision, recall = precision_recall(held_out)
    matched = [matches(pair) for pair in korean_held_out if pair.same]
    joined = [matches(pair) for pair in korean_held_out if not pair.same]
    measures = {
        "name_bench pairs held out": len(held_out),
        "name_bench precision": precision,
        "name_bench recall": recall,
        "name_bench F1": 2 * precision * recall / (precision + recall),
        "korean spellings matched": sum(matched) / len(matched),
        "korean random pairs matched": sum(joined) / len(joined),
    }
    if options.json:
        print(json.dumps(measures))
        return
    for name, value in measures.items():
        print(f"{name:32s} {value:8.3f}")


def matches(pair: Pair) -> bool:
    """Whether the two names count as one."""
    return compare_person_names(pair.left, pair.right).score >= MATCH_THRESHOLD


def precision_recall(pairs: list[Pair]) -> tuple[float, float]:
    """Precision and recall of the pairs that count as one."""
    found = [pair.same for pair in pairs if matches(pair)]
    return sum(found) / len(found), sum(found) / sum(pair.same for pair in pairs)


def print_misses(pairs: list[Pair]) -> None:
    """The pairs that are judged wrongly, with their score."""
    for pair in pairs:
        if matches(pair) != pair.same:
            score = compare_person_names(pair.left, pair.right).score
            print(f"{'missed' if pair.same else 'joined'} {score:.2f}  {pair.left} | {pair.right}")


if __name__ == "__main__":
    main()
