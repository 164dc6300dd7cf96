"""Statutes whose articles have a caption with the text below, beside those whose articles hold their text themselves."""

from __future__ import annotations

from itertools import combinations

import pytest

import decision_diff as dd
from decision_diff.audit.parity import Parity, Version, compare_versions
from decision_diff.audit.parity.rows import SideBySide

ACTS = {
    "en": """Lighthouse Act
Chapter I General provisions
Article 1 (Purpose)
1. This Act regulates the operation of lighthouses.
2. Lighthouses shall be operated by the Maritime Authority.
Article 2 (Reports)
The Authority shall submit a report by 31 March of each year, for the first time in 2027.
Chapter II Penalties
Article 3 (Fines)
1. A fine shall not exceed EUR 5,000.
2. The fine shall be paid within thirty days.
Article 4 (Entry into force)
This Act enters into force on 1 January 2026.
""",
    "de": """Leuchtturmgesetz
Kapitel I Allgemeine Bestimmungen
Artikel 1 (Zweck)
(1) Dieses Gesetz regelt den Betrieb von Leuchttürmen.
(2) Leuchttürme müssen von der Schifffahrtsbehörde betrieben werden.
Artikel 2 (Berichte)
Die Behörde muss bis zum 31. März jedes Jahres einen Bericht vorlegen, erstmals 2027.
Kapitel II Sanktionen
Artikel 3 (Geldbußen)
(1) Eine Geldbuße darf 5.000 Euro nicht überschreiten.
(2) Die Geldbuße muss binnen dreißig Tagen gezahlt werden.
Artikel 4 (Inkrafttreten)
Dieses Gesetz tritt am 1. Januar 2026 in Kraft.
""",
    "zh": """灯塔法
第一章 总则
第一条 （一）本法规定灯塔的运营。
（二）灯塔须由海事局运营。
第二条 海事局须于每年3月31日前提交报告，首次报告于2027年提交。
第二章 罚则
第三条 （一）罚款不得超过5000欧元。
（二）罚款须在三十日内缴纳。
第四条 本法自2026年1月1日起施行。
""",
    "ja": """灯台法
第一章　総則
（目的）
第一条　この法律は、灯台の運営を定める。
２　灯台は、海事局が運営しなければならない。
（報告）
第二条　海事局は、毎年三月三十一日までに報告書を提出しなければならない。最初の報告書は二〇二七年に提出する。
第二章　罰則
（過料）
第三条　過料は、五千ユーロを超えてはならない。
２　過料は、三十日以内に納付しなければならない。
（施行期日）
第四条　この法律は、令和八年一月一日から施行する。
""",
}


def compare(**texts: str) -> Parity:
    return compare_versions([Version(code, code, dd.read(text=text, language=code)) for code, text in texts.items()])


@pytest.mark.parametrize(("one", "other"), list(combinations(ACTS, 2)))
def test_statutes_that_say_the_same_have_no_finding(one: str, other: str) -> None:
    assert not compare(**{one: ACTS[one], other: ACTS[other]}).findings


def test_four_statutes_stand_side_by_side() -> None:
    assert not compare(**ACTS).findings
    parity = compare(**ACTS | {"ja": ACTS["ja"].replace("三十日", "六十日")})
    assert [(one.code, one.kind) for one in parity.findings] == [("fact-differs", "period")]


@pytest.mark.parametrize(("code", "against"), [("en", "zh"), ("de", "en"), ("zh", "en"), ("ja", "zh"), ("zh", "de")])
def test_every_line_that_is_missing_is_told(code: str, against: str) -> None:
    lines = ACTS[code].splitlines(keepends=True)
    for at, line in enumerate(lines):
        if at == 0 or line.endswith("）\n"):  # a caption on a line before its article
            continue
        parity = compare(**{against: ACTS[against], code: "".join([*lines[:at], *lines[at + 1 :]])})
        assert parity.findings, line
        assert len(parity.findings) <= 2, line


def test_the_number_of_an_article_is_compared_with_that_of_a_caption() -> None:
    parity = compare(de=ACTS["de"].replace("Artikel 4", "Artikel 5"), zh=ACTS["zh"])
    assert [one.code for one in parity.findings] == ["number-differs"]


def test_every_clause_stands_in_one_row() -> None:
    texts = {code: dd.read(text=text, language=code) for code, text in ACTS.items()}
    laid = SideBySide([Version(code, code, text) for code, text in texts.items()], list(texts.values()))
    for version, text in enumerate(texts.values()):
        assert [row[version] for row in laid.rows if row[version] is not None] == list(range(len(text.walk())))
