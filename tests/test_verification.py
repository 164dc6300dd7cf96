"""Is a redline honest? An honest one is proved, each way to cheat is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from amendments import Act, amended
from decision_diff import DecisionDiffError, compare, render, verify
from decision_diff.cli import main
from decision_diff.model import Source
from decision_diff.ooxml import headers
from decision_diff.ooxml.opened import read_view
from decision_diff.ooxml.package import Package
from decision_diff.pipeline import clean
from how import how
from paths import FIXTURES
from wordfiles import HEAD, NAMESPACES, dele, docx, ins, p, t

OLD, NEW = FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"


def redline(fmt: str) -> str:
    return str(render(compare(OLD, NEW), fmt, how(fmt, all=True)))


def source(text: str, fmt: str) -> Source:
    return Source(f"redline.{fmt}", "", text.encode())


@pytest.mark.parametrize("fmt", ["html", "json"])
def test_an_honest_redline_is_proved(fmt: str) -> None:
    verdict = verify(source(redline(fmt), fmt), OLD, NEW)
    assert verdict
    assert verdict.notices == ()


@pytest.mark.parametrize("fmt", ["html", "json"])
@pytest.mark.parametrize(
    ("was", "forged", "revision"),
    [("不得形成规定性", "不应形成规定性", "old"), ("巴哈马", "巴拿马", "new"), ("秘书长须组成", "秘书长可组成", "old"), ("具体日期", "日期", "old")],
)  # fmt: skip
def test_a_forged_word_is_found(fmt: str, was: str, forged: str, revision: str) -> None:
    text = redline(fmt)
    assert was in text
    verdict = verify(source(text.replace(was, forged), fmt), OLD, NEW)
    assert not verdict
    assert revision in {one.revision for one in verdict.differences}


def test_a_forged_number_is_found() -> None:
    text = redline("html").replace('<span class="n">7</span>', '<span class="n">9</span>')
    verdict = verify(source(text, "html"), OLD, NEW)
    assert {one.found for one in verdict.differences} == {"9 WTPF-26须向所有成员国和部门成员开放；", "9 讨论"}


def test_a_silent_change_outside_the_marks_is_found() -> None:
    verdict = verify(source(redline("html").replace("选举主席", "选举副主席"), "html"), OLD, NEW)
    assert [(one.expected, one.found) for one in verdict.differences] == [("2 选举主席", "2 选举副主席")] * 2


def test_what_stands_beside_the_texts_is_not_proved_and_said() -> None:
    verdict = verify(source(redline("html").replace("5 changes", "4 changes"), "html"), OLD, NEW)
    assert verdict
    assert [notice.code for notice in verdict.notices] == ["redline-otherwise"]


@pytest.mark.parametrize(
    ("text", "fmt", "said"),
    [
        ("{}", "json", "not a whole redline"),
        ("not json", "json", "not a whole redline"),
        (str(render(compare(OLD, NEW), "json")), "json", "--all"),
        ("[-a-]", "md", "cannot be verified"),
        ("x", "klingon", "klingon"),
    ],
)
def test_what_cannot_be_verified_is_one_sentence(text: str, fmt: str, said: str) -> None:
    with pytest.raises(DecisionDiffError, match=said):
        verify(source(text, fmt), OLD, NEW)


def test_an_empty_page_is_not_the_same() -> None:
    assert not verify(source("<html></html>", "html"), OLD, NEW)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "redline.html"
    page.write_text(redline("html"), encoding="utf-8")
    assert main(["verify", str(page), "--old", str(OLD), "--new", str(NEW)]) == 0
    verdict = "text: verified\nwhat is shown: verified\nheaders and footers: none in this format\n"
    assert capsys.readouterr().out == verdict
    assert main(["verify", str(page), str(OLD), str(NEW)]) == 0
    assert capsys.readouterr().out == verdict
    assert main(["verify", str(page), str(NEW), str(NEW)]) == 1
    shown = capsys.readouterr().out
    assert "  file:    第641号决定（C24，最后修正C25）\n  redline: 第641号决定（C24）\n" in shown
    assert "text: NOT verified: 5 clauses differ\n" in shown
    assert main(["verify", str(OLD), "--old", str(OLD), "--new", str(NEW)]) == 2
    assert "cannot be verified" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "give the texts"),
        ([OLD], "NEW is missing"),
        ([OLD, NEW, "--old", OLD], "not both ways"),
        (["-", "--new", "-"], "not both ways"),
        (["--old", "-", "--new", "-"], "standard input"),
    ],
)
def test_texts_that_are_given_in_no_way(given: list[object], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "redline.html", *map(str, given)]) == 2
    assert said in capsys.readouterr().err


def test_one_side_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Was it drafted on the text that was adopted?"""
    page = tmp_path / "redline.html"
    page.write_text(redline("html"), encoding="utf-8")
    assert main(["verify", str(page), "--old", str(OLD)]) == 0
    assert main(["verify", str(page), "--new", str(NEW)]) == 0
    capsys.readouterr()
    assert main(["verify", str(page), "--old", str(NEW)]) == 1
    assert "old text, clause 1: other words\n" in capsys.readouterr().out
    assert verify(source(redline("json"), "json"), new=NEW).notices == ()
    with pytest.raises(TypeError):
        verify(source(redline("json"), "json"))


