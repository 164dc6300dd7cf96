"""What an act says of articles, read again and carried out on the old ones: quick, and not the last word, for signs are left to `apply`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from decision_diff.amend.articles.agreeing import compare_line
from decision_diff.amend.articles.expected import ExpectedArticle, derive_expected
from decision_diff.amend.articles.mapping import ArticleNumber, map_articles
from decision_diff.amend.articles.old import ArticleText
from decision_diff.amend.instructions import Instruction
from decision_diff.citations.articles import Cited


def find_failing(
    instructions: Sequence[Instruction], olds: Sequence[ArticleText], news: Sequence[ArticleText]
) -> set[ArticleNumber]:
    """The new articles that do not come out of the old ones, line for line, but for signs and citations that follow a renumbering."""
    mapping = map_articles(instructions, olds, news)
    expectation = derive_expected(instructions, olds, mapping)
    printed = {one.number: one.printed for one in news}
    became: dict[ArticleNumber, set[ArticleNumber]] = {}
    for link in mapping.links:
        became.setdefault(link.old_number, set()).add(link.new_number)
    cited: dict[Cited, str] = {
        ("article", old): printed[next(iter(new))] for old, new in became.items() if len(new) == 1
    }
    failing: set[ArticleNumber] = set()
    for one in news:
        expected = expectation.articles.get(one.number)
        if expected is None or not _agrees(expected, one, cited):
            failing.add(one.number)
    return failing


def _agrees(expected: ExpectedArticle, found: ArticleText, cited: Mapping[Cited, str]) -> bool:
    if expected.is_divided or len(expected.lines) != len(found.rows):
        return False
    return all(
        compare_line(node.segments, row.words, cited) in ("same", "citation", "punctuation")
        for (_, node), row in zip(expected.lines, found.rows, strict=True)
    )
