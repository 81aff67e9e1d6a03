"""The door: files, folders, archives, standard input and URLs come in as articles or problems."""

from dateline.ingest.fetch import Answer, FakeFetcher, Fetcher, WebFetcher
from dateline.ingest.limits import Limits
from dateline.ingest.sources import read_jsonl_stream, read_sources

__all__ = [
    "Answer",
    "FakeFetcher",
    "Fetcher",
    "Limits",
    "WebFetcher",
    "read_jsonl_stream",
    "read_sources",
]
