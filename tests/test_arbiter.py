"""The arbiter: what left one article and is new in another, judged by evidence."""

from __future__ import annotations

import sys
from math import exp, log
from pathlib import Path

import pytest

from decision_diff import align, pipeline
from decision_diff.align import arbiter, evidence
from decision_diff.align.evidence import Evidence, measure_rewritten, weigh_residues
from decision_diff.align.residues import Residue, find_homes_linked, find_residues
from decision_diff.align.terms import cut_terms, weigh_terms
from decision_diff.align.units import RevisionSide
from decision_diff.audit.explain import explain
from decision_diff.changes import Link
from decision_diff.history import links_cache
from decision_diff.model import Decision

THINGS = [
    "茶叶",
    "桥梁",
    "码头",
    "陶瓷",
    "渔船",
    "果园",
    "温泉",
    "蜂蜜",
    "书店",
    "剧院",
    "牧场",
    "矿井",
    "水库",
    "邮票",
    "丝绸",
    "灯塔",
    "钟表",
    "竹器",
    "盐田",
    "苗圃",
    "马车",
    "磨坊",
    "染料",
    "风筝",
]
DUTIES = [
    "登记",
    "检验",
    "巡查",
    "修缮",
    "备案",
    "评估",
    "收购",
    "仓储",
    "运输",
    "拍卖",
    "租赁",
    "维护",
    "勘察",
    "消毒",
    "标识",
    "抽样",
    "称量",
    "封存",
    "公示",
    "培训",
    "申报",
    "核销",
    "清点",
    "移交",
]
GONE = "发现古代遗址的，应当立即停工并在二十四小时内报告文物部门。"  # leaves article 3 of the old text
KEPT = "发现古代遗址的，应当马上停工并于二十四小时内报告文物部门。"  # and is in the last but one of the new text


def write_act(count: int, rewritten: int, *, new: bool, sentence: str, at: int) -> str:
    """An act of `count` articles; the first `rewritten` of them read otherwise in the new text, and one has a sentence more."""
    lines = ["示例条例"]
    for n in range(count):
        thing, duty = THINGS[n], DUTIES[n]
        words = f"{thing}的经营者每年三月向{thing}协会办理{duty}手续，{duty}的期限为{n + 2}个月，逾期由协会催告。"
        if new and n < rewritten:
            words = (
                f"{thing}的经营者每年三月向{thing}协会办理{duty}手续，材料不齐的一次告知，{duty}费用由{thing}基金承担。"
            )
        lines.append(f"第{numeral(n + 1)}条　{words}{sentence if n == at else ''}")
    return "\n".join(lines)


def numeral(n: int) -> str:
    """A Chinese number under 100."""
    tens, ones = divmod(n, 10)
    return (
        ("一二三四五六七八九"[tens - 1] if tens > 1 else "")
        + ("十" if tens else "")
        + "〇一二三四五六七八九"[ones].strip("〇")
    )


def read_pair(count: int = 24, rewritten: int = 24, at: int | None = None) -> tuple[Decision, Decision]:
    """Both texts; the sentence goes from article 3 to the last but one."""
    old = write_act(count, rewritten, new=False, sentence=GONE, at=2)
    new = write_act(count, rewritten, new=True, sentence=KEPT, at=count - 2 if at is None else at)
    return pipeline.read(old), pipeline.read(new)


def find_residual(old: Decision, new: Decision, pins: list[tuple[str | None, str | None]] | None = None) -> list[Link]:
    """The links that the arbiter made."""
    return [link for link in align.align(old, new, pins=pins or ()).links if link.found_by == "residual"]


def test_a_sentence_that_went_into_another_article_of_a_revision_is_followed() -> None:
    old, new = read_pair()
    (link,) = find_residual(old, new)
    assert (link.old.eid, link.new.eid) == ("art_3", "art_23")
    assert 0.5 <= link.confidence <= arbiter.SUREST
    assert link.score > 0.8
    linked = {(one.old.eid, one.new.eid) for one in align.align(old, new).links}
    assert {("art_3", "art_3"), ("art_23", "art_23")} <= linked  # the partners that they had stay


def test_the_mirror_image_has_the_same_links_as_sure() -> None:
    old, new = read_pair()
    (there,), (back,) = find_residual(old, new), find_residual(new, old)
    assert (there.old, there.new, there.score, there.confidence) == (back.new, back.old, back.score, back.confidence)


@pytest.mark.parametrize(("rewritten", "links"), [(12, 0), (13, 1)])
def test_only_a_text_of_which_most_was_rewritten_is_a_revision(rewritten: int, links: int) -> None:
    """Article 23 is changed by the sentence itself: with 12 others it is .54 of 24, with 13 .58."""
    old, new = read_pair(rewritten=rewritten)
    matching, _ = align.run_passes(old, new)
    assert (measure_rewritten(matching) >= 0.55) == bool(links)
    assert len(find_residual(old, new)) == links


