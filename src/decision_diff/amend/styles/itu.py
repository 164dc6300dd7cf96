"""Recites instructions as a list of proposals, as the ITU prints them; `amend.read_list` reads it.

    MOD⇥P/1
    decides
    1⇥that the group meets in Nassau;

    ADD⇥P/2
    decides
    2⇥that the meeting is open to Sector Members;

    (MOD)⇥P/3
    decides
    2 → 3

    SUP⇥P/4
    decides
    3
    a)

A list has no orders on words: an amended clause is given anew. What has no number is named by its place, with its words below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.clauses.places import INTRODUCTION, add_introduction, read_annex
from decision_diff.amend.instructions import (
    CONTAINERS,
    Act,
    ActOrigin,
    Instruction,
    LawPart,
    Quotation,
    UnitName,
    UnitPlace,
    UnitStep,
    Unread,
    Verb,
    WordSide,
)
from decision_diff.amend.styles import chinese_places, english_places
from decision_diff.amend.styles.recited import Recited
from decision_diff.model import Source
from decision_diff.patterns import late

_MARKS: Final = {"replace": "MOD", "insert": "ADD", "delete": "SUP", "renumber": "(MOD)"}
_NUMBERED: Final = ("article", "paragraph", "item", "subitem", "part", "chapter", "section")


def recite(instructions: Sequence[Instruction], law: str, *, is_chinese: bool = False) -> list[Recited]:
    """The lines of a list, a symbol for each of its proposals."""
    lines = [Recited(law)] if law else []
    for number, one in enumerate(instructions, 1):
        body = "\n".join(_list_body(one, is_chinese))
        lines.append(Recited(f"{_MARKS[one.verb]}\tP/{number}\n{body}", (one,)))
    return lines


def _list_body(one: Instruction, is_chinese: bool) -> list[str]:
    """The lines below the mark: what holds the clause, its number, its words."""
    place = one.targets[0] if one.verb == "insert" else one.sources[0]
    steps = [step for step in place.steps if step != INTRODUCTION]
    words = [text for quoted in one.new_words for text in quoted.paragraphs]
    printed = _print_place(UnitPlace(tuple(steps)), is_chinese)
    if one.verb == "insert" and one.sources:
        return [_print_beside(printed, one, is_chinese), *words]
    if len(words) > 1 or not _is_told_by_numbers(steps):
        arrow = f" → {one.targets[0].steps[-1].printed}" if one.verb == "renumber" else ""
        return [printed + arrow, *words]
    return _list_numbers(one, steps, words)


def _list_numbers(one: Instruction, steps: Sequence[UnitStep], words: Sequence[str]) -> list[str]:
    """The numbers that lead to a clause on lines of their own, the last with its words."""
    context = [step.printed for step in steps[:-1]]
    last = steps[-1].printed
    target = one.targets[0].steps[-1].printed if one.targets and one.verb != "insert" else ""
    number = f"{last} → {target}" if target else last
    if not words:
        return [*context, number]
    return [*context, f"{number}\t{_cut_number(words[0], target or last)}"]


def _is_told_by_numbers(steps: Sequence[UnitStep]) -> bool:
    """Whether the numbers of a place on lines of their own lead to it."""
    return steps[-1].unit in _NUMBERED and not any(step.unit == "row" or step.number for step in steps)


def _print_beside(printed: str, one: Instruction, is_chinese: bool) -> str:
    """A place, and beside which clause it is: 第三编[1]，在第二编之后; Part 3[1], after Part 2."""
    beside = _print_place(one.sources[0], is_chinese)
    if is_chinese:
        return f"{printed}，在{beside}{_CHINESE_SIDES[one.where]}"
    return f"{printed}, {_ENGLISH_SIDES[one.where]} {beside}"


def _read_beside(line: str) -> tuple[UnitPlace, UnitPlace, WordSide] | None:
    """The place that a line gives to a clause, beside which clause, and on which side; None if it is no such line."""
    found = _BESIDE.match(line)
    if found is None:
        return None
    reader = chinese_places if found["zh"] else english_places
    place, beside = (
        reader.read_place(found["place"] or found["place_en"]),
        reader.read_place(found["zh"] or found["en"]),
    )
    if place is None or beside is None or _is_only_name(place):
        return None
    sides = _CHINESE_SIDES if found["zh"] else _ENGLISH_SIDES
    return place, beside, next(side for side, said in sides.items() if said == (found["zh_side"] or found["en_side"]))


def _is_only_name(place: UnitPlace) -> bool:
    last = place.steps[-1]
    return last.unit == "named" and read_annex(last.printed) is None


_CHINESE_SIDES: Final[dict[WordSide, str]] = {"after": "之后", "before": "之前", "end": "末尾", "start": "开头"}
_ENGLISH_SIDES: Final[dict[WordSide, str]] = {
    "after": "after", "before": "before", "end": "at the end of", "start": "at the beginning of",
}  # fmt: skip
_BESIDE: Final = late(
    r"(?P<place>[^，]{1,200})，在(?P<zh>[^，]{1,200})(?P<zh_side>之后|之前|末尾|开头)$"
    r"|(?P<place_en>[^,]{1,200}), (?P<en_side>after|before|at the end of|at the beginning of) (?P<en>[^,]{1,200})$"
)


def _cut_number(line: str, number: str) -> str:
    return line.removeprefix(number).strip()


def _print_place(place: UnitPlace, is_chinese: bool) -> str:
    return chinese_places.print_place(place) if is_chinese else english_places.print_place(place)


def read_place(text: str) -> UnitPlace:
    """The place that a line of a list is, in either language; what is none is a name."""
    found = english_places.read_place(text) if text.isascii() or "“" in text else None
    return found or chinese_places.read_place(text) or UnitPlace((UnitStep("named", (), text),))


def read_own_list(source: Source, lines: Sequence[str]) -> Act:
    """A list as `recite` words it, in instructions on the clauses of any text; other lists are read by `amend.read_list`.

    A mark and a symbol begin a proposal. Its first line is a place, or the numbers and calls down to that of the clause stand on lines of
    their own; then its words follow.
    """
    starts = [at for at, line in enumerate(lines) if _MARKED.match(line)]
    ends = [*starts[1:], len(lines)]
    made = [_read_lines(lines, at, end) for at, end in zip(starts, ends, strict=False)]
    part = LawPart(
        "",
        tuple(one for one in made if isinstance(one, Instruction)),
        tuple(one for one in made if isinstance(one, Unread)),
        on_clauses=True,
    )
    before = tuple(lines[: starts[0]] if starts else lines)
    return Act(source, before[0] if before else "", (part,), before)


def _read_lines(lines: Sequence[str], at: int, end: int) -> Instruction | Unread:
    """The proposal on the lines [at, end)."""
    found = _MARKED.match(lines[at])
    assert found is not None  # noqa: S101 - it is one of these lines
    origin = ActOrigin(found["symbol"], at + 1)
    body = [line for line in lines[at + 1 : end] if line]
    cut = next((nth for nth, line in enumerate(body) if _REASONS.match(line)), len(body))
    one = _read_proposal(found["mark"], origin, body[:cut])
    return replace(one, reasons=tuple(_cut_reasons(body[cut:]))) if one else Unread(origin, lines[at])


def is_marked(line: str) -> bool:
    """Whether a line is a mark and the symbol of a proposal."""
    return _MARKED.match(line) is not None


def _cut_reasons(lines: Sequence[str]) -> Iterator[str]:
    """The reasons of a proposal, without the word that introduces them."""
    for at, line in enumerate(lines):
        found = None if at else _REASONS.match(line)
        yield line[found.end() :] if found else line


_REASONS: Final = late(r"(?:Reasons|Motifs|Motivos|Основания|理由)\s*[:：]\s*")
_MARKED: Final = late(r"(?P<mark>MOD|\(MOD\)|ADD\*?|SUP\*?|NOC)[\t ]+(?P<symbol>[A-Z][A-Za-z0-9-]{0,11}/\S{1,40})$")
_VERBS: Final[dict[str, Verb]] = {
    "MOD": "replace", "(MOD)": "renumber", "ADD": "insert", "ADD*": "insert", "SUP": "delete", "SUP*": "delete", "NOC": "keep",
}  # fmt: skip
_PLACED: Final = late(
    r"(?:标题|.*第[0-9]+(?:行|自然段).*|.*\[[0-9]+\].*|(?:the )?title|the [0-9]+(?:st|nd|rd|th) unnumbered paragraph.*|row [0-9]+ of the table.*)$"
)


def _read_proposal(mark: str, origin: ActOrigin, body: Sequence[str]) -> Instruction | None:
    """One proposal; None if it does not say where, or what."""
    if not body:
        return None
    base = Instruction(_VERBS[mark], origin, f"{mark} {origin.number}")
    if base.verb == "renumber" and _PLACED.match(body[0]):
        return _renumber_placed(base, body[0])
    if base.verb == "insert" and len(body) > 1 and (placed := _read_beside(body[0])):
        coming, beside, where = placed
        return replace(_bring(base, coming, body[1:]), sources=(beside,), where=where)
    if place := _read_own_line(base, body):
        return _settle(base, place, body[1:], "")
    *context, last = body
    number, _, words = last.partition("\t")
    old, arrow, new = number.partition(" → ")
    place = UnitPlace(tuple(_read_steps([*context, old])))
    target = UnitPlace((*place.steps[:-1], UnitStep(place.steps[-1].unit, (), new))) if arrow else None
    if base.verb == "renumber":
        return replace(base, sources=(place,), targets=(target,)) if target else None
    return _settle(replace(base, targets=(target,) if target else ()), place, [words] if words else [], new or old)


def _read_own_line(base: Instruction, body: Sequence[str]) -> UnitPlace | None:
    """The place that the first line of a proposal is, with its words on the lines below; None if numbers on lines of their own lead to it."""
    first, *rest = body
    if _PLACED.match(first) or (base.verb == "insert" and rest and _heads_words(first, rest[0])):
        return read_place(first)
    if base.verb not in ("replace", "insert") or not rest or "\t" in rest[-1][:20]:
        return None
    if _is_place(first):
        return read_place(first)
    return None if any(map(_is_numbered, body)) else UnitPlace((UnitStep("named", (), first),))  # decides 1


def _is_numbered(line: str) -> bool:
    """Whether a line is the number of a clause (3, 第三条), or begins with one and a tab."""
    return "\t" in line or " → " in line or _read_steps([line])[0].unit != "named"


def _heads_words(place: str, words: str) -> bool:
    """Whether a line is the place of a part, chapter or annex whose heading stands below it: 第七章, 第七章 附则."""
    last = read_place(place).steps[-1]
    is_headed = last.unit in CONTAINERS or (last.unit == "named" and read_annex(last.printed) is not None)
    return is_headed and bool(last.printed) and words.startswith(last.printed)


def _renumber_placed(base: Instruction, line: str) -> Instruction | None:
    """A place and, behind an arrow, its new number."""
    printed, _, number = line.partition(" → ")
    source = read_place(printed)
    renumbered = UnitPlace((*source.steps[:-1], UnitStep(source.steps[-1].unit, (), number)))
    return replace(base, sources=(source,), targets=(renumbered,)) if number else None


def _is_place(line: str) -> bool:
    """Whether a line is a place by itself, and not the number or call of what holds one."""
    if line.isascii() or "“" in line:
        return english_places.read_place(line) is not None
    steps = read_place(line).steps
    return len(steps) > 1 or steps[0].unit == "article"


def _read_steps(lines: Sequence[str]) -> list[UnitStep]:
    """The steps that stand on lines of their own: calls and annexes by name, numbers below them."""
    steps: list[UnitStep] = []
    for line in lines:
        found = chinese_places.read_place(line) if not line.isascii() else None
        single = found.steps[0] if found and len(found.steps) == 1 and found.steps[0].unit != "named" else None
        numbers = sum(step.unit in _DEPTHS for step in steps)
        if single and single.unit not in _DEPTHS:
            steps.append(single)
        elif _CITED.match(line):
            steps.append(UnitStep("article", (), line))
        elif _NUMBER.match(line):
            steps.append(UnitStep(_DEPTHS[min(numbers, 2)], (), line))
        else:
            steps.append(UnitStep("named", (), line))
    return steps


_DEPTHS: Final[tuple[UnitName, ...]] = ("paragraph", "item", "subitem")
_CITED: Final = late(r"(?:Article|ARTICLE) [0-9A-Za-z]+$")
_NUMBER: Final = late(
    r"[\[(（]?(?:[0-9]{1,4}(?:\.[0-9]{1,4})*(?:bis|ter|quater|[A-Za-z]{1,3})?|[A-Za-z]{1,5}(?=[\])）.])|[A-Za-z]|[一二三四五六七八九十百]{1,5}|[①-⑳])[\])）.]?$"
)


def _bring(base: Instruction, place: UnitPlace, texts: Sequence[str]) -> Instruction:
    return replace(base, targets=(place,), new_words=(Quotation(tuple(texts)),), count=1, unit=place.unit)


def _settle(base: Instruction, place: UnitPlace, words: Sequence[str], number: str) -> Instruction | None:
    """An instruction with its place and words: an amended clause is its own line, and what comes in has its number before it."""
    if base.verb in ("delete", "keep"):
        return replace(base, sources=(place,), old_words=(Quotation(tuple(words)),) if words else ())
    if not words:
        return None
    texts = (f"{number} {words[0]}".strip(), *words[1:])
    if base.verb == "insert":
        return _bring(base, place, texts)
    return replace(base, sources=(add_introduction(place),), new_words=(Quotation(texts),))
