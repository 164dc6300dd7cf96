"""What is printed is accepted: a place leads back to its clause, or to a sentence that names the candidates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.cli import main
from decision_diff.errors import PinError
from decision_diff.model import Decision
from decision_diff.renderers.wording import ENGLISH
from decision_diff.reviewer.pins import resolve
from decision_diff.reviewer.places import ClauseFinder
from paths import FIXTURES

TEXTS = sorted(path for path in FIXTURES.rglob("*") if path.suffix in (".txt", ".docx") and "c2" in path.name)

DECREE = """\
ARTICLE II
FEES
Section 2. Refunds. The Agent shall refund:
(a) fees paid twice; and
(b) fees paid in error.
Section 3. Interest. No interest is due:
(a) on refunds; and
(b) on fees = 0.
"""


def holds(decision: Decision) -> None:
    places = ClauseFinder(decision)
    for clause in decision.walk():
        for printed in (decision.place(clause.eid), ENGLISH.name_place(decision, clause)):
            found = places.find(printed)
            assert clause.eid in found, printed
            if len(found) > 1:
                with pytest.raises(PinError, match=re.escape(f"choose one: {found[0]}, {found[1]}")):
                    places.resolve(printed, PinError)
            else:
                assert places.resolve(printed, PinError) == clause.eid


@pytest.mark.parametrize("path", TEXTS, ids=[path.name for path in TEXTS])
def test_a_printed_place_leads_back_to_its_clause(path: Path) -> None:
    holds(dd.read(path))


LINES = st.sampled_from(
    [
        "第一章　总则", "第二章", "第一条　甲", "第二条　乙：", "（一）丙", "（二）", "1　丁", "1.1　戊", "a)　己", "–　庚",
        "附件1", "附件2　辛\u200b", "决定", "做出决定", "Section 1.01 Words.", "(a) more = less", "甲|乙", "ARTICLE I", "",
    ]
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=25).filter(any))
def test_a_printed_place_of_any_text_leads_back(lines: list[str]) -> None:
    holds(dd.read(text="\n".join(lines)))


@pytest.mark.parametrize(
    ("name", "eid"),
    [
        ("Section 2(b)", "Section 2(b)"),
        ("section 2 (B)", "Section 2(b)"),
        ("Section 3 › (b)", "Section 3(b)"),
        ("Article II, Section 3(b)", "Section 3(b)"),
    ],
)
def test_a_clause_is_named_as_lawyers_cite_it(name: str, eid: str) -> None:
    decision = dd.read(text=DECREE)
    assert decision.place(ClauseFinder(decision).resolve(name, PinError)).endswith(eid)


def test_a_pin_takes_printed_places_and_headings_with_an_equals_sign() -> None:
    decision = dd.read(text="决定\n甲 = 乙\n1　丙\n附件1　子 = 丑\n1　寅\n")
    for clause in decision.walk():
        place = decision.place(clause.eid)
        if len(ClauseFinder(decision).find(place)) == 1:
            assert resolve([f"{place}={place}"], decision, decision) == ((clause.eid, clause.eid),)
            assert resolve([f"{place} ="], decision, decision) == ((clause.eid, None),)


def test_a_history_takes_printed_places(capsys: pytest.CaptureFixture[str]) -> None:
    manifest = str(FIXTURES / "history" / "history.toml")
    shown = []
    for name in ("part_1__para_1", "做出决定 › 1"):
        for command in ("log", "blame"):
            assert main(["history", command, manifest, "--clause", name]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    assert main(["history", "log", manifest, "--clause", "1"]) == 2
    assert "several clauses are called 1; choose one: " in capsys.readouterr().err


ACTS = {
    "zh": "示例法\n第一条　下列人员应当申报：\n（一）部门负责人；\n（二）财务人员。\n前款人员每年申报。\n第二条　其他人员不申报。\n",
    "en": "The order of the park\n\nArticle 1\n\n1. The keeper shall:\n\n(a) keep a log;\n\n(b) plant trees.\n\n2. The duty is personal.\n",
    "de": "Ordnung für den Park und die Wege\n\n§ 1 Wärter\n\n(1) Der Wärter gießt die Bäume.\n\n(2) Die Pflicht ist persönlich.\n\n§ 2 Wege\n\n(1) Die Wege sind frei.\n",
    "zh council": "示例决定\n做出决定\n1\t召开论坛；\n2\t设立专家组：\na)\t甲；\nb)\t乙。\n",
}


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("zh", "第一条第（二）项", "财务人员。"),
        ("zh", "第一条第二款", "前款人员每年申报。"),
        ("zh", "第一条第三款", ""),
        ("zh", "第一、二条", ""),
        ("zh", "第二款", ""),
        ("en", "Article 1(1)(b)", "plant trees."),
        ("en", "paragraph 2 of Article 1", "The duty is personal."),
        ("en", "Article 7", ""),
        ("de", "§ 1 Absatz 2", "Die Pflicht ist persönlich."),
        ("zh council", "做出决定2 b)", "乙。"),
        ("zh council", "做出决定第2段", "设立专家组："),
    ],
)  # fmt: skip
def test_a_clause_is_named_as_a_lawyer_cites_it(text: str, name: str, words: str) -> None:
    decision = dd.read(text=ACTS[text], language=text[:2])
    found = ClauseFinder(decision).find(name)
    assert [decision.clause(eid).words for eid in found] == ([words] if words else [])
