"""The branches of the pattern of tokens, asked one by one, find what the whole pattern finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.words import protected
from decision_diff.words.branches import find_spans
from paths import FIXTURES

# Pieces of all that is protected, of what comes near to it, and of what stands between.
_WRITTEN = (
    "第 三 十 二 〇 2026 12 6 9 年 月 日 至 到 - – ~ 上半年 第一季度 度 级 龄 天 气 周 期 个 人 名 称 附 件 录 表 A 不得 不 得 了 恨 ABC, Rev.1 (Rev.2) "
    "C25/43 A/RES/79/1 CHF USD NT$ $ € 500 1,000 000 ’ ％ % 百 分之 点 万 余 多 壹 贰 拾 元 整 时 分 14 30 h am a.m. www. https:// @ a.b int itu. x.org/y "
    "kHz 5G (b) (ii) （ ） 条 款 项 目 号 决定 届 次 要 之 、 及 统 ０ ９ ½ ° é × ʯ \u0301 \n \t \u3000 \u00a0 . , : / ( ) ' & 于 + − ± 兆 公约 定"
)  # fmt: skip
PIECES = [" ", *_WRITTEN.split(" ")]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text(text: str) -> None:
    assert find_spans(text) == [match.span() for match in protected.BASE.finditer(text)]


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.txt")))
def test_lines_of_decisions(name: str) -> None:
    for line in (FIXTURES / name).read_text(encoding="utf-8", errors="replace").splitlines():
        test_any_text.hypothesis.inner_test(line)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text", ["1" * 900, "1." * 400, "年" * 900, "三月" * 400, "a" * 900, "A" * 900, "第三" * 400, "1 " * 400]
)
def test_runs_of_one_kind(text: str) -> None:
    assert find_spans(text) == [match.span() for match in protected.BASE.finditer(text)]
