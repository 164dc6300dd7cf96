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


def read(*pages: Sequence[Words | Line]) -> list[str]:
    return [block.text for block in pdf.read(Source("a.pdf", "", make(*pages))).blocks]


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
