"""A draft in Word, carried over: what no text can carry is told, and nothing of it is lost in silence."""

from __future__ import annotations

import json

import jsonschema
import pytest

import decision_diff as dd
from decision_diff.amend import Rebased, rebase
from decision_diff.amend.rebasing import report
from decision_diff.model import Source
from wordfiles import docx, p, paged, t


def read(data: bytes | str) -> dd.Decision:
    return dd.read(text=data) if isinstance(data, str) else dd.read(Source("draft.docx", "", data))


def carry(old: bytes, draft: bytes, base: bytes | str) -> Rebased:
    return rebase(*(read(one) for one in (old, draft, base)))


def write(header: str, footer: str = "第{PAGE}页") -> bytes:
    return paged({"header": p(t(header)), "footer": p(t(footer))})


def test_a_header_and_a_footer_that_the_draft_changes_are_conflicts_with_both_texts() -> None:
    result = carry(write("理事会", "旧页脚"), write("大会", "新页脚"), write("委员会", "旧页脚"))
    found = [(one.kind, one.reason, one.old_place, one.before, one.after, one.base) for one in result.edits]
    assert found == [
        ("header", "unseen", "header of section 1", "理事会", "大会", "委员会"),
        ("header", "unseen", "footer of section 1", "旧页脚", "新页脚", "旧页脚"),
    ]
    assert result.conflicts == result.edits
    shown = report.format_rebased(result)
    assert "  header of section 1: it is not made of words, so a text cannot carry it" in shown
    assert "    draft: [-理事会-]{+大会+}\n    new base: 委员会\n" in shown
    record = json.loads(report.write_rebased(result))
    jsonschema.validate(record, json.loads(report.load_schema()))
    assert [one["kind"] for one in record["edits"]] == ["header", "header"]


def test_a_header_that_the_new_base_has_already_is_no_conflict() -> None:
    result = carry(write("理事会"), write("大会"), write("大会"))
    assert [(one.kind, one.outcome, one.reason) for one in result.edits] == [("header", "already-there", "")]


def test_a_header_on_a_new_base_without_any_is_a_conflict() -> None:
    result = carry(write("理事会"), write("大会"), "第1节的一句话。\n")
    assert [(one.kind, one.outcome, one.base) for one in result.edits] == [("header", "conflict", "")]


def test_a_header_that_the_draft_takes_is_a_conflict() -> None:
    result = carry(write("理事会"), paged({"footer": p(t("第{PAGE}页"))}), write("理事会"))
    assert [(one.outcome, one.before, one.after) for one in result.edits] == [("conflict", "理事会", "")]


_LINK = '<w:hyperlink r:id="x0">{}</w:hyperlink>'
_HIGH = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
_BASE = ("第一条　灯塔每晚点灯。", "第二条　码头免费开放。")


@pytest.mark.parametrize(
    ("paragraphs", "looks"),
    [
        ((*(p(t(one)) for one in _BASE), p(t("第三条　面积二百m") + _HIGH + t("。"))), ["superscript  2"]),
        ((p(t(_BASE[0])), p(t("第二条　码头") + _LINK.format(t("按照公告")) + t("免费开放。"))), ["link https://example.org/ 按照公告"]),
        ((p(t(_BASE[0])), p(t("第二条　码头按照公告免费开放。"))), []),
    ],
)  # fmt: skip
def test_what_is_seen_of_words_that_the_draft_puts_in_is_told(paragraphs: tuple[str, ...], looks: list[str]) -> None:
    old = docx("".join(p(t(one)) for one in _BASE))
    draft = docx("".join(paragraphs), external=[("hyperlink", "https://example.org")])
    result = carry(old, draft, old)
    assert [one.after for one in result.conflicts if one.kind == "look"] == looks
    assert len(result.carried) == 1
