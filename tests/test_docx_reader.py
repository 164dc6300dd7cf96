"""Word documents: what is text, what the two views of tracked changes hold, and the structure that the file tells."""

from __future__ import annotations

import dataclasses
import runpy
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.errors import UnreadableError
from decision_diff.model import Decision, Source, View
from decision_diff.ooxml import document
from decision_diff.ooxml.document import read_paragraphs
from decision_diff.ooxml.package import Package
from decision_diff.readers import find_for
from paths import FIXTURES
from wordfiles import (
    HEAD,
    NAMESPACES,
    WHO,
    abstract,
    dele,
    docx,
    ins,
    instance,
    level,
    notes,
    num,
    numbered,
    numbering,
    p,
    row,
    style,
    styled,
    styles,
    t,
    table,
)


def moved(words: str, end: str) -> str:
    return p(f"<w:move{end} {WHO}>{t(words)}</w:move{end}>", mark=f"move{end}")


VIEWS: tuple[View, View] = ("accepted", "rejected")


def texts(data: bytes, view: View = "accepted") -> list[str]:
    """The paragraphs of a view, checked on the way: pieces tell where they come from, and a block is a paragraph."""
    found = list(read_paragraphs(Package(data), view))
    for paragraph in found:
        for piece in paragraph.pieces:
            if (piece.element.text or "").strip():
                own = (piece.element.text or "").replace("\n", " ")
                assert own[piece.offset :].startswith(piece.text)
            assert piece.run is None or piece.run in piece.element.iterancestors()
            assert any(element in piece.element.iterancestors() for element in paragraph.elements)
    decision = dd.read(data, view=view)
    assert decision.plain == "".join(f"{paragraph.text}\n" for paragraph in found)
    assert [block.raw for block in decision.blocks] == [f"{paragraph.text}\n" for paragraph in found]
    check_structure(decision)
    return [paragraph.text for paragraph in found]


def check_structure(decision: Decision) -> None:
    """Each block with words is in exactly one clause, and a clause has the words and the number of its blocks."""
    held = sorted(at for clause in decision.walk() for at in range(clause.origin.start, clause.origin.end))
    assert len(held) == len(set(held))
    assert {at for at, block in enumerate(decision.blocks) if block.text or block.label} <= set(held)
    for clause in decision.walk():
        blocks = decision.blocks[clause.origin.start : clause.origin.end]
        assert clause.label == blocks[0].label
        words = [part for part in clause.words.replace("\t", "\n").split("\n") if part]
        assert words == [part for block in blocks for part in block.text.replace("\t", "\n").split("\n") if part]
        assert not clause.cells or "\t".join(cell.of(clause.text) for cell in clause.cells) == clause.text


def codes(data: bytes) -> list[str]:
    return [notice.code for notice in dd.read(data).notices]


