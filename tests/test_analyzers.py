"""Words of Japanese and Korean by an analyzer: only where it is asked for, whatever is installed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff import cli
from decision_diff.errors import FormatError
from decision_diff.languages import analyzers
from decision_diff.words.tokens import tokenize

JAPANESE = "船舶登録官の補佐は、船長の申請により登録し、項を定める。"
KOREAN = "위원회의 결정을 따른다."


class _Pairs:
    """Stands for both analyzers: words of two characters, and white space left out."""

    def __call__(self, *_: str, **__: object) -> _Pairs:
        return self

    def tokenizer(self, **_: object) -> _Pairs:
        return self

    def tokenize(self, text: str) -> list[SimpleNamespace]:
        words = [text[at : at + 2] for at in range(0, len(text), 2)]
        return [SimpleNamespace(surface=lambda word=word: word) for word in words]

    def parse(self, text: str) -> str:
        return " ".join(text[at : at + 2] for at in range(0, len(text), 2))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pairs = _Pairs()
    monkeypatch.setitem(sys.modules, "sudachipy", SimpleNamespace(Dictionary=pairs, SplitMode=SimpleNamespace(C="C")))
    monkeypatch.setitem(sys.modules, "mecab_ko", SimpleNamespace(Tagger=pairs))
    analyzers._load.cache_clear()
    yield
    analyzers._load.cache_clear()


@pytest.mark.usefixtures("installed")
def test_an_analyzer_cuts_only_within_the_comparison_that_asks_for_it() -> None:
    before = tokenize(JAPANESE), tokenize(KOREAN)
    with analyzers.choose_analyzers(["ja", "ko"]):
        assert tokenize(JAPANESE)[:4] == ("船舶", "登録", "官の", "補佐")
        assert tokenize(KOREAN)[:3] == ("위원", "회의", " ")
        assert "項を" in tokenize(JAPANESE)  # what it is given is the text itself
    assert (tokenize(JAPANESE), tokenize(KOREAN)) == before
    with analyzers.choose_analyzers(["ko"]):
        assert tokenize(JAPANESE) == before[0]


@pytest.mark.usefixtures("installed")
def test_a_comparison_asks_by_name() -> None:
    old, new = "第一条　登録簿は作成する。", "第一条　登録簿を作成する。"

    def mark(*names: str) -> list[str]:
        (change,) = (one for one in dd.compare(old.encode(), new.encode(), analyzers=names).changes if one.effects)
        return [edit.new.of(change.new_text) for edit in change.edits if edit.op != "equal"]

    assert mark() == ["を"]
    assert mark("ja") == ["簿を"]


@pytest.mark.usefixtures("installed")
def test_a_history_asks_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = ("第一条　登録簿は作成する。\n", "第一条　登録簿を作成する。\n")
    for name, text in zip("ab", texts, strict=True):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [f"{name.upper()}={tmp_path / name}.txt" for name in "ab"]

    def mark(comparison: dd.Comparison) -> list[str]:
        (change,) = (one for one in comparison.changes if one.effects)
        return [edit.new.of(change.new_text) for edit in change.edits if edit.op != "equal"]

    for names, wanted in (((), ["を"]), (("ja",), ["簿を"])):
        history = dd.History.of({"A": dd.read(text=texts[0]), "B": dd.read(text=texts[1])}, analyzers=names)
        assert mark(history.comparisons[0]) == mark(history.diff("A", "B")) == wanted
    for options, word in (([], "を"), (["--analyzer", "ja"], "簿を")):
        assert cli.main(["history", "diff", "A", "B", *files, "--json", *options]) == 1
        (change,) = json.loads(capsys.readouterr().out)["changes"]
        assert word in [edit["new"]["text"] for edit in change["edits"]]


@pytest.mark.usefixtures("installed")
@given(st.text(st.sampled_from("船舶を の、。條위원 회\n\tア1a\u3099")))
def test_tokens_join_to_the_text(text: str) -> None:
    with analyzers.choose_analyzers(["ja", "ko"]):
        assert "".join(tokenize(text)) == text


def test_an_unknown_analyzer_is_refused() -> None:
    with pytest.raises(FormatError, match="unknown analyzer 'fr'; choose from ja, ko"):
        dd.compare(b"1 a\n", b"1 b\n", analyzers=["fr"])


def test_an_analyzer_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    analyzers._load.cache_clear()
    with pytest.raises(FormatError, match="the analyzer 'ja' needs SudachiPy: pip install"):
        dd.compare(b"1 a\n", b"1 b\n", analyzers="ja")
    assert cli.main(["compare", "README.md", "README.md", "--analyzer", "ja"]) == 2
    assert 'pip install "decision-diff[ja]"' in capsys.readouterr().err


def test_a_long_text_is_given_in_pieces() -> None:
    assert list(analyzers._fit("a  bc", ["a", "bc"])) == ["a", "  ", "bc"]
    assert list(analyzers._fit("abc", ["x", "b"])) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [("ja", "船舶を所有する者は登録を受ける", ("船舶", "登録")), ("ko", "사람이 결정을 따른다", ("사람", "결정"))],
)
def test_the_real_analyzers(name: str, text: str, words: tuple[str, ...]) -> None:
    analyzers._load.cache_clear()
    with analyzers.choose_analyzers([name]):
        tokens = tokenize(text)
    assert "".join(tokens) == text
    assert set(words) <= set(tokens)
