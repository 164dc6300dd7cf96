"""Places as English acts cite them: printed, and read.

    section 3(2)(a)      Article 3(2)(a)      paragraph 3(2) of Schedule 1      the 2nd unnumbered paragraph of Article 4
    paragraph 6(a) of the part “decides”      the title      Part 2      point (b) of Article 4(1)      Article 4(1), point (b)

A place is pieces joined by "of", the innermost first. What begins with a word that is no base (subsection, point, paragraph) is
completed with the place that the item speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from decision_diff.amend.clauses.places import INTRODUCTION, TITLE, is_in_table, make_counted
from decision_diff.amend.clauses.trees import fold_number
from decision_diff.amend.instructions import Instruction, UnitName, UnitPlace, UnitStep
from decision_diff.patterns import late

_NUMBERED: Final[tuple[UnitName, ...]] = ("paragraph", "item", "subitem")
_CONTAINERS: Final[dict[str, UnitName]] = {"Part": "part", "Chapter": "chapter", "Section": "section", "Title": "part"}
_EDGES: Final = " .,:;()[]（）"
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBER: Final = r"[0-9A-Za-z]{1,8}(?:[.-][0-9A-Za-z]{1,6})*"
_NTH: Final = r"(?:\[\d{1,4}\])?"
_CHAIN: Final = rf"(?:\s?\([0-9A-Za-z.–—-]{{1,8}}\){_NTH})*"
_PIECE: Final = late(
    rf"""(?:(?:the\ )?(?P<intro>opening\ words|introductory\ (?:wording|words|part))
    |(?:the\ )?(?P<title>(?:long\ )?title)
    |the\ (?P<nth>\d+(?:st|nd|rd|th)|{"|".join(_ORDINALS)})\ (?:unnumbered\ paragraph|subparagraph|indent|sentence)
    |row\ (?P<row>\d+)\ of\ the\ table
    |the\ part\ [“‘"'](?P<part>[^”’"']+)[”’"'](?P<nth_part>{_NTH})
    |(?P<container>Part|Chapter|Section|Title)\ (?P<held>{_NUMBER}{_NTH})(?![\w(]|\ \()
    |(?P<annex>(?:the\ )?(?:Schedule|SCHEDULE|Annex|ANNEX|Appendix|APPENDIX)(?:\ {_NUMBER})?{_NTH})
    |(?P<base>[Aa]rticles?|ARTICLE)\ (?P<article>{_NUMBER}{_NTH})(?P<chain>{_CHAIN})
    |(?P<unit>[Ss]ections?|[Ss]ubsections?|[Pp]aragraphs?|[Pp]oints?|[Ss]ub-?paragraphs?|items?|regulations?|rules?)\ (?P<first>\(?{_NUMBER}\)?{_NTH})(?P<rest>{_CHAIN}))""",
    re.VERBOSE,
)
_LINKS: Final = late(r",?\s+of\s+|\s+to\s+(?=the\s|Schedule|Annex)|\s+in\s+")
_GOES_ON: Final = late(
    rf",\s(?:point|paragraph)\s(?P<number>\({_NUMBER}\))(?P<rest>{_CHAIN})|,\s(?:the\s)?(?P<nth>{'|'.join(_ORDINALS)})\s(?:subparagraph|indent|sentence)"
)
_BARE: Final = late(r"\(?([0-9A-Za-z][0-9A-Za-z.–—-]*)\)?(?:\[(\d+)\])?")
_ORDINAL: Final = late(r"\[(\d+)\]$")


def name_source(one: Instruction) -> str:
    """The place that an instruction is about, with the unit of its first number: section 3(2)."""
    return print_place(one.sources[0], base="section")


def name_twin(one: Instruction) -> str:
    """What comes in, with which it is of those with its number: Part 3[1]; "" if it is not one of several."""
    last = one.targets[0].steps[-1] if one.targets else None
    return print_place(UnitPlace((last,)), base="paragraph") if last and last.number and last.unit != "row" else ""


def print_place(place: UnitPlace, *, base: str = "section") -> str:
    """A place as it is cited; `base` is what a clause with a number is called where nothing holds it."""
    pieces: list[str] = []
    at = 0
    steps = place.steps
    while at < len(steps):
        end = at + 1
        if steps[at].unit in ("article", *_NUMBERED):
            while end < len(steps) and steps[end].unit in _NUMBERED:
                end += 1
        pieces.append(_print_piece(steps[at:end], base if not pieces else "paragraph"))
        at = end
    return " of ".join(reversed(pieces))


def _print_piece(steps: Sequence[UnitStep], base: str) -> str:
    first, *rest = steps
    chain = "".join(f"({strip_number(one.printed)}){_print_nth(one)}" for one in rest)
    if first == INTRODUCTION:
        return "the opening words"
    if first == TITLE:
        return "the title"
    if first.unit == "row" and is_in_table(first):
        return f"row {first.number[0]} of the table"
    if first.unit == "row":
        return f"the {_print_ordinal(first.number[0])} unnumbered paragraph"
    if first.unit == "article":
        return f"Article {strip_number(first.printed)}{_print_nth(first)}{chain}"
    if first.unit in ("part", "chapter", "section"):
        return f"{first.unit.capitalize()} {strip_number(first.printed)}{_print_nth(first)}"
    if first.unit == "named":
        named = first.printed if _PIECE.fullmatch(first.printed) else f"the part “{first.printed}”"
        return named + _print_nth(first)
    number = strip_number(first.printed) + _print_nth(first)
    return f"{base} {number}{chain}"


def _print_nth(step: UnitStep) -> str:
    """Which of several with the same number: [2]."""
    return f"[{step.number[0]}]" if step.number else ""


def _cut_nth(printed: str) -> tuple[str, tuple[int, ...]]:
    found = _ORDINAL.search(printed)
    return (printed[: found.start()], (int(found[1]),)) if found else (printed, ())


def strip_number(printed: str) -> str:
    """A number without brackets, dots and the word before it: 3 of Section 3; in figures where it is Chinese: 3 of 第三条."""
    plain = printed.strip(_EDGES).split()[-1].strip(_EDGES) if printed.strip(_EDGES) else ""
    return plain if plain.isascii() else fold_number(printed)


def _print_ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def read_place(text: str, subject: UnitPlace | None = None) -> UnitPlace | None:
    """The place that a text is, as a whole; None if it is none. What is relative is completed with `subject`."""
    found = find_place(text, 0, subject)
    return found[0] if found and found[1] == len(text) else None


def find_place(text: str, at: int, subject: UnitPlace | None = None) -> tuple[UnitPlace, int] | None:
    """A place that begins at `at`, and where it ends."""
    pieces: list[list[UnitStep]] = []
    relative = False
    while match := _PIECE.match(text, at):
        steps, relative = _read_piece(match.groupdict())
        at = match.end()
        while goes_on := _GOES_ON.match(text, at):
            steps.extend(_read_more(goes_on.groupdict(), len(steps)))
            at = goes_on.end()
        pieces.append(steps)
        link = _LINKS.match(text, at)
        if not link or not _PIECE.match(text, link.end()):
            break
        at = link.end()
    if not pieces:
        return None
    steps = [step for piece in reversed(pieces) for step in piece]
    if relative and subject is not None:
        steps = [*(step for step in subject.steps if step != INTRODUCTION), *steps]
    intro = [step for step in steps if step == INTRODUCTION]
    return UnitPlace((*(step for step in steps if step != INTRODUCTION), *intro)), at


def _read_piece(found: dict[str, str | None]) -> tuple[list[UnitStep], bool]:
    """The steps of a piece, and whether it says only where in something else it is."""
    if found["intro"]:
        return [INTRODUCTION], True
    if found["title"]:
        return [TITLE], False
    if ordinal := found["nth"]:
        number = _ORDINALS.index(ordinal) + 1 if ordinal in _ORDINALS else int(ordinal.rstrip("sthndr"))
        return [make_counted(number, in_table=False)], True
    if row := found["row"]:
        return [make_counted(int(row), in_table=True)], True
    if part := found["part"]:
        return [UnitStep("named", _cut_nth(found["nth_part"] or "")[1], part)], False
    if container := found["container"]:
        printed, nth = _cut_nth(str(found["held"]))
        return [UnitStep(_CONTAINERS[container], nth, printed)], False
    if annex := found["annex"]:
        printed, nth = _cut_nth(annex.removeprefix("the "))
        return [UnitStep("named", nth, printed)], False
    if article := found["article"]:
        printed, nth = _cut_nth(article)
        return [UnitStep("article", nth, printed), *_read_chain(found["chain"] or "", 0)], False
    unit = str(found["unit"]).casefold()
    numbers = [*_read_chain(str(found["first"]), 0), *_read_chain(found["rest"] or "", 1)]
    return numbers, not unit.startswith(("section", "regulation", "rule"))


def _read_chain(text: str, depth: int) -> list[UnitStep]:
    numbers = _BARE.findall(text)
    return [
        UnitStep(_NUMBERED[min(depth + at, 2)], (int(nth),) if nth else (), number)
        for at, (number, nth) in enumerate(numbers)
    ]


def _read_more(found: dict[str, str | None], depth: int) -> list[UnitStep]:
    if nth := found["nth"]:
        return [make_counted(_ORDINALS.index(nth) + 1, in_table=False)]
    return _read_chain(f"{found['number']}{found['rest']}", depth)
