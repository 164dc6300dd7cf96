"""The equations of a paragraph (ISO/IEC 29500-1, 22.1): each stands or falls as a whole, with its layout.

Two equations are the same when they are built alike and say the same: x² is not x₂, though the characters are. How their
characters look (w:rPr) is formatting, which is never a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import child, every, get, name
from decision_diff.ooxml.text import TextPiece
from decision_diff.safexml import Element

_EQUATIONS: Final = ("m:oMath", "m:oMathPara")
_TEXTS: Final = ("m:t", "w:t", "w:delText")


@frozen
class Equation:
    """Code points [start, end) of a paragraph. `element` is the outermost m:oMath or m:oMathPara."""

    start: int
    end: int
    element: Element

    def is_like(self, other: Equation) -> bool:
        """Whether both are built alike and say the same."""
        return describe_structure(self.element) == describe_structure(other.element)


def find_equation(piece: TextPiece) -> Element | None:
    """Finds the outermost equation around a piece of text; None outside of one."""
    found = None
    above = piece.element.getparent()
    while above is not None and (kind := name(above)) != "w:p":
        if kind in _EQUATIONS:
            found = above
        above = above.getparent()
    return found


def find_equations(pieces: Iterable[TextPiece]) -> list[Equation]:
    """Finds the equations of a paragraph that hold characters, in order."""
    found: list[Equation] = []
    at = 0
    for piece in pieces:
        element = find_equation(piece)
        end = at + len(piece.text)
        if element is not None:
            if found and found[-1].element is element:
                found[-1] = Equation(found[-1].start, end, element)
            else:
                found.append(Equation(at, end, element))
        at = end
    return found


_CARRIED: Final = frozenset(
    {"w:r", "w:t", "w:rPr", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:sym"}
)


def copy_equation(equation: Element, *, deleted: bool) -> Element:
    """Copies an equation without what only means something in its document; if `deleted`, its w:t become w:delText."""
    copy = deepcopy(equation)
    copy.tail = None
    for one in list(copy.iter()):
        kind = name(one)
        parent = one.getparent()
        if parent is None or kind.startswith("m:") or name(parent) == "w:rPr":
            continue
        if kind == "w:t" and deleted:
            one.tag = str(one.tag).replace("}t", "}delText")
        elif kind not in _CARRIED:
            at = parent.index(one)
            parent[at : at + 1] = [] if kind.endswith("Pr") else list(one)  # a link or a control around a part of it
    return copy


def is_empty(equation: Element) -> bool:
    """Whether an equation has no characters, so that no piece of text stands for it."""
    return not any(one.text for one in every(equation, "m:t"))


def describe_structure(equation: Element, view: View = "accepted") -> tuple[tuple[int, str, str], ...]:
    """Lists the elements of mathematics in a view: depth, name, value. How the text is cut into runs does not matter."""
    found: list[tuple[int, str, str]] = []
    stack = [(equation, 0)]
    while stack:
        element, depth = stack.pop()
        kind = name(element)
        if kind in ("m:r", "w:r"):
            _add_run(element, depth, view, found)
        elif kind.startswith("m:") and kind not in ("m:ctrlPr", "m:oMathParaPr"):
            found.append((depth, kind, get(element, "m:val") or ""))
            stack.extend((one, depth + 1) for one in reversed(element))
        elif not kind.endswith("Pr") and not revisions.is_hidden(kind, view):
            stack.extend((one, depth) for one in reversed(element))
    return tuple(found)


def _add_run(run: Element, depth: int, view: View, found: list[tuple[int, str, str]]) -> None:
    """Put the text of a run behind what was found, to that of the run before it if that looks the same."""
    looks, text = _looks(run), "".join(_texts(run, view))
    if found and found[-1][:2] == (depth, looks):
        text = found.pop()[2] + text
    if text:
        found.append((depth, looks, text))


def _looks(run: Element) -> str:
    """What the mathematical properties of a run say (m:rPr); some programs put the tracked change into the run."""
    holders = (run, *(one for one in run if name(one) in revisions.MARKS))
    said = next((one for holder in holders if (one := child(holder, "m:rPr")) is not None), ())
    return " ".join(f"{name(one)}={get(one, 'm:val') or ''}" for one in said)


def _texts(run: Element, view: View) -> Iterator[str]:
    """The characters of a run; some programs put the marks into it."""
    for one in run:
        if name(one) in revisions.MARKS and not revisions.is_hidden(name(one), view):
            yield from (inner.text or "" for inner in one if name(inner) in _TEXTS)
        elif name(one) in _TEXTS:
            yield one.text or ""
