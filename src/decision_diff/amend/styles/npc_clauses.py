"""Chinese acts on texts that have no articles (decisions of councils): recited, and read.

    一、将做出决定1修改为：“1　…”
    二、将附件2第2自然段中的“…”修改为“…”。
    三、在附件2表第8行后增加：“…”
    四、删去做出决定6 c)。
    五、将做出决定6 d)改为做出决定6 c)。

Places are those of `chinese_places`. A number stays what it is unless an order changes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.amend.chinese.quotations import HOLE, Statement, divide
from decision_diff.amend.instructions import Act, ActOrigin, Instruction, LawPart, Quotation, UnitPlace, Unread
from decision_diff.amend.styles.chinese_places import print_place, read_place
from decision_diff.amend.styles.npc import MARKS
from decision_diff.amend.styles.recited import Recited, choose_marks
from decision_diff.model import Source
from decision_diff.patterns import late

_SIDES: Final = {"after": "后", "before": "前", "end": "末尾", "start": "开头"}


def recite(instructions: Sequence[Instruction], law: str) -> list[Recited]:
    """The lines of an act, from its title to its last item."""
    lines = [Recited(f"关于修改《{law}》的决定"), Recited(f"决定对《{law}》作如下修改：")]
    for number, one in enumerate(instructions, 1):
        said = _say(one)
        stop = "" if one.verb in ("replace", "insert") else "。"
        lines.append(Recited(f"{write_numeral(number)}、{said}{stop}", (one,)))
    return lines


def _say(one: Instruction) -> str:
    place = print_place(one.sources[0])
    old = "".join(_quote(words) for words in one.old_words)
    new = "".join(_quote(words) for words in one.new_words)
    if one.verb == "replace":
        return f"将{place}修改为：{new}"
    if one.verb == "delete":
        return f"删去{place}"
    if one.verb == "renumber":
        return f"将{place}改为{print_place(one.targets[0])}"
    if one.verb == "insert":
        return f"在{place}{_SIDES[one.where]}增加{_name_twin(one)}：{new}"
    if one.verb == "substitute-words":
        return f"将{place}中的{old}修改为{new}"
    if one.verb == "insert-words":
        return f"在{place}中的{old}{_SIDES[one.where]}增加{new}"
    return f"删去{place}中的{old}"


def _name_twin(one: Instruction) -> str:
    """What comes in, with which it is of those with its number: 第三编[1]; "" if it is not one of several."""
    last = one.targets[0].steps[-1] if one.targets else None
    return print_place(UnitPlace((last,))) if last and last.number and last.unit != "row" else ""


def _quote(words: Quotation) -> str:
    marks = choose_marks(words.paragraphs, MARKS)
    return f"\n{marks[0]}".join(words.paragraphs).join(marks)


_HEAD: Final = late(r"(?P<number>[一二三四五六七八九十百千零]+)、")
_ENACTING: Final = late(r".*作(?:出)?如下修改[：:]$")
_FORMS: Final = tuple(
    (verb, late(pattern))
    for verb, pattern in (
        ("substitute-words", rf"将(?P<place>.+)中的{HOLE}修改为{HOLE}[。；]?$"),
        ("insert-words", rf"在(?P<place>.+)中的{HOLE}(?P<side>[前后])增加{HOLE}[。；]?$"),
        ("delete-words", rf"删去(?P<place>.+)中的{HOLE}[。；]?$"),
        ("replace", rf"将(?P<place>.+)修改为[：:]{HOLE}[。；]?$"),
        (
            "insert",
            rf"在(?P<place>.+?)(?P<side>后|前|末尾|开头)增加(?P<target>[^：:]{{1,80}}\[[0-9]+\])?[：:]{HOLE}[。；]?$",
        ),
        ("renumber", r"将(?P<place>.+)改为(?P<target>.+?)[。；]?$"),
        ("delete", r"删去(?P<place>.+?)[。；]?$"),
    )
)


def read_clause_lines(source: Source, lines: Sequence[str]) -> Act:
    """An act from its lines, in order, without line ends."""
    made: list[Instruction | Unread] = []
    preamble: list[str] = []
    for statement in divide(lines):
        head = _HEAD.match(statement.said)
        if head is None and not made:
            preamble.append(statement.said)
            continue
        origin = ActOrigin(head["number"] if head else "", statement.line)
        made.append(_read(statement, statement.said[head.end() if head else 0 :], origin))
    part = LawPart(
        "",
        tuple(one for one in made if isinstance(one, Instruction)),
        tuple(one for one in made if isinstance(one, Unread)),
        on_clauses=True,
    )
    return Act(source, preamble[0] if preamble else "", (part,), tuple(preamble))


def _read(statement: Statement, said: str, origin: ActOrigin) -> Instruction | Unread:
    printed = said.replace(HOLE, "“…”")
    for verb, pattern in _FORMS:
        found = pattern.match(said)
        if not found:
            continue
        groups = found.groupdict()
        place = read_place(groups["place"])
        target = read_place(groups["target"]) if groups.get("target") else None
        if place is None or (groups.get("target") and target is None):
            continue
        return _make(Instruction(verb, origin, printed, sources=(place,)), statement, groups.get("side"), target)  # type: ignore[arg-type]
    return Unread(origin, printed)


def _make(one: Instruction, statement: Statement, side: str | None, target: UnitPlace | None) -> Instruction:
    quoted = statement.quotations
    where = next((name for name, printed in _SIDES.items() if printed == side), "")
    if one.verb in ("replace", "insert"):
        told = (target,) if target else ()
        return replace(one, targets=told, new_words=quoted, where=where, count=1 if one.verb == "insert" else 0)  # type: ignore[arg-type]
    if one.verb == "renumber":
        return replace(one, targets=(target,) if target else ())
    if one.verb == "delete":
        return one
    return replace(one, old_words=quoted[:1], new_words=quoted[1:], where=where)  # type: ignore[arg-type]
