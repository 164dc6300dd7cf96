"""Pages: numbers as a browser shows them, tables as cells, tracked changes as views, and nothing lost in silence."""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
import odtfiles
import office
from decision_diff import readers
from decision_diff.errors import DecisionDiffError, EncodingError, UnreadableError
from decision_diff.model import Block, Reading, Source, View
from decision_diff.readers import grid, html, text
from decision_diff.readers.html import bounds, frames, numbers

PNG = base64.b64encode(b"a picture").decode()


def page(markup: str, view: View = "accepted") -> Reading:
    return html.read(Source("a.html", "", f"<!doctype html><meta charset=utf-8>{markup}".encode()), view=view)


def lines(reading: Reading) -> list[str]:
    return [f"{block.label.text} {block.text}" if block.label else block.text for block in reading.blocks]


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


def features(block: Block) -> list[tuple[str, str, str]]:
    return [(one.kind, one.span.of(block.text), one.value) for one in block.features]


# Paragraphs and white space


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>one<p>two<div>three</div>four", ["one", "two", "three", "four"]),
        ("<p>a\n   b\t c </p>", ["a b c"]),
        ("<p>会议\n  在<b>日内瓦</b>\n举行。", ["会议在日内瓦举行。"]),
        ("<p>주최\n국", ["주최 국"]),
        ("<p>第1条\nWTPF", ["第1条 WTPF"]),
        ("<p>他说\n“好”", ["他说“好”"]),
        ("<p>a <b> b</b><i> c</i>", ["a b c"]),
        ("<p>a&nbsp; b&#x3000;c", ["a\u00a0 b\u3000c"]),
        ("<p>one<br> two<br>", ["one\ntwo\n"]),
        ("<pre>\none\n  two\n</pre>three", ["one", "  two", "three"]),
        ("<p style='white-space: pre-wrap'>a  b", ["a  b"]),
        ("<p>&lt;b&gt; &copy; &amp;amp; &hellip;", ["<b> © &amp; …"]),
        ("<span style='display:block'>a</span>b", ["a", "b"]),
        ("<p>a<q>b</q>", ["a“b”"]),
        ("<dl><dt>Term<dd>Meaning</dl>", ["Term", "Meaning"]),
        ("<p>漢<ruby>字<rp>(</rp><rt>zi</rt><rp>)</rp></ruby>", ["漢字"]),
        ("<p>x<!-- <p>no -->y<![if !supportLists]>1.<![endif]>z", ["xy1.z"]),
        ("loose <table>foster<tr><td>cell</table>", ["loose foster", "cell"]),
    ],
)
def test_a_paragraph_is_what_a_browser_shows_as_one(markup: str, said: list[str]) -> None:
    reading = page(markup)
    assert [block.text for block in reading.blocks] == said
    assert "".join(block.raw for block in reading.blocks) == "".join(f"{one}\n" for one in said)


def test_headings_have_their_level() -> None:
    found = page("<h1>Decision 12</h1><h3>Part</h3><p>text").blocks
    assert [block.place.outline if block.place else "" for block in found] == [0, 2, None]


# Numbers of lists


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", ["3. a", "7. b", "8. c"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol type=a start=26><li>a<li>b</ol>", ["z. a", "aa. b"]),
        ("<ol type=I><li>a<li>b</ol>", ["I. a", "II. b"]),
        ("<ol type=A><li>a<li type=i>b</ol>", ["A. a", "ii. b"]),
        ("<ol style='list-style-type: cjk-ideographic' start=20><li>a<li>b</ol>", ["二十、 a", "二十一、 b"]),
        ("<ol style='list-style: lower-roman inside'><li>a</ol>", ["i. a"]),
        ("<ol style='list-style-type: decimal-leading-zero'><li>a</ol>", ["01. a"]),
        ("<ol style='list-style-type:none'><li>1) typed<li>2) too</ol>", ["1) typed", "2) too"]),
        ("<ol><li>a<ol type=a><li>x<li>y</ol><li>b</ol>", ["1. a", "a. x", "b. y", "2. b"]),
        ("<ol><li><ol><li>x</ol><li>b</ol>", ["1. ", "1. x", "2. b"]),
        ("<ol><li><p>a<p>more<li>b</ol>", ["1. a", "more", "2. b"]),
        ("<ol><li>a<li style='display:none'>b<li>c</ol>", ["1. a", "b", "2. c"]),
        ("<ul><li>a</ul>", ["• a"]),
        ("""<ul style='list-style-type: "– "'><li>a</ul>""", ["– a"]),
        ("<ol start=-1><li>a<li>b</ol>", ["-1. a", "0. b"]),
        ("<ol type=i start=4000><li>a</ol>", ["4000. a"]),
        ("<ol><li></ol><p>b", ["1. ", "b"]),
    ],
)
def test_lists_have_the_numbers_that_a_browser_shows(markup: str, said: list[str]) -> None:
    reading = page(markup)
    assert lines(reading) == said
    assert all(block.label is None or not block.label.typed for block in reading.blocks)


