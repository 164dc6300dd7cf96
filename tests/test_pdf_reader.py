"""PDF: paragraphs, columns, tables and notes by where words stand; heads and feet set aside; scans refused by page."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")

import decision_diff as dd
import office
from decision_diff import readers
from decision_diff.errors import UnreadableError
from decision_diff.model import Reading, Source
from decision_diff.readers import pdf
from decision_diff.readers.pdf import glyphs
from pdffiles import HEIGHT, WIDTH, Line, Words, assemble, frame, make, measure, wrap

LONG = (
    "that the expert group meets in Geneva for three days and reports to the Council on all of the questions that were put to it "
    "by Member States before the first of March of that year, and on those that it takes up itself"
)


def read(*pages: Sequence[Words | Line]) -> Reading:
    return pdf.read(Source("a.pdf", "", make(*pages)))


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


# Paragraphs


def test_lines_that_the_page_wrapped_are_one_paragraph() -> None:
    reading = read([*wrap(LONG + ";", 700), *wrap("short", 640)])
    assert texts(reading) == [LONG + ";", "short"]
    assert "lines-joined" in codes(reading)


def test_a_wider_space_ends_a_paragraph_though_its_line_is_full() -> None:
    first = wrap(LONG, 700)
    full = [first[0], Words(57, 686, first[0].text)]
    assert len(texts(read([*full, *wrap("together with another one", 672)]))) == 1
    assert len(texts(read([*full, *wrap("together with another one", 666)]))) == 2


def test_room_for_the_next_word_ends_a_paragraph() -> None:
    first = wrap(LONG, 700)[0].text
    lines = [Words(57, 700, first), Words(57, 686, first[:-12]), Words(57, 672, "it is"), Words(57, 658, first)]
    assert texts(read(lines)) == [f"{first} {first[:-12].rstrip()}", "it is", first]


def test_the_longest_line_of_a_ragged_column_says_where_it_ends() -> None:
    ends = (410, 499, 171, 503, 137, 506, 466, 472)
    lines = [Words(57, 700 - 14 * at, fill(end - 57)) for at, end in enumerate(ends)]
    assert len(texts(read(lines))) == 5  # those that end at 410, 171, 137, 466 and 472 have room behind them
    outlier = [*wrap(LONG, 700), Words(57, 640, fill(600))]
    assert texts(read(outlier))[0] == LONG


def test_an_indent_and_a_number_behind_a_sentence_begin_a_paragraph() -> None:
    first = wrap(LONG, 700)
    full = f"{LONG[:86]}."
    assert len(texts(read([Words(57, 700, full), Words(57, 686, f"2 {LONG[:80]}")]))) == 2
    indented = [*wrap(LONG, 700, indent=20), *wrap(LONG, 700 - 14 * len(first), indent=20)]
    assert texts(read(indented)) == [LONG, LONG]


def test_a_number_and_its_text_are_parted_by_a_tab_and_may_hang() -> None:
    lines = [Words(57, 700, "1"), *wrap(LONG + ";", 700, x=97), Words(57, 650, "2"), *wrap("to invite;", 650, x=97)]
    assert texts(read(lines)) == [f"1\t{LONG};", "2\tto invite;"]


def test_a_hyphen_of_the_page_goes_where_the_word_stands_elsewhere() -> None:
    line = "x" * 70
    lines = [
        Words(57, 700, f"{line} reso-"),
        Words(57, 686, "lution and resolution"),
        Words(57, 640, f"{line} non-"),
        Words(57, 626, "member of it all"),
    ]
    assert texts(read(lines)) == [f"{line} resolution and resolution", f"{line} non-member of it all"]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    lines = wrap(LONG + " " + LONG, 100)
    pages = [
        [line for line in lines if line.y > 60],
        [Words(line.x, line.y + 650, line.text) for line in lines if line.y <= 60],
    ]
    assert texts(read(*pages)) == [f"{LONG} {LONG}"]
    ended = [[Words(57, 300, f"{LONG[:86]}.")], [Words(57, 740, LONG[:86])]]
    assert len(texts(read(*ended))) == 2


def test_words_are_parted_where_they_stand_apart() -> None:
    assert texts(read([Words(57, 700, "Deci"), Words(57 + 23, 700, "sion"), Words(57 + 49, 700, "12")])) == [
        "Decision 12"
    ]


def fill(width: float) -> str:
    """Short words, as many as are about so wide."""
    return " ".join(["xx"] * int((width + measure(" ")) / measure("xx ")))


# Pages


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [Words(57, 700 - 14 * at, f"left {at} of the column, wide") for at in range(8)]
    right = [Words(320, 700 - 14 * at, f"right {at} of the column, wide") for at in range(8)]
    both = [one for pair in zip(left, right, strict=True) for one in pair]
    said = " ".join(
        texts(read([Words(57, 740, "A heading over both of the columns, from the left to the right"), *both]))
    )
    assert said.index("left 7") < said.index("right 0")
    assert said.startswith("A heading")


def test_heads_feet_and_numbers_of_pages_are_set_aside_and_said() -> None:
    pages = [
        [
            Words(280, 800, f"- {at} -"),
            Words(57, 780, "C25/130-E"),
            Words(57, 600, f"text {at}"),
            Words(57, 30, "council.itu.int"),
        ]
        for at in (1, 2)
    ]
    reading = read(*pages)
    assert texts(reading) == ["text 1", "text 2"]
    message = next(notice.message for notice in reading.notices if notice.code == "page-lines-set-aside")
    assert message == "6 heads, feet and numbers of pages are not read, first “- 1 -”"


def test_headings_with_other_numbers_at_the_heads_of_pages_are_text() -> None:
    pages = [[Words(57, 790, f"Annex {at}"), Words(57, 600, "text")] for at in (1, 2)]
    assert texts(read(*pages)) == ["Annex 1", "text", "Annex 2", "text"]
    running = [[Words(57, 790, f"Decision 12, page {at}"), Words(57, 600, "text")] for at in (1, 2, 3)]
    assert texts(read(*running)) == ["text"] * 3
    bare = [[Words(290, 40, str(at)), Words(57, 600, "text")] for at in (7, 8)]
    assert texts(read(*bare)) == ["text"] * 2
    assert texts(read(*[[Words(290, 40, str(at)), Words(57, 600, "text")] for at in (7, 9)])) == [
        "text",
        "7",
        "text",
        "9",
    ]


def test_what_stands_at_the_edge_of_one_page_only_is_text() -> None:
    assert texts(read([Words(57, 800, "Decision 12"), Words(57, 600, "text")])) == ["Decision 12", "text"]
    assert texts(read([Words(280, 800, "Page 1 of 1"), Words(57, 600, "text")])) == ["text"]


def test_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    page: list[Words | Line] = [
        Words(57, 600, "The budget"), Words(112, 604, "1", 6), Words(118, 600, "is adopted."), Words(57, 560, "Next."),
        Line(57, 110, 200, 110), Words(57, 99, "1", 5), Words(62, 96, "As amended.", 8),
    ]  # fmt: skip
    reading = read(page)
    assert texts(reading) == ["The budget is adopted.", "As amended.", "Next."]
    assert [block.place.note if block.place else "" for block in reading.blocks] == ["", "footnote 1", ""]
    assert [one.kind for one in reading.blocks[0].features] == ["note"]
    assert reading.blocks[1].label is not None


def box(left: float, right: float, *said: str) -> list[Words | Line]:
    """A text box at some lines below 700, one line in it for each of what it says."""
    words = [Words(left + 4, 672 - 14 * at, one) for at, one in enumerate(said)]
    return [*frame([left, right], [684, 680 - 14 * len(said)]), *words]


@pytest.mark.parametrize("is_left", [False, True])
def test_a_text_box_follows_the_paragraph_beside_it(is_left: bool) -> None:
    head, *_ = wrap(LONG, 700)
    rest = LONG[len(head.text) + 1 :]
    left, right = (57.0, 300.0) if is_left else (320.0, 538.0)
    beside = wrap(rest, 672, x=309.0 if is_left else 57.0, right=538.0 if is_left else 312.0, leading=14)
    after = Words(57, 500, "After it.")
    held = box(left, right, *("A box of words" for _ in beside))
    moved = [Words(one.x, one.y + 14, one.text) for one in beside]
    page: list[Words | Line] = [head, *moved, after, *held]
    assert texts(read(page)) == [LONG, *["A box of words"] * len(beside), "After it."]


def test_a_frame_around_all_of_the_text_is_no_text_box() -> None:
    assert texts(read([*frame([50, 545], [720, 600]), *wrap(LONG, 700)])) == [LONG]
    alone: list[Words | Line] = [Words(57, 700, "Before."), *box(57, 300, "A box"), Words(57, 600, "After.")]
    assert texts(read(alone)) == ["Before.", "A box", "After."]


def test_raised_and_lowered_characters_are_features() -> None:
    page = [
        Words(57, 600, "10"),
        Words(70, 604, "2", 6),
        Words(80, 600, "and H"),
        Words(109, 598, "2", 6),
        Words(113, 600, "O"),
    ]
    block = read(page).blocks[0]
    assert [(one.kind, one.span.of(block.text)) for one in block.features] == [("superscript", "2"), ("subscript", "2")]


def test_notes_have_letters_too_and_several_paragraphs() -> None:
    page: list[Words | Line] = [
        *wrap(LONG, 700), Words(57, 600, "The budget"), Words(112, 604, "a", 6), Words(118, 600, "is adopted,"), Words(173, 604, "ii", 6),
        Words(57, 110, "a", 5), Words(62, 107, "As amended.", 8), Words(57, 92, "Twice.", 8), Words(57, 73, "ii", 5),
        Words(62, 70, "Document 7.", 8), Words(57, 40, "Draft"),
    ]  # fmt: skip
    found = [
        (block.label.text if block.label else "", block.text, block.place.note if block.place else "")
        for block in read(page).blocks
    ]
    assert found[1:] == [
        ("", "The budget is adopted,", ""), ("a", "As amended.", "footnote 1"), ("", "Twice.", "footnote 1"),
        ("ii", "Document 7.", "endnote 1"), ("", "Draft", ""),
    ]  # fmt: skip


def test_notes_at_the_end_follow_the_paragraphs_that_refer_to_them() -> None:
    pages: list[list[Words | Line]] = [
        [
            *wrap(LONG, 700),
            Words(57, 600, "The budget"),
            Words(112, 604, "1", 6),
            Words(57, 560, "The staff"),
            Words(101, 564, "2", 6),
        ],
        [Words(57, 760, "1 As amended.", 8), Words(57, 750, "2 Document 7.", 8)],
    ]
    blocks = read(*pages).blocks
    assert [(block.text, block.place.note if block.place else "") for block in blocks[1:]] == [
        ("The budget", ""), ("As amended.", "endnote 1"), ("The staff", ""), ("Document 7.", "endnote 2"),
    ]  # fmt: skip


def test_the_foot_of_pages_may_lack_the_number_on_the_first() -> None:
    pages = [[Words(57, 600, f"text {at}"), Words(57, 40, foot)] for at, foot in enumerate(("Draft", "Draft 2"))]
    assert texts(read(*pages)) == ["text 0", "text 1"]
    assert texts(read(*[[Words(57, 600, "text"), Words(57, 40, f"Annex {at}")] for at in (4, 5)]))[1] == "Annex 4"


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left = [Words(57, 700 - 14 * at, "words of the left column, as wide as it") for at in range(8)]
    right = [
        Words(320, 700 - 14 * at, f"{'so it' if at else 'goes'} on in the right column, as wide a") for at in range(8)
    ]
    assert len(texts(read([*left, *right]))) == 1


def test_wide_spaces_of_a_justified_line_are_no_tabs() -> None:
    line = [Words(57, 700, "The"), Words(90, 700, "Council"), Words(142, 700, "adopts"), Words(190, 700, "this")]
    assert texts(read(line)) == ["The Council adopts this"]
    assert texts(read([Words(57, 700, "(a)"), Words(90, 700, "Council")])) == ["(a)\tCouncil"]


def test_wrapped_lines_may_hang_behind_a_number_without_a_wide_gap() -> None:
    first, *rest = wrap(LONG, 700, x=93)
    head = " ".join(first.text.split()[:-1])
    lines = [Words(57, 700, "Article 1"), Words(106, 700, head), *rest]
    assert len(texts(read(lines))) == 1


def test_lines_hang_behind_a_number_with_a_space_and_fonts_may_be_scaled() -> None:
    first, *rest = wrap(f"1. {LONG}", 700)
    for scale in (1, 0.25, 4):
        lines = [Words(first.x, 700, first.text, scale=scale)]
        lines += [Words(first.x + measure("1. "), one.y, one.text, scale=scale) for one in rest]
        assert len(texts(read(lines))) == 1, scale
    raised = [Words(57, 600, "10", scale=0.5), Words(70, 604, "2", 6, scale=0.5)]
    assert [one.kind for one in read(raised).blocks[0].features] == ["superscript"]


# Tables


def table(rows: Sequence[tuple[str, str]], top: float = 760) -> list[Words | Line]:
    """A ruled table of two columns, its rows 20 points high."""
    ys = [top - 20 * at for at in range(len(rows) + 1)]
    words = [
        Words(x, y - 14, said)
        for y, row in zip(ys, rows, strict=False)
        for x, said in zip((60, 205), row, strict=True)
        if said
    ]
    return [*frame([57, 200, 330], ys), *words]


def test_heads_that_a_page_repeats_are_set_aside() -> None:
    reading = read(table([("Country", "Year"), ("Chad", "2021")]), table([("Country", "Year"), ("Mali", "2022")]))
    assert [(block.text, block.place.row if block.place else None) for block in reading.blocks] == [
        ("Country", (0, 0, 0)), ("Year", (0, 0, 1)), ("Chad", (0, 1, 0)), ("2021", (0, 1, 1)), ("Mali", (0, 2, 0)), ("2022", (0, 2, 1)),
    ]  # fmt: skip
    assert "“Country Year”" in next(one.message for one in reading.notices if one.code == "page-lines-set-aside")


def test_a_row_that_a_page_parted_is_one_row() -> None:
    full = "words up to the right edge"
    one, other = table([("Chad", full)]), table([("", "and behind it"), ("Mali", "2022")])
    assert [(block.text, block.place.row if block.place else None) for block in read(one, other).blocks] == [
        ("Chad", (0, 0, 0)), (f"{full} and behind it", (0, 0, 1)), ("Mali", (0, 1, 0)), ("2022", (0, 1, 1)),
    ]  # fmt: skip
    ended = read(table([("Chad", f"{full[:-1]}.")]), other)
    assert [block.place.row for block in ended.blocks if block.place and block.text == "and behind it"] == [(0, 1, 1)]


def test_a_ruled_table_is_rows_and_cells() -> None:
    page: list[Words | Line] = [
        Words(57, 760, "before"), *frame([57, 200, 500], [700, 660, 620]), Words(60, 685, "A"), Words(205, 685, "B"),
        *wrap("a cell with more words than there is room for on one line of it, so that it has two", 648, x=205, right=495),
        Words(60, 648, "C"), Words(57, 590, "after"),
    ]  # fmt: skip
    reading = read(page)
    assert [(block.place.row if block.place else None, block.text[:14]) for block in reading.blocks] == [
        (None, "before"), ((0, 0, 0), "A"), ((0, 0, 1), "B"), ((0, 1, 0), "C"), ((0, 1, 1), "a cell with mo"), (None, "after"),
    ]  # fmt: skip


def test_merged_cells_are_cells() -> None:
    lines = [
        *(Line(57, y, 500, y) for y in (700, 620)), Line(200, 660, 500, 660), *(Line(x, 700, x, 620) for x in (57, 200, 500)),
        Line(350, 660, 350, 620),
    ]  # fmt: skip
    page: list[Words | Line] = [
        *lines,
        Words(60, 685, "A"),
        Words(205, 685, "B"),
        Words(205, 645, "C"),
        Words(355, 645, "D"),
    ]
    found = {block.text: [one.value for one in block.features] for block in read(page).blocks}
    assert found == {"A": ["continues below"], "B": ["2 columns"], "": ["continues above"], "C": [], "D": []}


def test_a_frame_is_no_table() -> None:
    assert [
        block.place.row if block.place else 0
        for block in read([*frame([57, 500], [700, 620]), Words(60, 685, "A")]).blocks
    ] == [None]


# What is refused


def test_scanned_pages_are_refused_by_page() -> None:
    scan = make([], [], picture=True)
    with pytest.raises(UnreadableError, match=r"pages 1, 2 are pictures without text \(scanned\); run OCR"):
        pdf.read(Source("a.pdf", "", scan))
    assert pdf.read(Source("a.pdf", "", make([Words(57, 700, "recognised")], picture=True))).blocks  # OCR was run on it
    with pytest.raises(UnreadableError, match="holds no text"):
        read([])


def test_a_missing_library_says_which_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableError, match=r"decision-diff\[pdf-in\]"):
        read([Words(57, 700, "a")])


def test_it_is_known_by_its_first_bytes() -> None:
    assert readers.find_for(Source("a.txt", "", make([Words(57, 700, "a")]))).name == "pdf"
    with pytest.raises(UnreadableError, match="not a PDF"):
        pdf.read(Source("a.pdf", "", b"text"))


def bomb(size: int) -> bytes:
    content = zlib.compress(b" " * size)
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n" % len(content) + content + b"\nendstream",
        ]
    )


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>",
        make([Words(57, 700, "a")])[:300],
        b"%PDF-1.7\n" + b"<<" * 100_000,
        b"%PDF-1.7\n" + b"stream\n" * 50_000,
        assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9999999>>"]),
        make([Words(57, 700, "a")]).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 3 0 R"),
    ],
    ids=range(7),
)
def test_a_damaged_file_is_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        pdf.read(Source("a.pdf", "", data))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MAX_UNPACKED", 3_000_000)
    glyphs.check_streams(bomb(2_900_000), "a")
    with pytest.raises(UnreadableError, match="unpacks to more"):
        pdf.read(Source("a.pdf", "", bomb(3_100_000)))
    within = zlib.compress(zlib.compress(b" " * 40_000_000))
    with pytest.raises(UnreadableError, match="unpacks to more"):
        glyphs.check_streams(b"stream\n" + within + b"\nendstream", "a")


def test_actions_and_files_within_are_left_alone() -> None:
    data = make(
        [Words(57, 700, "a")], extra="/OpenAction<</S/URI/URI(http://127.0.0.1:9/)>>/Names<</EmbeddedFiles<<>>>>"
    )
    assert texts(pdf.read(Source("a.pdf", "", data))) == ["a"]


@pytest.mark.parametrize("lines", [glyphs.MAX_RULES - 10, glyphs.MAX_RULES + 10])
def test_a_drawing_is_no_table(lines: int) -> None:
    page: list[Words | Line] = [Line(10 + at % 500, 20, 10 + at % 500, 800) for at in range(lines)]
    assert "text" in "".join(texts(read([*page, Words(57, 810, "text")])))


@pytest.mark.office
@pytest.mark.skipif(not office.is_here(), reason="LibreOffice is not installed")
def test_decision_641_is_the_same_as_pdf(tmp_path: Path) -> None:
    for revision in ("c24", "c25"):
        saved = office.converted(Path(f"fixtures/decision-641-{revision}.docx"), "pdf", tmp_path)
        for other in (f"fixtures/decision-641-{revision}.docx", f"fixtures/decision-641-{revision}.zh.txt"):
            assert not dd.compare(other, saved).changes
            assert not dd.compare(saved, other).changes
    assert (WIDTH, HEIGHT) == (595, 842)
