"""The bench of readable edits counts what it says: islands, runs struck and put in again, the order of a pair, ends inside words."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parent.parent / "bench"


@pytest.fixture
def islands(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("islands")


def count(islands: ModuleType, *pieces: tuple[int, str]) -> dict[str, int]:
    old = "".join(text for sign, text in pieces if sign <= 0)
    new = "".join(text for sign, text in pieces if sign >= 0)
    found, _ = islands.count(old, new, list(pieces), lambda _: set())
    return {name: number for name, number in found.items() if number}


def test_an_island_stands_between_two_edits_and_is_short(islands: ModuleType) -> None:
    found = count(islands, (-1, "甲方"), (1, "乙方"), (0, "应当"), (-1, "支付"), (1, "退还"), (0, "货款"))
    assert found == {"edits": 2, "marked": 8, "island 2": 1, "island 3": 1}
    assert count(islands, (1, "甲方"), (0, "应当依"), (-1, "支付")) == {"edits": 2, "marked": 4, "island 3": 1}
    assert count(islands, (0, "应"), (-1, "支付"), (0, "费")) == {"edits": 1, "marked": 2}


def test_an_island_beside_an_edit_of_print_is_counted_apart(islands: ModuleType) -> None:
    brackets = count(islands, (-1, " ("), (1, "（"), (0, "市"), (-1, ") "), (1, "）"))
    assert (brackets["island 2"], brackets["of print"]) == (1, 1)
    assert "of print" not in count(islands, (-1, "甲方"), (1, "乙方"), (0, "应当"), (-1, "支付"), (1, "退还"))
    assert "of print" not in count(islands, (1, "、"), (0, "文化"), (1, "、"))  # an item more is no print


def test_a_run_of_eight_that_is_struck_and_put_in_again(islands: ModuleType) -> None:
    eight = "成员国部门成员可"  # 成员国 部门 成员 可
    assert len(eight) == islands.RUN
    assert count(islands, (-1, f"甲{eight}乙"), (1, f"丙{eight}丁"))["repeated"] == 1
    assert "repeated" not in count(islands, (-1, f"甲{eight[:-1]}乙"), (1, f"丙{eight[:-1]}丁"))


def test_an_insertion_before_a_deletion(islands: ModuleType) -> None:
    assert count(islands, (1, "乙方"), (-1, "甲方"))["ins first"] == 1
    assert "ins first" not in count(islands, (-1, "甲方"), (1, "乙方"))


def test_an_end_inside_a_date(islands: ModuleType) -> None:
    assert count(islands, (0, "2026年"), (-1, "6"), (1, "7"), (0, "月9日"))["inside"] == 4