def test_a_number_of_an_unknown_style_is_shown_in_decimals_and_said() -> None:
    reading = page("<ol style='list-style-type: hebrew'><li>a</ol>")
    assert lines(reading) == ["1. a"]
    assert codes(reading) == ["number-format"]


@given(st.integers(1, 10**6))
def test_letters_count_on_as_columns_of_a_spreadsheet(number: int) -> None:
    opened = numbers.List("lower-alpha", number)
    label = numbers.number_item(opened, {}, {}, lambda _: None)
    assert label is not None
    value = 0
    for char in label.text[:-1]:
        value = value * 26 + ord(char) - 96
    assert value == number


# Tables


def cells(reading: Reading) -> list[tuple[tuple[int, int, int] | None, str]]:
    return [(block.place.row if block.place else None, block.text) for block in reading.blocks]


def test_a_table_is_rows_of_cells_with_those_that_others_cover() -> None:
    reading = page("<table><tr><th rowspan=2><p>A</p><th colspan=2>B<tr><td>C<td>D<tr><td>E<td><td>F</table>after")
    assert cells(reading) == [
        ((0, 0, 0), "A"), ((0, 0, 1), "B"), ((0, 1, 0), ""), ((0, 1, 1), "C"), ((0, 1, 2), "D"),
        ((0, 2, 0), "E"), ((0, 2, 1), ""), ((0, 2, 2), "F"), (None, "after"),
    ]  # fmt: skip
    assert features(reading.blocks[0]) == [("cell", "", "continues below")]
    assert features(reading.blocks[1]) == [("cell", "", "2 columns")]
    assert features(reading.blocks[2]) == [("cell", "", "continues above")]


def test_a_cell_at_the_end_of_a_row_may_be_covered_and_no_cell_reaches_over_its_group() -> None:
    covered = page("<table><tr><td>A<td rowspan=0>B<tr><td>C<tbody><tr><td>D</table>")
    assert [place for place, _ in cells(covered)] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (0, 2, 0)]


def test_the_foot_of_a_table_comes_last_and_its_caption_first() -> None:
    reading = page(
        "<table><tfoot><tr><td>foot<tbody><tr><td>body<thead><tr><td>head</thead><caption>name</caption></table>"
    )
    assert [block.text for block in reading.blocks] == ["name", "head", "body", "foot"]


def test_a_table_within_a_cell_is_text_of_that_cell() -> None:
    reading = page("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table><table><tr><td>e</table>")
    assert cells(reading) == [((0, 0, 0), "a"), ((0, 0, 0), "b"), ((0, 0, 0), "c"), ((0, 0, 1), "d"), ((1, 0, 0), "e")]


def test_a_table_that_only_arranges_is_no_table() -> None:
    assert cells(page("<table role=presentation><tr><td>a<td>b</table>")) == [(None, "a"), (None, "b")]


