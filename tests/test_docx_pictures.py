"""Pictures in redlines: one that went, came or was exchanged is marked, and known by what it shows."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

import lint_docx
import office
from decision_diff import compare, render
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.pictures import Pictures
from decision_diff.pipeline import clean
from wordfiles import R, base, content_types, document, p, pack, relationships, row, t, table

A = "http://schemas.openxmlformats.org/drawingml/2006"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
OTHER = PNG.replace(bytes.fromhex("c9fe92ef"), bytes.fromhex("c9fe92ee"))
WORDS = "理事会须批准年度报告并将其提交大会审议；"


def picture(id_: str, number: int = 1, *, link: bool = False) -> str:
    click = f'<a:hlinkClick xmlns:a="{A}/main" r:id="h"/>' if link else ""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{A}/wordprocessingDrawing"><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="{number}" name="P{number}">{click}</wp:docPr><a:graphic xmlns:a="{A}/main">'
        f'<a:graphicData uri="{A}/picture"><pic:pic xmlns:pic="{A}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="P"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id_}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def doc(*body: str, **images: bytes) -> bytes:
    """A document with these images, by the ids of their relationships."""
    rows = (
        "".join(f'<Relationship Id="{id_}" Type="{R}/image" Target="media/{id_}.png"/>' for id_ in images)
        + f'<Relationship Id="h" Type="{R}/hyperlink" Target="http://x.invalid/" TargetMode="External"/>'
    )
    files = base(document("".join(body)))
    files["[Content_Types].xml"] = content_types(more='<Default Extension="png" ContentType="image/png"/>')
    files["word/_rels/document.xml.rels"] = relationships().replace("</Relationships>", rows + "</Relationships>")
    files.update({f"word/media/{id_}.png": data for id_, data in images.items()})
    return pack(files)


def redline(old: bytes, new: bytes) -> tuple[bytes, list[str]]:
    """A redline both of whose views have the pictures of their documents, and what was told."""
    told: list[str] = []
    comparison = compare(old, new)
    output = render(comparison, "docx", told=told.append)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    rejected, accepted = clean(comparison, output)
    for made, given in ((rejected, old), (accepted, new)):
        shown = Pictures(Package(made)).view("accepted")
        assert shown == Pictures(Package(given)).view("accepted") or told
    return output, told


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def marks(output: bytes) -> list[tuple[str, str]]:
    """Of each mark around a picture its kind and the relationship."""
    found = re.findall("<w:(ins|del|moveFrom|moveTo) [^>]*(?<!/)>(.*?)</w:\\1>", part(output, "word/document.xml"))
    return [(kind, id_) for kind, inner in found for id_ in re.findall('r:embed="(.*?)"', inner)]


def test_the_same_picture_under_another_id_is_the_same() -> None:
    old, new = doc(p(t(WORDS) + picture("a")), a=PNG), doc(p(t(WORDS) + picture("b", 7)), b=PNG)
    output, told = redline(old, new)
    assert marks(output) == []
    assert told == []


def test_an_exchanged_picture_is_deleted_and_inserted() -> None:
    old, new = doc(p(t(WORDS) + picture("a")), a=PNG), doc(p(t(WORDS) + picture("a")), a=OTHER)
    output, told = redline(old, new)
    assert sorted(marks(output)) == [("del", "rIdNew1"), ("ins", "a")]
    assert told == []
    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        assert archive.read("word/media/aOld.png") == PNG
    assert 'PartName="/word/media/aOld.png" ContentType="image/png"' in part(output, "[Content_Types].xml")
    numbers = re.findall('docPr id="(.*?)"', part(output, "word/document.xml"))
    assert len(set(numbers)) == len(numbers) == 2


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (p(t(WORDS) + picture("a")), p(t(WORDS))),
        (p(t(WORDS[:5]) + picture("a") + t(WORDS[5:])), p(t(WORDS))),
        (p(t(WORDS[:5]) + picture("a") + t(WORDS[5:])), p(t(WORDS.replace("年度", "月度")))),
        (p(picture("a") + picture("b", 2)) + p(t(WORDS)), p("") + p(t(WORDS))),
        (p(picture("a")) + p(t(WORDS)), p(t(WORDS))),
        (table(row(p(picture("a")), p(t("乙")))) + p(""), table(row(p(picture("b")), p(t("乙")))) + p("")),
        (table(row(p(picture("a")), p(t(WORDS)))) + p(t("末。")), p(t("末。"))),
        (p(picture("a") + t(WORDS + WORDS) + picture("b", 2)), p(t(WORDS)) + p(picture("a") + t(WORDS))),
        (p(picture("a") + t(WORDS)), p(picture("b") + t(WORDS) + picture("a", 2))),
    ],
)
def test_pictures_come_and_go_with_their_marks(one: str, other: str, turned: bool) -> None:
    old, new = (other, one) if turned else (one, other)
    output, told = redline(doc(old, a=PNG, b=OTHER), doc(new, a=PNG, b=OTHER))
    assert told == []
    assert marks(output)


def test_what_cannot_come_along_is_told() -> None:
    """An image that is not in the file; a link on a picture goes, the picture stays."""
    gone = redline(doc(p(t(WORDS) + picture("a"))), doc(p(t(WORDS))))[1]
    assert [line.rpartition(": ")[2] for line in gone] == ["1 × picture"]
    output, told = redline(doc(p(t(WORDS) + picture("a", link=True)), a=PNG), doc(p(t(WORDS))))
    assert told == []
    assert "hlinkClick" not in part(output, "word/document.xml")


def test_libreoffice_keeps_the_words(tmp_path: Path) -> None:
    if not office.is_here():
        assert not os.environ.get("CI"), "LibreOffice is missing"
        pytest.skip("LibreOffice is not installed")
    old = doc(p(t(WORDS[:5]) + picture("a") + t(WORDS[5:])), p(t("末。")), a=PNG)
    new = doc(p(t(WORDS[:5]) + picture("a") + t(WORDS[5:])), p(t("末。")), a=OTHER)
    path = tmp_path / "redline.docx"
    path.write_bytes(redline(old, new)[0])
    found = office.texts([(path, "accept"), (path, "reject")])
    for one in found.values():
        assert office.words(one) == [WORDS, "末。"]
        assert one["left"] == 0
        assert one["loaded"] == 2
