"""What is seen in headers and footers beside their words, and in which part of a package a link or picture is looked up."""

from __future__ import annotations

import pytest

import lint_docx
from decision_diff import compare, render, verify
from decision_diff.model import Source
from wordfiles import base, document, notes, p, pack, paged, relationships, t

STAMP = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{}"/></v:shape></w:pict></w:r>'
)


def looking(properties: str, words: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (t("第12条"), t("第1") + looking('<w:vertAlign w:val="superscript"/>', "2") + t("条"), "superscript"),
        (t("草案"), looking("<w:vanish/>", "草案"), "hidden"),
        (t("草案"), looking("<w:strike/>", "草案"), "strike"),
        (t("草案") + STAMP.format("DRAFT"), t("草案") + STAMP.format("FINAL"), "picture"),
        (t("草案"), t("草案") + STAMP.format("FINAL"), "picture"),
    ],
)
def test_what_is_seen_in_a_header_beside_its_words_differs(before: str, after: str, kind: str) -> None:
    old, new = (paged({"header": p(inner)}) for inner in (before, after))
    comparison = compare(old, new)
    assert comparison.differs
    assert [one.place for one in comparison.headers] == ["header of section 1"]
    for fmt in ("text", "html", "json", "markdown"):
        assert f"({kind}" in str(render(comparison, fmt)).replace("\\", "")
    assert not compare(new, new).differs
    told: list[str] = []
    output = render(comparison, "docx", told=told.append)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    assert [one for one in told if one.startswith("pictures, links and looks of words in headers")]
    verdict = verify(Source("redline.docx", "", output), old, new)
    assert {(one.aspect, one.kind, one.unmarked) for one in verdict.differences} == {("headers", kind, True)}


def test_a_header_that_was_altered_without_a_mark_is_found() -> None:
    plain, stamped = (paged({"header": p(t("草案") + more)}) for more in ("", STAMP.format("FINAL")))
    verdict = verify(Source("redline.docx", "", stamped), plain, plain)
    assert [(one.revision, one.kind, one.unmarked) for one in verdict.differences] == [
        ("old", "picture", False),
        ("new", "picture", False),
    ]
    assert verify(Source("redline.docx", "", stamped), stamped, stamped)
    assert verify(stamped, stamped, stamped)  # the bytes of a redline will do


def test_raised_words_of_a_header_that_are_deleted_come_back() -> None:
    raised = looking('<w:vertAlign w:val="superscript"/>', "2")
    old, new = (paged({"header": p(inner)}) for inner in (t("面积10米") + raised + t("以上"), t("面积10米")))
    output = render(compare(old, new), "docx")
    assert isinstance(output, bytes)
    assert verify(Source("redline.docx", "", output), old, new)


def linked(address: str) -> bytes:
    """A text with a link, and with a note with one; both relationships have the same id."""
    link = f'<w:hyperlink r:id="x0">{t("网站")}</w:hyperlink>'
    files = base(document(p(link + '<w:r><w:footnoteReference w:id="2"/></w:r>')))
    files["word/_rels/document.xml.rels"] = relationships(
        ("footnotes", "footnotes.xml"), external=[("hyperlink", address)]
    )
    files["word/footnotes.xml"] = notes("footnote", n2=p(link))
    files["word/_rels/footnotes.xml.rels"] = relationships(external=[("hyperlink", "https://note.example/")])
    return pack(files)


def test_a_link_is_that_of_its_own_part() -> None:
    changes = compare(linked("https://a.example/"), linked("https://b.example/")).changes
    assert [(one.old_value, one.new_value) for change in changes for one in change.features] == [
        ("https://a.example/", "https://b.example/")
    ]
