"""What sentence embeddings are taken of: the beginning of an article, its title, single words."""

from __future__ import annotations

from dateline.models.vectors import PIECES, embed

__all__ = ["PIECES", "embed"]