# What is seen beside the words


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("10<sup>2</sup>", [("superscript", "2", "")]),
        ("H<sub>2</sub>O", [("subscript", "2", "")]),
        ("<s>old</s>", [("strike", "old", "")]),
        ("<strike>old</strike>", [("strike", "old", "")]),
        ("<span style='text-decoration: line-through'>old</span>", [("strike", "old", "")]),
        ("a<span style='vertical-align: super'>2</span>", [("superscript", "2", "")]),
        ("<a href='https://itu.int/x'>there</a>", [("link", "there", "https://itu.int/x")]),
        ("<sup>a <b>b</b></sup>", [("superscript", "a b", "")]),
        ("<bdo dir=rtl>abc</bdo>", [("hidden", "abc", "reversed")]),
        ("<img src='data:image/png;base64,YWJj'>", [("picture", "", "ba7816bf8f01cfea")]),
        ("<img src='a.png'>", [("picture", "", "a.png")]),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", [("equation", "x2", "math(msup(mi(x)mn(2)))")]),
    ],
)
def test_what_is_seen_is_a_feature(markup: str, seen: list[tuple[str, str, str]]) -> None:
    assert features(page(f"<p>{markup}").blocks[0]) == seen


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<p hidden>secret", "vanish"),
        ("<p style='display:none'>secret", "vanish"),
        ("<p style='visibility: hidden !important'>secret", "invisible"),
        ("<p style='font-size:0px'>secret", "tiny"),
        ("<p style='opacity: 0.0'>secret", "transparent"),
        ("<p style='mso-hide:all'>secret", "vanish"),
        ("<dialog>secret</dialog>", "vanish"),
    ],
)
def test_hidden_text_is_read_and_reported(markup: str, why: str) -> None:
    reading = page(f"<p>seen</p>{markup}")
    assert features(reading.blocks[1]) == [("hidden", "secret", why)]
    assert "hidden-text" in codes(reading)


def test_a_link_within_the_page_leads_to_the_clause() -> None:
    reading = page("<p><a href='#x'>see</a><p id=x>there")
    assert dict(reading.targets)["x"] == 1
    assert features(reading.blocks[0]) == [("link", "see", "#x")]


# Tracked changes


TRACKED = "<p>The fee is <del>50</del><ins datetime='2025-07-04T09:00:00Z'>60</ins>.</p><ins><p>New.</p></ins><del><p>Gone.</p></del>"


def test_ins_and_del_are_two_revisions() -> None:
    after, before = page(TRACKED), page(TRACKED, view="rejected")
    assert [block.text for block in after.blocks] == ["The fee is 60.", "New."]
    assert [block.text for block in before.blocks] == ["The fee is 50.", "Gone."]
    assert after.marks == before.marks == 4
    assert codes(after) == codes(before) == ["tracked-changes"]
    assert [(one.span.of(after.blocks[0].text), one.date) for one in after.blocks[0].authored] == [
        ("60", "2025-07-04T09:00:00Z")
    ]
    assert [one.span.of(before.blocks[0].text) for one in before.blocks[0].authored] == ["50"]


def test_one_page_with_tracked_changes_is_compared_with_itself() -> None:
    comparison = dd.compare(f"<!doctype html><h1>Decision 12</h1><p>decides<ol><li>{TRACKED}</ol>".encode())
    assert [change.mark for change in comparison.changes] == ["MOD", "SUP", "ADD"]
    assert not dd.compare(b"<!doctype html><p>a" + TRACKED.encode(), b"<!doctype html><p>a" + TRACKED.encode()).changes


def test_a_change_within_a_change_is_there_only_if_both_say_so() -> None:
    markup = "<p>a<ins>b<del>c</del></ins>d"
    assert [page(markup, view).blocks[0].text for view in ("accepted", "rejected")] == ["abd", "ad"]


# Notes

NOTES = {
    "plain": "<p>Text<a id=r1 href='#n1'><sup>1</sup></a> goes on.<p>Next.<ol><li id=n1>The note. <a href='#r1'>back</a></ol>",
    "LibreOffice": (
        "<p>Text<a class=sdfootnoteanc name=sdfootnote1anc href='#sdfootnote1sym'><sup>1</sup></a> goes on.</p><p>Next.</p>"
        "<div id=sdfootnote1><p><a class=sdfootnotesym name=sdfootnote1sym href='#sdfootnote1anc'>1</a>The note.</p></div>"
    ),
    "Word": (
        "<p>Text<a href='#_ftn1' name=_ftnref1><span>[1]</span></a> goes on.</p><p>Next.</p><hr>"
        "<div id=ftn1><p><a href='#_ftnref1' name=_ftn1><span>[1]</span></a> The note.</p></div>"
    ),
    "a wiki": "<p>Text<sup id=c1><a href='#cn1'>[1]</a></sup> goes on.<p>Next.<ol><li id=cn1><a href='#c1'>^</a> The note.</ol>",
}


