"""Redlines in Word: each proved by our reader, the smallest honest marks, no fault that Word stumbles over."""

from __future__ import annotations

import io
import re
import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import lint_docx
import office
from amendments import Act, amended
from decision_diff import compare, render, verify
from decision_diff.cli import main
from decision_diff.errors import OutputError
from decision_diff.model import Source
from decision_diff.pipeline import clean
from paths import FIXTURES
from wordfiles import docx, ins, numbered, p, row, style, styled, styles, t, table
from wordredlines import LISTS, marked, part, redline, said

MADE = runpy.run_path(str(FIXTURES / "make_docx.py"))  # a script beside the fixtures

OLD, NEW = FIXTURES / "decision-641-c24.docx", FIXTURES / "decision-641-c25.docx"
OLD_TEXT, NEW_TEXT = FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"


def doc(*body: str) -> bytes:
    return docx("".join(body), numbering=LISTS)


def test_decision_641() -> None:
    """The five changes of Council 2025, cut as in its own redline, deletions first; and one inserted row."""
    output = redline(OLD, NEW)
    assert marked(output) == [
        "+，最后修正C25",
        "-于2026年上半年召开为期三天的",
        "-，具体日期和地点将由理事会下届会议确定",
        "+将于2026年6月9日至11日在巴哈马举行，并于2026年6月8日举办战略对话",
        "+修订",
        "+2025年8月7日",
        "+在2025年6月16日发布包含基本意见草案的主席报告后，提交书面输入意见的临时截止日期。",
        "+设定截止日期是为了支持在非正式专家组下次会议之前继续审议意见草案。",
        "-2026年上半年",
        "+2026年6月8-11日",
        "+由巴拿马政府在拿骚承办",
    ]
    body = part(output)
    assert len(re.findall(r"<w:trPr>(?:(?!</w:trPr>).)*<w:ins ", body)) == 1
    assert "pPrChange" not in body


def test_what_was_not_changed_is_the_new_documents_own() -> None:
    output, given = redline(OLD, NEW), NEW.read_bytes()
    with zipfile.ZipFile(io.BytesIO(output)) as archive, zipfile.ZipFile(io.BytesIO(given)) as before:
        assert archive.namelist() == before.namelist()
        for name in before.namelist():
            if name not in ("word/document.xml", "word/header.xml", "word/footer.xml"):  # these hold marks
                assert archive.read(name) == before.read(name)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_bytes_again() -> None:
    assert redline(OLD, NEW) == redline(OLD, NEW)


def test_the_same_document_gets_no_mark() -> None:
    assert marked(redline(OLD, OLD)) == []


def test_the_other_way_round_the_row_is_deleted() -> None:
    body = part(redline(NEW, OLD))
    assert len(re.findall(r"<w:trPr>(?:(?!</w:trPr>).)*<w:del ", body)) == 1


def test_a_tracked_document_as_new_and_as_both() -> None:
    tracked = FIXTURES / "decision-641-tracked.docx"
    assert marked(redline(OLD, tracked)) == marked(redline(OLD, NEW))
    output = render(compare(tracked), "docx")
    assert isinstance(output, bytes)
    assert marked(output) == marked(redline(OLD, NEW))


def test_runs_keep_their_formatting_and_words_are_not_cut() -> None:
    old = doc(p(t("决定"), properties=""), p("<w:r><w:rPr><w:b/></w:rPr><w:t>理事会须于2025年批准报告</w:t></w:r>"))
    new = doc(p(t("决定"), properties=""), p("<w:r><w:rPr><w:i/></w:rPr><w:t>理事会须于2026年批准报告</w:t></w:r>"))
    output = redline(old, new)
    assert marked(output) == ["-2025年", "+2026年"]
    assert '<w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">2025年' in part(output)
    assert part(output).count("<w:i/>") == 3


def test_numbers_of_lists_are_left_to_word() -> None:
    items = ["理事会须批准报告；", "秘书长须提交草案；", "成员国可提出意见；"]
    old = doc(*(numbered(item, 1) for item in items))
    new = doc(numbered(items[0], 1), numbered("专家组须审议经费；", 1), *(numbered(item, 1) for item in items[1:]))
    assert marked(redline(old, new)) == ["+专家组须审议经费；"]


