"""Annexes that a lost line break glued to the last article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from decision_diff.languages import zh
from decision_diff.model import Block, Origin
from decision_diff.patterns import late

_GLUED_ANNEX = late(
    rf"(.*[。；])((?:{'|'.join(zh.ANNEXES)})(?:[0-9]{{1,3}}|[{zh.NUMERALS}]{{1,3}})?[：:]?\s*)", re.DOTALL
)


def split_glued(blocks: Sequence[Block]) -> Sequence[Block]:
    """An annex that a lost line break glued to the last article (`…施行。附件1`) gets a block of its own.

    Not in a file that has structure, which loses no line breaks: there block i stays paragraph i.
    """
    glued = [
        # Asked last, for it looks at every character: nothing glued ends like a sentence.
        _GLUED_ANNEX.fullmatch(block.text) if block.place is None and not block.text.endswith(("。", "；")) else None
        for block in blocks
    ]
    if not any(glued):
        return blocks
    parted: list[Block] = []
    for block, match in zip(blocks, glued, strict=True):
        first, second = match.groups() if match else (block.text, None)
        origin = Origin(block.origin.part, len(parted), len(parted) + 1)
        end = block.end if second is None else ""
        parted.append(Block(first, origin, block.lead, block.label, block.gap, end))
        if second is not None:
            origin = Origin(block.origin.part, len(parted), len(parted) + 1)
            parted.append(Block(second, origin, end=block.end))
    return parted