@pytest.mark.parametrize("which", NOTES)
def test_a_note_is_read_behind_the_paragraph_that_refers_to_it(which: str) -> None:
    reading = page(NOTES[which])
    assert [block.text for block in reading.blocks] == ["Text goes on.", "The note.", "Next."]
    assert [block.place.note if block.place else "" for block in reading.blocks] == ["", "footnote 1", ""]
    assert reading.blocks[1].label is not None
    assert reading.blocks[1].label.text == "1"
    assert ("note", "", "footnote") in features(reading.blocks[0])


# Text boxes of LibreOffice

WRITER = '<html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/></head><body>'
BOX = '<span id="Frame1" dir="ltr" style="float: left; width: 2in"><p>In\n<b>it</b></p></span>'


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (f"<p>T{BOX}he text</p><p>Next</p>", ["The text", "In it", "Next"]),
        (f"<h1><font size=2>T{BOX}he</font> text</h1>", ["The text", "In it"]),
        (f"<p>T{BOX}{BOX.replace('In', 'Also in')}he text</p>", ["The text", "In it", "Also in it"]),
        (f"<table><tr><td><p>T{BOX}he text</p></td><td><p>2</p></td></tr></table>", ["The text", "In it", "2"]),
        (f"<p>T{BOX.replace('In', f'Out{BOX}er')}he text</p>", ["The text", "Outer it", "In it"]),
        (f"<p>T{BOX.replace('float: left', 'position: absolute; top: 0in')}he text</p>", ["The text", "In it"]),
        (f"<p>T<!-- <span> -->{BOX}he text</p>", ["The text", "In it"]),
    ],
)
def test_a_text_box_follows_the_paragraph_in_which_libreoffice_wrote_it(markup: str, said: list[str]) -> None:
    assert lines(page(WRITER + markup)) == said


def test_a_table_in_a_text_box_is_rows_and_cells() -> None:
    table = "<table><tr><td><p>A</p></td><td><p>B</p></td></tr></table>"
    reading = page(f"{WRITER}<p>T{BOX.replace('<p>In', f'{table}<p>In')}he text</p>")
    assert [(block.place.row if block.place else None, block.text) for block in reading.blocks] == [
        (None, "The text"), ((0, 0, 0), "A"), ((0, 0, 1), "B"), (None, "In it"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        '<p><span style="float: left">T</span>he text</p>',  # an initial
        f"<p>T<del>{BOX}</del>he text</p>",  # out of the deletion its words would stand in the text
        f'<p>T<span style="display: none">{BOX}</span>he text</p>',
        f'<p>T<a href="#x">{BOX}</a>he text</p>',
        f"<p>T{BOX}he <b>text<p>Next</p>",  # the end of the paragraph is not known
        f"<p>T{BOX}he text",
        f"<p>T{BOX[:-7]}he text</p>",
        f"<p>T{BOX}<font>he</a></font> text</p>",
        f"<p>T{BOX}he<!-- text</p>",
        "<p>a"
        + BOX.split("</p>", maxsplit=1)[0] * (frames.MAX_NESTED + 1)
        + "</p></span>" * (frames.MAX_NESTED + 1)
        + "b</p>",
    ],
)
def test_a_page_whose_boxes_cannot_be_told_is_left_as_it_is(markup: str) -> None:
    assert frames.move_frames(WRITER + markup) == WRITER + markup


def test_as_many_boxes_within_boxes_as_may_be_are_moved() -> None:
    markup = "<p>a" + BOX.split("</p>", maxsplit=1)[0] * frames.MAX_NESTED + "</p></span>" * frames.MAX_NESTED + "b</p>"
    assert lines(page(WRITER + markup)) == ["ab", *["In it"] * frames.MAX_NESTED]


