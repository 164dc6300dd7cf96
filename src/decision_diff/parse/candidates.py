"""How each numbered line might have been read, for people who ask: every way with its cost and its reason."""

from __future__ import annotations

from functools import partial
from typing import Final

from decision_diff.labels import make_grammar
from decision_diff.model import Block, Decision
from decision_diff.parse.cover import find_start, mark_cover
from decision_diff.parse.eids import freeze
from decision_diff.parse.heads import mark_lines, split_numbers
from decision_diff.parse.lines import split
from decision_diff.parse.paragraphs import gather_paragraphs
from decision_diff.parse.placing import Way
from decision_diff.parse.reading import Candidates
from decision_diff.parse.tree import build_tree

_REASONS: Final = {
    "due": "the next one of its list",
    "start": "its list does not begin with one",
    "gap": "a number is missing before it",
    "repeat": "the same number again",
    "order": "it comes after a higher number",
    "restarted": "its list begins again",
    "opened": "a new list",
    "counted on": "numbers count on through the units above",
    "fits": "it begins with the number of the unit that it hangs in",
    "after heading": "numbers begin again below a heading",
    "series": "numbers of hundreds, one hundred per heading",
    "cited": "what follows cites it",
    "annex": "the word of an annex",
    "extract": "no numbered clause is before it in the unit above",
    "excerpt": "a proposal quotes a part of a text",
}


def list_candidates(decision: Decision) -> dict[str, list[str]]:
    """By eid how the line of each clause might have been read: each way with its cost and its reason, the cheapest first.

    The text is read once more to tell, so this is for people who ask and not on the way of a comparison.
    """
    grammar = make_grammar(decision.languages)
    bare = [_join_number(block) for block in decision.blocks]
    printed = gather_paragraphs(bare, "auto", partial(find_start, languages=decision.languages), ())
    blocks, lines = split(split_numbers(printed.paragraphs if printed else bare, grammar), grammar)
    lines = mark_lines(mark_cover(lines, decision.languages), blocks, decision.languages)
    candidates: Candidates = {}
    root, _, _ = build_tree(lines, candidates)
    clauses = [clause for top in freeze(root, blocks) for clause in top.walk()]
    starts = {clause.origin.start: clause.eid for clause in reversed(clauses)}
    return {starts[lines[at].start]: [_describe(way) for way in ways] for at, ways in candidates.items()}


def _join_number(block: Block) -> Block:
    """A block as its reader gave it, its number not yet cut off."""
    number = block.label.text if block.label and block.label.typed else ""
    label = block.label if block.label and not block.label.typed else None
    text = f"{block.lead}{number}{block.gap}{block.text}"
    return Block(text, block.origin, "", label, "", block.end, block.place)


def _describe(way: Way) -> str:
    if way.label is None:
        return f"{way.cost:.1f} text"
    value = ".".join(map(str, way.label.value)) or "none"
    return f"{way.cost:.1f} number {way.label.text} (value {value}, style {way.label.style}): {_REASONS.get(way.why, way.why)}"
