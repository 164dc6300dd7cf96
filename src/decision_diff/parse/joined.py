"""Paragraphs of the lines of a text file: the words of lines that go on are joined, and each paragraph says which lines it is.

Blank lines are paragraphs without words, save those that belong to a page. The lines that a page adds belong to the paragraph before
them. A paragraph that goes on behind the foot of a page has the lines of the foot among its own; they are those of the notes alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Block, Notice, Origin
from decision_diff.parse.gaps import PageGaps
from decision_diff.parse.hyphens import SOFT, Joiner
from decision_diff.parse.justified import strip_filling
from decision_diff.parse.widths import INDENTS, is_wide
from decision_diff.parse.wraps import TextLine, Wrapping

# How likely lines that were not cut inside words may look so: where hardly any word has spaces around it, and elsewhere.
_CHANCE, _RARE_CHANCE = 0.3, 0.0001
_LEAST_CUT: Final = 2  # characters of a word that must not fit on the line before


@frozen
class TextParagraphs:
    """The lines of a file, and its paragraphs: paragraph i is the lines [start, end) of `spans[i]`.

    `blocks` are the lines; those that a page added have no words, all that they say is their lead. `starts` has for each line that
    goes on with a paragraph where its words begin in those of the paragraph, `words` what a line says whose spaces a page made wider.
    `inner` are lines of paragraphs that stand within the lines of another one.
    """

    blocks: Sequence[Block]
    paragraphs: Sequence[Block]
    spans: tuple[tuple[int, int], ...]
    starts: Mapping[int, int]
    words: Mapping[int, str]
    inner: frozenset[int]
    notices: tuple[Notice, ...]


def join_lines(
    blocks: Sequence[Block],
    lines: Sequence[TextLine],
    gaps: PageGaps,
    wrapping: Wrapping,
    hints: Sequence[str],
    notices: tuple[Notice, ...],
) -> TextParagraphs:
    """The paragraphs of a text, of which it is known which lines go on."""
    texts = [line.text for line in lines]
    stripped = strip_filling(texts, [line.lead for line in lines], wrapping.breaks)
    joiner = Joiner(texts, wrapping.breaks, hints, cuts_words=not stripped and _has_cut_words(lines, wrapping))
    run = _LineRun(lines, [stripped.get(nth, text) for nth, text in enumerate(texts)], wrapping, joiner)
    builder = _Joining(blocks, gaps)
    for first, last, text in sorted(run.list_paragraphs()):
        builder.add(first, last, text)
    builder.add_rest()
    bare = list(blocks)
    for nth in run.list_further():
        bare[lines[nth].at] = _cut_indent(bare[lines[nth].at])
    words = {lines[nth].at: bare[lines[nth].at].text.replace(lines[nth].text, said) for nth, said in stripped.items()}
    spans = tuple(builder.spans)
    return TextParagraphs(bare, builder.paragraphs, spans, run.starts, words, frozenset(builder.inner), notices)


class _Joining:
    """Paragraphs in the making, in the order in which they begin; `outer` is the last one that stands within no other."""

    def __init__(self, blocks: Sequence[Block], gaps: PageGaps) -> None:
        self.blocks = blocks
        self.gaps = gaps
        self.paragraphs: list[Block] = []
        self.spans: list[tuple[int, int]] = []
        self.inner: set[int] = set()
        self.outer = -1
        self.at = 0

    def add(self, first: int, last: int, text: str) -> None:
        """A paragraph of the lines from `first` to `last`, with what stands before it."""
        if first < self.at:
            self.inner.update(range(first, last + 1))
        else:
            self._add_between(first)
            self.outer, self.at = len(self.spans), last + 1
        block = self.blocks[first]
        origin = Origin(block.origin.part, first, last + 1)
        self.paragraphs.append(Block(text, origin, block.lead, block.label, block.gap, self.blocks[last].end))
        self.spans.append((first, last + 1))

    def _add_between(self, first: int) -> None:
        """Blank lines, or the end of a page: its lines belong to the paragraph before."""
        if self.outer < 0 or not self.gaps.by_line[first].is_page:
            self._add_blank(first)
            return
        self.spans[self.outer] = self.spans[self.outer][0], first
        if self.gaps.is_apart(first):
            self.paragraphs.append(Block("", self.blocks[first].origin, end=""))
            self.spans.append((first, first))

    def _add_blank(self, end: int) -> None:
        self.paragraphs.extend(self.blocks[self.at : end])
        self.spans.extend((blank, blank + 1) for blank in range(self.at, end))

    def add_rest(self) -> None:
        """What stands behind the last words: lines of the last page belong to them."""
        blocks = self.blocks
        last = max((one for one in range(self.at, len(blocks)) if blocks[one].lead.strip(INDENTS)), default=-1)
        if last >= self.at and self.outer >= 0:
            self.spans[self.outer] = self.spans[self.outer][0], last + 1
            self.at = last + 1
        self._add_blank(len(blocks))


class _LineRun:
    """Lines one after the other, `said` what each says; `starts` are filled in as they are joined."""

    def __init__(self, lines: Sequence[TextLine], said: Sequence[str], wrapping: Wrapping, joiner: Joiner) -> None:
        self.lines = lines
        self.said = said
        self.wrapping = wrapping
        self.joiner = joiner
        self.starts: dict[int, int] = {}

    def list_further(self) -> Iterator[int]:
        """The lines that go on with the one before."""
        yield from (nth for nth, is_one in enumerate(self.wrapping.breaks, 1) if is_one)

    def list_paragraphs(self) -> Iterator[tuple[int, int, str]]:
        """First line, last line and words of each paragraph that has words."""
        parts: list[str] = []
        first = size = 0
        for nth, line in enumerate(self.lines):
            if not parts:
                first, parts = line.at, [line.lead + self.said[nth]]
                size = len(parts[0])
            if nth < len(self.wrapping.breaks) and self.wrapping.breaks[nth]:
                drops, between = self._join(nth)
                after = self.lines[nth + 1].at
                parts[-1] = parts[-1][: len(parts[-1]) - drops]
                parts.extend((between, self.said[nth + 1]))
                self.starts[after] = size - drops + len(between)
                size = self.starts[after] + len(self.said[nth + 1])
            else:
                yield first, line.at, "".join(parts)
                parts = []

    def _join(self, nth: int) -> tuple[int, str]:
        """How many characters are dropped before a wrap, and what stands in its place; the other revision knows best."""
        line, after = self.lines[nth], self.lines[nth + 1]
        drops, between = self.joiner.join(line.text, after.text, has_space=line.trails or after.lead == " ")
        known = self.wrapping.known[nth].between if self.wrapping.known else None
        return (drops, between) if known is None or line.text[-1] == SOFT else (0, known)


def _cut_indent(block: Block) -> Block:
    text = block.text.lstrip(INDENTS)
    lead = block.lead + block.text[: len(block.text) - len(text)]
    return Block(text, block.origin, lead, block.label, block.gap, block.end)


def _has_cut_words(lines: Sequence[TextLine], wrapping: Wrapping) -> bool:
    """Whether a page was filled to the last column, through words: hardly a line leaves room for what might have stood there."""
    page = wrapping.page
    if page is None:
        return False
    chance = 1.0
    for nth, is_one in enumerate(wrapping.breaks):
        after = lines[nth + 1].text
        need = page.measure(after[: _find_run(after)]) if is_one else 0
        if need > _LEAST_CUT:
            if page.widths[nth] < page.width - 1:
                return False
            chance *= 2 / need
    ends = [lines[nth].text[-1] for nth, is_one in enumerate(wrapping.breaks) if is_one]
    return chance < (_CHANCE if 2 * sum(map(is_wide, ends)) > len(ends) else _RARE_CHANCE)


def _find_run(text: str) -> int:
    """How many letters and digits of a script with spaces a line begins with."""
    end = 0
    while end < len(text) and text[end].isalnum() and text[end] < "\u2e80":
        end += 1
    return end
