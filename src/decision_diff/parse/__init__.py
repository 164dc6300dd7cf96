"""Blocks to a clause tree, in five steps.

    blocks ==paragraphs==> blocks of whole paragraphs ==lines==> lines, each with its kind ==reading==> numbers and parents ==tree==> nodes ==eids==> clauses

`paragraphs` joins the lines that a page wrapped, `lines` classifies each line, `reading` chooses the number and parent of each numbered line, `tree` builds
the clauses, and `eids` gives them addresses. No block is dropped: each block with words belongs to exactly one clause, and `Decision.blocks`, joined in order, are the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from decision_diff.labels import make_grammar
from decision_diff.memory import job
from decision_diff.model import Block, Clause, Decision, Notice, Reading, Unwrap
from decision_diff.parse.cover import StartKind, find_start, mark_cover
from decision_diff.parse.direction import strip_direction, strip_marks
from decision_diff.parse.eids import freeze
from decision_diff.parse.heads import mark_lines, split_numbers
from decision_diff.parse.language import choose_languages
from decision_diff.parse.lines import label_blocks, split
from decision_diff.parse.paragraphs import gather_paragraphs
from decision_diff.parse.tree import build_tree
from decision_diff.parse.unjoined import report_unjoined

__all__ = ["parse"]


@job()
def parse(reading: Reading, *, language: str = "", unwrap: Unwrap = "auto", hints: Sequence[str] = ()) -> Decision:
    """The tree of numbered clauses of a text. Gaps and repeats in its numbering are notices, never lost clauses.

    `language` is the code of its language, or several joined by "+", the main one first; "" is detected. FormatError for an
    unknown one. `unwrap` says whether lines of a text that a page wrapped are joined: "auto" where the text looks wrapped as a whole,
    "always" or "never". `hints` are the lines of the other revision of a comparison, which tell a wrapped line from a paragraph.
    """
    if reading.stated:
        from decision_diff.parse.stated import build_stated  # noqa: PLC0415 - late: few files say what their clauses are

        blocks = list(reading.blocks)
        languages, unknown = choose_languages([block.text for block in blocks], language)
        return _finish(reading, blocks, build_stated(reading.stated, blocks), languages, unknown)
    lines, find_line_start = strip_direction(reading.blocks), _StartTest(reading, language).find_start
    printed = gather_paragraphs(lines, unwrap, find_line_start, list(map(strip_marks, hints)))
    paragraphs = printed.paragraphs if printed else lines
    languages, unknown = choose_languages([block.text for block in paragraphs], language)
    grammar = make_grammar(languages)
    blocks, split_lines = split(split_numbers(paragraphs, grammar), grammar)
    root, numbered, notices = build_tree(mark_lines(mark_cover(split_lines, languages), blocks, languages))
    label_blocks(blocks, numbered)
    clauses = freeze(root, blocks)
    joined: Sequence[Notice] = tuple(report_unjoined(lines, find_line_start, hints)) if unwrap == "auto" else ()
    if printed is not None:
        from decision_diff.parse.restored import restore_lines  # noqa: PLC0415 - late: most texts were not printed

        is_joined = any(notice.code == "lines-joined" for notice in printed.notices)
        joined = printed.notices if is_joined else (*printed.notices, *joined)
        blocks, clauses, notices = restore_lines(printed, blocks, clauses, notices)
    return _finish(reading, blocks, clauses, languages, (*unknown, *joined, *notices))


def _finish(
    reading: Reading,
    blocks: Sequence[Block],
    clauses: tuple[Clause, ...],
    languages: tuple[str, ...],
    notices: Sequence[Notice],
) -> Decision:
    """The decision of these clauses, with what is seen of their words, and who tracked them."""
    if any(block.features for block in blocks):
        from decision_diff.parse.features import place_features  # noqa: PLC0415 - late: plain texts have none

        clauses = place_features(clauses, blocks, dict(reading.targets))
    if any(block.authored for block in blocks):
        from decision_diff.parse.authors import place_authors  # noqa: PLC0415 - late: likewise

        clauses = place_authors(clauses, blocks)
    return Decision(
        reading.source,
        clauses,
        (*reading.notices, *notices),
        tuple(blocks),
        reading.view,
        reading.sections,
        reading.opened,
        languages,
        _name_place,
    )


def _name_place(decision: Decision, eid: str) -> str:
    from decision_diff.citations.places import name_place  # noqa: PLC0415 - late: not all that is read is printed

    return name_place(decision, eid)


class _StartTest:
    """Tells call lines and units before the paragraphs of a text are known, and with them its languages; asked of wrapped texts alone."""

    def __init__(self, reading: Reading, language: str) -> None:
        self._reading = reading
        self._language = language

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        texts = [block.text.strip() for block in self._reading.blocks]
        return choose_languages([" ".join(texts[at : at + 4]) for at in range(0, len(texts), 4)], self._language)[0]

    def find_start(self, text: str, may_be_unit: bool) -> StartKind:
        return find_start(text, may_be_unit, self._languages)
