"""What a reader sees and no character says: it is read, compared, told in every output, and counts for the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lint_docx
from decision_diff import compare, read, render
from decision_diff.changes import Edit
from decision_diff.cli import main
from decision_diff.diff.features import compare_features
from decision_diff.errors import FormatError
from decision_diff.model import FEATURES, Block, Clause, Feature, FeatureKind, Origin, Reading, Source, Span, View
from decision_diff.parse import parse
from wordfiles import HEAD, W, docx, notes, p, row, t, table
from wordparts import OTHER, PNG, picture, with_images

WORDS = "理事会批准10的2次方；"


def run(words: str, properties: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def raised(mark: str = "") -> bytes:
    return docx(p(t("决定费用为10") + run("2", mark) + t("元。")))


def link(target: str) -> bytes:
    return docx(p(t("见") + f'<w:hyperlink r:id="x0">{t("文件库")}</w:hyperlink>'), external=[("hyperlink", target)])


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawn(instruction: str) -> bytes:
    return docx(p(t("会费为") + field(instruction, "") + t("。")))


def reference(target: str, first: str = "甲方须交费。") -> bytes:
    marked = [
        p(f'<w:bookmarkStart w:id="{at}" w:name="_Ref{at}"/>{t(words)}<w:bookmarkEnd w:id="{at}"/>')
        for at, words in enumerate((first, "乙方须收费。"))
    ]
    return docx("".join(marked) + p(t("依照") + field(f"REF {target} \\h", "上条") + t("办理。")))


def noted(before: str, after: str) -> bytes:
    anchor = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return docx(p(t(before) + anchor + t(after)), footnotes=notes("footnote", n2=p(t("见附件。"))))


def box(checked: bool) -> bytes:
    state = f'<w:checked w:val="{int(checked)}"/>'
    data = f'<w:ffData><w:name w:val="B"/><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    rest = '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return docx(p(t("同意：") + begin + rest + t("是。")))


def formula(power: str) -> bytes:
    inner = f"<m:{power}><m:e><m:r><m:t>x</m:t></m:r></m:e><m:{power[1:].lower()}><m:r><m:t>2</m:t></m:r></m:{power[1:].lower()}></m:{power}>"
    return docx(p(t("面积为") + f"<m:oMath>{inner}</m:oMath>" + t("。")))


def merged(columns: int) -> bytes:
    span = f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>'
    first = f"<w:tr><w:tc>{span}{p(t('年度'))}</w:tc><w:tc>{p(t('款项'))}</w:tc></w:tr>"
    return docx(p(t("附表")) + table(first, row(p(t("甲")), p(t("乙")), p(t("丙")), p(t("丁")))))


def in_row(hidden: bool) -> bytes:
    inner = "".join(f"<w:tc><w:tcPr/>{p(t(words))}</w:tc>" for words in ("甲", "乙"))
    mark = "<w:trPr><w:hidden/></w:trPr>" if hidden else ""
    return docx(p(t("附表")) + table(f"<w:tr>{mark}{inner}</w:tr>"))


PAIRS: dict[str, tuple[bytes, bytes, str, str | None, str | None]] = {
    "superscript": (raised('<w:vertAlign w:val="superscript"/>'), raised(), "superscript", "", None),
    "subscript": (raised(), raised('<w:vertAlign w:val="subscript"/>'), "subscript", None, ""),
    "struck": (raised(), raised("<w:strike/>"), "strike", None, ""),
    "struck twice": (raised(), raised("<w:dstrike/>"), "strike", None, ""),
    "hidden": (raised(), raised("<w:vanish/>"), "hidden", None, "vanish"),
    "white": (raised(), raised('<w:color w:val="FFFFFF"/>'), "hidden", None, "white"),
    "tiny": (raised(), raised('<w:sz w:val="7"/>'), "hidden", None, "tiny"),
    "hidden row": (in_row(False), in_row(True), "hidden", None, "row"),
    "link": (link("https://a.invalid/"), link("https://b.invalid/"), "link", "https://a.invalid/", "https://b.invalid/"),
    "reference": (reference("_Ref0"), reference("_Ref1"), "reference", "#title", "#p_1"),
    "field": (drawn("EQ \\f(1,2)"), drawn("EQ \\f(1,3)"), "field", "EQ \\f(1,2)", "EQ \\f(1,3)"),
    "circled": (drawn("eq \\o\\ac(○,1)"), drawn("eq \\o\\ac(○,2)"), "field", "eq \\o\\ac(○,1)", "eq \\o\\ac(○,2)"),
    "symbol": (drawn("SYMBOL 74 \\f Wingdings"), drawn(""), "field", "SYMBOL 74 \\f Wingdings", None),
    "form field": (box(True), box(False), "form-field", "checked", "unchecked"),
    "equation": (formula("sSup"), formula("sSub"), "equation", "oMath(sSup(e(x)sup(2)))", "oMath(sSub(e(x)sub(2)))"),
    "merged": (merged(2), merged(3), "cell", "2 columns", "3 columns"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_difference_that_no_character_says_is_a_change(name: str) -> None:
    old, new, kind, before, after = PAIRS[name]
    comparison = compare(old, new)
    found = [one for change in comparison.changes for one in change.features]
    assert found
    assert {(one.kind, one.old_value, one.new_value) for one in found} == {(kind, before, after)}
    assert {change.kind for change in comparison.changes} == {"substantive"}
    assert all(edit.op == "equal" for change in comparison.changes for edit in change.edits)
    for text in (old, new):
        assert not compare(text, text).differs


def test_every_kind_of_feature_has_a_pair() -> None:
    assert {kind for _, _, kind, _, _ in PAIRS.values()} | {"picture", "note", "computed", "mark", "status"} == set(
        FEATURES
    )


@pytest.mark.parametrize("fmt", ["text", "markdown", "html", "review", "json", "table-html", "table-md", "table-csv"])
def test_every_output_tells_where_a_link_leads(fmt: str) -> None:
    output = str(render(compare(*PAIRS["link"][:2]), fmt))
    for domain in ("a", "b"):
        assert f"{domain}.invalid" in output.replace("\\", "")


def test_what_is_told_beside_the_words() -> None:
    said = str(render(compare(*PAIRS["superscript"][:2]), "text"))
    assert "amended; superscript, “2”: yes → no" in said


def test_the_exit_code_counts_it(tmp_path: Path) -> None:
    for name, data in zip(("old.docx", "new.docx"), PAIRS["hidden row"][:2], strict=True):
        (tmp_path / name).write_bytes(data)
    assert main(["compare", str(tmp_path / "old.docx"), str(tmp_path / "new.docx"), "-q"]) == 1


def test_a_size_of_four_points_can_be_read() -> None:
    assert not compare(raised(), raised('<w:sz w:val="8"/>')).differs


def test_white_on_a_dark_ground_can_be_read() -> None:
    ground = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'
    assert not compare(raised(), raised(ground)).differs


def test_a_style_hides_words_as_the_run_does() -> None:
    def styled(said: str) -> bytes:
        style = f'<w:style w:type="character" w:styleId="S"><w:name w:val="S"/><w:rPr>{said}</w:rPr></w:style>'
        return docx(
            p(t("决定费用为") + run("十元", '<w:rStyle w:val="S"/>') + t("。")),
            styles=f'{HEAD}<w:styles xmlns:w="{W}">{style}</w:styles>',
        )

    (change,) = compare(styled(""), styled("<w:vanish/>")).changes
    assert [(one.kind, one.new.of(change.new_text)) for one in change.features] == [("hidden", "十元")]


def test_a_reference_follows_its_clause() -> None:
    """The clause that it leads to was amended and is the same clause: only its own words changed."""
    comparison = compare(reference("_Ref0"), reference("_Ref0", first="甲方须按时交费。"))
    assert [change.features for change in comparison.changes] == [()]


def test_names_of_bookmarks_are_nothing_to_see() -> None:
    assert not compare(reference("_Ref0"), reference("_Ref0")).differs
    renamed = docx(
        "".join(
            p(f'<w:bookmarkStart w:id="{at}" w:name="_Toc{at}"/>{t(words)}<w:bookmarkEnd w:id="{at}"/>')
            for at, words in enumerate(("甲方须交费。", "乙方须收费。"))
        )
        + p(t("依照") + field("REF _Toc0 \\h", "上条") + t("办理。"))
    )
    assert not compare(reference("_Ref0"), renamed).differs


def test_a_note_that_moved_in_its_sentence() -> None:
    (change,) = compare(noted("会员", "须交会费。"), noted("会员须交", "会费。")).changes
    assert [(one.kind, one.old_value, one.new_value, one.new.start) for one in change.features] == [
        ("note", "footnote", None, 2),
        ("note", None, "footnote", 4),
    ]


def test_a_note_stays_where_words_came_before_it() -> None:
    (change,) = compare(noted("会员", "须交会费。"), noted("全体会员", "须交会费。")).changes
    assert change.features == ()


def test_a_picture_between_two_paragraphs() -> None:
    body = (p(t(WORDS)), p(picture("a")), p(t("本决定生效。")))
    (change,) = compare(with_images(*body, a=PNG), with_images(*body, a=OTHER)).changes
    ((kind, before, after),) = {(one.kind, one.old_value, one.new_value) for one in change.features}
    assert kind == "picture"
    assert before != after
    assert None not in (before, after)
    (gone,) = compare(with_images(*body, a=PNG), with_images(body[0], body[2])).changes
    assert [(one.old_value, one.new_value) for one in gone.features] == [(before, None)]


def test_a_picture_before_all_words_is_not_lost() -> None:
    body = (p(picture("a")), p(t(WORDS)))
    assert compare(with_images(*body, a=PNG), with_images(*body, a=OTHER)).changes


def test_pictures_above_the_title_push_out_nothing_that_the_title_has() -> None:
    """Two logos in paragraphs of their own, above words of which one is raised."""
    words = (t("决定费用为10"), run("2", '<w:vertAlign w:val="superscript"/>'), t("元。"))
    (title,) = read(with_images(p(picture("a")), p(picture("b")), p("".join(words)), a=PNG, b=OTHER)).walk()
    assert [(one.kind, one.span) for one in title.features] == [
        ("picture", Span(0, 0)),
        ("picture", Span(0, 0)),
        ("superscript", Span(7, 8)),
    ]
    assert title.features[0].value != title.features[1].value


def test_an_equation_of_other_words_is_told_once() -> None:
    other = docx(p(t("面积为") + "<m:oMath><m:r><m:t>xy</m:t></m:r></m:oMath>" + t("。")))
    plain = docx(p(t("面积为") + "<m:oMath><m:r><m:t>xz</m:t></m:r></m:oMath>" + t("。")))
    (change,) = compare(other, plain).changes
    assert change.features == ()


def test_what_a_deleted_run_looked_like_is_read_in_its_view() -> None:
    tracked = docx(
        p(
            t("决定费用为10")
            + '<w:r><w:rPr><w:rPrChange w:id="9" w:author="A"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            + "</w:rPrChange></w:rPr><w:t>2</w:t></w:r>"
            + t("元。")
        )
    )
    (change,) = compare(tracked).changes
    assert [(one.kind, one.old_value, one.new_value) for one in change.features] == [("superscript", "", None)]


def test_features_count_in_the_words_of_the_clause() -> None:
    numbered = docx(p(t("第一条　决定费用为10") + run("2", '<w:vertAlign w:val="superscript"/>') + t("元。")))
    clause = read(numbered).clause("art_1")
    assert [(one.kind, one.span.of(clause.words)) for one in clause.features] == [("superscript", "2")]


# Headers and footers


def headed(words: str) -> bytes:
    from wordfiles import paged

    return paged({"header": p(t(words))})


@pytest.mark.parametrize("fmt", ["text", "markdown", "html", "review", "json", "table-md", "table-html"])
def test_every_output_shows_a_header_that_differs(fmt: str) -> None:
    output = str(render(compare(headed("文件甲"), headed("文件乙")), fmt))
    assert "header of section 1" in output
    assert "甲" in output
    assert "乙" in output
    assert "No difference" not in output


def test_headers_alone_are_a_difference() -> None:
    comparison = compare(headed("文件甲"), headed("文件乙"))
    assert comparison.differs
    assert not comparison.changes
    document = json.loads(str(render(comparison, "json")))
    assert document["headers"] == [
        {
            "place": "header of section 1",
            "lines": [
                [{"op": "equal", "text": "文件"}, {"op": "delete", "text": "甲"}, {"op": "insert", "text": "乙"}]
            ],
        }
    ]
    assert not compare(headed("文件甲"), headed("文件甲")).differs
    assert not compare(headed("文件甲"), "第1节的一句话。\n").differs


# What is ignored

IGNORED: list[tuple[str, str, str]] = [
    ("space", "1 to 2 members\n", "1 to  2mem bers\n"),
    ("case", "1 the Council\n", "1 The council\n"),
    ("punctuation", "1 fees, due in May.\n", "1 fees due in May!\n"),
]


@pytest.mark.parametrize(("name", "old", "new"), IGNORED)
def test_what_is_ignored_is_set_aside_and_said(name: str, old: str, new: str) -> None:
    assert compare(old, new).differs
    comparison = compare(old, new, ignore=[name])
    assert not comparison.differs
    assert len(comparison.ignored) == 1
    assert next(one.message for one in comparison.notices if one.code == "set-aside").endswith("1 change set aside")
    before, after = compare(old, new), comparison
    assert {c.edits for c in before.every} == {c.edits for c in after.every}


def test_another_difference_beside_it_is_not_ignored() -> None:
    old, new = "1 the Council meets\n2 a\n", "1 The Council met\n2 a\n"
    comparison = compare(old, new, ignore=["case", "space", "punctuation"])
    assert [change.new_text for change in comparison.changes] == ["The Council met"]
    assert [one.message for one in comparison.notices if one.code == "set-aside"] == [
        "not counted as a difference: white space, upper and lower case, punctuation; nothing differs only in that"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("费率为1.5。\n", "费率为15。\n"),
        ("共1,000人。\n", "共1.000人。\n"),
        ("It is -5 degrees.\n", "It is 5 degrees.\n"),
        ("费率为5%。\n", "费率为5。\n"),
        ("At 12:30 it ends.\n", "At 1230 it ends.\n"),
    ],
)
def test_the_marks_of_a_number_are_no_punctuation_to_ignore(old: str, new: str) -> None:
    assert compare(old, new, ignore=["punctuation", "case", "space"]).differs


def test_punctuation_beside_numbers_is_ignored() -> None:
    assert not compare("第1–3条，共5人。\n", "第1-3条共5人\n", ignore=["punctuation"]).differs
    assert compare("Maße\n", "Masse\n", ignore=["case"]).differs  # two words


def test_features_and_headers_can_be_ignored() -> None:
    assert not compare(*PAIRS["link"][:2], ignore=["links"]).differs
    assert compare(*PAIRS["link"][:2], ignore=["pictures"]).differs
    assert not compare(headed("文件甲"), headed("文件乙"), ignore=["headers"]).differs
    body = (p(t(WORDS)), p(picture("a")))
    assert not compare(with_images(*body, a=PNG), with_images(*body, a=OTHER), ignore=["pictures"]).differs
    assert not compare(noted("会员", "须交会费。"), noted("会员须交", "会费。"), ignore=["notes"]).differs


def test_what_cannot_be_ignored_is_said() -> None:
    with pytest.raises(FormatError, match="'fonts' cannot be ignored; choose from space, case"):
        compare("a\n", "b\n", ignore=["fonts"])


def test_both_texts_come_back_from_json_with_what_was_ignored() -> None:
    from decision_diff.renderers.json import recover

    output = str(render(compare("1 the Council\n2 x\n", "1 The Council\n2 y\n", ignore=["case"]), "json", all=True))
    assert recover(output) == (["1 the Council", "2 x"], ["1 The Council", "2 y"])
    assert len(json.loads(output)["ignored"]) == 1


# Wrong pairs


def codes(old: str, new: str) -> set[str]:
    return {one.code for one in compare(old, new).notices}


def test_nothing_in_common_is_said() -> None:
    assert "nothing-in-common" in codes("1 fees are due in May\n", "关于水资源的决定\n第一条　水属于国家。\n")
    assert "nothing-in-common" not in codes("1 fees are due in May\n", "1 fees are due in June\n")


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("第9号决定（C23）", "第9号决定（C23，最后修正C25）"),
        ("Decision 9 of 3 May 2024", "Decision 9 of 1 May 2025"),
        ("第9号决定\n2024年5月3日通过", "第9号决定\n2024年11月1日通过"),
        ("RESOLUTION 9 (Rev. Busan, 2014)", "RESOLUTION 9 (Rev. Dubai, 2018)"),
    ],
)
def test_old_and_new_swapped_is_said(early: str, late: str) -> None:
    body = "\n1\t第七届论坛于2031年举行；\n2\t论坛开放。\n"
    assert "swapped" not in codes(early + body, late + body)
    assert "swapped" in codes(late + body, early + body)
    assert "swapped" not in codes(early + body, early + body)


@pytest.mark.parametrize(
    ("language", "early", "late"),
    [
        ("fr", "Décision 9 du 3 août 2024", "Décision 9 du 1er septembre 2024"),
        ("es", "Acuerdo 9, de 3 de mayo de 2024", "Acuerdo 9, de 1 de junio de 2024"),
        ("de", "Beschluss 9 vom 3. Mai 2024", "Beschluss 9 vom 1. Juni 2024"),
        ("ru", "Решение 9 от 3 мая 2024 года", "Решение 9 от 1 июня 2024 года"),
    ],
)
def test_dates_are_read_in_the_language_of_the_texts(language: str, early: str, late: str) -> None:
    old, new = (f"{title}\n1\tABC;\n2\tDEF.\n" for title in (early, late))
    assert "swapped" in {one.code for one in compare(new, old, language=language).notices}
    assert "swapped" not in {one.code for one in compare(old, new, language=language).notices}


def test_two_scripts_and_two_languages_are_said() -> None:
    simplified = "第一条　国务院应当规划电信业务，责成秘书长办理会议事务。\n第二条　团体须经认可。\n"
    traditional = "第一條　國務院應當規劃電信業務，責成秘書長辦理會議事務。\n第二條　團體須經認可。\n"
    assert "scripts-differ" in codes(simplified, traditional)
    assert "scripts-differ" not in codes(simplified, simplified.replace("会议", "大会"))
    english = (
        "1 The members of the Council shall meet in the first week of the month and in the seat of the Union.\n" * 2
    )
    french = (
        "1 Les membres du Conseil se réunissent la première semaine du mois et au siège de la ville et des unions.\n"
        * 2
    )
    assert "languages-differ" in codes(english, french)
    assert "languages-differ" not in codes(english, english.replace("first", "second"))


# The comparison itself

_KINDS: st.SearchStrategy[FeatureKind] = st.sampled_from(["superscript", "hidden", "link", "picture", "note"])


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    words = draw(st.text("甲乙丙丁", min_size=1, max_size=8))
    found = []
    for kind in draw(st.lists(_KINDS, max_size=4)):
        start = draw(st.integers(0, len(words)))
        end = start if kind in ("picture", "note") else draw(st.integers(start, len(words)))
        if kind in ("picture", "note") or end > start:
            found.append(Feature(kind, Span(start, end), draw(st.sampled_from(["", "v"]))))
    found.sort(key=lambda one: (one.span.start, one.span.end))
    return Clause("c", "paragraph", Origin("text", 0, 1), text=words, features=tuple(found))


_LINES = st.sampled_from(["", " ", "第641号决定", "理事会，", "1 批准预算；", "a) 总额为10元；", "甲\n乙", "甲"])


@given(st.lists(st.tuples(_LINES, st.lists(st.integers(0, 3), max_size=3)), max_size=8))
def test_each_feature_of_the_blocks_is_one_of_a_clause(lines: list[tuple[str, list[int]]]) -> None:
    blocks, names = [], []
    for at, (line, places) in enumerate(lines):
        own = [f"{at}.{one}" for one in range(len(places))]
        spans = [Span(min(one, len(line)), min(one, len(line))) for one in places]
        features = tuple(Feature("picture", span, name) for span, name in zip(spans, own, strict=True))
        blocks.append(Block(line, Origin("text", at, at + 1), features=features))
        names += own
    found = list(parse(Reading(Source("test", "text/plain", b""), tuple(blocks))).walk())
    placed = [one.value for clause in found for one in clause.features]
    assert sorted(placed) == (sorted(names) if found else [])


def whole(old: Clause, new: Clause) -> tuple[Edit, ...]:
    from decision_diff.words.edits import compare_words

    return (
        compare_words(old.words, new.words)
        if old.words != new.words
        else (Edit("equal", Span(0, len(old.words)), Span(0, len(old.words))),)
    )


NOBODY: Callable[[], dict[str, frozenset[str]]] = dict


@given(clauses())
def test_a_clause_beside_itself_has_no_feature_that_differs(clause: Clause) -> None:
    assert compare_features([clause], [clause], whole(clause, clause), NOBODY) == ()


@given(clauses(), clauses())
def test_what_differs_is_the_same_the_other_way_round(old: Clause, new: Clause) -> None:
    edits = whole(old, new)
    turned = tuple(Edit(edit.op, edit.new, edit.old) for edit in edits)
    there = compare_features([old], [new], edits, NOBODY)
    back = compare_features([new], [old], turned, NOBODY)
    assert len(there) == len(back)
    values = sorted((one.kind, str(one.old_value), str(one.new_value)) for one in there)
    assert values == sorted((one.kind, str(one.new_value), str(one.old_value)) for one in back)


@given(clauses())
def test_losing_all_features_tells_each_stretch_and_each_object(clause: Clause) -> None:
    bare = Clause("c", "paragraph", clause.origin, text=clause.text)
    found = compare_features([clause], [bare], whole(clause, bare), NOBODY)
    assert all(one.new_value is None for one in found)
    objects = sorted(one.kind for one in clause.features if not len(one.span))
    assert sorted(one.kind for one in found if one.kind in ("picture", "note")) == objects
    held = {
        (one.kind, at) for one in clause.features for at in range(one.span.start, one.span.end) if one.kind != "picture"
    }
    told = {(one.kind, at) for one in found for at in range(one.old.start, one.old.end)}
    assert told <= held
    assert {kind for kind, _ in told} == {kind for kind, _ in held}


# Redlines for Word


def seen(data: bytes, view: View) -> list[tuple[str, tuple[Feature, ...]]]:
    return [(clause.line, clause.features) for clause in read(data, view=view).walk()]


@pytest.mark.parametrize("name", PAIRS)
def test_a_redline_in_word_gives_back_what_is_seen_or_says_what_it_does_not(name: str) -> None:
    old, new = PAIRS[name][:2]
    told: list[str] = []
    redline = render(compare(old, new), "docx", told=told.append)
    assert isinstance(redline, bytes)
    assert lint_docx.faults(redline) == []
    assert seen(redline, "accepted") == seen(new, "accepted")
    back = seen(redline, "rejected") == seen(old, "accepted")
    said = [line for line in told if line.startswith("no tracked change can show these")]
    assert back == (not said)
    assert back == (name not in ("hidden row", "form field", "merged", "field", "circled", "symbol"))


def test_words_of_a_deleted_sentence_lead_where_they_led() -> None:
    old = docx(
        p(t("理事会开会。")) + p(t("见") + f'<w:hyperlink r:id="x0">{t("文件库")}</w:hyperlink>' + t("的说明。")),
        external=[("hyperlink", "https://a.invalid/?q=&quot;1&quot;\\2")],
    )
    told: list[str] = []
    redline = render(compare(old, docx(p(t("理事会开会。")))), "docx", told=told.append)
    assert isinstance(redline, bytes)
    assert seen(redline, "rejected") == seen(old, "accepted")
    assert told == []


def test_cells_are_merged_as_they_were_before_a_tracked_change() -> None:
    """What a row was before its change is given back in the redline of the tracked document."""
    was = '<w:tcPrChange w:id="9" w:author="A"><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange>'
    first = f"<w:tr><w:tc><w:tcPr>{was}</w:tcPr>{p(t('年度'))}</w:tc><w:tc>{p(t('款项'))}</w:tc></w:tr>"
    tracked = docx(p(t("附表")) + table(first, row(p(t("甲")), p(t("乙")), p(t("丙")))))
    (change,) = compare(tracked).changes
    assert [(one.kind, one.old_value, one.new_value) for one in change.features] == [("cell", "2 columns", None)]