# -- what is text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲乙"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u2011b\u00adc"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ("<w:r><w:t>甲<!-- x --><?y z?><![CDATA[乙]]></w:t></w:r>", "甲乙"),
        ('<w:hyperlink r:id="rId9">' + t("链接") + "</w:hyperlink>", "链接"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + t("控件") + "</w:sdtContent></w:sdt>", "控件"),
        ("<w:smartTag>" + t("标记") + "</w:smartTag><w:unknown>" + t("未知") + "</w:unknown>", "标记未知"),
        ("<w:ruby><w:rt>" + t("ふり") + "</w:rt><w:rubyBase>" + t("漢") + "</w:rubyBase></w:ruby>", "漢"),
        ("<w:fldSimple>" + t("12") + "</w:fldSimple>", "12"),
        ('<w:bookmarkStart w:id="0" w:name="a"/>' + t("书签") + '<w:bookmarkEnd w:id="0"/>', "书签"),
        ("<mc:AlternateContent><mc:Choice>" + t("甲") + "</mc:Choice><mc:Fallback>" + t("乙") + "</mc:Fallback></mc:AlternateContent>", "甲"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ("<w:r><w:t> 甲\t</w:t><w:t> </w:t><w:t>乙\n</w:t></w:r>", "甲乙"),
        ("<w:r><w:t>\u3000甲\u00a0</w:t></w:r>", "\u3000甲\u00a0"),
        ("<w:r xml:space='preserve'><w:t> 甲 </w:t><w:t xml:space='default'> 乙 </w:t></w:r>", " 甲 乙"),
        ("<w:r><w:t xml:space='preserve'>甲\n乙</w:t></w:r>", "甲 乙"),
    ],
)  # fmt: skip
def test_what_is_text_in_a_paragraph(runs: str, text: str) -> None:
    assert texts(docx(p(runs))) == [text]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_results_of_fields_are_text_and_instructions_never() -> None:
    nested = field("begin") + t("IF ") + field("begin") + t("REF") + field("separate") + t("内") + field("end")
    assert texts(docx(p(t("见") + nested + field("separate") + t("第3条") + field("end") + t("。")))) == ["见第3条。"]
    over = p(field("begin") + t("TOC") + field("separate") + t("一")) + p(t("二") + field("end")) + p(t("三"))
    assert texts(docx(over)) == ["一", "二", "三"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    data = docx(p(t("甲") + field("begin") + t("乙")) + p(t("丙")))
    assert texts(data) == ["甲乙", "丙"]
    assert "field" in codes(data)


def test_a_deleted_field_leaves_nothing_behind() -> None:
    inner = "<w:r><w:delInstrText>REF x</w:delInstrText></w:r>"
    deleted = f"<w:del {WHO}>{field('begin')}{inner}{field('separate')}{t('旧', 'delText')}{field('end')}</w:del>"
    data = docx(p(t("甲") + deleted + t("乙")))
    assert [texts(data, view) for view in VIEWS] == [["甲乙"], ["甲旧乙"]]


def test_a_text_box_is_read_once_and_stands_in_its_place() -> None:
    box = f"<w:txbxContent>{p(t('框'))}</w:txbxContent>"
    alternatives = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:x>{box}</wps:x></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(docx(p(t("甲") + alternatives + t("乙")) + p(t("丙")))) == ["甲乙", "框", "丙"]
    assert texts(docx(p(f"<w:r><w:pict>{box}</w:pict></w:r>"))) == ["", "框"]


@given(st.lists(st.text("甲乙丙ab", max_size=5), max_size=5), st.integers(0, 20), st.integers(0, 20))
def test_a_stretch_of_a_paragraph_is_traced_to_its_elements(words: list[str], start: int, end: int) -> None:
    paragraph = next(read_paragraphs(Package(docx(p("".join(map(t, words))))), "accepted"))
    cut = paragraph.cut(start, end)
    assert "".join(piece.text for piece in cut) == "".join(words)[start:end]
    for piece in cut:
        assert (piece.element.text or "")[piece.offset : piece.offset + len(piece.text)] == piece.text


# -- revision marks


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (p(t("a") + ins("b") + dele("c")), ["ab"], ["ac"]),
        (p(f"<w:ins {WHO}>{t('b')}{dele('x')}</w:ins>"), ["b"], [""]),
        (p(f"<w:del {WHO}>{ins('x')}</w:del>{t('a')}"), ["a"], ["a"]),
        (p(f"<w:del {WHO}>{t('x')}</w:del>{t('a')}"), ["a"], ["xa"]),
        (p("<w:ins>" + t("b") + "</w:ins>"), ["b"], [""]),
        (p(f"<w:moveFrom {WHO}>{t('m')}</w:moveFrom>") + p(f"<w:moveTo {WHO}>{t('m')}</w:moveTo>"), ["", "m"], ["m", ""]),
        (p(t("a"), mark="del") + p(t("b")), ["ab"], ["a", "b"]),
        (p(t("a"), mark="ins") + p(t("b")), ["a", "b"], ["ab"]),
        (p(t("a"), mark="del") + p(t("b"), mark="del") + p(t("c")), ["abc"], ["a", "b", "c"]),
        (p(dele("a"), mark="del") + p(t("b")), ["b"], ["a", "b"]),
        (p(t("a"), mark="moveFrom") + p(t("b")), ["ab"], ["a", "b"]),
        (p(t("a"), mark="del"), ["a"], ["a"]),
        (p(dele("a"), mark="del") + table(row(p(t("c")))), ["c"], ["a", "c"]),
        (p(t("a"), mark="del") + table(row(p(t("c")))), ["a", "c"], ["a", "c"]),
        (p(t("a"), mark="del") + table(row(p(t("c")), mark="del")) + p(t("b")), ["ab"], ["a", "c", "b"]),
        (table(row(p(t("a"))), row(p(t("b")), mark="ins")), ["a", "b"], ["a"]),
        (table(row(p(t("a"))), row(p(t("b")), mark="del")), ["a"], ["a", "b"]),
        (table(row(p(t("a")), p(t("b")), marks=("", "cellIns"))), ["a", "b"], ["a"]),
        (table(row(p(t("a")), p(t("b")), marks=("", "cellDel"))), ["a"], ["a", "b"]),
        (f"<w:sdt><w:sdtContent>{p(ins('b'))}</w:sdtContent></w:sdt>", ["b"], [""]),
        (p(f"<m:oMath><w:ins {WHO}><m:r><m:t>x</m:t></m:r></w:ins></m:oMath>"), ["x"], [""]),
        (p(t("b") + '<w:moveToRangeStart w:id="7" w:name="m9"/>'), ["b"], ["b"]),
        # Moved rows have no mark of their own: a row goes when the ends of all its cells are moved, and not when deleted.
        (table(row(p(t("a"))), row(moved("b", "From"), moved("c", "From"))), ["a"], ["a", "b", "c"]),
        (table(row(moved("b", "To"), moved("c", "To"))) + p(t("a")), ["b", "c", "a"], ["a"]),
        (table(row(p(t("a"))), row(moved("b", "From"), p(t("c")))), ["a", "", "c"], ["a", "b", "c"]),
        (table(row(p(t("a"))), row(p(t("b"), mark="moveFrom"))), ["a", "b"], ["a", "b"]),
        (table(row(p(t("a"))), row(p(dele("b"), mark="del"))), ["a", ""], ["a", "b"]),
    ],
)  # fmt: skip
def test_both_views_of_revision_marks(body: str, accepted: list[str], rejected: list[str]) -> None:
    data = docx(body)
    assert texts(data) == accepted
    assert texts(data, "rejected") == rejected


