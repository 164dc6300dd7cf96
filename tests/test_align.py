"""Which clause became which: each kind of evidence by itself, on texts where nothing else would do."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import align
from decision_diff.align.confidence import estimate_confidence
from decision_diff.errors import PinError
from decision_diff.model import Source
from decision_diff.pipeline import compare, read, render
from decision_diff.reviewer.pins import read as read_pins
from decision_diff.words.likeness import count_holders, measure_likeness
from invariants import check

FORMULA = "单位犯前款罪的，对单位判处罚金，并对其直接负责的主管人员依照前款的规定处罚。"


def linked(old: str, new: str, **options: object) -> dict[tuple[str, str], str]:
    """(old eid, new eid) of each link, with what found it; titles left out."""
    links = align.align(read(old), read(new), **options).links  # type: ignore[arg-type]
    return {(link.old.eid, link.new.eid): link.found_by for link in links if link.old.eid != "title"}


def act(*articles: str | Sequence[str]) -> str:
    """A text of numbered articles, each of one paragraph or of several."""
    lines = ["示例法"]
    for number, article in enumerate(articles, 1):
        first, *rest = [article] if isinstance(article, str) else article
        lines += [f"第{'零一二三四五六七八九十'[number]}条　{first}", *rest]
    return "\n".join(lines) + "\n"


def test_a_formula_follows_its_article_and_not_the_first_that_has_it() -> None:
    """An article is inserted before one that ends with the same formula."""
    fraud = "非法吸收公众存款，扰乱金融秩序的，处三年以下有期徒刑或者拘役，并处二万元以上二十万元以下罚金。"
    loans = "以欺骗手段取得银行贷款，造成重大损失的，处三年以下有期徒刑或者拘役，并处罚金。"
    amended = fraud.replace("并处二万元以上二十万元以下罚金", "并处罚金")
    found = linked(
        act("走私的，处罚款。", (fraud, FORMULA)), act("走私的，处罚款。", (loans, FORMULA), (amended, FORMULA))
    )
    assert ("art_2", "art_3") in found
    assert ("art_2__para_2", "art_3__para_2") in found
    assert len(found) == 3


def test_penalties_that_only_the_cited_number_tells_apart() -> None:
    """What cited article 1 now cites article 2; the clause that cites article 1 is a new one."""
    duties = ("经营者应当办理登记。", "经营者应当保存账簿。")
    penalty = "违反本法第{}条规定的，由县级以上人民政府责令改正，处一万元罚款。"
    old = act(*duties, penalty.format("一"), penalty.format("二"))
    new = act("国家实行许可制度。", *duties, penalty.format("一"), penalty.format("二"), penalty.format("三"))
    found = linked(old, new)
    assert found["art_3", "art_5"] == found["art_4", "art_6"] == "cited"
    assert not any(after == "art_4" for _, after in found)
    check(compare(old, new))
    assert [change.mark for change in compare(old, new).changes if change.new and change.new[0].eid == "art_4"] == [
        "ADD"
    ]


def test_references_that_nobody_brought_up_to_date_leave_the_clauses_where_they_are() -> None:
    duties = ("经营者应当办理登记。", "经营者应当保存账簿。")
    penalty = "违反本法第{}条规定的，由县级以上人民政府责令改正，处一万元罚款。"
    rest = (penalty.format("一"), penalty.format("二"))
    found = linked(act(*duties, *rest), act("国家实行许可制度。", *duties, *rest))
    assert found["art_3", "art_4"] == found["art_4", "art_5"] == "identical"


def test_a_term_replaced_throughout_does_not_make_clauses_unlike() -> None:
    """Three clauses show that 计划生育行政部门 is 卫生健康主管部门 now; the fourth has moved, and says hardly more than that."""
    bodies = (
        "公民每年可以享受一次免费体检，由{}安排。",
        "{}应当公布下一年度的工作计划。",
        "有关档案由{}保存三十年以上。",
    )
    short = "{}协调；{}检查。"
    before, after = "计划生育行政部门", "卫生健康主管部门"
    old = act(short.format(before, before), *(body.format(before) for body in bodies))
    new = act(*(body.format(after) for body in bodies), short.format(after, after))
    assert measure_likeness(short.format(before, before), short.format(after, after)) < 0.6
    assert linked(old, new)["art_1", "art_4"] == "moved"


def test_a_split_that_repeats_the_subject_in_both_parts() -> None:
    both = "省、自治区、直辖市、自治州、县、自治县、市、市辖区、乡、民族乡、镇设立人民代表大会和人民政府。"
    deputies = "省、自治区、直辖市、自治州、县、自治县、市、市辖区、乡、民族乡、镇设立人民代表大会。"
    cabinet = "省、自治区、直辖市、自治州、县、自治县、市、市辖区、乡、民族乡、镇设立人民政府。"
    others = ("代表受选民监督。", "会议每年至少举行一次。", "政府实行首长负责制。")
    found = linked(act(both, *others), act(deputies, *others[:2], cabinet, others[2]))
    assert {new for old, new in found if old == "art_1"} == {"art_1", "art_4"}


def test_a_split_into_neighbours_needs_less_than_one_into_articles_far_apart() -> None:
    both = "捕捞许可由渔船船籍港所在地的县级以上人民政府负责渔业监督管理的部门审查发放。国家另有规定的除外。"
    place = "捕捞许可由渔船船籍港所在地的部门审查发放。国家和省另有规定的，从其规定，并报备案。"
    office = "捕捞许可由县级以上人民政府负责渔业监督管理的部门审查发放。国家另有规定的除外。"
    others = (
        "代表受选民监督。",
        "会议每年至少举行一次。",
        "捕捞许可不得转让。",
        "审查发放不得收费。国家另有规定的除外。",
    )
    old = act(others[0], both, *others[1:])
    beside = linked(old, act(others[0], place, office, *others[1:]))
    assert {new for before, new in beside if before == "art_2"} == {"art_2", "art_3"}
    apart = linked(old, act(others[0], office, *others[1:], place))
    assert {new for before, new in apart if before == "art_2"} == {"art_2"}


def test_two_articles_that_one_takes_in_share_what_is_rare() -> None:
    reports = "听取和审议专项工作报告的年度计划，经委员长会议通过，印发常务委员会组成人员。"
    inspections = "执法检查工作由有关专门委员会具体组织实施，检查组由组成人员组成。"
    joined = (
        "各级人民代表大会常务委员会加强工作统筹，增强监督的针对性、协调性和实效性。专项工作报告的年度计划由委员长会议通过；"
        "执法检查由专门委员会具体组织实施。监督的情况应当及时向社会公布，接受各方面的意见。"
    )
    others = ("代表受选民监督。", "会议每年至少举行一次。", "政府实行首长负责制。")
    found = linked(act(reports, others[0], inspections, *others[1:]), act(*others, joined))
    assert {before for before, after in found if after == "art_4"} == {"art_1", "art_3"}


def test_the_only_clause_left_between_two_others_is_sure_however_little_is_left_of_it() -> None:
    old = act(
        "经营者应当办理登记。",
        "会议于2026年上半年召开为期三天的论坛，具体日期将由下届会议确定。",
        "经营者应当保存账簿。",
    )
    new = act(
        "经营者应当办理登记。", "论坛将于2026年6月9日至11日举行，并于6月8日举办战略对话。", "经营者应当保存账簿。"
    )
    (link,) = [link for link in align.align(read(old), read(new)).links if link.old.eid == "art_2"]
    assert (link.new.eid, link.found_by) == ("art_2", "alone")
    assert link.score < 0.5
    assert link.confidence > 0.9


def test_shingles_are_counted_by_the_texts_that_hold_them() -> None:
    texts = ["国家机关应当", "国家机关可以", "论坛"]
    wanted = frozenset(("国家机关", "机关应当", "没有的字"))
    assert count_holders(texts, wanted, 3) == {"国家机关": 2, "机关应当": 1}
    assert count_holders(texts, wanted, 2) == {"国家机关": 2, "机关应当": 2}  # the first and the third stand for all


@pytest.mark.parametrize("found_by", ["identical", "place", "moved", "part", "absorbed", "label"])
def test_the_more_alike_the_surer(found_by: str) -> None:
    sure = [estimate_confidence(found_by, score / 20) for score in range(21)]
    assert sure == sorted(sure)
    assert all(0 < one <= 1 for one in sure)


# -- doubt, and what a reviewer says


ECHO = act(
    "经营者应当办理登记。",
    "税务机关应当自收到申请之日起三十日内核实纳税人的应纳税额并书面答复申请人。",
    "本法自公布之日起施行。",
)
ECHOED = act(
    "经营者应当办理登记。",
    "本法自公布之日起施行。",
    "海关查验货物的，应当自收到申请之日起三十日内核实完税价格并书面通知收货人到场。",
)


def test_a_doubtful_match_is_told_in_every_output_and_can_be_refused() -> None:
    comparison = compare(ECHO, ECHOED)
    (doubtful,) = [change for change in comparison.changes if change.is_doubtful]
    assert (doubtful.old[0].eid, doubtful.new[0].eid) == ("art_2", "art_3")
    for fmt in ("text", "markdown", "html", "json"):
        shown = str(render(comparison, fmt))
        assert "match-doubtful" in shown.replace("\\", "")
        assert ("uncertain match, " in shown) == (fmt != "json")
    assert any("pin art_2=art_3" in notice.message for notice in comparison.notices)
    refused = compare(ECHO, ECHOED, min_confidence=0.9)
    check(refused)
    assert {change.mark for change in refused.changes} == {"ADD", "SUP", "(MOD)"}
    assert not refused.notices


@pytest.mark.parametrize("pins", [("art_2=art_3",), ("第二条=第三条",)])
def test_a_pin_makes_a_match_certain(pins: tuple[str, ...]) -> None:
    comparison = compare(ECHO, ECHOED, pins=pins)
    check(comparison)
    (change,) = [change for change in comparison.changes if change.old and change.old[0].eid == "art_2"]
    assert change.new[0].eid == "art_3"
    assert change.confidence == 1
    assert not comparison.notices


def test_a_pin_overrules_equal_words_and_their_clauses_below() -> None:
    """Reviewer's word before ours: article 1 became article 2, though article 1 still says the same."""
    old = act(("经营者应当：", "（一）办理登记；", "（二）保存账簿。"), "本法自公布之日起施行。")
    new = act(
        ("经营者应当：", "（一）办理登记；", "（二）保存账簿。"),
        ("登记人应当：", "（一）办理登记；", "（二）保存账簿。"),
    )
    found = linked(old, new, pins=[("art_1", "art_2")])
    assert found["art_1", "art_2"] == "pinned"
    assert ("art_1__point_1", "art_2__point_1") in found
    assert ("art_1__point_2", "art_2__point_2") in found
    assert not any(after.startswith("art_1") for _, after in found)


