"""Runs the measures and writes what they printed: evaluation/results.json, and the table of README.md.

    python evaluation/report.py [--only SCRIPT…] [--table]

`--only` measures some scripts anew and keeps the other results; `--table` only writes the table again from
the results kept. A row says what was measured, on what, the number, and what it is to be compared with.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).with_name("results.json")
README = ROOT / "README.md"
BEGIN, END = "<!-- measures: written by evaluation/report.py -->", "<!-- end of measures -->"


class Row(NamedTuple):
    """One line of the table: the script and its key, and the words around the number."""

    script: str
    key: str
    what: str
    on: str
    beside: str = ""


MEASURE = "stories.py --more measure"

ROWS = (
    Row(
        "quotations.py",
        "quotations.content_exact_n",
        "quotations: content, exact F1",
        "PolNeAR dev",
        "Citron .456, two people .693 (test)",
    ),
    Row(
        "quotations.py",
        "quotations.content_tok",
        "content, tokens F1",
        "PolNeAR dev",
        "Citron .679, two people .915 (test)",
    ),
    Row(
        "quotations.py",
        "quotations.e2e",
        "content and source, end to end F1",
        "PolNeAR dev",
        "Citron .513, two people .749 (test)",
    ),
    Row(
        "quotations.py",
        "quotations.direct_e2e",
        "direct quotations, end to end F1",
        "PolNeAR dev",
        "textacy .772, two people .944 (test)",
    ),
    Row("times.py", "times_timebank_value", "times: value F1", "TimeBank, measured half", "HeidelTime .795"),
    Row("times.py", "times_aquaint_value", "value F1", "AQUAINT, measured half", "HeidelTime .729"),
    Row("times.py", "times_timebank_relaxed", "found F1", "TimeBank, measured half"),
    Row("times.py", "times_specs_value", "values right", "Microsoft's date-time specs"),
    Row(
        "entities.py",
        "worldwide_newswire_person",
        "names: persons, strict F1",
        "Worldwide Newswire, held-out third",
        "spaCy md .70",
    ),
    Row(
        "entities.py",
        "worldwide_newswire_organization",
        "organizations, strict F1",
        "Worldwide Newswire, held-out third",
        "spaCy md .41",
    ),
    Row(
        "entities.py",
        "worldwide_newswire_place",
        "places, strict F1",
        "Worldwide Newswire, held-out third",
        "spaCy md .75",
    ),
    Row(
        "coreference.py",
        "newswcl50_conll_given",
        "coreference in an article, CoNLL F1",
        "NewsWCL50, three events",
    ),
    Row(
        "cross_document.py",
        "newswcl50_conll",
        "across articles, CoNLL F1",
        "NewsWCL50, three events, who counts as whom as in its key",
        "head lemma .523",
    ),
    Row(
        "cross_document.py --identity",
        "newswcl50_conll",
        "by identity alone",
        "NewsWCL50, three events",
    ),
    Row(
        "cross_document.py",
        "ecbplus_conll",
        "across articles, CoNLL F1",
        "ECB+ dev, people and places",
        "head lemma .609",
    ),
    Row(
        "event_chains.py --split reported",
        "given_conll",
        "which event is which across articles, CoNLL F1",
        "ECB+ dev, four topics",
        "same lemma .726",
    ),
    Row(
        "event_chains.py --split reported",
        "given_linked_conll",
        "without clusters of one mention",
        "the same",
        "same lemma .668",
    ),
    Row("events.py", "status accuracy (mean)", "status of events, accuracy", "MEANTIME, two topics"),
    Row(
        "roots.py",
        "PLOVER root learned macro F1",
        "root of an event, macro F1",
        "PLV, 5-fold; a learned root, not shipped",
        "zero-shot NLI .824 (test)",
    ),
    Row("answers.py", "same answer, test", "same answer or not, balanced accuracy", "NAnCo", "STS-BERT .733"),
    Row("differences.py", "shown", "differences shown", "own cases, half kept for measuring"),
    Row("differences.py", "real", "shown differences that are real", "the same"),
    Row(
        "disagreements.py",
        "shown that are real",
        "differences that are real",
        "AllSides, 78 triples kept, by eye",
    ),
    Row("confirmations.py", "right", "articles of one event that tell it", "AllSides, 34 triples, by eye"),
    Row(
        "names.py",
        "name_bench F1",
        "spellings of one name, F1",
        "name_bench, held-out half",
        "OpenSanctions .74",
    ),
    Row(
        "grouping.py",
        "stories.allsides.f1",
        "stories: B-cubed F1",
        "AllSides, second half by time",
        "TF-IDF .867",
    ),
    Row("grouping.py", "stories.at_once.whole", "three reports read at once that are one story", "the same"),
    Row(
        "grouping.py",
        "stories.semeval.pearson",
        "likeness of articles, Pearson",
        "SemEval-2022 task 8, en-en",
        "TF-IDF .72",
    ),
    Row("copies.py", "copies.labelled.f1", "copies: F1", "230 labelled pairs (development)"),
    Row("copies.py", "copies.lineage.f1", "paragraphs traced to the wire, F1", "50 rewritten copies"),
    Row(MEASURE, "people found", "people found", "eight stories kept for measuring"),
    Row(MEASURE, "quotes found", "quotes found", "the same"),
    Row(MEASURE, "speaker right (of found)", "speaker right", "the same"),
    Row(MEASURE, "who is meant (mentions)", "who is meant, hard mentions", "the same"),
    Row(MEASURE, "time values right", "time values right", "the same"),
    Row(MEASURE, "events found", "events found", "the same"),
    Row(MEASURE, "status", "their status right", "the same"),
    Row(MEASURE, "who", "who takes part in them", "the same"),
    Row(MEASURE, "when", "their day right", "the same"),
    Row(MEASURE, "where", "their place right", "the same"),
    Row(MEASURE, "type", "their type right", "the same"),
    Row(MEASURE, "confirmed by the right origins", "confirmed by the right origins", "the same"),
)


def run(script: str) -> dict[str, Any]:
    """What a script prints with --json."""
    name, *arguments = script.split()
    command = [sys.executable, str(ROOT / "evaluation" / name), *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{script} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


def table(results: dict[str, dict[str, Any]]) -> str:
    """The rows that have a result, as a Markdown table."""
    lines = ["| what | on | Dateline | beside it |", "|---|---|---|---|"]
    for row in ROWS:
        value = results.get(row.script, {}).get(row.key)
        if value is not None:
            lines.append(f"| {row.what} | {row.on} | {value:.3f} | {row.beside} |".replace(" 0.", " ."))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", help="measure these scripts anew")
    parser.add_argument("--table", action="store_true", help="measure nothing")
    args = parser.parse_args()
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    scripts = [] if args.table else args.only or sorted({row.script for row in ROWS})
    for script in scripts:
        print(script, file=sys.stderr)
        results[script] = run(script)
        RESULTS.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", "utf-8")
    text = README.read_text("utf-8")
    found = re.search(f"{re.escape(BEGIN)}.*?{re.escape(END)}", text, re.DOTALL)
    if not found:
        sys.exit(f"README.md has no place for the table ({BEGIN} … {END})")
    README.write_text(text.replace(found[0], f"{BEGIN}\n{table(results)}\n{END}"), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
