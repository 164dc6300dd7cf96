"""Numbers of footnotes and endnotes as Word and LibreOffice print them: format, first number, sections."""

from __future__ import annotations

from typing import Any

import pytest

import decision_diff as dd
import odtfiles
from decision_diff.model import Reading, Source
from decision_diff.readers import docx as docx_reader
from decision_diff.readers import odt as odt_reader
from wordfiles import W, docx, notes, p, t


def read(body: str, *, kinds: tuple[str, ...] = ("footnote",), said: str = "", note: str = p(t("note"))) -> Reading:
    parts: dict[str, Any] = {f"{kind}s": notes(kind, n1=note) for kind in kinds}
    parts["settings"] = f'<w:settings xmlns:w="{W}">{said}</w:settings>'
    return docx_reader.read(Source("a.docx", "", docx(body, **parts)))


def refer(*kinds: str) -> str:
    return "".join(f'<w:r><w:{kind}Reference w:id="1"/></w:r>' for kind in kinds)


def print_numbers(reading: Reading) -> list[str]:
    return [block.label.text for block in reading.blocks if block.label]


@pytest.mark.parametrize(
    ("settings", "kinds", "printed"),
    [
        ("", ("footnote", "endnote", "endnote"), ["1", "i", "ii"]),
        ('<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>', ("endnote", "footnote", "endnote"), ["1", "1", "2"]),
        ('<w:footnotePr><w:numStart w:val="7"/></w:footnotePr>', ("footnote", "footnote"), ["7", "8"]),
        ('<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>', ("footnote",) * 5, ["*", "†", "‡", "§", "**"]),
        ('<w:footnotePr><w:numStart w:val="x"/></w:footnotePr>', ("footnote",), ["1"]),
    ],
)
def test_notes_are_numbered_as_the_document_says(settings: str, kinds: tuple[str, ...], printed: list[str]) -> None:
    assert print_numbers(read(p(t("one") + refer(*kinds)), kinds=tuple(set(kinds)), said=settings)) == printed


def test_a_section_says_how_its_notes_are_numbered_and_whether_they_begin_anew() -> None:
    letters = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numRestart w:val="eachSect"/></w:footnotePr>'
    anew = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    first = p(t("one") + refer("footnote", "footnote"), properties=f"<w:sectPr>{letters}</w:sectPr>")
    second = p(t("two") + refer("footnote"), properties=f"<w:sectPr>{anew}</w:sectPr>")
    assert print_numbers(read(first + second + p(t("three") + refer("footnote")))) == ["a", "b", "1", "2"]


@pytest.mark.parametrize("how", ['<w:numRestart w:val="eachPage"/>', '<w:numFmt w:val="hebrew9"/>'])
def test_numbers_of_notes_that_are_not_known_are_said(how: str) -> None:
    reading = read(p(t("one") + refer("footnote")), said=f"<w:footnotePr>{how}</w:footnotePr>")
    assert print_numbers(reading) == ["1"]
    assert "number-format" in [notice.code for notice in reading.notices]


def test_a_note_without_a_paragraph_is_a_note_without_words() -> None:
    blocks = read(p(t("one") + refer("footnote")), note="").blocks
    assert [(block.text, block.label.text if block.label else "") for block in blocks] == [("one", ""), ("", "1")]


def test_the_space_behind_the_number_of_a_note_is_not_of_its_words() -> None:
    body = p(t("one") + refer("footnote"))
    spaced = '<w:r><w:t xml:space="preserve"> As said.</w:t></w:r>'
    pair = [docx(body, footnotes=notes("footnote", n1=p(said))) for said in (spaced, t("As said."))]
    assert not dd.compare(*pair).differs
    assert dd.compare(pair[0], docx(body, footnotes=notes("footnote", n1=p(t("As seen."))))).differs


@pytest.mark.parametrize(
    ("how", "printed"),
    [
        ('text:note-class="footnote" style:num-format="a"', ["a", "b"]),
        ('text:note-class="footnote" style:num-format="1" text:start-value="4"', ["5", "6"]),
        ('text:note-class="footnote" style:num-format="1" text:start-numbering-at="page"', ["1", "1"]),
        ('text:note-class="endnote" style:num-format="i"', ["1", "2"]),
    ],
)
def test_notes_of_odt_files_are_numbered_as_the_styles_say(how: str, printed: list[str]) -> None:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>said</text:p></text:note-body></text:note>'
    data = odtfiles.package(
        f"<text:p>one{note}</text:p><text:p>two{note}</text:p>", styles=f"<text:notes-configuration {how}/>"
    )
    assert print_numbers(odt_reader.read(Source("a.odt", "", data))) == printed


def test_words_of_odt_files_in_a_font_of_symbols_are_what_it_shows() -> None:
    fonts = '<style:style style:name="S" style:family="text"><style:text-properties fo:font-family="Wingdings"/></style:style>'
    data = odtfiles.package('<text:p><text:span text:style-name="S">\uf0fe</text:span> agreed</text:p>', styles=fonts)
    assert [block.text for block in odt_reader.read(Source("a.odt", "", data)).blocks] == ["🗹 agreed"]