def test_pages_of_other_programs_are_read_as_a_browser_shows_them() -> None:
    assert lines(page(f"<p>T{BOX}he text</p>")) == ["T", "In it", "he text"]


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", BOX, "<td>", "</td>", "<del>", "</del>", "</span>", "x", "<!--", "<script>"])
    )
)
def test_moving_boxes_loses_and_invents_no_character(pieces: list[str]) -> None:
    before = WRITER + "".join(pieces)
    after = frames.move_frames(before)
    swapped = before.replace("<span", "<div").replace("</span", "</div")
    assert sorted(after.replace("<span", "<div").replace("</span", "</div")) == sorted(swapped)


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<p ", "<span style=", "<script>", f"<p>{BOX}", '<span style="float: left"><p>', "<p>" + BOX + "</p>"],
)
def test_moving_boxes_takes_time_in_line_with_the_page(piece: str) -> None:
    took = []
    for times in (10_000, 80_000):
        text = WRITER + BOX + piece * (times * 8 // len(piece))
        started = time.process_time()
        frames.move_frames(text)
        took.append(time.process_time() - started)
    assert took[1] < 30 * max(took[0], 0.01)


def test_two_notes_in_one_element_are_two_notes() -> None:
    reading = page(
        "<p>A<a id=r1 href='#n1'>1</a> B<a id=r2 href='#n2'>2</a></p>"
        "<div><p id=n1>first <a href='#r1'>b</a></p><p id=n2>second <a href='#r2'>b</a></p><p>tail</div>"
    )
    assert lines(reading) == ["A B", "1 first", "2 second", "tail"]
    assert [block.place.note if block.place else "" for block in reading.blocks] == ["", "footnote 1", "footnote 2", ""]
    one = page("<p>A<a id=r1 href='#n1'>1</a></p><div><p id=n1>first <a href='#r1'>b</a></p><p>more</p></div>")
    assert [block.place.note if block.place else "" for block in one.blocks] == ["", "footnote 1", "footnote 1"]


def test_a_table_of_contents_and_its_headings_are_no_notes() -> None:
    reading = page("<p><a id=t1 href='#s1'>1</a></p><h2 id=s1><a href='#t1'>1</a> Scope</h2>")
    assert [block.text for block in reading.blocks] == ["1", "1 Scope"]


# What is left out is said


def test_navigation_and_scripts_are_left_out_and_said() -> None:
    reading = page("<nav>Home</nav><script>var x</script><style>p{}</style><p>Text<div role=navigation>Up</div>")
    assert [block.text for block in reading.blocks] == ["Text"]
    message = next(notice.message for notice in reading.notices if notice.code == "left-out")
    assert message == (
        "not read, as no text of the page: 2 × navigation, 1 × script, 1 × style sheet; 6 characters of text with them, first “Home”"
    )


def test_the_main_part_is_the_text_where_a_page_names_one() -> None:
    reading = page("<header>Site</header><main><p>Text</main><footer>Imprint</footer>")
    assert [block.text for block in reading.blocks] == ["Text"]
    assert "text outside the main part" in reading.notices[0].message
    two = page("<main>a</main><main>b</main>")
    assert [block.text for block in two.blocks] == ["a", "b"]
    empty = page("<p>a<main></main>")
    assert [block.text for block in empty.blocks] == ["a"]


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<p>a<img src=https://x.example/a.png>", "external"),
        ("<link rel=stylesheet href=a.css><p>a", "external"),
        ("<style>.no{display:none}</style><p>a", "style-sheet"),
        ("<style>li:before{content:counter(x)}</style><p>a", "style-sheet"),
        ("<p>a<iframe src=b.html></iframe>", "included"),
        ("<p>a<svg><text>drawn</text></svg>", "diagrams"),
        ("<p>a\u202eb", "bidi-controls"),
        ("<p>a\u200bb", "zero-width"),
        ("<p>a\ufffdb", "replacement-characters"),
        ("<p>a<math><mi>x</mi></math>", "equation"),
    ],
)
def test_what_a_reader_must_know_is_a_notice(markup: str, code: str) -> None:
    assert code in codes(page(markup))
    assert code not in codes(page("<style>p{margin:0}</style><p>a<img src='data:,x'>"))


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ("", "the page holds no text"),
        ("<p> <br>", "the page holds no text"),
        ("<div id=app></div><script>render()</script>", "scripts write it in a browser"),
        ("<frameset><frame src=a.html></frameset>", "only other pages"),
    ],
)
def test_a_page_without_text_is_refused(markup: str, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        page(markup)


def test_a_view_without_text_is_not_refused() -> None:
    assert codes(page("<ins><p>a</ins>", view="rejected")) == ["tracked-changes", "no-text"]


# Encodings

HAN = "第一条　会议在日内瓦举行。" * 3


@pytest.mark.parametrize(
    ("head", "codec", "noticed"),
    [
        ("<meta charset=gb2312>", "gb18030", True),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "cp950", True),
        ("<meta charset=utf-8>", "utf-8", False),
        ('<?xml version="1.0" encoding="gbk"?><html>', "gb18030", True),
        ("<meta charset=utf-16>", "utf-8", False),  # as browsers have it: a page that can say so is not in it
        ("", "gb18030", True),
        ("<meta charset=utf-8>", "gb18030", True),  # it says what it is not
        ("", "utf-16", True),
        ("<meta charset=hex>", "utf-8", False),
    ],
)
def test_the_encoding_is_that_of_the_mark_or_of_what_the_page_says(head: str, codec: str, noticed: bool) -> None:
    words = HAN.translate(str.maketrans("议举条会内", "議舉條會內")) if codec == "cp950" else HAN
    reading = html.read(Source("a.html", "", f"<!doctype html>{head}<p>{words}".encode(codec)))
    assert reading.blocks[0].text == words
    assert ("encoding" in codes(reading)) == noticed


