"""PDF: the texts are in it and can be selected, its fonts are embedded, and the same texts give the same bytes."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import comparisons
import decision_diff as dd
from comparisons import decision_641
from decision_diff import renderers
from decision_diff.changes import BRACKET_EFFECTS, EFFECTS, MARKS, Comparison
from decision_diff.errors import OutputError
from decision_diff.renderers import pieces
from decision_diff.renderers import table as tables
from decision_diff.renderers.wording import ENGLISH
from how import how
from paths import FIXTURES
from renderings import HOSTILE, STRANGE

pytestmark = pytest.mark.slow

typst = pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")
NAMES = ("pdf", "table-pdf")
CHINESE = pytest.mark.skipif(
    not any("CJK" in family for family in typst.Fonts().families()), reason="no Chinese font is installed"
)


def made(comparison: Comparison, name: str, told: Callable[[str], None] | None = None, **options: Any) -> bytes:
    output = renderers.render(comparison, name, how(name, **options), told=told)
    assert isinstance(output, bytes)
    return output


def said(output: bytes) -> str:
    """The text of all pages without white space: where lines break is the printer's."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(output)).pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@CHINESE
@pytest.mark.parametrize("name", NAMES)
def test_the_texts_can_be_selected_and_the_fonts_are_embedded(name: str) -> None:
    told: list[str] = []
    comparison = decision_641()
    output = made(comparison, name, told=told.append)
    assert not told
    assert output == made(comparison, name)
    text = re.sub(r"\d/\d第641号决定(?!（)", "", said(output))  # the running head
    for change in comparison.changes if name == "table-pdf" else (*comparison.changes, *comparison.unchanged):
        for piece in pieces.cut_pieces(change):
            for cell in piece.text.split("\t"):
                assert squeezed(cell) in text, cell
    reader = pypdf.PdfReader(io.BytesIO(output))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # tagged, for those who listen
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert any(key.startswith("/FontFile") for key in below["/FontDescriptor"])
    assert "/CreationDate" not in (reader.metadata or {})
    assert text.endswith(f"{len(reader.pages)}/{len(reader.pages)}")


@CHINESE
def test_every_cell_of_a_table_is_there() -> None:
    comparison = comparisons.full()
    options: dict[str, Any] = {"profile": "legal", "labels": "fr", "unchanged": "full"}
    table = tables.make(comparison, how("table-pdf", **options))
    text = said(made(comparison, "table-pdf", **options))
    for row in table.rows:
        for cell in row.cells:
            for line in tables.join_text(cell).split("\n"):
                assert all(character in text for character in squeezed(line))
    for words in (table.title, *(column.heading for column in table.columns), *table.notes):
        assert squeezed(words) in text


def test_a_redline_is_marked_as_the_profile_says() -> None:
    text = said(made(comparisons.full(), "pdf", profile="plain"))
    assert "第七届论坛将在[-巴哈马-]{+巴拿马+}举行；" in text
    assert "[-删除-]" in text


def fonts(output: bytes) -> list[tuple[str, str]]:
    """Each stretch of words of the first page with the font that it is set in."""
    found: list[tuple[str, str]] = []

    def seen(text: str, _cm: Any, _tm: Any, font: Any, _size: Any) -> None:
        if text.strip() and font:
            found.append((squeezed(text), font["/BaseFont"]))

    pypdf.PdfReader(io.BytesIO(output)).pages[0].extract_text(visitor_text=seen)
    return found


@CHINESE
@pytest.mark.parametrize("profile", ["un", "legal", "zh-table"])
def test_what_is_inserted_in_a_heading_differs_by_more_than_its_colour(profile: str) -> None:
    """Bold words in a bold heading would not be seen on paper that is printed black."""
    found = fonts(made(decision_641(), "pdf", profile=profile, title=""))
    inserted = {font for text, font in found if "最后修正" in text}
    kept = {font for text, font in found if "号决定" in text}
    assert inserted
    assert kept
    assert not inserted & kept


def test_every_mark_and_effect_is_in_the_redline() -> None:
    text = said(made(comparisons.full(), "pdf"))
    for mark in set(MARKS) - {"NOC"}:
        assert mark in text
    for effect in set(EFFECTS) - set(BRACKET_EFFECTS):  # those have texts of their own: see test_brackets
        assert squeezed(ENGLISH.say(effect)) in text
    assert "number-gap:after4comes6" in text


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_is_text(name: str) -> None:
    hostile = HOSTILE + STRANGE + '#eval("1") #import "@preview/x:1.0.0" $x$ *b* \\u{1F4A9} // c'
    options: dict[str, Any] = {"title": hostile, "told": [].append, "unchanged": "full"}
    output = made(comparisons.full(hostile), name, **options)
    assert output == made(comparisons.full(hostile), name, **options)
    text = said(output)
    assert "eval(" in text
    assert "U+202E" in text


@pytest.mark.parametrize("name", NAMES)
def test_no_difference_is_said(name: str) -> None:
    assert (
        "NodifferencewasfoundbetweenA.txtandb.txt.".casefold()
        in said(made(comparisons.same(), name, labels="en")).casefold()
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_character_without_a_font_is_told(name: str) -> None:
    told: list[str] = []
    old = "1. The sign \U00013000 stays.\n2. One.\n"
    assert made(dd.compare(old, old.replace("One", "Two \U00013000")), name, told=told.append).startswith(b"%PDF")
    assert len(told) == 1
    assert "\U00013000" in told[0]
    assert "install one" in told[0]


@pytest.mark.parametrize("name", NAMES)
def test_without_the_library_it_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(OutputError, match=r'^PDF output needs Typst: pip install "decision-diff\[pdf\]"$'):
        made(decision_641(), name)


def test_a_comparison_saves_itself(tmp_path: Any) -> None:
    comparison = dd.compare(FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt")
    comparison.save(tmp_path / "641.pdf")
    comparison.save(tmp_path / "641.table.pdf", profile="itu")
    assert (tmp_path / "641.pdf").read_bytes() != (tmp_path / "641.table.pdf").read_bytes()


def test_tables_are_drawn_as_tables_and_hashes_close_the_redline() -> None:
    comparison = comparisons.full()
    reader = pypdf.PdfReader(io.BytesIO(made(comparison, "pdf")))
    kinds = [element.get_object().get("/S") for element in _structure(reader.trailer["/Root"]["/StructTreeRoot"])]
    rows = [clause for clause in comparison.new.walk() if clause.cells]
    assert kinds.count("/Table") == 1
    assert kinds.count("/TR") >= len(rows)
    assert said(made(comparison, "pdf")).endswith(f"SHA-256{comparison.new.source.sha256}2/2")


def _structure(element: Any) -> Iterator[Any]:
    kids = element.get_object().get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if hasattr(one, "get"):
            yield one
            yield from _structure(one)
