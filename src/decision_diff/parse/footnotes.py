"""Footnotes of a text file: what stands behind a rule, and which line refers to it.

    1⇥to convene the Forum1;           refers to note 1
    ____________________
    1⇥The Forum of 2027.               note 1 hangs on the line that refers to it
    2⇥to publish the report;           nothing refers to a note 2: the next clause

    …in the region; __________ 1 Islands and coasts.        the same, from a file whose pages were made one line

A rule alone is no evidence, for it may divide the parts of a text; nor is a number alone. Notes are the lines behind a rule whose
marks count on, up to the last one that is sure: one that a line before the rule refers to, or whose mark is none of a clause
(¹, [1], *). The first must be sure. A reference is a raised number, a number in brackets, or one glued to a word. Of several that a
note may have, the likeliest counts, and of these the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.labels import FoundLabel
from decision_diff.model import FOOT, Block, Label, Origin
from decision_diff.patterns import late

_RULE_CHARACTERS: Final = "_-─—–━"
_SHORTEST_RULE: Final = 3
_INLINE_RULES: Final = ("_____", "─────")
_LONG_RULE: Final = 10  # characters of a rule within a line that needs no reference where the note is due
_MAX_CONTINUED: Final = 3  # further paragraphs of one note
_LONGEST_FOOT: Final = 60  # paragraphs
_MOST_REFERENCES: Final = 8  # to notes with the same mark on further pages
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN: Final = str.maketrans(_RAISED, "0123456789")
_BLANK: Final = " \t\u00a0\u3000"
_SURE: Final = frozenset(f"{_RAISED}[*†‡")  # what begins a mark that no clause has

_MARK: Final = late(
    rf"(?P<lead>[{_BLANK}]*)(?:(?P<sure>[{_RAISED}]{{1,3}}|\[[0-9]{{1,3}}\]|\*{{1,4}}\)?|[†‡]{{1,2}})(?P<gap>[{_BLANK}]*)"
    rf"|(?P<plain>[0-9]{{1,3}}|[0-9]{{1,3}}[.):：]|\([0-9]{{1,3}}\))(?P<space>[{_BLANK}]+))(?=\S)"
)
# The likeliest first; each branch is a group. What a note is never called by: m², IPv4, 附件1.
_REFERENCE: Final = late(
    rf"(?<![\W_][kcmd]m)(?<![\W_]m)([{_RAISED}]{{1,3}})"
    r"|(?<=[\w)”\"»’，。,;.])(\[[0-9]{1,3}\]|\*{1,4}|[†‡]{1,2})(?!\w)"
    r"|(?<=[^\W\d_A-Z][^\W\d_A-Z])(?<![件录錄表图圖第章节節条條款项項号號])([0-9]{1,3})(?![\w%‰]|[.,/:-][0-9])"
    r"|(?<=[)”\"»’）》」』\]A-Z])([0-9]{1,3})(?![\w%‰]|[.,/:-][0-9])|(?<=[^\W\d_A-Z][.,;])([0-9]{1,3})(?![\w%‰]|[.,/:-][0-9])"
    r"|(?<=\S)(\([0-9]{1,3}\))(?!\w)"
)
_FURTHER: Final = late(r"(?<=[.;:)”\"»])[ ](?=(?P<mark>[0-9]{1,3})[ ][^\Wa-z\d_])")


@frozen
class Footnote:
    """A note in the blocks up to `end`, with its mark as its number. `reference` is the block that refers to it, or -1."""

    end: int
    found: FoundLabel
    reference: int = -1


@frozen
class Footnotes:
    """The notes of a text by their first block, and the blocks that are a rule above notes and nothing else."""

    notes: Mapping[int, Footnote]
    rules: frozenset[int]


NO_FOOTNOTES: Final = Footnotes({}, frozenset())


def find_footnotes(blocks: Sequence[Block]) -> tuple[Sequence[Block], Footnotes]:
    """The blocks, those that hold a rule with notes behind it parted before the rule and before each further note; and the notes."""
    everything = "\n".join([block.text for block in blocks])  # one look at all is far cheaper than one at each
    # One character is looked for faster than three.
    has_rule = any(char in everything and char * _SHORTEST_RULE in everything for char in _RULE_CHARACTERS)
    if not has_rule or not any(_may_be_rule(block.text) or _find_inline(block.text) > 0 for block in blocks):
        return blocks, NO_FOOTNOTES
    finder = _Finder(blocks)
    finder.find()
    parted = finder.parted if len(finder.parted) > len(blocks) else blocks
    return parted, Footnotes(finder.notes, frozenset(finder.rules))


def _may_be_rule(text: str) -> bool:
    return text[:1] in _RULE_CHARACTERS and bool(text) and is_rule(text)


def is_rule(text: str) -> bool:
    """Whether a line is a rule and nothing else: ____, ----, ────."""
    bare = text.strip(_BLANK)
    return len(bare) >= _SHORTEST_RULE and bare[0] in _RULE_CHARACTERS and bare == bare[0] * len(bare)


def _find_inline(text: str) -> int:
    """Where a rule within a line begins; -1 or 0 if there is none."""
    return text.find(_INLINE_RULES[0]) if _INLINE_RULES[0] in text else text.find(_INLINE_RULES[1])


@frozen
class _Marked:
    """A line that begins with a mark: `key` is what a reference to it says."""

    at: int
    found: FoundLabel
    key: str
    sure: bool


class _Finder:
    """One pass through the blocks; `parted` are those so far."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.parted: list[Block] = []
        self.notes: dict[int, Footnote] = {}
        self.rules: set[int] = set()
        self.references: defaultdict[str, list[tuple[int, int]]] = defaultdict(
            list
        )  # by key how unlikely, and the block
        self.last = 0  # the number of the last note

    def find(self) -> None:
        """Fill in what there is to find."""
        at = 0
        while at < len(self.blocks):
            at = self._take(at)

    def _take(self, at: int) -> int:
        """Go on with the block at `at`; where the next one is."""
        block = self.blocks[at]
        if block.place is None and block.label is None and block.text:
            if _may_be_rule(block.text) and (run := self._find_run(at + 1)):
                return self._take_notes(at, run)
            if (start := _find_inline(block.text)) > 0 and self._take_inline(block, start):
                return at + 1
        self._gather(block.text)
        self._append(block)
        return at + 1

    def _append(self, block: Block) -> None:
        at = len(self.parted)
        if block.origin.start != at:
            block = Block(
                block.text, Origin(block.origin.part, at, at + 1), block.lead, block.label, block.gap, block.end,
                block.place, block.features, block.authored,
            )  # fmt: skip
        self.parted.append(block)

    def _gather(self, text: str) -> None:
        """The references in a line."""
        for nth, key in list_references(text):
            self.references[key].append((nth, len(self.parted)))

    # -- notes on lines of their own

    def _find_run(self, start: int) -> list[_Marked]:
        """The notes that begin behind a rule."""
        run: list[_Marked] = []
        kept = skipped = 0
        for at, marked in self._list_marked(start):
            if marked is None:
                skipped += 1
            elif run and not _counts_on(run[-1].found.label, marked.found.label):
                break
            else:
                run.append(marked)
                kept, skipped = (len(run) if marked.sure else kept), 0
            if not kept or skipped > _MAX_CONTINUED or is_rule(self.blocks[at].text):
                break
        return run[:kept]

    def _list_marked(self, start: int) -> Iterator[tuple[int, _Marked | None]]:
        """The blocks with words from `start` on, each with its mark if it begins with one."""
        for at in range(start, len(self.blocks)):
            if self.blocks[at].text.strip(_BLANK):
                yield at, self._read(self.blocks[at], at)

    def _read(self, block: Block, at: int) -> _Marked | None:
        found = read_mark(block.text) if block.place is None and block.label is None else None
        if found is None:
            return None
        key = _make_key(found.label.text)
        return _Marked(at, found, key, is_sure(found) or block.origin.part == FOOT or key in self.references)

    def _take_notes(self, rule: int, run: Sequence[_Marked]) -> int:
        """Take over a rule and its notes, with the further paragraphs that stand between two of them."""
        self.rules.add(len(self.parted))
        shift = len(self.parted) - rule
        ends = [*(one.at for one in run[1:]), self._find_end(run[-1].at)]
        for one, end in zip(run, ends, strict=True):
            is_foot = self.blocks[one.at].origin.part == FOOT
            self._add(one.at + shift, end + shift, one.found, one.key, is_foot=is_foot)
        for block in self.blocks[rule : ends[-1]]:
            self._append(block)
        return ends[-1]

    def _find_end(self, last: int) -> int:
        """Where the last note of a run ends: after its line, or at the end of the foot of the page."""
        end = last + 1
        if self.blocks[last].origin.part == FOOT:
            rest = self.blocks[end : end + _LONGEST_FOOT]
            end += next(
                (nth for nth, one in enumerate(rest) if one.origin.part != FOOT or is_rule(one.text)), len(rest)
            )
        return end

    def _add(self, start: int, end: int, found: FoundLabel, key: str, *, is_foot: bool = False) -> None:
        likeliest, *others = sorted(self.references.pop(key, ())) or [(0, -1)]
        self.notes[start] = Footnote(end, found, likeliest[1])
        # The paragraph may continue on the next page, and refer to a note there with the same mark.
        if is_foot and (further := [one for one in others[:_MOST_REFERENCES] if one[0] == likeliest[0]]):
            self.references[key] = further
        self.last = found.label.value[0] if found.label.value else self.last

    # -- notes behind a rule within a line

    def _take_inline(self, block: Block, start: int) -> bool:
        """Part a line with notes behind a rule; False if there are none."""
        self._gather(block.text[:start])
        rest = block.text[start:]
        rule = rest[: len(rest) - len(rest.lstrip(_RULE_CHARACTERS))]
        match = _MARK.match(rest, len(rule))
        if match is None or not match["lead"]:
            return False
        printed = match["sure"] or match["plain"]
        label = _make_label(printed)
        is_due = len(rule) >= _LONG_RULE and label.value == (self.last + 1,)
        if not (is_due or match["sure"] or _make_key(printed) in self.references):
            return False
        cuts = [0, *self._list_further(rest, match.end(), label), len(rest)]
        pieces = [rest[one:two] for one, two in pairwise(cuts)]
        origin, texts = block.origin, [block.text[:start], *pieces]
        for nth, text in enumerate(texts):
            if nth:
                self._add_inline(text)
            last = nth == len(texts) - 1
            self._append(Block(text, origin, "" if nth else block.lead, end=block.end if last else ""))
        return True

    def _list_further(self, rest: str, start: int, label: Label) -> Iterator[int]:
        """Where in a line further notes begin, which count on and which something refers to."""
        due = label.value[0] + 1 if label.value else 0
        for match in _FURTHER.finditer(rest, start):
            if match["mark"] == str(due) and match["mark"] in self.references:
                yield match.start()
                due += 1

    def _add_inline(self, text: str) -> None:
        rule = len(text) - len(text.lstrip(_RULE_CHARACTERS))
        match = _MARK.match(text, rule)
        assert match is not None  # noqa: S101 - that is where it was parted
        printed = match["sure"] or match["plain"]
        found = FoundLabel(
            text[:rule] + match["lead"],
            _make_label(printed),
            match["gap"] or match["space"] or "",
            text[match.end() :].rstrip(),  # white space at the end belongs to the line's end, as of every line
        )
        at = len(self.parted)
        self._add(at, at + 1, found, _make_key(printed))


def read_mark(text: str) -> FoundLabel | None:
    """The mark of a note at the head of a line; None if it has none."""
    match = _MARK.match(text)
    if match is None:
        return None
    label = _make_label(match["sure"] or match["plain"])
    return FoundLabel(match["lead"], label, match["gap"] or match["space"] or "", text[match.end() :])


def is_sure(found: FoundLabel) -> bool:
    """Whether no clause has such a mark."""
    return found.label.text[0] in _SURE


def list_references(text: str) -> Iterator[tuple[int, str]]:
    """The possible references to notes in a line: how unlikely each is, and the key of the note."""
    for match in _REFERENCE.finditer(text):
        nth = match.lastindex or 0
        yield nth, _make_key(match[nth])


def _make_key(printed: str) -> str:
    return printed.translate(_PLAIN).strip("[]().:：")


def _make_label(printed: str) -> Label:
    key = _make_key(printed)
    return Label(printed, (int(key),) if key.isdecimal() else (), "note", "footnote")


def _counts_on(before: Label, label: Label) -> bool:
    """Whether a mark is the next one: 2 after 1, ** after *, 1 after *."""
    if not label.value:
        return not before.value and len(label.text) > len(before.text)
    return not before.value or label.value[0] == before.value[0] + 1