@pytest.mark.parametrize(("count", "links"), [(19, 0), (20, 1)])
def test_a_text_of_few_articles_is_not_judged(count: int, links: int) -> None:
    assert len(find_residual(*read_pair(count, count))) == links


@pytest.mark.parametrize("pins", [[("art_3", "art_3")], [("art_23", "art_23")], [("art_3", None)]])
def test_a_pinned_clause_gets_no_link_from_the_arbiter(pins: list[tuple[str | None, str | None]]) -> None:
    assert not find_residual(*read_pair(), pins)


def test_a_phrase_that_other_articles_have_too_leads_nowhere() -> None:
    old = pipeline.read(write_act(24, 24, new=False, sentence="具体办法由省级人民政府制定。", at=2))
    new = pipeline.read(
        write_act(24, 24, new=True, sentence="具体办法由省级人民政府制定。", at=22).replace(
            "承担。", "承担，具体办法由省级人民政府制定。"
        )
    )
    assert not find_residual(old, new)


def test_residues_are_what_partners_do_not_have() -> None:
    old, new = read_pair()
    matching, swapped = align.run_passes(old, new, passes=align.PASSES[: align.PASSES.index(arbiter.match_residues)])
    partners = find_homes_linked(matching, frozenset())
    residues = find_residues(matching, partners, swapped=swapped)  # of the old text
    home = old.position("art_3")
    assert {"古代", "遗址"} <= residues[home].terms
    assert not {"办理", "码头"} & residues[home].terms
    (left_over,) = [one for one in residues[home].sentences if "古代遗址" in one.text]
    assert left_over.free > 0.9
    assert min(one.free for one in residues[home].sentences) < 0.5  # the sentence that stayed


def _make(**figures: float) -> Evidence:
    known = dict.fromkeys(arbiter.WEIGHTS, 0.0) | figures
    return Evidence(**known, clauses=(0, 0), likeness=0.0)


def test_evidence_is_judged_by_its_weights() -> None:
    nothing = _make()
    assert arbiter.weigh_evidence(nothing) == pytest.approx(1 / (1 + exp(-arbiter.BASE)))
    for figures in (
        {"mass": log(20)},
        {"lead": 1},
        {"covered": 0.3},
        {"alike": 0.5},
        {"chapter": 1},
        {"rewritten": 0.5},
    ):
        assert arbiter.weigh_evidence(_make(**figures)) > arbiter.weigh_evidence(nothing)
    assert arbiter.weigh_evidence(_make(length=9)) < arbiter.weigh_evidence(nothing)
    assert arbiter.weigh_evidence(_make(mass=9, lead=9, covered=9)) == arbiter.SUREST


