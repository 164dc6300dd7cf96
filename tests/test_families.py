"""What is copied from a strict document into a transitional one, or the other way, is in the words of the other."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import lint_docx
from decision_diff import compare, render, verify
from decision_diff.model import Source
from decision_diff.ooxml.writing import families
from wordfiles import HEAD, MC, R, W, base, document, docx, numbering, p, pack, row, t, table

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
TAB = '<w:tabs><w:tab w:val="{0}" w:pos="720"/></w:tabs>'
PARAGRAPH = TAB + '<w:ind w:{0}="720" w:{1}Chars="50"/><w:jc w:val="{1}"/><w:textDirection w:val="{2}"/>'
CELLS = '<w:tblPr><w:tblW w:w="{3}" w:type="pct"/><w:tblBorders><w:{0} w:val="single"/></w:tblBorders></w:tblPr>'
SIDES = ("left", "right", "lrTb", "2500"), ("start", "end", "tb", "50%")


def made(body: str, *, strict: bool) -> bytes:
    """A document in one of the families; {0}, {1} … in it are words that differ with it."""
    said = SIDES[strict]
    text = document(body.format(*said))
    return pack(base(text.replace(W, STRICT).replace(R, STRICT.replace("wordprocessingml/main", "officeDocument/relationships")) if strict else text))  # fmt: skip


def xml(package: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(part).decode()


def redline(old: bytes, new: bytes) -> bytes:
    output = render(compare(old, new), "docx")
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    assert verify(Source("redline.docx", "", output), old, new)
    return output


@pytest.mark.parametrize("strict", [False, True])
def test_what_is_deleted_comes_in_the_words_of_the_new_document(strict: bool) -> None:
    gone = p(t("将要删除的一段。"), properties=PARAGRAPH) + table(row(p(t("旧表")))).replace("<w:tblPr/>", CELLS)
    old = made(p(t("首段。")) + gone + p(t("末段。")), strict=strict)
    new = made(p(t("首段。")) + p(t("末段。")), strict=not strict)
    found = xml(redline(old, new))
    assert STRICT not in found or strict is False
    assert "ns0:" not in found
    for text in (PARAGRAPH[len(TAB) :].partition("<w:textDirection")[0], TAB, CELLS):
        assert text.format(*SIDES[not strict]) in found
    assert f'w:textDirection w:val="{SIDES[not strict][2]}"' in found


def test_values_that_only_one_family_knows() -> None:
    look = etree.fromstring(
        f'<w:tblPr xmlns:w="{W}"><w:tblLook w:val="0420"/><w:cnfStyle w:val="100000000000"/><w:bidiVisual w:val="on"/></w:tblPr>'
    )
    converted = families.convert(look, STRICT)
    kept, switch = converted
    assert {etree.QName(key).localname: text for key, text in kept.attrib.items()} == {
        "firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0", "noHBand": "0", "noVBand": "1",
    }  # fmt: skip
    assert switch.get(f"{{{STRICT}}}val") == "true"
    assert W not in etree.tostring(converted).decode()
    style = etree.fromstring(f'<w:rPr xmlns:w="{W}"><w:rStyle w:val="on"/></w:rPr>')
    assert families.convert(style, STRICT)[0].get(f"{{{STRICT}}}val") == "on"  # a style may be called so


NAMES = st.sampled_from(["jc", "ind", "tab", "tblBorders", "tcMar", "rPr", "textDirection", "p"])
VALUES = st.sampled_from(["left", "right", "lrTb", "btLr", "both", "center", "720"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    made = etree.Element(f"{{{W}}}{draw(NAMES)}", nsmap={"w": W})
    for key in draw(st.lists(st.sampled_from(["val", "left", "right", "leftChars"]), max_size=2, unique=True)):
        made.set(f"{{{W}}}{key}", draw(VALUES))
    if depth:
        made.extend(draw(st.lists(trees(depth - 1), max_size=3)))
        made.extend(etree.SubElement(made, f"{{{W}}}{one}") for one in draw(st.lists(st.sampled_from(["left", "right"]), max_size=2)))  # fmt: skip
    return made


@given(trees())
def test_there_and_back_is_the_same(tree: etree._Element) -> None:
    strict = families.convert(tree, STRICT)
    assert W not in etree.tostring(strict).decode()
    assert etree.tostring(families.convert(strict, W), method="c14n") == etree.tostring(tree, method="c14n")


def test_two_families_in_one_part_prove_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """If something was copied as it is, the redline is written another way: the linter finds one family in each part."""
    monkeypatch.setattr(families, "convert", lambda element, _: element)
    old = made(p(t("首段。")) + p(t("将要删除的一段。"), properties="<w:keepNext/>") + p(t("末段。")), strict=True)
    new = made(p(t("首段。")) + p(t("末段。")), strict=False)
    redline(old, new)


def listed(format_: str, *, declared: bool) -> str:
    """A part of lists with attributes of extensions."""
    ignorable = f' xmlns:mc="{MC}" xmlns:w15="{W15}" xmlns:w16cid="{W16CID}" mc:Ignorable="w15 w16cid"'
    if not declared:
        ignorable = ""
    more = ' w15:restartNumberingAfterBreak="0"' if declared else ""
    again = ' w16cid:durableId="1234567"' if declared else ""
    return (
        f'{HEAD}<w:numbering xmlns:w="{W}"{ignorable}><w:abstractNum w:abstractNumId="1"{more}><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="1"{again}><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


@pytest.mark.parametrize("declared", [False, True])
def test_a_list_comes_without_extensions_that_the_new_document_does_not_declare(declared: bool) -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    old = docx(p(t("首段。")) + p(t("一项。"), properties=item), numbering=listed("lowerLetter", declared=True))
    new = docx(p(t("首段。")) + p(t("另外一段。"), properties=item), numbering=listed("decimal", declared=declared))
    found = xml(redline(old, new), "word/numbering.xml")
    assert "lowerLetter" in found
    assert found.count("restartNumberingAfterBreak") == 2 * declared
    assert found.count("durableId") == declared  # an id: that of the new document's own list


def test_a_list_for_a_document_without_lists() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    old = docx(p(t("首段。")) + p(t("一项。"), properties=item), numbering=listed("lowerLetter", declared=True))
    found = redline(old, docx(p(t("首段。"))))
    assert "restartNumberingAfterBreak" not in xml(found, "word/numbering.xml")


def test_a_new_part_is_related_and_declared_as_its_document() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    old = docx(p(t("首段。")) + p(t("一项。"), properties=item), numbering=listed("lowerLetter", declared=True))
    found = redline(old, made(p(t("首段。")), strict=True))
    assert 'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/numbering"' in xml(
        found, "word/_rels/document.xml.rels"
    )
    says = f'<w:document xmlns:w15="{W15}" mc:Ignorable="w15" '
    extended = pack(base(document(p(t("首段。"))).replace("<w:document ", says)))
    found = redline(old, extended)
    assert xml(found, "word/numbering.xml").count("restartNumberingAfterBreak") == 1


def test_the_linter_sees_both_kinds() -> None:
    body = f'<w:p xmlns:w15="{W15}" w15:collapsed="1"/><x:p xmlns:x="{STRICT}"/>'
    found = lint_docx.faults(docx(body))
    assert len(found) == 2
    assert "of another family" in found[0]
    assert "is an extension" in found[1]
    assert numbering() in xml(docx(p(), numbering=numbering()), "word/numbering.xml")


@pytest.mark.parametrize("inner", ["", "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"])
@pytest.mark.parametrize("prefix", ["wps", "other"])
def test_a_choice_that_is_carried_names_what_it_asks_for(prefix: str, inner: str) -> None:
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    drawing = f"<w:drawing><wps:wsp>{inner}</wps:wsp></w:drawing>"
    box = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice></mc:AlternateContent></w:r>'

    def made_with(name: str, body: str) -> bytes:
        return pack(base(document(body).replace('xmlns:wps="urn:wps"', f'xmlns:{name}="{shape}"')))

    old = made_with("wps", p(t("首段。")) + p(t("将要删除。") + box.format(p(t("框中的话。")))) + p(t("末段。")))
    found = xml(redline(old, made_with(prefix, p(t("首段。")) + p(t("末段。")))))
    assert found.count("<mc:Choice ") == 1  # that its prefix is declared, the linter finds