def test_a_clause_said_to_be_repealed_takes_along_what_hangs_below_it() -> None:
    text = act(("经营者应当：", "（一）办理登记；", "（二）保存账簿。"), "本法自公布之日起施行。")
    comparison = compare(text, text, pins=["art_1="])
    check(comparison)
    assert [change.mark for change in comparison.changes] == ["SUP", "ADD"]


def test_pins_hold_for_both_directions() -> None:
    there = linked(ECHO, ECHOED, pins=[("art_2", "art_3"), ("art_1", None)])
    back = linked(ECHOED, ECHO, pins=[("art_3", "art_2"), (None, "art_1")])
    assert there == {(old, new): name for (new, old), name in back.items()}
    assert "art_1" not in {old for old, _ in there}


@pytest.mark.parametrize(
    ("pins", "says"),
    [
        (["art_2"], "OLD=NEW"),
        (["="], "OLD=NEW"),
        (["art_9=art_1"], "no clause is called art_9"),
        (["art_2=art_3", "art_2="], "contradict each other about art_2"),
        (["（一）="], "several clauses are called （一）; choose one: art_1__point_1, art_2__point_1"),
    ],
)
def test_a_pin_that_means_nothing_is_an_error(pins: list[str], says: str) -> None:
    text = act(("经营者应当：", "（一）办理登记。"), ("税务机关应当：", "（一）核实税额。"), "本法自公布之日起施行。")
    with pytest.raises(PinError, match=says):
        compare(text, text, pins=pins)


