"""Made-up decisions and made-up amendments, for Hypothesis.

A decision is a list of paragraphs without numbers; `write` numbers them and gives the text of the file, so that an
amendment that inserts, drops or moves a paragraph renumbers all below it, as a secretariat does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

WORDS = (
    "理事会", "秘书长", "成员国", "部门成员", "须", "不得", "应", "可", "于", "2026年6月9日至11日", "2025年", "30日内", "百分之五", "WTPF-26",
    "C25/43(Rev.1)", "第641号决定", "第三条第二款", "报告", "提交", "批准", "审议", "筹备进程", "的", "和", "在", "巴哈马", "日内瓦", "论坛", "，", "、",
    "电信/ICT", "附件1", "草案", "意见", "专家组", "主席", "经费", "1.8万瑞郎", "（修订版）", "将",
)  # fmt: skip
HOSTILE = ("<b>", "&amp;", "]]>", "\u202e", "\u200b", "{+", "-]", "*", "|", "\x1b[31m", "𠀀", "e\u0301", "\ufeff", "`")

texts = st.lists(st.sampled_from(WORDS), min_size=2, max_size=14).map(lambda words: "".join(words).strip("，、") + "；")
hostile_texts = st.lists(st.sampled_from(WORDS[:12] + HOSTILE), min_size=1, max_size=10).map("".join)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with what hangs below it: points, or nothing."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Act:
    """A decision: title, recital, operative paragraphs, the rows of a timetable."""

    title: str
    recital: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[tuple[str, str], ...]

    def write(self, *, statute: bool = False) -> str:
        """The text of the file, all paragraphs numbered from 1."""
        lines = [self.title, "国际电联理事会，", "考虑到", self.recital, "做出决定"]
        for number, paragraph in enumerate(self.paragraphs, 1):
            lines.append(f"第{number}条　{paragraph.text}" if statute else f"{number}\t{paragraph.text}")
            for index, point in enumerate(paragraph.points):
                lines.append(
                    f"（{'一二三四五六七八九十'[index]}）{point}" if statute else f"{chr(97 + index)})\t{point}"
                )
        lines.append("附件1")
        lines.append("时间表")
        for row in self.rows:
            lines += [f"\t{row[0]}", f"\t{row[1]}", ""]
        return "\n".join(lines) + "\n"


TOMBSTONE = Paragraph("（删去）")  # what was repealed and left its number
with_words = st.builds(Paragraph, texts, st.lists(texts, max_size=4).map(tuple))
paragraphs = st.one_of(with_words, with_words, with_words, st.just(TOMBSTONE))
rows = st.tuples(st.sampled_from(["2025年8月7日", "2026年上半年", "2024年12月20日", "IEG第一次会议"]), texts)
acts = st.builds(
    Act,
    st.sampled_from(["第641号决定（C24）", "第5号决定（C24，最后修正C25）"]),
    texts,
    st.lists(paragraphs, min_size=1, max_size=8).map(tuple),
    st.lists(rows, max_size=4).map(tuple),
)


@st.composite
def amended(draw: st.DrawFn) -> tuple[Act, Act]:
    """An act and the same act after up to five amendments of any kind."""
    old = draw(acts)
    return old, draw(amendments(old))


@st.composite
def amendments(draw: st.DrawFn, act: Act) -> Act:
    """That act after up to five amendments of any kind."""
    for _ in range(draw(st.integers(0, 5))):
        act = draw(st.sampled_from([_insert, _drop, _bury, _move, _reword, _widen, _split, _row]))(draw, act)
    return act


def _at(draw: st.DrawFn, act: Act) -> int:
    return draw(st.integers(0, len(act.paragraphs) - 1))


def _with(act: Act, paragraphs: list[Paragraph]) -> Act:
    return replace(act, paragraphs=tuple(paragraphs)) if paragraphs else act


def _insert(draw: st.DrawFn, act: Act) -> Act:
    at = _at(draw, act)
    return _with(act, [*act.paragraphs[:at], draw(paragraphs), *act.paragraphs[at:]])


def _drop(draw: st.DrawFn, act: Act) -> Act:
    at = _at(draw, act)
    return _with(act, [*act.paragraphs[:at], *act.paragraphs[at + 1 :]])


def _bury(draw: st.DrawFn, act: Act) -> Act:
    at = _at(draw, act)
    return _with(act, [*act.paragraphs[:at], TOMBSTONE, *act.paragraphs[at + 1 :]])


def _move(draw: st.DrawFn, act: Act) -> Act:
    items = list(act.paragraphs)
    item = items.pop(_at(draw, act))
    items.insert(draw(st.integers(0, len(items))), item)
    return _with(act, items)


def _reword(draw: st.DrawFn, act: Act) -> Act:
    items = list(act.paragraphs)
    at = _at(draw, act)
    text = items[at].text
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start, len(text)))
    items[at] = replace(items[at], text=(text[:start] + draw(texts)[:-1] + text[end:]).strip() or "；")
    return _with(act, items)


def _widen(draw: st.DrawFn, act: Act) -> Act:
    items = list(act.paragraphs)
    at = _at(draw, act)
    items[at] = replace(items[at], text=items[at].text.replace("，", ",").replace("；", ";"))
    return _with(act, items)


def _split(draw: st.DrawFn, act: Act) -> Act:
    items = list(act.paragraphs)
    at = _at(draw, act)
    head, comma, tail = items[at].text.partition("，")
    if comma:
        items[at : at + 1] = [Paragraph(head + "；"), replace(items[at], text=tail)]
    return _with(act, items)


def _row(draw: st.DrawFn, act: Act) -> Act:
    at = draw(st.integers(0, len(act.rows)))
    return replace(act, rows=(*act.rows[:at], draw(rows), *act.rows[at:]))
