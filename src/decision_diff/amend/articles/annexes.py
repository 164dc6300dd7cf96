"""Carries out what a Chinese act orders of annexes: 将附件一修改为：“…”, 将附件二中的“甲”修改为“乙”, 增加附件三：“…”, 删去附件二.

An annex is given anew as a whole, or words in it change. Its heading stays unless the quotation begins with one. Numbers of annexes never
shift by themselves: where they would not count from one, the act is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.articles.drafts import (
    WORD_VERBS,
    DraftNode,
    Problem,
    Segment,
    change_between,
    change_words,
    make_pieces,
)
from decision_diff.amend.articles.finding import tell_missing
from decision_diff.amend.instructions import Instruction, UnitPlace
from decision_diff.frozen import changeable
from decision_diff.labels.numerals import parse_numeral
from decision_diff.model import Clause, Decision

_KINDS: Final = 2  # characters of 附件, 附表, 附录
AnnexNumber = tuple[int, ...]


@changeable
class AnnexDraft:
    """An annex while it is amended: how it is cited, the block of each of its lines, and these lines; `clause` is None if it came in.

    `texts` are its lines if `given` brought it in or gave it anew; `renumbered` gave it the heading `printed`.
    """

    printed: str
    number: AnnexNumber
    clause: Clause | None
    start: int
    end: int
    lines: dict[int, DraftNode]
    texts: tuple[str, ...] = ()
    given: Instruction | None = None
    renumbered: Instruction | None = None
    gone: Instruction | None = None

    def list_instructions(self) -> list[Instruction]:
        """What touched it."""
        found = [one for one in (self.given, self.renumbered, self.gone) if one]
        return found or [one for node in self.lines.values() for one in node.list_instructions()]


@changeable
class AnnexPlan:
    """The annexes of a text in order, those that go and come among them, and what cannot be carried out."""

    drafts: list[AnnexDraft]
    problems: list[Problem]

    def list_staying(self) -> list[AnnexDraft]:
        """The annexes of the new text, in order."""
        return [one for one in self.drafts if not one.gone]

    def list_taken(self) -> Iterator[int]:
        """The blocks that go, or for which others stand."""
        for one in self.drafts:
            if one.gone or one.given:
                yield from range(one.start, one.end)

    def list_nodes(self) -> dict[int, DraftNode]:
        """The lines that no order gives anew or takes out, by block."""
        return {at: node for one in self.drafts if not one.gone and not one.given for at, node in one.lines.items()}


def list_annex_lines(decision: Decision, one: AnnexDraft) -> list[str]:
    """The lines of an annex as an act quotes them, blank ones left out: as they stand in a text, row by row in a document."""
    assert one.clause is not None  # noqa: S101 - it is an annex of this text
    blocks = decision.blocks[one.start : one.end]
    if any(block.place is not None for block in blocks):
        return [text for clause in one.clause.walk() for text in clause.line.split("\n") if text]
    return [block.raw.strip() for block in blocks if block.raw.strip()]


def is_on_annexes(one: Instruction) -> bool:
    """Whether an instruction is about annexes."""
    return one.unit == "annex" or any(place.unit == "annex" for place in (*one.sources, *one.targets))


def divide_mixed(orders: Iterable[Instruction]) -> Iterator[Instruction]:
    """The orders; one on articles and annexes as two."""
    for one in orders:
        annexes = tuple(place for place in one.sources if place.unit == "annex")
        others = tuple(place for place in one.sources if place.unit != "annex")
        if annexes and others and one.verb in (*WORD_VERBS, "delete"):
            yield replace(one, sources=others)
            yield replace(one, sources=annexes)
        else:
            yield one


def carry_out_on_annexes(decision: Decision, orders: Sequence[Instruction]) -> AnnexPlan:
    """Carry out the orders on annexes; what is not about them is left alone."""
    plan = AnnexPlan(list(_open_annexes(decision)), [])
    counted = {kind for kind in map(_kind, plan.drafts) if _counts(_list_numbers(plan, kind))}
    for one in filter(is_on_annexes, orders):
        handler = _HANDLERS.get("words" if one.verb in WORD_VERBS else one.verb)
        problem = handler(plan, one) if handler else "this program cannot carry out this order on an annex"
        if problem:
            plan.problems.append(Problem(one, problem))
    if not plan.problems:
        plan.problems.extend(_find_miscounted(plan, counted))
    return plan


def _open_annexes(decision: Decision) -> Iterator[AnnexDraft]:
    end = 0
    for clause in decision.walk():
        start = clause.origin.start
        if clause.level != "attachment" or start < end:
            continue
        end = max(one.origin.end for one in clause.walk())
        blocks = {at: decision.blocks[at] for at in range(start, end) if decision.blocks[at].text.strip()}
        lines = {at: DraftNode([Segment(one.text)], [], 0, one.text, "") for at, one in blocks.items()}
        printed = (clause.number or clause.words).strip()
        yield AnnexDraft(printed, read_annex_number(printed), clause, start, end, lines)


def read_annex_number(printed: str) -> AnnexNumber:
    """The number of an annex as it is cited: (2,) of 附件二 and 附件2, () of 附件."""
    rest = "".join(printed.split())[_KINDS:].rstrip("：:.")
    return (parse_numeral(rest),) if rest else ()


def _kind(one: AnnexDraft) -> str:
    return one.printed[:_KINDS]


def _list_numbers(plan: AnnexPlan, kind: str) -> list[AnnexNumber]:
    return [one.number for one in plan.list_staying() if _kind(one) == kind]


def _counts(numbers: Sequence[AnnexNumber]) -> bool:
    return numbers in ([], [()]) or list(numbers) == [(at,) for at in range(1, len(numbers) + 1)]


def _find_miscounted(plan: AnnexPlan, counted: Iterable[str]) -> Iterator[Problem]:
    """Where annexes that counted from one do not any more."""
    touched = [one for one in plan.drafts if one.gone or one.renumbered or one.clause is None]
    for one in touched:
        kind = _kind(one)
        numbers = _list_numbers(plan, kind)
        if (kind in counted or one.clause is None) and not _counts(numbers):
            shown = "、".join(f"{kind}{'' if not number else number[0]}" for number in numbers)
            sentence = f"the annexes would be numbered {shown}; say which number each gets that does not keep its own"
            blamed = one.given or one.gone or one.renumbered
            if blamed:
                yield Problem(blamed, sentence)
            return


def _find(plan: AnnexPlan, place: UnitPlace) -> AnnexDraft | str:
    """The annex of the old text that a place means, or why that is not clear."""
    step = place.steps[-1]
    kind = step.printed[:_KINDS]
    olds = [one for one in plan.drafts if one.clause is not None and _kind(one) == kind]
    found = [one for one in olds if read_annex_number(_cite_old(one)) == step.number]
    if not found and not step.number and len(olds) == 1:
        found = olds
    if len(found) == 1:
        return found[0]
    return f"{place} is not clear: there are {len(found)}" if found else f"the old text has no {place}"


def _cite_old(one: AnnexDraft) -> str:
    assert one.clause is not None  # noqa: S101 - only annexes of the old text are cited so
    return (one.clause.number or one.clause.words).strip()


def _replace(plan: AnnexPlan, one: Instruction) -> str:
    draft = _find(plan, one.sources[0])
    if isinstance(draft, str):
        return draft
    if len(one.sources) != 1:
        return "it gives several annexes one quotation; give each its own"
    if draft.given or draft.gone:
        return "another order gives this annex new words or takes it out; only one can hold"
    if any(node.list_instructions() for node in draft.lines.values()):
        return "another order changes words of this annex, and its words would be lost"
    texts = tuple(text for words in one.new_words for text in words.paragraphs)
    if not _begins(texts, draft.printed):
        if draft.clause is None or draft.clause.words:
            return f"quote {draft.printed} with its heading, so that it is clear what stands for it"
        texts = (draft.printed, *texts)
    draft.texts, draft.given = texts, one
    return ""


def _begins(texts: Sequence[str], printed: str) -> bool:
    """Whether a quotation begins with the heading of an annex."""
    first = "".join(texts[0].split()) if texts else ""
    head = "".join(printed.split()).rstrip("：:")
    rest = first.removeprefix(head)
    return first != rest and (not read_annex_number(printed) or not rest[:1].isdigit())


def _delete(plan: AnnexPlan, one: Instruction) -> str:
    for place in one.sources:
        draft = _find(plan, place)
        if isinstance(draft, str):
            return draft
        if draft.list_instructions():
            return f"another order changes {place}; only one can hold"
        draft.gone = one
    return ""


def _renumber(plan: AnnexPlan, one: Instruction) -> str:
    draft = _find(plan, one.sources[0])
    if isinstance(draft, str):
        return draft
    step = one.targets[0].steps[-1]
    if len(one.sources) != 1 or len(one.targets) != 1 or step.unit != "annex" or draft.gone or draft.renumbered:
        return "it is not clear which number the annex gets"
    draft.printed, draft.number, draft.renumbered = step.printed, step.number, one
    return ""


def _insert(plan: AnnexPlan, one: Instruction) -> str:
    """An annex that comes in stands before the first of its kind with a higher number, else behind all."""
    if one.unit != "annex":
        return "this program cannot carry out this order on an annex"
    if len(one.targets) != 1 or one.sources or not one.new_words:
        return "say which number the annex gets, and quote it: 增加附件三：“…”"
    step = one.targets[0].steps[-1]
    texts = tuple(text for words in one.new_words for text in words.paragraphs)
    if not _begins(texts, step.printed):
        texts = (step.printed, *texts)
    kind = step.printed[:_KINDS]
    later = (at for at, other in enumerate(plan.drafts) if _kind(other) == kind and other.number > step.number)
    at = next(later, len(plan.drafts))
    start = plan.drafts[at].start if at < len(plan.drafts) else -1
    plan.drafts.insert(at, AnnexDraft(step.printed, step.number, None, start, start, {}, texts, one))
    return ""


def _change(plan: AnnexPlan, one: Instruction) -> str:
    for place in one.sources:
        draft = _find(plan, place)
        if isinstance(draft, str):
            return draft
        if draft.given or draft.gone:
            return f"another order gives {place} new words or takes it out"
        if problem := _change_lines(list(draft.lines.values()), one):
            return f"{place} {problem}"
    return ""


def _change_lines(nodes: Sequence[DraftNode], one: Instruction) -> str:
    if one.where == "between":
        return "" if change_between(nodes, one) else "does not have these words side by side"
    if not one.old_words:
        return "is an annex, and it does not say beside which words the new ones stand"
    for nth, words in enumerate(one.old_words):
        count = change_words(nodes, words.text, make_pieces(one, nth), one, one.occurrence)
        if count < max(1, one.occurrence):
            return tell_missing(words.text, [node.was for node in nodes])
    return ""


_HANDLERS: Final[dict[str, Callable[[AnnexPlan, Instruction], str]]] = {
    "replace": _replace,
    "delete": _delete,
    "renumber": _renumber,
    "insert": _insert,
    "words": _change,
}
