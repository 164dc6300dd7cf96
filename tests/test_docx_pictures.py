"""Pictures in redlines: one that went, came or was exchanged is marked, and known by what it shows."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import lint_docx
import office
from decision_diff import compare, render
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.pictures import Pictures
from decision_diff.ooxml.writing.anchors import find_anchors
from decision_diff.ooxml.writing.side import open_side
from decision_diff.pipeline import clean
from wordfiles import p, row, t, table
from wordparts import OTHER, PNG, picture
from wordparts import with_images as doc

WORDS = "理事会须批准年度报告并将其提交大会审议；"


def note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def redline(old: bytes, new: bytes) -> tuple[bytes, list[str]]:
    """A redline both of whose views have the pictures of their documents, and what was told."""
    told: list[str] = []
    comparison = compare(old, new)
    output = render(comparison, "docx", told=told.append, noticed=lambda _: None)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    rejected, accepted = clean(comparison, output)
    for made, source in ((rejected, old), (accepted, new)):
        shown = Pictures(Package(made)).count_in_view("accepted")
        assert shown == Pictures(Package(source)).count_in_view("accepted") or told
        assert places(made) == places(source) or told
    return output, told


def places(package: bytes) -> list[tuple[str, int, str]]:
    """Each note and picture: its paragraph, its place there, and which picture it is."""
    side = open_side(package, "accepted")
    found = sorted(find_anchors(side).items())
    return [(side.paragraphs[at].text, one.offset, one.picture) for at, held in found for one in held]


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
        (p(picture("a") + t(WORDS)), p(t(WORDS) + picture("a"))),
        (p(picture("a") + picture("b", 2) + t(WORDS)), p(picture("b") + picture("a", 2) + t(WORDS))),
        (p(t(WORDS[:5]) + picture("a") + t(WORDS[5:])), p(t(WORDS[:9]) + picture("a") + t(WORDS[9:] + "另议。"))),
        (p(t(WORDS) + picture("a") + t("另议。") + picture("a", 2)), p(t(WORDS + "另议。") + picture("a"))),
    ],
)
def test_pictures_come_and_go_with_their_marks(one: str, other: str, turned: bool) -> None:
    old, new = (other, one) if turned else (one, other)
    output, told = redline(doc(old, a=PNG, b=OTHER), doc(new, a=PNG, b=OTHER))
    assert told == []
    assert marks(output)


def mixed(pieces: list[str]) -> bytes:
    """A paragraph of words, pictures (a, b) and up to two notes (n), and one that stays."""
    inner, notes_left, at = "", [2, 3], 0
    for piece in pieces:
        if piece == "n":
            inner += note(notes_left.pop(0)) if notes_left else ""
        elif piece in "ab":
            inner, at = inner + picture(piece, at + 1), at + 1
        else:
            inner += t(piece)
    return doc(p(inner), p(t(WORDS)), a=PNG, b=OTHER)


PIECES = st.lists(st.sampled_from(["各方应", "报告", "并", "存档。", "a", "b", "n"]), min_size=1, max_size=9)


@pytest.mark.slow
@settings(max_examples=60)
@given(PIECES, PIECES)
@example(["存档。", "n", "a"], ["存档。", "a", "n"])
@example(["存档。", "n", "a", "各方应"], ["存档。", "a", "报告"])
@example(["存档。", "a", "n", "各方应"], ["存档。", "b", "n", "报告"])
def test_pictures_and_notes_come_back_at_their_places(old: list[str], new: list[str]) -> None:
    assert redline(mixed(old), mixed(new))[1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (p(t("甲乙丙丁。" + WORDS) + picture("a") + t(WORDS)), p(t("甲乙丁。" + WORDS) + picture("a") + t(WORDS))),
        (p(t(WORDS) + picture("a") + t("甲乙丙丁。")), p(t(WORDS) + picture("a") + t("戊己。"))),
        (p(t(WORDS + "甲乙丙丁。") + picture("a")), p(t(WORDS + "戊己。") + picture("a"))),
        (p(t(WORDS) + note(2) + picture("a") + note(3)), p(t(WORDS + "另议。") + note(2) + picture("a") + note(3))),
    ],
)
def test_a_picture_stays_where_the_words_around_it_were_edited(one: str, other: str) -> None:
    for old, new in ((one, other), (other, one)):
        output, told = redline(doc(old, a=PNG), doc(new, a=PNG))
        assert told == []
        assert marks(output) == []


def test_what_cannot_come_along_is_told() -> None:
    """An image that is not in the file; a link on a picture goes, the picture stays."""
    gone = redline(doc(p(t(WORDS) + picture("a"))), doc(p(t(WORDS))))[1]
    assert [line.rpartition(": ")[2] for line in gone] == ["1 × picture"]
    output, told = redline(doc(p(t(WORDS) + picture("a", link=True)), a=PNG), doc(p(t(WORDS))))
    assert told == []
    assert "hlinkClick" not in part(output, "word/document.xml")


@pytest.mark.office
def test_libreoffice_keeps_the_words(tmp_path: Path) -> None:
    old = doc(p(t(WORDS[:5]) + picture("a") + t(WORDS[5:])), p(t("末。")), a=PNG)
    new = doc(p(t(WORDS[:5]) + picture("a") + t(WORDS[5:])), p(t("末。")), a=OTHER)
    path = tmp_path / "redline.docx"
    path.write_bytes(redline(old, new)[0])
    found = office.texts([(path, "accept"), (path, "reject")])
    for one in found.values():
        assert office.words(one) == [WORDS, "末。"]
        assert one["left"] == 0
        assert one["loaded"] == 2


def test_a_picture_of_which_something_is_cut_off_is_another() -> None:
    whole = picture("a")
    cut = whole.replace("<a:stretch>", '<a:srcRect b="90000"/><a:stretch>')
    assert compare(doc(p(t(WORDS) + whole), a=PNG), doc(p(t(WORDS) + cut), a=PNG)).changes
    assert not compare(doc(p(t(WORDS) + cut), a=PNG), doc(p(t(WORDS) + cut), a=PNG)).changes
    redline(doc(p(t(WORDS) + whole), a=PNG), doc(p(t(WORDS) + cut), a=PNG))
    nothing = whole.replace("<a:stretch>", '<a:srcRect l="0"/><a:stretch>')
    assert not compare(doc(p(t(WORDS) + whole), a=PNG), doc(p(t(WORDS) + nothing), a=PNG)).changes


def test_scans_of_which_the_pictures_differ_are_not_the_same() -> None:
    old, new = doc(p(picture("a")), a=PNG), doc(p(picture("a")), a=OTHER)
    comparison = compare(old, new)
    assert comparison.differs
    assert "pictures-only" in [one.code for one in comparison.notices]
    assert "No difference" not in str(render(comparison, "text"))
    assert not compare(old, old).differs
    assert not compare(old, new, ignore=["pictures"]).differs
