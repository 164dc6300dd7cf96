"""Notes in redlines: each comes back at its own place in the sentence, in either view."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import office
from decision_diff import compare, render
from decision_diff.pipeline import clean
from wordfiles import docx, notes, p, row, t, table
from wordredlines import marked, redline

_PARTS = re.compile(r"\[(.*?)\]")


def noted(text: str, *, one_run: bool = False) -> bytes:
    """A document of one paragraph: `甲[注]乙` has a note that says 注 behind 甲. With `one_run`, all in the same run."""
    said = _PARTS.findall(text)
    pieces = re.split(r"\[.*?\]", text)
    inner = t(pieces[0])
    for at, piece in enumerate(pieces[1:], 2):
        inner += f'<w:r><w:footnoteReference w:id="{at}"/></w:r>{t(piece) if piece else ""}'
    if one_run:
        inner = "<w:r>" + inner.replace("<w:r>", "").replace("</w:r>", "") + "</w:r>"
    body = p(inner) + p(t("末段。"))
    return docx(body, footnotes=notes("footnote", **{f"n{at}": p(t(words)) for at, words in enumerate(said, 2)}))


def shown(package: bytes) -> str:
    """The reverse of `noted`."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        body, part = (archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    words = {
        id_: "".join(re.findall(r"<w:t[^>]*>([^<]*)<", note))
        for id_, note in re.findall(r'<w:footnote [^>]*?w:id="(-?\d+)"[^>]*>(.*?)</w:footnote>', part, re.DOTALL)
    }
    first = re.split(r"</w:p>", body)[0]
    return "".join(
        f"[{words[id_]}]" if id_ else text
        for id_, text in re.findall(r'<w:footnoteReference w:id="(\d+)"|<w:t(?: [^>]*)?>([^<]*)<', first)
    )


def both(old: bytes, new: bytes) -> tuple[str, str]:
    redline(old, new)
    comparison = compare(old, new)
    output = render(comparison, "docx")
    assert isinstance(output, bytes)
    rejected, accepted = clean(comparison, output)
    return shown(rejected), shown(accepted)


CASES = [
    ("各方应[甲注]报告并存档。", "各方应[甲注]报告。"),  # what is deleted stands behind a note that stays
    ("各方应报告[甲注]并存档。", "各方应[甲注]并存档。"),  # … before it
    ("各方应报告。[甲注]", "各方[甲注]应报告。"),  # a note that moved in its sentence
    ("各方应[甲注][乙注]报告。", "各方应[乙注]报告。"),
    ("各方应[甲注][乙注]报告。", "各方应[甲注]报告。"),
    ("各方应[甲注]报告[乙注]。", "各方应[乙注]报告[甲注]。"),  # two that changed places
    ("各方应[甲注]报告[乙注]存档[丙注]。", "各方应[甲注]存档[丙注]。"),
    ("各方报告[甲注]。", "各国代表团均须提交[甲注]年度总结。"),  # hardly a word stays
]


@pytest.mark.parametrize(("old", "new"), CASES)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("one_run", [False, True])
def test_a_note_comes_back_at_its_place(old: str, new: str, turned: bool, one_run: bool) -> None:
    old, new = (new, old) if turned else (old, new)
    assert both(noted(old, one_run=one_run), noted(new, one_run=one_run)) == (old, new)


def test_the_insertion_comes_first_only_where_a_note_stands_between() -> None:
    for old, new, wanted in (
        ("各方应[注]旧词报告。", "各方应新词[注]报告。", ["+新词", "-旧词"]),
        ("各方应旧词[注]报告。", "各方应新词[注]报告。", ["-旧词", "+新词"]),
        ("各方应旧词[注]报告。", "各方应[注]新词报告。", ["-旧词", "+新词"]),
        ("各方应[注]旧词报告。", "各方应[注]新词报告。", ["-旧词", "+新词"]),
    ):
        assert marked(redline(noted(old), noted(new))) == wanted
        assert both(noted(old), noted(new)) == (old, new)


WORDS = st.lists(
    st.sampled_from(["各方", "应", "报告", "存档", "提交", "，", "[甲注]", "[乙注]", "[丙注]", "[]"]),
    min_size=1,
    max_size=8,
).map("".join)


@pytest.mark.slow
@given(old=WORDS, new=WORDS)
@settings(max_examples=150, deadline=None)
def test_any_notes_come_back_at_their_places(old: str, new: str) -> None:
    assert both(noted("决定" + old), noted("决定" + new)) == ("决定" + old, "决定" + new)


def part(package: bytes, kind: str = "footnotes") -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(f"word/{kind}.xml").decode()


def with_note(body: str, note: str = "", kind: str = "footnote") -> bytes:
    """A document with one note or none; @ is its reference."""
    reference = f'</w:t></w:r><w:r><w:{kind}Reference w:id="2"/></w:r><w:r><w:t>'
    parts: dict[str, Any] = {f"{kind}s": notes(kind, n2=note)} if note else {}
    return docx(body.replace("@", reference), **parts)


