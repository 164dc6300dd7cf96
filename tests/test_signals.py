"""Signals: what a change means, told from words; one amendment a line, with all that is to be told of it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import compare, render
from decision_diff.audit.signals import find_mentions, find_signals
from decision_diff.audit.signals.words import LANGUAGES, load_words
from decision_diff.changes import SIGNALS, Comparison
from decision_diff.errors import FormatError
from renderings import shown

# Language, old sentence, new sentence, what is told: "kind old → new", "" for what came or went; several in the order of the new text.
AMENDMENTS = """
zh|申请人应当在六个月内提交材料。|申请人应当在九个月内提交材料。|period 六个月 → 九个月
zh|主管部门应当公布名单。|主管部门可以公布名单。|obligation 应当 → 可以
zh|经营者可以转让许可证。|经营者不得转让许可证。|obligation 可以 → 不得
zh|相应的规定适用于本市。|相关的规定适用于本市。|
zh|罚款数额为五万元。|罚款数额为十万元。|amount 五万元 → 十万元
zh|罚款数额为100元。|罚款数额为一百元。|
zh|出席会议的代表占百分之五十。|出席会议的代表占百分之六十。|percentage 百分之五十 → 百分之六十
zh|会议定于2026年6月9日举行。|会议定于2026年6月11日举行。|date 2026年6月9日 → 2026年6月11日
zh|论坛由巴哈马承办。|论坛由巴拿马承办。|country 巴哈马 → 巴拿马
zh|由国务院卫生行政部门批准后实施。|由国务院疾病预防控制部门批准后实施。|body 国务院卫生行政部门 → 国务院疾病预防控制部门
zh|依照第十二条第一款处理。|依照第十三条第二款处理。|reference 第十二条第一款 → 第十三条第二款
zh|该条款适用于外国公司。|该条款不适用于外国公司。|negation  → 不适用
zh|委员会由12名委员组成。|委员会由15名委员组成。|count 12名 → 15名
zh|本法所称网络，是指由计算机组成的系统。|本法所称网络，是指由计算机和手机组成的系统。|definition 本法所称网络，是指由计算机组成的系统 → 本法所称网络，是指由计算机和手机组成的系统
zh|必要时可以听取工会意见。|必要时可以提请常务委员会审议，围绕工作大局开展活动。|body 工会 → 常务委员会
zh|依法保护著作权。|依照《中华人民共和国著作权法》保护著作权，在中国共产党领导下工作。|
zh|主管機關應於三十日內公告。|主管機關應於六十日內公告。|period 三十日 → 六十日
en|The Director shall report to the Council.|The Director may report to the Council.|obligation shall → may
en|The Director shall disclose the report.|The Director shall not disclose the report.|obligation shall → shall not
en|Members should submit contributions.|Members shall submit contributions.|obligation should → shall
en|Replies are due within six months.|Replies are due within nine months.|period six months → nine months
en|Replies are due within 30 days.|Replies are due within thirty days.|
en|The fee is CHF 1 250 000 a year.|The fee is CHF 1 300 000 a year.|amount CHF 1 250 000 → CHF 1 300 000
en|A majority of 50 per cent is needed.|A majority of 60% is needed.|percentage 50 per cent → 60%
en|A majority of 50 per cent is needed.|A majority of 50% is needed.|
en|The forum opens on 9 June 2026 in Panama.|The forum opens on 11 June 2026 in the Bahamas.|date 9 June 2026 → 11 June 2026; country Panama → Bahamas
en|The forum is hosted by the Government of Panama.|The forum is hosted by the Council of Europe.|body Government of Panama → Council of Europe; country Panama →
en|The rule applies to foreign firms.|The rule does not apply to foreign firms.|negation  → not
en|The group has 12 members.|The group has 15 members.|count 12 → 15
en|Licences are granted under Article 5(2).|Licences are granted under Article 6(1).|reference Article 5(2) → Article 6(1)
en|“vessel” means any ship.|“vessel” means any ship or boat.|definition “vessel” means any ship. → “vessel” means any ship or boat.
fr|Le Directeur doit publier la liste.|Le Directeur peut publier la liste.|obligation doit → peut
fr|Le Conseil peut suspendre la licence.|Le Conseil ne peut pas suspendre la licence.|obligation peut → ne peut pas
fr|Le délai est de six mois.|Le délai est de neuf mois.|period six mois → neuf mois
fr|La réunion se tient le 9 juin 2026 au Panama.|La réunion se tient le 11 juin 2026 aux Bahamas.|date 9 juin 2026 → 11 juin 2026; country Panama → Bahamas
fr|Le montant est de 1 000 francs suisses.|Le montant est de 2 000 francs suisses.|amount 1 000 francs suisses → 2 000 francs suisses
fr|La part est de 5 %.|La part est de cinq pour cent.|
es|El Director deberá informar al Consejo.|El Director podrá informar al Consejo.|obligation deberá → podrá
es|El Consejo podrá suspender la licencia.|El Consejo no podrá suspender la licencia.|obligation podrá → no podrá
es|El plazo será de doce meses.|El plazo será de seis meses.|period doce meses → seis meses
es|El foro se celebrará el 9 de junio de 2026.|El foro se celebrará el 11 de junio de 2026.|date 9 de junio de 2026 → 11 de junio de 2026
ru|Директор должен опубликовать список.|Директор может опубликовать список.|obligation должен → может
ru|Совет может приостановить действие лицензии.|Совет не может приостановить действие лицензии.|obligation может → не может
ru|Срок составляет шесть месяцев.|Срок составляет девять месяцев.|period шесть месяцев → девять месяцев
ru|Форум состоится 9 июня 2026 года в Панаме.|Форум состоится 11 июня 2026 года в Панаме.|date 9 июня 2026 года → 11 июня 2026 года
ar|يجب على المدير أن ينشر القائمة.|يجوز للمدير أن ينشر القائمة.|obligation يجب → يجوز
ar|يجوز للمجلس تعليق الترخيص.|لا يجوز للمجلس تعليق الترخيص.|obligation يجوز → لا يجوز
ar|تكون المهلة 30 يوما.|تكون المهلة 60 يوما.|period 30 يوما → 60 يوما
de|Die Behörde muss die Liste veröffentlichen.|Die Behörde kann die Liste veröffentlichen.|obligation muss → kann
de|Die Frist beträgt 30 Tage.|Die Frist beträgt 60 Tage.|period 30 Tage → 60 Tage
ja|事業者は、記録を保存しなければならない。|事業者は、記録を保存することができる。|obligation なければならない → ことができる
ja|期間は三十日間とする。|期間は四十五日間とする。|period 三十日間 → 四十五日間
ko|사업자는 기록을 보존하여야 한다.|사업자는 기록을 보존할 수 있다.|obligation 하여야 한다 → 할 수 있다
ko|기간은 30일로 한다.|기간은 60일로 한다.|period 30일 → 60일
"""
CASES = [line.split("|") for line in AMENDMENTS.strip().splitlines()]


def tell(found: Comparison) -> str:
    """The signals of all changes as the table above has them."""
    said = []
    for change, signals in zip(found.changes, found.signals, strict=True):
        for one in signals:
            old = one.old.span.of(change.old_text) if one.old else ""
            new = one.new.span.of(change.new_text) if one.new else ""
            said.append(f"{one.kind} {old} → {new}")
    return "; ".join(said).rstrip()


@pytest.mark.parametrize(("code", "old", "new", "wanted"), CASES)
def test_an_amendment_has_its_signals_and_no_others(code: str, old: str, new: str, wanted: str) -> None:
    found = compare(old_text=f"1. {old}\n2. {old}", new_text=f"1. {old}\n2. {new}", language=code)
    assert tell(found) == wanted


def test_every_language_has_every_kind_that_words_tell() -> None:
    told = {(code, wanted.split()[0]) for code, _, _, wanted in CASES if wanted}
    assert all((code, "obligation") in told and (code, "period") in told for code in LANGUAGES)
    assert {kind for _, kind in told} == set(SIGNALS) - {"bracket"}


def test_a_bracket_that_goes_is_a_signal_in_every_language() -> None:
    found = compare(old_text="1. decides [to meet] in May.", new_text="1. decides to meet in May.")
    assert [(one.kind, one.new.value if one.new else "") for some in found.signals for one in some] == [
        ("bracket", "agreement")
    ]


def test_what_only_follows_or_is_written_otherwise_is_no_signal() -> None:
    old = "第一条 甲。\n第二条 依照第一条办理，罚款100元。"
    new = "第一条 总则。\n第二条 甲。\n第三条 依照第二条办理，罚款一百元。"
    found = compare(old_text=old, new_text=new)
    assert all(not some for change, some in zip(found.changes, found.signals, strict=True) if change.mark != "ADD")


@pytest.mark.parametrize("fmt", ["text", "markdown", "summary", "summary-md", "summary-json"])
def test_a_list_of_one_kind_says_how_many_changes_it_leaves_out(fmt: str) -> None:
    old = "1. The Director shall report.\n2. The fee is CHF 500.\n3. Old words."
    new = "1. The Director may report.\n2. The fee is CHF 700.\n3. New words."
    output = shown(compare(old_text=old, new_text=new), fmt, signal="amount").replace("\\", "")
    assert "2 changes without this signal are left out" in output
    assert "700" in output
    assert "may" not in output


def test_an_unknown_kind_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(FormatError, match=r"signal must be one of obligation, .*, not 'amounts'"):
        render(compare(old_text="1. a", new_text="1. b"), "summary", signal="amounts")


def test_a_language_without_words_has_no_signals() -> None:
    assert find_mentions("Il Consiglio deve riunirsi entro 30 giorni.", "it") == ()
    assert load_words("it") is None


_WORDS = [
    "应",
    "不",
    "得",
    "可以",
    "六个月",
    "第二条",
    "shall",
    "not",
    "may",
    "30",
    "days",
    "CHF",
    "5",
    "Panama",
    "doit",
    "9",
    "mai",
    "may",
    "должен",
    "يجب",
    "。",
    ".",
    "[",
    "]",
]
_SENTENCES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join)


@given(st.sampled_from(LANGUAGES), _SENTENCES, _SENTENCES)
def test_signals_lie_in_their_texts_and_one_kind_never_overlaps(code: str, old: str, new: str) -> None:
    found = compare(old_text=f"1. {old}", new_text=f"1. {new}")
    for change in found.changes:
        for one in find_signals(change, code):
            for mention, text in ((one.old, change.old_text), (one.new, change.new_text)):
                assert (
                    mention is None or 0 <= mention.span.start < mention.span.end <= len(text) or one.kind == "bracket"
                )
    for kind in SIGNALS:
        ends = [(one.span.start, one.span.end) for one in find_mentions(old, code) if one.kind == kind]
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))


@given(st.sampled_from([line for line in CASES if line[3]]))
def test_signals_of_the_way_back_are_the_same_turned_round(case: list[str]) -> None:
    code, old, new, _ = case
    there = compare(old_text=f"1. {old}", new_text=f"1. {new}", language=code).signals
    back = compare(old_text=f"1. {new}", new_text=f"1. {old}", language=code).signals
    assert {(one.kind, one.old, one.new) for some in there for one in some} == {
        (one.kind, one.new, one.old) for some in back for one in some
    }
