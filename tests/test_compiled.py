"""Patterns that are kept: the same as `re` compiles, for this Python alone, and never a reason to fail."""

from __future__ import annotations

import gc
import importlib
import marshal
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff
from decision_diff import compiled, patterns
from paths import FIXTURES

PAIR = [str(FIXTURES / f"decision-641-c{year}.zh.txt") for year in (24, 25)]
SPECIMENS = [
    "(?P<a>x)(?P<b>y)?",
    "a++b",
    "(?>ab|a)c",
    "[条款项]{1,3}",
    "(?i)straße",
    "(?s:.)\\Z",
    "(?<=第)[一二三]+",
    "",
]


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept, and nothing was compiled."""
    monkeypatch.setattr(compiled, "_kept", {})
    monkeypatch.setattr(compiled, "_made", {})
    return iter(())


def load(data: bytes) -> Any:
    return marshal.loads(data)  # noqa: S302 - what this test wrote


def list_late() -> list[tuple[str, int]]:
    """All patterns that the modules of the program hold."""
    for module in pkgutil.walk_packages(decision_diff.__path__, "decision_diff."):
        if "__main__" not in module.name:
            importlib.import_module(module.name)
    found = [one for one in gc.get_objects() if isinstance(one, patterns._Late)]
    return [(one.pattern, int(one._flags)) for one in found]


@pytest.mark.usefixtures("empty")
def test_every_pattern_of_the_program_is_what_re_compiles_also_when_kept() -> None:
    every = {*list_late(), *((one, 0) for one in SPECIMENS)}
    assert len(every) > 200
    for pattern, flags in sorted(every):
        wanted = re.compile(pattern, flags)
        assert compiled.compile_pattern(pattern, flags) == wanted
        kept = load(marshal.dumps(compiled._made[pattern, flags]))
        built = compiled._build(pattern, kept)
        assert (built, built.groupindex, built.groups, built.flags) == (
            wanted, wanted.groupindex, wanted.groups, wanted.flags,
        )  # fmt: skip


@given(st.sampled_from(SPECIMENS), st.text("xyabc条款一第 STRAßEstraße\n", max_size=12))
def test_what_is_kept_finds_what_re_finds(pattern: str, text: str) -> None:
    kept = compiled._build(pattern, compiled._compile(pattern, 0))
    found = [(one.span(), one.groupdict()) for one in kept.finditer(text)]
    assert found == [(one.span(), one.groupdict()) for one in re.compile(pattern).finditer(text)]


@pytest.mark.usefixtures("empty")
def test_a_pattern_that_is_none_is_an_error_of_re() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled.compile_pattern("(", 0)


@pytest.mark.usefixtures("empty")
def test_without_the_inner_parts_of_re_it_is_compiled_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ImportError("no such part")

    monkeypatch.setattr(compiled, "_inner", refuse)
    assert compiled.compile_pattern("a+", 0) == re.compile("a+")


@pytest.mark.parametrize(
    "content", [b"", b"no marshal", marshal.dumps([1]), marshal.dumps({("a+", 0): (32, b"abc", 0, {}, (None,))})]
)
def test_a_file_that_does_not_fit_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    file = tmp_path / "patterns"
    file.write_bytes(content)
    monkeypatch.setattr(compiled, "find_file", lambda: str(file))
    monkeypatch.setattr(compiled, "_kept", None)
    monkeypatch.setattr(compiled, "_made", {})
    assert compiled.compile_pattern("a+", 0) == re.compile("a+")


def run(tmp_path: Path, *arguments: str, **more: str) -> tuple[int, bytes]:
    """The command line as a process, which keeps its byte code in a folder of its own."""
    dropped = ("COV", "PYTHONDONTWRITEBYTECODE")
    env = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    env |= {"PYTHONPYCACHEPREFIX": str(tmp_path), **more}
    done = subprocess.run(
        [sys.executable, "-m", "decision_diff", *arguments], capture_output=True, check=False, env=env
    )
    return done.returncode, done.stdout


def test_the_command_line_keeps_them_and_the_next_one_compiles_none(tmp_path: Path) -> None:
    first = run(tmp_path, "compare", *PAIR)
    (file,) = tmp_path.rglob("patterns-*")
    kept, written = load(file.read_bytes()), file.stat().st_mtime_ns
    assert len(kept) > 20
    assert run(tmp_path, "compare", *PAIR) == first
    assert file.stat().st_mtime_ns == written
    assert run(tmp_path, "compare", *PAIR, "-f", "html")[0] == 1
    assert load(file.read_bytes()).keys() > kept.keys()
    assert not [one for one in tmp_path.rglob("patterns-*") if one != file]


def test_where_python_writes_no_byte_code_nothing_is_kept(tmp_path: Path) -> None:
    assert run(tmp_path, "compare", *PAIR, PYTHONDONTWRITEBYTECODE="1")[0] == 1
    assert not list(tmp_path.rglob("*"))


@pytest.mark.usefixtures("empty")
def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "patterns"
    taken.mkdir()
    monkeypatch.setattr(compiled, "find_file", lambda: str(taken))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled.compile_pattern("a+", 0)
    compiled.save_patterns()
    assert list(tmp_path.iterdir()) == [taken]


def test_no_word_of_a_text_is_kept(tmp_path: Path) -> None:
    for name, word in (("old.txt", "Xylographer"), ("new.txt", "Quetzalcoatl")):
        (tmp_path / name).write_text(f"Article 1\nThe {word} meets.\n", encoding="utf-8")
    assert run(tmp_path / "kept", "compare", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"))[0] == 1
    (file,) = (tmp_path / "kept").rglob("patterns-*")
    assert b"Xylographer" not in file.read_bytes()
    assert b"Quetzalcoatl" not in file.read_bytes()
