"""Plans the orders on the annexes of a Chinese law: each that differs is given anew, comes in, or goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.amend.articles.annexes import AnnexDraft, carry_out_on_annexes, list_annex_lines
from decision_diff.amend.instructions import ActOrigin, Instruction, Quotation, UnitPlace, UnitStep
from decision_diff.model import Decision

_NOWHERE: Final = ActOrigin("", 0)


def make_annex_orders(old: Decision, new: Decision) -> Iterator[Instruction]:
    """The orders that make the annexes of the old text those of the new one, in their order there."""
    before = {_name(one): one for one in carry_out_on_annexes(old, ()).drafts}
    after = {_name(one): one for one in carry_out_on_annexes(new, ()).drafts}
    for name, one in after.items():
        was = before.get(name)
        lines = list_annex_lines(new, one)
        if was is not None and list_annex_lines(old, was) == lines:
            continue
        words = (Quotation(tuple(lines)),)
        if was is None:
            yield Instruction("insert", _NOWHERE, "", targets=(_place(one),), new_words=words, count=1, unit="annex")
        else:
            yield Instruction("replace", _NOWHERE, "", sources=(_place(was),), new_words=words)
    for name, one in before.items():
        if name not in after:
            yield Instruction("delete", _NOWHERE, "", sources=(_place(one),))


def _name(one: AnnexDraft) -> tuple[str, tuple[int, ...]]:
    return one.printed[:2], one.number


def _place(one: AnnexDraft) -> UnitPlace:
    return UnitPlace((UnitStep("annex", one.number, one.printed.rstrip("：:")),))
