"""Lines of a text that are neither an article nor a heading, while an act is carried out: its name, the words before the first article, annexes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.amend.applying.choices import NewWords
from decision_diff.amend.applying.layout import TextPart
from decision_diff.amend.articles.annexes import AnnexDraft, AnnexPlan, carry_out_on_annexes
from decision_diff.amend.articles.drafts import WORD_VERBS, DraftNode, Problem, Segment, change_words, make_pieces
from decision_diff.amend.articles.expected import change_everywhere
from decision_diff.amend.articles.finding import tell_missing
from decision_diff.amend.articles.witness import fold_name
from decision_diff.amend.chinese.orders import PREAMBLES, WHOLE
from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import changeable
from decision_diff.model import Block, Decision
from decision_diff.patterns import late

_SENTENCE_ENDS: Final = ("。", "：", "；", ":")
# A note of adoption below the title: a date first, or in brackets.
_NOTE: Final = late(
    r"[（(]?[0-9〇○一二三四五六七八九十]+年|.{0,40}(?:会议|公布|发布)(?:通过|修正|修订|施行)|[（(].*[）)]$"
)


@changeable
class OtherLines:
    """New words of single blocks, by their index; blocks that go; what cannot be carried out; the instructions that were."""

    words: dict[int, list[NewWords]]
    gone: set[int]
    problems: list[Problem]
    handled: set[int]
    before: dict[int, list[list[NewWords]]]  # lines that come in before a block
    notes: list[str]  # of adoption, below the title: they stay as they are
    touched: list[tuple[Instruction, str]]  # words changed throughout, outside of the articles: for a notice


def change_other_lines(
    decision: Decision,
    parts: Sequence[TextPart],
    instructions: Sequence[Instruction],
    law: str,
    annexed: Sequence[Instruction] = (),
) -> OtherLines:
    """Carry out what an act orders of the name, the words before the first article, words in the whole text, and annexes (`annexed`)."""
    found = OtherLines({}, set(), [], set(), {}, [], [])
    title = _find_title(decision, law)
    head = _list_head(parts)
    notes = {at for at in head if _is_note(decision.blocks[at])}
    found.notes.extend(decision.blocks[at].text for at in sorted(notes))
    for one in instructions:
        if one.verb == "rename" and one.sources == (WHOLE,):
            _rename(found, one, title)
        elif one.sources and one.sources[0].unit == "named" and len(one.sources) == 1:
            preamble = [at for at in head if at not in title and at not in notes]
            _amend_preamble(found, decision, one, preamble)
    annexes = carry_out_on_annexes(decision, annexed)
    found.problems.extend(annexes.problems)
    _change_everywhere(found, decision, parts, instructions, {*title, *notes}, annexes)
    _write_annexes(found, decision, annexes)
    return found


def _write_annexes(found: OtherLines, decision: Decision, annexes: AnnexPlan) -> None:
    """Annexes that come in, go, or are given anew; another number stands in the heading."""
    for one in annexes.drafts:
        start = one.start if one.start >= 0 else len(decision.blocks)
        lines: list[list[NewWords]] = []
        if one.gone or one.given:
            found.gone.update(range(one.start, one.end))
            lines = [[NewWords(text, one.given)] for text in one.texts]
        elif one.renumbered:
            lines = [_renumber_heading(found, decision.blocks[one.start], one)]
        found.before.setdefault(start, []).extend(lines)


def _renumber_heading(found: OtherLines, block: Block, one: AnnexDraft) -> list[NewWords]:
    """The heading of an annex with its new number."""
    words = found.words.pop(one.start, [NewWords(block.text)])
    gap = block.gap if block.label and block.label.typed else ""
    found.gone.add(one.start)
    return [NewWords(block.lead), NewWords(one.printed, one.renumbered), NewWords(gap), *words]


def _is_note(block: Block) -> bool:
    return _NOTE.match(block.text) is not None and not block.text.endswith(_SENTENCE_ENDS)


def _list_head(parts: Sequence[TextPart]) -> list[int]:
    """The blocks before the first heading and article."""
    first = next((part for part in parts if part.kind != "other"), None)
    return list(range(first.start)) if first else []


def _find_title(decision: Decision, law: str) -> list[int]:
    """The blocks of the title: one to three lines that together are the name by which the act calls the text, else the clause that is a title."""
    lines = [clause for clause in decision.walk()[:3] if clause.label is None]
    for start in range(len(lines)):
        for end in range(start + 1, len(lines) + 1):
            if law and fold_name("".join(one.words for one in lines[start:end])) == fold_name(law):
                return list(range(lines[start].origin.start, lines[end - 1].origin.end))
    return [at for one in lines[:1] if one.level == "title" for at in range(one.origin.start, one.origin.end)]


def _rename(found: OtherLines, one: Instruction, title: Sequence[int]) -> None:
    if not title:
        found.problems.append(Problem(one, "it is not clear which line of the old text is its name"))
        return
    found.words[title[0]] = [NewWords(one.new_words[0].text.strip("《》"), one)]
    found.gone.update(title[1:])
    found.handled.add(id(one))


def _amend_preamble(found: OtherLines, decision: Decision, one: Instruction, preamble: Sequence[int]) -> None:
    """New words for the paragraphs before the first article, or for words in them."""
    place = one.sources[0]
    if str(place) in PREAMBLES and not preamble:
        found.problems.append(Problem(one, f"the old text has no {place}"))
    elif str(place) in PREAMBLES and one.verb == "replace":
        _replace_preamble(found, decision, one, preamble)
    elif str(place) in PREAMBLES and one.verb in WORD_VERBS and one.old_words:
        _change_preamble(found, decision, one, preamble)
    else:
        found.problems.append(Problem(one, f"this program cannot carry out this order on {place}"))


def _replace_preamble(found: OtherLines, decision: Decision, one: Instruction, preamble: Sequence[int]) -> None:
    lead = decision.blocks[preamble[0]].lead
    lines = [_start_line(nth, lead, text, one) for nth, text in enumerate(_list_texts(one))]
    found.words[preamble[0]] = [piece for line in lines for piece in line]
    found.gone.update(preamble[1:])
    found.handled.add(id(one))


def _change_preamble(found: OtherLines, decision: Decision, one: Instruction, preamble: Sequence[int]) -> None:
    nodes = {at: _open_line(decision.blocks[at]) for at in preamble}
    for nth, words in enumerate(one.old_words):
        if not change_words(list(nodes.values()), words.text, make_pieces(one, nth), one, one.occurrence):
            missing = tell_missing(words.text, [node.was for node in nodes.values()])
            found.problems.append(Problem(one, f"{one.sources[0]} {missing}"))
    _keep_changed(found, nodes)
    found.handled.add(id(one))


def _list_texts(one: Instruction) -> list[str]:
    return [text for words in one.new_words for text in words.paragraphs]


def _start_line(nth: int, lead: str, text: str, one: Instruction) -> list[NewWords]:
    return [NewWords(f"\n{lead}"), NewWords(text, one)] if nth else [NewWords(text, one)]


def _open_line(block: Block) -> DraftNode:
    return DraftNode([Segment(block.text)], [], 0, block.text, "")


def _keep_changed(found: OtherLines, nodes: dict[int, DraftNode]) -> None:
    for at, node in nodes.items():
        if any(segment.instruction for segment in node.segments):
            found.words[at] = [NewWords(segment.text, segment.instruction) for segment in node.segments]


def _change_everywhere(
    found: OtherLines,
    decision: Decision,
    parts: Sequence[TextPart],
    instructions: Sequence[Instruction],
    left_out: set[int],
    annexes: AnnexPlan,
) -> None:
    """Change words in the whole text: in headings, annexes and before the first article, but not in the name and the notes of adoption."""
    annexed = annexes.list_nodes()
    if not any(one.verb in WORD_VERBS and WHOLE in one.sources for one in instructions):
        _keep_changed(found, annexed)
        return
    taken = {*left_out, *found.words, *annexes.list_taken()}
    blocks = (at for part in parts if part.kind != "article" for at in range(part.start, part.end))
    nodes = {at: annexed.get(at) or _open_line(decision.blocks[at]) for at in blocks if at not in taken}
    change_everywhere(list(nodes.values()), instructions)
    for node in nodes.values():
        made = (segment.instruction for segment in node.segments if segment.instruction)
        found.touched.extend((one, node.was) for one in dict.fromkeys(made) if WHOLE in one.sources)
    _keep_changed(found, nodes)