def test_typed_numbers_are_marked() -> None:
    items = ["理事会须批准报告；", "秘书长须提交草案；", "成员国可提出意见；"]
    old = doc(*(p(t(f"{at}\t{item}")) for at, item in enumerate(items, 1)))
    new = doc(*(p(t(f"{at}\t{item}")) for at, item in enumerate(items[:1] + items[2:], 1)))
    found = marked(redline(old, new))
    assert "+2" in found
    assert "-3" in found
    assert "-2\t秘书长须提交草案；" in found


def test_the_deletion_stands_before_the_insertion_and_no_break_is_lost() -> None:
    """The paragraph that ends in an insertion gives its own mark: the form that LibreOffice 7.4 rejects rightly."""
    old = doc(p(t("须于六月批准报告")), p(t("末段。")))
    new = doc(p(t("须于六月批准决算")), p(t("整个新的段落。")), p(t("末段。")))
    output = redline(old, new)
    assert marked(output) == ["-报告", "+决算", "+整个新的段落。"]
    assert marks_of_ends(output) == ["ins", "", ""]


def test_of_a_typed_number_only_the_numeral_is_marked() -> None:
    items = ["理事会须批准报告；", "秘书长须提交草案；", "成员国可提出意见；"]
    old = doc(*(p(t(f"第{at}条　{item}")) for at, item in zip("九十", items[1:], strict=True)))
    new = doc(*(p(t(f"第{at}条　{item}")) for at, item in zip(("九", "十", "十一"), items, strict=True)))
    assert marked(redline(old, new)) == ["+第九条　理事会须批准报告；", "-九", "+十", "-十", "+十一"]


def test_another_list_gives_the_old_number_back() -> None:
    old = doc(
        numbered("理事会须批准报告；", 1), numbered("秘书长须提交草案；", 1, 1), numbered("成员国可提出意见；", 1)
    )
    new = doc(numbered("理事会须批准报告；", 2), numbered("秘书长须提交草案；", 2), numbered("成员国可提出意见；", 2))
    assert part(redline(old, new)).count("<w:pPrChange ") == 3


def test_a_list_that_the_new_document_lacks_is_imported() -> None:
    old = doc(numbered("理事会须批准报告；", 1), p(t("秘书长须提交草案；")))
    output = redline(old, docx(p(t("秘书长须提交草案；"))))
    assert "abstractNum " in part(output, "word/numbering.xml")


def test_a_move_is_a_pair() -> None:
    items = [
        f"第{at}项：{words}；"
        for at, words in enumerate(
            ("理事会批准报告并提交", "秘书长起草经费的草案", "成员国可提出书面意见", "专家组选举主席和副主席")
        )
    ]
    old = doc(p(t("决定")), *(numbered(item, 1) for item in items))
    new = doc(p(t("决定")), *(numbered(item, 1) for item in (*items[1:], items[0])))
    output = redline(old, new)
    assert marked(output) == ["<" + items[0], ">" + items[0]]
    plain = marked(redline(old, new, moves="plain"))
    assert plain == ["-" + items[0], "+" + items[0]]


def test_words_changed_in_a_move_are_marked_at_both_ends() -> None:
    items = [
        "理事会须于2025年批准报告并提交；",
        "秘书长起草经费的草案；",
        "成员国可提出书面意见；",
        "专家组选举主席和副主席；",
    ]
    old = doc(p(t("决定")), *(numbered(item, 1) for item in items))
    new = doc(p(t("决定")), *(numbered(item, 1) for item in (*items[1:], items[0].replace("2025年", "2026年"))))
    found = marked(redline(old, new))
    assert found == ["<理事会须于", "-2025年", "<批准报告并提交；", ">理事会须于", "+2026年", ">批准报告并提交；"]


WHOLE = [
    "理事会须批准年度报告并将其提交大会审议；",
    "秘书长须就此起草一份关于经费的草案；",
    "专家组须选举主席和副主席。",
]
ALONE = "成员国可提出书面意见。"


def marks_of_ends(package: bytes) -> list[str]:
    """Of each paragraph of the body what happened to its mark."""
    ends = re.findall(r"<w:p>(?:<w:pPr>(.*?)</w:pPr>)?", re.sub(r"<w:pPrChange.*?</w:pPrChange>", "", part(package)))
    return ["ins" if "<w:ins " in end else "del" if "<w:del " in end else "" for end in ends]


