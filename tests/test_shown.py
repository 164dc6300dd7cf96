"""What a reader sees, and what verification makes of it: words that cannot be seen, how a difference came about, what is unmarked."""

from __future__ import annotations

from typing import Any

import pytest

from decision_diff import read, verify
from decision_diff.audit.verify import Verification
from decision_diff.audit.verify.texts import find_differences, name_kinds
from decision_diff.model import Source
from decision_diff.ooxml import deceptions
from decision_diff.ooxml.package import Package
from wordfiles import (
    HEAD,
    PACKAGE,
    R,
    W,
    base,
    dele,
    document,
    docx,
    ins,
    notes,
    p,
    pack,
    paged,
    row,
    style,
    styles,
    t,
    table,
)


def run(words: str, properties: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def hidden(body: str, **parts: Any) -> list[tuple[str, str]]:
    found = read(docx(body, **parts))
    return [
        (one.value, one.span.of(clause.words))
        for clause in found.walk()
        for one in clause.features
        if one.kind == "hidden"
    ]


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ("<w:vanish/>", "vanish"),
        ('<w:sz w:val="7"/>', "tiny"),
        ('<w:sz w:val="8"/>', ""),
        ('<w:w w:val="9"/>', "narrow"),
        ('<w:w w:val="10"/>', ""),
        ('<w:w w:val="1%"/>', "narrow"),
        ('<w:spacing w:val="-101"/>', "narrow"),
        ('<w:spacing w:val="-100"/>', ""),
        ('<w:sz w:val="72"/><w:spacing w:val="-300"/>', ""),
        ('<w:position w:val="-145"/>', "away"),
        ('<w:position w:val="12"/>', ""),
        ('<w:color w:val="FFFFFF"/>', "white"),
        ('<w:color w:val="f0f0f0"/>', "white"),
        ('<w:color w:val="C0C0C0"/>', ""),
        ('<w:color w:val="auto"/>', ""),
        ('<w:color w:val="000000" w:themeColor="background1"/>', "white"),
        ('<w:color w:val="000000" w:themeColor="background1" w:themeShade="80"/>', ""),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', ""),
        ('<w:color w:val="000000"/><w:highlight w:val="black"/>', "ground"),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F497D"/>', ""),
        ('<w:color w:val="204A7E"/><w:shd w:val="clear" w:fill="1F497D"/>', "ground"),
        ('<w:rFonts w:ascii="Marlett"/>', "symbols"),
        ('<w:rFonts w:ascii="Arial"/>', ""),
    ],
)
def test_words_that_cannot_be_seen(properties: str, why: str) -> None:
    found = hidden(p(t("成员国") + run("abc", properties) + t("须报告。")))
    assert found == ([(why, "abc")] if why else [])


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ('<w:spacing w:line="20" w:lineRule="exact"/>', "flat"),
        ('<w:spacing w:line="20" w:lineRule="auto"/>', ""),
        ('<w:spacing w:line="200" w:lineRule="exact"/>', ""),
        ('<w:framePr w:w="1000" w:h="20" w:hRule="exact"/>', "flat"),
        ('<w:framePr w:w="1000" w:h="20" w:hRule="atLeast"/>', ""),
        ('<w:ind w:left="-20000"/>', "away"),
        ('<w:ind w:start="20000"/>', "away"),
        ('<w:ind w:left="720"/>', ""),
    ],
)
def test_paragraphs_that_cannot_be_seen(properties: str, why: str) -> None:
    assert hidden(p(t("成员国须报告。"), properties=properties)) == ([(why, "成员国须报告。")] if why else [])
    own = style("Small", properties)
    assert bool(hidden(p(t("成员国须报告。"), properties='<w:pStyle w:val="Small"/>'), styles=styles(own))) == bool(why)


@pytest.mark.parametrize(("rule", "why"), [("exact", "row"), ("atLeast", "")])
def test_a_row_that_is_too_low_for_words(rule: str, why: str) -> None:
    low = f'<w:trPr><w:trHeight w:val="1" w:hRule="{rule}"/></w:trPr>'
    body = table(row(p(t("会费")), p(t("100"))), row(p(t("罚款")))).replace("<w:trPr></w:trPr>", low, 1)
    assert hidden(body) == ([(why, "会费"), (why, "100")] if why else [])


@pytest.mark.parametrize(
    ("words", "direction", "why"),
    [
        ("100", "rtl", "reversed"),
        ("abc", "rtl", "reversed"),
        ("abc", "ltr", ""),
        ("שלום", "rtl", ""),
        ("שלום", "ltr", "reversed"),
    ],
)
def test_words_that_are_shown_in_reverse(words: str, direction: str, why: str) -> None:
    body = p(t("会费为") + f'<w:bdo w:val="{direction}">{t(words)}</w:bdo>' + t("。"))
    assert hidden(body) == ([(why, words)] if why else [])


