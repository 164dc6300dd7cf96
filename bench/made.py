"""Made-up revisions of any size for the benchmarks: the same on every run and every machine."""

from __future__ import annotations

from random import Random

WORDS = (
    "理事会", "秘书长", "成员国", "部门成员", "须", "不得", "应当", "可以", "于", "2026年6月9日至11日", "2025年", "三十日内", "百分之五", "WTPF-26",
    "C25/43(Rev.1)", "第641号决定", "报告", "提交", "批准", "审议", "筹备进程", "的", "和", "在", "巴哈马", "日内瓦", "论坛", "，", "，", "电信/ICT",
    "附件", "草案", "意见", "专家组", "主席", "经费", "1.8万瑞郎", "国家", "机关", "依法", "给予", "处分", "规定", "情节", "严重", "责任", "人员",
    "主管", "部门", "监督", "管理", "单位", "个人", "申请", "许可", "信息", "网络", "安全", "保护", "措施", "制度", "标准", "服务", "公共", "利益",
)  # fmt: skip


def sentence(random: Random, size: int) -> str:
    """About `size` characters of words in the manner of an article."""
    text = ""
    while len(text) < size:
        text += random.choice(WORDS)
    return text.strip("，") + "。"


def revisions(clauses: int, *, seed: int = 1, size: int = 110) -> tuple[str, str]:
    """Two revisions of a statute of so many articles.

    5 % of the articles are amended, 1 % moved, 1 % inserted, 1 % deleted, 0.5 % split and 0.5 % joined; one article is
    inserted at the top, so that all are renumbered.
    """
    random = Random(seed)
    old = [sentence(random, size) for _ in range(clauses)]
    new: list[str] = [sentence(random, size)]
    later: list[tuple[int, str]] = []
    skip = False
    for at, text in enumerate(old):
        if skip:
            skip = False
            continue
        roll = random.random()
        if roll < 0.05:
            new.append(edited(random, text))
        elif roll < 0.06:
            later.append((random.randrange(len(old)), text))
        elif roll < 0.07:
            new += [sentence(random, size), text]
        elif roll < 0.08:
            pass
        elif roll < 0.085 and "，" in text[30:80]:
            head, _, tail = text.partition("，")
            new += [head + "。", tail]
        elif roll < 0.09 and at + 1 < len(old):
            new.append(text[:-1] + "；" + old[at + 1])
            skip = True
        else:
            new.append(text)
    for place, text in later:
        new.insert(place, text)
    return statute(old), statute(new)


def edited(random: Random, text: str) -> str:
    """One word put in, and a few characters behind it taken out, in the first half of a text."""
    cut = random.randrange(len(text) // 2)
    return text[:cut] + random.choice(WORDS) + text[cut + random.randrange(8) :]


def statute(texts: list[str]) -> str:
    """The texts as articles numbered from 1, after a title."""
    return "示例法\n" + "".join(f"第{number}条　{text}\n" for number, text in enumerate(texts, 1))