@pytest.mark.parametrize(("likely", "links"), [(0.049, 0), (0.051, 1)])
def test_an_echo_that_is_hardly_likely_is_no_link_in_a_revision(
    likely: float, links: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Article 3 is gone, and its words are in the last but one: an echo, for the pass `absorbed`."""
    echo = "对施工中发现古代遗址的单位，文物部门给予表彰，并在二十四小时内公布停工范围。"
    whole = write_act(24, 24, new=False, sentence="", at=0).split("\n")
    old = pipeline.read("\n".join([*whole[:3], f"第三条　{GONE}", *whole[4:]]))
    lines = write_act(24, 24, new=True, sentence=echo, at=22).split("\n")
    new = pipeline.read("\n".join([*lines[:3], *lines[4:]]))
    monkeypatch.setattr(arbiter, "weigh_evidence", lambda _: likely)
    found = [link for link in align.align(old, new).links if link.found_by == "absorbed"]
    assert [(link.old.eid, link.new.eid) for link in found] == [("art_3", "art_23")] * links


@pytest.mark.parametrize(("likely", "links"), [(0.499, 0), (0.501, 1)])
def test_a_link_is_made_that_is_more_likely_right_than_wrong(
    likely: float, links: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arbiter, "weigh_evidence", lambda _: likely)
    old, new = read_pair()
    found = [link for link in find_residual(old, new) if (link.old.eid, link.new.eid) == ("art_3", "art_23")]
    assert len(found) == links


@pytest.mark.parametrize(("holders", "leads"), [(24, True), (25, False)])
def test_a_term_in_many_residues_leads_nowhere(holders: int, *, leads: bool) -> None:
    one = Residue(frozenset({"古代"}), ())
    ranks, _ = evidence.rank_pairs({0: one}, dict.fromkeys(range(holders), one), {"古代": 1.0}, ())
    assert bool(ranks[0]) == leads
    assert len(ranks[0]) <= 4


def test_terms_are_words_or_pairs_of_characters() -> None:
    assert cut_terms("应当报告，c24 决定") == ["应当", "当报", "报告", "c24", "决定"]
    assert cut_terms("the expert group; 12 days") == ["the", "expert", "group", "12", "days"]
    assert cut_terms("법률을 the 法") == ["법률", "률을", "the"]  # one character alone says nothing
    assert cut_terms("") == []


def test_a_term_is_worth_more_the_fewer_articles_have_it() -> None:
    old, new = read_pair()
    sides = RevisionSide.from_decision(old), RevisionSide.from_decision(new)
    weights = weigh_terms(sides, frozenset({"古代", "码头", "协会", "没有"}))
    assert weights["古代"] == pytest.approx(log(49 / 2))  # in one of 24 articles of either text
    assert weights["协会"] == pytest.approx(log(49 / 48), abs=0.8)
    assert weights["没有"] == pytest.approx(log(49))
    assert weights["古代"] == weights["码头"] > weights["协会"]


def test_articles_of_chapters_that_became_one_another_are_likelier_pairs() -> None:
    """A sentence that leaves chapter one and comes to chapter two is stranger than one that stays in its chapter."""
    found = []
    for at, pair in ((22, "art_23"), (5, "art_6")):
        old = pipeline.read(_divide(write_act(24, 24, new=False, sentence=GONE, at=2)))
        new = pipeline.read(_divide(write_act(24, 24, new=True, sentence=KEPT, at=at)))
        found.append(_weigh(old, new)["art_3", pair].chapter)
    assert found[0] < -3 < -0.5 < found[1] < 0


def _divide(act: str) -> str:
    """The act with a chapter before the first article and one before the thirteenth."""
    lines = act.split("\n")
    return "\n".join([lines[0], "第一章　总则", *lines[1:13], "第二章　管理", *lines[13:]])


def test_a_rival_takes_from_the_lead() -> None:
    """The same sentence in a second new article: seen from the old one neither leads."""
    old, new = read_pair()
    alone = _weigh(old, new)["art_3", "art_23"]
    twice = pipeline.read(
        "\n".join(
            line + (KEPT if line.startswith("第二十一条") else "")
            for line in write_act(24, 24, new=True, sentence=KEPT, at=22).split("\n")
        )
    )
    rival = _weigh(old, twice)["art_3", "art_23"]
    assert alone.lead == pytest.approx(2 * log(4))  # at most, from either article
    assert rival.lead == pytest.approx(log(4), abs=0.2)  # the old article has two to choose from, the new one has not
    assert rival.mass < alone.mass  # what more articles have is less rare


def _weigh(old: Decision, new: Decision) -> dict[tuple[str, str], Evidence]:
    """The evidence by the addresses of the articles, old and new."""
    matching, swapped = align.run_passes(old, new, passes=align.PASSES[: align.PASSES.index(arbiter.match_residues)])
    found = {}
    for (a, b), figures in weigh_residues(matching, measure_rewritten(matching)).items():
        one, other = matching.left.clauses[a].eid, matching.right.clauses[b].eid
        found[(other, one) if swapped else (one, other)] = figures
    return found


def test_the_weights_are_those_that_the_benchmark_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "bench"))
    monkeypatch.delitem(sys.modules, "align", raising=False)
    import fit_align

    weights = fit_align.fit(fit_align.load(), ridge=3.0)
    assert weights == pytest.approx([arbiter.BASE, *arbiter.WEIGHTS.values()], abs=0.0006)


def test_each_piece_of_evidence_is_explained() -> None:
    old, new = read_pair()
    (link,) = find_residual(old, new)
    comparison = pipeline.compare(old, new)
    (matched,) = [stage for stage in explain(comparison, "第二十三条") if stage.name == "matched"]
    shown = "\n".join(matched.lines)
    for name in arbiter.WEIGHTS:
        assert f"\n  {name} " in shown
    odds = [float(line.split(" log-odds")[0].split()[-1]) for line in matched.lines if " log-odds" in line]
    assert 1 / (1 + exp(-arbiter.BASE - sum(odds))) == pytest.approx(link.confidence, abs=0.01)


def test_a_kept_alignment_has_the_links_of_the_arbiter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = read_pair()
    with links_cache.open_cache(tmp_path / "manifest") as cache:
        worked_out = cache.align(old, new)
    assert any(link.found_by == "residual" for link in worked_out.links)
    monkeypatch.delattr(align, "align")
    with links_cache.open_cache(tmp_path / "manifest") as cache:
        assert cache.align(old, new) == worked_out
