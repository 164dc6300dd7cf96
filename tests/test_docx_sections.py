"""Sections in a redline: accepting gives those of the new document, rejecting those of the old one, or it is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lint_docx
import office
from decision_diff import compare, render, verify
from decision_diff.model import Source
from decision_diff.ooxml import headers
from decision_diff.ooxml.opened import read_view
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.section_breaks import SectionEnd, Unmatched, count_unmatched, find_section_ends
from decision_diff.pipeline import clean
from wordfiles import docx, p, paged, row, t, table

TABLE = table(row(p(t("表格的内容"))))
LAST = p(t("末段。"))


def section(words: str, width: int = 11906) -> str:
    """A paragraph with which a section ends."""
    return p(t(words) if words else "", properties=f'<w:sectPr><w:pgSz w:w="{width}" w:h="16838"/></w:sectPr>')


def redline(old: bytes, new: bytes, **options: Any) -> tuple[bytes, list[str]]:
    told: list[str] = []
    output = render(compare(old, new), "docx", told=told.append, **options)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    found = verify(Source("redline.docx", "", output), old, new).differences
    assert {one.kind for one in found} <= {"section"}  # which `told` says
    assert not found or any("× a section" in one for one in told)
    assert ends(output) == ends(new)
    return output, told


def ends(package: bytes, view: str = "accepted") -> list[SectionEnd]:
    return find_section_ends(Package(package), "rejected" if view == "rejected" else "accepted")


ONE, TWO, GONE = "理事会须批准年度报告。", "秘书长须起草一份草案。", "将要删除的一段文字。"
BOTH = [  # documents of which either is given back, whichever is the new one
    ((p(t(ONE)), section(GONE), LAST), (section(ONE), LAST)),  # what stands before a break goes
    ((section(ONE), p(t(GONE)), TABLE, LAST), (section(ONE), TABLE, LAST)),
    ((section(ONE), section(GONE, 9000), LAST), (section(ONE), LAST)),
    ((p(t(ONE)), section(""), LAST), (p(t(ONE)), LAST)),
    ((p(t(ONE)), section(GONE), LAST), (p(t(ONE)), LAST)),
    ((p(t(ONE)), section(""), p(t(TWO)), p(), LAST), (p(t(ONE)), p(), p(t(TWO)), section(""), LAST)),  # blank ones are no twins
    ((section(ONE + TWO), LAST), (p(t(ONE)), section(TWO), LAST)),
    ((section(ONE + TWO), LAST), (section(ONE), section(TWO), LAST)),
    ((p(t(ONE)), p(t(TWO)), section(GONE), LAST), (section(GONE), p(t(ONE)), p(t(TWO)), LAST)),  # moved
]  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("old", "new"), BOTH)
def test_sections_come_and_go_with_their_paragraphs(old: tuple[str, ...], new: tuple[str, ...], turned: bool) -> None:
    before, after = (docx("".join(one)) for one in ((new, old) if turned else (old, new)))
    output, told = redline(before, after)
    assert ends(output, "rejected") == ends(before)
    assert told == []


ALONE = [  # a break that no mark can hold: its paragraph stays
    ((section(ONE), LAST), (p(t(ONE)), LAST)),
    ((section(ONE), TABLE, LAST), (p(t(ONE)), p(t(GONE)), TABLE, LAST)),
    ((TABLE, section(GONE), TABLE, LAST), (TABLE, p(t(ONE)), TABLE, LAST)),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("old", "new"), ALONE)
def test_a_break_that_cannot_be_marked_is_said(old: tuple[str, ...], new: tuple[str, ...], turned: bool) -> None:
    before, after = (docx("".join(one)) for one in ((new, old) if turned else (old, new)))
    output, told = redline(before, after)
    stays, comes_back = "of the new document that stays", "of the old document that does not come back"
    assert told == [f"1 × a section break {stays if turned else comes_back} when all is rejected"]
    assert count_unmatched(ends(before), ends(output, "rejected")) == Unmatched(turned, not turned, 0)


@pytest.mark.parametrize("turned", [False, True])
def test_sections_go_before_fineness(turned: bool) -> None:
    """As a join only the words would be right: the break behind the first paragraph is that behind both."""
    before, after = docx(section(ONE) + p(t(TWO)) + LAST), docx(section(ONE + TWO) + LAST)
    if turned:
        before, after = after, before
    output, _ = redline(before, after)
    assert ends(output, "rejected") == ends(before)


def test_no_section_ends_with_a_mark_that_goes() -> None:
    """Once the paragraph with the break was to give its mark for a deleted one before a table: accepted, it was gone."""
    old = docx(p(t(ONE)) + p(t(GONE)) + TABLE + LAST)
    output, _ = redline(old, docx(section(ONE) + TABLE + LAST))
    body = re.findall(r"<w:p>.*?</w:p>", Package(output).read("word/document.xml").decode())
    assert not any("<w:sectPr>" in one and "<w:del " in one.partition("</w:pPr>")[0] for one in body)


@pytest.mark.parametrize("formatting", [False, True])
def test_how_a_section_is_set_up_is_marked_or_said(formatting: bool) -> None:
    old, new = (docx(section(ONE, width) + LAST) for width in (11906, 9000))
    output, told = redline(old, new, formatting=formatting)
    assert (ends(output, "rejected") == ends(old)) == formatting
    said = "1 × a section with other paper, margins or columns; --formatting marks what can be"
    assert told == [said] * (not formatting)


def texts(package: bytes, view: str) -> list[tuple[str, ...]]:
    return [
        one.lines
        for one in headers.read_texts(read_view(Package(package), "rejected" if view == "rejected" else "accepted"))
    ]


def test_a_section_that_went_keeps_its_headers() -> None:
    old = paged({"header": p(t("甲"))}, {"header": p(t("乙")), "footer": p(t("丁"))}, {"header": p(t("丙"))})
    new = paged({"header": p(t("甲"))}, {})
    for before, after in ((old, new), (new, old)):
        output, told = redline(before, after)
        assert told == []
        for view, like in (("accepted", after), ("rejected", before)):
            assert texts(output, view) == texts(like, "accepted")


def test_the_section_after_one_that_went_keeps_the_header_that_it_had() -> None:
    words = [ONE, GONE, TWO]
    old = paged({"header": p(t("甲"))}, {"header": p(t("乙"))}, {"header": p(t("甲"))}, words=words)
    new = paged({"header": p(t("甲"))}, {}, words=[ONE, TWO])
    output, _ = redline(old, new)
    assert texts(output, "rejected") == [("甲",), ("乙",), ("甲",)]
    assert texts(output, "accepted") == [("甲",)]


def test_the_section_after_one_that_went_refers_to_its_own_header() -> None:
    """It would else go on with that of the one that went, which is marked as deleted."""
    words = [ONE, GONE, TWO, "末段。"]
    old = paged({"header": p(t("甲"))}, {}, {}, {"header": p(t("丙"))}, words=words)
    new = paged({"header": p(t("甲"))}, {}, {"header": p(t("丙"))}, words=[ONE, TWO, "末段。"])
    output, told = redline(old, new)
    assert told == []
    named = re.findall('<w:headerReference [^>]*r:id="([^"]*)"', Package(output).read("word/document.xml").decode())
    assert [named[0] == one for one in named] == [True, False, True, False]


BLOCKS = st.lists(
    st.one_of(
        st.sampled_from([ONE, TWO, GONE, "专家组须选举主席。", ""]).map(lambda words: p(t(words) if words else "")),
        st.builds(section, st.sampled_from([ONE, TWO, GONE, "专家组须选举主席。", ""]), st.sampled_from([9000, 11906])),
        st.just(TABLE),
    ),
    max_size=6,
).map(lambda blocks: docx("".join(blocks) + LAST))


@pytest.mark.slow
@settings(max_examples=120)
@given(BLOCKS, BLOCKS)
def test_any_sections_are_given_back_or_said(old: bytes, new: bytes) -> None:
    output, told = redline(old, new)
    told = [one for one in told if "× a section" in one]
    left = count_unmatched(ends(old), ends(output, "rejected"))
    assert len(told) == bool(left.stay) + bool(left.lost) + bool(left.changed)
    rejected, accepted = clean(compare(old, new), output)
    assert ends(accepted) == ends(new)
    assert (ends(rejected) == ends(old)) == (told == [])


@pytest.mark.office
def test_libreoffice_agrees_on_sections(tmp_path: Path) -> None:
    pairs = [tuple(docx("".join(one)) for one in pair) for pair in (*BOTH, *ALONE)]
    pairs += [(new, old) for old, new in pairs]
    documents = [(old, redline(old, new)[0], new) for old, new in pairs]
    for before, rejected, after, accepted in office.views(tmp_path, documents):
        assert office.words(rejected) == office.words(before)
        assert office.words(accepted) == office.words(after)
