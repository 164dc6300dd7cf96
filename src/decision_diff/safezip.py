"""The only ZIP reader of the program. Memory and time are bounded for any package, and nothing is unpacked to disk.

Only what is asked for is unpacked, its bytes counted while they come out, so that a header that lies about a size gains
nothing. Refused with one sentence: what two programs could read as two different packages (two entries of one name, paths that
lead out of it), encryption, and more entries or bytes than a document has.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from decision_diff.errors import UnreadableError

MAX_ENTRIES: Final = 10_000
MAX_PART: Final = 128_000_000  # bytes of one part, unpacked
MAX_TOTAL: Final = 400_000_000  # bytes of all parts that were asked for, unpacked
_PIECE: Final = 1 << 16


class Archive:
    """An opened package. Opening it, and reading a part, raise UnreadableError for what is not sound. `source` names it in sentences."""

    def __init__(self, data: bytes, source: str) -> None:
        self._source = source
        self._archive = _open(data, source)
        self._infos = _entries(self._archive, source)
        self._folded = {entry.casefold(): entry for entry in self._infos}
        self._unpacked = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries, in the order of the archive, folders left out."""
        return tuple(self._infos)

    def find(self, part: str) -> str | None:
        """The name of the entry that has this name in any case (29500-2, 6.2.2.3); None if none has."""
        return self._folded.get(part.casefold())

    def read(self, part: str) -> bytes:
        """Reads the bytes of a part, unpacked and checked against their CRC. Raises UnreadableError."""
        info = self._infos.get(self._folded.get(part.casefold(), ""))
        if info is None:
            raise self._bad(f"the part {shorten_name(part)} is missing")
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > MAX_PART or self._unpacked + size > MAX_TOTAL:
                        raise self._bad(
                            f"{shorten_name(part)} unpacks to more than {MAX_PART // 1_000_000} MB, which no decision needs"
                        )
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise self._bad(f"{shorten_name(part)} is damaged in the package ({_reason(error)})") from None
        self._unpacked += size
        return b"".join(pieces)

    def _bad(self, sentence: str) -> UnreadableError:
        return UnreadableError(sentence, source=self._source)


def _open(data: bytes, source: str) -> zipfile.ZipFile:
    if data.count(b"PK\x01\x02") > 2 * MAX_ENTRIES:  # before the directory is unpacked into objects
        raise _too_many(source)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError) as error:
        sentence = f"the package is damaged or cut off ({_reason(error)})"
        raise UnreadableError(sentence, source=source) from None


def _entries(archive: zipfile.ZipFile, source: str) -> dict[str, zipfile.ZipInfo]:
    """By name, in order. Refuses what two programs could read as two different documents."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_ENTRIES:
        raise _too_many(source)
    taken: set[str] = set()
    for info in infos:
        entry = info.orig_filename
        segments = entry.split("/")
        if entry.startswith("/") or "\\" in entry or ".." in segments or "\0" in entry or ":" in segments[0]:
            raise UnreadableError(
                f"the package holds an entry that points out of it ({shorten_name(entry)})", source=source
            )
        if entry.casefold() in taken:
            raise UnreadableError(
                f"the package holds two entries of the same name ({shorten_name(entry)})", source=source
            )
        taken.add(entry.casefold())
        if info.flag_bits & 0x1:
            raise UnreadableError("the package is encrypted (ZIP); save the document without a password", source=source)
    return {info.orig_filename: info for info in infos}


def _too_many(source: str) -> UnreadableError:
    return UnreadableError(
        f"the package holds more than {MAX_ENTRIES:,} entries, which no decision does", source=source
    )


def shorten_name(text: str) -> str:
    """A name from the file, safe to print: no control characters, and not without end."""
    plain = "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)
    return plain if len(plain) <= 80 else plain[:79] + "…"


def _reason(error: Exception) -> str:
    return shorten_name(" ".join(str(error).split()) or type(error).__name__)