def test_what_is_behind_words() -> None:
    white = run("成员国", '<w:color w:val="FFFFFF"/>')
    assert hidden(p(white, properties='<w:shd w:val="clear" w:fill="000000"/>')) == []
    cells = table(row(p(white)))
    assert hidden(cells) == [("white", "成员国")]
    assert hidden(cells.replace("<w:tcPr>", '<w:tcPr><w:shd w:val="clear" w:fill="17365D"/>')) == []


# -- how a difference came about


OLD, NEW = ["一 十元。", "二 五日。", "三 照旧。"], ["一 九元。", "二 五日。", "三 照旧。"]


@pytest.mark.parametrize(
    ("rejected", "accepted", "kinds"),
    [
        (OLD, NEW, []),
        (NEW, NEW, ["old unmarked 0"]),
        (OLD, OLD, ["new left-out 0"]),
        ([*OLD[:1], "二 六日。", *OLD[2:]], [*NEW[:1], "二 六日。", *NEW[2:]], ["old silent 1", "new silent 1"]),
        (["一 八元。", *OLD[1:]], NEW, ["old words 0"]),
        (OLD, ["一 八元。", *NEW[1:]], ["new words 0"]),
        ([OLD[0], OLD[2]], [NEW[0], NEW[2]], ["old silent 1", "new silent 1"]),
        (["零 加。", *OLD], ["零 加。", *NEW], ["old silent 0", "new silent 0"]),
        (["一 十九元。", *OLD[1:]], NEW, ["old words 0"]),
    ],
)
def test_how_a_difference_came_about(rejected: list[str], accepted: list[str], kinds: list[str]) -> None:
    found = name_kinds(find_differences("old", OLD, rejected), find_differences("new", NEW, accepted), (OLD, NEW))
    assert [f"{one.revision} {one.kind} {one.position}" for one in found] == kinds


def test_part_of_an_amendment_that_is_not_marked() -> None:
    old = ["一 成员国须在三十日内向秘书长提交报告，并附费用说明。"]
    new = ["一 成员国应在十五日内向理事会提交报告，并附费用说明。"]
    half = ["一 成员国须在十五日内向秘书长提交报告，并附费用说明。"]
    found = name_kinds(find_differences("old", old, half), find_differences("new", new, new), (old, new))
    assert [one.kind for one in found] == ["unmarked"]
    back = ["一 成员国应在三十日内向理事会提交报告，并附费用说明。"]
    found = name_kinds(find_differences("old", old, old), find_differences("new", new, back), (old, new))
    assert [one.kind for one in found] == ["left-out"]


def test_a_repealed_clause_that_no_mark_shows() -> None:
    shorter = [NEW[0], NEW[2]]
    found = name_kinds(
        find_differences("old", OLD, [OLD[0], OLD[2]]), find_differences("new", shorter, shorter), (OLD, shorter)
    )
    assert [(one.kind, one.expected, one.found) for one in found] == [("unmarked", "二 五日。", None)]


# -- what is shown


def checked(redline: bytes, old: bytes | str, new: bytes | str) -> Verification:
    return verify(Source("redline.docx", "", redline), old, new)


RAISED = run("2", '<w:vertAlign w:val="superscript"/>')


def test_a_change_beside_the_words_without_a_tracked_change_is_not_marked() -> None:
    old, new = docx(p(t("面积不超过10") + RAISED + t("米。"))), docx(p(t("面积不超过102米。")))
    verdict = checked(new, old, new)
    assert not verdict
    assert verdict.only_unmarked
    assert verdict.lines == (
        "text: verified",
        "what is shown: not marked: 1 × superscript, as in the new text without a tracked change",
        "headers and footers: verified",
    )
    assert "superscript, as in the new text, without a tracked change\n" in verdict.differences[0].shown
    changed = '<w:vertAlign w:val="superscript"/>'
    tracked = p(
        t("面积不超过10")
        + run("2", f'<w:rPrChange w:id="5" w:author="A"><w:rPr>{changed}</w:rPr></w:rPrChange>')
        + t("米。")
    )
    assert checked(docx(tracked), old, new)
    assert not checked(old, old, new).only_unmarked


def test_links_that_deleted_words_led_to() -> None:
    link = '<w:hyperlink r:id="x0">{}</w:hyperlink>'
    outside = [("hyperlink", "https://example.org/a")]
    old = docx(p(t("成员国须遵守") + link.format(t("规则甲")) + t("。")), external=outside)
    new = docx(p(t("成员国须遵守。")))
    left = checked(docx(p(t("成员国须遵守") + dele("规则甲") + t("。"))), old, new)
    assert left
    assert [(one.code, one.message) for one in left.notices] == [
        ("not-carried", "deleted words have lost their targets: 1 × link")
    ]
    assert (
        checked(docx(p(t("成员国须遵守") + link.format(dele("规则甲")) + t("。")), external=outside), old, new).notices
        == ()
    )
    kept = docx(p(t("成员国须遵守规则甲。")))
    assert [one.kind for one in checked(kept, old, old).differences] == ["link", "link"]
    half = docx(p(t("成员国须遵守") + dele("规则") + t("甲。")))
    assert [one.kind for one in checked(half, old, docx(p(t("成员国须遵守甲。")))).differences] == ["link"]


