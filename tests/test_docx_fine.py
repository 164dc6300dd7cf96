"""Tracked changes mark what changed and no more; where they must mark more, a notice names the place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from decision_diff import compare, render
from decision_diff.cli import main
from decision_diff.errors import InvariantError
from decision_diff.model import Notice
from decision_diff.renderers import docx as docx_renderer
from decision_diff.renderers.json import load_schema
from decision_diff.renderers.options import WordOptions
from wordfiles import HEAD, NAMESPACES, A, docx, notes, num, numbered, p, paged, row, style, styled, styles, t, table
from wordparts import AREA, OHM
from wordredlines import LISTS, marked, part, redline

BEGIN, SEPARATE, END = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
CODE = "<w:instrText>TOC</w:instrText>"


def run(*inner: str) -> str:
    return f"<w:r>{''.join(inner)}</w:r>"


OPEN = run(BEGIN) + run(CODE) + run(SEPARATE)
CLOSE = run(END)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("before", "behind"),
    [("", AREA), (AREA, ""), (AREA, OHM), ("", AREA + t("，另见") + OHM), ("", f"<m:oMathPara>{AREA}</m:oMathPara>")],
)
def test_words_beside_an_equation_are_marked_alone(before: str, behind: str, turned: bool) -> None:
    """An equation behind the deleted words was once carried along with them, which no proof let pass."""
    old, new = (
        docx(p(t("运费须于")) + p(before + t(f"每吨{price}元，按公式")  + behind + t("计算。")) + p(t("末句。")))
        for price in (("二十", "三十") if turned else ("三十", "二十"))
    )  # fmt: skip
    wanted = ["-三十元", "+二十元"]
    assert marked(redline(old, new)) == (["-二十元", "+三十元"] if turned else wanted)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (OPEN + t("船只须于{}入港"), t("并缴纳{}规费") + CLOSE),
        (run(BEGIN, CODE, SEPARATE, "<w:t>船只须于{}入港</w:t>"), run("<w:t>并缴纳{}规费</w:t>", END)),  # one run
        (t("一、") + OPEN + t("船只须于{}入港"), t("并缴纳{}规费") + CLOSE + t("。") + OPEN + t("终") + CLOSE),
        (OPEN + OPEN + t("船只须于{}入港") + CLOSE, t("并缴纳{}规费") + CLOSE),  # one within the other
    ],
)
def test_words_in_a_field_over_two_paragraphs_are_marked_alone(first: str, last: str) -> None:
    """The end of a field that began above was once taken for a field of its own, from the start of the paragraph on."""

    def made(day: str, sum_: str) -> bytes:
        return docx(p(t("首句。")) + p(first.format(day)) + p(t("中间不变。")) + p(last.format(sum_)) + p(t("末句。")))

    whole = first.startswith(OPEN + OPEN)  # the inner field is whole in its paragraph, and replaced whole
    wanted = ["-船只须于八日入港", "+船只须于九日入港"] if whole else ["-八日", "+九日"]
    output = redline(made("八日", "三元"), made("九日", "五元"))
    assert marked(output) == [*wanted, "-三元", "+五元"]
    for kind in ("begin", "separate", "end"):
        assert part(output).count(f'w:fldCharType="{kind}"') == part(made("", "")).count(f'w:fldCharType="{kind}"')


def test_a_field_over_two_cells_is_no_whole() -> None:
    def made(words: str) -> bytes:
        return docx(table(row(p(OPEN + t("税目")), p(t(f"税率为{words}。") + CLOSE))) + p(""))

    assert marked(redline(made("三成"), made("四成"))) == ["-三成", "+四成"]


def field(result: str) -> str:
    return OPEN + t(result) + CLOSE


def noticed(old: bytes, new: bytes, **options: Any) -> tuple[bytes, list[Notice]]:
    found: list[Notice] = []
    return redline(old, new, noticed=found.append, **options), found


LONG = "须缴纳第641号决定附件一规定的费用"


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ((p(t("首句。")), p(t("船只") + field(LONG))), (p(t("首句。")), p(t("船只") + field(LONG.replace("一", "二")))), ["heading 1"]),
        ((p(t("首句。")), p(t("船只须") + AREA)), (p(t("首句。")), p(t("船只须") + OHM)), []),
        ((p(t("首句。")), p(AREA + t("计算。"))), (p(t("首句。")), p(t("A=πr2计算。"))), ["paragraph 1"]),
        ((table(row(p(t("税目")), p(t("税额三元")))), p("")), (table(row(p(t("税目")), p(t("税额")), p(t("三元")))), p("")), ["row 税目"]),
        ((p(t("首句。")), p(t("船只入港。"))), (p(t("首句。")), p(t("船只出港。"))), []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_marked_whole_is_noticed_with_its_place(
    old: tuple[str, ...], new: tuple[str, ...], places: list[str], turned: bool
) -> None:
    before, after = (docx("".join(body)) for body in ((new, old) if turned else (old, new)))
    _, notices = noticed(before, after)
    assert [notice.code for notice in notices] == ["redline-coarse"] * len(places)
    for notice, place in zip(notices, places, strict=True):
        assert f"marks more at {place} than" in notice.message
        assert notice.origin is not None


def comment(id_: int) -> str:
    range_ = f'<w:commentRangeStart w:id="{id_}"/>{t("批注处。")}<w:commentRangeEnd w:id="{id_}"/>'
    return f'{range_}<w:r><w:commentReference w:id="{id_}"/></w:r>'


@pytest.mark.parametrize("highest", [5, 2**30 + 3, 2**31 - 1])
@pytest.mark.parametrize("kind", ["comment", "reference alone", "bookmark"])
def test_new_marks_share_no_id_with_comments_and_bookmarks(kind: str, highest: int) -> None:
    """Of one id for two of them Word says that the file is damaged."""
    told = {
        "comment": comment(highest),
        "reference alone": f'<w:r><w:commentReference w:id="{highest}"/></w:r>',
        "bookmark": f'<w:bookmarkStart w:id="{highest}" w:name="b"/><w:bookmarkEnd w:id="{highest}"/>',
    }[kind]
    others = '<w:bookmarkStart w:id="1" w:name="c"/><w:bookmarkEnd w:id="1"/>' + comment(2)
    comments = f"{HEAD}<w:comments {NAMESPACES}>" + "".join(
        f'<w:comment w:id="{id_}" w:author="A">{p(t("批。"))}</w:comment>' for id_ in ((2,) if kind == "bookmark" else (2, highest))
    ) + "</w:comments>"  # fmt: skip
    old, new = (
        docx(p(t(f"首句{word}。")) + p(told + others + t(f"船只{word}入港。")), comments=comments)
        for word in ("甲", "乙")
    )
    body = part(redline(old, new))
    given = [int(one) for one in re.findall(r'<w:(?:ins|del|rPrChange|pPrChange) w:id="(\d+)"', body)]
    assert len(given) == len({*given}) >= 4
    assert not {*given} & {1, 2, highest}
    assert max(given) < 2**31


def test_what_the_reader_does_not_prove_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof in `render` is not the writer's own: a writer that proves the wrong thing is found out."""
    old, new, other = (docx(p(t("首句。")) + p(t(f"船只须于{day}日入港。"))) for day in "八九十")
    wrong, right = compare(old, other), compare(old, new)
    write = docx_renderer.render
    monkeypatch.setattr(docx_renderer, "render", lambda _, options, **wires: write(wrong, options, **wires))
    with pytest.raises(InvariantError, match="could not be verified, so it is not written"):
        render(right, "docx")
    # One that goes wrong only in the documents' own packages falls back to the plain copy.
    monkeypatch.setattr(
        docx_renderer,
        "render",
        lambda _, options, **wires: write(right if wires.get("plain") else wrong, options, **wires),
    )
    output, notices = noticed(old, new)
    assert [notice.code for notice in notices] == ["redline-plain", "redline-plain"]
    assert marked(output) == ["-八日", "+九日"]


