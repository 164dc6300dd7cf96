"""Detects the encoding of a text. Strict rules first; then a guess, which is always reported.

1. A byte order mark decides.
2. Bytes that are UTF-8 are UTF-8: text in another encoding practically never is, by accident.
3. UTF-16 without a mark is recognised by its line ends and spaces, which have zero bytes on one side only.
4. Other zero bytes: not text.
5. What is left is an older encoding (GB18030, Big5, Windows-1252). charset-normalizer ranks those in which the bytes
   can be read without an error. Short texts fool it, so a short one takes over what its neighbours of the same job
   decided, or reads as that encoding which shares most characters with them: revisions of one text are alike.

A name that the user gives comes before all of this. Decoding is strict everywhere: no character is ever replaced or
left out.
"""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Mapping, Sequence

from decision_diff.characters import UNIFIED
from decision_diff.errors import EncodingError, UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import Source
from decision_diff.patterns import late

# Longest first: the mark of UTF-32 little endian begins with that of UTF-16. The codecs keep the mark as U+FEFF.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# The candidates of step 5, in the order that breaks ties: name for charset-normalizer -> codec to decode with.
# cp950 is Big5 as Windows writes it: the same, and some characters more.
LEGACY: dict[str, str] = {"gb18030": "gb18030", "big5": "cp950", "cp1252": "cp1252"}
# People's names for codecs, for the notices.
NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little endian)",
    "utf-16-be": "UTF-16 (big endian)",
    "utf-32-le": "UTF-32 (little endian)",
    "utf-32-be": "UTF-32 (big endian)",
    "gb18030": "GB18030",
    "cp950": "Big5",
    "cp1252": "Windows-1252",
}
# Codecs that drop a byte order mark or know fewer characters -> the one that reads the same bytes and loses nothing.
_WIDER = {"utf-8-sig": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950"}
# With fewer bytes outside ASCII than this, a guess by statistics alone is not to be trusted.
ENOUGH = 200

_COMMON = late("[\t\n\r -~\u00a0-\u00ff\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_CHINESE = late(f"[{UNIFIED}]")


_ASCII = bytes(range(0x80))


@frozen
class Encoding:
    """A decided encoding: `codec` is Python's name for it. `reason` is for people; empty when there was no question."""

    codec: str
    reason: str = ""


def decide_encodings(sources: Sequence[Source], encoding: str | None = None) -> tuple[Encoding, ...]:
    """The encoding of each source, in order; the sources belong to one job and help one another.

    `encoding`, when given, holds for all. EncodingError for an unknown name or bytes that are text in no candidate;
    UnreadableError for bytes that are not text.
    """
    if encoding is not None:
        return tuple(_look_up(encoding, source) for source in sources)
    decided = {at: found for at, source in enumerate(sources) if (found := _find_certain(source))}
    weights = [len(source.data.translate(None, _ASCII)) for source in sources]
    # The heaviest of the doubtful comes first; the others lean on it and on what is certain.
    for at in sorted(set(range(len(sources))) - decided.keys(), key=lambda at: (-weights[at], at)):
        others = [(sources[other], decided[other].codec) for other in sorted(decided) if weights[other]]
        decided[at] = _guess(sources[at], others if weights[at] < ENOUGH else [])
    return tuple(decided[at] for at in range(len(sources)))


def decode(source: Source, codec: str) -> str:
    """The text of `source`, its byte order mark kept as U+FEFF; EncodingError, with the place, if that cannot be."""
    try:
        text = source.data.decode(codec)
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        what = source.data[error.start : error.start + 4].hex(" ")
        raise EncodingError(
            f"not {NAMES.get(codec, codec)}: the bytes {what} at offset {error.start} (about line {line}) cannot be "
            "decoded; give the encoding with --encoding",
            source=source.name,
        ) from error
    check_text(source, text, codec)
    return text


def check_text(source: Source, text: str, codec: str) -> None:
    """UnreadableError for what is not text, however it was decoded."""
    if "\0" in text:
        raise UnreadableError(
            f"not text, or not {NAMES.get(codec, codec)}: it holds NUL characters", source=source.name
        )


def _look_up(name: str, source: Source) -> Encoding:
    """The encoding that the user named, as the codec that keeps a byte order mark; EncodingError for an unknown name."""
    try:
        " ".encode(name)  # refuses what Python also calls a codec but is none for text: "rot13", "hex", "zip"
        codec = codecs.lookup(name).name
    except (LookupError, ValueError) as error:  # ValueError: a NUL character in the name
        raise _unknown(name) from error
    if codec in ("idna", "punycode", "unicode-escape", "raw-unicode-escape"):  # for host names and program texts
        raise _unknown(name)
    if codec in ("utf-16", "utf-32"):
        marked = [found for mark, found in MARKS if source.data.startswith(mark) and found.startswith(codec)]
        codec = marked[0] if marked else f"{codec}-le"
    codec = _WIDER.get(codec, codec)
    return Encoding(codec, "" if codec == "utf-8" else f"read as {NAMES.get(codec, codec)}, as asked")


def _unknown(name: str) -> EncodingError:
    return EncodingError(f"{name!r} is not the name of an encoding; try utf-8, utf-16, gb18030 or big5")


def _find_certain(source: Source) -> Encoding | None:
    """Steps 1 to 4; None when only a guess is left."""
    data = source.data
    for mark, codec in MARKS:
        if data.startswith(mark):
            return Encoding(codec, "" if codec == "utf-8" else f"read as {NAMES[codec]}, by its byte order mark")
    if b"\0" in data:
        found = _utf16_without_mark(data)
        if found is None:
            raise UnreadableError("this is a binary file, not text (it holds NUL bytes)", source=source.name)
        return Encoding(found, f"read as {NAMES[found]}, without a byte order mark")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Encoding("utf-8")


def _utf16_without_mark(data: bytes) -> str | None:
    """The codec in which `data` reads as text with hardly an unusual character, if one only does."""
    if len(data) % 2:
        return None
    readable = []
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            sample = data.decode(codec)[:50_000]
        except UnicodeDecodeError:
            continue
        if "\0" not in sample and len(_COMMON.findall(sample)) >= 0.9 * len(sample):
            readable.append(codec)
    return readable[0] if len(readable) == 1 else None


def _guess(source: Source, others: Sequence[tuple[Source, str]]) -> Encoding:
    """Step 5. `others` are the decided neighbours on which a short source leans, with their codecs."""
    readings = _decode_each(source.data)
    likest = _find_likest(readings, others)
    if likest:
        codec = LEGACY[likest]
        return Encoding(codec, f"read as {NAMES[codec]}: too short to tell alone, decided by the other file")
    ranked = _rank(source.data, list(readings))
    if not ranked:
        raise EncodingError(
            "neither UTF-8 nor another known encoding; give the encoding with --encoding", source=source.name
        )
    codec = LEGACY[ranked[0]]
    return Encoding(
        codec, f"read as {NAMES[codec]}, which is a guess; if it is wrong, give the encoding with --encoding"
    )


def _decode_each(data: bytes) -> dict[str, str]:
    """The text in each encoding of LEGACY in which the bytes can be read without an error."""
    readings: dict[str, str] = {}
    for name, codec in LEGACY.items():
        with contextlib.suppress(UnicodeDecodeError):
            readings[name] = data.decode(codec)
    return readings


def _find_likest(readings: Mapping[str, str], others: Sequence[tuple[Source, str]]) -> str | None:
    """The one reading that shares most Chinese characters with the others; None if none does, or two do alike."""
    if not others or not readings:
        return None
    known = set(_CHINESE.findall("".join(other.data.decode(codec, "ignore") for other, codec in others)))
    shared = {name: sum(char in known for char in _CHINESE.findall(text)) for name, text in readings.items()}
    most = max(shared.values())
    likest = [name for name, count in shared.items() if count == most]
    return likest[0] if most and len(likest) == 1 else None


def _rank(data: bytes, names: list[str]) -> list[str]:
    """The names of LEGACY, likeliest first; those that charset-normalizer takes for noise are left out."""
    if not names:
        return []
    from charset_normalizer import from_bytes  # noqa: PLC0415 - late: most files are UTF-8 and never come here

    matches = from_bytes(data, cp_isolation=names, enable_fallback=False)
    return [match.encoding for match in matches if match.encoding in names]
