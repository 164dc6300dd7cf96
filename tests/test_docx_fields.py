"""A field over several paragraphs of which one came: its marks are all in insertions or all outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lint_docx
import office
from decision_diff import compare, render
from decision_diff.ooxml.package import Package
from wordfiles import docx, p, row, t, table
from wordredlines import redline

BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
STAYS, LAST, NEW = "理事会须批准年度报告。", p(t("末段。")), "全新的一段文字。"
SHARED = END.removesuffix("</w:r>") + "<w:t>理事会</w:t></w:r>"  # the end in one run with words
SHAPES = [  # the body of a document, and that of one where a field came or another end
    (p(t(STAYS)) + LAST, p(t(NEW) + BEGIN) + p(t(STAYS) + END) + LAST),
    (p(t(STAYS)) + LAST, p(t(NEW) + BEGIN) + p(SHARED + t(STAYS.removeprefix("理事会"))) + LAST),
    (p(t(STAYS)) + LAST, p(BEGIN + t(STAYS)) + p(t(NEW) + END) + LAST),
    (p(BEGIN + t(STAYS) + END) + LAST, p(BEGIN + t(STAYS)) + p(t(NEW) + END) + LAST),
    (p(BEGIN + t(STAYS) + END) + LAST, p(BEGIN + t(STAYS)) + p(t(NEW[:3]) + END + t(NEW[3:])) + LAST),
    (p(t(STAYS)) + LAST, p(t(STAYS) + BEGIN) + p(t(NEW)) + p(END + t("末段。"))),
    (p(t(STAYS)) + table(row(p(t("甲")))) + LAST, p(BEGIN + t(STAYS)) + table(row(p(t("甲"))), row(p(t("乙") + END))) + LAST),
]  # fmt: skip


@pytest.mark.parametrize("formatting", [False, True])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("old", "new"), SHAPES)
def test_no_view_has_half_a_field(old: str, new: str, turned: bool, formatting: bool) -> None:
    """The linter counts beginnings and ends in both views."""
    redline(*(docx(one) for one in ((new, old) if turned else (old, new))), formatting=formatting)


def test_a_field_that_ends_in_a_row_that_came_is_inserted_whole() -> None:
    """Rejecting takes the row, whatever stands in it. That the old field is lost is said."""
    old = docx(p(BEGIN + t(STAYS) + END) + table(row(p(t("甲")))) + LAST)
    new = docx(p(BEGIN + t(STAYS)) + table(row(p(t("甲"))), row(p(t("乙") + END))) + LAST)
    told: list[str] = []
    output = render(compare(old, new), "docx", told=told.append)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    assert len(told) == 1
    assert "1 × reference" in told[0]


def body(package: bytes) -> str:
    found = Package(package).read("word/document.xml").decode()
    return re.sub(r' w:(id|author|date)="[^"]*"| xml:space="preserve"', "", found.partition("<w:body>")[2])


def test_a_field_whose_beginning_came_is_inserted_whole() -> None:
    output = body(redline(*(docx(one) for one in SHAPES[0])))
    assert f"{STAYS}</w:t></w:r><w:ins>{END}</w:ins></w:p>" in output


def test_a_field_that_was_there_before_stays() -> None:
    output = body(redline(*(docx(one) for one in SHAPES[4])))
    assert f"<w:pPr></w:pPr>{BEGIN}<w:r><w:t>{STAYS}" in output.replace("<w:pPr/>", "<w:pPr></w:pPr>")
    assert (
        f"<w:ins><w:r><w:t>{NEW[:3]}</w:t></w:r></w:ins>{END}<w:ins><w:r><w:t>{NEW[3:]}</w:t></w:r></w:ins>" in output
    )


PIECES = st.lists(st.sampled_from(["一", "二", "三", "四", "{", "}", "¶", "¶"]), max_size=14)


def made(pieces: list[str]) -> bytes:
    """A document of words, beginnings and ends of fields and paragraphs; as many ends as beginnings."""
    inner, depth = "", 0
    for piece in [*pieces, *"}" * len(pieces)]:
        if piece == "¶":
            inner += "</w:p><w:p>"
        elif piece in "{}":
            inner += {"{": BEGIN, "}": END if depth else ""}[piece]
            depth = max(depth + (1 if piece == "{" else -1), 0)
        else:
            inner += t(f"第{piece}句话说的是第{piece}件事。")
    return docx(f"<w:p>{inner}</w:p>{LAST}")


@given(PIECES, PIECES)
def test_any_fields_are_whole_in_both_views(old: list[str], new: list[str]) -> None:
    redline(made(old), made(new))


@pytest.mark.office
def test_libreoffice_agrees_on_fields_over_paragraphs(tmp_path: Path) -> None:
    plain = [[one.replace("REF a", "ADDIN a") for one in shape] for shape in SHAPES[:6]]  # a REF is worked out anew
    pairs = [(docx(old), docx(new)) for old, new in plain]
    documents = [(old, redline(old, new), new) for old, new in pairs]
    for before, rejected, after, accepted in office.views(tmp_path, documents):
        assert office.words(rejected) == office.words(before)
        assert office.words(accepted) == office.words(after)