def test_what_the_user_says_of_the_encoding_holds() -> None:
    data = f"<!doctype html><meta charset=utf-8><p>{HAN}".encode("gb18030")
    assert html.read(Source("a", "", data), encoding="gb18030").blocks[0].text == HAN
    with pytest.raises(EncodingError):
        html.read(Source("a", "", data), encoding="utf-8")


# Which files are pages


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.txt", b"<!DOCTYPE html><p>a", "html"),
        ("-", b"<html lang=zh><p>a</html>", "html"),
        ("a.txt", b"<p>a</p>\n<p>b</p>", "html"),
        ("a.txt", b"\xef\xbb\xbf<!-- saved --><div class=x><p>a</div>", "html"),
        ("a.txt", "<p>a</p>".encode("utf-16"), "html"),
        ("a.html", b"text", "html"),
        ("a.txt", b"<p> is the tag of a paragraph.\n", "text"),
        ("a.txt", b"<unknown>a</unknown>", "text"),
        ("a.txt", b"1 < 2 <p>a</p>", "text"),
        ("a.xml", b"<?xml version='1.0'?><akomaNtoso/>", "akn"),
    ],
)
def test_a_page_is_known_by_its_first_tag(name: str, data: bytes, reader: str) -> None:
    assert readers.find_for(Source(name, "", data)).name == reader


def test_a_fragment_is_read_as_a_page_and_said() -> None:
    decision = dd.read(b"<p>Decision 12</p><p>decides</p><ol><li>that it meets;</ol>")
    assert [clause.number for clause in decision.walk()][-1] == "1."
    assert "fragment" in [notice.code for notice in decision.notices]


def test_markup_in_a_text_is_read_as_it_stands_and_said() -> None:
    reading = text.read(Source("a.txt", "", b"\n<p>Decision 12</p>\n"))
    assert [notice.code for notice in reading.notices] == ["markup"]
    assert not text.read(Source("a.txt", "", b"\n<Annex> Decision 12\n")).notices
    with pytest.raises(UnreadableError, match=r"ends in \.html"):
        dd.read(text="<!doctype html>\n<p>a")


ARCHIVE = (
    'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\n'
    "--B\r\nContent-Type: text/css\r\n\r\np{}\r\n--B\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n--B--\r\n"
)


def test_a_page_saved_as_one_file_is_read(tmp_path: Path) -> None:
    packed = base64.b64encode("<!doctype html><p>第一条　会议</p>".encode("gb18030")).decode()
    data = (ARCHIVE % packed).encode()
    assert readers.find_for(Source("a.txt", "", data)).name == "html"
    assert [block.text for block in html.read(Source("a.mht", "", data)).blocks] == ["第一条\u3000会议"]
    path = tmp_path / "a.mhtml"
    path.write_bytes(data)
    assert [clause.words for clause in dd.read(path).walk()] == ["会议"]
    with pytest.raises(UnreadableError, match="holds no page"):
        html.read(Source("a.mht", "", (ARCHIVE % "").encode()))
    assert readers.find_for(Source("a.txt", "", b"From: the Council\nTo: Members\n")).name == "text"


def test_an_archive_within_archives_is_read_or_refused() -> None:
    data = b"".join(b"Content-Type: multipart/related; boundary=B%d\n\n--B%d\n" % (at, at) for at in range(3_000))
    with pytest.raises(UnreadableError, match="nests more parts"):
        html.read(Source("a.mht", "", data + b"Content-Type: text/html\n\n<p>a"))
    few = b"".join(b"Content-Type: multipart/related; boundary=B%d\n\n--B%d\n" % (at, at) for at in range(20))
    assert html.read(Source("a.mht", "", few + b"Content-Type: text/html\n\n<p>a")).blocks


