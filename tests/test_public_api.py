"""What a user may count on: the names, their types, and that importing them is cheap."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import decision_diff as dd

# Checked by mypy below; never run.
USE = """
    from dataclasses import dataclass
    from pathlib import Path
    from typing import Any, assert_type

    import decision_diff as dd
    from decision_diff.renderers.options import OutsideOptions, PageOptions, TableOptions, TextOptions

    @dataclass(frozen=True, kw_only=True)
    class Mine(OutsideOptions):
        short: bool = False

    decision = dd.read("C24.txt")
    assert_type(decision, dd.Decision)
    dd.read(Path("C24.txt"), encoding="gb18030")
    dd.read(b"1 Decides")
    comparison = dd.compare("C24.txt", decision)
    assert_type(comparison, dd.Comparison)
    assert_type(comparison.old, dd.Decision)
    assert_type(comparison.changes, tuple[dd.Change, ...])
    assert_type(comparison.changes[0].new, tuple[dd.Clause, ...])
    assert_type([c.mark for c in comparison.changes if "move" in c.effects][0].lower(), str)
    assert_type(comparison.summary, dict[str, int])
    assert_type(comparison.to_dicts(), list[dict[str, Any]])
    assert_type(comparison.to_dicts(all=True), list[dict[str, Any]])
    assert_type(comparison.save("redline.html", force=True, title="641"), None)
    comparison.save("redline.html", PageOptions(title="641"))
    assert_type(dd.render(comparison, "html"), str)
    assert_type(dd.render(comparison, ".htm", title="641", labels="zh"), str)
    assert_type(dd.render(comparison, "text", TextOptions(width=80), all=True, told=print), str)
    assert_type(dd.render(comparison, "docx", author="A", moves="plain", noticed=print), bytes)
    assert_type(dd.render(comparison, "table-docx", columns=("before",), reasons={"art_1": "why"}), bytes)
    assert_type(dd.render(comparison, "table-md", TableOptions(), title="641"), str)
    chosen = str(Path("C24.txt").suffix)
    assert_type(dd.render(comparison, chosen), str | bytes)
    assert_type(dd.render(comparison, chosen, told=print), str | bytes)
    assert_type(dd.render(comparison, "changes", Mine(short=True)), str | bytes)
    assert_type(dd.__version__, str)
    try:
        dd.read("C25.txt")
    except dd.DecisionDiffError as error:
        assert_type(error.code, str)
        assert_type(error.source, str)
    for clause in decision.walk():
        assert_type(clause, dd.Clause)
"""
WRONG = """
    import decision_diff as dd

    dd.read(5)
    dd.compare("a", "b", old_text=5)
    dd.compare("a", "b").changes[0].mark = "MOD"
    if dd.compare("a", "b").changes[0].mark == "CHANGED":
        pass
    dd.nothing
"""
# An ignore that ignores nothing is an error, so each of these lines is refused.
WRONG_OPTIONS = """
    import decision_diff as dd
    from decision_diff.renderers.options import CsvOptions, PageOptions, WordOptions

    comparison = dd.compare("C24.txt", "C25.txt")
    dd.render(comparison, "html", track_on=True)  # type: ignore[call-overload]
    dd.render(comparison, "html", WordOptions())  # type: ignore[call-overload]
    dd.render(comparison, "docx", PageOptions())  # type: ignore[call-overload]
    dd.render(comparison, "docx", plain=True)  # type: ignore[call-overload]
    dd.render(comparison, "docx", moves="any")  # type: ignore[call-overload]
    dd.render(comparison, "table-csv", title="641")  # type: ignore[call-overload]
    dd.render(comparison, "text", width="80")  # type: ignore[call-overload]
    dd.render(comparison, "json", labels="zh")  # type: ignore[call-overload]
    CsvOptions(title="641")  # type: ignore[call-arg]
    WordOptions().author = "A"  # type: ignore[misc]
"""


def mypy(tmp_path: Path, snippet: str) -> subprocess.CompletedProcess[str]:
    program = tmp_path / "use.py"
    program.write_text(textwrap.dedent(snippet), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)],
        cwd=tmp_path,
        env={"MYPYPATH": str(Path(__file__).parents[1] / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_types_are_those_that_the_documentation_shows(tmp_path: Path) -> None:
    result = mypy(tmp_path, USE)
    assert "use.py" not in result.stdout, result.stdout + result.stderr


@pytest.mark.slow
def test_wrong_uses_are_found_by_a_type_checker(tmp_path: Path) -> None:
    result = mypy(tmp_path, WRONG)
    lines = {int(line.split(":")[1]) for line in result.stdout.splitlines() if line.startswith("use.py:")}
    assert lines >= {4, 5, 6, 7, 9}, result.stdout + result.stderr


@pytest.mark.slow
def test_options_that_a_format_has_not_are_found_by_a_type_checker(tmp_path: Path) -> None:
    result = mypy(tmp_path, WRONG_OPTIONS)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_public_name_is_there_and_described() -> None:
    assert dd.__all__ == sorted(dd.__all__, key=lambda name: (name.islower(), name))
    assert set(dd.__all__) == set(dd._HOME)
    for name in dd.__all__:
        assert (getattr(dd, name).__doc__ or "").strip(), f"{name} has no docstring"
        assert name in dir(dd)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = getattr(dd, "nothing")  # noqa: B009


@pytest.mark.parametrize(
    "statement",
    ["import decision_diff", "from decision_diff import DecisionDiffError, Decision", "import decision_diff.cli"],
)
def test_importing_costs_nothing_that_is_not_used(statement: str) -> None:
    heavy = "jieba rjieba jinja2 charset_normalizer rapidfuzz wcwidth regex importlib.metadata decision_diff.pipeline"
    unused = heavy if "cli" in statement else f"{heavy} click"
    program = f"{statement}\nimport sys\nprint([name for name in {unused.split()!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
