"""An amending act as a witness: which article became which, with provenance; where act and texts disagree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amendingacts import ACT, NEW, OLD, read_act, read_pair
from decision_diff import align, amend, pipeline
from decision_diff.amend.articles.mapping import map_articles
from decision_diff.amend.articles.old import list_articles
from decision_diff.audit.explain import explain
from decision_diff.cli import main
from decision_diff.errors import AmendingError

Pairs = set[tuple[str | None, str | None]]


def tell(*sentences: str, old: str = OLD, new: str = NEW) -> tuple[Pairs, list[str]]:
    before, after = read_pair(old, new)
    testimony = amend.tell_links(read_act(*sentences), before, after)
    return set(testimony.pairs), [notice.message for notice in testimony.notices if notice.code != "act-witness"]


def write_articles(*texts: str) -> str:
    numbers = "一二三四五六七八九十"
    return "灯塔管理办法\n" + "".join(f"第{numbers[at]}条　{text}\n" for at, text in enumerate(texts))


def test_what_is_told_and_what_follows_from_it() -> None:
    before, after = read_pair()
    testimony = amend.tell_links(amend.read(ACT.encode()), before, after)
    assert set(testimony.pairs) == {
        ("art_1", "art_1"), ("art_2", "art_2"), (None, "art_3"), ("art_3", "art_4"), ("art_4", "art_5"),
        ("art_5", "art_6"), ("art_5__para_2", "art_7"), ("art_6", "art_8"), ("art_7", None), ("art_8", "art_9"),
        ("art_9", "art_10"),
    }  # fmt: skip
    (notice,) = testimony.notices
    assert notice.code == "act-witness"
    assert "3 stated, 6 by their order; added: 1; repealed: 1" in notice.message


def test_paragraphs_that_all_became_articles_leave_no_article() -> None:
    old = write_articles("灯塔点灯。\n灯塔熄灯。", "守塔人养羊。")
    new = write_articles("灯塔熄灯，须经批准。", "灯塔点灯。", "守塔人养羊。")
    pairs, notices = tell("将第一条第二款改为第一条，第一款改为第二条。", old=old, new=new)
    assert pairs == {("art_1__para_2", "art_1"), ("art_1", "art_2"), ("art_2", "art_3")}
    assert notices == []


def test_two_old_places_in_one_and_one_in_two() -> None:
    old = write_articles("甲灯塔每晚点灯。", "乙灯塔每晚点灯。", "守塔人每月领取工资，不得离岛过夜。")
    new = write_articles("甲灯塔、乙灯塔每晚点灯。", "守塔人每月领取工资。", "守塔人不得离岛过夜。")
    pairs, _ = tell("将第一条、第二条合并，作为第一条。", "将第三条改为两条，作为第二条、第三条。", old=old, new=new)
    assert pairs == {("art_1", "art_1"), ("art_2", "art_1"), ("art_3", "art_2"), ("art_3", "art_3")}


def test_a_chapter_comes_in_with_its_articles() -> None:
    old = write_articles("甲。", "乙。")
    new = "灯塔管理办法\n第一条　甲。\n第二章　灯\n第二条　红灯。\n第三条　绿灯。\n第四条　乙。\n"
    pairs, notices = tell("增加一章，作为第二章：\n“第二章　灯\n“第二条　红灯。\n“第三条　绿灯。”", old=old, new=new)
    assert pairs == {("art_1", "art_1"), (None, "art_2"), (None, "art_3"), ("art_2", "art_4")}
    assert notices == []


def test_an_article_put_in_behind_another_shifts_no_number() -> None:
    old = write_articles("甲。", "乙。")
    new = "灯塔管理办法\n第一条　甲。\n第一条之一　丙。\n第二条　乙。\n"
    pairs, _ = tell("在第一条后增加一条，作为第一条之一：“丙。”", old=old, new=new)
    assert pairs == {("art_1", "art_1"), (None, "art_1-1"), ("art_2", "art_2")}


def test_the_act_decides_where_words_would_not() -> None:
    """The twin that was put in looks more like the old article than what the act says it became."""
    old = write_articles("守塔人应当每晚点灯并且检查风向。", "羊归守塔人所有。")
    new = write_articles("守塔人应当每晚点灯并且检查风速。", "值班员须于日落时开启光源。", "羊归守塔人所有。")
    sentences = (
        "增加一条，作为第一条：“守塔人应当每晚点灯并且检查风速。”",
        "将第一条改为第二条，修改为：“值班员须于日落时开启光源。”",
    )
    before, after = read_pair(old, new)
    plain = align.align(before, after)
    assert ("art_1", "art_1") in {(link.old.eid, link.new.eid) for link in plain.links}
    comparison = pipeline.compare(before, after, witness=amend.make_witness(read_act(*sentences)))
    links = {(link.old.eid, link.new.eid): link for change in comparison.every for link in change.links}
    assert links["art_1", "art_2"].found_by == "declared"
    assert not any(new_eid == "art_1" for _, new_eid in links)
    explained = "\n".join(line for stage in explain(comparison, "第二条") for line in stage.lines)
    assert "the amending act says so" in explained
    mirrored = {
        (link.new.eid, link.old.eid)
        for link in align.align(after, before, witness=[("art_1", None), ("art_2", "art_1"), ("art_3", "art_2")]).links
    }
    assert mirrored == set(links)


def test_pins_overrule_the_act() -> None:
    before, after = read_pair()
    comparison = pipeline.compare(
        before, after, witness=amend.make_witness(amend.read(ACT.encode())), pins=["art_8=", "=art_9"]
    )
    links = {(link.old.eid, link.new.eid) for change in comparison.every for link in change.links}
    assert ("art_8", "art_9") not in links
    assert ("art_6", "art_8") in links


DISAGREEMENTS = {
    "an article that is not there": (("将第三十条改为第三条。",), "the old text does not have"),
    "an article that was not made": (("增加一条，作为第三十条：“甲。”",), "the new text does not have"),
    "numbers that do not add up": (("将第三条改为第四条。",), "articles are left where as many should be"),
}


@pytest.mark.parametrize("name", DISAGREEMENTS)
def test_a_disagreement_is_a_notice(name: str) -> None:
    sentences, said = DISAGREEMENTS[name]
    _, notices = tell(*sentences)
    assert any(said in message for message in notices)


def test_words_that_deny_the_act_are_heard_and_reported() -> None:
    old = write_articles("守塔人每晚点灯并检查风向。", "羊归守塔人所有，海务局不得征用。", "每座灯塔漆成红白两色。")
    new = write_articles("守塔人每晚点灯并检查风向。", "每座灯塔漆成红白两色。", "羊归守塔人所有，海务局不得征用。")
    pairs, notices = tell("将第二条改为第二条。", "将第三条改为第三条。", old=old, new=new)
    assert ("art_2", "art_2") not in pairs
    assert any("its words stand in 第三条" in message for message in notices)


def test_an_article_that_moved_without_a_word_of_the_act_must_prove_itself() -> None:
    old = write_articles("甲甲甲甲甲甲。", "乙乙乙乙乙乙。", "丙丙丙丙丙丙。", "丁丁丁丁丁丁。")
    new = write_articles("乙乙乙乙乙乙。", "己己己己己己。", "丙丙丙丙丙丙。", "丁丁丁丁丁丁。")
    before, after = read_pair(old, new)
    mapping = map_articles(
        read_act("将第二条改为第一条。").parts[0].instructions, list_articles(before), list_articles(after)
    )
    assert any("stands between other articles than before" in one.sentence for one in mapping.disagreements)
    assert ((1,), (2,)) not in {(link.old_number, link.new_number) for link in mapping.links}


def test_an_act_on_another_text_is_refused_or_reported() -> None:
    before, after = read_pair()
    one = amend.read("关于修改《风车办法》的决定\n决定对《风车办法》作如下修改：\n一、删去第七条。\n".encode())
    assert any("风车办法" in notice.message for notice in amend.tell_links(one, before, after).notices)
    two = amend.read("决定：\n一、修改《风车办法》\n1.删去第七条。\n二、修改《水车办法》\n1.删去第八条。\n".encode())
    with pytest.raises(AmendingError, match="风车办法, 水车办法"):
        amend.tell_links(two, before, after)
    with pytest.raises(AmendingError, match="orders nothing"):
        amend.tell_links(amend.read("今天天气很好。\n明天也好。\n".encode()), before, after)


def test_the_command_line_takes_an_act(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (
        ("old.txt", OLD),
        ("new.txt", NEW),
        ("act.txt", ACT.replace("五、删去第七条。", "五、酌情处理第七条。")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("old.txt", "new.txt")]
    assert main(["compare", *paths, "--amending", str(tmp_path / "act.txt"), "-f", "json"]) == 1
    shown = capsys.readouterr()
    record = json.loads(shown.out)
    assert {notice["code"] for notice in record["notices"]} >= {"act-unread", "act-disagrees"}
    assert "五, line 8: not understood, and left out: 酌情处理第七条" in shown.err
    assert main(["compare", *paths, "--amending", str(tmp_path / "missing.txt")]) == 2
