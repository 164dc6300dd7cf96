"""OpenDocument texts: numbers as LibreOffice shows them, tracked changes as views, tables, notes; hostile packages refused."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
import office
from decision_diff import readers, safezip
from decision_diff.errors import EncodingError, UnreadableError
from decision_diff.model import Block, Reading, Source, View
from decision_diff.readers import grid, odt
from odtfiles import content, flat, number_style, package, region, tracked


def read(body: str, styles: str = "", view: View = "accepted", **parts: Any) -> Reading:
    return odt.read(Source("a.odt", "", package(body, styles, parts.get("parts"))), view=view)


def lines(reading: Reading) -> list[str]:
    return [f"{block.label.text} {block.text}" if block.label else block.text for block in reading.blocks]


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


def features(block: Block) -> list[tuple[str, str, str]]:
    return [(one.kind, one.span.of(block.text), one.value) for one in block.features]


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def items(style: str, *paragraphs: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{one}</text:list-item>" for one in paragraphs)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


# Words


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (" a \n  b ", "a b "),
        ("a<text:span> </text:span> b<text:line-break/> c", "a b\n c"),
        ('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d', "a   b\tc\nd"),
        ("会\n议", "会 议"),
        ("a<text:soft-page-break/>b<text:span>c</text:span> d", "abc d"),
        ("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>字", "漢字"),
        ('<text:sequence text:name="Table">3</text:sequence>', "3"),
        ("a<office:annotation><text:p>no</text:p></office:annotation>b", "ab"),
    ],
)
def test_the_words_of_a_paragraph(markup: str, text: str) -> None:
    assert [block.text for block in read(p(markup)).blocks] == [text]


STYLES = (
    '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="down" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>'
    '<style:style style:name="level" style:family="text"><style:text-properties style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="gone" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="small" style:family="text"><style:text-properties fo:font-size="3pt"/></style:style>'
    '<style:style style:name="four" style:family="text"><style:text-properties fo:font-size="4pt"/></style:style>'
    '<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="child" style:family="text" style:parent-style-name="struck"/>'
    '<style:style style:name="loop" style:family="text" style:parent-style-name="loop"/>'
    '<style:style style:name="high" style:family="paragraph"><style:text-properties style:text-position="super"/></style:style>'
)


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("up", [("superscript", "2", "")]),
        ("down", [("subscript", "2", "")]),
        ("level", []),
        ("gone", [("hidden", "2", "vanish")]),
        ("small", [("hidden", "2", "tiny")]),
        ("four", []),
        ("struck", [("strike", "2", "")]),
        ("child", [("strike", "2", "")]),
        ("loop", []),
    ],
)
def test_what_is_seen_is_a_feature(style: str, seen: list[tuple[str, str, str]]) -> None:
    reading = read(p(f'10<text:span text:style-name="{style}">2</text:span>'), STYLES)
    assert features(reading.blocks[0]) == seen
    assert ("hidden-text" in codes(reading)) == (seen[:1] != [] and seen[0][0] == "hidden")


def test_a_span_may_take_back_what_its_paragraph_says() -> None:
    reading = read(p('a<text:span text:style-name="level">b</text:span>', "high"), STYLES)
    assert features(reading.blocks[0]) == [("superscript", "a", "")]


def test_links_references_and_fields() -> None:
    body = p('<text:bookmark text:name="x"/>there') + p(
        '<text:a xlink:href="https://itu.int">a</text:a> <text:a xlink:href="#x|outline">b</text:a> '
        '<text:bookmark-ref text:ref-name="x">c</text:bookmark-ref> <text:page-number>4</text:page-number> '
        '<text:date>2025</text:date> <text:date text:fixed="true">2024</text:date>'
    )
    reading = read(body)
    assert features(reading.blocks[1]) == [
        ("link", "a", "https://itu.int"), ("link", "b", "#x"), ("reference", "c", "#x"),
        ("computed", "4", "PAGE"), ("computed", "2025", "DATE"),
    ]  # fmt: skip
    assert reading.targets == (("x", 0),)


def test_pictures_boxes_and_equations() -> None:
    body = p(
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>a'
        "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
        '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="x"/></draw:frame>'
    )
    equation = '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi><annotation>no</annotation></semantics></math>'
    reading = read(body, parts={"Pictures/a.png": b"png", "Object 1/content.xml": equation})
    assert lines(reading) == ["ax", "box"]
    digest = hashlib.sha256(b"png").hexdigest()[:16]
    assert features(reading.blocks[0]) == [("picture", "", digest), ("equation", "x", "math(semantics(mi(x)))")]
    assert codes(reading) == ["equation"]


# Numbers

ONE = number_style("L", 'style:num-format="1" style:num-suffix="."', 'style:num-format="a" style:num-suffix=")"')


@pytest.mark.parametrize(
    ("level", "numbers"),
    [
        ('style:num-format="1" style:num-suffix=")"', ["1)", "2)"]),
        ('style:num-format="i" style:num-prefix="(" style:num-suffix=")"', ["(i)", "(ii)"]),
        ('style:num-format="A" style:num-suffix="." text:start-value="26"', ["Z.", "AA."]),
        (
            'style:num-format="a" style:num-letter-sync="true" style:num-suffix="." text:start-value="27"',
            ["aa.", "bb."],
        ),
        ('style:num-format="一, 二, 三, ..." style:num-suffix="、" text:start-value="10"', ["十、", "十一、"]),
        ('style:num-format="1" style:num-list-format="第%1%条"', ["第1条", "第2条"]),
        ('style:num-format="壹, 贰, 叁, ..."', ["壹", "贰"]),
        ('style:num-format=""', ["", ""]),
    ],
)
def test_a_list_is_numbered_as_its_style_says(level: str, numbers: list[str]) -> None:
    reading = read(items("L", p("a"), p("b")), number_style("L", level))
    assert [block.label.text if block.label else "" for block in reading.blocks] == numbers


def test_an_unknown_format_is_shown_in_decimals_and_said() -> None:
    reading = read(items("L", p("a")), number_style("L", 'style:num-format="klingon"'))
    assert (lines(reading), codes(reading)) == (["1 a"], ["number-format"])


def test_lists_within_lists_count_for_themselves() -> None:
    inner = items("", p("x"), p("y"))
    reading = read(items("L", p("a") + inner + p("more"), p("b") + inner), ONE)
    assert lines(reading) == ["1. a", "a) x", "b) y", "more", "2. b", "a) x", "b) y"]


def test_levels_above_are_shown_where_the_style_asks_for_them() -> None:
    style = number_style("L", 'style:num-format="1"', 'style:num-format="1" text:display-levels="2"')
    assert lines(read(items("L", p("a") + items("", p("x"), p("y"))), style)) == ["1 a", "1.1 x", "1.2 y"]
    template = number_style("L", 'style:num-format="1"', 'style:num-format="i" style:num-list-format="%1%-%2%"')
    assert lines(read(items("L", p("a") + items("", p("x"))), template)) == ["1 a", "1-i x"]


def test_a_list_goes_on_where_it_says_so() -> None:
    body = (
        items("L", p("a"), more='xml:id="one"') + items("M", p("x"))
        + items("L", p("b"), more='xml:id="two" text:continue-list="one"') + items("L", p("c"), more='text:continue-list="two"')
        + items("L", p("d"), more='text:continue-numbering="true"') + items("L", p("e"))
    )  # fmt: skip
    styles = ONE + number_style("M", 'style:num-format="I" style:num-suffix="."')
    assert lines(read(body, styles)) == ["1. a", "I. x", "2. b", "3. c", "4. d", "1. e"]


def test_an_item_may_start_anew_and_a_header_has_no_number() -> None:
    body = (
        '<text:list text:style-name="L"><text:list-header><text:p>head</text:p></text:list-header>'
        '<text:list-item text:start-value="5"><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>'
    )
    assert lines(read(body, ONE)) == ["head", "5. a", "6. b"]


def test_bullets_are_what_their_font_shows() -> None:
    bullet = (
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xf0b7;">'
        '<style:text-properties style:font-name="Symbol"/></text:list-level-style-bullet></text:list-style>'
    )
    reading = read(items("B", p("a")), bullet)
    assert lines(reading) == ["• a"]
    label = reading.blocks[0].label
    assert label is not None
    assert label.value == ()


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
    )
    body = (
        '<text:h text:outline-level="1">A</text:h><text:h text:outline-level="2">B</text:h>'
        '<text:h text:outline-level="1">C</text:h><text:h text:outline-level="1" text:is-list-header="true">D</text:h>'
    )
    reading = read(body, parts={"styles.xml": content("", outline)})
    assert lines(reading) == ["I. A", "B", "II. C", "D"]
    assert [block.place.outline if block.place else None for block in reading.blocks] == [0, 1, 0, 0]


# Tables and notes


def cell(words: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{p(words)}</table:table-cell>"


def test_a_table_is_rows_of_cells_with_those_that_others_cover() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("A", 'table:number-rows-spanned="2"') + cell("B", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:covered-table-cell/>"
        + cell("C") + "<table:table-cell/></table:table-row></table:table>" + p("after")
    )  # fmt: skip
    reading = read(body)
    assert [(block.place.row if block.place else None, block.text) for block in reading.blocks] == [
        ((0, 0, 0), "A"), ((0, 0, 1), "B"), ((0, 1, 0), ""), ((0, 1, 1), "C"), ((0, 1, 2), ""), (None, "after"),
    ]  # fmt: skip
    assert [features(block)[0][2] for block in reading.blocks[:3]] == [
        "continues below",
        "2 columns",
        "continues above",
    ]


@pytest.mark.parametrize("holder", ["draw:custom-shape", "draw:frame><draw:text-box"])
@pytest.mark.parametrize("words", ["", "after"])
def test_a_table_in_a_text_box_is_rows_and_cells(holder: str, words: str) -> None:
    """LibreOffice names those in drawings apart, since the standard has no place for them."""
    space = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    rows = "".join(
        f"<loext:table-row><loext:table-cell>{p(one)}</loext:table-cell><loext:table-cell>{p(two)}</loext:table-cell></loext:table-row>"
        for one, two in (("A", "B"), ("C", "D"))
    )
    table = f"<loext:table {space}><loext:table-column/>{rows}</loext:table>"
    end = "".join(f"</{one}>" for one in reversed(holder.split("><")))
    reading = read(p(f"text<{holder}>{table}{p(words) if words else ''}{end} goes on"))
    assert [(block.place.row if block.place else None, block.text) for block in reading.blocks] == [
        (None, "text goes on"), ((0, 0, 0), "A"), ((0, 0, 1), "B"), ((0, 1, 0), "C"), ((0, 1, 1), "D"),
        *([(None, "after")] if words else []),
    ]  # fmt: skip


def test_an_equation_that_is_nested_too_deep_is_refused_or_read() -> None:
    deep = "<mrow>" * 5_000 + "<mi>x</mi>" + "</mrow>" * 5_000
    equation = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{deep}</math>'
    body = p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>')
    with pytest.raises(UnreadableError, match="nest"):
        read(body, parts={"Object 1/content.xml": equation})


def test_a_hidden_row_and_a_hidden_section_are_read_and_reported() -> None:
    row = f'<table:table><table:table-row table:visibility="collapse">{cell("A")}</table:table-row></table:table>'
    section = f'<text:section text:display="none">{p("secret")}</text:section>'
    reading = read(row + section)
    assert [features(block) for block in reading.blocks] == [[("hidden", "A", "row")], [("hidden", "secret", "vanish")]]
    assert codes(reading) == ["hidden-text"]


def note(words: str, kind: str = "footnote", label: str = "") -> str:
    citation = f"<text:note-citation {label}>1</text:note-citation>"
    return f'<text:note text:note-class="{kind}">{citation}<text:note-body>{p(words)}</text:note-body></text:note>'


def test_notes_follow_the_paragraph_or_the_row_that_refers_to_them() -> None:
    body = (
        p(f"a{note('first')}b{note('own', label='text:label=&quot;*&quot;')}")
        + f"<table:table><table:table-row>{cell('x' + note('end', 'endnote'))}{cell('y')}</table:table-row></table:table>"
        + p(f"c{note('second')}")
    )
    reading = read(body.replace("&quot;", '"'))
    assert lines(reading) == ["ab", "1 first", "own", "x", "y", "1 end", "c", "2 second"]
    places = [block.place.note if block.place else "" for block in reading.blocks]
    assert places == ["", "footnote 1", "footnote 2", "", "", "endnote 1", "", "footnote 3"]
    assert features(reading.blocks[0]) == [("note", "", "footnote"), ("note", "", "footnote")]


# Tracked changes

FEE = tracked(
    region("d", "deletion", p("50")) + region("i", "insertion", author="Bob"),
    p(
        'The fee is <text:change text:change-id="d"/><text:change-start text:change-id="i"/>60<text:change-end text:change-id="i"/>.'
    ),
)


def start(id_: str) -> str:
    return f'<text:change-start text:change-id="{id_}"/>'


def end(id_: str) -> str:
    return f'<text:change-end text:change-id="{id_}"/>'


def point(id_: str) -> str:
    return f'<text:change text:change-id="{id_}"/>'


def test_words_that_were_changed_are_in_one_view_with_their_author() -> None:
    after, before = read(FEE), read(FEE, view="rejected")
    assert (lines(after), lines(before)) == (["The fee is 60."], ["The fee is 50."])
    assert after.marks == before.marks == 2
    assert [(one.span.of(after.blocks[0].text), one.author) for one in after.blocks[0].authored] == [("60", "Bob")]
    assert [(one.span.of(before.blocks[0].text), one.author) for one in before.blocks[0].authored] == [("50", "Ann")]
    assert codes(after) == ["tracked-changes"]


@pytest.mark.parametrize(
    ("body", "after", "before"),
    [
        # a whole paragraph inserted, its mark with it: the properties of the one behind it hold
        (tracked(region("i", "insertion"), items("L", p("a"), p(f"{start('i')}b"), p(f"{end('i')}c"))), ["1. a", "2. b", "3. c"], ["1. a", "2. c"]),
        # the end of one and the beginning of the next: those of the first
        (tracked(region("i", "insertion"), p(f"a{start('i')}x") + items("L", p(f"y{end('i')}b"))), ["ax", "1. yb"], ["ab"]),
        # a whole paragraph deleted
        (tracked(region("d", "deletion", p("gone") + p("")), p("a") + items("L", p(f"{point('d')}b"))), ["a", "1. b"], ["a", "gone", "1. b"]),
        # within a list, whose numbers it takes part in
        (
            tracked(region("d", "deletion", items("L", p("gone"), p(""))), items("L", p("a"), p(f"{point('d')}b"))),
            ["1. a", "2. b"], ["1. a", "2. gone", "3. b"],
        ),
        # a paragraph mark alone
        (tracked(region("d", "deletion", p("") + p("")), p(f"a{point('d')}b")), ["ab"], ["a", "b"]),
        (tracked(region("i", "insertion"), p(f"a{start('i')}") + p(f"{end('i')}b")), ["a", "b"], ["ab"]),
        # a table inserted
        (
            tracked(region("i", "insertion"), start("i") + f"<table:table><table:table-row>{cell('x')}</table:table-row></table:table>" + end("i") + p("a")),
            ["x", "a"], ["a"],
        ),
        # the last paragraph
        (tracked(region("i", "insertion"), p(f"a{start('i')}") + p(f"b{end('i')}")), ["a", "b"], ["a"]),
        # white space beside a change is that of the file, and the paragraphs of a note are no others
        (tracked(region("d", "deletion", p("b ")), p(f"a {point('d')} c")), ["a c"], ["a b c"]),
        (tracked(region("d", "deletion", p(f"b{note('n')}")), p(f"a{point('d')}c")), ["ac"], ["abc", "1 n"]),
        # a change of formatting is none
        (tracked(region("f", "format-change"), p(f"a{start('f')}b{end('f')}")), ["ab"], ["ab"]),
        # a deletion within an insertion is in neither view
        (tracked(region("i", "insertion") + region("d", "deletion", p("x")), p(f"a{start('i')}b{point('d')}c{end('i')}")), ["abc"], ["a"]),
        (tracked("", p(f"a{point('unknown')}b{start('nor')}c")), ["abc"], ["abc"]),
    ],
)  # fmt: skip
def test_each_view_has_its_paragraphs_and_numbers(body: str, after: list[str], before: list[str]) -> None:
    assert lines(read(body, ONE)) == after
    assert lines(read(body, ONE, "rejected")) == before


def test_one_document_is_two_revisions(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(package(FEE))
    change = dd.compare(path).changes[0]
    assert change.authors == ("Ann", "Bob")
    assert not dd.compare(path, path).changes


# Which files


@pytest.mark.parametrize("name", ["a.odt", "a.txt", "a.docx"])
def test_it_is_known_by_its_first_bytes(name: str) -> None:
    assert readers.find_for(Source(name, "", package(p("a")))).name == "odt"
    assert readers.find_for(Source(name, "", flat(p("a")))).name == "odt"
    assert lines(odt.read(Source(name, "", flat(p("a"))))) == ["a"]


def test_an_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(package(p("a")))
    with pytest.raises(EncodingError, match="declares its own encoding"):
        dd.read(path, encoding="utf-8")


def test_what_is_not_read_is_said() -> None:
    pages = content("", "").replace(
        "<office:body>",
        "<office:master-styles><style:master-page><style:header><text:p>Page head</text:p></style:header></style:master-page></office:master-styles><office:body>",
    )
    body = p('a<draw:frame><draw:image xlink:href="https://x.example/a.png"/></draw:frame>')
    reading = read(body, parts={"styles.xml": pages, "Basic/script-lc.xml": "<x/>"})
    assert codes(reading) == ["macros", "external", "left-out"]
    assert "first “Page head”" in reading.notices[2].message


# Hostile packages


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (package(p("a"), parts={"content.xml": content("", kind="spreadsheet")}), "this is a spreadsheet"),
        (package(p("a"), parts={"content.xml": "<x/>"}), "holds no text"),
        (package(p("a"), parts={"content.xml": "<x>"}), "not well-formed"),
        (package(p("a"), parts={"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "DOCTYPE"),
        (package("<text:span>" * 300 + "</text:span>" * 300), "levels deep"),
        (package(p("<text:span>" * 220 + "a" + "</text:span>" * 220)), "levels deep"),
        (package(p("a"), parts={"META-INF/manifest.xml": content("<manifest:encryption-data/>")}), "encrypted"),
        (package(p("a"), parts={"../evil": "x"}), "points out of it"),
        (package(p("a"))[:200], "damaged"),
        (package(p('<text:s text:c="99999"/>')), ""),
        (package(f'<table:table><table:table-row table:number-rows-repeated="100000">{cell("a")}</table:table-row></table:table>'), "repeated"),
        (package(p(f"a{note('b' + note('c' + note('d')))}")), ""),
    ],
)  # fmt: skip
def test_a_hostile_package_is_read_or_refused(data: bytes, sentence: str) -> None:
    if sentence:
        with pytest.raises(UnreadableError, match=sentence):
            odt.read(Source("a.odt", "", data))
    else:
        assert odt.read(Source("a.odt", "", data)).blocks


def test_a_bomb_is_refused_while_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safezip, "MAX_PART", 10_000)
    assert read(p("a" * 5_000)).blocks
    with pytest.raises(UnreadableError, match="unpacks to more"):
        read(p("a" * 20_000))


def test_tables_that_cover_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_COVERED", 100)
    row = f"<table:table-row>{cell('a', 'table:number-rows-spanned=' + chr(34) + '90000' + chr(34))}</table:table-row>"
    assert read(f"<table:table>{row * 13}</table:table>").blocks
    with pytest.raises(UnreadableError, match="cover"):
        read(f"<table:table>{row * 16}</table:table>")


PIECES = [start("i"), end("i"), point("d"), "a", "<text:s/>", "</text:p><text:p>", note("n")]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_order_of_changes_is_read(pieces: list[str]) -> None:
    body = tracked(region("i", "insertion") + region("d", "deletion", p("x") + p("y")), p("".join(pieces)))
    after, before = read(body, ONE), read(body, ONE, "rejected")
    assert "".join(block.text for block in after.blocks if block.place and not block.place.note).strip("\n ").count(
        "a"
    ) == pieces.count("a")
    kept = "".join(block.text for block in before.blocks)
    assert kept.count("x") == kept.count("y") <= pieces.count(PIECES[2])
    assert kept.count("a") <= pieces.count("a")
    for reading in (after, before):
        assert [block.origin.start for block in reading.blocks] == list(range(len(reading.blocks)))


# With LibreOffice


@pytest.mark.office
@pytest.mark.skipif(not office.is_here(), reason="LibreOffice is not installed")
def test_decision_641_is_the_same_when_libreoffice_saved_it(tmp_path: Path) -> None:
    for revision in ("c24", "c25"):
        saved = office.converted(Path(f"fixtures/decision-641-{revision}.docx"), "odt", tmp_path)
        for other in (f"fixtures/decision-641-{revision}.docx", f"fixtures/decision-641-{revision}.zh.txt"):
            assert not dd.compare(other, saved).changes
            assert not dd.compare(saved, other).changes


@pytest.mark.office
@pytest.mark.skipif(not office.is_here(), reason="LibreOffice is not installed")
def test_both_views_are_those_of_libreoffice(tmp_path: Path) -> None:
    saved = office.converted(Path("fixtures/decision-641-tracked.docx"), "odt", tmp_path)
    found = office.texts([(saved, "accept"), (saved, "reject")])
    for mode, view in (("accept", "accepted"), ("reject", "rejected")):
        reading = odt.read(Source("a.odt", "", saved.read_bytes()), view=view)  # type: ignore[arg-type]
        theirs = found[saved, mode]
        assert [block.text for block in reading.blocks if block.text] == office.words(theirs)
