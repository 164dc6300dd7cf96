"""The short way to the numbers of Chinese and Japanese statutes says what the grammar says, and does not speak where it cannot know."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from decision_diff.labels import FoundLabel, Grammar, make_grammar

LANGUAGES = (("zh",), ("zh", "en"), ("ja",), ("ja", "zh"), ("zh", "ko", "ar"), ("en",))
PIECES = st.text(alphabet="第一二十百〇12A９条條章节部分項款目之の-－ 　\t：:至、AtTo到（甲x.—\n", max_size=14)


def read_slowly(grammar: Grammar, line: str, head: int) -> FoundLabel | None:
    """What the patterns of all units say."""
    return grammar._find(line, head)


@given(line=PIECES.map("第{}".format) | PIECES, codes=st.sampled_from(LANGUAGES))
@example(line="第三条　至第五条　（删去）", codes=("zh",))
@example(line="第三条 To第五条", codes=("zh", "en"))
@example(line="第三条 之二　甲", codes=("zh",))
@example(line="第3条　-1　甲", codes=("ja",))
@example(line="第三条　甲\n第四条　乙", codes=("zh",))
def test_the_short_way_says_what_the_grammar_says(line: str, codes: tuple[str, ...]) -> None:
    grammar = make_grammar(codes)
    assert grammar.find_at(line, 0) == read_slowly(grammar, line, 0)


@pytest.mark.parametrize("line", ["第三条　甲方。", "第12章 总则", "第二部分　 附录", "第一百零三条　乙。"])
def test_a_number_with_a_space_behind_it_is_read_the_short_way(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    grammar = make_grammar(("zh",))
    expected = read_slowly(grammar, line, 0)
    monkeypatch.setattr(Grammar, "_find", lambda *_: pytest.fail("the long way was gone"))
    assert grammar.find_at(line, 0) == expected


@pytest.mark.parametrize("line", ["甲方提交报告。", "报告", "Δ", "é"])
def test_a_line_that_begins_as_no_number_does_is_not_looked_at(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    grammar = make_grammar(("zh",))
    monkeypatch.setattr(Grammar, "_find", lambda *_: pytest.fail("it was looked at"))
    assert grammar.find_at(line, 0) is None
