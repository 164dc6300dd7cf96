"""Amending acts (修改决定, 修正案): read, and taken as a witness for the alignment.

    act ==read==> instructions ==tell_links==> which article became which, and what the act and the texts disagree about
    act, old ==apply==> the consolidated text, which instruction made each word, and what was refused
    comparison ==write==> the act that turns one revision into the other, proved
    act, old, new ==check==> declared and done, declared and not done, done otherwise, done and not declared

`quotations` divides what an act says from what it quotes, `lexer` and `grammar` understand what it says, `reading` joins them;
`mapping` works out which article became which, `witness` tells `pipeline.compare`. `drafts` and `carrying` carry the orders for one old
article out, `expected` says what the new text must be, `agreeing` and `headings` compare, `checking` says whose a difference is.
`applying` works out the new numbers (`slots`), makes what no act says (`choices`), headings (`divisions`) and other lines (`outside`), puts
the text together (`layout`, `assembling`), and refuses what is not accounted for (`accounting`). What is not understood is reported, with its place,
and nothing is guessed. `proposals` has what a council works with before there is an act.
`writing` plans an act, `styles` word it and read it, `clauses` carry it out on a text without Chinese articles.
"""

from __future__ import annotations

from decision_diff.amend.agreeing import Agreement
from decision_diff.amend.applying import Applied, Refusal, apply
from decision_diff.amend.checking import ActCheck, check
from decision_diff.amend.consolidated import render_applied
from decision_diff.amend.instructions import (
    Act,
    ActOrigin,
    Instruction,
    LawPart,
    Quotation,
    UnitPlace,
    UnitStep,
    Unread,
)
from decision_diff.amend.numbering import CheckFinding
from decision_diff.amend.proposals.intake import compile  # noqa: A004 - `amend.compile` is what it is called
from decision_diff.amend.proposals.lists import is_list, read_list
from decision_diff.amend.proposals.outputs import CompiledOutput, render_compilation, save_compilation
from decision_diff.amend.proposals.values import (
    Alternative,
    ClauseEntry,
    Compilation,
    CompiledEdit,
    Conflict,
    FollowedLine,
    Ground,
    Proposal,
    ProposedEdit,
    ProposedLine,
    Variant,
)
from decision_diff.amend.provenance import MadeSpan
from decision_diff.amend.reading import read
from decision_diff.amend.rebasing import rebase
from decision_diff.amend.rebasing.values import DraftEdit, EditProposal, Rebased
from decision_diff.amend.styles.recited import Recited
from decision_diff.amend.witness import make_witness, tell_links
from decision_diff.amend.writing import write
from decision_diff.amend.writing.acts import ActStyle, Shortfall, WrittenAct

__all__ = [
    "Act",
    "ActCheck",
    "ActOrigin",
    "ActStyle",
    "Agreement",
    "Alternative",
    "Applied",
    "CheckFinding",
    "ClauseEntry",
    "Compilation",
    "CompiledEdit",
    "CompiledOutput",
    "Conflict",
    "DraftEdit",
    "EditProposal",
    "FollowedLine",
    "Ground",
    "Instruction",
    "LawPart",
    "MadeSpan",
    "Proposal",
    "ProposedEdit",
    "ProposedLine",
    "Quotation",
    "Rebased",
    "Recited",
    "Refusal",
    "Shortfall",
    "UnitPlace",
    "UnitStep",
    "Unread",
    "Variant",
    "WrittenAct",
    "apply",
    "check",
    "compile",
    "is_list",
    "make_witness",
    "read",
    "read_list",
    "rebase",
    "render_applied",
    "render_compilation",
    "save_compilation",
    "tell_links",
    "write",
]  # fmt: skip
