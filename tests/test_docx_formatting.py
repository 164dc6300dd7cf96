"""Formatting that differs where the words stay: marked with `formatting`, told without; nothing marked that nobody sees."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import lint_docx
import office
from decision_diff import compare, render, verify
from decision_diff.cli import main
from decision_diff.model import Source
from decision_diff.pipeline import clean
from wordfiles import HEAD, W, abstract, docx, instance, level, num, numbering, p, row, t, table

LISTS = numbering(
    abstract(1, level(0, "decimal", "%1")), abstract(2, level(0, "lowerLetter", "%1)")), instance(1, 1), instance(2, 2)
)
WORDS = "理事会须批准年度报告并将其提交大会审议；"
_NS = {"w": W}


def r(words: str, properties: str = "") -> str:
    return t(words).replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>") if properties else t(words)


def styles(prefix: str, *names: str, extra: str = "") -> str:
    """Styles of these names, "a" a character style, with ids that begin with `prefix`."""
    made = "".join(
        f'<w:style w:type="{"character" if name.startswith("c") else "paragraph"}" w:styleId="{prefix}{name}">'
        f'<w:name w:val="{name}"/><w:rPr>{_LOOKS[name]}</w:rPr></w:style>'
        for name in names
    )
    return f'{HEAD}<w:styles xmlns:w="{W}">{extra}{made}</w:styles>'


_LOOKS = {"p1": "<w:caps/>", "p2": '<w:sz w:val="30"/>', "c1": "<w:i/>", "c2": "<w:caps/>"}
NAMES = tuple(_LOOKS)


def doc(*body: str, prefix: str = "", names: tuple[str, ...] = NAMES) -> bytes:
    return docx("".join(body), numbering=LISTS, styles=styles(prefix, *names))


def redline(old: Any, new: Any, **options: Any) -> bytes:
    output = render(compare(old, new), "docx", **({"formatting": True} | options))
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    assert verify(Source("redline.docx", "", output), old, new)
    return output


def body(package: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        found = re.search("<w:body>(.*)<w:sectPr/></w:body>", archive.read("word/document.xml").decode(), re.DOTALL)
    assert found is not None
    return re.sub(r' w:id="\d+" w:author="decision-diff"', "", found.group(1)).replace(' xml:space="preserve"', "")


def told(old: bytes, new: bytes) -> list[str]:
    return [line for line in lines_of(old, new) if "formatting" in line]


def test_a_readable_case() -> None:
    old = doc(p(r("决定：")), p(r("理事会须于") + r("2025年", "<w:b/>") + r("批准报告。"), properties=num(1)))
    new = doc(
        p(r("决定："), properties='<w:jc w:val="center"/>'),
        p(r("理事会", "<w:i/>") + r("须于2026年批准报告。"), properties=num(1)),
    )
    assert body(redline(old, new)) == (
        '<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>决定：</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:rPr><w:i/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>理事会</w:t></w:r><w:r><w:t>须于</w:t></w:r>"
        "<w:del><w:r><w:rPr><w:b/></w:rPr><w:delText>2025年</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>2026年</w:t></w:r></w:ins><w:r><w:t>批准报告。</w:t></w:r></w:p>"
    )


def test_a_run_is_cut_where_the_old_formatting_ended() -> None:
    old = doc(p(r(WORDS[:4], "<w:b/>") + r(WORDS[4:7], "<w:i/>") + r(WORDS[7:])))
    changed = re.findall(
        "<w:rPrChange>(.*?)</w:rPrChange></w:rPr><w:t>(.*?)</w:t>", body(redline(old, doc(p(t(WORDS)))))
    )
    assert changed == [("<w:rPr><w:b/></w:rPr>", WORDS[:4]), ("<w:rPr><w:i/></w:rPr>", WORDS[4:7])]


SAME = [  # run properties of the one document and of the other that look alike
    ("", "<w:rPr/>"),
    ('<w:b w:val="0"/>', ""),
    ('<w:b w:val="1"/>', "<w:b/>"),
    ("<w:i/><w:b/>", "<w:b/><w:i/>"),
    ('<w:lang w:eastAsia="zh-CN"/><w:noProof/>', ""),
    ('<w:rFonts w:hint="eastAsia"/>', ""),
    ('<w:rFonts w:ascii="A" w:asciiTheme="minorHAnsi"/>', '<w:rFonts w:asciiTheme="minorHAnsi"/>'),
    ('<w:bCs/><w:szCs w:val="30"/>', ""),
    ('<w:color w:val="auto"/><w:u w:val="none"/><w:spacing w:val="0"/><w:kern w:val="0"/><w:w w:val="100"/>', ""),
    ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', ""),
    ('<w:rStyle w:val="nowhere"/>', ""),
    ('<w:rStyle w:val="c1"/><w:i/>', '<w:rStyle w:val="c1"/>'),
]


def test_a_document_without_styles() -> None:
    """A paragraph that names no style is in the default one, of which only one of the two says what it is."""
    normal = (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
        '<w:rPr><w:sz w:val="30"/></w:rPr></w:style></w:styles>'
    )
    words = p(r(WORDS, "<w:b/>")) + p(r("另议。"))
    one, other = docx(words, styles=normal), docx(p(r(WORDS)))
    for old, new in ((one, other), (other, one)):
        assert body(redline(old, new)).count("<w:rPrChange>") == 1
        assert any("(normal)" in line for line in lines_of(old, new))


def lines_of(old: bytes, new: bytes) -> list[str]:
    lines: list[str] = []
    render(compare(old, new), "docx", told=lines.append)
    return lines


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_nobody_sees_is_no_change(one: str, other: str) -> None:
    first, second = (doc(p(r(WORDS, properties))) for properties in (one, other))
    for old, new in ((first, second), (second, first)):
        assert "Change" not in body(redline(old, new))
        assert told(old, new) == []


PARAGRAPHS = [
    ('<w:jc w:val="left"/><w:widowControl/><w:snapToGrid w:val="1"/>', '<w:jc w:val="start"/>'),
    ('<w:ind w:left="0" w:firstLine="0"/>', ""),
    ('<w:ind w:left="240"/>', '<w:ind w:start="240" w:right="0"/>'),
    ('<w:spacing w:before="0" w:line="240" w:lineRule="auto"/>', ""),
    ('<w:pStyle w:val="p2"/><w:keepNext w:val="false"/>', '<w:pStyle w:val="p2"/>'),
    ('<w:outlineLvl w:val="9"/>', ""),
]


@pytest.mark.parametrize(("one", "other"), PARAGRAPHS)
def test_what_nobody_sees_of_a_paragraph_is_no_change(one: str, other: str) -> None:
    first, second = (doc(p(t(WORDS), properties=properties)) for properties in (one, other))
    assert "Change" not in body(redline(first, second))
    assert "Change" not in body(redline(second, first))


def test_what_a_style_says_counts() -> None:
    """Off, where the style of the paragraph says on, is seen; and so is a toggle of two styles, which is off again."""
    bold, plain = (
        doc(p(r(WORDS, f"<w:caps {off}/>"), properties='<w:pStyle w:val="p1"/>')) for off in ("", 'w:val="0"')
    )
    silent = doc(p(t(WORDS), properties='<w:pStyle w:val="p1"/>'))
    twice = doc(p(r(WORDS, '<w:rStyle w:val="c2"/>'), properties='<w:pStyle w:val="p1"/>'))
    again = doc(p(r(WORDS, '<w:rStyle w:val="c2"/><w:caps w:val="0"/>'), properties='<w:pStyle w:val="p1"/>'))
    assert "Change" not in body(redline(bold, silent))
    assert "Change" not in body(redline(twice, again))
    assert body(redline(plain, silent)).count("<w:rPrChange>") == 1


def test_complex_script_is_seen_where_there_is_some() -> None:
    words = "理事会 שלום"
    output = body(redline(doc(p(r(words, "<w:bCs/>"))), doc(p(r(words)))))
    assert output.count("<w:rPrChange>") == 1


def test_styles_are_those_of_the_new_document() -> None:
    """By name; one that the new document lacks is brought along."""
    old = doc(p(r(WORDS, '<w:rStyle w:val="Oc1"/>'), properties='<w:pStyle w:val="Op2"/>'), prefix="O")
    new = doc(p(t(WORDS)), prefix="N", names=("c1",))
    output = body(redline(old, new))
    assert '<w:rPrChange><w:rPr><w:rStyle w:val="Nc1"/></w:rPr></w:rPrChange>' in output
    assert '<w:pPrChange><w:pPr><w:pStyle w:val="Op2"/></w:pPr></w:pPrChange>' in output


def test_without_the_option_it_is_told_once() -> None:
    old, new = doc(p(r(WORDS, "<w:b/>")), p(t("甲"))), doc(p(t(WORDS)), p(t("甲")))
    assert told(old, new) == ["the formatting of 1 paragraph differs; --formatting marks it"]
    assert "Change" not in body(redline(old, new, formatting=False))


def test_the_old_formatting_of_a_tracked_document_comes_back() -> None:
    """Its own w:rPrChange and w:pPrChange say what was before, and are written anew."""
    first = redline(
        doc(p(r(WORDS, "<w:b/>"), properties='<w:jc w:val="center"/>'), p(t("甲"))), doc(p(t(WORDS)), p(t("乙")))
    )
    again = render(compare(first), "docx", formatting=True)
    assert isinstance(again, bytes)
    assert body(again) == body(first)


def test_what_is_never_marked_is_told() -> None:
    def made(width: int, page: int, size: int) -> bytes:
        cells = table(row(p(t(WORDS)))).replace("<w:tcPr>", f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>')
        section = f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{page}"/></w:sectPr></w:pPr></w:p>'
        named = styles("", "p1", "p2").replace('w:val="30"', f'w:val="{size}"')
        return docx(cells + p(t("甲"), properties='<w:pStyle w:val="p2"/>') + section, styles=named)

    lines: list[str] = []
    redline(made(1, 1, 1), made(2, 2, 2), told=lines.append)
    where = "the properties of tables (1 × a table, row or cell); what styles are"
    assert [line.partition("not marked, but as in the new document: ")[2] for line in lines] == [
        f"{where} defined to say (p2)"
    ]
    lines.clear()
    redline(made(1, 1, 1), made(1, 1, 1), told=lines.append)
    assert lines == []


def test_a_text_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, word, target = tmp_path / "old.txt", tmp_path / "new.docx", tmp_path / "redline.docx"
    text.write_text(WORDS + "\n", "utf-8")
    word.write_bytes(doc(p(r(WORDS, "<w:b/>"))))
    assert main(["compare", str(text), str(word), "-o", str(target), "--formatting"]) == 0
    assert capsys.readouterr().err.count("a text has no formatting, so --formatting has no effect") == 1
    assert "Change" not in body(target.read_bytes())


def test_the_mark_of_a_paragraph_has_a_look_of_its_own() -> None:
    old = doc(p(t(WORDS), properties=num(1) + "<w:rPr><w:b/></w:rPr>"))
    assert "<w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr></w:pPr>" in body(
        redline(old, doc(p(t(WORDS), properties=num(1))))
    )


def test_fields_links_and_cells() -> None:
    def field(words: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")]
        return f"{marks[0]}<w:r><w:instrText>REF a</w:instrText></w:r>{marks[1]}{words}{marks[2]}"

    def made(words: str) -> bytes:
        link = f'<w:hyperlink w:anchor="a">{words}</w:hyperlink>'
        return doc(p(field(words)), p(link), table(row(p(words), p(t("乙")))), p(""))

    output = body(redline(made(r(WORDS[:5], "<w:b/>") + t(WORDS[5:])), made(t(WORDS))))
    assert output.count("<w:rPrChange>") == 3


RUNS = st.sampled_from(
    ["", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>', '<w:sz w:val="28"/>', '<w:rStyle w:val="@c1"/>',
     '<w:rStyle w:val="@c2"/><w:u w:val="single"/>', '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:strike/>']
)  # fmt: skip
PROPERTIES = st.sampled_from(
    ["", '<w:pStyle w:val="@p1"/>', '<w:pStyle w:val="@p2"/><w:jc w:val="center"/>', num(1), num(2),
     '<w:spacing w:before="120"/><w:ind w:left="400"/>', "<w:keepNext/>"]
)  # fmt: skip
SENTENCES = (
    "理事会须批准报告并提交；",
    "The Secretary-General drafts it;",
    "专家组选举主席和副主席。",
    "成员国可提出意见。",
)


def _is_named(one: str, *, missing: str, named: bool) -> bool:
    return missing not in one and (named or "@" not in one)


@st.composite
def formatted(draw: st.DrawFn, *, named: bool = True) -> tuple[bytes, bytes]:
    """Two documents of the same few sentences, some edited or missing, each in random runs of random looks."""
    made = []
    for prefix, names in (("O", NAMES), ("N", NAMES[:3])):
        missing = "@c2" if names != NAMES else "@@"
        looks = RUNS.filter(partial(_is_named, missing=missing, named=named))
        content = []
        for at, sentence in enumerate(SENTENCES):
            words = draw(
                st.sampled_from([sentence] * 4 + [sentence.replace("报告", "草案"), sentence[:-1] + "，另议。"])
            )
            if at and draw(st.integers(0, 5)) == 0:
                continue
            cuts = sorted({0, len(words), *draw(st.lists(st.integers(1, len(words) - 1), max_size=4))})
            pieces = "".join(r(words[a:b], draw(looks)) for a, b in pairwise(cuts))
            end = draw(looks)
            properties = draw(PROPERTIES) + (f"<w:rPr>{end}</w:rPr>" if end else "")
            content.append(p(pieces, properties=properties))
        made.append(doc(*(one.replace("@", prefix) for one in content), prefix=prefix, names=names))
    return made[0], made[1]


def looks(package: bytes) -> list[Any]:
    """Of each paragraph that says something its own properties, those of its mark, and those of each character."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        tree, named = (etree.fromstring(archive.read(f"word/{one}.xml")) for one in ("document", "styles"))
    names = {
        one.get(f"{{{W}}}styleId"): one.find("w:name", _NS).get(f"{{{W}}}val")  # type: ignore[union-attr]
        for one in named.iterfind("w:style", _NS)
    }

    def said(element: Any) -> list[Any]:
        found = []
        for one in element if element is not None else ():
            tag = etree.QName(one).localname
            values = {etree.QName(key).localname: text for key, text in one.attrib.items()}
            if tag in ("rStyle", "pStyle"):
                values["val"] = names[values["val"]]
            if tag != "numPr" and tag != "rPr" and tag != "outlineLvl":
                found.append((tag, values))
        return sorted(found, key=str)

    return [
        (
            said(paragraph.find("w:pPr", _NS)),
            said(paragraph.find("w:pPr/w:rPr", _NS)),
            [
                (character, said(run.find("w:rPr", _NS)))
                for run in paragraph.iterfind("w:r", _NS)
                for words in run.iterfind("w:t", _NS)
                for character in words.text or ""
            ],
        )
        for paragraph in tree.iter(f"{{{W}}}p")
        if paragraph.find("w:r/w:t", _NS) is not None
    ]


@pytest.mark.slow
@settings(max_examples=150)
@given(formatted())
def test_any_formatting_comes_back(documents: tuple[bytes, bytes]) -> None:
    old, new = documents
    comparison = compare(old, new)
    rejected, accepted = clean(comparison, redline(old, new))
    assert looks(accepted) == looks(new)
    assert looks(rejected) == looks(old)
    for package in (rejected, accepted):
        assert "Change" not in body(package)


@pytest.mark.office
def test_libreoffice_agrees(tmp_path: Path) -> None:
    """Save for old character styles and old indents, which it does not always give back."""
    pairs: list[tuple[bytes, bytes]] = []

    @settings(max_examples=12)
    @given(formatted(named=False))
    def collect(documents: tuple[bytes, bytes]) -> None:
        pairs.append(documents)

    collect()
    documents = [(old, redline(old, new), new) for old, new in pairs[:12]]
    for before, rejected, after, accepted in office.views(tmp_path, documents):
        assert rejected["left"] == accepted["left"] == 0
        assert office.words(accepted) == office.words(after)
        assert office.words(rejected) == office.words(before)
        assert accepted["looks"] == after["looks"]
        assert rejected["looks"] == before["looks"]
