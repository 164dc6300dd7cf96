"""Finds the clause that a reader names: by its address, its place as printed, its path, its number, or a citation.

    part_1__para_8           its address, as `outline` lists it
    做出决定8                 its place, as every output prints it, with labels in any language: 附件2 › 表格行 2025年8月7日
    做出决定 › 8              the names of the clauses that hold it, with its own
    第十二条                  its number
    Section 2.03(b)          the last steps of that path, written together
    第一条第（二）项           a citation, as the language of the text has it: paragraph 2 of Article 5, § 2 Absatz 1

They are tried in this order. Case, spacing and width of the characters do not count in places and in the last two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from decision_diff.characters import show_hidden
from decision_diff.citations.places import STEP, find_place, write_place
from decision_diff.errors import DecisionDiffError
from decision_diff.model import Clause, Decision, name_clause

_ARTICLE: Final = 4  # characters before a citation: the, l'
SHOWN: Final = 4  # candidates that a sentence names
_Write = Callable[[str], str]


class ClauseFinder:
    """The clauses of one decision by all that they are called. Built once, in time linear in its clauses and their depth."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self._eids = {clause.eid for clause in decision.walk()}
        self._found: list[tuple[_Write, dict[str, list[str]]]] | None = None

    def find(self, name: str) -> list[str]:
        """The eids of all clauses that are called so, in document order; one if it is clear which is meant."""
        if name in self._eids:
            return [name]
        if self._found is None:
            self._found = list(self._list_tables())
        for write, table in self._found:
            if eids := table.get(write(name)):
                return eids
        return self._find_cited(name.strip()) or self._find_labelled(_plain(name))

    def _list_tables(self) -> Iterator[tuple[_Write, dict[str, list[str]]]]:
        """What the clauses are called, and how a name is written to be looked up there."""
        places: dict[str, list[str]] = {}
        folded: dict[str, list[str]] = {}
        for clause in self.decision.walk():
            place = write_place(find_place(self.decision, clause.eid))
            places.setdefault(_plain(place), []).append(clause.eid)
            folded.setdefault(_joined(place), []).append(clause.eid)
        yield _plain, places
        yield from ((_plain, self._by(called)) for called in (_path, _number))
        yield _joined, folded
        yield _joined, self._by(_ends)

    def _find_labelled(self, name: str) -> list[str]:
        """The clauses whose place is printed so with the labels of any language: 附件2 › 表格行 2025年8月7日."""
        if STEP not in name and not any(clause.label is None for clause in self.decision.clauses):
            return []
        from decision_diff.citations.labelled import list_namers  # noqa: PLC0415 - late: most names are in English or have no label

        found = []
        for call in list_namers():
            for clause in self.decision.walk():
                place = find_place(self.decision, clause.eid)
                if any(not step.text for step in place) and _plain(write_place(place, call)) == name:
                    found.append(clause.eid)
        return list(dict.fromkeys(found))

    def _find_cited(self, name: str) -> list[str]:
        """The clause that a citation of one clause of the whole text means."""
        from decision_diff.citations.scan import find_citations  # noqa: PLC0415 - late: most names are places as printed
        from decision_diff.citations.targets import Targets  # noqa: PLC0415 - late
        from decision_diff.citations.values import DEPTHS  # noqa: PLC0415 - late

        targets = Targets(self.decision)
        cited = find_citations(name, targets.variants)
        if not self._eids or len(cited) != 1 or len(cited[0].paths) != 1 or cited[0].span.end < len(name):
            return []
        path = cited[0].paths[0]
        if cited[0].span.start > _ARTICLE or path[0].near or DEPTHS[path[0].role] > DEPTHS["article"]:
            return []
        return [targets.clauses[one.position].eid for one in targets.find(path, 0) if not one.rest]

    def resolve(self, name: str, fail: Callable[[str], DecisionDiffError]) -> str:
        """The eid of the one clause that is called so; `fail` makes the error of a sentence where none or several are."""
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            shown = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
            raise fail(f"several clauses are called {name}; choose one: {shown}")
        raise fail(f"no clause is called {name}; `decision-diff outline` lists the clauses of a text")

    def _by(self, called: Callable[[Sequence[Clause]], Iterator[str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for clause in self.decision.walk():
            for name in dict.fromkeys(called(self.decision.path(clause.eid))):
                found.setdefault(name, []).append(clause.eid)
        return found


def _path(path: Sequence[Clause]) -> Iterator[str]:
    yield _plain(STEP.join(map(name_clause, path)))


def _number(path: Sequence[Clause]) -> Iterator[str]:
    if path[-1].number:
        yield _plain(path[-1].number)


def _ends(path: Sequence[Clause]) -> Iterator[str]:
    """The last steps of a place, from one step to all of them."""
    name = ""
    for step in reversed(path):
        name = _joined(name_clause(step)) + name
        yield name


def _plain(text: str) -> str:
    """As an output prints it, on one line."""
    return " ".join(show_hidden(text.replace("\t", " ").replace("\n", " ")).split())


def _joined(text: str) -> str:
    """In one case and width, without what stands between steps."""
    return "".join(unicodedata.normalize("NFKC", _plain(text)).casefold().replace("›", "").split())