def odd(*made: bytes) -> None:
    """Both ways round: a redline in the documents' own packages, neither refused nor plain."""
    for old, new in (made, made[::-1]):
        notices: list[Notice] = []
        render(compare(old, new), "docx", noticed=notices.append)
        assert not [one for one in notices if one.code == "redline-plain"]


def test_the_table_of_a_note_that_went_comes_along() -> None:
    note = p(t("见下表：")) + table(row(p(t("税目")), p(t("税率"))), row(p(t("水")), p(t("三成")))) + p(t("完。"))
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    noted_ = docx(p(t("首句") + reference + t("。")) + p(t("末句。")), footnotes=notes("footnote", n2=note))
    odd(noted_, docx(p(t("首句。")) + p(t("末句。"))))


def test_a_style_that_comes_along_may_be_based_on_one_that_says_more_here() -> None:
    """The style named A is a heading of level 1 here and none there, and B, which comes along, is based on it."""
    plain, heading = style("A"), style("A", '<w:outlineLvl w:val="0"/>' + num(1))
    odd(
        docx(styled("一句。", "B") + p(t("末句。")), styles=styles(plain, style("B", based="A")), numbering=LISTS),
        docx(styled("二句。", "A") + p(t("末句。")), styles=styles(heading), numbering=LISTS),
    )


