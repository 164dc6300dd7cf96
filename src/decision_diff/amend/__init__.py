"""Amending acts (修改决定, 修正案): read, and taken as a witness for the alignment.

    act ==read==> instructions ==tell_links==> which article became which, and what the act and the texts disagree about
    act, old ==apply==> the consolidated text, which instruction made each word, and what was refused
    comparison ==write==> the act that turns one revision into the other, proved
    act, old, new ==check==> declared and done, declared and not done, done otherwise, done and not declared

The rooms, lowest first: `instructions` has the values of an act. `chinese` knows the words of Chinese acts. `articles` takes a text of articles apart, says which became which
and what each new one must be; `clauses` does so for a text of any other kind. `styles` word an act in the style of a profession and read
it; `acts` reads any of them. `checking` says whose a difference is, `applying` puts the new text together, and `writing` plans an act and
proves it. `proposals` has what a council works with before there is an act, and `rebasing` carries a draft to a new base. What is not understood is reported, with its
place, and nothing is guessed.
"""

from __future__ import annotations

from decision_diff.amend.acts import read
from decision_diff.amend.applying import Applied, Refusal, apply
from decision_diff.amend.applying.consolidated import render_applied
from decision_diff.amend.applying.provenance import MadeSpan
from decision_diff.amend.articles.agreeing import Agreement
from decision_diff.amend.articles.numbering import CheckFinding
from decision_diff.amend.articles.witness import make_witness, tell_links
from decision_diff.amend.checking import ActCheck, check
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
from decision_diff.amend.rebasing import rebase
from decision_diff.amend.rebasing.values import DraftEdit, EditProposal, Rebased
from decision_diff.amend.styles.recited import Recited
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
