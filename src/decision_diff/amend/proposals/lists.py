"""Reads a list of proposals as councils print them, into the same instructions as an amending act.

    MOD⇥USA/12/1                        a mark and a symbol: a proposal begins
    resolves                            what holds the clause; it is context where anything else follows
    2⇥to convene the Forum in Nassau;   the clause, by its number, with its new words
    Reasons:⇥To align the dates.        why, up to the next proposal

    MOD, (MOD)   `replace` a clause by these words; `renumber` it where an arrow stands behind its number: `2 → 3`, `2 → 3⇥new words` (a tab or a wide space)
    ADD, ADD*    `insert` a clause; its number says where: 2bis, 2A and 第二条之二 stand behind 2
    SUP, SUP*    `delete` a clause with all that hangs on it; words behind its number are not needed
    NOC          `keep` a clause as it is

A proposal may hold several clauses, each of which is an instruction. A mark in the margin of a clause (`ADD⇥2bis⇥…`) holds for this clause. A place as it
is cited (`resolves 2`, 第三条第二款) may stand alone on its line, followed by the new words on lines of their own. What the parser makes
of such a list is described in `parse.council`; here its proposals become values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff import pipeline
from decision_diff.amend.instructions import (
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
)
from decision_diff.frozen import frozen
from decision_diff.inputs import Input
from decision_diff.model import Clause, Decision
from decision_diff.patterns import late

_VERBS: Final[dict[str, Verb]] = {
    "MOD": "replace", "(MOD)": "replace", "ADD": "insert", "ADD*": "insert", "ADD*/SUP*": "insert", "SUP": "delete", "SUP*": "delete", "NOC": "keep",
}  # fmt: skip
_UNITS: Final[dict[str, UnitName]] = {
    "part": "part", "chapter": "chapter", "section": "section", "article": "article", "paragraph": "paragraph", "point": "item", "item": "subitem",
}  # fmt: skip
_ASIDE: Final = frozenset({"reasons", "editorialNote"})
_NUMBER: Final = 30  # code points of one
_ARROW: Final = late(
    rf"(?P<old>[^→\t]{{0,{_NUMBER}}}?)\s*(?:→|->)\s*(?P<new>[^→\t\u3000]{{1,{_NUMBER}}}?)\s*(?:[\t\u3000](?P<words>.*))?$"
)
_SAID: Final = late(r"[^:：]*[:：][\s\u3000]*")  # the word before the reasons
_WORDLESS: Final = "it says neither a number nor a place"
_MARKLESS: Final = "its mark has no meaning here"


@frozen
class _Excerpt:
    """One proposal as it is read: where it stands, its mark, its clauses below the line of the mark, its reasons."""

    origin: ActOrigin
    mark: str
    printed: str
    clauses: tuple[Clause, ...]
    reasons: tuple[str, ...]


def read_list(source: Input | Decision, *, encoding: str | None = None) -> Act:
    """A list of proposals from a file, bytes, a text with a line feed, a `Source`, or a text that was read before.

    All proposals are one `LawPart`, in order; the origin of each instruction has the symbol (USA/12/1) and the line. What stands before
    the first one is the `preamble`. A proposal of which nothing can be made is `Unread`. Raises as `pipeline.read` does.
    """
    decision = source if isinstance(source, Decision) else pipeline.read(source, encoding=encoding)
    made = [one for excerpt in _find_excerpts(decision) for one in _instruct(excerpt, decision)]
    before = [clause.line for clause in _list_preamble(decision)]
    part = LawPart(
        "",
        tuple(one for one in made if isinstance(one, Instruction)),
        tuple(one for one in made if isinstance(one, Unread)),
    )
    return Act(decision.source, before[0] if before else "", (part,), tuple(before))


def is_list(decision: Decision) -> bool:
    """Whether a text is a list of proposals: it has at least one line that is a mark and a symbol."""
    return any(clause.level == "proposal" and clause.heading for clause in decision.clauses)


def _list_preamble(decision: Decision) -> Iterator[Clause]:
    for clause in decision.clauses:
        if clause.level == "proposal":
            return
        yield from (one for one in clause.walk() if one.line)


def _find_excerpts(decision: Decision) -> Iterator[_Excerpt]:
    for clause in decision.clauses:
        if clause.level == "proposal":
            yield _make_excerpt(clause)


def _make_excerpt(proposal: Clause) -> _Excerpt:
    mark, _, symbol = " ".join(proposal.heading.split()).partition(" ")
    inner = list(proposal.walk())[1:]
    asides = {one.eid for aside in inner if aside.level in _ASIDE for one in aside.walk()}
    clauses = tuple(one for one in inner if one.eid not in asides)
    reasons = [one for aside in inner if aside.level == "reasons" for one in aside.walk()]
    return _Excerpt(
        ActOrigin(symbol, proposal.origin.start + 1),
        mark,
        f"{mark} {symbol}".strip(),
        clauses,
        tuple(_say(one.words) for one in reasons if one.words),
    )


def _say(words: str) -> str:
    """Reasons without the word that introduces them, if they begin with it."""
    said = _SAID.match(words)
    return words[said.end() :] if said and len(said.group()) < len(words) and said.end() <= 40 else words


def _instruct(excerpt: _Excerpt, decision: Decision) -> Iterator[Instruction | Unread]:
    """The instructions of one proposal, in order."""
    placed = _find_placed(excerpt)
    subjects: list[tuple[Clause, tuple[Clause, ...]]] = (
        [placed] if placed else [(one, ()) for one in excerpt.clauses if _is_subject(one)]
    )
    if not subjects and excerpt.clauses:
        subjects = [(excerpt.clauses[-1], ())]
    if not subjects:
        yield Unread(excerpt.origin, excerpt.printed, _WORDLESS)
    for clause, words in subjects:
        yield _make_instruction(excerpt, decision, clause, words)


def _find_placed(excerpt: _Excerpt) -> tuple[Clause, tuple[Clause, ...]] | None:
    """A line that is a place, and the lines behind it that are its words; None where the excerpt has numbers or anything else."""
    first, *rest = excerpt.clauses or (None,)
    if first is None or first.label or not rest or any(one.label or one.heading for one in rest):
        return None
    if _ARROW.match(rest[0].text):
        return None
    return first, tuple(rest)


def _is_subject(clause: Clause) -> bool:
    """Whether a clause of an excerpt is proposed, and not only says where another one stands."""
    if clause.label is None:
        return bool(clause.text) and clause.level not in ("formula", "heading")
    return bool(clause.words) or not any(one.level not in _ASIDE for one in clause.children)


def _make_instruction(
    excerpt: _Excerpt, decision: Decision, clause: Clause, words: Sequence[Clause]
) -> Instruction | Unread:
    mark = next((one.value for one in clause.features if one.kind == "mark"), excerpt.mark)
    verb = _VERBS.get(mark)
    if verb is None:
        return Unread(excerpt.origin, excerpt.printed, _MARKLESS)
    place = _make_place(decision, clause)
    said = [one.words for one in words] if words else [_find_words(clause)]
    made = Instruction(verb, excerpt.origin, excerpt.printed, reasons=excerpt.reasons)
    arrow = _ARROW.match(said[0]) if verb == "replace" else None
    if arrow and bool(clause.label) != bool(arrow["old"]):
        return _make_renumbering(made, place, arrow["old"], arrow["new"], arrow["words"] or "")
    if verb in ("delete", "keep"):
        return replace(made, sources=(place,), old_words=_quote_printed(clause, said))
    if not any(said):
        return Unread(excerpt.origin, excerpt.printed, f"it gives no words for {place}")
    quoted = (Quotation(tuple(said)),)
    if verb == "insert":
        return replace(made, targets=(place,), new_words=quoted, count=1, unit=place.unit)
    return replace(made, sources=(place,), new_words=quoted)


def _quote_printed(clause: Clause, said: Sequence[str]) -> tuple[Quotation, ...]:
    """The words that a list prints behind the number of a clause that goes or stays; it need not print any."""
    return (Quotation(tuple(said)),) if clause.label is not None and any(said) and not clause.children else ()


def _find_words(clause: Clause) -> str:
    """The new words that stand behind the number of a clause; a heading without a number is a place and no words."""
    return "" if clause.heading and clause.label is None else clause.words


def _make_renumbering(made: Instruction, place: UnitPlace, old: str, new: str, words: str) -> Instruction:
    """`2 → 3`, with new words or without. `old` is "" where the parser took it for a number: then it ends the place."""
    source = UnitPlace((*place.steps[:-1], UnitStep("named", (), old))) if old else place
    target = UnitPlace((*source.steps[:-1], UnitStep(source.steps[-1].unit, (), new)))
    verb: Verb = "replace" if words else "renumber"
    return replace(
        made, verb=verb, sources=(source,), targets=(target,), new_words=(Quotation((words,)),) if words else ()
    )


def _make_place(decision: Decision, clause: Clause) -> UnitPlace:
    """Where a clause stands in its proposal, by the numbers and headings that hold it, the line of the mark left out."""
    return UnitPlace(tuple(_make_step(one) for one in decision.path(clause.eid) if one.level != "proposal"))


def _make_step(clause: Clause) -> UnitStep:
    if clause.label is None:
        return UnitStep("named", (), clause.words)
    return UnitStep(_UNITS.get(clause.level, "named"), clause.label.value, clause.label.text)
