"""Bytes to text: encodings, things that are not text, characters that must not come in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import SourceError

MAGIC = (
    (b"%PDF-", "a PDF document; save its text first"),
    (b"{\\rtf", "an RTF document; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an Office document; save it as plain text first"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{3,20})""")
SNIFFED = 4096
# Text has no control characters but white space, form feed and, in scripts of some mail, escape.
# One in two hundred allows for stray ones; compressed and executable files have one in ten.
CONTROL_SHARE = 0.005
# Below this share of bytes over 0x7f a text of unknown encoding is Western: letters with accents are
# rarer than that in every language that Windows-1252 covers, and in English only quotes are over 0x7f.
WESTERN_SHARE = 0.15

_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
# Joiners (U+200C, U+200D) are letters' business in Persian and Indic scripts and stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, and in `damage` what was lost on the way, if anything."""

    text: str
    damage: str | None = None


def decode(data: bytes, *, charset: str | None = None) -> Decoded:
    """The text that `data` holds.

    By byte order mark, then UTF-8, then the `charset` that whoever sent it states, then what the text
    declares, then detection. Raises SourceError where the bytes are not text.
    """
    if not data.strip():
        raise SourceError("it is empty")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding)
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise SourceError(f"it is not text but {what}")
    wide = _wide_encoding(data)
    if wide:
        return _lenient(data, wide)
    sample = data[:SNIFFED]
    if len(_CONTROL_BYTES.findall(sample)) > CONTROL_SHARE * len(sample):
        raise SourceError("it is not text: it holds control characters")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _stated(data, charset) or _not_quite_utf8(data, error)


def beginning(data: bytes) -> str:
    """The text that a file's first bytes hold, "" where they are not text."""
    try:
        return decode(data).text
    except SourceError:
        return ""


def clean(text: str) -> str:
    """`text` with plain line ends and spaces, and without control, bidi and other invisible characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    return _SURROGATES.sub("\ufffd", text)


def clean_line(text: str) -> str:
    """`clean` for what belongs on one line: a title, a name."""
    return " ".join(clean(text).split())


def _stated(data: bytes, charset: str | None) -> Decoded | None:
    """The text in the encoding that is stated; Latin 1 means Windows-1252 (WHATWG Encoding Standard)."""
    try:
        encoding = codecs.lookup(charset).name if charset else ""
        if not encoding or encoding in ("utf-8", "utf-8-sig"):
            return None
        return Decoded(data.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding))
    except (LookupError, UnicodeError, ValueError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        if len(data) - error.start <= 4:
            text = data[: error.start].decode(encoding)
            return Decoded(text, f"it is cut off in the middle of a character, at byte {error.start}")
        return Decoded(data.decode(encoding, errors="replace"), _damage(encoding, error.start))


def _damage(encoding: str, start: int) -> str:
    return f"it is damaged: not {encoding.upper()} at byte {start}; such bytes were replaced by \ufffd"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Latin text is zero."""
    sample = data[:SNIFFED]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _not_quite_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded:
    if len(data) - error.start < 4 and error.reason == "unexpected end of data":
        return _lenient(data, "utf-8")
    replaced = data.decode("utf-8", errors="replace")
    wrong = replaced.count("\ufffd")
    right = sum(1 for character in replaced if character > "\x7f") - wrong
    if right > 5 * wrong:
        return Decoded(replaced, _damage("utf-8", error.start))
    declared = DECLARED.search(data[:SNIFFED])
    if declared:
        try:
            return Decoded(data.decode(declared[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass
    return Decoded(_legacy(data))


def _legacy(data: bytes) -> str:
    high = sum(1 for byte in data[: 16 * SNIFFED] if byte > 0x7F)
    if high <= WESTERN_SHARE * len(data[: 16 * SNIFFED]):
        return data.decode("cp1252", errors="replace")
    from charset_normalizer import from_bytes  # rare, and slow to import

    best = from_bytes(data[: 64 * SNIFFED]).best()
    if best is None:
        raise SourceError("it is not text in any known encoding")
    return data.decode(best.encoding, errors="replace")