def test_a_note_without_words_is_there_or_not() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    full, none, empty = (
        docx(p(t("一句") + reference), footnotes=notes("footnote", n2=inner)) for inner in (p(t("旧注")), "", p())
    )
    gone = docx(p(t("一句") + reference), footnotes=notes("footnote", n2=p(dele("旧注"))))
    for new in (none, empty):
        assert checked(gone, full, new)
    assert not checked(gone, full, full)


def test_a_slash_behind_a_mere_host_says_nothing() -> None:
    made = [
        docx(p(f'<w:hyperlink r:id="x0">{t("规则")}</w:hyperlink>'), external=[("hyperlink", address)])
        for address in ("https://example.org", "https://example.org/", "https://example.org/a/")
    ]
    assert checked(made[0], made[1], made[1])
    assert not checked(made[2], made[1], made[1])


def test_a_text_has_no_looks_but_nothing_of_it_is_hidden() -> None:
    old, new = "成员国须报告。\n旧的。\n", "成员国须报告。\n新的。\n"
    body = p(t("成员国须") + "{}") + p(dele("旧") + ins("新") + t("的。"))
    assert checked(docx(body.format(t("报告。"))), old, new)
    verdict = checked(docx(body.format(run("报告。", "<w:vanish/>"))), old, new)
    assert [(one.revision, one.kind) for one in verdict.differences] == [("old", "hidden"), ("new", "hidden")]
    with_looks = docx(p(t("成员国须") + run("报告。", "<w:strike/>")) + p(t("新的。")))
    assert checked(docx(body.format(run("报告。", "<w:strike/>"))), old, with_looks)


def test_where_sections_end() -> None:
    words = ["第一节。", "第二节。"]
    old = paged({"header": p(t("甲"))}, {"header": p(t("甲"))}, words=words)
    one = paged({"header": p(t("甲"))}, words=["第一节。\n"])
    assert checked(old, old, old)
    verdict = checked(old, old, one)
    assert "section" in {each.kind for each in verdict.of("shown")}
    first = paged({"header": p(t("甲")), "first header": p(t("乙"))}, words=words)
    titles = paged({"header": p(t("甲")), "first header": p(t("乙"))}, words=words, titles=True)
    assert [each.found for each in checked(titles, first, first).of("shown")] == [
        "ends with the document, first page apart"
    ] * 2


# -- what makes a program show another text


@pytest.mark.parametrize(
    ("attributes", "off"),
    [
        ('w:markup="0"', True),
        ('w:insDel="false"', True),
        ('w:markup="1"', False),
        ('w:comments="0"', False),
        ("", False),
    ],
)
def test_marks_that_are_switched_off(attributes: str, off: bool) -> None:
    settings = f'{HEAD}<w:settings xmlns:w="{W}"><w:revisionView {attributes}/></w:settings>'
    made = docx(p(t("一句。")), settings=settings)
    assert deceptions.is_markup_hidden(Package(made)) == off
    assert [one.kind for one in checked(made, made, made).differences] == ["marks switched off"] * off


def bound(path: str, store: str, shown: str = "三日") -> bytes:
    """A document with a control that is bound to a part of it."""
    control = (
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{path}" w:storeItemID="{{0A}}"/></w:sdtPr>'
        f"<w:sdtContent>{t(shown)}</w:sdtContent></w:sdt>"
    )
    links = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{R}/{{}}" Target="{{}}"/></Relationships>'
    props = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return pack(
        {
            **base(document(p(t("限") + control + t("内提交。")))),
            "word/_rels/document.xml.rels": links.format("customXml", "../customXml/item1.xml"),
            "customXml/item1.xml": store,
            "customXml/_rels/item1.xml.rels": links.format("customXmlProps", "itemProps1.xml"),
            "customXml/itemProps1.xml": f'<ds:datastoreItem xmlns:ds="{props}" ds:itemID="{{0a}}"/>',
        }
    )


@pytest.mark.parametrize(
    ("path", "store", "found"),
    [
        ("/a/b[1]", "<a><b>三日</b></a>", []),
        ("/a/b[1]", "<a><b> 三 日</b></a>", []),
        ("/a/b[1]", "<a><b>九日</b></a>", [("三日", "九日")]),
        ("/n:a[1]/n:b[2]", '<a xmlns="urn:x"><b>三日</b><b>九日</b></a>', [("三日", "九日")]),
        ("/a/c", "<a><b>九日</b></a>", []),
        ("/a/b[0]", "<a><b>九日</b></a>", []),
        ("//b", "<a><b>九日</b></a>", []),
        ("", "<a><b>九日</b></a>", []),
    ],
)
def test_controls_that_show_what_another_part_says(path: str, store: str, found: list[tuple[str, str]]) -> None:
    made = bound(path, store)
    assert list(deceptions.find_bound_controls(Package(made))) == found
    assert [one.kind for one in checked(made, made, made).differences] == ["bound control"] * len(found)
