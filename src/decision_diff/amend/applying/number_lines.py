"""Numbers that stand on a line of their own, as those of articles do in acts of the European Union: how they are set, and who is set so.

Article 1
Scope                       → the clause `Article 1 Scope`: its number, what is between (blank lines), its words
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.labels import FoundLabel, find, make_grammar
from decision_diff.languages import KNOWN
from decision_diff.model import Clause, Decision

_KNOWN: Final = KNOWN[:2]  # of a text whose languages nobody knows


@frozen
class NumberLayout:
    """How a clause with a number is set: whether the number has a line of its own, how both lines begin, the blank lines between them."""

    is_alone: bool
    number_lead: str = ""
    between: tuple[str, ...] = ()
    words_lead: str = ""


@frozen
class NumberLayouts:
    """How the clauses of a text are set: by number, and the first of each kind of number. `languages` are those of the text."""

    by_number: Mapping[str, NumberLayout]
    by_style: Mapping[str, NumberLayout]
    languages: tuple[str, ...]

    def divide(self, line: str) -> tuple[NumberLayout, str, str] | None:
        """The layout, number and words of a line that comes in, if its number belongs on a line of its own; else None."""
        found = self._find(line)
        if found is None or not found.text or (found.weak and found.text[0].islower()):
            return None  # Article 9 of the Charter applies
        layout = self.by_number.get(found.label.text) or self.by_style[found.label.style]
        return (layout, found.label.text, found.text) if layout.is_alone and not found.gap.strip() else None

    def join(self, lines: Sequence[str]) -> Iterator[str]:
        """Lines as clauses read: a number that stands alone is one line with its words, which have no number of their own."""
        at = 0
        while at < len(lines):
            found = self._find(lines[at])
            following = lines[at + 1] if found and not found.text and at + 1 < len(lines) else ""
            is_joined = bool(following) and self._is_plain(following)
            yield f"{lines[at].strip()} {following}" if is_joined else lines[at]
            at += 1 + is_joined

    def _is_plain(self, line: str) -> bool:
        found = find(line, make_grammar(self.languages))
        return found is None or found.weak

    def _find(self, line: str) -> FoundLabel | None:
        """The number of a line, if numbers of its kind stand alone somewhere in the text."""
        if not self.by_style:
            return None
        found = find(line, make_grammar(self.languages))
        return found if found and found.label.style in self.by_style else None


def measure_layouts(decision: Decision) -> NumberLayouts:
    """How the numbers of a text are set; of kinds of number that stand alone somewhere, and no others."""
    by_number: dict[str, NumberLayout] = {}
    by_style: dict[str, NumberLayout] = {}
    alone: set[str] = set()
    for clause in decision.walk():
        label = clause.label
        if label is None or not label.typed or not clause.words:
            continue
        layout = measure_layout(decision, clause)
        by_number.setdefault(label.text, layout)
        by_style.setdefault(label.style, layout)
        if layout.is_alone:
            alone.add(label.style)
    kept = {style: layout for style, layout in by_style.items() if style in alone}
    return NumberLayouts(by_number, kept, decision.languages or _KNOWN)


def find_words_block(decision: Decision, clause: Clause) -> int:
    """The block at which the words of a clause begin: that of its number, or one below it."""
    first, end = clause.origin.start, clause.origin.end
    if decision.blocks[first].text:
        return first
    return next((at for at in range(first + 1, end) if decision.blocks[at].raw.strip()), first)


def measure_layout(decision: Decision, clause: Clause) -> NumberLayout:
    """How a clause with a number is set."""
    first, at = clause.origin.start, find_words_block(decision, clause)
    if at == first:
        return NumberLayout(is_alone=False)
    between = tuple(block.raw.removesuffix(block.end) for block in decision.blocks[first + 1 : at])
    return NumberLayout(True, decision.blocks[first].lead, between, decision.blocks[at].lead)