def test_a_clause_that_was_split_shows_it_by_its_paragraph_mark() -> None:
    old = doc(p(t("1\t" + "".join(WHOLE))), p(t("2\t" + ALONE)))
    new = doc(*(p(t(f"{at}\t{words}")) for at, words in enumerate((*WHOLE, ALONE), 1)))
    output = redline(old, new)
    assert marked(output) == ["+2\t", "+3\t", "-2", "+4"]
    assert marks_of_ends(output) == ["ins", "ins", "", ""]
    back = redline(new, old)
    assert marked(back) == ["-2\t", "-3\t", "-4", "+2"]
    assert marks_of_ends(back) == ["del", "del", "", ""]


def test_a_split_of_an_automatic_number_needs_the_mark_alone() -> None:
    old, new = doc(numbered("".join(WHOLE), 1), numbered(ALONE, 1)), doc(*(numbered(one, 1) for one in (*WHOLE, ALONE)))
    for before, after, mark in ((old, new, "ins"), (new, old, "del")):
        output = redline(before, after)
        assert marked(output) == []
        assert marks_of_ends(output) == [mark, mark, "", ""]


def test_words_changed_in_a_split_are_marked() -> None:
    old = doc(numbered(WHOLE[0][:-1] + "，而" + WHOLE[1], 1), numbered(ALONE, 1))
    new = doc(
        numbered(WHOLE[0].replace("年度", "月度"), 1), numbered(WHOLE[1].replace("一份", "两份"), 1), numbered(ALONE, 1)
    )
    output = redline(old, new)
    assert marked(output) == ["-年度报告", "+月度报告", "-，而", "+；", "-一份", "+两份"]
    assert marks_of_ends(output) == ["ins", "", ""]
    assert marks_of_ends(redline(new, old)) == ["del", "", ""]


BOLD = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{WHOLE[0]}</w:t></w:r>"
LINK = f'<w:hyperlink w:anchor="a">{t(WHOLE[0] + WHOLE[1])}</w:hyperlink>'
SPLITS = [
    ((p(t("".join(WHOLE))),), tuple(p(t(one)) for one in WHOLE)),
    ((p(BOLD + t(WHOLE[1])), p(t("二句。"))), (p(BOLD), p(t(WHOLE[1])), p(t("另外一个新句子。")))),
    ((p(LINK),), (p(t(WHOLE[0])), p(t(WHOLE[1])))),
    ((numbered(WHOLE[0] + WHOLE[1], 1),), (numbered(WHOLE[0], 1), numbered(WHOLE[1], 1, 1))),
    ((p(t(WHOLE[0] + WHOLE[1])), p(t("将要删除的独立段落内容。")), p(t(ALONE))), (p(t(WHOLE[0])), p(t(WHOLE[1])), p(t(ALONE)))),
    ((styled(WHOLE[0] + WHOLE[1], "A"),), (styled(WHOLE[0], "B"), styled(WHOLE[1], "C"))),
    ((table(row(p(t("甲")), p(t(WHOLE[0] + WHOLE[1])))), p("")), (table(row(p(t("甲")), p(t(WHOLE[0])) + p(t(WHOLE[1])))), p(""))),
    # What ends in an insertion, before a paragraph that is new: its own mark would be eaten by LibreOffice's reject.
    ((p(t(WHOLE[0] + "旧词")), p(t(ALONE))), (p(t(WHOLE[0] + "新文")), p(t("整个新的段落。")), p(t(ALONE)))),
    ((p(t(WHOLE[0] + WHOLE[1])), p(t(ALONE))), (p(t(WHOLE[0])), p(t(WHOLE[1] + "新文")), p(t("整个新的段落。")), p(t(ALONE)))),
    ((p(t(WHOLE[0])), p(t(WHOLE[1])), p(t(ALONE))), (p(t(WHOLE[0] + WHOLE[1] + "新文")), p(t("整个新的段落。")), p(t(ALONE)))),
    ((p(t("首段。")), p(t(WHOLE[0] + WHOLE[1])), table(row(p(t("甲")))), p("")), (p(t("首段，续。")), p(t(WHOLE[0])), p(t(WHOLE[1])), table(row(p(t("甲")))), p(""))),
]  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("old", "new"), SPLITS)
def test_splits_and_joins_prove_wherever_they_stand(old: tuple[str, ...], new: tuple[str, ...], turned: bool) -> None:
    redline(*((doc(*new), doc(*old)) if turned else (doc(*old), doc(*new))))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((p(t("一句。")),), (p(t("一句。")), p(t("二句。")))),
        ((p(t("一句。")), table(row(p(t("甲")), p(t("乙")))), p("")), (p(t("一句。")), p(t("二句。")), table(row(p(t("甲")), p(t("乙")))), p(""))),
        ((table(row(p(t("甲")), p(t("乙")))), p("")), (table(row(p(t("甲")), p(t("乙")), ), row(p(t("丙")), p(t("丁")))), p(""))),
        ((table(row(p(t("甲")), p(t("乙")))), p("")), (table(row(p(t("甲")), p(t("乙一")) + p(t("乙二")))), p(""))),
        ((p(t("一句。")),), (p(t("一句。")), table(row(p(t("甲")), p(t("乙")))), p(""))),
        ((p(t("一句。")), p("")), (p(t("另一个完全不同的句子，毫无共同之处。")), p(""))),
        ((styled("一句。", "A"),), (styled("一句。", "B"), styled("新的一句。", "C"))),
        ((p(t("一句。")),), (table(row(p(t("甲")), p(t("乙")))), p(""))),
        ((p(ins("一句。")),), (p(t("一")), p(t("句。"), mark="del"), p(t("三句。")))),
    ],
)  # fmt: skip
def test_ends_of_cells_tables_and_bodies(old: tuple[str, ...], new: tuple[str, ...], turned: bool) -> None:
    redline(*((doc(*new), doc(*old)) if turned else (doc(*old), doc(*new))))


