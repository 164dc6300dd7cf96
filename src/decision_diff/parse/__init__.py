"""Blocks to a clause tree, in three steps.

    blocks ==lines==> lines, each with its kind ==tree==> nodes ==eids==> clauses

`lines` looks at a line and its neighbours, `tree` knows what is open above it, `eids` gives the addresses. No block is
dropped: each one that is not blank belongs to exactly one clause, and joined in order `Decision.blocks` are the file.
"""

from __future__ import annotations

from decision_diff.labels import make_grammar
from decision_diff.languages import load
from decision_diff.memory import job
from decision_diff.model import Decision, Reading
from decision_diff.parse.authors import place_authors
from decision_diff.parse.eids import freeze
from decision_diff.parse.features import place_features
from decision_diff.parse.heads import join_lone_numbers, mark_contents, part_numbers
from decision_diff.parse.language import choose_languages
from decision_diff.parse.lines import label_block, split
from decision_diff.parse.tree import build_tree

__all__ = ["parse"]


@job()
def parse(reading: Reading, *, language: str = "") -> Decision:
    """The tree of numbered clauses of a text. Gaps and repeats in its numbering are notices, never lost clauses.

    `language` is the code of its language, or several joined by "+", the main one first; "" is detected. FormatError for an
    unknown one.
    """
    languages, unknown = choose_languages([block.text for block in reading.blocks], language)
    grammar = make_grammar(tuple(map(load, languages)))
    blocks, lines = split(part_numbers(reading.blocks, grammar), grammar)
    lines = join_lone_numbers(mark_contents(lines))
    root, numbered, notices = build_tree(lines)
    for index, found in numbered:
        blocks[index] = label_block(blocks[index], found)
    clauses = freeze(root)
    if any(block.features for block in blocks):
        clauses = place_features(clauses, blocks, dict(reading.targets))
    if any(block.authored for block in blocks):
        clauses = place_authors(clauses, blocks)
    return Decision(
        reading.source,
        clauses,
        (*reading.notices, *unknown, *notices),
        tuple(blocks),
        reading.view,
        reading.sections,
        reading.opened,
        languages,
    )
