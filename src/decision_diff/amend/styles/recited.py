"""What every style makes: lines of an act, each with the instructions that it says."""

from __future__ import annotations

from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import frozen


@frozen
class Recited:
    """A statement of an act and the instructions that it says. Its quotations may stand on lines of their own, divided by line feeds."""

    text: str
    instructions: tuple[Instruction, ...] = ()
