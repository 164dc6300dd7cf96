"""PDF from right to left: pages are mirrored, and what runs the other way within a line is turned."""

from __future__ import annotations

import unicodedata

import pytest

pytest.importorskip("pypdfium2")

from hypothesis import given
from hypothesis import strategies as st

from decision_diff.readers.pdf.directions import turn_page
from decision_diff.readers.pdf.glyphs import Glyph, GlyphPage, Rule
from decision_diff.readers.pdf.layout import read_layout

SIZE = 10.0
RIGHT = 500.0


def draw(*seen: str) -> GlyphPage:
    """A page of lines, each as it is seen from left to right, that end at its right edge. `1` raised is written `¹`."""
    glyphs: list[Glyph] = []
    for nth, line in enumerate(seen):
        for at, char in enumerate(reversed(line)):
            x, base = RIGHT - 5.0 * (at + 1), 700.0 - 14 * nth
            small = char == "¹"
            glyphs.append(Glyph("1" if small else char, x, x + 5.0, base + 3 * small, SIZE * (0.6 if small else 1)))
    return GlyphPage(595.0, 842.0, tuple(glyphs), ())


def read(*seen: str) -> list[str]:
    layout = read_layout([turn_page(draw(*seen))])
    return [line.text for page in layout.pages for region in page.regions for line in region.lines]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("םולש", "שלום"),
        ("םימ 14.5 שי", "יש 14.5 מים"),
        ("2024 ינוי 30", "30 יוני 2024"),
        ("תיב CONF/12/45 ךמסמ", "מסמך CONF/12/45 בית"),
        ("תיב )CONF/12/45 ךמסמ(", "(מסמך CONF/12/45) בית"),
        ("תיב (CONF/12/45 ךמסמ)", "(מסמך CONF/12/45) בית"),
        ("תיב 3-ו 2 םיפיעס", "סעיפים 2 ו-3 בית"),
        ("¹.726 ףיעס", "סעיף 726.1"),
    ],
)
def test_a_line_from_right_to_left_is_read_in_its_order(seen: str, meant: str) -> None:
    assert read("תא תיבה", seen)[1] == meant


def test_a_line_of_latin_words_on_such_a_page_stays_as_it_is() -> None:
    assert read("CONF/2024/L.7", "םולש תיב םולש תיב") == ["CONF/2024/L.7", "בית שלום בית שלום"]


def test_a_word_from_right_to_left_on_another_page_is_turned() -> None:
    assert read("The word םולש 12 means peace.") == ["The word שלום 12 means peace."]


def test_what_lengthens_arabic_words_is_not_of_the_text() -> None:
    assert read("رGGدب") == ["بدر"]
    assert read("م00لسم ة00نجل") == ["لجنة مسلم"]
    assert read("م0لسم ن0جل") == ["لجن مسلم"]
    assert read("م0لسم ةنجل") == ["لجنة مسل0م"]  # once, it may be a digit
    assert read("ب2ر ب2د") == ["د2ب ر2ب"]  # behind letters that are not joined to the next one
    assert read("ج/ب ج/ب") == ["ب/ج ب/ج"]


def test_letters_of_one_shape_are_in_their_order() -> None:
    """PDFium gives the two letters of the ligature lam-alef the other way round, at one place."""
    shape = [Glyph(char, 480.0, 486.0, 700.0, SIZE) for char in "ال"]
    page = GlyphPage(
        595.0, 842.0, (Glyph("س", 486.0, 491.0, 700.0, SIZE), *shape, Glyph("م", 475.0, 480.0, 700.0, SIZE)), ()
    )
    layout = read_layout([turn_page(page)])
    assert layout.pages[0].regions[0].lines[0].text == "سلام"


def test_a_mirror_turns_the_lines_of_tables_too() -> None:
    page = turn_page(
        GlyphPage(
            100.0,
            50.0,
            (Glyph("ש", 80.0, 90.0, 10.0, SIZE),),
            (Rule(True, 30.0, 0.0, 9.0), Rule(False, 5.0, 20.0, 30.0)),
        )
    )
    assert page.rules == (Rule(True, 70.0, 0.0, 9.0), Rule(False, 5.0, 70.0, 80.0))
    assert (page.glyphs[0].left, page.glyphs[0].right) == (10.0, 20.0)


def test_a_page_from_left_to_right_is_not_mirrored() -> None:
    page = draw("The word םולש means peace.")
    assert turn_page(page) is page


@given(st.lists(st.text("אבגד12ab.- ", min_size=1, max_size=20), min_size=1, max_size=3))
def test_no_character_is_lost_or_made_up(lines: list[str]) -> None:
    lines = [line for line in lines if line.strip()]
    count = sum(not char.isspace() for line in lines for char in line)
    said = "".join(read(*lines))
    assert sum(not char.isspace() for char in said) == count
    assert sorted(unicodedata.normalize("NFC", "".join(said.split()))) == sorted("".join("".join(lines).split()))
