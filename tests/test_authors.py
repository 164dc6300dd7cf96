"""Who tracked a change, and when: read, in the records and lists, by a filter of the page, and kept in a redline."""

from __future__ import annotations

import io
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fuzzed
import lint_docx
import office
from browser import Opener
from decision_diff import compare, read, render, verify
from decision_diff.changes import Comparison
from decision_diff.errors import UnreadableError
from decision_diff.model import Source
from decision_diff.renderers.options import WordOptions
from wordfiles import docx, notes, p, pack, paged, row, t, table
from wordredlines import part

DAY, NEXT = "2025-03-04T10:00:00Z", "2025-03-05T09:30:00Z"
OURS: dict[str, Any] = {"author": "Ours", "date": "2026-01-01T00:00:00Z"}
_SIGNED = re.compile(r"<w:(ins|del|moveFrom|moveTo|moveFromRangeStart|moveToRangeStart)( [^>]*?)/?>")


def by(who: str, kind: str, words: str, date: str = DAY) -> str:
    inner = t(words, "delText" if kind == "del" else "t") if words else ""
    when = f' w:date="{date}"' if date else ""
    return f'<w:{kind} w:id="1" w:author="{who}"{when}>{inner}</w:{kind}>'


def para(*inner: str, mark: str = "") -> str:
    """A paragraph; `mark` is what stands in the properties of its own mark."""
    return f"<w:p><w:pPr>{f'<w:rPr>{mark}</w:rPr>' if mark else ''}</w:pPr>{''.join(inner)}</w:p>"


def end(who: str, kind: str = "ins", date: str = DAY) -> str:
    return by(who, kind, "", date).replace(f"></w:{kind}>", "/>")


DRAFT = docx(
    para(t("第一条　理事会"), by("Alice", "del", "批准"), by("Bob", "ins", "通过", NEXT), t("年度预算，并通知各成员国。"))
    + para(t("第二条　秘书处应报告member"), by("Carol", "ins", "s"), t("的情况，并提出建议。"))
    + para(by("Alice", "ins", "第三条　专家组应当"), by("Bob", "ins", "每年"), by("Alice", "ins", "举行会议。"), mark=end("Alice"))
    + para(by("Dora", "ins", "第四条　会议应当公开。", ""), mark=end("Dora", date=""))
    + para(t("第五条　本决定自通过之日起生效。"))
)  # fmt: skip


