"""A step of a citation as it is found in a text, before it is joined with others to a path."""

from __future__ import annotations

from decision_diff.citations.values import DEPTHS, Path, PathStep
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late

_CORES = late(r"[(（«“„\"‘']?([^()（）«»“”„\"‘’']+)[)）»”“\"’']?")


@frozen
class FoundStep:
    """The code points `span`: a word with its numbers. Each number is an element: itself and the brackets behind it, as steps.

    `holes` are the spans of the numbers.
    """

    span: Span
    role: str
    elements: tuple[Path, ...]
    holes: tuple[Span, ...]

    @property
    def depth(self) -> int:
        """How deep its role stands."""
        return DEPTHS[self.role]


def make_step(text: str, span: Span, role: str, numbers: tuple[Span, ...], above: Path = ()) -> FoundStep:
    """The step of a role with these numbers, below the steps `above`."""
    return FoundStep(span, role, tuple(above + _read_element(number.of(text), role) for number in numbers), numbers)


def _read_element(printed: str, role: str) -> Path:
    """102(4)(b): the number itself, then what stands in brackets, each below the one before."""
    cores = [core.strip(" \u00a0\u202f") for core in _CORES.findall(printed)]
    return tuple(PathStep("" if index else role, core) for index, core in enumerate(filter(None, cores)))