def test_a_picture_that_points_to_notes_is_no_picture_of_them() -> None:
    picture = f'<w:r><w:drawing><a:blip xmlns:a="{A}" r:embed="rId0"/></w:drawing></w:r>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    odd(
        docx(p(picture + t("首句。")) + p(t("次句") + reference), footnotes=notes("footnote", n2=p(t("注。")))),
        docx(p(picture + t("首句。")) + p(t("次句") + reference), footnotes=notes("footnote", n2=p(t("另注。")))),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (p(t("首句。")) + table(row(p(t("税目")), p(t("税率")))), p(t("首句。")) + numbered("末句。", 1)),  # it ends with a table
        (table(row(p(t("税目")), p(t("税率")))) + p(), p(t("首句。")) + table(row(p(t("别的")))) + numbered("末句。", 1)),
        (p(t("首句。") + END) + p(OPEN + t("二句。")), p(t("首句。")) + p(t("三句。") + END)),  # torn fields
        (p(t("首句。") + '<w:r><w:footnoteReference w:id="9"/></w:r>'), p(t("首句。"))),  # a note that is not there
        (p(t("首句。"), properties=f"{num(1)}<w:sectPr/>") + p(t("二句。")), numbered("二句。", 2)),
    ],
)  # fmt: skip
def test_odd_documents_are_not_refused(one: str, other: str) -> None:
    odd(docx(one, numbering=LISTS), docx(other, numbering=LISTS))


def test_headers_of_a_section_that_went_are_not_refused() -> None:
    odd(paged({"header": p(t("页眉一"))}, {"header": p(t("页眉二"))}), paged({"header": p(t("页眉二"))}))


def test_the_plain_copy_has_the_words_and_numbers_of_both() -> None:
    """What nothing else proves is given out so, with a notice for each document."""
    old = docx(numbered("理事会须批准报告；", 1) + numbered("秘书长须提交草案；", 1) + table(row(p(t("税目")), p(t("三成")))) + p(), numbering=LISTS)  # fmt: skip
    new = docx(numbered("理事会须批准预算；", 1) + table(row(p(t("税目")), p(t("四成")))) + p(), numbering=LISTS)
    notices: list[Notice] = []
    output = docx_renderer.render(compare(old, new), WordOptions(), noticed=notices.append, plain=True)
    assert [(one.code, one.revision) for one in notices] == [("redline-plain", "old"), ("redline-plain", "new")]
    assert marked(output) == ["-报告", "+预算", "-2", "-三成", "+四成"]


def test_notices_of_a_redline_stand_in_all_outputs_of_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, result in (("old", "一"), ("new", "二")):
        body = p(t("首句。")) + p(t("船只") + field(LONG.replace("一", result)))
        (tmp_path / f"{name}.docx").write_bytes(docx(body))
    outputs = [str(tmp_path / f"redline.{suffix}") for suffix in ("json", "docx", "html", "md")]
    asked = ["compare", str(tmp_path / "old.docx"), str(tmp_path / "new.docx")]
    assert main([*asked, *(word for output in outputs for word in ("-o", output))]) == 1
    sentence = (
        "the redline in Word marks more at heading 1 than was found to differ: 18 characters as deleted, where 3 went"
    )
    assert capsys.readouterr().err.count(sentence) == 1
    told = json.loads(Path(outputs[0]).read_text("utf-8"))
    assert told["coarse"] == 1
    assert sentence in told["notices"][-1]["message"]
    jsonschema.validate(told, json.loads(load_schema()))
    assert sentence in Path(outputs[2]).read_text("utf-8")
    assert sentence in Path(outputs[3]).read_text("utf-8").replace("\\", "")
    assert main([*asked, "-o", str(tmp_path / "alone.json")]) == 1
    assert "coarse" not in json.loads((tmp_path / "alone.json").read_text("utf-8"))