def test_a_file_of_pins_has_one_a_line_and_comments() -> None:
    given = "\ufeff# reviewed in June\nart_1=art_2   # as the explanatory note says\n\n 第三条 = \n".encode()
    assert read_pins(Source("pins.txt", "text/plain", given)) == ["art_1=art_2", "第三条 ="]
    with pytest.raises(PinError, match="UTF-8"):
        read_pins(Source("pins.txt", "text/plain", b"\xff\xfe"))


# -- planted amendments are found again


def sentence(random: Random) -> str:
    """Words that no other clause has: each clause is its own evidence."""
    return "".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(36)) + "。"


@given(st.integers(0, 2**32), st.integers(4, 30))
def test_planted_amendments_are_recovered(seed: int, size: int) -> None:
    """Every effect and their mixtures: amended, moved, inserted, repealed, split, joined, and all renumbered."""
    random = Random(seed)  # noqa: S311 - no secret
    old = [sentence(random) for _ in range(size)]
    new: list[tuple[str, tuple[int, ...]]] = []
    moved: list[tuple[str, tuple[int, ...]]] = []
    for at, words in enumerate(old):
        kind = random.choice(("keep", "keep", "keep", "amend", "move", "insert", "repeal", "split", "join"))
        text = words
        if kind == "amend":
            cut = random.randrange(4, 24)
            text = words[:cut] + sentence(random)[:6] + words[cut + random.randrange(6) :]
        if kind == "insert":
            new.append((sentence(random), ()))
        if kind == "move":
            moved.append((text, (at,)))
        elif kind == "split":
            new += [(text[:18] + "。", (at,)), (text[18:], (at,))]
        elif kind == "join" and new and len(new[-1][1]) == 1 and len(new[-1][0]) > 30:
            new[-1] = (new[-1][0].rstrip("。") + "；" + text, (*new[-1][1], at))
        elif kind != "repeal":
            new.append((text, (at,)))
    for item in moved:
        new.insert(random.randrange(len(new) + 1), item)
    numbered = [
        "\n".join(["示例法", *(f"{n}. {text}" for n, text in enumerate(side, 1))]) + "\n"
        for side in (old, [text for text, _ in new])
    ]
    before, after = read(numbered[0]), read(numbered[1])
    was = [clause.eid for clause in before.walk() if clause.eid != "title"]
    now = [clause.eid for clause in after.walk() if clause.eid != "title"]
    assert (len(was), len(now)) == (len(old), len(new))
    truth = {(was[source], now[at]) for at, (_, sources) in enumerate(new) for source in sources}
    links = align.align(before, after).links
    assert {(link.old.eid, link.new.eid) for link in links if link.old.eid != "title"} == truth


