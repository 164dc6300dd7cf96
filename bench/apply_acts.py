"""What `amend apply` makes of real acts: python bench/apply_acts.py FOLDER [--json] [--quiet].

FOLDER holds one folder for each amendment, with `old.txt`, `new.txt`, `amending.txt` (those without an act are left out) and `gold.tsv`
(old_article, new_article, op). Each act is applied to the old text, which is all that it is told. An article is touched if the gold says
that it was modified, put in, split or joined. It is exact if its lines are those of the new text, number by number and word by word; exact
but for print if quotation marks, widths, spaces or line breaks differ; refused if the act was refused; else otherwise, and then both
wordings are shown. A whole law is compared from its first heading on: exact; but for print; but for print and on which side of a heading an
article stands.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from decision_diff import amend, pipeline
from decision_diff.amend.articles.agreeing import count_same, fold_print
from decision_diff.amend.articles.old import ArticleText, list_articles
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.model import Clause, Decision

GRADES = ("exact", "print", "borders", "otherwise", "refused")


def list_touched(gold: Path) -> set[str]:
    """The numbers of the new articles that an act touched: 133-1."""
    with gold.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    still = ("unchanged", "renumbered")
    return {row["new_article"] for row in rows if row["new_article"] and row["op"] not in still}


def grade_article(found: ArticleText | None, due: ArticleText) -> str:
    """How an article came out."""
    if found is None:
        return "otherwise"
    if found.text == due.text:
        return "exact"
    return "print" if fold_print(found.text) == fold_print(due.text) else "otherwise"


def list_lines(decision: Decision) -> list[str]:
    """The lines from the first heading or article on."""
    first = next(clause for clause in decision.walk() if clause.label and clause.level != "title")
    return [block.raw.strip() for block in decision.blocks[first.origin.start :] if block.raw.strip()]


def grade_whole(found: Decision, due: Decision) -> str:
    """How a whole text came out."""
    lines = list_lines(found), list_lines(due)
    if lines[0] == lines[1]:
        return "exact"
    folded = ["".join(map(fold_print, some)) for some in lines]
    if folded[0] == folded[1]:
        return "print"
    articles = [[fold_print(one.text) for one in list_articles(side) if not one.is_tombstone] for side in (found, due)]
    headings = [[fold_print(one.line) for one in side.walk() if _holds_articles(one)] for side in (found, due)]
    return "borders" if articles[0] == articles[1] and headings[0] == headings[1] else "otherwise"


def _holds_articles(clause: Clause) -> bool:
    """Whether it is a heading of articles, and not an entry of a table of contents."""
    return bool(clause.heading and clause.label) and any(one.level == "article" for one in clause.walk())


def show_difference(one: str, other: str) -> str:
    """Both wordings around the first difference."""
    at = count_same(one, other)
    cut = slice(max(0, at - 12), at + 24)
    return f"{one[cut]!r} where {other[cut]!r} is due"


def measure(folder: Path, counts: Counter[str], *, quiet: bool) -> str:
    """Apply the act of one folder, count its articles in `counts`, and give the grade of the whole."""
    old, new = pipeline.read(folder / "old.txt"), pipeline.read(folder / "new.txt")
    applied = amend.apply(amend.read(folder / "amending.txt"), old)
    touched = list_touched(folder / "gold.tsv")
    dues = [one for one in list_articles(new) if not one.is_tombstone]
    if applied.text is None:
        for one in dues:
            counts[f"{_name_kind(one, touched)} refused"] += 1
        if not quiet:
            print(*(f"  {folder.name}: refused: {one}" for one in applied.refused[:3]), sep="\n")
        return "refused"
    found = pipeline.read(text=applied.text)
    articles = {one.number: one for one in list_articles(found)}
    for due in dues:
        grade = grade_article(articles.pop(due.number, None), due)
        counts[f"{_name_kind(due, touched)} {grade}"] += 1
        if grade == "otherwise" and not quiet:
            was = {one.number: one.text for one in list_articles(found)}.get(due.number, "")
            print(f"  {folder.name}, {due.printed}: {show_difference(was, due.text)}")
    extra = [one for one in articles.values() if not one.is_tombstone]
    counts["articles too many"] += len(extra)
    grade = grade_whole(found, new)
    if not quiet:
        _report_extra(folder.name, extra)
        _report_choices(folder.name, grade, len(applied.notices))
    return grade


def _report_extra(name: str, extra: Sequence[ArticleText]) -> None:
    for one in extra:
        print(f"  {name}: {print_number('article', one.number)} is too many")


def _report_choices(name: str, grade: str, notices: int) -> None:
    print(f"{name}: {grade}, {notices} notices")


def _name_kind(article: ArticleText, touched: set[str]) -> str:
    return "touched" if "-".join(map(str, article.number)) in touched else "untouched"


def main() -> None:
    """Print how articles and whole laws came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    folders = [one for one in sorted(options.folder.iterdir()) if (one / "amending.txt").exists()]
    counts: Counter[str] = Counter()
    whole = Counter(measure(folder, counts, quiet=options.quiet or options.json) for folder in folders)
    if options.json:
        print(json.dumps({"articles": dict(counts), "whole": dict(whole)}, ensure_ascii=False))
        return
    for kind in ("touched", "untouched"):
        total = sum(counts[f"{kind} {grade}"] for grade in GRADES)
        shares = ", ".join(f"{counts[f'{kind} {grade}']} {grade}" for grade in GRADES if counts[f"{kind} {grade}"])
        exact, printed = counts[f"{kind} exact"], counts[f"{kind} exact"] + counts[f"{kind} print"]
        print(f"{total} {kind} articles: {shares} ({exact / total:.1%} exact, {printed / total:.1%} but for print)")
    print(f"{len(folders)} laws: {', '.join(f'{whole[grade]} {grade}' for grade in GRADES if whole[grade])}")


if __name__ == "__main__":
    main()