# Hostile pages


def hostile(limit: int) -> dict[str, str]:
    return {
        "divs": "<div>" * limit,
        "never closed": "".join(f"<b a={at}><p>x" for at in range(limit)),
        "spans": "<p>" + "<span>" * limit,
        "attributes": "<p " + " ".join(f"a{at}=1" for at in range(3 * limit)) + ">x",
    }


@pytest.mark.parametrize("which", hostile(1))
def test_a_page_that_is_made_to_be_slow_is_refused(which: str) -> None:
    with pytest.raises(UnreadableError, match=r"decision|attributes|never closes"):
        page(hostile(bounds.MAX_DEPTH + 1)[which])


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" * 50_000 + "x",
        "<table><tr><td>" * 600 + "x",
        "&amp;" * 200_000,
        "&" * 200_000 + "x",
        "<" * 200_000 + "x",
        "<!--" * 100_000 + "--> x",
        "<li>" * 50_000 + "x",
        "<ul><li>" * 700 + "x",
        "<a href='#x'>" * 20_000 + "x",
        "<p>a<sup>" * 3_000 + "x",
        "<div hidden>x" * 900,
        "<ins>" * 1_000 + "x",
        "<p title='" + "x" * 100_000 + "'>x",
        "x" * 1_000_000,
        "<font color=red>x" * 5_000,
    ],
    ids=lambda markup: markup[:12],
)
def test_a_page_that_is_odd_is_read(markup: str) -> None:
    assert page(markup).blocks


def test_formatting_that_is_closed_costs_nothing() -> None:
    many = "".join(f"<p><b a={at}>x</b>" for at in range(20_000))
    bounds.check_bounds(many, "a")
    same = "<font size=1>x" * 20_000  # three of them stay open, as the standard has it
    bounds.check_bounds(same, "a")


def test_tables_that_cover_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_COVERED", 100)
    rows = "<table>" + "<tr><td rowspan=60000>a" * 13 + "</table>"
    assert page(rows).blocks
    with pytest.raises(UnreadableError, match="cover"):
        page("<table>" + "<tr><td rowspan=60000>a" * 16 + "</table>")


TAGS = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "b",
    "i",
    "a",
    "sup",
    "del",
    "ins",
    "span",
    "h2",
    "pre",
    "br",
    "q",
    "math",
    "svg",
    "select",
    "main",
    "nav",
]


@given(
    st.lists(st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "x ", "会", "\n", "&lt;"]))
)
def test_any_soup_of_tags_is_read_or_refused(pieces: Sequence[str]) -> None:
    try:
        after, before = page("".join(pieces)), page("".join(pieces), view="rejected")
    except DecisionDiffError:
        return
    for reading in (after, before):
        for at, block in enumerate(reading.blocks):
            assert block.origin.start == at
            assert all(one.span.end <= len(block.text) for one in block.features)
            assert all(one.span.end <= len(block.text) for one in block.authored)
    assert after.marks == before.marks


# The same decision


def test_decision_641_is_the_same_as_a_page(tmp_path: Path) -> None:
    """A page of our own, made of the Word document: numbers typed, tables as tables."""
    for revision in ("c24", "c25"):
        word = dd.read(f"fixtures/decision-641-{revision}.docx")
        path = tmp_path / f"{revision}.html"
        path.write_text(write_page(word), encoding="utf-8")
        for other in (f"fixtures/decision-641-{revision}.docx", f"fixtures/decision-641-{revision}.zh.txt"):
            assert not dd.compare(other, path).changes
            assert not dd.compare(path, other).changes


def write_page(decision: dd.Decision) -> str:
    from html import escape

    written = ["<!doctype html><meta charset=utf-8>"]
    row: tuple[int, int] | None = None
    cell = -1
    for block in decision.blocks:
        place = block.place.row if block.place else None
        if row is not None and (place is None or place[0] != row[0]):
            written.append("</table>")
        if place is not None:
            written.append("<table>" if row is None or place[0] != row[0] else "")
            written.append("<tr>" if place[:2] != row else "")
            written.append("<td>" if place[:2] != row or place[2] != cell else "")
            cell = place[2]
        row = place[:2] if place else None
        number = f"{escape(block.label.text)}&#9;" if block.label else ""
        written.append(
            f"<p style='white-space: pre-wrap'>{number}{escape(block.text)}</p>"
            if block.text or number or place
            else ""
        )
    return "\n".join(written)


