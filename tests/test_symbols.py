"""Fonts of symbols: read as what a reader sees, written as they stood in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.model import View
from decision_diff.ooxml import symbols
from decision_diff.ooxml.document import read_paragraphs
from decision_diff.ooxml.package import Package
from wordfiles import WHO, abstract, docx, instance, notes, num, numbering, p, style, styles, t
from wordredlines import part, redline

FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")


def set_in(font: str, words: str, more: str = "") -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>{more}</w:rPr><w:t>{words}</w:t></w:r>'


def texts(body: str, view: View = "accepted", **parts: str) -> list[str]:
    return [one.text for one in read_paragraphs(Package(docx(body, external=(), **parts)), view)]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Symbol" w:char="B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "☺"),
        ('<w:r><w:sym w:font="Arial" w:char="F04A"/></w:r>', "\uf04a"),
        ('<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>', "\ufffd"),
        (set_in("Symbol", "a\uf0b3 5元"), "α≥ 5元"),
        (set_in("wingdings", "J"), "☺"),
        (set_in("Wingdings 2", "\uf052"), "☑"),
        (set_in("Arial", "J\uf04a"), "J\uf04a"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Symbol"/></w:rPr><w:t>a\uf061</w:t></w:r>', "aα"),
        ('<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>a</w:t></w:r>', "a"),
    ],
)  # fmt: skip
def test_a_symbol_is_read_as_what_its_font_shows(runs: str, text: str) -> None:
    assert texts(p(runs)) == [text]


def test_a_style_may_set_words_in_a_font_of_symbols() -> None:
    fonts = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    made = styles(
        f'<w:style w:type="character" w:styleId="S"><w:rPr>{fonts}</w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="T"><w:basedOn w:val="S"/></w:style>',
        f'<w:style w:type="paragraph" w:styleId="P"><w:rPr>{fonts}</w:rPr></w:style>',
        style("N"),
    )
    run = '<w:r><w:rPr><w:rStyle w:val="T"/>{}</w:rPr><w:t>a</w:t></w:r>'
    body = (
        p(run.format("")) + p(run.format('<w:rFonts w:ascii="Arial"/>')) + p(t("b"), properties='<w:pStyle w:val="P"/>')
    )
    assert texts(body + p(t("b")), styles=made) == ["α", "a", "β", "b"]


def test_a_view_has_its_own_fonts_and_so_have_notes() -> None:
    changed = f'<w:rPrChange {WHO}><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:rPrChange>'
    body = p(set_in("Arial", "a", changed) + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    footnotes = notes("footnote", n2=p(set_in("Symbol", "b")))
    assert texts(body, footnotes=footnotes) == ["a", "β"]
    assert texts(body, "rejected", footnotes=footnotes) == ["α", "β"]


def test_a_bullet_is_what_is_printed() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{}"/><w:rPr><w:rFonts w:ascii="{}" w:hAnsi="{}"/></w:rPr></w:lvl>'
    made = numbering(
        abstract(0, level.format("\uf0b7", "Symbol", "Symbol")),
        abstract(1, level.format("§", "Wingdings", "Wingdings")),
        instance(1, 0),
        instance(2, 1),
    )
    decision = dd.read(docx(p(t("甲"), properties=num(1)) + p(t("乙"), properties=num(2)), numbering=made))
    assert [one.number for one in decision.walk()] == ["•", "▪"]


def test_a_redline_writes_symbols_as_they_stood() -> None:
    old = docx(p(t("甲") + set_in("Symbol", "abc") + t("乙三年")) + p(t("另一段话。")))
    new = docx(p(t("甲") + set_in("Symbol", "axc") + t("乙三年")) + p(t("另一段话。")))
    made = part(redline(old, new))
    assert not set("αβχξ") & set(made)
    assert "delText" in made
    runs = [t("甲") + set_in("Symbol", f"abc {word} ghi") + t("乙三年") for word in ("def", "dxf")]
    made = part(redline(*(docx(p(one) + p(t("另一段话。"))) for one in runs)))
    assert "abc" in made
    assert not set("αβγδξ") & set(made)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=20), st.sampled_from(FONTS))
def test_each_character_is_one_in_either_place_of_the_font(words: str, font: str) -> None:
    shown = symbols.translate_symbols(font, words)
    assert len(shown) == len(words)
    assert symbols.translate_symbols(
        font.upper(), "".join(chr(0xF000 + ord(char)) for char in words if char in words)
    ).replace("\uf07f", "\x7f") == shown or any(a == b for a, b in zip(words, shown, strict=True))


def test_tables_are_whole() -> None:
    known = {
        font: sum(
            symbols.translate_symbols(font, chr(0xF000 + code)) != chr(0xF000 + code) for code in range(0x20, 0x100)
        )
        for font in FONTS
    }
    assert known == {"Symbol": 189, "Wingdings": 223, "Wingdings 2": 217, "Wingdings 3": 208, "Webdings": 223}
    assert symbols.translate_symbols("Wingdings 3", "\uf0f0") != "\uf0f0"
    assert symbols.translate_symbols("Webdings", "\uf0ff") == "🕊"