@pytest.mark.parametrize("fmt", ["html", "json", "docx"])
def test_swapped_texts_are_one_sentence(fmt: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"redline.{fmt}"
    output = render(compare(OLD, NEW), "docx") if fmt == "docx" else redline(fmt)
    path.write_bytes(output if isinstance(output, bytes) else output.encode())
    assert main(["verify", str(path), str(NEW), str(OLD)]) == 1
    said = "NOT verified: the two texts are swapped; rejecting gives the new text, accepting the old one\n"
    assert capsys.readouterr().out == said
    assert not verify(path, NEW, NEW).swapped


@pytest.mark.parametrize(("fmt", "name"), [("review", "r.html"), ("review", "r"), ("html", "r"), ("json", "r")])
def test_the_format_is_recognised(fmt: str, name: str) -> None:
    verdict = verify(Source(name, "", redline(fmt).encode()), OLD, NEW)
    assert verdict
    assert verdict.notices == ()
    with pytest.raises(DecisionDiffError, match="say which it is"):
        verify(Source("r", "", b"something"), OLD, NEW)


def word(header: str, comment: str = "", words: str = "一句。") -> bytes:
    """A Word document with a header, and a comment if there is one."""
    used = '<w:sectPr><w:headerReference w:type="default" r:id="rId0"/></w:sectPr>'
    body = p(t(words), properties="") + p(properties=used)
    head = f"{HEAD}<w:hdr {NAMESPACES}>{header}</w:hdr>"
    if not comment:
        return docx(body, header=head)
    note = f'<w:comment w:id="7" w:author="A">{p(t(comment))}</w:comment>'
    return docx(body, header=head, comments=f"{HEAD}<w:comments {NAMESPACES}>{note}</w:comments>")


def differences(redlined: bytes, old: bytes, new: bytes) -> list[tuple[str, str, str | None, str | None]]:
    verdict = verify(Source("redline.docx", "", redlined), old, new)
    return [(one.revision, one.place, one.expected, one.found) for one in verdict.differences]


def test_headers_and_comments_of_word_documents() -> None:
    old, new = word(p(t("C24/1")), "旧注"), word(p(t("C25/1")), "新注", "二句。")
    output = render(compare(old, new), "docx")
    assert isinstance(output, bytes)
    assert differences(output, new, new)[0][:2] == ("old", "")
    verdict = verify(Source("r.docx", "", output), old, new)
    assert verdict
    assert [(one.code, one.revision) for one in verdict.notices] == [("comments-differ", "old")]
    wrong = verify(Source("r.docx", "", new), old, new).differences[-1]
    assert wrong.shown.startswith("old text, header 1, paragraph 1: as in the new text, without a tracked change\n")
    told: list[str] = []
    render(compare(old, new), "docx", told=told.append)
    assert told == ["comments cannot be marked and are those of the new document: 1 before, 1 now"]
    codes = {notice.code for notice in compare(old, new).notices}
    assert "comments" in codes


@pytest.mark.parametrize("fmt", ["html", "review"])
def test_a_page_with_headers_of_two_paragraphs_is_verified_under_any_title(fmt: str) -> None:
    old, new = word(p(t("C24/1")) + p(t("理事会"))), word(p(t("C25/1")) + p(t("全权代表大会")))
    page = render(compare(old, new), fmt, how(fmt, title="Another title"))  # else it is compared byte for byte
    assert isinstance(page, str)
    assert "<br>" in page
    verdict = verify(Source("r.html", "", page.encode()), old, new)
    assert verdict, verdict.lines


def test_tracked_headers_are_taken_in_both_views() -> None:
    tracked = word(p(t("C2") + dele("4") + ins("5") + t("/1")))
    old, new = word(p(t("C24/1"))), word(p(t("C25/1")))
    assert differences(tracked, old, new) == []
    assert differences(tracked, new, old) == [
        ("old", "header 1", "C25/1", "C24/1"),
        ("new", "header 1", "C24/1", "C25/1"),
    ]
    comparison = compare(word(p(t("C24/1")), words="三句。"), tracked)
    for made, like in zip(clean(comparison, render(comparison, "docx")), (old, new), strict=True):
        assert headers.read_texts(read_view(Package(made), "accepted")) == headers.read_texts(
            read_view(Package(like), "accepted")
        )


def test_page_numbers_in_headers_are_nobodys_words() -> None:
    def complex_field(result: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        instruction = "<w:r><w:instrText> PAGE \\* MERGEFORMAT</w:instrText></w:r>"
        return p(t("第") + marks[0] + instruction + marks[1] + t(result) + marks[2] + t("页"))

    def simple(result: str) -> str:
        return p(f'<w:fldSimple w:instr=" NUMPAGES ">{t(result)}</w:fldSimple>' + t("页"))

    for field in (complex_field, simple):
        assert differences(word(field("2")), word(field("1")), word(field("3"))) == []
    shown = verify(Source("r.docx", "", word(p(t("页")))), word(complex_field("2")), word(p(t("页"))))
    assert [one.expected for one in shown.differences] == ["第{PAGE}页"]
    forged = word(p(t("第{PAGE}页")))
    assert not verify(Source("r.docx", "", forged), word(complex_field("2")), forged)


def test_notices_of_the_redline_are_handed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = p(t("成员国\u202e须报告。"))
    made = docx(body)
    verdict = verify(Source("r.docx", "", made), made, made)
    assert verdict
    assert [one.code for one in verdict.notices] == ["bidi-controls"]
    path = tmp_path / "r.docx"
    path.write_bytes(made)
    assert main(["verify", str(path), str(path), str(path)]) == 0
    assert "decision-diff: note: " in capsys.readouterr().err


def test_a_text_has_no_header_to_prove() -> None:
    new = word(p(t("C25/1")))
    output = render(compare("一句。\n旧的。\n", new), "docx")
    assert verify(Source("redline.docx", "", bytes(output)), "一句。\n旧的。\n", new)


@pytest.mark.slow
@settings(max_examples=200)
@given(amended())
def test_every_reversible_redline_is_proved(acts: tuple[Act, Act]) -> None:
    old, new = (act.write() for act in acts)
    comparison = compare(old, new)
    for fmt in ("html", "json"):
        assert verify(source(str(render(comparison, fmt, how(fmt, all=True))), fmt), old, new)


def test_a_summary_that_counts_otherwise_than_its_records_is_found() -> None:
    forged = redline("json").replace('"MOD": 4', '"MOD": 3', 1)
    assert forged != redline("json")
    verdict = verify(source(forged, "json"), OLD, NEW)
    assert not verdict


def test_an_ignored_change_that_contradicts_itself_is_found() -> None:
    old, new = Source("o.txt", "", b"1 the Council\n2 x\n"), Source("n.txt", "", b"1 The Council\n2 y\n")
    honest = str(render(compare(old, new, ignore=["case"]), "json", all=True))
    assert verify(source(honest, "json"), old, new)
    forged = honest.replace('"old_text": "the Council"', '"old_text": "no Council"', 1)
    assert forged != honest
    assert not verify(source(forged, "json"), old, new)
