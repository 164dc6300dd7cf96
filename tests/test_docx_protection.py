"""What would block the reader of a redline, or be false of it, is dropped from the new document's package and said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import lint_docx
import office
from decision_diff import compare, render, verify
from decision_diff.model import Source
from wordfiles import HEAD, PACKAGE, R, W, base, content_types, document, docx, p, pack, t

OLD = docx(p(t("会费为十元。")) + p(t("末段。")))
BODY = p(t("会费为九元。")) + p(t("末段。"))
SIGNING = f"{PACKAGE}/relationships/digital-signature"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def files(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def settings(*said: str) -> bytes:
    return docx(BODY, settings=f'{HEAD}<w:settings xmlns:w="{W}">{"".join(said)}<w:zoom w:percent="100"/></w:settings>')


def redline(new: bytes, old: bytes = OLD) -> tuple[dict[str, str], list[str]]:
    told: list[str] = []
    output = render(compare(old, new), "docx", told=told.append)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    assert verify(Source("redline.docx", "", output), old, new)
    return files(output), told


def rels(*rows: tuple[str, str]) -> str:
    inner = "".join(f'<Relationship Id="r{at}" Type="{kind}" Target="{to}"/>' for at, (kind, to) in enumerate(rows))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def package(more: Mapping[str, str], *rows: tuple[str, str], types: str = "") -> bytes:
    parts = dict(base(document(BODY)))
    parts["_rels/.rels"] = rels((f"{R}/officeDocument", "word/document.xml"), *rows)
    parts["[Content_Types].xml"] = content_types(more=types)
    return pack({**parts, **more})


def test_signatures_go_with_all_that_belongs_to_them() -> None:
    kind = "application/vnd.openxmlformats-package.digital-signature"
    types = f'<Default Extension="sigs" ContentType="{kind}-origin"/>' + "".join(
        f'<Override PartName="/_xmlsignatures/{part}" ContentType="{kind}-{what}"/>'
        for part, what in (("sig1.xml", "xmlsignature+xml"), ("sig2.xml", "xmlsignature+xml"), ("a.cer", "certificate"))
    )
    signed = package(
        {
            "_xmlsignatures/origin.sigs": "",
            "_xmlsignatures/_rels/origin.sigs.rels": rels((f"{SIGNING}/signature", "sig1.xml"), (f"{SIGNING}/signature", "sig2.xml")),
            "_xmlsignatures/sig1.xml": "<a/>",
            "_xmlsignatures/_rels/sig1.xml.rels": rels((f"{SIGNING}/certificate", "a.cer")),
            "_xmlsignatures/sig2.xml": "<a/>",
            "_xmlsignatures/a.cer": "x",
        },
        (f"{SIGNING}/origin", "_xmlsignatures/origin.sigs"),
        types=types,
    )  # fmt: skip
    found, told = redline(signed)
    assert told == ["2 × a digital signature of the new document, which is not valid for a redline, is dropped"]
    assert not any("signature" in name for name in found)
    assert "signature" not in found["_rels/.rels"]
    assert 'PartName="/_xmlsignatures' not in found["[Content_Types].xml"]
    assert "word/document.xml" in found["_rels/.rels"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>', "protection of the new document (tracked changes only)"),
        ('<w:documentProtection w:edit="readOnly" w:enforcement="true"/>', "protection of the new document (no changes)"),
        ('<w:documentProtection w:formatting="1" w:enforcement="1"/>', "protection of the new document (formatting)"),
        ('<w:writeProtection w:recommended="1"/>', "read-only"),
        ('<w:revisionView w:insDel="0"/>', "hide tracked changes"),
        ('<w:revisionView w:markup="false"/>', "hide tracked changes"),
    ],
)  # fmt: skip
def test_settings_that_block_the_reader_are_dropped(said: str, why: str) -> None:
    found, told = redline(settings(said))
    assert len(told) == 1
    assert why in told[0]
    assert said.partition(" ")[0] not in found["word/settings.xml"]
    assert "w:zoom" in found["word/settings.xml"]


@pytest.mark.parametrize(
    "said",
    ['<w:documentProtection w:edit="forms" w:enforcement="0"/>', '<w:documentProtection w:edit="forms"/>', '<w:revisionView w:comments="0"/>'],
)  # fmt: skip
def test_settings_that_block_nobody_stay(said: str) -> None:
    found, told = redline(settings(said))
    assert told == []
    assert said in found["word/settings.xml"]


def test_that_authors_will_be_lost_is_said() -> None:
    found, told = redline(settings("<w:removePersonalInformation/>"))
    assert "removePersonalInformation" in found["word/settings.xml"]
    assert [one.partition(":")[0] for one in told] == ["the new document is set to lose personal information"]


@pytest.mark.parametrize("value", ["true", "false"])
def test_the_mark_as_final_is_dropped(value: str) -> None:
    custom = (
        f'{HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{VALUES}"><property name="_MarkAsFinal"><vt:bool>{value}</vt:bool>'
        '</property><property name="Kept"><vt:lpwstr>x</vt:lpwstr></property></Properties>'
    )
    core = f'{HEAD}<c:coreProperties xmlns:c="{PACKAGE}/metadata/core-properties"><c:contentStatus>Final</c:contentStatus></c:coreProperties>'
    final = package(
        {"docProps/custom.xml": custom, "docProps/core.xml": core},
        (f"{R}/custom-properties", "docProps/custom.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    found, told = redline(final)
    stays = value == "false"
    assert told == ([] if stays else ["the new document's mark as final is dropped from its redline"])
    assert ("_MarkAsFinal" in found["docProps/custom.xml"]) == stays
    assert ("contentStatus" in found["docProps/core.xml"]) == stays
    assert "Kept" in found["docProps/custom.xml"]


def test_properties_that_cannot_be_read_stop_no_redline() -> None:
    broken = package({"docProps/custom.xml": "<Properties>"}, (f"{R}/custom-properties", "docProps/custom.xml"))
    found, told = redline(broken)
    assert (found["docProps/custom.xml"], told) == ("<Properties>", [])


def test_marks_in_locked_content_controls_are_counted() -> None:
    def control(words: str, lock: str) -> bytes:
        inner = f"<w:sdt><w:sdtPr>{lock}</w:sdtPr><w:sdtContent>{t(words)}</w:sdtContent></w:sdt>"
        return docx(p(t("首段。")) + p(inner + t("末句。")))

    for lock, count in (('<w:lock w:val="contentLocked"/>', 2), ('<w:lock w:val="sdtLocked"/>', 0), ("", 0)):
        _, told = redline(control("会费为九元。", lock), control("会费为十元。", lock))
        assert told == [f"{count} × tracked changes in locked content controls, which Word accepts and rejects once they are unlocked"][: bool(count)]  # fmt: skip


@pytest.mark.office
def test_libreoffice_accepts_and_rejects_what_was_protected(tmp_path: Path) -> None:
    new = settings('<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>')
    output = render(compare(OLD, new), "docx")
    assert isinstance(output, bytes)
    [(before, rejected, after, accepted)] = office.views(tmp_path, [(OLD, output, new)])
    assert (rejected["body"], accepted["body"]) == (before["body"], after["body"])
    assert rejected["loaded"] == 2
