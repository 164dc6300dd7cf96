"""Akoma Ntoso: numbers, headings and paragraphs as the elements say, changes and points in time as views."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import decision_diff as dd
from decision_diff import readers
from decision_diff.errors import UnreadableError
from decision_diff.model import Block, Reading, Source, View
from decision_diff.readers import akn, grid

SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def document(body: str, meta: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><akomaNtoso xmlns="{SPACE}"><act name="a"><meta>{meta}</meta>'
        f"<body>{body}</body></act></akomaNtoso>"
    ).encode()


def read(body: str, meta: str = "", view: View = "accepted") -> Reading:
    return akn.read(Source("a.xml", "", document(body, meta)), view=view)


def lines(reading: Reading) -> list[str]:
    return [f"{block.label.text} {block.text}".strip() if block.label else block.text for block in reading.blocks]


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


def features(block: Block) -> list[tuple[str, str, str]]:
    return [(one.kind, one.span.of(block.text), one.value) for one in block.features]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<article><num>Article 1</num><heading>Scope</heading><content><p>It applies.</p></content></article>", ["Article 1 Scope", "It applies."]),
        ("<article><num>第一条</num><content><p>适用\n  范围。</p><p>又。</p></content></article>", ["第一条 适用范围。", "又。"]),
        (
            "<chapter><num>Chapter I</num><article><num>Article 1</num><paragraph><num>1.</num><content><p>a</p></content></paragraph></article></chapter>",
            ["Chapter I", "Article 1", "1. a"],
        ),
        ("<paragraph><num>1</num></paragraph><paragraph><num>2</num><content><p>b</p></content></paragraph>", ["1", "2 b"]),
        ("<list><intro><p>of:</p></intro><point><num>a)</num><content><p>x</p></content></point></list>", ["of:", "a) x"]),
        ("<p>a<eol/>b <b>c</b><i> d</i></p>", ["a\nb c d"]),
        ("<p>for <mod><quotedText startQuote='“' endQuote='”'>old</quotedText></mod></p>", ["for “old”"]),
        ("<longTitle><p>\n <docType>RESOLUTION</docType>\n <docNumber>2</docNumber></p></longTitle>", ["RESOLUTION 2"]),
        ("<p>a</p><toc><tocItem>no</tocItem></toc>", ["a"]),
    ],
)  # fmt: skip
def test_a_number_goes_with_the_words_behind_it(body: str, said: list[str]) -> None:
    assert lines(read(body)) == said


def test_headings_have_the_level_of_their_element() -> None:
    body = (
        "<part><heading>A</heading><chapter><heading>B</heading><section><p>x</p></section></chapter></part>"
        "<part><section><heading>C</heading></section></part>"
    )
    assert [(block.text, block.place.outline if block.place else None) for block in read(body).blocks] == [
        ("A", 0), ("B", 1), ("x", None), ("C", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "values"),
    [
        (["h)", "i)", "j)"], [(8,), (9,), (10,)]),
        (["i)", "ii)"], [(1,), (2,)]),
        (["k)", "l)"], [(11,), (12,)]),
        (["a)", "b)", "i)"], [(1,), (2,), (1,)]),
        (["xlviii)", "xlix)", "l)"], [(48,), (49,), (50,)]),
    ],
)
def test_a_letter_behind_a_letter_is_a_letter(numbers: list[str], values: list[tuple[int, ...]]) -> None:
    body = "".join(f"<point><num>{one}</num><content><p>x</p></content></point>" for one in numbers)
    assert [block.label.value if block.label else None for block in read(body).blocks] == values


def test_a_number_that_the_grammar_does_not_know_numbers_its_element() -> None:
    label = read("<rule><num>№-α</num><content><p>x</p></content></rule>").blocks[0].label
    assert label is not None
    assert (label.text, label.level, label.value) == ("№-α", "rule", ())


def test_what_is_seen_is_a_feature() -> None:
    block = read(
        "<p>10<sup>2</sup><a href='https://itu.int'>x</a><ref href='#art_1'>y</ref><img src='a.png'/></p>"
    ).blocks[0]
    assert features(block) == [("superscript", "2", ""), ("link", "x", "https://itu.int"), ("picture", "", "a.png")]


def test_tables_and_notes() -> None:
    body = (
        "<table><tr><th rowspan='2'><p>A</p></th><th colspan='2'><p>B<authorialNote marker='1'><p>note</p></authorialNote></p></th></tr>"
        "<tr><td><p>C</p></td><td/></tr></table><p>after</p>"
    )
    reading = read(body)
    assert [(block.place.row if block.place else None, block.text) for block in reading.blocks] == [
        ((0, 0, 0), "A"), ((0, 0, 1), "B"), (None, "note"), ((0, 1, 0), ""), ((0, 1, 1), "C"), ((0, 1, 2), ""), (None, "after"),
    ]  # fmt: skip
    assert [block.place.note if block.place else "" for block in reading.blocks][2] == "footnote 1"


# Views

PERIODS = (
    '<lifecycle><eventRef eId="e1" date="2020-01-01"/><eventRef eId="e2" date="2024-06-20"/></lifecycle><temporalData>'
    '<temporalGroup eId="old"><timeInterval start="#e1" end="#e2"/></temporalGroup>'
    '<temporalGroup eId="new"><timeInterval start="#e2"/></temporalGroup>'
    '<temporalGroup eId="both"><timeInterval start="#e1"/></temporalGroup></temporalData>'
)


@pytest.mark.parametrize(
    ("body", "after", "before"),
    [
        ("<p>The fee is <del>50</del><ins>60</ins>.</p>", ["The fee is 60."], ["The fee is 50."]),
        ("<p>a</p><p status='removed'>b</p>", ["a"], ["a", "b"]),
        ("<p period='#old'>50</p><p period='#new'>60</p><p period='#both'>x</p><p period='#unknown'>y</p>", ["60", "x", "y"], ["50", "x", "y"]),
        ("<p start='#e1' end='#e2'>50</p><p start='#e2'>60</p>", ["60"], ["50"]),
        ("<p start='2019-01-01' end='2021-01-01'>50</p><p start='2021-01-01'>60</p>", ["60"], ["50"]),
        ("<article period='#new'><num>1</num><content><p>a</p></content></article><article><num>2</num><content><p>b</p></content></article>", ["1 a", "2 b"], ["2 b"]),
        ("<article><num><del>1</del><ins>1a</ins></num><content><p>a</p></content></article>", ["1a a"], ["1 a"]),
    ],
)  # fmt: skip
def test_changes_and_points_in_time_are_two_views(body: str, after: list[str], before: list[str]) -> None:
    one, other = read(body, PERIODS), read(body, PERIODS, "rejected")
    assert (lines(one), lines(other)) == (after, before)
    assert one.marks == other.marks > 0
    assert codes(one)[0] == "tracked-changes"


def test_who_is_in_one_view_only_has_the_date_of_its_event() -> None:
    block = read("<p period='#new'>60</p><p period='#old'>50</p>", PERIODS).blocks[0]
    assert [(one.span.of(block.text), one.date) for one in block.authored] == [("60", "2024-06-20T00:00:00Z")]


def test_a_file_with_two_points_in_time_is_compared_with_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(
        document("<p>decides</p><p period='#old'>that it meets;</p><p period='#new'>that it meets twice;</p>", PERIODS)
    )
    assert [change.mark for change in dd.compare(path).changes] == ["MOD"]


def test_modifications_in_the_head_are_said() -> None:
    meta = "<analysis><passiveModifications><textualMod/><textualMod/></passiveModifications></analysis>"
    assert codes(read("<p>a</p>", meta)) == ["left-out"]


# The same tree as from text

RECITALS = (
    "<recitals><intro><p><i>recalling</i></p></intro><recital><num>a)</num><p>the needs of developing countries1;</p></recital>"
    "<recital><num>b)</num><p>the budget, ____________________ 1 These include the least developed countries.</p></recital></recitals>"
    "<hcontainer><heading>resolves</heading><paragraph><num>1</num><content><p>to meet;</p></content></paragraph>"
    "<paragraph><num>2</num><content><p>to invite,</p></content></paragraph></hcontainer>"
)
TEXT = (
    "recalling\na)\tthe needs of developing countries1;\nb)\tthe budget, ____________________ 1 These include the least developed countries.\n"
    "resolves\n1\tto meet;\n2\tto invite,\n"
)


def test_a_tree_is_the_same_from_xml_and_from_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(document(RECITALS))
    one, other = dd.read(path), dd.read(text=TEXT)
    seen = [
        [(clause.eid, clause.level, clause.number, clause.words) for clause in tree.walk()] for tree in (one, other)
    ]
    assert seen[0] == seen[1]
    assert "recs_1__point_a__note_1" in {eid for eid, *_ in seen[0]}
    assert "note-in-text" in [notice.code for notice in one.notices]
    assert not dd.compare(path, TEXT).changes


def test_a_note_in_the_words_of_a_paragraph_is_no_line_that_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    further = "countries</p></recital><recital><num>c)</num><p>the report,</p></recital>"
    path.write_bytes(document(RECITALS.replace("countries.</p></recital>", further)))
    assert [notice.code for notice in dd.read(path).notices] == ["note-in-text"]


def test_decision_641_is_the_same_in_akoma_ntoso(tmp_path: Path) -> None:
    for revision in ("c24", "c25"):
        path = tmp_path / f"{revision}.xml"
        path.write_bytes(document(write(dd.read(f"fixtures/decision-641-{revision}.docx"))))
        for other in (f"fixtures/decision-641-{revision}.docx", f"fixtures/decision-641-{revision}.zh.txt"):
            assert not dd.compare(other, path).changes
            assert not dd.compare(path, other).changes


def write(decision: dd.Decision) -> str:
    """The decision as elements: numbers in num, rows in tables."""
    written: list[str] = []
    table = row = cell = -1
    for block in decision.blocks:
        place = block.place.row if block.place else None
        if place is None or place[0] != table:
            written.append("</td></tr></table>" if table >= 0 else "")
            table = row = cell = -1
        if place is None:
            number = f"<num>{escape(block.label.text)}</num>" if block.label else ""
            words = f"<content><p>{escape(block.text)}</p></content>" if block.text else ""
            written.append(f"<paragraph>{number}{words}</paragraph>")
            continue
        written.append("<table>" if table < 0 else "")
        written.append(
            ("</td></tr>" if row >= 0 else "") + "<tr><td>"
            if place[1] != row
            else "</td><td>"
            if place[2] != cell
            else ""
        )
        table, row, cell = place
        written.append(f"<p>{escape(block.text)}</p>")
    return "".join([*written, "</td></tr></table>" if table >= 0 else ""])


# Which files, and hostile ones


def test_it_is_known_by_its_root() -> None:
    assert readers.find_for(Source("a.txt", "", document("<p>a</p>"))).name == "akn"
    assert readers.find_for(Source("a.xml", "", b"<html><p>a</p></html>")).name == "html"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<statute/>", "its root element is statute"),
        (b"<akomaNtoso>", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso>&b;</akomaNtoso>', "DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><akomaNtoso/>', "DOCTYPE"),
        (document("<section>" * 300 + "</section>" * 300), "levels deep"),
    ],
)
def test_what_is_no_akoma_ntoso_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        akn.read(Source("a.xml", "", data))


def test_a_document_without_words_is_refused_and_a_view_without_words_says_so() -> None:
    with pytest.raises(UnreadableError, match="the document holds no text"):
        read("")
    assert "no-text" in codes(read("<section><p><del>gone</del></p></section>"))


def test_many_elements_take_linear_time() -> None:
    many = "".join(f"<section><num>{at}</num><heading>x</heading></section>" for at in range(20_000))
    assert len(read(many).blocks) == 20_000


def test_tables_that_cover_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_COVERED", 100)
    assert read("<table>" + "<tr><td rowspan='9000'>a</td></tr>" * 13 + "</table>").blocks
    with pytest.raises(UnreadableError, match="cover"):
        read("<table>" + "<tr><td rowspan='9000'>a</td></tr>" * 16 + "</table>")