def test_the_properties_of_the_following_paragraph_survive() -> None:
    body = p(t("a"), mark="del", properties=num(1)) + p(t("b")) + p(t("c"), mark="ins") + p(t("d"), properties=num(1))
    data = docx(body, numbering=numbering(abstract(1, level(0, "decimal", "%1.")), instance(1, 1)))
    lines = {view: [clause.line for clause in dd.read(data, view=view).walk()] for view in VIEWS}
    assert lines == {"accepted": ["ab", "c", "1. d"], "rejected": ["1. a", "b", "2. cd"]}


def test_a_changed_or_inserted_number_is_old_in_the_rejected_view() -> None:
    change = f"{num(1)}<w:pPrChange {WHO}><w:pPr>{num(2)}</w:pPr></w:pPrChange>"
    inserted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {WHO}/></w:numPr>'
    data = docx(
        p(t("甲"), properties=change) + p(t("乙"), properties=inserted),
        numbering=numbering(
            abstract(1, level(0, "decimal", "%1.")), abstract(2, level(0, "lowerLetter", "%1)")), instance(1, 1), instance(2, 2)
        ),
    )  # fmt: skip
    assert [clause.number for clause in dd.read(data).walk()] == ["1.", "2."]
    assert [clause.number for clause in dd.read(data, view="rejected").walk()] == ["a)", ""]


def test_deleted_text_outside_a_deletion_is_told() -> None:
    data = docx(p(t("a") + t("STRAY", "delText")))
    assert texts(data) == ["a"]
    assert "stray" in codes(data)


# Random documents: each run is kept, inserted or deleted, and so is each paragraph mark and each row.

STATE = st.sampled_from(["", "", "ins", "del"])
RUN = st.tuples(STATE, st.text("甲乙丙丁abc ", min_size=1, max_size=4))


@dataclass(frozen=True)
class Made:
    """A paragraph as the model sees it."""

    runs: tuple[tuple[str, str], ...]
    mark: str

    def xml(self) -> str:
        write = {"": t, "ins": ins, "del": dele}
        return p("".join(write[state](words) for state, words in self.runs), mark=self.mark)