@pytest.mark.parametrize(("between", "found"), [(3, "part"), (4, None)])
def test_a_short_phrase_is_a_part_only_of_a_clause_nearby(between: int, found: str | None) -> None:
    """From what its clause became it may stand four clauses away; further off, others say the same by chance."""
    phrase = "须于三十日内书面通知对方。"
    rent = "承租人应当按期支付租金，逾期不支付的，出租人可以解除合同。"
    others = [f"{one}应当按照规定提交报告并接受监督。" for one in "甲乙丙丁戊己庚辛"]
    old = act(rent[:-1] + "，" + phrase, *others)
    new = act(rent, *others[:between], phrase, *others[between:])
    assert linked(old, new).get(("art_1", f"art_{between + 2}")) == found
    assert linked(new, old).get((f"art_{between + 2}", "art_1")) == found


def test_a_formula_leaves_an_article_that_proves_to_be_another_one() -> None:
    """Its neighbour is the same in an article of other words; but the article of nearly the same words has the formula too."""
    deposits = "非法吸收公众存款，扰乱金融秩序的，处三年以下有期徒刑或者拘役，并处二万元以上二十万元以下罚金。"
    lenience = "有前款行为，在提起公诉前积极退赃退赔，减少损害结果发生的，可以从轻或者减轻处罚。"
    loans = "以欺骗手段取得银行贷款，给银行造成重大损失的，处拘役。"
    weapons = "走私武器、弹药的，处七年以上有期徒刑，并处罚金或者没收财产。"
    amended = deposits.replace("并处二万元以上二十万元以下罚金", "并处罚金")
    found = linked(
        act((deposits, lenience, FORMULA), (weapons, FORMULA)),
        act((amended, FORMULA), (loans, lenience, FORMULA), (weapons, FORMULA)),
    )
    assert found["art_1", "art_1"] == "place"
    assert found["art_1__para_2", "art_2__para_2"] == "identical"  # these words stand nowhere else
    assert found["art_1__para_3", "art_1__para_2"] == "elsewhere"
    assert ("art_1__para_3", "art_2__para_3") not in found


@pytest.mark.slow
@pytest.mark.parametrize("size", [60, 3000])
def test_an_article_cut_into_many_is_found_in_each(size: int) -> None:
    """The second size is so long that a part is looked for only where its rare words stand."""
    random = Random(3)  # noqa: S311 - the same texts each time
    parts = ["".join(chr(0x4E00 + random.randrange(3000)) for _ in range(size + 37 * at)) for at in range(8)]
    old, new = act("；".join(parts) + "。", "附则。"), act(*(f"{one}。" for one in parts), "附则。")
    for one, other in ((old, new), (new, old)):
        links = align.align(read(one), read(other)).links
        found = {link.new.eid if one is old else link.old.eid for link in links if link.found_by in ("place", "part")}
        assert found == {f"art_{number}" for number in range(1, 9)}
    check(compare(old, new))


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_two_texts_too_long_to_compare_by_character_are_about_as_alike_as_they_are(kept: float) -> None:
    """An estimate, and never above what is so: unlike texts are not alike, and those with an edit here and there are."""
    random = Random(3)  # noqa: S311 - the same texts each time
    first = "".join(chr(0x4E00 + random.randrange(3000)) for _ in range(40_000))
    cut = int(len(first) * kept)
    second = first[:cut] + "".join(chr(0x4E00 + random.randrange(3000)) for _ in range(40_000 - cut))
    assert measure_likeness(first, second) == pytest.approx(kept, abs=0.02)
    assert measure_likeness(first, second, kept + 0.1) == 0.0
    assert measure_likeness(first, first + "甲") == pytest.approx(1, abs=0.02)
    assert measure_likeness(first, first[::-1]) < 0.02