def test_a_field_is_replaced_whole() -> None:
    def field(result: str) -> str:
        marks = ['<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>']
        marks += [
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ]
        return "".join(marks)

    old, new = (doc(p(t("见") + field(f"第641号决定附件{at}") + t("所述报告"))) for at in (1, 2))
    assert marked(redline(old, new)) == ["-第641号决定附件1", "+第641号决定附件2"]


def test_a_simple_field_beside_deleted_words_is_replaced() -> None:
    """Once the deletion looked for its place in the element that the insertion had taken out, without end."""

    def made(result: str) -> bytes:
        return doc(p(t("见") + f'<w:fldSimple w:instr="REF a">{t(result)}</w:fldSimple>'))

    assert marked(redline(made("附件一"), made("决议草案"))) == ["-见附件一", "+见决议草案"]


def test_author_date_and_tracking() -> None:
    output = redline(OLD, NEW, author="TPU", date="2025-07-04T09:00:00Z", track_on=True)
    assert set(re.findall(r'w:author="([^"]*)" w:date="([^"]*)"', part(output))) == {("TPU", "2025-07-04T09:00:00Z")}
    assert "<w:trackRevisions/>" in part(output, "word/settings.xml")
    with pytest.raises(OutputError, match="is not a date"):
        redline(OLD, NEW, date="yesterday")


def test_texts_get_our_template() -> None:
    output = redline(OLD_TEXT, NEW_TEXT)
    assert marked(output) == marked(redline(OLD, NEW))
    assert 'w:eastAsia="SimSun"' in part(output, "word/styles.xml")


def test_a_text_in_arabic_runs_from_the_right() -> None:
    comparison = compare("Decision 641\n1\tيقرر المجلس عقد المنتدى.\n", "Decision 641\n1\tيقرر المجلس عقد منتدى.\n")
    output = render(comparison, "docx")
    assert isinstance(output, bytes)
    document = part(output)
    found = re.findall("<w:p>.*?</w:p>", document)
    assert ["<w:bidi/>" in one for one in found] == [False, True]
    assert [one.count("<w:rtl/>") for one in found] == [0, found[1].count("<w:rFonts")]


def test_a_text_and_a_document() -> None:
    """A number that the text types and Word generates is the same number: no mark."""
    wanted = marked(redline(OLD, NEW))
    assert marked(redline(OLD_TEXT, NEW)) == wanted
    assert "+1" in marked(redline(OLD, NEW_TEXT))  # here the number really is typed from now on


def test_what_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(OutputError, match="U\\+001B"):
        render(compare("一\x1b\n二\n", "一\n三\n"), "docx")


def test_a_forged_redline_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "redline.docx"
    assert main(["compare", str(OLD), str(NEW), "-o", str(path), "--author", "TPU"]) == 1
    asked = ["verify", str(path), "--old", str(OLD), "--new", str(NEW)]
    assert main(asked) == 0
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data) as archive, zipfile.ZipFile(path, "w") as forged:
        for name in archive.namelist():
            forged.writestr(name, archive.read(name).replace("不得形成".encode(), "不应形成".encode()))
    assert main(asked) == 1
    assert "不应形成" in capsys.readouterr().out
    path.write_bytes(b"PK")
    assert main(asked) == 2


