"""Comparison tables: what is in them, and that every format holds the same texts, cell by cell."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree, html
from markdown_it import MarkdownIt

import comparisons
import decision_diff as dd
from comparisons import decision_641
from decision_diff import profiles, renderers
from decision_diff.changes import Change, Comparison
from decision_diff.characters import show_hidden
from decision_diff.errors import OutputError, ProfileError
from decision_diff.model import Clause
from decision_diff.profiles import Marking, Profile
from decision_diff.renderers import formulas, wording
from decision_diff.renderers import table as tables
from decision_diff.renderers.options import CsvOptions, TableOptions
from decision_diff.renderers.pieces import PieceOp
from decision_diff.renderers.wording import marks as marking
from decision_diff.renderers.wording.brackets import keep_apart
from how import how
from markers import ANGLED, ANGLES, MARKINGS, read
from paths import FIXTURES
from renderings import HOSTILE, STEPS, STRANGE, amended, regroupings, unshow

# PDF has tests of its own: of its cells nothing can be read back.
NAMES = [row.name for row in renderers.RENDERERS if row.name.startswith("table-") and row.name != "table-pdf"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BARE = "columns = ['number', 'before', 'after', 'kind', 'reason']\nunchanged = 'full'\n"  # a profile without marks


def table(comparison: Comparison, **options: Any) -> tables.ComparisonTable:
    return tables.make(comparison, how("table-docx", **options))


def cells(made: tables.ComparisonTable) -> list[list[str]]:
    return [[tables.join_text(cell) for cell in row.cells] for row in made.rows]


def lines(clauses: tuple[Clause, ...]) -> str:
    # Not `Clause.line`, which leaves out white space at the end of words, and a made-up clause may have some.
    whole = ("\n".join(" ".join(filter(None, (clause.number, clause.words))) for clause in clauses)).replace(
        "\t", " | "
    )
    return unshow(show_hidden(whole))


# What is in a table


def both_sides(comparison: Comparison) -> None:
    """Every clause of both texts stands in the table once, whole, in the row of its change; the new text from top to bottom."""
    made = table(comparison, profile="plain", columns=("before", "after"), unchanged="full")
    # What is shown by number depends on what stands before it, and a change may stand between.
    shown = [(tuple(map(unshow, cells_of)), row) for cells_of, row in zip(cells(made), made.rows, strict=True)]
    found = sorted(texts for texts, row in shown if not row.pointer)
    want = sorted(
        (lines(change.old) if change.old else "(added)", lines(change.new) if change.new else "(repealed)")
        for change in (*comparison.changes, *comparison.unchanged)
    )
    assert found == want
    new = [one for one in (*comparison.changes, *comparison.unchanged) if one.new]
    new.sort(key=lambda one: comparison.new.position(one.new[0].eid))
    after = [texts[1] for texts, row in shown if not row.pointer and texts[1] != "(repealed)"]
    assert after == [lines(one.new) for one in new]
    moved = [one for one in comparison.changes if "move" in one.effects]
    pointers = [texts for texts, row in shown if row.pointer]
    came = [texts for texts in pointers if texts[0].startswith("(moved from ")]
    went = [texts for texts in pointers if texts[1].startswith("(moved to ")]
    assert len(came) == len(moved)  # these columns cannot say it in a row of the text
    assert bool(went) == bool(moved)
    assert len(went) <= len(moved)
    assert len(went) + len(came) == len(pointers)
    assert all(say in named for say, named in came)
    assert all(say in named for named, say in went)
    for row in made.rows:
        for cell, op in zip(row.cells, ("delete", "insert"), strict=True):
            assert {run.op for run in cell} <= {"equal", op}


@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_every_text_stands_whole_in_its_cell(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "detect_language", lambda comparison: "en")
    both_sides(comparisons.full(hostile))


@given(steps=STEPS)
def test_any_amendment_stands_whole_in_its_cell(steps: list[tuple[str, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "detect_language", lambda comparison: "en")
        both_sides(amended(steps))


@given(change=regroupings())
def test_any_regrouping_stands_whole_in_its_cells(change: Change) -> None:
    old, new = comparisons.decision("o", *change.old), comparisons.decision("n", *change.new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "detect_language", lambda comparison: "en")
        both_sides(Comparison(old, new, (change,), (), ()))


def test_the_table_of_decision_641() -> None:
    made = table(decision_641())
    assert [column.heading for column in made.columns] == ["条款", "修改前", "修改后", "修改方式", "修改理由"]
    assert [row.cells[3][0].text for row in made.rows] == ["修改", "修改", "修改", "新增", "修改"]
    assert cells(made)[3][1] == "（新增）"
    assert made.rows[1].cells[1] == (
        tables.Run("equal", "1 "),
        tables.Run("delete", "于2026年上半年召开为期三天的"),
        tables.Run("equal", "第七届WTPF（WTPF-26）"),
        tables.Run("delete", "，具体日期和地点将由理事会下届会议确定"),
        tables.Run("equal", "；"),
    )
    assert made.notes == ("未作修改的54个条款从略。",)


def test_unchanged_clauses_are_left_out_folded_or_given() -> None:
    comparison = decision_641()
    assert len(table(comparison, unchanged="leave-out").rows) == 5
    folded = cells(table(comparison, unchanged="fold", profile="zh-table"))
    assert folded[1] == ["小标题1至做出决定", "（不变）", "（不变）", "不变", ""]
    assert len(folded) == 9
    full = table(comparison, unchanged="full")
    assert len(full.rows) == 59
    assert [row.changed for row in full.rows].count(True) == 5
    assert table(comparison, all=True) == full
    japanese = cells(table(comparison, profile="ja-table"))
    assert any(row[0].endswith("（略）") and "から" in row[0] for row in japanese)
    assert not table(comparison, unchanged="fold").notes


def test_what_follows_is_gathered_in_notes() -> None:
    made = table(comparisons.full(), profile="un", labels="en")
    assert made.notes == (
        "Renumbered: 做出决定2 to 3 → 3 to 4.",
        "References adapted to the new numbers: 做出决定10: “3” → “4”.",
        "Only punctuation, spacing or the way a number is written changed: 做出决定9 → 8.",
        "3 unchanged clauses are left out.",
    )
    assert len(made.rows) == len(comparisons.full().changes) - 4 + 2  # two moved: a row at either place
    every = table(comparisons.full(), profile="un", labels="en", unchanged="full")
    assert len(every.rows) == len(comparisons.full().changes) + len(comparisons.full().unchanged) + 2


def test_a_replacement_throughout_is_said_once() -> None:
    old = "示例法\n第一条　会计帐簿应当真实。\n第二条　保存帐簿。\n第三条　年度终了后，应当向有关部门提交帐簿，按照规定装订并且存档。\n"
    comparison = dd.compare(old, old.replace("帐簿", "账簿").replace("存档", "归档"))
    made = table(comparison)
    assert made.notes[0] == "将全文的“帐簿”改为“账簿”，共3处：第一条、第二条、第三条。"
    assert [row[0] for row in cells(made)] == ["第三条"]


def test_a_doubtful_match_always_has_a_row_that_says_so() -> None:
    one = comparisons.pair("见第3款。", "见第4款。", "=见第", "-3", "+4", "=款。")
    change = one.changes[0]
    doubtful = replace(
        one,
        changes=(replace(change, kind="consequential", links=(replace(change.links[0], confidence=0.5),)),),
    )
    assert "存疑，可信度50 %" in cells(table(doubtful))[0][3]
    assert not table(replace(one, changes=(replace(change, kind="consequential"),))).rows


def test_what_was_repealed_stands_where_it_stood() -> None:
    comparison = dd.compare(
        "法\n第一条　甲。\n第二条　乙乙。\n第三条　丙丙丙。\n", "法\n第一条　甲。\n第三条　丙丙丙。\n"
    )
    rows = cells(table(comparison, unchanged="full"))
    assert [row[0] for row in rows] == ["标题", "第一条", "第二条", "第三条"]
    assert rows[2][1:4] == ["第二条 乙乙。", "（删除）", "删除"]


PLACES = "法\n第一条　申请人应当提交材料。\n第二条　主管部门应当登记。\n第三条　期限为三十日。\n第四条　费用由国家承担。\n第五条　保存档案五十年。\n第六条　附则。\n"


def moved_up() -> Comparison:
    """Articles 4 and 5 go before article 1, together; of one of them a word is amended."""
    new = "法\n第一条　费用由国家承担。\n第二条　保存档案三十年。\n第三条　申请人应当提交材料。\n第四条　主管部门应当登记。\n第五条　期限为三十日。\n第六条　附则。\n"
    return dd.compare(PLACES, new)


def test_a_move_is_said_at_both_places() -> None:
    comparison = comparisons.full()
    made = table(comparison, profile="un", labels="en")
    rows = {row[0]: row[1:4] for row in cells(made)}
    # Where the text stands now: both texts, to be compared, and whence it came.
    assert rows["做出决定0\n(moved from 做出决定11)"] == [
        "11 移到最前并且修改。",
        "0 移到最前而且修改。",
        "amended, renumbered, moved",
    ]
    # Where it stood: whither it went, and no text.
    assert rows["做出决定11"] == ["(moved to 做出决定0)"] * 2 + ["moved"]
    assert [row.pointer for row in made.rows].count(True) == 2
    order = [row[0] for row in cells(made)]
    assert order.index("做出决定11") == order.index("附件1 › row 8月7日") - 1  # the last of its part, as it was
    marks = {row[0]: row[3] for row in cells(table(comparison, profile="itu", labels="en"))}
    assert marks["做出决定11"] == "SUP*"
    assert marks["做出决定9\n(moved from 做出决定8)"] == "ADD*"


def test_what_moved_together_is_one_row_where_it_stood() -> None:
    comparison = moved_up()
    assert [change.old[0].number for change in comparison.changes if "move" in change.effects] == ["第四条", "第五条"]
    made = table(comparison)
    assert [(row.pointer, texts[0]) for row, texts in zip(made.rows, cells(made), strict=True)] == [
        (False, "第一条\n（由第四条移来）"),
        (False, "第二条\n（由第五条移来）"),
        (True, "第四条至第五条"),
    ]
    assert cells(made)[2][1:4] == ["（移至第一条至第二条）", "（移至第一条至第二条）", "移动"]
    # Where there is no column for it, another tells.
    bare = cells(table(comparison, columns=("before", "after")))
    assert bare[0] == ["（由第四条移来）", "第一条 （由第四条移来）"]
    assert bare[4] == ["第四条至第五条 （移至第一条至第二条）", "（移至第一条至第二条）"]
    kinds = cells(table(comparison, columns=("kind", "after")))
    assert [row[0] for row in kinds] == ["重新编号 （由第四条移来）", "修改、重新编号 （由第五条移来）", "移动"]
    assert [row[0] for row in cells(table(comparison, columns=("kind",), profile="itu", labels="en"))] == [
        "ADD* (moved from 第四条)",
        "ADD* (moved from 第五条)",
        "SUP*",
    ]


def chapter_gone_behind_one_that_moved() -> Comparison:
    """Chapter 2 goes to the end; chapter 4, a heading alone behind it, is repealed."""
    chapters = ["第一章　总则\n第一条　为了规范行为，制定本法。\n", "第二章　程序\n第二条　申请人应当提交材料。\n第三条　主管部门应当登记。\n",
                "第三章　责任\n第四条　违反规定的，处以罚款。\n第五条　情节严重的，吊销执照。\n第六条　造成损失的，应当赔偿。\n"]  # fmt: skip
    old = "法\n" + chapters[0] + chapters[1] + "第四章　废止\n" + chapters[2]
    return dd.compare(old, "法\n" + chapters[0] + chapters[2] + chapters[1])


def test_what_was_repealed_behind_a_chapter_that_moved_stays_where_it_was() -> None:
    rows = [row[0] for row in cells(table(chapter_gone_behind_one_that_moved()))]
    gone = [at for at, row in enumerate(rows) if row == "第四章"]
    assert gone
    assert gone[0] < min(at for at, row in enumerate(rows) if "移来" in row), rows


@pytest.mark.parametrize("name", ["html", "review"])
def test_pages_have_it_at_the_same_place(name: str) -> None:
    page = renderers.render(chapter_gone_behind_one_that_moved(), name)
    assert isinstance(page, str)
    text = page.partition("<article")[2]
    assert text.index("第一条") < text.index("废止") < text.index("第三章"), text


@pytest.mark.parametrize("kept", [1, 2])
@pytest.mark.parametrize("language", profiles.LANGUAGES)
def test_how_many_are_left_out_is_said_in_the_form_of_the_number(language: str, kept: int) -> None:
    articles = "".join(f"第{at}条　保持不变的条文。\n" for at in "二三"[:kept])
    comparison = dd.compare("第一条　甲。\n" + articles, "第一条　乙。\n" + articles)
    said = table(comparison, labels=language).notes[-1]
    forms = {"en": ["1 unchanged clause is left out.", "2 unchanged clauses are left out."],
             "zh": ["未作修改的1个条款从略。", "未作修改的2个条款从略。"],
             "fr": ["1 disposition inchangée n’est pas reproduite.", "2 dispositions inchangées ne sont pas reproduites."],
             "es": ["Se omite 1 disposición sin cambios.", "Se omiten 2 disposiciones sin cambios."],
             "ru": ["Опущено 1 положение без изменений.", "Опущены 2 положения без изменений."],
             "ar": ["لم يدرج حكم واحد لم يتغير.", "لم يدرج حكمان لم يتغيرا."],
             "ja": ["変更のない1項目は省略する。", "変更のない2項目は省略する。"]}  # fmt: skip
    assert said == forms[language][kept - 1]


@pytest.mark.parametrize("unchanged", profiles.UNCHANGED)
@pytest.mark.parametrize("columns", [("number", "before", "after"), ("before", "after")])
def test_the_words_of_the_texts_and_no_others_are_in_their_language(unchanged: str, columns: tuple[str, ...]) -> None:
    comparison = comparisons.full()
    options = TableOptions(profile="un", labels="fr", unchanged=unchanged, columns=columns)
    page = renderers.render(comparison, "table-html", options)
    assert isinstance(page, str)
    found = re.findall(r'<td[^>]*? lang="zh" dir="auto">(.*?)</td>', page, re.DOTALL)
    made = tables.make(comparison, options)
    ours = ("(déplacé", "(ajouté", "(supprimé", "(inchangé")
    texts = [tables.join_text(cell) for row in made.rows for cell in row.cells[-2:]]
    theirs = [text for text in texts if text and not any(word in text for word in ours)]
    assert [re.sub("<[^>]*>", "", cell.replace("<br>", "\n")) for cell in found] == theirs
    assert len(theirs) > len(comparison.changes) + (unchanged == "full") * 2 * len(comparison.unchanged)


def test_notices_stand_below_in_every_language() -> None:
    made = table(comparisons.full(), labels="ja")
    assert [closing.heading for closing in made.closings] == ["備考", "注意事項"]
    assert made.notices == ("number-gap: after 4 comes 6 (text, block 4)", "layout: y")
    assert table(comparisons.same()).notices == ("layout: blank lines differ",)
    assert not table(decision_641()).notices


def test_no_difference_is_said() -> None:
    made = table(comparisons.same(), labels="en")
    assert made.nothing == "No difference was found between a.txt and b.txt."
    assert made.rows == ()
    assert len(table(comparisons.same(), unchanged="full").rows) == 1


def test_columns_and_reasons() -> None:
    comparison = decision_641()
    made = table(comparison, columns=("after", "before"), reasons={"part_1__para_1": "日期已定"})
    assert [column.name for column in made.columns] == ["after", "before", "reason"]
    assert [row[2] for row in cells(made)] == ["", "日期已定", "", "", ""]
    for wrong, said in (
        ("art_99", "is not there"),
        ("part_1__para_2", "did not change, so it has no row (--unchanged full gives it one)"),
    ):
        with pytest.raises(ProfileError, match=f"there is a reason for {wrong}, but this clause") as raised:
            table(comparison, reasons={wrong: "x"})
        assert said in str(raised.value)
    full = table(comparison, reasons={"part_1__para_2": "照旧"}, unchanged="full")
    assert [row[4] for row in cells(full)].count("照旧") == 1


def test_a_reason_for_what_was_repealed_names_the_old_clause() -> None:
    old = "法\n第一条　甲甲甲甲。\n第二条　乙乙乙乙乙。\n第三条　丙丙丙丙丙丙。\n第四条　丁丁丁丁。\n"
    comparison = dd.compare(old, "法\n第一条　甲甲甲甲。\n第二条　丙丙丙丙丙丙。\n第三条　戊戊戊戊。\n")
    assert [change.old[0].eid for change in comparison.changes if not change.new] == ["art_2", "art_4"]
    made = table(comparison, reasons={"old:art_2": "过时", "art_4": "重复", "art_2": "顺延"})
    rows = {row[0]: row[4] for row in cells(made)}
    assert rows["第二条"] == "过时"
    assert rows["第四条"] == "重复"
    assert rows["第三条 → 第二条"] == "顺延"
    with pytest.raises(ProfileError, match="there is a reason for old:art_9, but this clause is not there"):
        table(comparison, reasons={"old:art_9": "x"})


def test_what_has_a_reason_has_a_row() -> None:
    made = table(comparisons.full(), profile="un", reasons={"p_10": "follows article 3"})
    assert "follows article 3" in [row[4] for row in cells(made)]
    assert not any("“3”" in note for note in made.notes)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("第一条　甲方应当。\n", "zh"),
        ("第一条　理事会须审议“の”字样的使用，并向成员国提交报告草案。\n", "zh"),
        ("第一条　甲は、これをする。\n", "ja"),
        ("第六条　事務局長は、報告を提出しなければならない。\n", "ja"),
        ("1. Совет решает провести форум.\n", "ru"),
        ("1. يقرر المجلس عقد المنتدى.\n", "ar"),
        ("1. The Council decides.\n", "en"),
    ],
)
def test_labels_are_in_the_language_of_the_text(text: str, language: str) -> None:
    assert wording.detect_language(dd.compare(text + text, text + text)) == language


# Every format holds these texts


def from_html(output: Any) -> list[list[str]]:
    page = html.fromstring(output)
    for br in page.iter("br"):
        br.tail = "\n" + (br.tail or "")
    return [["".join(map(str, cell.itertext())) for cell in row.iter("td")] for row in page.iter("tr")][1:]


def from_markdown(output: Any) -> list[list[str]]:
    return from_html("<div>" + MarkdownIt("commonmark").enable("table").render(output) + "</div>")


def from_csv(output: Any) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(output.removeprefix("\ufeff"))))
    return [[cell.removeprefix("'") for cell in row] for row in rows[1:]]


def from_xlsx(output: Any) -> list[list[str]]:
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(output)).active
    rows = list(sheet.iter_rows())
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}  # n is what it calls an empty cell
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in rows[1:]]


def from_docx(output: Any) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    spelled = {f"{W}tab": "\t", f"{W}br": "\n"}

    def said(cell: Any) -> str:
        return "\n".join(
            "".join(spelled.get(one.tag, one.text or "") for one in paragraph.iter(f"{W}t", *spelled))
            for paragraph in cell.iter(f"{W}p")
        )

    return [[said(cell) for cell in row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")][1:]


BACK: dict[str, Callable[[Any], list[list[str]]]] = {
    "table-html": from_html,
    "table-md": from_markdown,
    "table-csv": from_csv,
    "table-xlsx": from_xlsx,
    "table-docx": from_docx,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hostile", ["", HOSTILE, STRANGE])
def test_a_format_holds_every_cell_exactly(name: str, hostile: str, tmp_path: Path) -> None:
    if name == "table-xlsx":
        pytest.importorskip("xlsxwriter")
    profile = tmp_path / "bare.toml"
    profile.write_text(BARE, encoding="utf-8")
    comparison = comparisons.full(hostile)
    options: dict[str, Any] = {"profile": str(profile), "reasons": {"p_1": f"why{hostile}\n=2"}, "title": f"t{hostile}"}
    made = table(comparison, **options)
    want = cells(made)
    assert len(want) == len(comparison.changes) + len(comparison.unchanged) + sum(row.pointer for row in made.rows)
    output = renderers.render(comparison, name, how(name, **options))
    assert output == renderers.render(comparison, name, how(name, **options))
    found = BACK[name](output)
    if name == "table-md":  # its lines are folded by nobody, but blanks at their ends are the reader's
        assert [[cell.replace("\n", "") for cell in row] for row in found] == [
            [cell.replace("\n", "") for cell in row] for row in want
        ]
    else:
        assert found[: len(want)] == want


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en", "fr", "es", "ru", "ar", "ja"])
def test_a_format_speaks_every_language(name: str, language: str) -> None:
    output = renderers.render(comparisons.full(), name, how(name, labels=language, profile="un"))
    made = table(comparisons.full(), labels=language, profile="un")
    if isinstance(output, str):
        assert made.columns[1].heading in output
        assert made.notes[0].split(":")[0] in output.replace("\\", "")
    else:
        with zipfile.ZipFile(io.BytesIO(output)) as archive:
            whole = b"".join(archive.read(part) for part in archive.namelist() if part.endswith(".xml")).decode()
        assert made.columns[1].heading in whole
        right = {"table-docx": "w:bidiVisual", "table-xlsx": 'rightToLeft="1"'}[name]
        assert (right in whole) is (language == "ar")


def test_marks_are_styles_in_word() -> None:
    output = renderers.render(decision_641(), "table-docx")
    assert isinstance(output, bytes)
    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        body = archive.read("word/document.xml").decode()
    assert body.count("<w:tblHeader/>") == 1
    assert 'w:orient="landscape"' in body
    assert '<w:rFonts w:eastAsia="SimHei" w:hint="eastAsia"/><w:b/>' in body
    root = etree.fromstring(body.encode())
    struck = [run for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}strike") is not None]
    assert "".join(map(str, struck[1].itertext())) == "于2026年上半年召开为期三天的"


def test_marks_are_styles_in_a_spreadsheet() -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    output = renderers.render(decision_641(), "table-xlsx")
    assert isinstance(output, bytes)
    book = openpyxl.load_workbook(io.BytesIO(output), rich_text=True)
    cell = book.active["B3"].value
    assert [(part.text, bool(part.font.strike)) for part in cell][1] == ("于2026年上半年召开为期三天的", True)
    assert book.active.print_title_rows == "$1:$1"
    assert book.active.page_setup.orientation == "landscape"
    assert book.properties.created.year == 1980


def test_marks_of_the_text_cannot_be_taken_for_ours_in_csv() -> None:
    comparison = comparisons.pair("甲{+乙+}丙", "甲{+乙+}丁", "=甲{+乙+}", "-丙", "+丁")
    output = renderers.render(comparison, "table-csv", CsvOptions(columns=("after",), profile="un"))
    assert isinstance(output, str)
    assert output.splitlines()[1] == "2 甲{‹U+002B›乙‹U+002B›}{+丁+}"


@pytest.mark.slow
@given(insert=MARKINGS | ANGLES, delete=MARKINGS | ANGLES, steps=STEPS | ANGLED)
@settings(max_examples=400)
def test_in_csv_no_text_can_be_taken_for_the_marks_of_any_profile(
    insert: Marking, delete: Marking, steps: list[tuple[str, str]]
) -> None:
    comparison = amended(steps)
    profile = Profile("", language="en", columns=("before", "after"), insert=insert, delete=delete)
    if not comparison.changes:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(profiles, "load", lambda name: profile)
        output = renderers.render(comparison, "table-csv", CsvOptions(profile="any"))
    change = comparison.changes[0]
    row = next(csv.reader(io.StringIO(str(output).partition("\n")[2])))
    kept = "".join(edit.old.of(change.old_text) for edit in change.edits if edit.op == "equal")
    marks = marking.choose_cell_characters(keep_apart(profile, comparison))
    kinds: tuple[PieceOp, PieceOp] = ("delete", "insert")
    for cell, op, text in zip(row, kinds, (change.old_text, change.new_text), strict=True):
        without = whole = cell.removeprefix("'").removeprefix("2 ")
        if any(marks[op]):  # a profile may leave words unmarked
            # The column says which marks are in it, so both kinds are read alike.
            without, whole = read(whole, dict.fromkeys(("insert", "delete"), marks[op]))
            assert unshow(without) == kept
        assert unshow(whole) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", " =1", "＝1", "'quoted", "\t=1"])
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert formulas.escape_formula(text) == f"'{text}"
    assert formulas.escape_formula("第1条") == "第1条"


def test_a_text_too_long_for_a_spreadsheet_is_one_sentence() -> None:
    pytest.importorskip("xlsxwriter")
    comparison = comparisons.pair("甲" * 33000, "甲" * 33000 + "乙", "=" + "甲" * 33000, "+乙")
    with pytest.raises(OutputError, match="a cell of a spreadsheet holds at most 32767 characters"):
        renderers.render(comparison, "table-xlsx")
    assert renderers.render(comparison, "table-docx")


def test_without_the_library_a_spreadsheet_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(OutputError, match=r'pip install "decision-diff\[xlsx\]"'):
        renderers.render(decision_641(), "table-xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_five_hundred_articles(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FIXTURES.parent / "bench"))
    from made import revisions

    old, new = revisions(500)
    comparison = dd.compare(old, new)
    options = how(name, unchanged="full", profile="plain")
    found = BACK[name](renderers.render(comparison, name, options))
    assert len(found) >= len(comparison.changes) + len(comparison.unchanged)


@pytest.mark.parametrize("profile", ["itu", "un", "ja-table", "legal", "plain"])  # zh-table is what Chinese texts get
def test_decision_641_by_every_profile(profile: str, golden: Callable[[str, str], None]) -> None:
    output = renderers.render(decision_641(), "table-md", TableOptions(profile=profile))
    assert isinstance(output, str)
    golden(f"decision-641.{profile}.table.md", output)
