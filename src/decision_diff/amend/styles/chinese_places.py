"""Places of any text as Chinese acts cite them: printed, and read.

    第三条第2段      做出决定1      做出决定6 a)      附件1第3段      附件2第2自然段      附件2表第9行      标题      做出决定6的引言

What has a number is cited by it: behind the call of a decision by the number alone, behind an annex or a number in words as 第…段. A
paragraph without a number is counted, and so are the rows of a table: 第2自然段, 表第9行.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.amend.clauses.places import INTRODUCTION, TITLE, is_in_table, make_counted
from decision_diff.amend.clauses.trees import fold_number
from decision_diff.amend.instructions import UnitName, UnitPlace, UnitStep
from decision_diff.patterns import late

_NUMBERED: Final[tuple[UnitName, ...]] = ("paragraph", "item", "subitem")
_UNITS: Final[dict[str, UnitName]] = {"编": "part", "章": "chapter", "节": "section"}
_NUMERAL: Final = "[零〇一二三四五六七八九十百千0-9]+"
_STEP: Final = late(
    rf"(?P<title>标题)|的?(?P<intro>引言)|(?P<article>第{_NUMERAL}[a-z]?条(?:之{_NUMERAL})*)|(?P<part>第{_NUMERAL}(?P<unit>[编章节]))"
    rf"|表第(?P<row>[0-9]+)行|第(?P<counted>[0-9]+)自然段|第(?P<number>[^第行段的自]{{1,12}}?)段"
    r"|(?P<annex>(?:附件|附录|附表|Annex |ANNEX )[0-9A-Z一二三四五六七八九十]*)|\s?(?P<bare>[0-9]{1,4}(?:bis|ter|[A-Z])?|[a-z]{1,4}\)|[（(][^（）()]{1,6}[）)]|[①-⑳])"
)
_NTH: Final = late(r"\[(\d{1,4})\]")
_NAME: Final = late(
    r"〈(?P<quoted>[^〈〉]+)〉|(?P<name>[^0-9第（()）〈〉]{1,40}?)(?=\s?[0-9]|第|表第|的引言|$|[a-z]\))"
)


def print_place(place: UnitPlace) -> str:
    """A place as it is cited."""
    made = ""
    for step in place.steps:
        nth = f"[{step.number[0]}]" if step.number and step.unit != "row" else ""
        made += _print_step(step, made) + nth
    return made


def _print_step(step: UnitStep, before: str) -> str:
    if step in (TITLE, INTRODUCTION):
        return "标题" if step == TITLE else "的引言"
    if step.unit == "row":
        return f"表第{step.number[0]}行" if is_in_table(step) else f"第{step.number[0]}自然段"
    printed = step.printed.strip(" .．。、\t\u3000")
    if step.unit in _NUMBERED:
        return _print_number(printed, before)
    if step.unit == "article" and not printed.startswith("第"):
        return f"第{fold_number(printed)}条"
    if step.unit != "named" or _STEP.fullmatch(printed):
        return printed
    found = _NAME.match(printed)
    return printed if found and found.end() == len(printed) and not before else f"〈{step.printed}〉"


def _print_number(printed: str, before: str) -> str:
    """A number behind what stands before it: alone behind a call (做出决定1), with a space behind a figure (6 a)), else as 第…段."""
    last, is_figure = before[-1:], printed[:1].isdigit()
    if not before or before.startswith(("附件", "附录", "附表")):
        return f"第{printed}段"
    if last.isdigit():
        return f"第{printed}段" if is_figure else f" {printed}"
    return printed if is_figure and last not in ")）" else f"第{printed}段"


def read_place(text: str) -> UnitPlace | None:
    """The place that a text is, as a whole; None if it is none."""
    steps: list[UnitStep] = []
    at = 0
    while at < len(text):
        found = _find_step(text, at, steps)
        if found is None:
            return None
        step, at = found
        if nth := _NTH.match(text, at):
            step = UnitStep(step.unit, (int(nth[1]),), step.printed)
            at = nth.end()
        steps.append(step)
    return UnitPlace(tuple(steps)) if steps else None


def _find_step(text: str, at: int, above: Sequence[UnitStep]) -> tuple[UnitStep, int] | None:
    """The step that begins at `at` below those above it, and where it ends."""
    if match := _STEP.match(text, at):
        return _read_step(match.groupdict(), _count_numbered(above)), match.end()
    match = _NAME.match(text, at)
    return (UnitStep("named", (), match["quoted"] or match["name"]), match.end()) if match else None


def _count_numbered(steps: Sequence[UnitStep]) -> int:
    """How many steps with a number stand above, up to what they are of."""
    depth = 0
    for step in steps:
        depth = depth + 1 if step.unit in _NUMBERED else depth if step.unit == "row" else 0
    return depth


def _read_step(found: dict[str, str | None], depth: int) -> UnitStep:
    if found["title"]:
        return TITLE
    if found["intro"]:
        return INTRODUCTION
    if found["article"]:
        return UnitStep("article", (), found["article"])
    if found["part"]:
        return UnitStep(_UNITS[str(found["unit"])], (), found["part"])
    if found["annex"]:
        return UnitStep("named", (), found["annex"])
    if row := found["row"]:
        return make_counted(int(row), in_table=True)
    if counted := found["counted"]:
        return make_counted(int(counted), in_table=False)
    return UnitStep(_NUMBERED[min(depth, 2)], (), str(found["number"] or found["bare"]))