PARAGRAPH = st.builds(Made, st.lists(RUN, max_size=4).map(tuple), STATE)


def modelled(made: list[Made], view: View) -> list[str]:
    """What the standard says of a container of paragraphs: a mark that is gone joins what follows."""
    gone = "del" if view == "accepted" else "ins"
    found: list[str] = []
    held = ""
    for at, paragraph in enumerate(made):
        held += "".join(words for state, words in paragraph.runs if state != gone)
        if paragraph.mark != gone or at == len(made) - 1:
            found.append(held)
            held = ""
    return found


@given(st.lists(PARAGRAPH, min_size=1, max_size=6))
def test_random_paragraphs_read_as_the_model_says(made: list[Made]) -> None:
    data = docx("".join(paragraph.xml() for paragraph in made))
    for view in VIEWS:
        assert texts(data, view) == modelled(made, view)


@given(
    st.lists(
        st.tuples(STATE, st.lists(st.lists(PARAGRAPH, min_size=1, max_size=2), min_size=1, max_size=3)), max_size=4
    )
)
def test_random_tables_read_as_the_model_says(rows: list[tuple[str, list[list[Made]]]]) -> None:
    xml = [row(*("".join(made.xml() for made in cell) for cell in cells), mark=mark) for mark, cells in rows]
    data = docx(p(t("前")) + table(*xml) + p(t("后")))
    for view in VIEWS:
        gone = "del" if view == "accepted" else "ins"
        inner = [text for mark, cells in rows if mark != gone for cell in cells for text in modelled(cell, view)]
        assert texts(data, view) == ["前", *inner, "后"]


# -- structure


def test_a_table_row_is_one_clause_of_its_cells() -> None:
    nested = table(row(p(t("内1")), p(t("内2"))))
    data = docx(
        p(t("时间表"))
        + table(
            row(p(t("日期")), p(t("事项"))), row(p(t("5日")), p(t("甲")) + nested + p(t("乙")) + p()), row(p(), p())
        )
    )
    texts(data)
    rows = [clause for clause in dd.read(data).walk() if clause.level == "row"]
    assert [clause.text for clause in rows] == ["日期\t事项", "5日\t甲\n内1\n内2\n乙"]
    assert [[cell.of(clause.text) for cell in clause.cells] for clause in rows][1] == ["5日", "甲\n内1\n内2\n乙"]


def test_a_box_of_one_cell_is_text_and_not_a_row() -> None:
    data = docx(table(row(p(t("做出决定")) + p(t("1\t甲；")) + p(t("2\t乙。")))))
    assert [clause.number for clause in dd.read(data).walk() if clause.label] == ["1", "2"]


def test_the_number_of_a_row_is_its_label() -> None:
    lists = numbering(abstract(1, level(0, "decimal", "%1")), instance(1, 1))
    inner = [row(p("", properties=num(1)), p(t(word))) for word in "甲乙"]
    data = docx(table(*inner) + numbered("丙", 1), numbering=lists)
    texts(data)
    assert [(clause.level, clause.number, clause.words) for clause in dd.read(data).walk()] == [
        ("row", "1", "\t甲"),
        ("row", "2", "\t乙"),
        ("paragraph", "3", "丙"),
    ]


def test_numbers_inside_a_row_are_told() -> None:
    lists = numbering(abstract(1, level(0, "lowerLetter", "%1)")), instance(1, 1))
    data = docx(table(row(p(t("甲")), numbered("乙", 1) + numbered("丙", 1))), numbering=lists)
    assert "cell-numbers" in codes(data)