@pytest.mark.office
@pytest.mark.skipif(not office.is_here(), reason="LibreOffice is not installed")
def test_decision_641_has_the_same_words_and_numbers_when_libreoffice_saved_it(tmp_path: Path) -> None:
    """It loses what stands beside a number (1 becomes 1.) and the shape of bullets: nothing else may differ."""
    for revision in ("c24", "c25"):
        word = dd.read(f"fixtures/decision-641-{revision}.docx")
        saved = dd.read(office.converted(Path(f"fixtures/decision-641-{revision}.docx"), "html", tmp_path))
        for change in dd.compare(word, saved).changes:
            assert (change.mark, change.old_text) == ("(MOD)", change.new_text)
        numbers = [[clause.label.value for clause in one.walk() if clause.label] for one in (word, saved)]
        assert numbers[0] == numbers[1]


@pytest.mark.office
@pytest.mark.skipif(not office.is_here(), reason="LibreOffice is not installed")
def test_text_boxes_that_libreoffice_saves_in_a_page_stand_as_in_the_document(tmp_path: Path) -> None:
    def box(inside: str, name: str = "F1") -> str:
        size = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:width="4cm" svg:height="2cm"'
        frame = f'<draw:frame draw:name="{name}" text:anchor-type="char" {size}>'
        return f"{frame}<draw:text-box>{inside}</draw:text-box></draw:frame>"

    def p(words: str) -> str:
        return f"<text:p>{words}</text:p>"

    def cells(*said: str) -> str:
        held = "".join(f"<table:table-cell>{one}</table:table-cell>" for one in said)
        columns = f'<table:table-column table:number-columns-repeated="{len(said)}"/>'
        return f"<table:table>{columns}<table:table-row>{held}</table:table-row></table:table>"

    two = box(p("In the box.") + p("Second."))
    citation = "<text:note-citation>1</text:note-citation>"
    bodies = [
        f'<text:h text:outline-level="1">Head{two}ing</text:h>',
        f"<text:list><text:list-item>{p(f'It{two}em')}</text:list-item><text:list-item>{p('Next')}</text:list-item></text:list>",
        p("Ta" + box(cells(p("A"), p("B")) + p("Behind")) + "ble"),
        cells(p(f"Ce{two}ll"), p("Other")),
        p("Nes" + box(p("Out" + box(p("Inner"), "F2") + "er")) + "ted"),
        p(
            f'No<text:note text:note-class="footnote">{citation}<text:note-body>{p(f"Fo{two}ot")}</text:note-body></text:note>te'
        ),
        p("第一" + box(p("框内文字。")) + "条 正文。"),
    ]
    path = tmp_path / "boxes.fodt"
    kind = b'<office:document office:mimetype="application/vnd.oasis.opendocument.text" '
    path.write_bytes(odtfiles.flat("".join(bodies)).replace(b"<office:document ", kind, 1))
    saved = dd.read(office.converted(path, "html", tmp_path))
    said = [
        [(block.text, block.place.row if block.place else None) for block in one.blocks if block.text]
        for one in (dd.read(path), saved)
    ]
    assert said[0] == said[1]
    assert len(said[0]) == 24


def test_a_heading_that_holds_a_number_is_not_a_caption_above_it(tmp_path: Path) -> None:
    """Lists of Roman numbers and letters between articles leave the number behind a heading to hang on that heading."""
    articles = [
        f"<h2>Resolution o</h2><p>Article {at} The Council meets.</p><p>{at}.1 The Secretary acts.</p>"
        f"<p>{at}.2 The members are told.</p><p>I. an inventory;</p><p>A. the names.</p>"
        for at in (1, 2, 3)
    ]
    path = tmp_path / "seas.html"
    path.write_text(f"<h1>Resolution on the seas</h1>{''.join(articles)}", encoding="utf-8")
    found = dd.read(path)
    assert [clause.label.text for clause in found.walk() if clause.label and clause.level == "article"] == [
        "Article 1", "Article 2", "Article 3",
    ]  # fmt: skip
