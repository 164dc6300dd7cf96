"""What stands outside the articles: the title, the lines before the first article, the headings of chapters, annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, Literal

from decision_diff.amend.articles.agreeing import count_same, fold_print, match_lines
from decision_diff.amend.articles.annexes import AnnexDraft, carry_out_on_annexes, list_annex_lines
from decision_diff.amend.articles.drafts import WORD_VERBS, make_pieces
from decision_diff.amend.chinese.lexer import read_head
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import CONTAINERS, Instruction
from decision_diff.model import Clause, Decision
from decision_diff.patterns import late

OtherFinding = tuple[Literal["not-done", "otherwise", "undeclared"], Instruction | None, str, str, str, str, str]
_FRAME: Final = late(r"\+?-{2,}\+?|\+|[|─│┌┐└┘├┤┬┴┼]")  # of tables drawn with characters
_NOTE: Final = late(r"通过|修正|修订|公布|施行|起草")  # of adoption and amendments, which each amendment rewrites


def check_other_clauses(instructions: Sequence[Instruction], old: Decision, new: Decision) -> Iterator[OtherFinding]:
    """Compare all clauses outside of articles; what an act orders of them (rename, insert, replace) is expected."""
    ordered = list(_list_ordered(instructions))
    words = {fold_print(text): one for text, one in ordered}
    leaving = _list_leaving(instructions)
    before, after = list(_list_clauses(old)), list(_list_clauses(new))
    terms = list(_list_terms(instructions))
    keys = [_replace(fold_print(one.words), terms) for one in before], [fold_print(one.words) for one in after]
    seen: set[str] = set()
    for is_equal, (i1, i2, j1, j2) in match_lines(*keys):
        if not is_equal:
            seen.update(keys[1][j1:j2])
            yield from _report(old, new, before[i1:i2], after[j1:j2], words, leaving)
    every = set(keys[1])
    for text, one in ordered:
        if fold_print(text) not in every:
            yield "not-done", one, "", "", text, "", "these words are nowhere in the new text"


def _list_terms(instructions: Iterable[Instruction]) -> Iterator[tuple[str, str]]:
    """Words that an act changes outside of articles, and what stands in their place, both folded: in the whole text, or before the first article."""
    for one in instructions:
        if one.verb not in WORD_VERBS or not any(place == WHOLE or place.unit == "named" for place in one.sources):
            continue
        for at, words in enumerate(one.old_words):
            pieces = (words.text if text is None else text for text, _ in make_pieces(one, at))
            yield fold_print(words.text), fold_print("".join(pieces))


def check_chapters(
    pairs: Iterable[tuple[str, str]], instructions: Sequence[Instruction], old: Decision, new: Decision
) -> Iterator[OtherFinding]:
    """Articles that stand in another chapter or section than before, of `pairs` of addresses that no order renumbers.

    Both headings must be in both texts. An act that takes out, joins, renames or arranges chapters may move any article.
    """
    renamed = {fold_print(text) for text, _ in _list_ordered(instructions)}
    headings = [{fold_print(one.heading) for one in side.walk() if _is_heading(one)} for side in (old, new)]
    both = (headings[0] & headings[1]) - renamed
    if _list_leaving(instructions):
        return
    for was, now in pairs:
        above = _find_heading(old, was), _find_heading(new, now)
        if above[0] != above[1] and both.issuperset(above):
            yield (
                "undeclared",
                None,
                old.place(was),
                new.place(now),
                above[0],
                above[1],
                "it stands under another heading",
            )


def _is_heading(clause: Clause) -> bool:
    return bool(clause.heading) and clause.level not in ("article", "attachment", "title")


def _find_heading(decision: Decision, eid: str) -> str:
    """The innermost heading above a clause; "" if there is none."""
    path = decision.path(eid)[:-1]
    return next((fold_print(one.heading) for one in reversed(path) if _is_heading(one)), "")


def _replace(text: str, terms: Iterable[tuple[str, str]]) -> str:
    for was, now in terms:
        text = text.replace(was, now) if was else text
    return text


def check_annexes(instructions: Sequence[Instruction], old: Decision, new: Decision) -> Iterator[OtherFinding]:
    """Compare the annexes with what the act makes of the old ones, each as a whole and without the lines by which tables are drawn."""
    plan = carry_out_on_annexes(old, instructions)
    for problem in plan.problems:
        yield "not-done", problem.instruction, "", "", "", "", problem.sentence
    terms = list(_list_terms(instructions))
    before, after = plan.list_staying(), carry_out_on_annexes(new, ()).drafts
    for was, now in zip_longest(before, after):
        orders = was.list_instructions() if was else []
        made = _print_expected(old, was, terms) if was else ""
        found = _print_found(new, now, is_amended=bool(orders))
        if made != found:
            places = _find_place(old, was), _find_place(new, now)
            kind: Literal["otherwise", "undeclared"] = "otherwise" if orders else "undeclared"
            yield kind, orders[0] if orders else None, *places, *_trim(made, found), "the annex differs"


def _find_place(decision: Decision, one: AnnexDraft | None) -> str:
    return decision.place(one.clause.eid) if one and one.clause else ""


def _print_found(new: Decision, one: AnnexDraft | None, *, is_amended: bool) -> str:
    """An annex of the new text, as `_print_expected` prints what is expected of it."""
    if one is None:
        return ""
    return _fold(list_annex_lines(new, one)) if is_amended else _join(one.clause)


def _fold(lines: Iterable[str]) -> str:
    """Lines without what only print decides, and without the lines of drawn tables."""
    return _FRAME.sub("", "".join(map(fold_print, lines)))


def _print_expected(old: Decision, one: AnnexDraft, terms: Sequence[tuple[str, str]]) -> str:
    """An annex as the act makes it, without what only print decides."""
    if one.given:
        return _fold(one.texts)
    if not one.list_instructions():
        return _replace(_join(one.clause), terms)
    return _replace(_fold(_print_block(old, at, one) for at in range(one.start, one.end)), terms)


def _print_block(old: Decision, at: int, one: AnnexDraft) -> str:
    """A block of an annex as an act changes its words, with its number before it."""
    block = old.blocks[at]
    words = one.lines[at].words if at in one.lines else block.text
    if block.label is None:
        return f"{block.lead}{words}"
    number = one.printed if at == one.start and one.renumbered else block.label.text
    return f"{block.lead}{number}{block.gap}{words}"


def _trim(one: str, other: str) -> tuple[str, str]:
    """Two texts without what they begin and end with alike."""
    start = count_same(one, other)
    end = min(count_same(one[::-1], other[::-1]), len(one) - start, len(other) - start)
    return one[start : len(one) - end], other[start : len(other) - end]


def _join(annex: Clause | None) -> str:
    return _FRAME.sub("", "".join(fold_print(clause.line) for clause in annex.walk())) if annex else ""


def _list_ordered(instructions: Iterable[Instruction]) -> Iterator[tuple[str, Instruction]]:
    """Headings and other words outside of articles that the act orders, each one line."""
    for one in instructions:
        texts = [text for words in one.new_words for text in words.paragraphs]
        if _is_outside(one):
            yield from ((text, one) for text in texts)
        elif one.verb == "insert" and (one.unit in CONTAINERS or one.unit == "article"):
            yield from ((heading, one) for heading in _list_headings(texts, one))
        elif one.verb == "arrange":
            yield from ((words.text, one) for words in one.new_words)


def _is_outside(one: Instruction) -> bool:
    """Whether an order is about a heading, a title or a preamble."""
    if one.verb == "rename":
        return one.sources[0].unit != "article"
    return one.verb == "replace" and one.sources[0].unit == "named"


def _list_headings(texts: Sequence[str], one: Instruction) -> Iterator[str]:
    """The headings of chapters among the paragraphs of a quotation, without their numbers."""
    for at, text in enumerate(texts):
        head = read_head(text)
        if head and head.unit in CONTAINERS:
            yield text[sum(len(step.printed) for step in head.steps) :].strip(" \u3000\t")
        elif one.unit in CONTAINERS and at == 0 and not head:
            yield text


def _list_leaving(instructions: Iterable[Instruction]) -> bool:
    """Whether chapters were joined, taken out or moved, so that headings may be gone."""
    verbs = ("delete", "join", "move", "rename", "arrange")
    return any(
        one.verb in verbs and any(place.unit in CONTAINERS or place == WHOLE for place in one.sources)
        for one in instructions
    )


def _list_clauses(decision: Decision) -> Iterator[Clause]:
    """The clauses outside of articles, in document order."""
    end = -1
    for at, clause in enumerate(decision.walk()):
        if at < end:
            continue
        if clause.level in ("article", "attachment"):
            end = at + sum(1 for _ in clause.walk())
        elif clause.words:
            yield clause


def _report(
    old: Decision,
    new: Decision,
    gone: Sequence[Clause],
    come: Sequence[Clause],
    words: dict[str, Instruction],
    leaving: bool,
) -> Iterator[OtherFinding]:
    """What differs there: nothing of it may be without an order, save the note of adoption."""
    unknown = [one for one in come if fold_print(one.words) not in words and not is_idle(new, one)]
    lost = [one for one in gone if not is_idle(old, one)]
    if "".join(fold_print(one.words) for one in unknown) == "".join(fold_print(one.words) for one in lost):
        return  # the same words on other lines
    rest = [one for one in lost if not (one.heading and leaving)][len(come) - len(unknown) :]
    for was, now in zip_longest(rest, unknown):
        places = old.place(was.eid) if was else "", new.place(now.eid) if now else ""
        yield "undeclared", None, *places, was.words if was else "", now.words if now else "", ""


def is_idle(decision: Decision, clause: Clause) -> bool:
    """Whether a clause is no part of what is amended: a note of adoption, or an entry of a table of contents, before the first article."""
    first = next((one for one in decision.walk() if one.level == "article"), None)
    if first is None or decision.position(clause.eid) > decision.position(first.eid):
        return False
    if clause.level in ("toc", "tocItem"):
        return True
    if clause.heading and clause.label:
        return (
            not any(one.level == "article" for one in clause.walk())
            and sum(one.heading == clause.heading for one in decision.walk()) > 1
        )
    return clause.label is None and _NOTE.search(clause.words) is not None
