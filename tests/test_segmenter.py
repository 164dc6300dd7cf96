"""The segmenter cuts as jieba does, without jieba running."""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from decision_diff.languages import zh_segmenter
from decision_diff.languages.zh_segmenter import LEXICON_WEIGHT, Dictionary, cut, find_dictionary, load_lexicon

FIXTURES = Path(__file__).parent.parent / "fixtures"
HAN = re.compile("[\u4e00-\u9fd5]+")


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """Stock jieba with the same lexicon, its cache in a folder of its own."""
    jieba = importlib.import_module("jieba")  # it ships no types
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    for word in load_lexicon():
        tokenizer.add_word(word, LEXICON_WEIGHT)
    return lambda text: list(tokenizer.cut(text, HMM=False))


def runs() -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt")))
    return sorted({run for text in texts for run in HAN.findall(text)})


@pytest.mark.slow
def test_same_cuts_on_all_fixtures(judge: Callable[[str], list[str]]) -> None:
    assert len(runs()) > 200
    for run in runs():
        assert cut(run) == judge(run)


@pytest.mark.slow
def test_same_cuts_on_random_strings(judge: Callable[[str], list[str]]) -> None:
    rng = random.Random(641)  # noqa: S311 - a sample, no secret
    characters = [*sorted(set("".join(runs()))), "\u4e00", "\u9fd5", "龥", "龠", "阿", "江"]
    words = [*(word for run in runs() for word in judge(run)), *load_lexicon()]
    for _ in range(5_000):
        text = "".join(rng.choices(characters, k=rng.randrange(1, 20)) + rng.choices(words, k=rng.randrange(5)))
        assert cut(text) == judge(text)


@pytest.mark.slow
def test_the_order_of_the_dictionary_that_is_relied_on() -> None:
    lines = Path(find_dictionary()).read_text(encoding="utf-8").splitlines()
    first = [line[0] for line in lines]
    assert len(lines) == 349_046
    assert sum(int(line.split(" ")[1]) for line in lines) == zh_segmenter._KNOWN_TOTAL
    assert all(len(line.split()) == 3 for line in lines)
    start = first.index("一")
    assert first[start:] == sorted(first[start:])


@pytest.mark.slow
def test_what_was_learned_may_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    every = runs()[:200]
    expected = [Dictionary(find_dictionary(), load_lexicon()).cut(run) for run in every]
    monkeypatch.setattr(zh_segmenter, "_MOST_HEADS", 3)
    forgetful = Dictionary(find_dictionary(), load_lexicon())
    assert [forgetful.cut(run) for run in every] == expected


def test_another_edition_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "dict.txt"
    path.write_text("会议 5 n\n理事 9 n\n理事会 7 n\n会 1 n\n", encoding="utf-8")
    assert Dictionary(path, ()).cut("理事会会议理事") == ["理事会", "会议", "理事"]


def test_lexicon_is_clean() -> None:
    words = load_lexicon()
    assert len(words) == len(set(words))
    assert all(HAN.fullmatch(word) and len(word) > 1 for word in words)
    assert all(cut(word) == [word] for word in words)


@pytest.mark.parametrize("text", ["", "一", "𠮷野家", "㐀", "\ud800甲", "甲" * 5000])
def test_odd_input_joins(text: str) -> None:
    assert "".join(cut(text)) == text


@pytest.mark.slow
def test_the_accelerator_cuts_the_same() -> None:
    """Also where a word of the lexicon stands in the dictionary already, which rjieba weighs otherwise."""
    fast = zh_segmenter._fast()
    assert fast is not None
    own = zh_segmenter._dictionary().cut
    every = runs()
    characters = sorted(set("".join(every)))
    choose = random.Random(1)  # noqa: S311 - a test that is the same every time
    made = ["".join(choose.choices(characters, k=choose.randint(2, 30))) for _ in range(20_000)]
    long = "".join(every) * 10
    assert len(long) >= zh_segmenter._FAST_RUN
    for run in [*every, *made, long]:
        assert fast(run) == own(run)
    assert cut(long) == own(long)


@pytest.mark.slow
def test_without_the_accelerator_long_runs_are_cut_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "".join(runs()) * 10
    expected = cut(long)
    monkeypatch.setattr(zh_segmenter, "_fast", lambda: None)
    assert cut(long) == expected


def test_few_words_are_found_as_all_are() -> None:
    """The first words of a character are searched for in the file, later ones in its sorted lines."""
    heads = sorted(
        {word[:2] for word in load_lexicon() if len(word) > 1}
        | {"理事", "会议", "齾 ", "龥 ", "一 ", "中国", "中华", "中间"}
    )
    first = [Dictionary(find_dictionary(), load_lexicon()).count_frequencies(head) for head in heads]
    sorted_lines = Dictionary(find_dictionary(), load_lexicon())
    for head in heads:
        for other in ("甲", "乙", "丙", "丁"):
            sorted_lines.count_frequencies(head[0] + other)
    assert first == [sorted_lines.count_frequencies(head) for head in heads]
    assert sum(map(len, first)) > len(heads)