def signed(package: bytes) -> list[tuple[str, str, str]]:
    """Kind, author and date of each mark of words, paragraphs, rows and moves in body and notes, in order."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [archive.read(f"word/{one}.xml").decode() for one in ("document", "footnotes") if f"word/{one}.xml" in archive.namelist()]  # fmt: skip
    found = []
    for kind, attributes in (match for xml in parts for match in _SIGNED.findall(xml)):
        who, date = (re.search(rf'w:{name}="([^"]*)"', attributes) for name in ("author", "date"))
        found.append((kind, who.group(1) if who else "", date.group(1) if date else ""))
    return found


def redline(tracked: bytes, **options: Any) -> bytes:
    comparison = compare(tracked)
    output = render(comparison, "docx", **{**OURS, **options})
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    assert verify(Source("redline.docx", "", output), comparison.old, comparison.new).differences == ()
    return output


def changes(tracked: bytes) -> list[tuple[str, tuple[str, ...]]]:
    return [(change.mark, change.authors) for change in compare(tracked).changes]


def test_each_change_says_by_whom_it_is() -> None:
    assert changes(DRAFT) == [
        ("MOD", ("Alice", "Bob")),
        ("MOD", ("Carol",)),
        ("ADD", ("Alice", "Bob")),
        ("ADD", ("Dora",)),
    ]


def test_each_stretch_has_its_author_and_date() -> None:
    first = compare(DRAFT).changes[0]
    assert [(one.span.of(first.old_text), one.author, one.date) for one in first.deleted_by] == [("批准", "Alice", DAY)]
    assert [(one.span.of(first.new_text), one.author, one.date) for one in first.inserted_by] == [("通过", "Bob", NEXT)]


def test_the_records_have_them_and_only_those_of_a_tracked_document() -> None:
    records = json.loads(str(render(compare(DRAFT), "json", all=True)))
    assert [record.get("authors") for record in records["changes"]] == [["Alice", "Bob"], ["Carol"], ["Alice", "Bob"], ["Dora"]]  # fmt: skip
    assert records["changes"][1]["inserted_by"] == [
        {"start": 12, "end": 13, "text": "s", "author": "Carol", "date": DAY}
    ]
    assert records["changes"][3]["inserted_by"][0] == {"start": 0, "end": 0, "text": "", "author": "Dora"}  # its number
    assert [record for record in records["unchanged"] if record.keys() & {"authors", "inserted_by"}] == []
    two = str(render(compare(read(DRAFT, view="rejected").plain.encode(), DRAFT), "json", all=True))
    assert not re.search("authors|inserted_by|Alice", two)


def test_the_lists_say_by_whom_and_on_which_day() -> None:
    comparison = compare(DRAFT)
    assert "第一条 — amended; by Alice (2025-03-04), Bob (2025-03-05)\n" in str(render(comparison, "text"))
    assert "第四条 — added; by Dora\n" in str(render(comparison, "text"))
    assert "修订者：Alice（2025-03-04）、Bob（2025-03-05）" in str(render(comparison, "text", labels="zh"))
    assert "by Carol (2025-03-04)" in str(render(comparison, "html"))
    assert "by Carol \\(2025\\-03\\-04\\)" in str(render(comparison, "markdown"))
    for fmt in ("table-html", "table-md", "table-csv"):  # which go out of the house
        assert "Carol" not in str(render(comparison, fmt))


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        (para(t("前一段的话。")) + table(f'<w:tr><w:trPr>{end("Rosa")}</w:trPr><w:tc>{p(t("新的一行"))}</w:tc></w:tr>', row(p(t("留下的一行")))), ("Rosa",)),
        (para(t("前一段的话。")) + table(f'<w:tr><w:trPr>{end("Rosa", "del")}</w:trPr><w:tc>{p(t("旧的一行"))}</w:tc></w:tr>', row(p(t("留下的一行")))), ("Rosa",)),
        (para(t("题目")) + para(t("各成员国应当在每届会议之前提交书面意见；"), mark=end("Sam")) + para(t("秘书长应当将这些意见汇总后予以公布。")) + para(t("末段。")), ("Sam",)),
        (para(by("Outer", "ins", "")[: -len("</w:ins>")] + by("Inner", "ins", "会议应当公开举行。") + "</w:ins>", mark=end("Inner")) + para(t("末段。")), ("Inner",)),
        (para(t("理事会"), by("", "ins", "不得"), t("批准预算。")), ()),
        (para(t("第一段的话。")) + para(t("第"), by("Num", "del", "二"), by("Num", "ins", "三"), t("条　理事会批准预算。")), ("Num",)),
    ],
    ids=["row", "deleted row", "paragraph mark", "one in the other", "nobody", "number"],
)  # fmt: skip
def test_marks_of_every_kind_are_read(body: str, authors: tuple[str, ...]) -> None:
    assert {names for _, names in changes(docx(body))} == {authors}


def test_a_note_is_by_whoever_put_in_its_reference() -> None:
    anchor = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    mark = f'<w:ins w:id="1" w:author="Nora" w:date="{DAY}">{anchor}</w:ins>'
    tracked = docx(
        para(t("理事会批准预算"), mark, t("。")), footnotes=notes("footnote", n2=p(t("见附件二所载的数字。")))
    )
    assert {names for _, names in changes(tracked)} == {("Nora",)}
    assert {who for _, who, _ in signed(redline(tracked))} == {"Nora"}


def test_what_was_deleted_and_put_in_again_is_nobodys_change() -> None:
    tracked = docx(
        para(
            t("理事会"),
            by("Alice", "del", "批准"),
            by("Alice", "ins", "批准"),
            t("预算"),
            by("Bob", "ins", "案"),
            t("。"),
        )
    )
    (change,) = compare(tracked).changes
    assert change.authors == ("Bob",)


def test_words_around_those_of_another_are_their_own_authors() -> None:
    inner = by("Inner", "ins", "公开")
    outer = by("Outer", "ins", "会议").replace("</w:ins>", f"{inner}{t('举行')}</w:ins>")
    tracked = docx(para(t("理事会决定的事项："), outer, t("；特此通知各成员国。")))
    (change,) = compare(tracked).changes
    said = [(one.span.of(change.new_text), one.author) for one in change.inserted_by]
    assert said == [("会议", "Outer"), ("公开", "Inner"), ("举行", "Outer")]


def test_where_clauses_are_cut_otherwise_what_is_tracked_there_counts() -> None:
    """A paragraph mark that parts two clauses whose words are not seen to be those of one; words put behind another clause."""
    cut = docx(para(t("前一段的话，后一段的话"), mark=end("Sam")) + para(t("再有一段的话。")) + para(t("末段。")))
    assert compare(cut).changes[0].authors == ("Sam",)
    first, second = "各成员国应当在每届会议之前提交书面意见；", "秘书长应当将这些意见汇总后予以公布。"
    body = para(t(first), by("Ann", "ins", second)) + para(by("Ann", "del", second), mark=end("Ann", "del"))
    joined = compare(docx(para(t("题目")) + body + para(t("末段。")))).changes
    assert [change.authors for change in joined] == [("Ann",)]


# What is written


def test_a_redline_keeps_the_author_of_what_is_by_one() -> None:
    output = redline(DRAFT)
    assert signed(output)[:4] == [
        ("del", "Alice", DAY),
        ("ins", "Bob", NEXT),
        ("del", "Carol", DAY),  # members took the place of member: what was tracked is the s
        ("ins", "Carol", DAY),
    ]
    assert ("ins", "Ours", OURS["date"]) in signed(output)  # the article by two
    assert ("ins", "Dora", "") in signed(output)
    assert b"Ours" not in redline(docx(para(t("会议"), by("Alice", "ins", "不"), t("公开。"))))


def test_of_several_dates_the_latest() -> None:
    tracked = docx(para(t("理事会"), by("Alice", "ins", "不得", NEXT), by("Alice", "ins", "再", DAY), t("批准预算。")))
    assert signed(redline(tracked)) == [("ins", "Alice", NEXT)]


def test_a_mark_that_holds_far_more_than_was_tracked_is_ours() -> None:
    """A field of which a part changed is replaced whole; that Alice did not do."""
    long = "各成员国的代表团以及部门成员的代表在理事会的每一届会议上都可以发言和提出建议"
    inner = f"{t(long)}{by('Alice', 'ins', '书')}"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert {who for _, who, _ in signed(redline(docx(para(t("依照"), field, t("办理。")))))} == {"Ours"}


def test_a_mark_that_the_paragraph_before_lends_keeps_its_author() -> None:
    body = para(t("各成员国应当在每届会议之前向秘书长报告其各项活动"), by("Ann", "ins", "并提交意见；"))
    body += para(by("Ann", "ins", "秘书长应当将这些意见汇总后予以公布。"), mark=end("Ann"))
    output = redline(docx(para(t("题目")) + body + para(t("末段。"))))
    assert signed(output) == [("ins", "Ann", DAY)] * 3
    assert re.search(r"<w:rPr><w:ins [^>]*/></w:rPr></w:pPr><w:r><w:t[^>]*>各成员国", part(output))  # it lent its own


def test_both_halves_of_a_move_keep_their_author() -> None:
    whole = (
        "第一条　各成员国应当在每届会议之前提交书面意见；",
        "第二条　秘书长应当将这些意见汇总。",
        "第三条　会议应当公开举行。",
    )
    moved = "理事会应当每年审议财务规则并向全权代表大会提出报告。"
    body = para(by("Ann", "moveFrom", moved), mark=end("Ann", "moveFrom")) + "".join(para(t(one)) for one in whole)
    body += para(by("Ann", "moveTo", moved), mark=end("Ann", "moveTo")) + para(t("本决定自通过之日起生效。"))
    found = signed(redline(docx(para(t("题目")) + body)))
    assert {kind for kind, _, _ in found} == {"moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"}
    assert {who for _, who, _ in found} == {"Ann"}


def test_headers_keep_their_authors() -> None:
    header = para(t("文件"), by("Hugo", "del", "甲"), by("Hugo", "ins", "乙"))
    output = redline(paged({"header": header}, words=["理事会"]))
    assert re.findall(r'w:author="([^"]*)"', part(output, "word/header0.xml")) == ["Hugo", "Hugo"]


def test_two_files_keep_nobody() -> None:
    old = docx(para(t("第一条　理事会批准年度预算，并通知各成员国。")))
    output = render(compare(old, DRAFT), "docx", **OURS)
    assert isinstance(output, bytes)
    assert {who for _, who, _ in signed(output)} == {"Ours"}


HOSTILE = "&lt;script&gt;{+\u202e\u200b[-&quot;" + "长" * 5000


def test_hostile_names_are_shown_safely() -> None:
    tracked = docx(
        para(t("理事会"), by(HOSTILE, "ins", "不得"), t("批准预算。"))
        + para(t("末"), by("B&#9;\u202eob", "ins", "末"), t("段。"))
    )
    comparison = compare(tracked)
    assert max(len(name) for change in comparison.changes for name in change.authors) == 255
    for fmt in ("text", "markdown", "html", "review"):
        output = str(render(comparison, fmt))
        assert fmt == "text" or "<script>{" not in output
        assert not re.search("[\u202e\u200b]", output)
        assert "长" * 100 not in output
    redline(tracked)


@pytest.mark.parametrize("date", ["yesterday", "2025-13", '2025-03-04T10:00:00Z" w:x="', "9" * 100])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    tracked = docx(para(t("理事会"), by("Alice", "ins", "不得", date.replace('"', "")), t("批准预算。")))
    assert "by Alice\n" in str(render(compare(tracked), "text"))
    assert signed(redline(tracked)) == [("ins", "Alice", "")]


# A property


def tracked_pair(seed: int, names: tuple[str, ...]) -> bytes:
    """A redline of two fuzzed documents, its marks given to these names by chance."""
    made = render(compare(*fuzzed.pair(seed)), "docx", author="Nobody", date=DAY)
    assert isinstance(made, bytes)
    random = Random(seed)  # noqa: S311 - no secret
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        parts[name] = re.sub(b'w:author="Nobody"', lambda _: f'w:author="{random.choice(names)}"'.encode(), data)
    return pack(parts)


@pytest.mark.slow
@settings(max_examples=25)
@given(st.integers(0, 10_000_000), st.sampled_from([("Ann",), ("Ann", "Ben"), ("Ann", "Ben", "Cem")]))
def test_a_redline_names_those_of_the_document_and_us(seed: int, names: tuple[str, ...]) -> None:
    """And it proves: accepted it is the new text, rejected the old one (`render` refuses to give out another)."""
    tracked = tracked_pair(seed, names)
    try:
        comparison = compare(tracked)
    except UnreadableError:  # nothing differed
        return
    output = render(comparison, "docx", **OURS)
    assert isinstance(output, bytes)
    assert {who for _, who, _ in signed(output)} <= {*names, "Ours"}
    assert {name for change in comparison.changes for name in change.authors} <= set(names)
    _stretches_are_in_the_text(comparison)


def _stretches_are_in_the_text(comparison: Comparison) -> None:
    for change in comparison.changes:
        for stretches, text in ((change.deleted_by, change.old_text), (change.inserted_by, change.new_text)):
            ends = [one.span for one in stretches if len(one.span)]
            assert all(0 <= one.span.start <= one.span.end <= len(text) + 1 for one in stretches)
            assert all(before.end <= after.start for before, after in pairwise(ends))


@pytest.mark.slow
def test_nearly_all_marks_of_one_author_stay_that_authors() -> None:
    ours = whole = 0
    for seed in range(25):
        try:
            output = render(compare(tracked_pair(seed, ("Ann",))), "docx", **OURS)
        except UnreadableError:
            continue
        assert isinstance(output, bytes)
        found = signed(output)
        whole += len(found)
        ours += sum(who == "Ours" for _, who, _ in found)
    assert whole > 100
    assert ours <= whole * 0.02


# Other programs


@pytest.mark.office
def test_libreoffice_shows_the_authors_that_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    path.write_bytes(redline(DRAFT))
    found = office.texts([(path, "asis")])[path, "asis"]["authors"]
    assert ["Delete", "Alice", "2025-03-04"] in found
    assert ["Insert", "Bob", "2025-03-05"] in found
    assert ["Insert", "Carol", "2025-03-04"] in found
    assert {who for _, who, _ in found} == {"Alice", "Bob", "Carol", "Dora", "Ours"}


@pytest.mark.browser
def test_the_page_steps_through_the_changes_of_one_author(opened: Opener) -> None:
    page = opened(compare(DRAFT))
    page.click('[data-do="filters"]')
    assert page.locator("#ui\\.author option").all_inner_texts() == ["everyone", "Alice", "Bob", "Carol", "Dora"]
    for name, numbers in (("Bob", ["1", "3"]), ("Carol", ["2"]), ("everyone", ["1", "2", "3", "4"])):
        page.select_option("#ui\\.author", label=name)
        shown = page.eval_on_selector_all(".line:not(.off)", "lines => lines.map((line) => line.dataset.no)")
        assert shown == numbers


def test_a_page_of_two_texts_has_no_choice_of_authors() -> None:
    output = str(render(compare(old_text="甲。\n", new_text="乙。\n"), "review"))
    assert 'id="ui.author"' not in output
    assert "data-authors=" not in output


def test_options_are_those_of_our_own_marks() -> None:
    assert WordOptions().author == "decision-diff"
    assert ("ins", "decision-diff", "") not in signed(redline(DRAFT))