def test_clean_writes_both_documents_beside_the_redline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "redline.docx"
    asked = ["compare", str(OLD), str(NEW), "-o", str(path), "--clean"]
    beside = [tmp_path / "redline-rejected.docx", tmp_path / "redline-accepted.docx"]
    beside[1].write_bytes(b"mine")
    assert main(asked) == 2
    assert "redline-accepted.docx: this file exists already" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == [beside[1]]
    assert main([*asked, "--force"]) == 1
    for made, same in zip(beside, (OLD, NEW), strict=True):
        assert not compare(made, same).changes
        assert marked(made.read_bytes()) == []
        assert not re.search("<w:(ins|del|moveFrom|moveTo|pPrChange) ", part(made.read_bytes()))
        assert lint_docx.faults(made.read_bytes()) == []
        assert main(["compare", str(made), str(same), "-q"]) == 0
    assert main(["compare", str(OLD), str(NEW), "--clean"]) == 2
    assert "--clean" in capsys.readouterr().err
    assert main([*asked, "-o", str(beside[0]), "--force"]) == 2
    assert "given as output twice" in capsys.readouterr().err


def test_clean_documents_of_moves_splits_and_texts() -> None:
    items = [f"{words}；" for words in ("理事会批准报告并提交", "秘书长起草经费的草案", "成员国可提出书面意见")]
    moved = [doc(*(numbered(item, 1) for item in order)) for order in (items, [*items[1:], items[0]])]
    cut = [doc(*body) for body in SPLITS[0]]
    for old, new in (moved, cut, (OLD_TEXT, NEW_TEXT)):
        comparison = compare(old, new)
        rejected, accepted = clean(comparison, render(comparison, "docx"))
        assert not compare(rejected, old).changes
        assert not compare(accepted, new).changes


CHART = '<w:r><w:drawing><w:chart r:id="nowhere"/></w:drawing></w:r>'  # what cannot come along


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ((p(t(WHOLE[0]) + CHART),), (p(t(WHOLE[0])),), "1 × picture"),
        ((p(t(WHOLE[0]) + CHART),), (p(t(WHOLE[0]) + CHART),), ""),
        ((p(t(WHOLE[0]) + CHART),), (p(t(WHOLE[0].replace("年度", "月度")) + CHART),), ""),
        ((p(LINK),), (p(t(WHOLE[0] + WHOLE[1])),), "1 × link"),
        ((p(CHART + t(WHOLE[0] + WHOLE[1]) + CHART),), (p(t(WHOLE[0])), p(CHART + t(WHOLE[1]))), "2 × picture"),
        ((p(CHART + t(WHOLE[0])), p(t(WHOLE[1]) + CHART)), (p(CHART + t(WHOLE[0] + WHOLE[1]) + CHART),), "1 × picture"),
        ((p(CHART + t(WHOLE[0])), p(t(WHOLE[1]) + CHART)), (p(t(WHOLE[0] + WHOLE[1]) + CHART),), "2 × picture"),
        ((p(t(WHOLE[0]) + CHART), p(t(ALONE))), (p(t(ALONE)),), "1 × picture"),
    ],
)  # fmt: skip
def test_what_a_paragraph_loses_is_told(old: tuple[str, ...], new: tuple[str, ...], lost: str) -> None:
    told = said(doc(*old), doc(*new))
    assert [line.rpartition(": ")[2] for line in told] == ([lost] if lost else [])


def test_marks_that_libreoffice_does_not_heed_are_told() -> None:
    def control(words: str) -> bytes:
        return doc(p(t("一句。")), f"<w:sdt><w:sdtContent>{p(t(words))}</w:sdtContent></w:sdt>", p(t("末句。")))

    def frame(words: str) -> bytes:
        return doc(p(t("框中。"), properties='<w:framePr w:w="100"/>'), p(t(words)))

    for made, where in ((control, "in content controls"), (frame, "after a paragraph in a frame")):
        told = said(made(WHOLE[0]), made(WHOLE[0].replace("年度", "月度")))
        assert len(told) == 1
        assert told[0].startswith(f"2 × tracked changes {where}, which LibreOffice")
        assert said(made(WHOLE[0]), made(WHOLE[0])) == []


