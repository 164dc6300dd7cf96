"""PDF: pages drawn sideways, text that runs in another direction, and what is drawn so that nobody sees it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

pytest.importorskip("pypdfium2")

from decision_diff.model import Reading, Source
from decision_diff.readers import pdf
from pdffiles import HEIGHT, WIDTH, Line, Words, frame, make, wrap

LONG = (
    "that each harbour office keeps a register of the ships that it has inspected in that year and sends a copy of it to the "
    "maritime court before the end of January."
)


def read(*pages: Sequence[Words | Line], extra: str = "") -> Reading:
    return pdf.read(Source("a.pdf", "", make(*pages, extra=extra)))


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def say(reading: Reading, code: str) -> list[str]:
    return [one.message for one in reading.notices if one.code == code]


def turn(page: Sequence[Words | Line], degrees: int) -> list[Words | Line]:
    """A page of HEIGHT by WIDTH, drawn sideways on one of WIDTH by HEIGHT."""

    def place(x: float, y: float) -> tuple[float, float]:
        return (WIDTH - y, x) if degrees == 90 else (y, HEIGHT - x)

    return [
        Line(*place(one.x, one.y), *place(one.to_x, one.to_y))
        if isinstance(one, Line)
        else Words(*place(one.x, one.y), one.text, one.size, turn=degrees)
        for one in page
    ]


@pytest.mark.parametrize("degrees", [90, -90])
def test_a_page_drawn_sideways_is_read_as_any_other(degrees: int) -> None:
    page: list[Words | Line] = [*wrap(LONG, 500, right=785), *frame([57, 400, 785], [300, 260, 220])]
    page += [Words(65, 275, "Vessel"), Words(410, 275, "Fee"), Words(65, 235, "Ferry"), Words(410, 235, "450")]
    reading = read(turn(page, degrees))
    assert texts(reading) == [LONG, "Vessel", "Fee", "Ferry", "450"]
    assert [block.place.row for block in reading.blocks if block.place] == [
        None,
        (0, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
        (0, 1, 1),
    ]


@pytest.mark.parametrize("degrees", [45, 90, -90])
def test_text_in_another_direction_does_not_disturb_the_lines_and_is_told(degrees: int) -> None:
    page = [*wrap(LONG, 700), Words(300, 695, "DRAFT COPY", 30, turn=degrees)]
    reading = read(page)
    assert texts(reading) == [LONG, "DRAFT COPY"]
    assert "first “DRAFT COPY”" in say(reading, "page-lines-kept")[0]


def test_what_several_pages_have_in_another_direction_is_set_aside() -> None:
    mark = Words(300, 300, "DRAFT COPY", 30, turn=45)
    reading = read([*wrap(LONG, 700), mark], [*wrap(LONG, 650), mark])
    assert texts(reading) == [LONG, LONG]
    assert "first “DRAFT COPY”" in say(reading, "page-lines-set-aside")[0]


def test_words_that_leave_no_mark_are_read_and_told() -> None:
    reading = read([*wrap(LONG, 700), Words(57, 600, "Nobody sees this.", mode=3)])
    assert texts(reading) == [LONG, "Nobody sees this."]
    assert say(reading, "hidden-text") == ["17 characters are drawn so that they are not visible; they are read"]
    assert not say(read(wrap(LONG, 700)), "hidden-text")
