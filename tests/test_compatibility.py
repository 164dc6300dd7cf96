"""Markup compatibility: what Word reads of a file that is made for several programs, and what a redline keeps of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import decision_diff as dd
from decision_diff.ooxml.compatibility import UNDERSTOOD, Compatibility
from decision_diff.ooxml.document import read_paragraphs
from decision_diff.ooxml.notices import SEEN_BY_SOME
from decision_diff.ooxml.package import Package
from lint_docx import faults
from wordfiles import (
    HEAD,
    MC,
    NAMESPACES,
    W,
    abstract,
    dele,
    docx,
    ins,
    instance,
    num,
    numbering,
    p,
    row,
    t,
    table,
)
from wordredlines import part, redline

NOBODY = 'xmlns:foo="urn:nobody:knows" xmlns:bar="urn:nobody:else"'
BOX = "{}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def alternatives(*choices: tuple[str, str], fallback: str | None = None) -> str:
    inner = "".join(f"<mc:Choice Requires='{requires}' {NOBODY}>{content}</mc:Choice>" for requires, content in choices)
    last = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{inner}{last}</mc:AlternateContent>"


def ignoring(content: str, more: str = "") -> str:
    return p(f"<w:smartTag {NOBODY} mc:Ignorable='foo' {more}>{t('前')}{content}</w:smartTag>")


def read(body: str) -> list[str]:
    return [one.text for one in read_paragraphs(Package(docx(body)), "accepted")]


def notices(body: str) -> list[tuple[str, int | None]]:
    found = dd.read(docx(body)).notices
    return [(one.code, one.origin.start if one.origin else None) for one in found if one.code in SEEN_BY_SOME]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (p(alternatives(("foo", t("甲")), fallback=t("乙"))), ["乙"]),
        (p(alternatives(("wps", t("甲")), fallback=t("乙"))), ["甲"]),
        (p(alternatives(("wps foo", t("甲")), ("bar", t("丙")), ("w wps", t("丁")), fallback=t("乙"))), ["丁"]),
        (p(alternatives(("undeclared", t("甲")), fallback=t("乙"))), ["乙"]),
        (p(t("前") + alternatives(("foo", t("甲"))) + t("后")), ["前后"]),
        (p(alternatives(("foo", t("甲")), fallback=t("乙") + t("丙"))), ["乙丙"]),
        (p(alternatives(("wps", alternatives(("foo", t("甲")), fallback=t("丁"))), fallback=t("乙"))), ["丁"]),
        (alternatives(("foo", p(t("甲"))), fallback=p(t("乙")) + p(t("丙"))), ["乙", "丙"]),
        (table(alternatives(("foo", row(p(t("甲")))), fallback=row(p(t("乙")), p(t("丙"))))), ["乙", "丙"]),
        (p(f"<w:r>{alternatives(('foo', '<w:t>1</w:t>'), fallback='<w:t>2</w:t>')}</w:r>"), ["2"]),
    ],
)  # fmt: skip
def test_the_first_choice_that_word_understands_is_read(body: str, texts: list[str]) -> None:
    assert read(body) == texts


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (ignoring(f"<foo:x>{t('甲')}</foo:x>"), ["前"]),
        (ignoring(f"<foo:x>{t('甲')}</foo:x>", "mc:ProcessContent='foo:x'"), ["前甲"]),
        (ignoring(f"<foo:y>{t('甲')}</foo:y>", "mc:ProcessContent='foo:x'"), ["前"]),
        (ignoring(f"<foo:y>{t('甲')}</foo:y>", "mc:ProcessContent='foo:*'"), ["前甲"]),
        (ignoring(f"<foo:x><foo:y>{t('甲')}</foo:y></foo:x>", "mc:ProcessContent='foo:x'"), ["前"]),
        (p(f"<bar:x {NOBODY}>{t('甲')}</bar:x>"), ["甲"]),  # not ignorable: Word refuses it, we go on
    ],
)  # fmt: skip
def test_what_word_ignores_is_not_read(body: str, texts: list[str]) -> None:
    assert read(body) == texts


def test_what_only_some_programs_show_is_reported_with_its_place() -> None:
    same = p(alternatives(("foo", t("同")), fallback=t("同")))
    assert notices(same) == []
    assert notices(same + p(alternatives(("foo", t("甲")), fallback=t("乙")))) == [("alternatives", 1)]
    assert notices(same + p(alternatives(("foo", t("甲"))))) == [("alternatives", 1)]
    assert notices(same + p(alternatives(("wps", t("甲")), fallback=""))) == []
    assert notices(same + same + ignoring(f"<foo:x>{t('甲')}</foo:x>")) == [("ignored", 2)]
    assert notices(same + ignoring("<foo:x><foo:y/></foo:x>")) == []
    assert notices(p(f"<w:smartTag {NOBODY} mc:MustUnderstand='foo'>{t('甲')}</w:smartTag>")) == [
        ("must-understand", 0)
    ]
    assert notices(p(f"<w:smartTag mc:MustUnderstand='wps'>{t('甲')}</w:smartTag>")) == []


def test_a_number_format_in_alternatives_is_the_one_that_word_prints() -> None:
    def made(requires: str) -> bytes:
        form = f"<mc:AlternateContent xmlns:mc='{MC}' {NOBODY} xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'><mc:Choice Requires='{requires}'><w:numFmt w:val='custom' w:format='001, 002, 003'/></mc:Choice><mc:Fallback><w:numFmt w:val='upperLetter'/></mc:Fallback></mc:AlternateContent>"
        level = f"<w:lvl w:ilvl='0'><w:start w:val='2'/>{form}<w:lvlText w:val='%1.'/></w:lvl>"
        return docx(p(t("甲"), properties=num(1)), numbering=numbering(abstract(0, level), instance(1, 0)))

    assert [dd.read(made(one)).clauses[0].number for one in ("w14", "foo")] == ["002.", "B."]


def test_a_redline_keeps_both_versions_of_a_text_that_stays() -> None:
    box = BOX.format(t("甲"), p(t("框中")), p(t("框中")))
    made = part(redline(docx(p(box + t("三年"))), docx(p(box + t("五年")))))
    assert made.count("框中") == 2
    assert made.count("<mc:Fallback>") == made.count("<mc:Choice Requires=") == 1


def test_a_redline_leaves_out_the_version_that_would_show_no_marks_and_says_so() -> None:
    def made(words: str) -> bytes:
        return docx(p(BOX.format(t("甲"), p(t(words)), p(t(words)))))

    told: list[str] = []
    data = redline(made("框中三年"), made("框中五年"), told=told.append)
    assert "Fallback" not in part(data)
    assert "<mc:Choice Requires=" in part(data)
    assert [one[:40] for one in told] == ["1 × the version of a marked text for old"]


def test_a_box_that_went_comes_along_in_a_choice() -> None:
    box = BOX.format(t("甲"), p(t("框中")), p(t("框中")))
    old, new = docx(p(t("一句话。")) + p(box)), docx(p(t("一句话。")))
    data = redline(old, new)
    assert part(data).count("框中") == 1
    assert part(data).count("<mc:Choice ") == 1


def test_marks_that_a_document_has_are_resolved_in_both_versions() -> None:
    def box(words: str) -> str:
        return BOX.format(t("甲"), p(words), p(words))

    old = docx(p(box(t("旧年"))) + p(t("三年")))
    new = docx(p(box(ins("新") + dele("旧") + t("年"))) + p(t("五年")))
    data = redline(old, new)
    assert part(redline(new, new)).count("新") == 2
    assert faults(data) == faults(redline(new, new)) == []
    for one in Package(redline(new, new)).compatibility.list_unread():
        assert "w:ins" not in etree.tostring(one).decode()


def test_what_microsoft_writes_into_requires_is_understood() -> None:
    for one in ("wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas", "wordprocessingInk"):
        assert f"http://schemas.microsoft.com/office/word/2010/{one}" in UNDERSTOOD


def trees() -> st.SearchStrategy[str]:
    def above(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        content = st.lists(inner, max_size=3).map("".join)
        choice = st.tuples(st.sampled_from(["foo", "wps", "wps foo", "w"]), content)
        chosen = st.builds(
            lambda choices, last: alternatives(*choices, fallback=last),
            st.lists(choice, min_size=1, max_size=2),
            st.none() | content,
        )
        return chosen | content.map(lambda one: f"<w:smartTag>{one}</w:smartTag>") | inner

    return st.recursive(st.sampled_from(["甲", "乙", "丙"]).map(t), above, max_leaves=12)


def canonical(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n2")


@given(trees())
def test_while_a_part_is_written_it_holds_what_it_held(body: str) -> None:
    source = f"{HEAD}<w:p {NAMESPACES}>{body}</w:p>".encode()
    root, found = etree.fromstring(source), Compatibility()
    found.resolve(root, "")
    processed = canonical(root)
    assert b"mc:Choice" not in processed
    assert b"mc:Fallback" not in processed
    with found.wrap(root) as left_out:
        assert left_out == 0
        again = etree.fromstring(etree.tostring(root))
    assert canonical(root) == processed
    other = Compatibility()
    other.resolve(again, "")
    assert canonical(again) == processed
    with found.wrap(root):
        assert sorted(words(root)) == sorted(words(etree.fromstring(source)))


def words(root: etree._Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{{{W}}}t")]


def test_marks_inside_leave_out_every_other_version_and_only_there() -> None:
    plain = alternatives(("wps", t("甲")), fallback=t("乙"))
    marked = alternatives(("wps", ins("丙")), fallback=t("丁"))
    source = f"{HEAD}<w:p {NAMESPACES}>{plain}{marked}</w:p>"
    root, found = etree.fromstring(source.encode()), Compatibility()
    found.resolve(root, "")
    with found.wrap(root) as left_out:
        assert left_out == 1
        assert words(root) == ["甲", "乙", "丙"]