def written(act: Act, *, automatic: bool) -> bytes:
    """An act as a Word document, its numbers Word's or typed."""
    line = MADE["Line"]
    content: list[Any] = [
        line("DecNo", act.title),
        line("Call", "考虑到"),
        line("Normal", act.recital),
        line("Call", "做出决定"),
    ]
    for number, paragraph in enumerate(act.paragraphs, 1):
        texts = [(f"{number}\t", paragraph.text, MADE["CLAUSES"])]
        texts += [(f"{chr(97 + at)})\t", point, MADE["POINTS"]) for at, point in enumerate(paragraph.points)]
        content += [
            line("Clause", words, list_) if automatic else line("Normal", typed + words)
            for typed, words, list_ in texts
        ]
    content += [line("AnnexNo", "附件1"), *(MADE["Row"](tuple((cell,) for cell in cells)) for cells in act.rows)]
    return bytes(MADE["package"](MADE["body"](content)))


@pytest.mark.slow
@settings(max_examples=40)
@given(amended())
def test_any_amendment_is_written_and_proved(acts: tuple[Act, Act]) -> None:
    for automatic in (True, False):
        old, new = (written(act, automatic=automatic) for act in acts)
        redline(old, new)


def judged(tmp_path: Path, pairs: list[tuple[bytes, bytes]]) -> None:
    """LibreOffice accepts and rejects each redline and reads the documents themselves."""
    documents = [(old, redline(old, new), new) for old, new in pairs]
    for before, rejected, after, accepted in office.views(tmp_path, documents):
        assert office.words(rejected) == office.words(before)
        assert office.words(accepted) == office.words(after)
        assert rejected["beside"] == before["beside"]
        assert accepted["beside"] == after["beside"]
        assert rejected["left"] == accepted["left"] == 0


@pytest.mark.office
def test_libreoffice_agrees_on_the_fixtures(tmp_path: Path) -> None:
    old, new = OLD.read_bytes(), NEW.read_bytes()
    judged(tmp_path, [(old, new), (new, old)])


@pytest.mark.office
def test_libreoffice_agrees_on_splits_and_joins(tmp_path: Path) -> None:
    named = styles(*(style(one) for one in "ABC"))  # of styles that are nowhere LibreOffice makes what it likes
    pairs = [
        (docx("".join(old), numbering=LISTS, styles=named), docx("".join(new), numbering=LISTS, styles=named))
        for old, new in SPLITS
    ]
    judged(tmp_path, [*pairs, *((new, old) for old, new in pairs)])


@pytest.mark.office
def test_libreoffice_agrees_on_random_amendments(tmp_path: Path) -> None:
    pairs: list[tuple[bytes, bytes]] = []

    @settings(max_examples=12)
    @given(amended())
    def collect(acts: tuple[Act, Act]) -> None:
        if acts[0] != acts[1]:
            pairs.append((written(acts[0], automatic=True), written(acts[1], automatic=True)))

    collect()
    judged(tmp_path, pairs[:12])


def test_a_table_drawn_with_bars_keeps_its_bars() -> None:
    old = "附表\n| 税目 | 税额 |\n| 水 | 1元 |\n+----+----+\n"
    comparison = compare(old, old.replace("1元", "2元"))
    redline = render(comparison, "docx")
    assert isinstance(redline, bytes)
    assert verify(Source("redline.docx", "", redline), old, old.replace("1元", "2元"))


@pytest.mark.parametrize(("fresh", "ends"), [(31, ["ins", "", ""]), (32, ["", "ins", ""])])
def test_a_rewritten_paragraph_is_a_split_from_half_of_its_words_on(fresh: int, ends: list[str]) -> None:
    """Of the second part 31 characters were there before: with as many new ones it was cut off, with one more it is new."""
    first = "各成员国须按照理事会规定的格式逐年编写财务执行情况报告并提交审查；"
    kept = "秘书长应当在每届会议召开前九十日内公布暂定议程和全部工作文件，"
    added = "并以六种正式语文印发各成员国、部门成员以及受邀观察员代表团参考使用"
    assert len(kept) == 31
    old = doc(p(t("1\t" + first + kept)), p(t("2\t" + ALONE)))
    new = doc(p(t("1\t" + first)), p(t("2\t" + kept + added[:fresh])), p(t("3\t" + ALONE)))
    assert marks_of_ends(redline(old, new)) == ends
