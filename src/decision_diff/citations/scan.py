"""Finds the citations of a text: steps, joined to paths where nothing but a joining word stands between them.

    Article 5, paragraph 2 · § 2 Absatz 1 · пунктом 3 статьи 2 · 第二条第二項第二号の二

Whose they are is told by what stands around: 《刑法》第五条 and Article 5 of the Convention are another act's, 本法第五条 is the
text's own. In a list this holds for all: 《刑法》第五条、第六条.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from decision_diff.citations import glued
from decision_diff.citations.found import FoundStep
from decision_diff.citations.owners import find_owner
from decision_diff.citations.values import DEPTHS, Citation, Path, PathStep
from decision_diff.citations.vocabulary import BLANKS, Vocabulary, fold, load_vocabulary
from decision_diff.memory import remembered
from decision_diff.model import Span

_REACH = 16  # characters between two steps or two citations that belong together
_PREPOSITION = 4  # characters: Artikel 5 und nach Artikel 6
_MOST = 24  # places that one citation names
_SAME = ("同", "该", "該", "같은", "동")
_WHOLES = ("article", "annex")
_UNITS = DEPTHS["call"]  # roles up to this one are looked for in the whole text


def list_citing_own(texts: Sequence[str], languages: tuple[str, ...]) -> list[int]:
    """Which of the texts may cite what can only be of the act itself, as indices in ascending order."""
    found = [glued.list_citing_own(texts, load_vocabulary(code)) for code in languages]
    return found[0] if len(found) == 1 else sorted({at for some in found for at in some})


def find_citations(text: str, languages: tuple[str, ...]) -> tuple[Citation, ...]:
    """What a text cites, in order, by the words of these languages, the main one first."""
    for code in languages:
        if glued.may_cite(text, load_vocabulary(code)):
            return _scan(text, languages)
    return ()  # most clauses of a Chinese text


@remembered(1 << 14)
def _scan(text: str, languages: tuple[str, ...]) -> tuple[Citation, ...]:
    found: list[Citation] = []
    for code in languages:
        words = load_vocabulary(code)
        if len(languages) == 1 or glued.may_cite(text, words):
            found.extend(_leave_out_taken(_Scanner(text, words).find(), found))
    return tuple(sorted(found, key=lambda one: one.span.start)) if found else ()


def _leave_out_taken(more: Iterator[Citation], found: Sequence[Citation]) -> list[Citation]:
    """Those of a further language that overlap with none found before."""
    taken = {at for one in found for at in range(one.span.start, one.span.end)}
    return [one for one in more if taken.isdisjoint(range(one.span.start, one.span.end))] if taken else [*more]


class _Scanner:
    def __init__(self, text: str, words: Vocabulary) -> None:
        self._text, self._words = text, words

    def find(self) -> Iterator[Citation]:
        """The citations, each with what it takes from the one before it in a list."""
        waiting: list[Citation] = []  # citations of one list: what stands behind the last one holds for all
        before: Citation | None = None
        for steps in self._group():
            joined = before is not None and self._joins(before.span.end, steps[0].span.start)
            one = self._make(steps, before if joined else None, before)
            if not joined:
                yield from waiting
                waiting = []
            elif before is not None and one.is_others and not (before.is_own or before.is_others):
                waiting = [replace(earlier, is_others=True) for earlier in waiting]
            waiting.append(one)
            before = one
        yield from waiting

    def _joins(self, start: int, end: int) -> bool:
        """Whether only "and", "to", a comma or the like stands between two citations; in the second a short preposition may be repeated."""
        between = fold(self._text[start:end]) if end - start <= _REACH else "?"
        if not between:
            return False
        if self._words.is_glued:
            return not self._cut_join(self._cut_join(between.strip()).strip())
        rest = between.strip(", ")
        after = self._cut_join(rest).strip()
        return not rest or (after != rest and len(after) <= _PREPOSITION)

    def _cut_join(self, text: str) -> str:
        """The text behind the joining word that it begins with."""
        for word in self._words.joins:
            rest = text.removeprefix(word)
            if rest != text and (self._words.is_glued or not (rest[:1].isalpha() and word[-1].isalpha())):
                return rest
        return text

    # -- steps to paths

    def _group(self) -> Iterator[list[FoundStep]]:
        group: list[FoundStep] = []
        for found in self._find_steps():
            if group and not self._belongs(group, found):
                yield group
                group = []
            group.append(found)
        if group:
            yield group

    def _find_steps(self) -> Iterator[FoundStep]:
        if self._words.is_glued:
            return glued.find_steps(self._text, self._words)
        from decision_diff.citations import spaced  # noqa: PLC0415 - late: Chinese needs none of it

        return spaced.find_steps(self._text, self._words)

    def _belongs(self, group: Sequence[FoundStep], found: FoundStep) -> bool:
        """Whether a step goes on with the path: nothing but a joining word between, and deeper, or less deep, throughout."""
        last = group[-1]
        start, end = last.span.end, found.span.start
        if end - start > _REACH:
            return False
        deeper = self._is_deeper(last, found)
        if len(group) > 1 and deeper != self._is_deeper(group[-2], last):
            return False
        between = self._text[start:end]
        if self._words.is_glued:
            return found.depth > last.depth and between in ("", " ", "の")
        link = fold(between.lstrip(","))
        is_late = len(last.elements[0]) > 1 and found.role != "sentence"
        if between.startswith(",") and (not deeper or is_late):
            return False  # section 102(4), subsection (3)
        if found.depth == last.depth and between.startswith(","):
            return False
        return not link or (between[:1] in (*BLANKS, ",") and link in self._words.inside)

    def _is_deeper(self, last: FoundStep, found: FoundStep) -> bool:
        """Whether a step is below the one before it. Of one role the later one is, unless "of" stands between: Nummer 2 Buchstabe b."""
        if found.depth != last.depth:
            return found.depth > last.depth
        return not fold(self._text[last.span.end : found.span.start]).strip(",")

    # -- paths to citations

    def _make(self, group: Sequence[FoundStep], before: Citation | None, last: Citation | None) -> Citation:
        """The citation of these steps; `before` is the one before it in a list, `last` the one before it in the text."""
        text = self._text
        start, end = group[0].span.start, group[-1].span.end
        ordered = group if len(group) == 1 or self._is_deeper(group[0], group[1]) else group[::-1]
        head: Path = ()
        owner = find_owner(text, start, end, self._words, is_annex=group[-1].role == "annex")
        if owner.call:
            head, end = (PathStep("call", owner.call),), owner.end
        elif before is not None:
            head = _inherit(before.paths[-1], ordered[0].elements[0][0])
        elements = islice(product(*(one.elements for one in ordered)), _MOST)
        paths = tuple(_recall(head + tuple(step for path in parts for step in path), last) for parts in elements)
        is_own, is_others = owner.is_own, owner.is_others
        if before is not None and not (is_own or is_others):
            is_own, is_others = before.is_own, before.is_others
        holes = [hole for one in group for hole in one.holes]
        steps = tuple(one.span for one in group)
        units = tuple(unit for one in group if one.role in _WHOLES for unit in self._list_units(one))
        return Citation(Span(start, end), _blank(text, start, end, holes), paths, steps, units, is_own, is_others)

    def _list_units(self, found: FoundStep) -> Iterator[tuple[PathStep, Span]]:
        if self._words.is_glued:
            first = found.elements[0][0]
            if len(found.elements) == 1 and not first.near:
                yield first, found.span
            return
        for element, hole in zip(found.elements, found.holes, strict=True):
            start = self._text.index(element[0].number, hole.start)
            yield element[0], Span(start, start + len(element[0].number))


def _inherit(path: Path, first: PathStep) -> Path:
    """What a citation takes from the one before it in a list: the steps above its own first one (第一条第一款、第二款)."""
    depth = DEPTHS[first.role]
    if first.near or depth <= _UNITS or all(DEPTHS[step.role] < depth for step in path):
        return ()
    kept = []
    for step in path:
        if DEPTHS[step.role] >= depth:
            break
        kept.append(step)
    return tuple(kept)


def _recall(path: Path, last: Citation | None) -> Path:
    """The path without 同条 or 该款: these are what was cited last. Where nothing of the kind was, it stays, and means nothing."""
    first = path[0]
    if first.near not in _SAME or last is None:
        return path
    known = [step for step in last.paths[-1] if DEPTHS[step.role] <= DEPTHS[first.role]]
    return (*known, *path[1:]) if any(step.role == first.role for step in known) else path


def _blank(text: str, start: int, end: int, holes: Sequence[Span]) -> str:
    """What is printed from `start` to `end`, folded, with a mark for each number."""
    pieces = []
    at = start
    for hole in holes:
        pieces.append(text[at : hole.start])
        at = hole.end
    return fold("\0".join([*pieces, text[at:end]]))
