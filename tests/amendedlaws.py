"""Chinese laws made up with chapters, paragraphs and items, and amendments of them: the same for the same random numbers."""

from __future__ import annotations

import copy
from random import Random

from decision_diff.amend.chinese.numbers import write_numeral

_WORDS = (
    "值班员", "应当", "每天", "点灯", "检查", "风向", "不得", "离岛", "三十日", "报告", "海务局", "，", "和", "灯塔", "码头", "船长", "可以", "申请",
    "许可", "登记", "费用", "处罚", "依法", "机关", "负责", "制定", "标准", "培训", "记录", "保存",
)  # fmt: skip
Paragraph = tuple[str, list[str]]  # its words, and its items
Chapter = tuple[str, list[list[Paragraph]]]  # its heading, and its articles


def make_words(random: Random, count: int = 0) -> str:
    """Words in the manner of a law, without signs at their ends."""
    words = "".join(random.choice(_WORDS) for _ in range(count or random.randint(6, 24)))
    return words.strip("，").replace("，，", "，") or "灯塔"


def make_law(random: Random) -> list[Chapter]:
    """A law of one to three chapters."""
    return [(make_words(random, 2).replace("，", ""), [_make_article(random) for _ in range(random.randint(1, 6))]) for _ in range(random.randint(1, 3))]  # fmt: skip


def _make_article(random: Random) -> list[Paragraph]:
    counts = [random.choice((0, 0, 0, 2, 3, 4)) for _ in range(random.choice((1, 1, 1, 2, 2, 3)))]
    return [(make_words(random), [make_words(random) for _ in range(count)]) for count in counts]


def amend_law(random: Random, law: list[Chapter]) -> list[Chapter]:
    """The law with one to six amendments."""
    made = copy.deepcopy(law)
    for _ in range(random.randint(1, 6)):
        _amend(random, made)
        made = [chapter for chapter in made if chapter[1]]
    return made


def _amend(random: Random, law: list[Chapter]) -> None:
    at = random.randrange(len(law))
    articles = law[at][1]
    article = random.choice(articles)
    place = random.randrange(len(article))
    words, items = article[place]
    kind = random.choice(("words", "words", "item", "add", "paragraph", "article", "repeal", "move", "rename", "chapter", "term"))  # fmt: skip
    if kind == "words":
        article[place] = (_edit(random, words), items)
    elif kind == "item" and items:
        items[random.randrange(len(items))] = make_words(random)
    elif kind == "add" and items:
        items.insert(random.randint(0, len(items)), make_words(random))
    elif kind == "paragraph" and len(article) > 1:
        del article[place]
    elif kind == "article":
        articles.insert(random.randint(0, len(articles)), [(make_words(random), [])])
    elif kind in ("repeal", "move") and len(articles) > 1:
        articles.remove(article)
        if kind == "move":
            random.choice(law)[1].insert(0, article)
    elif kind == "rename":
        law[at] = (make_words(random, 2).replace("，", ""), articles)
    elif kind == "chapter":
        law.insert(random.randint(0, len(law)), (make_words(random, 2).replace("，", ""), [[(make_words(random), [])]]))
    elif kind == "term":
        _replace(law, random.choice(_WORDS).strip("，") or "和")


def _edit(random: Random, words: str) -> str:
    start = random.randrange(len(words))
    cut = start + random.choice((0, 0, 2, 4))
    return words[:start] + random.choice((*_WORDS[:11], "")) + words[cut:] or words


def _replace(law: list[Chapter], term: str) -> None:
    for _, articles in law:
        for article in articles:
            article[:] = [
                (words.replace(term, "引航员"), [item.replace(term, "引航员") for item in items])
                for words, items in article
            ]


def write_law(law: list[Chapter], *, has_chapters: bool) -> str:
    """The law as a text, its chapters and articles numbered."""
    lines = ["灯塔管理办法"]
    number = 0
    for at, (name, articles) in enumerate(law, 1):
        if has_chapters:
            lines.append(f"第{write_numeral(at)}章　{name}")
        for article in articles:
            number += 1
            for place, (words, items) in enumerate(article):
                head = "" if place else f"第{write_numeral(number)}条　"
                lines.append(f"{head}{words}{'：' if items else '。'}")
                lines += [
                    f"（{write_numeral(nth)}）{item}{'；' if nth < len(items) else '。'}"
                    for nth, item in enumerate(items, 1)
                ]
    return "\n".join(lines) + "\n"
