"""The values that an amending act is read into: places, instructions, and what was not understood.

A place of the old text has the old numbers; what follows 改为 and 作为 has the new ones. That is how such acts are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, get_args

from decision_diff.frozen import frozen
from decision_diff.model import Source

# In the order of a place, the outermost first.
UnitName = Literal[
    "whole", "named", "annex", "part", "subpart", "chapter", "section", "article", "paragraph", "item", "subitem", "row", "sentence",
]  # fmt: skip
ORDER: tuple[UnitName, ...] = get_args(UnitName)
CONTAINERS: frozenset[UnitName] = frozenset({"part", "subpart", "chapter", "section"})
LAST: Final = -1  # in the place of a number: 最后一款
Verb = Literal[
    "replace", "renumber", "split", "join", "insert", "delete", "move", "absorb",
    "substitute-words", "insert-words", "delete-words", "rename", "arrange", "follow", "force", "heading", "provision",
    "keep",
]  # fmt: skip
WordSide = Literal["", "after", "before", "end", "start", "between"]


@frozen
class UnitStep:
    """One step of a place: 第三条之一 is ("article", (3, 1)); 引言 is ("named", ()) with that print."""

    unit: UnitName
    number: tuple[int, ...]
    printed: str


@frozen
class UnitPlace:
    """A place as an act cites it, from the article (or chapter) down: 第五条第二款第（一）项."""

    steps: tuple[UnitStep, ...]

    def find_step(self, unit: UnitName) -> UnitStep | None:
        """The step of that unit, if the place has one."""
        return next((step for step in self.steps if step.unit == unit), None)

    @property
    def article(self) -> tuple[int, ...]:
        """The number of the article that it is, or stands in; () if it names none."""
        step = self.find_step("article")
        return step.number if step else ()

    @property
    def unit(self) -> UnitName:
        """What it is: the unit of its last step."""
        return self.steps[-1].unit

    def complete(self, holder: UnitPlace | None) -> UnitPlace:
        """The place with the steps that it leaves out, taken from the place in which it stands."""
        if holder is None or not self.steps:
            return self
        first = ORDER.index(self.steps[0].unit)
        if first <= ORDER.index("article"):
            return self
        return UnitPlace((*(step for step in holder.steps if ORDER.index(step.unit) < first), *self.steps))

    def __str__(self) -> str:
        return "".join(step.printed for step in self.steps)

    @property
    def cited(self) -> str:
        """The place as a sentence cites it: 1(1), decides 2(a), 第三条第二款. That only its own line is meant is left out."""
        cited = ""
        holder: UnitName | None = None
        for step in self.steps:
            if step.unit == "named" and step.printed == "introduction":
                continue
            cited += _print_step(step, holder, cited)
            holder = step.unit
        return cited


def _print_step(step: UnitStep, holder: UnitName | None, before: str) -> str:
    """A step as it follows what holds it: in brackets where both are numbers, behind a space, or as it is in Chinese."""
    printed = step.printed.strip()
    if step.unit == "row":
        printed = printed if printed.startswith("row") else f"unnumbered paragraph {printed}"
    if step.unit == "article" and printed[:1].isdigit():
        printed = f"Article {printed}"
    if not before or not before[-1].isascii() or not printed.isascii():
        return printed
    if step.unit in _BELOW and holder in ("article", *_BELOW):
        return f"({printed.strip(' .()')})"
    return f", {printed}" if step.unit == "row" else f" {printed}"


_BELOW: Final = ("paragraph", "item", "subitem")


@frozen
class Quotation:
    """Words that an act puts in or names, without the marks around them; one string per paragraph."""

    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs, one per line."""
        return "\n".join(self.paragraphs)


@frozen
class ActOrigin:
    """Where an instruction stands: its number in the act (十八（二）), and the lines of the file, counted from 1."""

    number: str
    line: int
    stage: int = 1  # of several acts in one file, the one in which it stands

    def __str__(self) -> str:
        return f"{self.number}, line {self.line}" if self.number else f"line {self.line}"


@frozen
class Instruction:
    """One thing that an act orders.

    `sources` are places of the old text, `targets` places of the new one: relative to the source where they name no article.
    `old_words` and `new_words` belong together one by one if there are several of each. `occurrence` is 1 for 第一处, 0 for all.
    `is_implied`: no place is named, and `sources` has the one that was named last.
    `count` is how many units are put in (增加两款) or made (分为两款). `where` says on which side of a source or of `old_words`.
    `reasons` are those of a proposal, one string per paragraph; `keep` is the verb of one that asks to change nothing (NOC).
    """

    verb: Verb
    origin: ActOrigin
    printed: str
    sources: tuple[UnitPlace, ...] = ()
    targets: tuple[UnitPlace, ...] = ()
    old_words: tuple[Quotation, ...] = ()
    new_words: tuple[Quotation, ...] = ()
    where: WordSide = ""
    count: int = 0
    unit: UnitName | None = None
    occurrence: int = 0
    reasons: tuple[str, ...] = ()
    is_implied: bool = False


@frozen
class Unread:
    """A fragment of an act that was not understood."""

    origin: ActOrigin
    printed: str
    why: str = ""


@frozen
class LawPart:
    """What an act orders for one text: `law` is its name as the act prints it, "" if it does not say.

    `unread` was not understood; `doubts` were, with a doubt that each of them names. `on_clauses`: its places are clauses of any text as printed,
    whose numbers stay what they are; else it is a Chinese act on articles, whose numbers shift by themselves.
    """

    law: str
    instructions: tuple[Instruction, ...]
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Unread, ...] = ()
    on_clauses: bool = False


@frozen
class Act:
    """An amending act: its title, and its orders for each text that it amends, in order."""

    source: Source
    title: str
    parts: tuple[LawPart, ...]
    preamble: tuple[str, ...] = ()

    def list_instructions(self) -> Iterator[Instruction]:
        """All instructions, in order."""
        for part in self.parts:
            yield from part.instructions
