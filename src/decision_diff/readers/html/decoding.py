"""Which encoding a page is in, and its text.

1. What the user names, then a byte order mark.
2. What the page says of itself (XML declaration, meta), by the names that browsers know, if its bytes are valid in it.
3. Else what is found out for any text (`readers.text.encoding`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Final

from decision_diff.model import Notice, Source
from decision_diff.patterns import late
from decision_diff.readers.text.encoding import MARKS, NAMES, decide_encodings, decode

_HEAD: Final = 4096  # bytes in which a page says its encoding; browsers look at 1,024
_DECLARED: Final = late(
    r"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})|<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
# What browsers read under a name (WHATWG Encoding, 4.2) where Python reads less, or something else.
_MEANT: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "cp950", "ascii": "cp1252", "iso8859-1": "cp1252",
    "iso8859-9": "cp1254", "iso8859-11": "cp874", "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-8", "utf-16-le": "utf-8",
    "utf-16-be": "utf-8", "utf-32": "utf-8", "utf-7": "",
}  # fmt: skip


def decode_page(source: Source, encoding: str | None, beside: Sequence[Source]) -> tuple[str, list[Notice]]:
    """The text of a page without a byte order mark, and how its encoding was decided where there was a question.

    EncodingError and UnreadableError as for plain text.
    """
    if encoding is None and not source.data.startswith(tuple(mark for mark, _ in MARKS)):
        said = find_declared(source.data)
        if said and (text := _try_decode(source.data, said)) is not None:
            notice = Notice("encoding", f"the page says that it is in {NAMES.get(said, said)}")
            return text, [] if said == "utf-8" else [notice]
    decided = decide_encodings((source, *beside), encoding)[0]
    text = decode(source, decided.codec).removeprefix("\ufeff")
    return text, [Notice("encoding", decided.reason)] if decided.reason else []


def find_declared(data: bytes) -> str:
    """The codec of the encoding that a page says it is in; "" if it says none that is known."""
    found = _DECLARED.search(data[:_HEAD].decode("latin-1"))
    return "" if found is None else find_codec(found[1] or found[2])


def find_codec(said: str) -> str:
    """The codec that browsers use for the name of an encoding; "" for a name that is not known, or none."""
    try:
        codec = codecs.lookup(said).name
        "".encode(codec)  # "hex" and "zip" are codecs of Python's and no encodings
    except (LookupError, UnicodeError):
        return ""
    return _MEANT.get(codec, codec)


def _try_decode(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def read_head(data: bytes) -> str:
    """The first characters of what may be a page, whatever its encoding, as far as they are ASCII."""
    mark, codec = next(((mark, codec) for mark, codec in MARKS if data.startswith(mark)), (b"", "latin-1"))
    return data[len(mark) : _HEAD].decode(codec, "ignore")
