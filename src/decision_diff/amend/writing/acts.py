"""What is written: an act, the differences that it cannot say, and whether it was proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from decision_diff.amend.instructions import Instruction
from decision_diff.amend.styles.recited import Recited
from decision_diff.frozen import frozen

ActStyle = Literal["npc", "itu", "uk", "eu"]
STYLES: tuple[ActStyle, ...] = get_args(ActStyle)


@frozen
class Shortfall:
    """Where what the act makes of the old text is not the new one: a place, what comes out there and what the new text has.

    `why` is the sentence with which the act is refused, if nothing comes out of it; else "".
    """

    place: str
    made: str
    wanted: str
    why: str = ""


@frozen
class WrittenAct:
    """An amending act that was written for two revisions.

    `recited` are its statements in order, each with the instructions that it says; `coarsened` are the places of which the act gives more
    anew than changed, since a finer order would not have been clear. `shortfalls` are empty if it was proved: its printed text, read and
    applied to the old one, gives the words and numbers of each clause of the new one.
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
        return list_printed(self.recited)

    @property
    def text(self) -> str:
        """The act."""
        return print_act(self.recited)

    def __bool__(self) -> bool:
        return not self.shortfalls


def list_printed(recited: Sequence[Recited]) -> list[str]:
    """The lines of an act, without line ends."""
    return [text for line in recited for text in line.text.split("\n")]


def print_act(recited: Sequence[Recited]) -> str:
    """The text of an act."""
    return "".join(f"{line}\n" for line in list_printed(recited))
