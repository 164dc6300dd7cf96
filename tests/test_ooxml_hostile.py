"""Files that mean harm, or are broken: each is one sentence or a notice, in bounded memory and time."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable

import pytest

import decision_diff as dd
from decision_diff import safexml, safezip
from decision_diff.errors import UnreadableError
from decision_diff.model import Source
from decision_diff.ooxml import opened
from wordfiles import MAIN, W, base, content_types, document, docx, ins, num, p, pack, relationships, row, t, table


def refused(data: bytes, name: str = "a.docx") -> str:
    """The sentence."""
    with pytest.raises(UnreadableError) as caught:
        dd.read(Source(name, "", data))
    sentence = str(caught.value)
    assert sentence.startswith(f"{name}: ")
    assert "\n" not in sentence
    assert len(sentence) < 400
    return sentence


def with_main(text: str | bytes) -> bytes:
    return pack(base(text))


GOOD = docx(p(t("甲")))


# -- archives


@pytest.mark.slow
def test_a_bomb_is_stopped_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safezip, "MAX_PART", 1_000_000)
    bomb = with_main(document(p(t("甲"))) + " " * 50_000_000)
    assert len(bomb) < 100_000
    tracemalloc.start()
    assert "unpacks to more than" in refused(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_header_that_lies_about_a_size_gains_nothing() -> None:
    data = bytearray(with_main(document(p(t("甲") * 1000))))
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4) + 4)
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert "damaged" in refused(bytes(data))


def test_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safezip, "MAX_ENTRIES", 10)
    extra: dict[str, str | bytes] = {f"media/{at}.png": b"" for at in range(30)}
    assert "more than 10 entries" in refused(pack({**base(document("")), **extra}))
    assert "more than 10 entries" in refused(pack({**base(document("")), **dict(list(extra.items())[:9])}))


@pytest.mark.parametrize("cut", [1, 3, 10, 100, 200])
def test_a_file_that_was_cut_off_is_refused(cut: int) -> None:
    assert "damaged or cut off" in refused(GOOD[:-cut])
    assert refused(GOOD[: len(GOOD) // (cut + 1)] or b"PK")


def test_every_single_wrong_byte_is_read_or_refused() -> None:
    for at in range(0, len(GOOD), 7):
        data = bytearray(GOOD)
        data[at] ^= 0xFF
        try:
            dd.read(Source("a.docx", "", bytes(data)))
        except dd.DecisionDiffError as error:
            assert "\n" not in str(error)  # noqa: PT017


def test_a_wrong_checksum_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in base(document(p(t("SECRET")))).items():
            archive.writestr(name, content)
    data = buffer.getvalue()
    assert "CRC" in refused(data.replace(b"SECRET", b"PUBLIC"))


def twice(first: str, second: str) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in {**base(document("")), first: document(p(t("甲")))}.items():
            archive.writestr(name, content)
        archive.writestr(second, document(p(t("乙"))))
    return buffer.getvalue()


@pytest.mark.parametrize("second", ["word/document.xml", "WORD/Document.XML"])
def test_two_parts_of_one_name_are_refused(second: str) -> None:
    assert "two entries of the same name" in refused(twice("word/document.xml", second))


@pytest.mark.parametrize("name", ["../evil.txt", "word/../../evil", "/etc/evil", "word\\..\\evil", "C:/evil"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert "points out of it" in refused(pack({**base(document("")), name: "x"}))


def test_relationships_that_lead_out_are_dropped() -> None:
    files = base(document(p(t("甲"))))
    files["word/_rels/document.xml.rels"] = relationships(
        ("styles", "../../../../etc/passwd"), ("header", "..%2f..%2fx")
    )
    assert dd.read(pack(files)).plain == "甲\n"


def test_encrypted_zip_entries_are_refused() -> None:
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    assert "encrypted" in refused(bytes(data))


# -- other containers


def ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(name.encode("utf-16-le") for name in streams)


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.txt"])
def test_encrypted_and_old_files_are_called_by_name(name: str) -> None:
    assert "encrypted" in refused(ole("EncryptionInfo", "EncryptedPackage"), name)
    old = refused(ole("WordDocument", "1Table"), name)  # with LibreOffice or without, this is no document
    assert "Word 97-2003 file" in old
    assert "save it as .docx" in old
    assert "save it as .docx" in refused(ole("Workbook"), name)


def test_other_things_named_docx_are_refused() -> None:
    assert "not a ZIP package" in refused(b"just text\n")
    assert "empty" in refused(b"")
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert "Excel" in refused(pack({**base("<workbook/>"), "[Content_Types].xml": content_types(sheet)}))
    assert "not declared as a Word document" in refused(
        pack({**base(document("")), "[Content_Types].xml": content_types("text/plain")})
    )


def test_a_broken_package_is_one_sentence() -> None:
    whole = base(document(p(t("甲"))))
    for missing, said in (
        ("[Content_Types].xml", "no [Content_Types].xml"),
        ("_rels/.rels", "does not say which part"),
        ("word/document.xml", "is missing"),
    ):
        data = pack({name: content for name, content in whole.items() if name != missing})
        assert said in refused(data)
    assert "no WordprocessingML document" in refused(with_main(f'<w:styles xmlns:w="{W}"/>'))
    assert "no body" in refused(with_main(f'<w:document xmlns:w="{W}"/>'))


def test_macros_templates_and_missing_parts_are_told() -> None:
    files = base(document(p(t("甲"))))
    files["[Content_Types].xml"] = content_types(
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
    )
    files["word/vbaProject.bin"] = b"\0"
    files["word/_rels/document.xml.rels"] = relationships(
        ("settings", "settings.xml"), ("styles", "styles.xml"), external=[("image", "http://127.0.0.1:9/a.png")]
    )
    files["word/settings.xml"] = f'<w:settings xmlns:w="{W}"/>'
    files["word/_rels/settings.xml.rels"] = relationships(external=[("attachedTemplate", "http://127.0.0.1:9/t.dotm")])
    found = {notice.code: notice.message for notice in dd.read(pack(files)).notices}
    assert set(found) == {"macros", "external", "part-missing"}
    assert "attachedTemplate, image" in found["external"]


def test_the_main_part_may_have_any_name_and_be_strict() -> None:
    strict = document(p(t("甲"), mark="") + p(ins("乙"))).replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    strict = strict.replace("<w:", "<n:").replace("</w:", "</n:").replace("xmlns:w=", "xmlns:n=").replace(" w:", " n:")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(MAIN, "doc/main.xml"),
        "_rels/.rels": relationships(("officeDocument", "/doc/main.xml")).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
            "http://purl.oclc.org/ooxml/officeDocument/relationships/",
        ),
        "doc/main.xml": strict,
        "word/document.xml": document(p(t("DECOY"))),
    }
    assert dd.read(pack(files)).plain == "甲\n乙\n"
    assert dd.read(pack(files), view="rejected").plain == "甲\n\n"


# -- XML

ENTITIES = {
    "a bomb": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    "a file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    "a remote type": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "after a comment": '<!-- <!-x --><?a b?>\n<!DOCTYPE x [<!ENTITY a "b">]>',
}


@pytest.mark.parametrize("what", ENTITIES)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_type_is_refused(what: str, codec: str) -> None:
    text = document(p(t("甲"))).replace("?>", f"?>{ENTITIES[what]}", 1).replace("UTF-8", codec.upper()[:6].rstrip("-"))
    assert "DOCTYPE" in refused(with_main(text.encode(codec)))
    rels = relationships(("officeDocument", "word/document.xml")).replace("?>", f"?>{ENTITIES[what]}", 1)
    assert "DOCTYPE" in refused(pack({**base(document("")), "_rels/.rels": rels}))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_8_and_utf_16_are_read(codec: str) -> None:
    text = document(p(t("甲乙"))).replace("UTF-8", "UTF-16" if "16" in codec else "UTF-8")
    assert dd.read(with_main(text.encode(codec))).plain == "甲乙\n"


NESTED: dict[str, Callable[[int], str]] = {
    "controls": lambda n: "<w:sdt><w:sdtContent>" * n + p(t("甲")) + "</w:sdtContent></w:sdt>" * n,
    "tables": lambda n: "<w:tbl><w:tr><w:tc>" * n + p(t("甲")) + "</w:tc></w:tr></w:tbl>" * n,
    "insertions": lambda n: p("<w:ins>" * n + t("甲") + "</w:ins>" * n),
    "text boxes": lambda n: "<w:p><w:r><w:txbxContent>" * n + p(t("甲")) + "</w:txbxContent></w:r></w:p>" * n,
}


@pytest.mark.parametrize("what", NESTED)
@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_deep_nesting_is_refused(what: str, depth: int) -> None:
    assert "levels deep" in refused(with_main(document(NESTED[what](depth))))


@pytest.mark.parametrize("what", NESTED)
def test_nesting_up_to_the_bound_is_read(what: str) -> None:
    per = {"controls": 2, "tables": 3, "insertions": 1, "text boxes": 3}[what]
    data = with_main(document(NESTED[what]((safexml.MAX_DEPTH - 6) // per)))
    assert dd.read(data).plain.strip() == "甲"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xe9\xff", "not well-formed"),
        (b"\0", "not well-formed"),
        (b"&#1;", "not well-formed"),
        (b"&unknown;", "not well-formed"),
        (b"\xed\xa0\x80", "not well-formed"),
        (b"</w:t>", "not well-formed"),
    ],
)
def test_invalid_characters_are_refused(raw: bytes, said: str) -> None:
    assert said in refused(with_main(document(p(t("@"))).encode().replace(b"@", raw)))


def test_odd_encodings_are_refused() -> None:
    text = document(p(t("甲"))).replace("UTF-8", "GB18030")
    assert "in the encoding GB18030" in refused(with_main(text.encode("gb18030")))
    assert "not valid UTF-16" in refused(with_main(b"\xff\xfe\x00\xd8<"))


def test_more_elements_than_any_decision_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safexml, "MAX_TAGS", 1000)
    assert "more than 1,000 elements" in refused(docx(p(t("甲")) * 1000))
    monkeypatch.undo()
    monkeypatch.setattr(opened, "MAX_PARAGRAPHS", 100)
    assert "more than 100 paragraphs" in refused(docx(p() * 101))


# -- time and memory


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        (p(t("决定继续。")) * 20_000),
        p(t("甲乙丙丁" * 500_000)),
        p("".join(ins("n") for _ in range(20_000))),
        p(t("甲"), mark="del") * 5_000,
        "".join(p(t("甲"), properties=num(1, at % 9)) for at in range(5_000)),
        table(row(p(t("甲")), p(t("乙"))) * 5_000),
        p("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 5_000),
        p("<w:r><w:txbxContent>" + p(t("甲")) + "</w:txbxContent></w:r>") * 3_000,
    ],
    ids=["paragraphs", "one long", "insertions", "joined", "numbers", "rows", "fields", "boxes"],
)
def test_large_documents_take_time_in_proportion(body: str) -> None:
    data = docx(body)
    began = time.process_time()
    dd.read(data)
    assert time.process_time() - began < 10


# -- text that deceives


def test_characters_that_cannot_be_seen_are_kept_and_told() -> None:
    words = "金额 \u202e0001\u202c\u200b"
    decision = dd.read(docx(p(t(words))))
    assert decision.plain == f"{words}\n"
    assert [notice.code for notice in decision.notices] == ["bidi-controls", "zero-width"]


def test_look_alikes_are_not_folded() -> None:
    words = "\uf91c\u5eca \u845b\U000e0100 \u3007\u25cb\u96f6 re\u0301 \u0440\u0430"
    assert dd.read(docx(p(t(words)))).plain == f"{words}\n"
