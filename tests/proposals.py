"""Random proposals on one base, in Chinese and English, for the tests that compile them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

_ENGLISH = [
    "forum",
    "harbour",
    "keeper",
    "lamp",
    "report",
    "council",
    "member",
    "state",
    "annual",
    "fee",
    "meeting",
    "chair",
    "record",
    "budget",
    "vote",
    "quorum",
]
_CHINESE = [
    "论坛",
    "港口",
    "值班员",
    "灯塔",
    "报告",
    "理事会",
    "成员国",
    "年度",
    "费用",
    "会议",
    "主席",
    "记录",
    "预算",
    "表决",
    "法定人数",
]
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Drafts:
    """A base, and the whole text of each member."""

    base: str
    texts: dict[str, str]


def write_text(clauses: list[list[str]], language: str) -> str:
    """A decision of numbered clauses, each a list of words."""
    if language == "zh":
        rows = [f"第{_NUMERALS[at]}条　{''.join(words)}。" for at, words in enumerate(clauses)]
        return "\n".join(["灯塔管理办法", *rows]) + "\n"
    rows = [f"{at}\tto {' '.join(words)};" for at, words in enumerate(clauses, 1)]
    return "\n".join(["Decision 12", "decides", *rows]) + "\n"


@st.composite
def drafts(draw: st.DrawFn, language: str, members: int = 3) -> Drafts:
    """A base of three to six clauses, and members who each change words, take out, bring in, move, split."""
    words = st.sampled_from(_CHINESE if language == "zh" else _ENGLISH)
    clause = st.lists(words, min_size=4, max_size=8)
    base = draw(st.lists(clause, min_size=3, max_size=6))
    texts = {f"M{at}": write_text(draw(_changed(base, words, clause)), language) for at in range(1, members + 1)}
    return Drafts(write_text(base, language), texts)


@st.composite
def _changed(
    draw: st.DrawFn, base: list[list[str]], words: st.SearchStrategy[str], clause: st.SearchStrategy[list[str]]
) -> list[list[str]]:
    made = [list(one) for one in base]
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["word", "word", "word", "drop", "add", "move", "split", "join"]))
        at = draw(st.integers(0, len(made) - 1))
        if kind == "word":
            inside = draw(st.integers(0, len(made[at]) - 1))
            made[at][inside : inside + draw(st.integers(0, 2))] = draw(st.lists(words, min_size=1, max_size=2))
        elif kind == "drop" and len(made) > 2:
            del made[at]
        elif kind == "add" and len(made) < 9:
            made.insert(at, draw(clause))
        elif kind == "move":
            made.insert(draw(st.integers(0, len(made) - 1)), made.pop(at))
        elif kind == "split" and len(made) < 9 and len(made[at]) > 3:
            made[at : at + 1] = [made[at][:2], made[at][2:]]
        elif kind == "join" and at + 1 < len(made):
            made[at : at + 2] = [made[at] + made[at + 1]]
    return made
