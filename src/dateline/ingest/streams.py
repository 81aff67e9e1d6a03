"""Byte streams that stop at a limit and know their digest, and archives as streams of their members."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from dateline.errors import SourceError
from dateline.ingest.limits import Limits, megabytes

# Enough to see one whole crawled article, which shows whether a file holds one a line.
HEAD = 262_144
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
GZIPPED = b"\x1f\x8b"
# Where the header of a tar file's first member says so (POSIX.1-1988, and GNU).
_TAR, _TAR_AT = b"ustar", 257


class Metered(io.RawIOBase):
    """`head` and then `stream`, of which `most` bytes can be read; the next one raises SourceError."""

    def __init__(self, stream: BinaryIO, *, head: bytes, most: int | None) -> None:
        self._stream, self._head, self._most = stream, head, most
        self._count = 0
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(data) :]
        self._count += len(data)
        if self._most is not None and self._count > self._most:
            raise SourceError(f"it unpacks to more than the limit of {megabytes(self._most)}")
        self._digest.update(data)
        buffer[: len(data)] = data
        return len(data)

    def sha256(self) -> str:
        """Digest, in hexadecimal, of what was read so far."""
        return self._digest.hexdigest()


def members(
    stream: BinaryIO, head: bytes, name: str, limits: Limits
) -> Iterator[tuple[str, BinaryIO]] | None:
    """Name and stream of each member of the archive that `stream` (which begins with `head`) is.

    None where it is no archive. A gzip file's one member has the file's name without ".gz".
    """
    if head.startswith(GZIPPED):
        whole = io.BufferedReader(Metered(stream, head=head, most=None))
        return iter([(name.removesuffix(".gz"), cast(BinaryIO, gzip.GzipFile(fileobj=whole)))])
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return _tarred(cast(BinaryIO, io.BufferedReader(Metered(stream, head=head, most=None))), limits)
    if not head.startswith(ZIPPED):
        return None
    if stream.seekable():
        stream.seek(0)
        return _zipped(stream, limits)
    data = head + stream.read(limits.file_bytes)
    if len(data) > limits.file_bytes:
        raise SourceError(f"the archive is larger than the limit of {megabytes(limits.file_bytes)}")
    return _zipped(io.BytesIO(data), limits)


def _zipped(file: BinaryIO, limits: Limits) -> Iterator[tuple[str, BinaryIO]]:
    with zipfile.ZipFile(file) as archive:
        entries = sorted(
            (entry for entry in archive.infolist() if not entry.is_dir()), key=lambda entry: entry.filename
        )
        if len(entries) > limits.archive_files:
            raise SourceError(
                f"it holds {len(entries):,} files, more than the limit of {limits.archive_files:,}"
            )
        left = limits.archive_bytes
        for entry in entries:
            left -= entry.file_size
            if left < 0:
                raise SourceError(f"it unpacks to more than the limit of {megabytes(limits.archive_bytes)}")
            if entry.flag_bits & 1:
                raise SourceError(f"{entry.filename} in it is encrypted")
            with archive.open(entry) as member:
                yield entry.filename, cast(BinaryIO, member)


def _tarred(stream: BinaryIO, limits: Limits) -> Iterator[tuple[str, BinaryIO]]:
    """The files of a tar file in its order; links, devices and folders are passed over, names only told."""
    left, count = limits.archive_bytes, 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                count += 1
                if count > limits.archive_files:
                    raise SourceError(f"it holds more than the limit of {limits.archive_files:,} files")
                if not entry.isreg():
                    continue
                left -= entry.size
                if left < 0:
                    most = megabytes(limits.archive_bytes)
                    raise SourceError(f"it unpacks to more than the limit of {most}")
                member = archive.extractfile(entry)
                if member is not None:
                    yield entry.name, cast(BinaryIO, member)
    except tarfile.TarError as error:
        raise SourceError(f"the archive is damaged or cut off: {error}") from error
