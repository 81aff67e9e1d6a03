"""MiniLM-L6 with several heads, in plain PyTorch: what is trained and what is exported."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

HEADS: dict[str, tuple[str, ...]] = {
    "entity": ("O", *(f"{p}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP", "MISC") for p in "BI")),
    "content": ("O", "B", "I"),
    "source": ("O", "B", "I"),
    "cue": ("O", "B", "I"),
}
WIDTH, LAYERS, ATTENTION_HEADS, LINK_WIDTH = 384, 6, 12, 64
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), post-norm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, ATTENTION_HEADS, -1).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        attended = F.scaled_dot_product_attention(q, k, v)
        x = self.norm1(x + self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class MultiHead(nn.Module):
    """Word pieces in; per piece the scores of each head, a link query and a link key out."""

    def __init__(self, shapes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)
        self.heads = nn.Linear(WIDTH, sum(len(labels) for labels in HEADS.values()))
        self.link = nn.Linear(WIDTH, 2 * LINK_WIDTH)

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """ids, shapes: (batch, length), without filling."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(at) + self.shapes(shapes)))
        for layer in self.layers:
            x = layer(x)
        x = self.drop(x)
        scores = self.heads(x)
        query, key = self.link(x).chunk(2, dim=-1)
        return scores, query, key


def pretrained(weights: Path, shapes: int) -> MultiHead:
    """The published sentence encoder with fresh heads. Raises ValueError on other weights than known."""
    from safetensors.torch import load_file

    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise ValueError(f"{weights} has SHA-256 {found}, not {WEIGHTS_SHA256}")
    old = load_file(str(weights))
    model = MultiHead(shapes)
    new = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    plain = old["embeddings.token_type_embeddings.weight"][0]
    new["shapes.weight"] = plain + 0.02 * torch.randn(shapes, WIDTH)
    for index in range(LAYERS):
        there, here = f"encoder.layer.{index}.", f"layers.{index}."
        for kind in ("weight", "bias"):
            new[f"{here}qkv.{kind}"] = torch.cat(
                [old[f"{there}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            for name, part in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                new[f"{here}{name}.{kind}"] = old[f"{there}{part}.{kind}"]
    model.load_state_dict(new, strict=False)
    return model