def test_a_note_of_adoption_that_grew_is_not_doubted() -> None:
    """Under the title: once it is taken for a heading, once for a paragraph, and it has a sentence more."""
    note = "2016年11月7日第十二届代表大会常务委员会第二十四次会议通过"
    more = "　根据2025年10月28日第十四届代表大会常务委员会第十八次会议《关于修改示例法的决定》修正"
    rest = ["第一章　总则", "第一条　为了管理茶叶交易，制定本法。", "第二条　经营茶叶的单位应当登记。"]
    old = read("\n".join(["中华人民共和国示例法", note, *rest]))
    new = read("\n".join(["中华人民共和国示例法", f"（{note}{more}）", *rest]))
    links = [link for link in align.align(old, new).links if not link.old.eid.startswith(("art", "chp", "title"))]
    assert links
    assert all(link.confidence >= 0.9 for link in links)


STRAY = "发现古代遗址的单位应当立即停工并且在二十四小时内报告文物部门"


@pytest.mark.parametrize(("kept", "sure"), [(22, 0.6), (27, 0.98)])
def test_an_item_that_is_all_two_articles_have_in_common_is_less_sure(kept: int, sure: float) -> None:
    """Both articles have another partner, and the item is found again in another one, more or less alike."""
    words = [
        "茶叶的经营者每年三月向协会办理登记手续",
        "桥梁的管理者每年四月向政府提交检验报告",
        "码头的使用者按季度缴纳停泊费用",
    ]
    new_item = STRAY[:kept] + "甲乙丙丁戊己庚辛壬癸"[: len(STRAY) - kept]
    old_lines = [
        "示例条例",
        f"第一条　{words[0]}：",
        f"（一）{STRAY}；",
        "（二）保存账册三年；",
        f"第二条　{words[1]}。",
        f"第三条　{words[2]}。",
    ]
    new_lines = [
        "示例条例",
        f"第一条　{words[0]}：",
        "（一）保存账册三年；",
        f"第二条　{words[1]}。",
        f"第三条　{words[2]}：",
        f"（一）{new_item}；",
    ]
    links = align.align(read("\n".join(old_lines)), read("\n".join(new_lines))).links
    (link,) = [one for one in links if one.old.eid == "art_1__point_1"]
    assert (link.new.eid, link.found_by, link.confidence) == ("art_3__point_1", "moved", sure)


WHOLE = "Readers register at the desk before the first visit."
DIVIDED = "Charter\n\nArticle 1\nThis Charter governs the library.\n\nArticle 2\n{}\n\nArticle 3\nBooks are returned in time.\n"


@pytest.mark.parametrize("mirrored", [False, True])
def test_an_article_whose_text_is_its_first_paragraph_now_is_not_new(mirrored: bool) -> None:
    """Article 2 got a second paragraph, so the first one got a number."""
    old, new = DIVIDED.format(WHOLE), DIVIDED.format(f"1. {WHOLE}\n2. The desk keeps the data for one year.")
    changes = [one for one in compare(*((new, old) if mirrored else (old, new))).changes if one.mark != "NOC"]
    places = [
        ([clause.eid for clause in one.old], [clause.eid for clause in one.new], set(one.effects)) for one in changes
    ]
    both = ["art_2", "art_2__para_1"]
    if mirrored:
        assert places == [(both, ["art_2"], {"join"}), (["art_2__para_2"], [], {"repeal"})]
    else:
        assert places == [(["art_2"], both, {"split"}), ([], ["art_2__para_2"], {"insertion"})]


def test_a_pinned_article_is_not_linked_with_the_number_above_its_text() -> None:
    old, new = DIVIDED.format(WHOLE), DIVIDED.format(f"1. {WHOLE}\n2. The desk keeps the data for one year.")
    found = linked(old, new, pins=[("art_2", "art_2__para_1")])
    assert [pair for pair in found if pair[0] == "art_2"] == [("art_2", "art_2__para_1")]
