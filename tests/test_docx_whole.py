"""What stands or falls whole in a redline: equations with their layout, drawings with all their text boxes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_diff import compare, read, render, verify
from decision_diff.pipeline import clean
from wordfiles import docx, drawing, p, row, t, table
from wordparts import AREA, OHM, math, run, scripted
from wordredlines import part, redline, said


def equations(package: bytes) -> list[str]:
    """The equations of a document in order: the names of their elements and what they say."""
    found = re.findall(r"<m:oMath>.*?</m:oMath>", part(package))
    return [" ".join(re.sub(r"<m:(\w+)[^>]*>|<[^>]*>", r" \1 ", one).split()) for one in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((p(t("公式为") + AREA + t("。")),), (p(t("公式为") + OHM + t("。")),)),
        ((p(t("公式为") + AREA + t("。")), p(t("另一段。"))), (p(t("另一段。")),)),  # with its paragraph
        ((p(t("公式为") + AREA + t("。")),), (p(t("公式为A=πr2。")),)),  # the characters stay
        ((p(t("面积为") + scripted("r", "2")),), (p(t("面积为") + scripted("r", "2", "sub")),)),  # only the layout changed
        ((p(AREA + OHM + t("甲")),), (p(OHM + t("甲")),)),
        ((p(f"<m:oMathPara>{AREA}</m:oMathPara>"),), (p(f"<m:oMathPara>{OHM}</m:oMathPara>"),)),
        ((p(math("<w:smartTag>" + run("x") + "</w:smartTag>", run("=1")) + t("甲")),), (p(t("甲")),)),
        ((table(row(p(AREA)), row(p(t("乙")))),), (table(row(p(t("乙")))),)),  # in a row that went
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_equations_come_and_go_as_equations(old: tuple[str, ...], new: tuple[str, ...], turned: bool) -> None:
    before, after = (docx("".join(body)) for body in ((new, old) if turned else (old, new)))
    redline(before, after)
    comparison = compare(before, after)
    output = render(comparison, "docx")
    assert isinstance(output, bytes)
    rejected, accepted = clean(comparison, output)
    assert (equations(rejected), equations(accepted)) == (equations(before), equations(after))
    assert said(before, after) == []


def test_an_equation_that_stays_gets_no_mark() -> None:
    old = docx(p(t("面积为") + AREA + t("，单位不变。")))
    split = AREA.replace("A=π", "A</m:t></m:r><m:r><m:t>=π")  # Word cuts runs as it likes
    output = redline(old, docx(p(t("面积为") + split + t("，单位改变。"))))
    assert len(equations(output)) == 1
    assert not re.search(r"<w:(ins|del) [^>]*><m:", part(output))


def box(*texts: str) -> str:
    """One drawing with text boxes in it."""
    inner = "".join(
        f"<wps:txbx><w:txbxContent>{p(t(text) if text else '')}</w:txbxContent></wps:txbx>" for text in texts
    )
    return drawing(inner)


@pytest.mark.parametrize(
    ("old", "new", "drawings"),
    [
        (box("第一框", ""), box("第二框", ""), 1),  # an empty box beside one whose words changed
        (box("Box1"), box("Box2"), 1),  # no word stays: it is still the box of that paragraph
        (box("第一框", "另一框"), box("第一框"), 2),  # another drawing: replaced whole
        (box("甲甲") + box("乙乙"), box("乙乙"), 2),  # the one that went stood before the one that stays
        (box("第一框", "另一框"), "", 1),  # both go with one drawing, not with one each
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_boxes_of_a_drawing_stay_or_go_together(old: str, new: str, drawings: int, turned: bool) -> None:
    before, after = (
        table(row(p(one + t("单元格里的字。")), p(t("旁边。")))) for one in ((new, old) if turned else (old, new))
    )
    assert part(redline(docx(before), docx(after))).count("<w:drawing>") == drawings


SENTENCES = st.lists(
    st.sampled_from(["The fee is due.", "It sits in Geneva.", "A member may vote.", "费用为一百元。"]),
    min_size=1,
    max_size=4,
    unique=True,
)


@settings(max_examples=40)
@given(
    SENTENCES,
    SENTENCES,
    st.sampled_from(["Article {}\n{}\n", "{}.\n{}\n", "第{}条\n{}\n", "§ {}\n\n{}\n", "Article {}\nAim\n1.\n{}\n"]),
)
def test_a_number_on_a_line_of_its_own_does_not_run_into_its_words(old: list[str], new: list[str], form: str) -> None:
    texts = [read(text="".join(form.format(at, one) for at, one in enumerate(some, 1))) for some in (old, new)]
    assert verify(render(compare(*texts), "docx"), *texts)
