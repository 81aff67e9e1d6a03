"""What articles are about, as vectors, and which lie nearest to a question.

A vector has length 1 and is kept as signed bytes, SCALE for 1. Every question is compared with every vector:
exact, and for 100,000 articles about as fast as an index would be.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.store.database import Database

# The largest component of a vector is seldom above a half; what is above saturates.
SCALE = 254.0


def keep(database: Database, article: str, vector: bytes, *, made_from: str) -> None:
    """Keep the vector of an article, unless it was forgotten meanwhile; the transaction is the caller's."""
    database.rows(
        "INSERT INTO embeddings SELECT id, ?, ? FROM articles WHERE id = ? "
        "ON CONFLICT (article) DO UPDATE SET made_from = excluded.made_from, vector = excluded.vector",
        (made_from, vector, article),
    )


def packed(vector: object) -> bytes:
    """A vector (384 floats) as it is kept."""
    import numpy as np

    found = np.asarray(vector, dtype=np.float32)
    data: bytes = np.clip(np.rint(found * SCALE), -127, 127).astype(np.int8).tobytes()
    return data


def nearness(database: Database, vector: object) -> Mapping[str, float]:
    """For every article that has a vector how near it lies to `vector`: their cosine, -1 to 1."""
    import numpy as np

    rows = database.rows("SELECT article, vector FROM embeddings")
    if not rows:
        return {}
    kept = np.frombuffer(b"".join(row["vector"] for row in rows), dtype=np.int8).reshape(len(rows), -1)
    asked = np.asarray(vector, dtype=np.float32)
    scores = (kept.astype(np.float32) @ asked) / SCALE
    return dict(zip((row["article"] for row in rows), scores.tolist(), strict=True))
