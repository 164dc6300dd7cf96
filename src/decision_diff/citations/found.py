"""A step of a citation as it is found in a text, before it is joined with others to a path."""

from __future__ import annotations

from decision_diff.citations.values import DEPTHS, Path, PathStep
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late

_CORES = late(r"[(（«“„\"‘']?([^()（）«»“”„\"‘’']+)[)）»”“\"’']?")

_LETTER = late(r"(?<=.)[ \u00a0\u202f]([a-z]{1,4})\)")
_OPENING = "(（"


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
    """The step of a role with these numbers, below the steps `above`. In 4(3) and (4) the second one is 4(4)."""
    elements = [_read_element(number.of(text), role) for number in numbers]
    whole = elements[0][:-1]
    if whole and text[numbers[0].start] not in _OPENING:
        for at, number in enumerate(numbers):
            if text[number.start] in _OPENING:
                elements[at] = (*whole, *(PathStep("", step.number) for step in elements[at]))
    return FoundStep(span, role, tuple(above + element for element in elements), numbers)


def _read_element(printed: str, role: str) -> Path:
    """102(4)(b), 2 b): the number itself, then what stands in brackets, each below the one before."""
    if printed.isalnum():  # most are a number and nothing else
        return (PathStep(role, printed),)
    cores = [core.strip(" \u00a0\u202f") for core in _CORES.findall(_LETTER.sub(r"(\1)", printed))]
    return tuple(PathStep("" if index else role, core) for index, core in enumerate(filter(None, cores)))
