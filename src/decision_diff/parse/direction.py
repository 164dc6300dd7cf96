"""Marks of direction that a program put around each line of a script written from right to left: they belong to the page, not to the words.

    U+202B  المادة 1 تسري أحكام هذا القانون  U+202C

Only in pairs, around a whole line with letters of such a script: there they change nothing that a reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.model import Block
from decision_diff.patterns import late

_OPENS: Final = "\u202b"
_CLOSES: Final = "\u202c"
_LINE: Final = late(
    rf"([ \t\u00a0\f]*{_OPENS})([^{_OPENS}{_CLOSES}]*[\u0590-\u08ff][^{_OPENS}{_CLOSES}]*)({_CLOSES}\s*)"
)


def strip_direction(blocks: Sequence[Block]) -> Sequence[Block]:
    """The lines, the marks around each of them in its lead and its end."""
    if not any(_OPENS in block.text for block in blocks):
        return blocks
    return [_strip_block(block) if block.place is None and _OPENS in block.text else block for block in blocks]


def strip_marks(text: str) -> str:
    """A line without the marks around it."""
    match = _LINE.fullmatch(text) if _OPENS in text else None
    return match[2] if match else text


def _strip_block(block: Block) -> Block:
    match = _LINE.fullmatch(block.text)
    if match is None:
        return block
    return Block(match[2], block.origin, block.lead + match[1], block.label, block.gap, match[3] + block.end)