def test_notes_hang_where_they_are_referred_to() -> None:
    def reference(kind: str, id_: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{id_}"{more}/></w:r>'

    body = (
        p(t("1\t甲") + reference("footnote", 3) + t("；") + reference("footnote", 2))
        + table(row(p(t("子") + reference("endnote", 2)), p(t("丑"))))
        + p(t("末") + reference("footnote", 9))
    )
    data = docx(
        body,
        footnotes=notes("footnote", n2=p(t("注二")) + p(t("续")), n3=p(dele("旧") + ins("注三"))),
        endnotes=notes("endnote", n2=p(t("尾注"))),
    )
    assert texts(data) == ["1\t甲；", "注三", "注二", "续", "子", "丑", "尾注", "末"]
    decision = dd.read(data)
    found = [(decision.parent(clause.eid), clause) for clause in decision.walk() if clause.level == "note"]
    assert [(above.words if above else "", note.number, note.words) for above, note in found] == [
        ("甲；", "1", "注三"),
        ("甲；", "2", "注二\n续"),
        ("子\t丑", "i", "尾注"),
    ]
    assert decision.place(found[1][1].eid) == "1 › footnote 2"
    assert "note-missing" in codes(data)
    assert texts(data, "rejected")[1] == "旧"


def test_headings_that_only_the_file_tells_feed_the_tree() -> None:
    lines = [
        ("报告", ""),
        ("开头的一段话。", ""),
        ("背景", "H1"),
        ("一段话。", ""),
        ("沿革", "H2"),
        ("又一段。", ""),
        ("结论", "H3"),
    ]
    outline = '<w:outlineLvl w:val="{}"/>'
    data = docx(
        "".join(styled(words, name) if name else p(t(words)) for words, name in lines),
        styles=styles(style("H1", outline.format(0)), style("H2", outline.format(1)), style("H3", "", "H1")),
    )
    decision = dd.read(data)
    check_structure(decision)
    sections = [clause for clause in decision.walk() if clause.level == "section"]
    assert [clause.heading for clause in sections] == ["背景", "沿革", "结论"]
    assert [child.words for child in sections[0].children] == ["一段话。", "沿革"]


def test_an_annex_with_a_line_break_before_its_title() -> None:
    data = docx(p(t("甲。")) + p("<w:r><w:t>附件1</w:t><w:br/><w:t>议程草案</w:t></w:r>"))
    texts(data)
    assert [(clause.level, clause.line) for clause in dd.read(data).walk()][-1] == ("attachment", "附件1 议程草案")


def test_typed_and_automatic_numbers_compare_equal() -> None:
    lists = numbering(
        abstract(1, level(0, "decimal", "%1")),
        abstract(2, level(0, "lowerLetter", "%1)")),
        abstract(3, level(0, "chineseCountingThousand", "第%1条")),
        abstract(4, level(0, "bullet", "–")),
        *(instance(at, at) for at in (1, 2, 3, 4)),
    )
    body = [
        ("第一条", "总则。", 3),
        ("1", "甲", 1),
        ("a)", "乙", 2),
        ("–", "丙", 4),
        ("b)", "丁", 2),
        ("第二条", "戊。", 3),
    ]
    typed = docx("".join(p(t(f"{label}\t{words}")) for label, words, _ in body))
    automatic = docx("".join(numbered(words, list_) for _, words, list_ in body), numbering=lists)
    result = dd.compare(typed, automatic)
    assert [clause.eid for clause in result.old.walk()] == [clause.eid for clause in result.new.walk()]
    assert [
        dataclasses.replace(clause.label, typed=True) for clause in result.new.walk() if clause.label
    ] == [clause.label for clause in result.old.walk() if clause.label]  # fmt: skip
    assert result.changes == ()


def test_what_is_kept_out_is_told() -> None:
    words = f"{HEAD}<w:{{0}} {NAMESPACES}>{p(t('不比较'))}</w:{{0}}>"
    data = docx(
        p(t("甲") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>") + '<w:altChunk r:id="x"/>',
        header=words.format("hdr"),
        comments=words.format("comments"),
    )
    assert texts(data) == ["甲隐"]
    assert {"comments", "hidden-text", "included"} <= set(codes(data))


RUN_STYLES = styles(
    '<w:style w:type="character" w:styleId="隐"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="由"><w:basedOn w:val="隐"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="段"><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "run", "hidden"),
    [
        ("", "<w:vanish/>", True),
        ("", '<w:rStyle w:val="由"/>', True),
        ("", '<w:rStyle w:val="由"/><w:vanish w:val="0"/>', False),
        ("段", "", True),
        ("段", '<w:rStyle w:val="隐"/>', False),  # a toggle: on twice is off
        ("段", '<w:vanish w:val="false"/>', False),
        ("", '<w:rStyle w:val="无"/>', False),
    ],
)
def test_hidden_text_is_told_whoever_hides_it(paragraph: str, run: str, hidden: bool) -> None:
    data = docx(p(f"<w:r><w:rPr>{run}</w:rPr><w:t>隐</w:t></w:r>", properties=f'<w:pStyle w:val="{paragraph}"/>'), styles=RUN_STYLES)  # fmt: skip
    assert texts(data) == ["隐"]
    assert ("hidden-text" in codes(data)) == hidden


@pytest.mark.parametrize(
    ("choice", "fallback", "differ"), [("甲", "甲", False), ("甲", "乙", True), ("甲", "", False), ("", "乙", True)]
)
def test_alternatives_that_differ_are_told(choice: str, fallback: str, differ: bool) -> None:
    inner = f"<mc:AlternateContent><mc:Choice>{t(choice)}</mc:Choice><mc:Fallback>{t(fallback)}</mc:Fallback></mc:AlternateContent>"
    outer = f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{t(choice)}</mc:Fallback></mc:AlternateContent>"
    for words in (inner, outer):
        data = docx(p(t("前") + words))
        assert texts(data) == [f"前{choice}"]
        assert ("alternatives" in codes(data)) == differ


def test_a_level_that_no_list_defines_shows_no_number_and_is_told() -> None:
    lists = numbering(abstract(0, level(0, "decimal", "%1.")), instance(1, 0))
    data = docx(numbered("甲", 1) + numbered("乙", 1, 1) + numbered("丙", 1), numbering=lists)
    assert [block.label and block.label.text for block in dd.read(data).blocks] == ["1.", None, "2."]
    assert "number-level" in codes(data)


def test_words_without_a_mark_in_a_marked_row_are_told() -> None:
    data = docx(table(row(p(t("甲"))), row(p(t("乙")), mark="del")))
    assert texts(data) == ["甲"]
    assert "row-content" in codes(data)
    assert "row-content" not in codes(docx(table(row(p(t("甲"))), row(p(dele("乙"), mark="del"), mark="del"))))


# -- the pipeline


def test_the_fixtures_are_what_the_script_builds() -> None:
    built = runpy.run_path(str(FIXTURES / "make_docx.py"))["build"]()
    assert sorted(built) == sorted(path.name for path in FIXTURES.glob("*.docx"))
    for name, data in built.items():
        assert (FIXTURES / name).read_bytes() == data


EXPECTED = [
    ("MOD", "title", "title"),
    ("MOD", "part_1__para_1", "part_1__para_1"),
    ("MOD", "att_2__heading_2", "att_2__heading_2"),
    ("ADD", "", "att_2__tr_9"),
    ("MOD", "att_2__tr_14", "att_2__tr_15"),
]


@pytest.mark.parametrize("tracked", [False, True])
def test_decision_641_in_word_changes_as_in_text(tracked: bool) -> None:
    old, new = FIXTURES / "decision-641-c24.docx", FIXTURES / "decision-641-c25.docx"
    result = dd.compare(FIXTURES / "decision-641-tracked.docx") if tracked else dd.compare(old, new)
    found = [("".join(change.mark), "".join(c.eid for c in change.old), "".join(c.eid for c in change.new)) for change in result.changes]  # fmt: skip
    assert found == EXPECTED
    for side, name in ((result.old, "decision-641-c24"), (result.new, "decision-641-c25")):
        check_structure(side)
        text = dd.read(FIXTURES / f"{name}.zh.txt")
        assert [(c.eid, c.number, c.words) for c in side.walk()] == [(c.eid, c.number, c.words) for c in text.walk()]
    by_text = dd.compare(FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt")
    assert [change.edits for change in result.changes] == [change.edits for change in by_text.changes]


def test_one_file_without_tracked_changes_is_refused() -> None:
    for one in (FIXTURES / "decision-641-c24.docx", FIXTURES / "decision-641-c24.zh.txt"):
        with pytest.raises(UnreadableError, match="has no tracked changes"):
            dd.compare(one)


def test_a_text_has_no_rejected_view() -> None:
    with pytest.raises(UnreadableError, match="no other view"):
        dd.read(FIXTURES / "decision-641-c24.zh.txt", view="rejected")


def test_a_document_is_known_by_its_content_whatever_its_name() -> None:
    data = docx(p(t("甲")))
    for name in ("a.docx", "a.txt", "a", "a.doc"):
        assert find_for(Source(name, "", data)).name == "docx"
    assert find_for(Source("a.docm", "", b"")).name == "docx"


def test_a_document_whose_view_is_empty_is_read_and_told() -> None:
    data = docx(p(ins("全新。")))
    assert dd.read(data, view="rejected").walk() == ()
    assert [change.mark for change in dd.compare(data).changes] == ["ADD"]
    assert "no-text" in [notice.code for notice in dd.compare(data).notices]


def test_what_word_does_not_show_is_reported_with_its_place() -> None:
    def places(body: str) -> list[tuple[str, int]]:
        found = dd.read(docx(p(t("甲")) + body)).notices
        return [(one.code, one.origin.start) for one in found if one.origin is not None]

    hidden = "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{}</w:tc></w:tr>"
    assert places(table(row(p(t("乙"))), hidden.format(p(t("丙"))))) == [("hidden-row", 2)]
    assert places(table(row(p(t("乙"))), hidden.format(p()))) == []
    assert places(table(hidden.replace("<w:hidden/>", "<w:hidden w:val='0'/>").format(p(t("丙"))))) == []
    assert places("<w:altChunk r:id='x'/>" + p(t("乙"))) == [("included", 1)]
    assert places(p(t("乙")) + "<w:subDoc r:id='x'/>" + p(t("丙"))) == [("included", 2)]
    assert places("<w:sectPr/></w:body><w:body>" + p(t("乙"))) == [("further-body", 0)]
    assert places("<w:sectPr/></w:body><w:body>" + p()) == []


@pytest.mark.parametrize(
    ("inner", "dropped"), [(" 乙", True), ("乙 ", True), (" ", True), ("乙", False), ("\n 乙\n", False)]
)
def test_spaces_that_word_drops_are_reported(inner: str, dropped: bool) -> None:
    plain = docx(p(t("甲")) + p(f"<w:r><w:t>{inner}</w:t></w:r>"))
    assert texts(plain) == ["甲", inner.strip()]
    found = [one for one in dd.read(plain).notices if one.code == "trimmed-space"]
    assert [one.origin and one.origin.start for one in found] == ([1] if dropped else [])
    kept = docx(p(t("甲")) + p(f'<w:r><w:t xml:space="preserve">{inner}</w:t></w:r>'))
    assert "trimmed-space" not in codes(kept)


RUNS = (t("甲"), t(" 乙 "), "<w:r><w:t> 丙 </w:t></w:r>", "<w:r><w:t>丁\n戊</w:t></w:r>", "<w:r><w:t/></w:r>", "<w:r><w:rPr><w:b/></w:rPr><w:t>己</w:t><w:t>庚</w:t></w:r>",
        "<w:r><w:tab/></w:r>", "<w:bookmarkStart w:id='1' w:name='x'/>", ins(t("辛")), dele("壬"), "<w:r><w:instrText>PAGE</w:instrText></w:r>", "<w:r><w:delText>癸</w:delText></w:r>")  # fmt: skip


@given(st.lists(st.sampled_from(RUNS), max_size=5), st.sampled_from(VIEWS))
def test_plain_runs_are_read_as_all_others_are(runs: list[str], view: View) -> None:
    """A paragraph of plain runs is read by a shorter way; nothing that is read shows by which."""
    data = docx(p("".join(runs)) + p(t("子")))
    with pytest.MonkeyPatch.context() as patch:
        found = list(read_paragraphs(Package(data), view))
        patch.setattr(document, "read_runs", lambda *_: None)
        others = list(read_paragraphs(Package(data), view))
    assert [(one.text, [(piece.text, piece.offset) for piece in one.pieces]) for one in found] == [
        (one.text, [(piece.text, piece.offset) for piece in one.pieces]) for one in others
    ]
    assert [(one.references, one.computed, one.where) for one in found] == [
        (one.references, one.computed, one.where) for one in others
    ]
