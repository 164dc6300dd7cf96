"""Checks what was done against what was declared: an old text, an amending act, a new text.

    expect      what each new article must be, if the act was carried out and nothing else
    compare     line by line with the new text
    classify    declared and done; declared and not done; done otherwise than declared; done and not declared

A difference belongs to the instruction whose words it concerns. Where all that an instruction brings in is there, what differs beside
it is not declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from decision_diff import align
from decision_diff.amend.articles.agreeing import (
    Agreement,
    compare_line,
    count_same,
    fold_loosely,
    fold_print,
    follow_words,
    list_stale,
    match_lines,
)
from decision_diff.amend.articles.annexes import divide_mixed, is_on_annexes
from decision_diff.amend.articles.drafts import DraftNode, Problem
from decision_diff.amend.articles.expected import DepthLine, Expectation, ExpectedArticle, derive_expected
from decision_diff.amend.articles.headings import check_annexes, check_chapters, check_other_clauses
from decision_diff.amend.articles.mapping import ArticleNumber, Mapping, ToldLink, map_articles
from decision_diff.amend.articles.numbering import CheckFinding, FindingKind, check_headings, check_numbers
from decision_diff.amend.articles.old import ArticleText, Row, list_articles
from decision_diff.amend.articles.spreading import expand_divisions
from decision_diff.amend.articles.witness import choose_part, tell_links
from decision_diff.amend.clauses.acts import check_clauses, is_on_articles
from decision_diff.amend.instructions import Act, Instruction, LawPart
from decision_diff.citations.articles import Cited
from decision_diff.frozen import frozen
from decision_diff.model import Decision, Notice

_TELLING: Final = ("?", "!", ":", "...")
_SHOWN: Final = 8  # characters beside a sign that differs
ORDERLESS: Final = ("heading", "force", "follow", "provision")


@frozen
class ActCheck:
    """The result: whether act and texts agree, what was done as declared, and what was not.

    `choices` count the lines that agree but for what no act says: print, citations that follow, signs at what it put in.
    """

    act: Act
    part: LawPart
    done: tuple[Instruction, ...]
    findings: tuple[CheckFinding, ...]
    choices: dict[Agreement, int]
    notices: tuple[Notice, ...]

    def __bool__(self) -> bool:
        return not self.findings and not self.part.unread


def check(act: Act, old: Decision, new: Decision) -> ActCheck:
    """Check a new text against the old one and the act. AmendingError if the act orders nothing for this text."""
    part = choose_part(act, old)
    if not is_on_articles(list_articles(old), part):
        return _make_check(act, part, list(check_clauses(part, old, new)), {}, ())
    every = replace(part, instructions=tuple(divide_mixed(expand_divisions(part.instructions, old))))
    part = replace(every, instructions=tuple(one for one in every.instructions if not is_on_annexes(one)))
    testimony = tell_links(replace(act, parts=(every,)), old, new)
    olds, news = list_articles(old), list_articles(new)
    mapping = _complete(map_articles(part.instructions, olds, news), old, new, olds, news, testimony.pairs)
    expectation = derive_expected(part.instructions, olds, mapping)
    findings: list[CheckFinding] = []
    choices: dict[Agreement, int] = {}
    findings.extend(_report_unfit(mapping))
    findings.extend(_report_problem(problem, old, olds) for problem in expectation.problems)
    by_old, became = {one.number: one for one in olds}, _list_became(mapping, news)
    said: list[Notice] = []
    comparer = _Comparer(old, new, by_old, became, expectation, choices, said)
    findings.extend(_compare_articles(comparer, mapping, news))
    findings.extend(_report_gone(mapping, olds, old))
    findings.extend(check_numbers(part.instructions, mapping, olds, news, new))
    findings.extend(check_headings(old, new))
    pairs = _list_following(mapping, olds, news)
    findings.extend(CheckFinding(*other) for other in check_chapters(pairs, part.instructions, old, new))
    findings.extend(CheckFinding(*other) for other in check_other_clauses(part.instructions, old, new))
    findings.extend(CheckFinding(*other) for other in check_annexes(every.instructions, old, new))
    heard = (notice for notice in testimony.notices if notice.code != "act-witness")
    return _make_check(act, every, findings, choices, (*heard, *dict.fromkeys(said)))


def _make_check(
    act: Act,
    part: LawPart,
    findings: Sequence[CheckFinding],
    choices: dict[Agreement, int],
    notices: tuple[Notice, ...],
) -> ActCheck:
    """The result: what is to blame for no finding was done."""
    blamed = {id(one.instruction) for one in findings if one.instruction}
    orders = [one for one in part.instructions if one.verb not in ORDERLESS]
    done = tuple(one for one in orders if id(one) not in blamed)
    return ActCheck(act, part, done, tuple(dict.fromkeys(findings)), choices, notices)


def _complete(
    mapping: Mapping,
    old: Decision,
    new: Decision,
    olds: Sequence[ArticleText],
    news: Sequence[ArticleText],
    pairs: Iterable[tuple[str | None, str | None]],
) -> Mapping:
    """The mapping with what the words say of articles of which neither act nor order could tell."""
    linked_old = {link.old_number for link in mapping.links} | mapping.deleted.keys()
    linked_new = {link.new_number for link in mapping.links} | mapping.inserted.keys()
    rest_old = {one.eid: one for one in olds if one.number not in linked_old}
    rest_new = {one.eid: one for one in news if one.number not in linked_new and not one.is_tombstone}
    if not rest_old or not rest_new:
        return mapping
    links = list(mapping.links)
    for link in align.align(old, new, witness=pairs).links:
        was, now = rest_old.pop(link.old.eid, None), rest_new.pop(link.new.eid, None)
        if was and now:
            links.append(ToldLink(None, was.number, now.number, None))
    return Mapping(tuple(links), mapping.inserted, mapping.deleted, mapping.disagreements)


def _list_following(
    mapping: Mapping, olds: Sequence[ArticleText], news: Sequence[ArticleText]
) -> list[tuple[str, str]]:
    """The addresses of the articles that no order gives another number, old and new."""
    eids = {one.number: one.eid for one in olds}, {one.number: one.eid for one in news}
    follows = (link for link in mapping.links if link.instruction is None)
    return [(eids[0][link.old_number], eids[1][link.new_number]) for link in follows]


def _list_became(mapping: Mapping, news: Sequence[ArticleText]) -> dict[Cited, str]:
    """The new number of each old article that became one article."""
    printed = {one.number: one.printed for one in news}
    found: dict[ArticleNumber, set[ArticleNumber]] = {}
    for link in mapping.links:
        found.setdefault(link.old_number, set()).add(link.new_number)
    return {("article", number): printed[next(iter(numbers))] for number, numbers in found.items() if len(numbers) == 1}


def _report_unfit(mapping: Mapping) -> Iterator[CheckFinding]:
    """What names an article that is not there."""
    for one in mapping.disagreements:
        if one.instruction:
            yield CheckFinding("not-done", one.instruction, "", "", "", "", one.sentence)


def _report_problem(problem: Problem, old: Decision, olds: Sequence[ArticleText]) -> CheckFinding:
    eid = next((one.eid for one in olds if one.number == problem.article), "")
    return CheckFinding("not-done", problem.instruction, old.place(eid) if eid else "", "", "", "", problem.sentence)


def _report_gone(mapping: Mapping, olds: Sequence[ArticleText], old: Decision) -> Iterator[CheckFinding]:
    """Old articles that are in no new one, and that no instruction deletes."""
    kept = {link.old_number for link in mapping.links} | mapping.deleted.keys()
    for one in olds:
        if one.number not in kept and not one.is_tombstone:
            yield CheckFinding("undeclared", None, old.place(one.eid), "", one.text, "", "the article is gone")


def _compare_articles(comparer: _Comparer, mapping: Mapping, news: Sequence[ArticleText]) -> Iterator[CheckFinding]:
    divided: dict[tuple[ArticleNumber, ...], list[ArticleText]] = {}
    for article in news:
        expected = comparer.expectation.articles.get(article.number)
        if article.is_tombstone and article.number in mapping.deleted:
            continue
        if expected is None:
            yield from comparer.report_added(article)
        elif expected.is_divided:
            divided.setdefault(expected.sources, []).append(article)
        else:
            yield from comparer.compare(expected, [article])
    for articles in divided.values():
        yield from comparer.compare(comparer.expectation.articles[articles[0].number], articles)


@frozen
class _Comparer:
    """Compares what is expected with the new text."""

    old: Decision
    new: Decision
    by_old: dict[ArticleNumber, ArticleText]
    became: dict[Cited, str]
    expectation: Expectation
    choices: dict[Agreement, int]
    said: list[Notice]  # of lines that agree, what a reader must see all the same

    def report_added(self, article: ArticleText) -> Iterator[CheckFinding]:
        """An article that no instruction brings in: one that an instruction deletes, or a new one."""
        for was, one in ((self.by_old.get(number), one) for number, _, one in self.expectation.taken_out):
            if was and fold_print(was.text) == fold_print(article.text):
                yield CheckFinding(
                    "not-done", one, self.old.place(was.eid), self.new.place(article.eid), "", article.text
                )
                return
        yield CheckFinding("undeclared", None, "", self.new.place(article.eid), "", article.text, "the article is new")

    def compare(self, expected: ExpectedArticle, articles: Sequence[ArticleText]) -> Iterator[CheckFinding]:
        """Compare the lines of an expected article with those of the new one, or of those into which it was divided."""
        rows = [row for article in articles for row in article.rows]
        lines = list(expected.lines)
        places = self._print_places(expected, articles)
        touched = self._is_touched(expected)
        keys = [fold_loosely(node.words) for _, node in lines], [fold_loosely(row.words) for row in rows]
        for _, (i1, i2, j1, j2) in match_lines(*keys):
            some, found = lines[i1:i2], rows[j1:j2]
            if _is_divided_otherwise(some, found):
                yield from self._report_division(some, found, places)
            else:
                for line, row in zip_longest(some, found):
                    yield from self._compare_line(line, row, places, touched=touched)

    def _is_touched(self, expected: ExpectedArticle) -> bool:
        """Whether an order puts anything into an article, or takes anything out of it."""
        out = {number for number, _, _ in self.expectation.taken_out}
        made = any(node.list_instructions() or node.placed for _, node in expected.lines)
        return made or len(expected.sources) != 1 or not out.isdisjoint(expected.sources)

    def _print_places(self, expected: ExpectedArticle, articles: Sequence[ArticleText]) -> tuple[str, str]:
        olds = [self.old.place(self.by_old[number].eid) for number in expected.sources if number in self.by_old]
        return "; ".join(olds), "; ".join(self.new.place(article.eid) for article in articles)

    def _report_division(
        self, some: Sequence[DepthLine], found: Sequence[Row], places: tuple[str, str]
    ) -> Iterator[CheckFinding]:
        """Paragraphs that end elsewhere than expected."""
        instruction = next((one for _, node in some for one in node.list_instructions()), None)
        expected = "\n".join(self._print(node) for _, node in some)
        shown = "\n".join(row.words for row in found)
        kind: FindingKind = "otherwise" if instruction else "undeclared"
        yield CheckFinding(
            kind, instruction, *places, expected, shown, "the words are the same, and divided into other lines"
        )

    def _print(self, node: DraftNode) -> str:
        """What is expected of a line: its words, with the new numbers of the articles that the old ones cite."""
        return follow_words(node.segments, self.became)

    def _compare_line(
        self, line: DepthLine | None, row: Row | None, places: tuple[str, str], *, touched: bool
    ) -> Iterator[CheckFinding]:
        if line is None:
            assert row is not None  # noqa: S101 - a pair has at least one side
            yield self._report_extra(row, places)
            return
        depth, node = line
        if row is None:
            made = node.list_instructions()
            kind: FindingKind = "not-done" if made else "undeclared"
            yield CheckFinding(kind, made[0] if made else None, *places, self._print(node), "", "the line is missing")
            return
        agreement = compare_line(node.segments, row.words, self.became)
        if not agreement:
            yield from self._blame(node, row, places)
        elif depth != row.depth:
            yield CheckFinding("undeclared", None, *places, self._print(node), row.line, "the line has another level")
        elif agreement == "punctuation" and not touched and _ends_otherwise(self._print(node), row.words):
            yield CheckFinding(
                "undeclared",
                None,
                *places,
                self._print(node),
                row.words,
                "it ends with a sign that changes what it says",
            )
        else:
            self._count(agreement, node, row, places)

    def _count(self, agreement: Agreement, node: DraftNode, row: Row, places: tuple[str, str]) -> None:
        """Counts a line that agrees, and says which signs differ in it and which of its citations are stale."""
        if agreement != "same":
            self.choices[agreement] = self.choices.get(agreement, 0) + 1
        if agreement == "punctuation":
            expected, found = _show_signs(self._print(node), row.words)
            self.said.append(Notice("act-choice", f"{places[1]}: {found} in place of {expected}; no act says which"))
        for was, now in list_stale(node.segments, row.words, self.became):
            message = f"{places[1]} still cites {was}, which is now {now}; no order says so, look at it"
            self.said.append(Notice("reference-outdated", message))

    def _report_extra(self, row: Row, places: tuple[str, str]) -> CheckFinding:
        """A line that is not expected: one that was to be gone, or a new one."""
        for _, node, one in self.expectation.taken_out:
            if fold_loosely(node.was) == fold_loosely(row.words):
                return CheckFinding("not-done", one, *places, "", row.words, "the line is still there")
        return CheckFinding("undeclared", None, *places, "", row.words, "the line is new")

    def _blame(self, node: DraftNode, row: Row, places: tuple[str, str]) -> Iterator[CheckFinding]:
        """Name the instruction to which the difference of a line belongs: each whose words are missing, else none."""
        found = fold_loosely(row.words)
        missing = [one for one in node.segments if one.instruction and not _is_there(one.text, found)]
        untouched = bool(node.was) and fold_loosely(node.was) == found
        if untouched:
            missing = [one for one in node.segments if one.instruction]
        for one in {id(one.instruction): one.instruction for one in missing}.values():
            kind: FindingKind = "not-done" if untouched else "otherwise"
            yield CheckFinding(kind, one, *places, self._print(node), row.words)
        if not missing:
            yield CheckFinding("undeclared", None, *places, self._print(node), row.words)


def _ends_otherwise(expected: str, found: str) -> bool:
    """Whether one of two lines that differ in signs only ends as a question, an exclamation, an introduction or unfinished."""
    return (
        any(fold_print(one).endswith(_TELLING) for one in (expected, found))
        and fold_print(expected)[-1:] != fold_print(found)[-1:]
    )


def _show_signs(expected: str, found: str) -> tuple[str, str]:
    """Where two lines differ first, with a few characters before it."""
    start = count_same(expected, found)
    end = min(count_same(expected[::-1], found[::-1]), len(expected) - start, len(found) - start)
    before = max(0, start - _SHOWN)
    shown = [f"“{one[before : len(one) - max(0, end - _SHOWN)]}”" for one in (expected, found)]
    return shown[0], shown[1]


def _is_there(words: str, found: str) -> bool:
    """Whether words that an instruction brings in stand in a line; what it takes out has none, and is judged by the rest."""
    return fold_loosely(words) in found


def _is_divided_otherwise(some: Sequence[DepthLine], found: Sequence[Row]) -> bool:
    """Whether the same words stand in other lines."""
    if not some or not found or len(some) == len(found):
        return False
    expected = "".join(fold_print(node.number + node.words) for _, node in some)
    return expected == "".join(fold_print(row.line) for row in found)
