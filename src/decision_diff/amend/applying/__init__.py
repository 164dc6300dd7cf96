"""Applies an amending act to the old text: the consolidated text, which instruction made each word, and what was refused.

    foresee     which number each article gets (`slots`)
    derive      the lines of each new article (`expected`), as `check` does
    choose      what no act says (`choices`): each choice is a notice
    assemble    the new text (`assembling`)
    prove       `check` finds nothing in it that the act does not order

Nothing is guessed: what cannot be carried out with certainty refuses the whole act, by name and place. With `partial` the rest is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff import inputs
from decision_diff.amend.applying.accounting import (
    ORDERLESS,
    Trouble,
    find_empty,
)
from decision_diff.amend.applying.arranging import Choice
from decision_diff.amend.applying.newtext import NewText, carry_out_act
from decision_diff.amend.applying.provenance import MadeSpan, trace_words
from decision_diff.amend.articles.annexes import divide_mixed
from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.old import ArticleText, list_articles
from decision_diff.amend.articles.spreading import expand_divisions
from decision_diff.amend.articles.witness import choose_part, refuse_other_text
from decision_diff.amend.checking import check
from decision_diff.amend.clauses.acts import is_on_articles
from decision_diff.amend.instructions import Act, ActOrigin, Instruction, LawPart, Unread
from decision_diff.frozen import frozen
from decision_diff.model import Decision, Notice
from decision_diff.patterns import late

# In the third article the “words” …, and nothing that could put in, take out or renumber an article.
_LOCAL_FRAGMENT: Final = late(
    r"(?!.*(?:作为|改为第|调整为第|增加[^“]*条|合并|分为|移[至到]|并入|单列))[^“]*第[^“]*条[^“]*中的?“"
)


@frozen
class Refusal:
    """What was not carried out: an instruction, a fragment that was not understood, or neither; the place, and why."""

    origin: ActOrigin | None
    printed: str
    place: str
    why: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (str(self.origin) if self.origin else "", self.place)))
        return f"{where}: {self.why}{f': {self.printed}' if self.printed else ''}" if where else self.why


@frozen
class Applied:
    """The result: the consolidated `text`, or None if the act was refused; true if the whole act was applied.

    `made` says which instruction made which words, in order; `done` was carried out, `refused` was not. `notices` name each choice that no
    act says, and each doubt.
    """

    act: Act
    part: LawPart
    old: Decision
    text: str | None
    made: tuple[MadeSpan, ...]
    done: tuple[Instruction, ...]
    refused: tuple[Refusal, ...]
    notices: tuple[Notice, ...]

    def __bool__(self) -> bool:
        return self.text is not None and not self.refused


MAX_ROUNDS: Final = 8  # attempts of `partial`, each without what stood in the way of the one before
_LOCAL: Final = ("substitute-words", "insert-words", "delete-words", "replace")  # shift no number if left out


@frozen
class _Step:
    """One act of a file carried out: the text or None, its pieces line by line, and what there is to say."""

    text: str | None
    made: tuple[MadeSpan, ...]
    done: tuple[Instruction, ...]
    refused: tuple[Refusal, ...]
    choices: tuple[Choice, ...]


def apply(act: Act, old: Decision, *, partial: bool = False) -> Applied:
    """The old text as the act amends it. AmendingError if the act orders nothing for this text, or names another one.

    Several acts in one file are carried out one after the other. With `partial` what is certain is done and the rest refused; what may
    shift numbers refuses everything even so.
    """
    part = choose_part(act, old)
    refuse_other_text(act, part, old)
    refused = [Refusal(one.origin, one.printed, "", "it is not understood") for one in part.unread]
    shifts = is_on_articles(list_articles(old), part)
    if refused and not (partial and (not shifts or all(map(_is_local_fragment, part.unread)))):
        return Applied(act, part, old, None, (), (), tuple(refused), ())
    steps = _apply_stages(act, part, old, partial=partial)
    refused.extend(one for step in steps for one in step.refused)
    text = steps[-1].text if steps else None
    if text is None:
        return Applied(act, part, old, None, (), (), tuple(refused), ())
    return Applied(
        act,
        part,
        old,
        text,
        steps[-1].made,
        tuple(one for step in steps for one in step.done),
        tuple(refused),
        tuple(_report(act, part, steps)),
    )


def _apply_stages(act: Act, part: LawPart, old: Decision, *, partial: bool) -> list[_Step]:
    """Carry out the acts of a file one after the other, up to the first that is refused."""
    sound = replace(act, parts=(replace(part, unread=(), doubts=()),))
    decision = old
    steps: list[_Step] = []
    for stage in sorted({one.origin.stage for one in part.instructions}):
        orders = [one for one in part.instructions if one.origin.stage == stage]
        before = steps[-1].made if steps else ()
        steps.append(_apply_stage(sound, decision, orders, before, partial=partial))
        text = steps[-1].text
        if text is None:
            break
        decision = read_consolidated(text, old)
    return steps


def _report(act: Act, part: LawPart, steps: Iterable[_Step]) -> Iterator[Notice]:
    """Each doubt about what was read, and each choice that no act says."""
    name = act.source.name
    for doubt in part.doubts:
        yield Notice("act-doubtful", f"{name}, {doubt.origin}: {doubt.why}: {doubt.printed}")
    for choice in (choice for step in steps for choice in step.choices):
        where = f", {choice.place}" if choice.place else ""
        yield Notice("act-choice", f"{name}{where}: no order says so: {choice.sentence}")


def _is_local_fragment(one: Unread) -> bool:
    """Whether a fragment that is not understood can only be about words within an article, so that no number shifts without it."""
    return _LOCAL_FRAGMENT.match(one.printed) is not None


def read_consolidated(text: str, old: Decision) -> Decision:
    """A consolidated text as a decision, read as the old one was."""
    given = inputs.take_input(None, text, old.source.name)
    return inputs.read_inputs(
        [given], None, ("accepted",), open_after=False, language="+".join(old.languages), unwrap="never"
    )[0]


def _apply_stage(
    act: Act, old: Decision, instructions: Sequence[Instruction], before: Sequence[MadeSpan], *, partial: bool
) -> _Step:
    """Carry out one act; with `partial` again and again, without the instructions that could not be."""
    refused: dict[Refusal, None] = {}
    olds = list_articles(old)
    places = {one.number: old.place(one.eid) for one in olds}
    orders, unclear = _settle(act, old, olds, instructions)
    for _ in range(MAX_ROUNDS if partial else 1):
        found, troubles = _try(act, old, olds, orders) if not unclear else (_NOTHING, unclear)
        unclear = ()
        if not troubles:
            done = tuple(one for one in orders if one.verb not in ORDERLESS)
            made = tuple(trace_words(found.lines, old, before))
            return _Step(found.text, made, done, tuple(refused), found.choices)
        refused.update(dict.fromkeys(_refuse(one, places) for one in troubles))
        orders = _leave_out(orders, troubles, shifts=is_on_articles(olds, act.parts[0]))
        if not orders:
            break
    return _Step(None, (), (), tuple(refused), ())


_NOTHING: Final = NewText((), False, (), ())


def _settle(
    act: Act, old: Decision, olds: Sequence[ArticleText], instructions: Sequence[Instruction]
) -> tuple[list[Instruction], tuple[Trouble, ...]]:
    """The orders with the places that they mean in the old text, and what is not clear about these."""
    if is_on_articles(olds, act.parts[0]):
        return list(divide_mixed(expand_divisions(instructions, old))), ()
    from decision_diff.amend.clauses.citing import settle_places  # noqa: PLC0415 - late: few acts are on other clauses

    orders, problems = settle_places(instructions, old)
    return orders, tuple(Trouble(one.instruction, one.sentence) for one in problems)


def _leave_out(orders: Sequence[Instruction], troubles: Iterable[Trouble], *, shifts: bool) -> list[Instruction]:
    """The orders without those that cannot be carried out; none if that may shift a number, or if it is not the order that is in the way."""
    blamed = {id(one.instruction): one.instruction for one in troubles}
    if not all(one and (one.verb in _LOCAL or not shifts) for one in blamed.values()):
        return []
    return [one for one in orders if id(one) not in blamed]


def _try(
    act: Act, old: Decision, olds: Sequence[ArticleText], orders: Sequence[Instruction]
) -> tuple[NewText, tuple[Trouble, ...]]:
    """One attempt, and what stands in its way."""
    if empty := tuple(find_empty(orders)):
        return NewText((), False, (), empty), empty
    if is_on_articles(olds, act.parts[0]):
        if unclear := tuple(_find_doubled(olds, orders)):
            return NewText((), False, (), unclear), unclear
        found = carry_out_act(act, old, olds, orders)
        return found, found.troubles or tuple(_prove(act, old, found.text, orders))
    from decision_diff.amend.applying import clause_texts as texts  # noqa: PLC0415 - late: few acts are on other clauses

    found = texts.carry_out_on_clauses(old, orders)
    if found.troubles:
        return found, found.troubles
    return found, tuple(texts.prove_clauses(old, orders, read_consolidated(found.text, old)))


def _find_doubled(olds: Sequence[ArticleText], orders: Iterable[Instruction]) -> Iterator[Trouble]:
    """Orders on an article of whose number the old text has several: nobody knows which one is meant."""
    counts = Counter(one.number for one in olds)
    for one in orders:
        place = next((place for place in one.sources if counts[place.article] > 1), None)
        if place is not None:
            yield Trouble(
                one, f"{place} is not clear: the old text has {counts[place.article]} articles of this number"
            )


def _prove(act: Act, old: Decision, text: str, orders: Sequence[Instruction]) -> Iterator[Trouble]:
    """Check the new text as any other: nothing may be in it that the act does not order."""
    checked = check(
        replace(act, parts=(replace(act.parts[0], instructions=tuple(orders)),)), old, read_consolidated(text, old)
    )
    for one in checked.findings:
        where = ": ".join(filter(None, (one.new or one.old, one.kind, one.why)))
        yield Trouble(one.instruction, f"the new text does not come out as it is ordered: {where}")


def _refuse(problem: Trouble, places: dict[ArticleNumber, str]) -> Refusal:
    one = problem.instruction
    return Refusal(
        one.origin if one else None, one.printed if one else "", places.get(problem.article, ""), problem.sentence
    )
