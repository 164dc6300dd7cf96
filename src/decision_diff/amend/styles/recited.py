"""What every style makes: lines of an act, each with the instructions that it says."""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import frozen


@frozen
class Recited:
    """A statement of an act and the instructions that it says. Its quotations may stand on lines of their own, divided by line feeds."""

    text: str
    instructions: tuple[Instruction, ...] = ()


Marks = tuple[str, str]


def choose_marks(paragraphs: Sequence[str], choices: Sequence[Marks]) -> Marks:
    """The first of some pairs of quotation marks that the paragraphs have balanced, or not at all; else the first of them.

    A quotation in marks that its own words close would end too soon.
    """
    return next((one for one in choices if all(_is_balanced(text, one) for text in paragraphs)), choices[0])


def _is_balanced(text: str, marks: Marks) -> bool:
    opening, closing = marks
    if opening == closing:
        return opening not in text
    depth = 0
    for char in text:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0
