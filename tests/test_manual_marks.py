"""Redlines that were made by hand: reported, and with `manual_marks` two revisions."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.cli import main
from decision_diff.errors import UnreadableError
from decision_diff.model import Source, View
from decision_diff.ooxml.writing.manual import convert_manual_changes
from decision_diff.readers import find_for
from lint_docx import faults
from wordfiles import docx, ins, notes, p, row, t, table


def r(words: str, looks: str) -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


STRUCK, TWICE = "<w:strike/>", "<w:dstrike w:val='1'/>"
LINED, RED, GREY = '<w:u w:val="single"/>', '<w:color w:val="FF0000"/>', '<w:color w:val="333366"/>'


VIEWS: tuple[View, View] = ("rejected", "accepted")


def views(data: bytes) -> list[list[str]]:
    source = Source("a.docx", "", convert_manual_changes(data))
    reader = find_for(source)
    return [[block.text for block in reader.read(source, view=view, encoding=None, beside=()).blocks] for view in VIEWS]


@pytest.mark.parametrize(
    ("looks", "old", "new"),
    [
        (STRUCK, "甲乙丙", "甲丙"),
        (TWICE, "甲乙丙", "甲丙"),
        (LINED, "甲丙", "甲乙丙"),
        (RED, "甲丙", "甲乙丙"),
        (STRUCK + LINED + RED, "甲乙丙", "甲丙"),
        (GREY, "甲乙丙", "甲乙丙"),
        ('<w:color w:val="auto"/>', "甲乙丙", "甲乙丙"),
        ('<w:u w:val="none"/>', "甲乙丙", "甲乙丙"),
        ('<w:strike w:val="0"/>', "甲乙丙", "甲乙丙"),
        ('<w:rStyle w:val="Hyperlink"/>' + LINED, "甲乙丙", "甲乙丙"),
    ],
)  # fmt: skip
def test_what_is_marked_by_hand_is_in_one_view(looks: str, old: str, new: str) -> None:
    data = docx(p(t("甲") + r("乙", looks) + t("丙")))
    assert views(data) == [[old], [new]]
    assert (convert_manual_changes(data) == data) == (old == new)
    assert not [one for one in faults(convert_manual_changes(data)) if "without an author" not in one]


def test_whole_paragraphs_rows_and_notes_come_and_go() -> None:
    body = (
        p(t("一"))
        + p(r("二", STRUCK))
        + p(r("三", LINED) + r("四", LINED))
        + table(row(p(t("五")), p(t("六"))), row(p(r("七", RED)), p(r("八", RED))))
        + p(t("九") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + ins("十"))
        + p(f'<w:hyperlink r:id="x">{r("链接", LINED)}</w:hyperlink>')
    )
    data = docx(body, footnotes=notes("footnote", n2=p(t("注") + r("旧", STRUCK))))
    assert views(data) == [
        ["一", "二", "五", "六", "九", "注旧", "链接"],
        ["一", "三四", "五", "六", "七", "八", "九十", "注", "链接"],
    ]
    assert not [one for one in faults(convert_manual_changes(data)) if "without an author" not in one]


def test_they_are_reported_and_read_as_text_unless_asked_otherwise() -> None:
    plain = p(t("甲")) + p(t("乙") + r("三年", STRUCK) + r("五年", LINED + RED) + r("。", LINED))
    (notice,) = [one for one in dd.read(docx(plain + p(r("丙", RED)))).notices if one.code == "manual-marks"]
    assert "(1 struck, 1 underlined, 1 coloured)" in notice.message
    assert notice.message.endswith("in paragraphs 2 and 3")
    assert notice.origin is not None
    assert notice.origin.start == 1
    assert not [one for one in dd.read(docx(p(r("丙", RED) + r("丁", LINED)))).notices if one.code == "manual-marks"]


def test_one_document_is_two_revisions_and_each_of_two_is_accepted() -> None:
    data = docx(p(t("会议为期") + r("三", STRUCK) + r("五", LINED) + t("天，在日内瓦举行。")))
    (change,) = dd.compare(data, manual_marks=True).changes
    assert (change.old_text, change.new_text) == ("会议为期三天，在日内瓦举行。", "会议为期五天，在日内瓦举行。")
    assert not change.features
    assert not change.authors
    final = docx(p(t("会议为期五天，在日内瓦举行。")))
    assert not dd.compare(data, final, manual_marks=True).changes
    assert not dd.compare(final, data, manual_marks=True).changes
    found = dd.compare(data, manual_marks=True)
    assert found.old.source.sha256 == hashlib.sha256(data).hexdigest()
    assert faults(dd.render(found, "docx")) == []


def test_a_document_without_any_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = docx(p(t("甲")))
    with pytest.raises(UnreadableError, match="no words are struck, underlined or coloured by hand"):
        dd.compare(data, data, manual_marks=True)
    path = tmp_path / "marked.docx"
    path.write_bytes(docx(p(t("会议为期") + r("三", STRUCK) + r("五", LINED) + t("天。"))))
    assert main(["compare", "--manual-marks", str(path)]) == 1
    assert "[-三天-]{+五天+}" in (said := capsys.readouterr().out)
    assert "the document holds 2 marks made by hand or tracked changes, read as accepted" in said


RUNS = st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from(["", STRUCK, LINED, RED])), max_size=5)


@given(st.lists(RUNS, min_size=1, max_size=4))
def test_the_views_are_the_words_of_either_side(paragraphs: list[list[tuple[str, str]]]) -> None:
    data = docx("".join(p("".join(r(word, looks) for word, looks in runs)) for runs in paragraphs) + p(t("尾")))
    old, new = views(data)
    assert "".join(old) == "".join(w for runs in paragraphs for w, looks in runs if looks in ("", STRUCK)) + "尾"
    assert "".join(new) == "".join(w for runs in paragraphs for w, looks in runs if looks != STRUCK) + "尾"
