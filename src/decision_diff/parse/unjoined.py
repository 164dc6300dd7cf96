"""Lines that look wrapped in a text that as a whole does not: they are not joined, and a notice says so.

    …is liable to a fine not              ends in a word
    exceeding level 2 on the scale.       begins with a small letter, and has no number

A call line and the words below it look the same, and so do verse and lists without marks. So nothing is joined on this evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.model import Block, Notice, Origin
from decision_diff.parse.cover import StartKind
from decision_diff.parse.looks import find_end_look, find_start_look

_SHORTEST: Final = 30  # characters of a line that a page may have filled


def report_unjoined(
    blocks: Sequence[Block], find_start: Callable[[str, bool], StartKind], hints: Sequence[str]
) -> Iterator[Notice]:
    """A notice if lines end within a sentence that the next line continues; not for breaks that the other revision has.

    Paragraphs of a file with structure are not lines.
    """
    if any(block.place is not None for block in blocks):
        return
    found = [at for at in _list_open(blocks) if find_start(blocks[at].text.strip(), True) != "call"]
    if found and hints:
        others = {line.strip() for line in hints}
        found = [at for at in found if not {blocks[at].text.strip(), blocks[at + 1].text.strip()} <= others]
    if found:
        said = "1 line ends" if len(found) == 1 else f"{len(found)} lines end"
        message = f"{said} within a sentence that seems to continue in the next line; they were not joined; first line {found[0] + 1}"
        yield Notice("lines-not-joined", message, Origin("text", found[0], found[0] + 2))


def _list_open(blocks: Sequence[Block]) -> Iterator[int]:
    """The lines that end in a word, before one that begins with a small letter."""
    for at, (block, after) in enumerate(pairwise(blocks)):
        one, two = block.text, after.text.lstrip()
        if not two[:1].islower() or len(one) < _SHORTEST or "\t" in one[4:] or "\t" in two:
            continue
        bare = one.rstrip()
        if bare and find_end_look(bare) in ("word", "digit") and find_start_look(two) == "lower":
            yield at
