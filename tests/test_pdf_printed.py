"""PDF as programs print it: spacing of cells, closings at the right edge, numbers that fill their indent, justified lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

pytest.importorskip("pypdfium2")

from decision_diff.model import Source
from decision_diff.readers import pdf
from pdffiles import Line, Words, frame, make, measure, wrap

LONG = (
    "that each harbour office keeps a register of the ships that it has inspected in that year and sends a copy of it to the "
    "maritime court before the end of January; and that the court publishes it without the names of those who own the ships"
)
ENDED = f"{LONG}."


def read(*pages: Sequence[Words | Line]) -> list[str]:
    return [block.text for block in pdf.read(Source("a.pdf", "", make(*pages))).blocks]


def list_kept(*pages: Sequence[Words | Line]) -> list[str]:
    notices = pdf.read(Source("a.pdf", "", make(*pages))).notices
    return [one.message for one in notices if one.code == "page-lines-kept"]


def test_lines_of_cells_may_be_closer_than_those_of_the_text() -> None:
    cells = [words for at in range(4) for words in wrap(LONG, 600 - 110 * at, x=65, right=290, leading=11)]
    table = frame([57, 300, 538], [620 - 110 * at for at in range(5)])
    found = read([*wrap(LONG, 760, leading=15), *cells, *table])
    assert found[0] == LONG
    assert found.count(LONG) == 5


def test_a_line_at_the_right_edge_does_not_go_on_at_the_left_one() -> None:
    place = "Done at the Harbour"
    lines = [
        *wrap(LONG, 760),
        Words(538 - measure(place), 690, place),
        Words(57, 676, "Official Journal of the Harbour"),
    ]
    assert read(lines) == [LONG, place, "Official Journal of the Harbour"]


def test_a_number_that_fills_its_indent_touches_its_text() -> None:
    first, *rest = wrap(LONG, 700, x=77)
    number = Words(77 - measure("10."), 700, "10.")
    assert read([number, first, *rest]) == [f"10.{LONG}"]


def test_a_space_behind_a_number_within_a_paragraph_is_no_tab_where_all_are_wide() -> None:
    words = ["12.", "(apart", "from", "those", "that"]
    places = [57.0]
    for word in words[:-1]:
        places.append(places[-1] + measure(word) + 13)
    justified = [Words(x, 686, word) for x, word in zip(places, words, strict=True)]
    before = wrap(LONG, 700, right=300)[0]
    assert "\t" not in "".join(read([before, *justified]))
    tab = [Words(57, 686, "12."), *[Words(x + 25, 686, word) for x, word in zip(places[1:], words[1:], strict=True)]]
    assert "12.\t(apart" in "".join(read([before, *tab]))


def test_justified_lines_say_where_a_narrow_column_ends() -> None:
    lines = [Words(57, 700 - 14 * at, "harbour " * 4 + "office") for at in range(8)]
    assert len(read(lines)) == 1
    ragged = [Words(57, 700 - 14 * at, "harbour " * 4 + "n" * at) for at in range(8)]
    assert len(read(ragged)) == 8


@pytest.mark.parametrize("number", ["1", "1 / 1", "1 of 1", "Seite 1 von 1"])
def test_the_number_of_an_only_page_is_not_text(number: str) -> None:
    assert read([Words(57, 600, "text"), Words(290, 40, number)]) == ["text"]
    assert not list_kept([Words(57, 600, "text"), Words(290, 40, number)])


@pytest.mark.parametrize("words", ["2", "12", "Article 1", "1.5"])
def test_another_number_in_the_margin_is_text_and_told(words: str) -> None:
    page = [Words(57, 600, "text"), Words(290, 40, words)]
    assert pdf.read(Source("a.pdf", "", make(page))).blocks[-1].raw.strip() == words
    assert list_kept(page) == [
        f"1 lines in the margins of pages, possibly headers or footers, are read as text, first “{words}”"
    ]


def test_a_head_that_the_first_page_only_has_stands_where_others_have_theirs() -> None:
    heads = ["A/71/12", "Harbour rules", "Harbour rules"]
    pages = [[Words(57, 800, head), *wrap(ENDED, 750)] for head in heads]
    assert read(*pages) == [ENDED] * 3
    larger = [[Words(57, 800, head, 18 if head == "A/71/12" else 11), Words(57, 700, "Text.")] for head in heads]
    assert read(*larger) == ["A/71/12", "Text.", "Text.", "Text."]


def test_a_head_stands_above_where_another_page_begins() -> None:
    head = Words(57, 800, "A/71/12")
    assert read(wrap(ENDED, 750), [head, *wrap(ENDED, 750)]) == [ENDED, ENDED]
    lower = [head, *wrap(ENDED, 700)]
    assert read(wrap(ENDED, 750), lower) == [ENDED, "A/71/12", ENDED]
    assert len(list_kept(wrap(ENDED, 750), lower)) == 1
    pages = [[Words(57, 800, "harbours")], wrap(ENDED, 750), [head, *wrap(ENDED, 750)]]
    assert "A/71/12" in read(*pages)  # the text of a page begins there