MARK = "<w:r><w:{0}Ref/></w:r>"
HANGING = [  # documents with and without a note
    (p(t("须报告@并存档。")) + p(t("末段。")), p(t("须报告并存档。")) + p(t("末段。"))),
    (p(t("须报告。")) + p(t("一整段@话。")) + p(t("末段。")), p(t("须报告。")) + p(t("末段。"))),
    (p(t("须报告。")) + table(row(p(t("甲")), p(t("乙"))), row(p(t("丙@")), p(t("丁")))) + p(), p(t("须报告。")) + table(row(p(t("甲")), p(t("乙")))) + p()),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("body", "without"), HANGING)
def test_the_text_of_a_note_that_came_or_went_is_marked(body: str, without: str, turned: bool, kind: str) -> None:
    """Once only its reference was, and the text of a deleted note stood there as if it were in force."""
    note = p(MARK.format(kind) + t("注一段。")) + p(t("注二段。"))
    old, new = with_note(body, note, kind), with_note(without)
    output = redline(*((new, old) if turned else (old, new)))
    found = part(output, f"{kind}s")
    mark, tag = ("ins", "t") if turned else ("del", "delText")
    inner = "".join(re.findall(f"<w:{mark} [^>]*[^/]>(.*?)</w:{mark}>", found))
    assert re.findall(f"<w:{tag}[ >][^<]*", inner) == re.findall(f"<w:{tag}[ >][^<]*", found)
    assert re.sub("<[^>]*>", "", inner) == "注一段。注二段。"
    assert f"<w:{kind}Ref/>" in inner
    ends = re.findall(f"<w:rPr><w:{mark} [^>]*/></w:rPr></w:pPr>", found)
    assert len(ends) == 1  # that of the first paragraph: a note keeps its last one


def test_a_note_that_stays_is_not_marked() -> None:
    note = p(MARK.format("footnote") + t("注。"))
    old, new = (with_note(p(t(words)) + p(t("末段。")), note) for words in ("须报告@并存档。", "须上报@并存档。"))
    assert "<w:ins " not in part(redline(old, new))


def test_a_note_that_moves_with_its_clause_is_marked_at_both_ends() -> None:
    items = [f"理事会须在第{at}次会议上批准第{at}项报告并提交大会审议；" for at in ("一", "二", "三", "四")]
    note = p(MARK.format("footnote") + t("注。"))
    old, new = (
        with_note("".join(p(t(one)) for one in order), note)
        for order in ((items[0] + "@", *items[1:]), (*items[1:], items[0] + "@"))
    )
    found = part(redline(old, new))
    assert sorted(re.sub("<[^>]*>", "", one) for one in re.findall("<w:ins .*?</w:ins>", found)) == ["注。"]
    assert sorted(re.sub("<[^>]*>", "", one) for one in re.findall("<w:del .*?</w:del>", found)) == ["注。"]


@pytest.mark.office
def test_libreoffice_accepts_and_rejects_marked_notes(tmp_path: Path) -> None:
    note = p(MARK.format("footnote") + t("注一段。")) + p(t("注二段。"))
    pairs = [(with_note(body, note), with_note(without)) for body, without in HANGING]
    pairs += [(new, old) for old, new in pairs]
    pairs += [(noted(old), noted(new)) for old, new in CASES]
    documents = [(old, redline(old, new), new) for old, new in pairs]
    for before, rejected, after, accepted in office.views(tmp_path, documents):
        assert office.words(rejected) == office.words(before)
        assert office.words(accepted) == office.words(after)
        assert rejected["left"] == accepted["left"] == 0


def order(package: bytes, kind: str = "footnote") -> tuple[list[str], list[str]]:
    """The ids of the notes as they are referred to, and as they stand in their part."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        body, part = (archive.read(f"word/{name}.xml").decode() for name in ("document", f"{kind}s"))
    given = re.findall(rf"<w:{kind} (?![^>]*w:type)[^>]*?w:id=\"(-?\d+)\"", part)
    return re.findall(rf"<w:{kind}Reference [^>]*?w:id=\"(\d+)\"", body), given


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "各方[甲注]应报告并存档[乙注]。",
            "各方应报告并存档[乙注]。",
        ),  # the one that went stood before the one that stays
        ("各方应报告[甲注]，须提交[乙注]并存档[丙注]。", "各方[丁注]应报告，须提交[乙注]并存档。"),
    ],
)
def test_notes_stand_in_the_order_of_their_references(old: str, new: str) -> None:
    """LibreOffice takes it for granted, and else shows one note's text at the mark of another."""
    references, given = order(redline(noted(old), noted(new)))
    assert references == given == sorted(references, key=int)
    assert len(references) == len({*_PARTS.findall(old), *_PARTS.findall(new)})
