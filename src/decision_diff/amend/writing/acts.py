"""What is written: an act, the differences that it cannot say, and whether it was proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from decision_diff.amend.instructions import Instruction
from decision_diff.amend.styles.recited import Recited
from decision_diff.frozen import frozen

ActStyle = Literal["npc", "itu", "uk", "eu"]
STYLES: tuple[ActStyle, ...] = get_args(ActStyle)


@frozen
class Shortfall:
    """Where what the act makes of the old text is not the new one: a place, what comes out there and what the new text has."""

    place: str
    made: str
    wanted: str


@frozen
class WrittenAct:
    """An amending act that was written for two revisions.

    `recited` are its statements in order, each with the instructions that it says; `coarsened` are the places of which the act gives more
    anew than changed, since a finer order would not have been clear. `shortfalls` are empty if it was proved: read again and carried out
    on the old text, it gives the new one.
    """

    style: ActStyle
    law: str
    recited: tuple[Recited, ...]
    coarsened: tuple[str, ...]
    shortfalls: tuple[Shortfall, ...]

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        """All that it orders, in order, each with the statement that says it."""
        return tuple(replace(one, printed=line.text) for line in self.recited for one in line.instructions)

    @property
    def lines(self) -> list[str]:
        """The lines of the act, without line ends."""
        return [text for line in self.recited for text in line.text.split("\n")]

    @property
    def text(self) -> str:
        """The act."""
        return "".join(f"{line}\n" for line in self.lines)

    def __bool__(self) -> bool:
        return not self.shortfalls
