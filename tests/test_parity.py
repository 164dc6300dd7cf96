"""Language versions: facts, pairs of clauses, and what differs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.audit.parity import Parity, Version, compare_versions, find_facts, report
from decision_diff.audit.parity.agreeing import agree
from decision_diff.audit.parity.dates import find_dates
from decision_diff.audit.parity.names import load_names
from decision_diff.audit.parity.page import write_page
from decision_diff.cli import main
from decision_diff.languages import KNOWN

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "from 9 to 11 June 2026, on 30 June to 2 July 2026", "2026-06-09 2026-06-11 2026-06-30 2026-07-02"),
        ("en", "June and July 2026; it may 5 times; May 2026", "2026-06 2026-07 2026-05"),
        ("en", "by 30 June; the 2026-2027 budget; (Rev. Bucharest, 2022)", "--06-30 2026 2027 2022"),
        ("en", "C25/2024, 2024 members, page 2024.5", "2024"),
        ("fr", "du 9 au 11 juin 2026, le 1er octobre 2027", "2026-06-09 2026-06-11 2027-10-01"),
        ("es", "del 9 al 11 de junio de 2026", "2026-06-09 2026-06-11"),
        ("ru", "с 9 по 11 июня 2026 года; 8 июня 2026 г.", "2026-06-09 2026-06-11 2026-06-08"),
        ("ar", "من 9 إلى 11 يونيو 2026؛ 8 حزيران/يونيو 2026", "2026-06-09 2026-06-11 2026-06-08"),
        ("de", "vom 9. bis 11. Juni 2026; am 09.06.2026", "2026-06-09 2026-06-11 2026-06-09"),
        (
            "zh",
            "2026年6月9日至11日，6月8-9日，二〇二六年六月九日",
            "2026-06-09 2026-06-11 2026-06-08 2026-06-09 2026-06-09",
        ),
        ("zh", "2025年6月30日至7月2日；三个月；三日内；2026-2027年", "2025-06-30 2025-07-02 2026 2027"),
        ("ja", "2026年6月9日から11日まで、三月間", "2026-06-09 2026-06-11"),
        ("ko", "2026년 6월 9일부터 11일까지", "2026-06-09 2026-06-11"),
    ],
)
def test_a_date_is_the_same_in_every_language(code: str, text: str, wanted: str) -> None:
    assert " ".join(one.value for one in find_dates(text, code)) == wanted


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("zh", "1.8万瑞郎，六个月，三名，百分之五", "amount 18000 CHF; period 6 month; number 3; percentage 5%"),
        ("en", "CHF 18 000, six months, three experts, 5 per cent", "amount 18000 CHF; period 6 month; number 3; percentage 5%"),
        ("en", "CHF 1.8 million and 120 million Swiss francs", "amount 1800000 CHF; amount 120000000 CHF"),
        ("fr", "1,8 million de francs suisses, deux ans", "amount 1800000 CHF; period 24 month"),
        ("en", "a three-day forum, two weeks, both, one, two", "period 3 day; period 14 day"),
        ("ru", "не более двух дней, на шести языках", "period 2 day; number 6"),
        ("ar", "مدة عمل المنسق سنتان، باللغات الست، 60 يوماً", "period 24 month; number 6; period 60 day"),
        ("ja", "六の言語、五十の島", "number 6; number 50"),
        ("zh", "第2号决议（布加勒斯特），做出决定2，C25/43号文件", "act 2; city bucharest; reference 2; symbol c25/43"),
        ("en", "Resolution 2 (Bucharest), decides 2, Document C25/43-E", "act 2; city bucharest; reference 2; symbol c25/43"),
        ("ru", "Резолюция 2 (Пересм. Бухарест), в Женеве", "act 2; city bucharest; city geneva"),
        ("ja", "決定第六五五号", "act 655"),
        ("ru", "на Багамских Островах, в Перу и Панаме", "country BS; country PE; country PA"),
        ("ko", "“감시원”이란 사람", ""),
        ("zh", "这里加强管理", ""),
        ("en", "[the Bahamas]", "bracket [; country BS"),
    ],
)  # fmt: skip
def test_a_fact_is_the_same_in_every_language(code: str, text: str, wanted: str) -> None:
    facts = [one for one in find_facts(text, code) if one.kind != "body"]
    assert "; ".join(f"{one.kind} {one.value}" for one in facts) == wanted


def test_traditional_script_has_the_facts_of_simplified() -> None:
    simplified, traditional = (find_facts(text, "zh") for text in ("秘书长须于日内瓦", "秘書長須於日內瓦"))
    assert [(one.kind, one.value) for one in simplified] == [(one.kind, one.value) for one in traditional]
    assert [one.kind for one in simplified] == ["body", "obligation", "city"]


def test_names_have_the_same_keys_in_every_language() -> None:
    keys = [{*load_names(code).bodies[1].values(), *load_names(code).cities[1].values()} for code in KNOWN]
    assert all(one == keys[0] for one in keys)
    assert len(keys[0]) > 180


def compare(**texts: str) -> Parity:
    return compare_versions([Version(code, code, dd.read(text=text, language=code)) for code, text in texts.items()])


def compare_amendments(**texts: tuple[str, str]) -> Parity:
    comparisons = {
        code: dd.compare(*(dd.read(text=text, language=code) for text in both)) for code, both in texts.items()
    }
    return compare_versions([Version(code, code, one.new, one) for code, one in comparisons.items()])


def tell(parity: Parity) -> list[tuple[str, str]]:
    return [(one.code, one.kind) for one in parity.findings]


EN = "Decision 12\ndecides\n1 to meet in Geneva on 9 June 2026;\n2 to allocate CHF 18,000;\n3 that the Secretary-General shall report.\n"
ZH = "第12号决定\n做出决定\n1 于2026年6月9日在日内瓦开会；\n2 拨款1.8万瑞郎；\n3 秘书长须提交报告。\n"


def test_versions_that_say_the_same_have_no_finding() -> None:
    parity = compare(en=EN, zh=ZH)
    assert parity
    assert not parity.findings
    assert [None in row.clauses for row in parity.rows] == [False] * 5
    assert report.format_parity(parity) == "No difference in what was compared: 5 clauses in en, zh.\n"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("日内瓦", "内罗毕", "city"),
        ("6月9日", "6月10日", "date"),
        ("1.8万", "1.9万", "amount"),
        ("须提交", "可以提交", "obligation"),
        ("秘书长", "全权代表大会", "body"),
        ("开会", "[开会]", "bracket"),
        ("拨款", "根据第5号决议拨款", "act"),
    ],
)
def test_a_fact_that_differs_is_found_at_its_clause(before: str, after: str, kind: str) -> None:
    parity = compare(en=EN, zh=ZH.replace(before, after))
    assert tell(parity) == [("fact-differs", kind)]
    clause = parity.rows[parity.findings[0].row].clauses[1]
    assert clause is not None
    assert after.strip("根据拨款提交") in clause.words


def test_a_clause_that_is_missing_is_one_finding() -> None:
    lines = ZH.replace("2 拨款1.8万瑞郎；\n3 ", "2 ")
    parity = compare(en=EN, zh=lines)
    assert tell(parity) == [("clause-missing", "")]
    assert "only in en, missing in zh: 2 to allocate" in report.format_parity(parity)


def test_a_number_that_differs_alone_is_told() -> None:
    assert tell(compare(en=EN, zh=ZH.replace("3 秘书长", "5 秘书长"))) == [("number-differs", "")]


def test_what_holds_clauses_is_missing_with_them_once() -> None:
    more = "Annex\n1 General terms\n1.1 A term.\n1.2 Another term.\n"
    assert tell(compare(en=EN + more, zh=ZH)) == [("clause-missing", "")]


def test_a_heading_on_two_lines_is_no_clause_that_is_missing() -> None:
    english = EN + "Annex 1\nAgenda of the forum of the year\n1 Opening\n"
    parity = compare(en=english, zh=f"{ZH}附件1\n论坛\n\n议程\n1 开幕\n")
    assert not parity.findings


def test_three_versions_stand_side_by_side() -> None:
    french = "Décision 12\ndécide\n1 de se réunir à Genève le 9 juin 2026;\n2 d'allouer 18 000 CHF;\n3 que le Secrétaire général doit faire rapport.\n"
    assert compare(en=EN, zh=ZH, fr=french)
    parity = compare(en=EN, zh=ZH, fr=french.replace("9 juin", "8 juin"))
    assert [[said.value for said in values or ()] for values in parity.findings[0].values] == [
        ["2026-06-09"], ["2026-06-09"], ["2026-06-08"],
    ]  # fmt: skip


def test_what_one_version_did_not_amend_is_found() -> None:
    amended = EN.replace("CHF 18,000", "CHF 20,000")
    parity = compare_amendments(en=(EN, amended), zh=(ZH, ZH))
    assert tell(parity) == [("fact-differs", "amount"), ("change-missing", "")]
    assert "en amended · zh unchanged" in report.format_parity(parity)
    both = compare_amendments(en=(EN, amended), zh=(ZH, ZH.replace("1.8万", "2万")))
    assert both
    assert not both.findings


def test_what_one_version_did_not_repeal_is_found() -> None:
    repealed = EN.replace("2 to allocate CHF 18,000;\n3", "2")
    parity = compare_amendments(en=(EN, repealed), zh=(ZH, ZH))
    assert [one.code for one in parity.findings] == ["clause-missing", "change-missing"]
    assert "en repealed · zh kept" in report.format_parity(parity)
    assert parity.rows[-1].side == "old"


def test_what_differed_before_and_does_no_more_is_told_and_no_difference() -> None:
    wrong = ZH.replace("1.8万", "1.9万")
    parity = compare_amendments(en=(EN.replace("18,000", "17,000"), EN), zh=(wrong, ZH))
    assert parity
    assert tell(parity) == [("fact-differed", "amount")]
    assert "before the amendment, amounts: en 17000 CHF · zh 19000 CHF" in report.format_parity(parity)


def test_the_row_that_names_panama_is_found() -> None:
    versions = [
        Version(code, code, dd.read(FIXTURES / f"decision-641-c25.{code}.txt", language=code)) for code in ("zh", "en")
    ]
    parity = compare_versions(versions)
    assert [(one.kind, [[said.value for said in each or ()] for each in one.values]) for one in parity.findings] == [
        ("country", [["PA"], ["BS"]])
    ]


def test_texts_that_are_no_versions_of_one_another_are_told() -> None:
    other = "Statute\nArticle 1\nThis statute protects lighthouses.\nArticle 2\nA keeper may live in the tower.\n"
    assert "may not be versions of one text" in report.format_parity(
        compare(en=other, zh=ZH + "附件1\n1 开幕\n2 讨论\n3 闭幕\n")
    )


def test_one_version_is_too_few() -> None:
    with pytest.raises(ValueError, match="two language versions"):
        compare(en=EN)


@pytest.mark.parametrize(
    ("kind", "left", "right", "alike"),
    [
        ("date", "2026 2026", "2026", False),
        ("country", "BS BS", "BS", True),
        ("country", "BS", "", False),
        ("body", "council", "", True),
        ("body", "council", "who", False),
        ("obligation", "must", "must|should", True),
        ("obligation", "must", "", True),
        ("obligation", "must may", "must", True),
        ("obligation", "must must", "may", False),
        ("obligation", "must", "may", False),
    ],
)
def test_what_counts_as_the_same(kind: str, left: str, right: str, alike: bool) -> None:
    assert agree(kind, [left.split(), right.split()]) is alike
    assert agree(kind, [right.split(), left.split()]) is alike


clauses = st.lists(st.sampled_from(["to meet", "to report", "to publish", "to invite"]), min_size=1, max_size=12)


@given(clauses, st.data())
def test_every_clause_stands_in_one_row_in_order(texts: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(range(len(texts))), unique=True).map(sorted))

    def write(chosen: list[int], head: str) -> str:
        return f"{head}\n" + "".join(f"{at}\t{texts[one]} {100 + one} times;\n" for at, one in enumerate(chosen, 1))

    parity = compare(en=write([*range(len(texts))], "Decision 12\ndecides"), fr=write(kept, "Décision 12\ndécide"))
    for at, version in enumerate(parity.versions):
        stand = [clause.eid for row in parity.rows if (clause := row.clauses[at]) is not None]
        assert stand == [clause.eid for clause in version.new.walk()]
    missing = [one for one in parity.findings if one.code == "clause-missing"]
    assert len(missing) == len(texts) - len(kept)


def test_json_follows_its_schema_and_spans_hold_what_is_said() -> None:
    parity = compare(en=EN, zh=ZH.replace("日内瓦", "内罗毕").replace("2 拨款1.8万瑞郎；\n3 ", "2 "))
    record = json.loads(report.write_parity(parity))
    jsonschema.validate(record, json.loads(report.load_schema()))
    city = next(one for one in record["findings"] if one["kind"] == "city")
    words = record["rows"][city["row"]]["clauses"][1]["words"]
    start, end = city["values"][1][0]["span"]
    assert words[start:end] == "内罗毕"


def test_the_page_and_the_table_are_safe() -> None:
    english = EN.replace("to meet", "<script>alert(1)</script> =SUM(A1)").replace("2 to", "2 =1+1 to")
    parity = compare(en=english, zh=ZH)
    page = write_page(parity)
    assert "<script" not in page
    assert "default-src 'none'" in page
    cells = [cell for row in csv.reader(io.StringIO(report.write_csv(parity).removeprefix("\ufeff"))) for cell in row]
    assert any(cell.startswith("'=1+1") for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["parity", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in {"en.txt": EN, "zh.txt": ZH, "zh-new.txt": ZH.replace("1.8万", "2万")}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_compares_and_writes(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "-l", "en", files / "en.txt", "-l", "zh", files / "zh.txt")[0] == 0
    page, table, record = (files / f"out.{suffix}" for suffix in ("html", "csv", "json"))
    code, out, err = run(
        capsys, "-l", "en", files / "en.txt", files / "en.txt", "--language", "zh", files / "zh.txt", files / "zh-new.txt",
        "-o", page, "-o", table, "-o", record, "-o", "-",
    )  # fmt: skip
    assert (code, err) == (1, "")
    assert "en unchanged · zh amended" in out
    assert all(file.stat().st_size > 300 for file in (page, table, record))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("-l en en.txt", "give two language versions or more"),
        ("-l en en.txt -l xx zh.txt", "'xx' is not the code of a language"),
        ("-l en en.txt -l zh", "-l zh takes one file, or two: OLD and NEW; it has 0"),
        ("-l en en.txt en.txt -l zh zh.txt", "give all of them both, or none"),
        ("-l en en.txt -l zh zh.txt -o x.doc", "'x.doc' has no suffix"),
        ("-l en en.txt -l zh zh.txt --json -o x.json", "--json prints"),
        ("-l en - -l zh -", "only one of the files"),
        ("-l en en.txt -l zh nowhere.txt", "nowhere.txt"),
        ("-l en en.txt -l zh zh.txt -o en.txt", "en.txt"),
        ("en.txt -l en en.txt -l zh zh.txt", "unexpected extra argument"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    arguments: str, sentence: str, files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files)
    code, out, err = run(capsys, *arguments.split())
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def write_long(code: str, numbers: list[int]) -> str:
    said = {"en": "Decision 12\ndecides\n{}", "zh": "第12号决定\n做出决定\n{}"}[code]
    line = {"en": "{}\tthat group {} is convened;\n", "zh": "{}\t召集第{}组；\n"}[code]
    return said.format("".join(line.format(at, f"C25/{one}") for at, one in enumerate(numbers, 1)))


@pytest.mark.parametrize("gap", [100, 1000])
def test_a_long_part_that_is_missing_is_so_many_findings_and_no_more(gap: int) -> None:
    whole = list(range(1, 2401))
    parity = compare(en=write_long("en", whole), zh=write_long("zh", whole[:1200] + whole[1200 + gap :]))
    assert tell(parity) == [("clause-missing", "")] * gap


def test_the_number_of_an_annex_is_compared_behind_a_heading_on_two_lines() -> None:
    english = "Decision 12\nAgenda of the\nforum\ndecides\n1 to meet;\nAnnex 1\nTimetable\n1 to open\n"
    assert not compare(en=english, zh="第12号决定\n论坛议程\n做出决定\n1 开会；\n附件1\n时间表\n1 开幕\n").findings
    assert tell(compare(en=english, zh="第12号决定\n论坛议程\n做出决定\n1 开会；\n附件2\n时间表\n1 开幕\n")) == [
        ("number-differs", "")
    ]


def test_another_number_in_the_title_is_one_finding() -> None:
    assert tell(compare(en=EN.replace("Decision 12", "Decision 13"), zh=ZH)) == [("fact-differs", "act")]
    parity = compare(
        en=EN.replace("Decision 12", "Decision 12 (C26)"), zh=ZH.replace("第12号决定", "第12号决定（C25）")
    )
    assert tell(parity) == [("fact-differs", "symbol")]


def test_a_clause_that_another_takes_the_place_of_is_one_act_in_every_language() -> None:
    new_en = EN.replace("to allocate CHF 18,000", "to convene a group of twelve experts in Vienna")
    new_zh = ZH.replace("拨款1.8万瑞郎", "在维也纳召集由12名专家组成的专家组")
    amended = dd.compare(dd.read(text=EN), dd.read(text=new_en))
    replaced = dd.compare(dd.read(text=ZH), dd.read(text=new_zh))
    marks = [[change.mark for change in one.changes] for one in (amended, replaced)]
    assert marks[0] != marks[1]  # else nothing is shown here
    assert compare_amendments(en=(EN, new_en), zh=(ZH, new_zh))
    assert ("change-missing", "") in tell(compare_amendments(en=(EN, new_en), zh=(ZH, ZH)))
    kept = new_zh.replace("3 秘书长", "3 拨款1.8万瑞郎；\n4 秘书长")
    assert not compare_amendments(en=(EN, new_en), zh=(ZH, kept))
