"""Names of files: those that came with uploads, and those that outputs get. None is ever used as a path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, unquote

from decision_diff.patterns import late

_LONGEST_STEM: Final = 80  # characters
_UNUSABLE: Final = late(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029]+')
_RESERVED: Final = late(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)")  # on Windows, whatever the suffix
_BLANKS: Final = late(r"\s+")


def read_upload_name(header: str, longest: int) -> str:
    """The last part of a name that a browser sent, percent-encoded, with what cannot be shown or could be a path taken out.

    "text.txt" where nothing is left. Of a name that is longer than `longest` characters the end is kept, for its suffix.
    """
    last = re.split(r"[/\\]", unquote(header, errors="replace"))[-1]
    shown = "".join(one for one in last if one.isprintable() and unicodedata.category(one) != "Cf")
    return _clean(shown)[-longest:].lstrip(" .") or "text.txt"


def make_stem(*parts: str) -> str:
    """The stem of an output, of a title and labels: `Decision 641 C24-C25`. "redline" where they hold nothing that a file may be called."""
    stem = _clean(" ".join(part for part in parts if part))[:_LONGEST_STEM].strip(" .")
    return f"_{stem}" if _RESERVED.match(stem) else stem or "redline"


def name_apart(wanted: str, taken: Iterable[str]) -> str:
    """The name, with a number before its suffix where it is taken in any case: `C25 (2).txt`."""
    known = {one.casefold() for one in taken}
    stem, dot, end = wanted.rpartition(".")
    stem, end = (stem, f"{dot}{end}") if stem else (wanted, "")
    name, number = wanted, 1
    while name.casefold() in known:
        number += 1
        name = f"{stem} ({number}){end}"
    return name


def describe_attachment(name: str) -> str:
    """The header Content-Disposition of a download (RFC 6266): the name in ASCII, and as it is in UTF-8 (RFC 8187)."""
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _clean(name: str) -> str:
    return _BLANKS.sub(" ", _UNUSABLE.sub("_", name)).strip()
