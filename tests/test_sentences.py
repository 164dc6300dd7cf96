"""A sentence that went from one clause into another, and texts in letters that are alike by their letters alone."""

from __future__ import annotations

from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import align
from decision_diff.pipeline import compare, read

KEPT = "Nobody anchors in the fairway or close to the cable."
WENT = "Lifeboats and training ships pay nothing."
FRAME = Template("Harbour Act\n\nArticle 1\nFishing boats pay half of the dues.$one\n\nArticle 2\n$two$three\n")


def link(old: str, new: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    """By old and new eid what found a link, and the words at its two ends."""
    before, after = read(old), read(new)
    return {
        (one.old.eid, one.new.eid): (
            one.found_by,
            one.old.span.of(before.clause(one.old.eid).words),
            one.new.span.of(after.clause(one.new.eid).words),
        )
        for one in align.align(before, after).links
    }


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_sentence_that_went_into_the_next_article_is_a_link(mirrored: bool) -> None:
    """Both articles have their partners, and neither is free."""
    old = FRAME.substitute(one=f" {WENT}", two="", three=KEPT)
    new = FRAME.substitute(one="", two=f"{WENT} ", three=KEPT)
    found = link(new, old) if mirrored else link(old, new)
    pair = ("art_2", "art_1") if mirrored else ("art_1", "art_2")
    name, before, after = found[pair]
    assert (name, before.strip(), after.strip()) == ("part", WENT, WENT)
    assert {("art_1", "art_1"), ("art_2", "art_2")} < found.keys()


def test_a_short_sentence_in_ideographs_that_went_far_is_a_link() -> None:
    """Fourteen ideographs say as much as thirty letters."""
    others = ("渔船应当在码头登记。", "船长应当报告到港时间。", "引航员由港务局委派。", "港口费在离港前缴纳。")
    closed, went = "遇有风暴或者冰冻，港务局可以封港。", "封港以灯光信号和十二频道公告。"
    old = "\n".join(
        [
            "港口条例",
            f"第一条　{closed}{went}",
            *(f"第{n}条　{text}" for n, text in zip("二三四五", others, strict=True)),
        ]
    )
    new = "\n".join(
        [
            "港口条例",
            f"第一条　{closed}",
            *(f"第{n}条　{text}" for n, text in zip("二三四五", others, strict=True)),
            f"第六条　{went}",
        ]
    )
    assert link(old, new)["art_1", "art_6"][0] == "part"


def test_a_formula_that_other_clauses_have_too_is_no_link() -> None:
    formula = "情节特别严重的，处十年以上有期徒刑，并处没收财产。"
    acts = ("伪造船舶证书", "私自移动航标灯", "偷排含油废水")
    others = [
        f"第{n}条　{what}的，处罚款。情节特别严重的，处十年以上有期徒刑，并处罚金。或者并处没收财产。"
        for n, what in zip("三四五", acts, strict=True)
    ]
    old = "\n".join(
        ["港口条例", f"第一条　损坏防波堤的，处拘役。{formula}", "第二条　擅自打捞沉船的，处管制。", *others]
    )
    new = "\n".join(
        ["港口条例", "第一条　损坏防波堤的，处拘役。", f"第二条　擅自打捞沉船的，处管制。{formula}", *others]
    )
    assert ("art_1", "art_2") not in link(old, new)


def test_a_sentence_that_its_own_article_keeps_reworded_is_no_link() -> None:
    """The twin elsewhere has the old words to the letter, but the article has most of them still."""
    went = "Lifeboats pay nothing in summer and training ships do neither."
    old = FRAME.substitute(one=f" {went}", two="", three=KEPT)
    new = FRAME.substitute(
        one=" In spring lifeboats pay nothing, training ships do neither.", two=f"{went} ", three=KEPT
    )
    assert ("art_1", "art_2") not in link(old, new)


@pytest.mark.parametrize(
    ("title", "head", "beside", "old", "new"),
    [
        (
            "Harbour Act",
            "Article",
            "The authority keeps the lights of the quay.",
            "Bunkering takes place between sunrise and sunset. Smoking is forbidden, and a watch with a fire extinguisher stands at the hose.",
            "A museum of navigation is opened in the old customs house. Schools visit it free of charge, and its collection is insured.",
        ),
        (
            "Закон о гаванях",
            "Статья",
            "Управление содержит в исправности огни причала.",
            "Бункеровка производится от восхода до заката. Курить запрещено, а у шланга стоит вахтенный с огнетушителем.",
            "В старой таможне открывается музей мореплавания. Школы посещают его бесплатно, а собрание музея страхуется казной.",
        ),
        (
            "항만법",
            "제{}조 ",
            "관리청은 부두의 등을 유지한다.",
            "선박의 급유는 일출부터 일몰까지 하며, 급유 중에는 흡연을 금지하고 소화기를 갖춘 감시원을 두어야 한다.",
            "옛 세관 건물에 항해 박물관을 설치하며, 학교는 무료로 관람할 수 있고 소장품은 재정으로 보험에 가입한다.",
        ),
        (
            "港湾法",
            "第{}条　",
            "管理庁は、岸壁の灯火を保守する。",
            "船舶の給油は、日の出から日没までの間に行い、ホースのそばに見張りを置かなければならない。",
            "旧税関の建物に海の博物館を置き、その収蔵品には、国の費用で保険を付けるものとする。",
        ),
        (
            "Ley de puertos",
            "Artículo",
            "La autoridad mantiene las luces del muelle.",
            "El suministro de combustible se hace entre la salida y la puesta del sol, con una bandera roja izada y un vigilante junto a la manguera.",
            "En la antigua aduana se abre un museo de la navegación. Las escuelas lo visitan gratis y su colección está asegurada por el tesoro.",
        ),
    ],
)
def test_another_text_under_the_same_number_is_another_article(
    title: str, head: str, beside: str, old: str, new: str
) -> None:
    """Texts in letters that have nothing to do with one another are .35 to .5 alike, letter by letter."""
    heads = [head.format(number) if "{" in head else f"{head} {number}\n" for number in (1, 2)]
    frame = f"{title}\n\n{heads[0]}{beside}\n\n{heads[1]}{{}}\n"
    effects = [
        change.effects for change in compare(frame.format(old), frame.format(new)).changes if change.mark != "NOC"
    ]
    assert effects == [{"repeal"}, {"insertion"}]


def test_an_article_of_which_half_the_words_stay_is_amended() -> None:
    old = "A wreck is marked by its owner with a green light within two days, and removed before winter sets in."
    new = "The owner shows a green light on a wreck, day and night, until the harbour office has it removed before winter."
    frame = "Harbours\n\nArticle 1\nKeep the lights of the quay.\n\nArticle 2\n{}\n\nArticle 3\nKeep the buoys of the channel.\n"
    (change,) = [one for one in compare(frame.format(old), frame.format(new)).changes if one.mark != "NOC"]
    assert change.effects == {"substitution"}


WORDS = st.lists(st.text("abcdefghijklmnop", min_size=4, max_size=9), min_size=8, max_size=14, unique=True)


@given(WORDS, WORDS, WORDS)
def test_a_sentence_of_other_words_is_found_wherever_it_goes(
    first: list[str], second: list[str], went: list[str]
) -> None:
    """And the mirror image has the mirrored links."""
    one, two, three = (" ".join(words).capitalize() + "." for words in (first, second, went))
    old = f"Act\n\nArticle 1\n{one} {three}\n\nArticle 2\n{two}\n"
    new = f"Act\n\nArticle 1\n{one}\n\nArticle 2\n{three} {two}\n"
    there, back = link(old, new), link(new, old)
    assert {pair[::-1] for pair in there} == back.keys()
    if len({*first, *second, *went}) == len(first) + len(second) + len(went):
        assert ("art_1", "art_2") in there
