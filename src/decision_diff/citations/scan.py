"""Finds the citations of a text: steps by one pattern, joined to paths where nothing but a joining word stands between them.

    Article 5, paragraph 2 · § 2 Absatz 1 · пунктом 3 статьи 2 · 第二条第二項第二号の二

Whose they are is told by what stands around: 《刑法》第五条 and Article 5 of the Convention are another act's, 本法第五条 is the
text's own. In a list this holds for all: 《刑法》第五条、第六条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from decision_diff.citations.composing import GLUED, Patterns, fold, make_patterns
from decision_diff.citations.values import DEPTHS, Citation, Path, PathStep
from decision_diff.memory import remembered
from decision_diff.model import Span

_REACH = 90  # characters before a citation that tell whose it is
_MOST = 24  # places that one citation names
_UNITS = DEPTHS["call"]  # roles up to this one are looked for in the whole text
_ENCLOSED = re.compile(r"[(（«\"“„'‘]?([^()（）«»\"“”„'‘’]+)[)）»”’]?")


class _Found:
    """A step as found: its role, and for each number the steps that it and the brackets behind it make."""

    __slots__ = ("elements", "end", "holes", "role", "start")

    def __init__(self, start: int, end: int, role: str, elements: list[Path], holes: list[Span]) -> None:
        self.start, self.end, self.role, self.elements, self.holes = start, end, role, elements, holes

    @property
    def depth(self) -> int:
        return DEPTHS[self.role]


@remembered(1 << 14)
def find_citations(text: str, languages: tuple[str, ...]) -> tuple[Citation, ...]:
    """What a text cites, in order, by the words of these languages, the main one first."""
    found: list[Citation] = []
    for code in languages:
        taken = {at for one in found for at in range(one.span.start, one.span.end)}
        more = _Scanner(text, make_patterns(code)).find()
        found.extend([one for one in more if taken.isdisjoint(range(one.span.start, one.span.end))])
    return tuple(sorted(found, key=lambda one: one.span.start))


class _Scanner:
    def __init__(self, text: str, patterns: Patterns) -> None:
        self._text, self._patterns = text, patterns

    def find(self) -> Iterator[Citation]:
        """The citations, each with what it takes from the one before it in a list."""
        waiting: list[Citation] = []  # citations of one list: what stands behind the last one holds for all
        before: Citation | None = None
        for steps in self._group():
            joined = before is not None and self._joins(before.span.end, steps[0].start)
            one = self._make(steps, before if joined else None)
            if not joined:
                yield from waiting
                waiting = []
            elif before is not None and one.is_others and not (before.is_own or before.is_others):
                waiting = [replace(earlier, is_others=True) for earlier in waiting]
            waiting.append(one)
            before = one
        yield from waiting

    def _joins(self, start: int, end: int) -> bool:
        return end - start <= 16 and self._patterns.join.fullmatch(self._text, start, end) is not None

    # -- steps to paths

    def _group(self) -> Iterator[list[_Found]]:
        group: list[_Found] = []
        for match in self._patterns.step.finditer(self._text):
            found = self._read(match)
            if found is None:
                continue
            if group and not self._belongs(group, found):
                yield group
                group = []
            group.append(found)
        if group:
            yield group

    def _belongs(self, group: Sequence[_Found], found: _Found) -> bool:
        """Whether a step goes on with the path: nothing but a joining word between, and deeper, or less deep, throughout."""
        last = group[-1]
        deeper = found.depth > last.depth
        between = self._patterns.gap if deeper else self._patterns.link
        if found.start - last.end > 12 or between.fullmatch(self._text, last.end, found.start) is None:
            return False
        if deeper and len(last.elements[0]) > 1 and self._text[last.end] == ",":
            return False  # section 102(4), subsection (3)
        if len(group) > 1 and deeper != (last.depth > group[-2].depth):
            return False
        return found.depth != last.depth or found.start - last.end > 1

    def _read(self, match: re.Match[str]) -> _Found | None:
        return self._read_glued(match) if self._patterns.code in GLUED else self._read_spaced(match)

    def _read_spaced(self, match: re.Match[str]) -> _Found | None:
        roles = self._patterns.roles
        if match["call"] is not None:
            call = PathStep("call", fold(match["call"]))
            found = self._take(match, "called", "paragraph")
            found.elements = [(call, *path) for path in found.elements]
            return found
        if match["word"] is None:
            return self._take(match, "bare" if match["bare"] else "degree", "point")
        role = roles.get(fold(match["word"]), "")
        if match["letters"] is None:
            return self._take(match, "list", role)
        if DEPTHS[role] <= _UNITS:
            return None  # article a, section s
        return self._take_letters(match, role)

    def _read_glued(self, match: re.Match[str]) -> _Found | None:
        roles = self._patterns.roles
        start, end = match.span()
        if match["near"] is not None:
            count = match["count"]
            hole = [Span(*match.span("count"))] if count else []
            return _Found(
                start, end, roles[match["of"]], [(PathStep(roles[match["of"]], count, match["near"].strip()),)], hole
            )
        if match["annex"] is not None:
            return self._take(match, "annexed", "annex")
        if match["call"] is not None:
            call = PathStep("call", fold(match["call"]))
            if match["called"] is None:
                return _Found(start, end, "call", [(call,)], [])
            found = self._take(match, "called", "paragraph")
            found.elements = [(call, *path) for path in found.elements]
            return found
        if match["bare"] is not None:
            return self._take(match, "bare", "paragraph")
        if match["letter"] is not None:
            return self._take(match, "letter", "indent")
        found = self._take(match, "list", roles[match["unit"]])
        if branch := match["branch"]:
            last = found.elements[-1][-1]
            found.elements[-1] = (*found.elements[-1][:-1], replace(last, number=last.number + branch))
            found.holes[-1] = Span(found.holes[-1].start, found.holes[-1].end)
            found.holes.append(Span(end - len(branch), end))
        return found

    def _take(self, match: re.Match[str], group: str, role: str) -> _Found:
        """The numbers in one group of a match."""
        elements: list[Path] = []
        holes: list[Span] = []
        start, end = match.span(group)
        at = start
        while at < end and (number := self._patterns.number.search(self._text, at, end)) is not None:
            holes.append(Span(*number.span()))
            cores = [bare for core in _ENCLOSED.findall(number.group()) if (bare := core.strip(" \u00a0\u202f"))]
            elements.append(tuple(PathStep("" if at_ else role, core) for at_, core in enumerate(cores)))
            at = max(number.end(), at + 1)
        if not elements:
            holes, elements = [Span(start, end)], [(PathStep(role, self._text[start:end]),)]
        return _Found(match.start(), match.end(), role, elements, holes)

    def _take_letters(self, match: re.Match[str], role: str) -> _Found:
        """Single letters: points a, b and c."""
        at, end = match.span("letters")
        holes = []
        while at < end:
            holes.append(Span(at, at + 1))
            joined = self._patterns.join.match(self._text, at + 1, end)
            at = joined.end() if joined else end
        elements: list[Path] = [(PathStep(role, hole.of(self._text)),) for hole in holes]
        return _Found(match.start(), match.end(), role, elements, holes)

    # -- paths to citations

    def _make(self, group: Sequence[_Found], before: Citation | None) -> Citation:
        text, patterns = self._text, self._patterns
        start, end = group[0].start, group[-1].end
        steps = [Span(one.start, one.end) for one in group]
        ordered = group if group[-1].depth > group[0].depth else group[::-1]
        head: Path = ()
        called = patterns.call_after.match(text, end)
        if called is not None:
            head, end = (PathStep("call", fold(called[1])),), called.end()
        elif before is not None:
            head = _inherit(before.paths[-1], ordered[0].elements[0][0])
        elements = islice(product(*(one.elements for one in ordered)), _MOST)
        paths = tuple(head + tuple(step for path in parts for step in path) for parts in elements)
        reach = text[max(0, start - _REACH) : start]
        is_own = (
            called is not None
            or patterns.own_before.search(reach) is not None
            or patterns.own_after.match(text, end) is not None
        )
        is_others = not is_own and (
            patterns.others_before.search(reach) is not None or patterns.others_after.match(text, end) is not None
        )
        if before is not None and not (is_own or is_others):
            is_own, is_others = before.is_own, before.is_others
        holes = [hole for one in group for hole in one.holes]
        return Citation(Span(start, end), _blank(text, start, end, holes), paths, tuple(steps), is_own, is_others)


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


def _blank(text: str, start: int, end: int, holes: Sequence[Span]) -> str:
    """What is printed from `start` to `end`, folded, with a mark for each number."""
    pieces = []
    at = start
    for hole in holes:
        pieces.append(text[at : hole.start])
        at = hole.end
    return fold("\0".join([*pieces, text[at:end]]))
