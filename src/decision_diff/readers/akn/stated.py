"""The clauses that a document of ours states: attributes of our own namespace on its elements say what each of them is.

    <point eId="para_6__point_a" dd:level="point" dd:number="a)" dd:value="1" dd:style="a)" dd:kind="point">

A document counts as stated only where everything fits: each block with words belongs to one clause, no eId stands twice, and no clause is
deeper than the one before by more than one. Otherwise it is read as any other document is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.model import Block, Label, Span, Stated
from decision_diff.patterns import late
from decision_diff.safexml import Element

OWN: Final = "{urn:decision-diff:akn}"
_EID: Final = late(r"[^\s<>\"'&#]{1,400}")
_LEVEL: Final = late(r"[A-Za-z]{1,40}")
_CELLS: Final = late(r"[0-9]{1,6}-[0-9]{1,6}(?: [0-9]{1,6}-[0-9]{1,6}){0,200}")
_NUMBERS: Final = late(r"(?:[0-9]{1,9}(?: [0-9]{1,9}){0,11})?")


class StatedClauses:
    """Collects the clauses of a document as its elements are walked."""

    def __init__(self) -> None:
        self._found: list[list[object]] = []
        self._open: list[int] = []
        self._is_whole = True
        self._deepest = 0  # of the next clause

    def open_clause(self, element: Element, at: int) -> bool:
        """A clause begins with the block `at`, if the element says that it is one."""
        level = element.get(f"{OWN}level")
        if level is None:
            return False
        eid = element.get("eId") or ""
        label = _find_label(element)
        self._is_whole &= bool(_EID.fullmatch(eid) and _LEVEL.fullmatch(level)) and label is not False
        if self._open:
            self._end_words(self._open[-1], at)
        heading = element.find("{*}heading") is not None or element.get(f"{OWN}heading") == "true"
        above = int(str(self._found[self._open[-1]][0])) + 1 if self._open else 0
        depth = above + (element.get(f"{OWN}below") == "1")
        self._is_whole &= depth <= self._deepest
        self._deepest = depth + 1
        self._open.append(len(self._found))
        self._found.append([depth, eid, level, heading, label or None, _find_cells(element), at, None])
        return True

    def close_clause(self, at: int) -> None:
        """The clause that began last ends before the block `at`."""
        self._end_words(self._open.pop(), at)

    def find_all(self, blocks: Sequence[Block]) -> tuple[Stated, ...]:
        """All clauses in order; none where anything does not fit."""
        eids = {one[1] for one in self._found}
        held = {at for one in self._found for at in range(one[6], one[7])}  # type: ignore[call-overload]
        fits = self._is_whole and len(eids) == len(self._found)
        if not fits or any(at not in held for at, block in enumerate(blocks) if block.text.strip() or block.label):
            return ()
        return tuple(tuple(one) for one in self._found)  # type: ignore[misc]

    def _end_words(self, which: int, at: int) -> None:
        if self._found[which][7] is None:
            self._found[which][7] = at


def _find_cells(element: Element) -> tuple[Span, ...]:
    """The cells of a row that is no table of the file but a line with bars: "2-6 9-13"."""
    said = element.get(f"{OWN}cells") or ""
    if not _CELLS.fullmatch(said):
        return ()
    return tuple(Span(*map(int, one.split("-"))) for one in said.split())


def _find_label(element: Element) -> Label | bool | None:
    """The number that an element says, None for none, False for one that is not valid."""
    number = element.get(f"{OWN}number")
    if number is None:
        return None
    value, until = (element.get(f"{OWN}{name}") or "" for name in ("value", "until"))
    kind, style = element.get(f"{OWN}kind") or "", element.get(f"{OWN}style") or ""
    if not (_NUMBERS.fullmatch(value) and _NUMBERS.fullmatch(until) and _LEVEL.fullmatch(kind) and len(style) <= 40):
        return False
    values, last = (tuple(map(int, one.split())) for one in (value, until))
    return Label(number, values, kind, style, typed=False, until=last)
