"""Names of pairs as names of folders that every file system takes, each once even where case does not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from decision_diff.patterns import late

REPORTS: Final = ("report.html", "report.json")  # what lies beside the folders of the pairs
MAX_BYTES: Final = 120  # of a folder's name in UTF-8; file systems take 255, and paths grow
_UNSAFE: Final = late(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_DEVICES: Final = late(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")


def choose_folders(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folder of each name, in order, and one sentence per clash: a name that another one's folder took already.

    The second of two alike becomes `NAME-2`. Deterministic: it depends on the names and their order alone.
    """
    taken = {_fold(one) for one in REPORTS}
    folders, clashes = [], []
    counts: dict[str, int] = {}
    for name in names:
        wanted = make_safe(name)
        folder, number = wanted, counts.get(_fold(wanted), 1)
        while _fold(folder) in taken:
            number += 1
            folder = f"{_shorten(wanted, MAX_BYTES - 1 - len(str(number)))}-{number}"
        counts[_fold(wanted)] = number
        if folder != wanted:
            clashes.append(f"the folder {wanted!r} is taken, so the pair {name!r} is written to {folder!r}")
        taken.add(_fold(folder))
        folders.append(folder)
    return tuple(folders), tuple(clashes)


def make_safe(name: str) -> str:
    """A name for a folder, of at most `MAX_BYTES` bytes: composed, without separators, control characters, and dots or blanks at its ends."""
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(". \u3000\u00a0")
    safe = _shorten(safe, MAX_BYTES) or "_"
    return f"_{safe}" if _DEVICES.fullmatch(safe) else safe


def _shorten(name: str, most: int) -> str:
    return name.encode("utf-8")[:most].decode("utf-8", "ignore").rstrip(". ")


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def list_twice(names: Iterable[str]) -> list[str]:
    """The names that occur more than once, each once, in order."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    return [name for name, count in seen.items() if count > 1]
