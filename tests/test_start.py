"""What is loaded when: no run pays for what it does not use. Nothing here is timed; `bench/start.py` does that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from paths import FIXTURES

CHINESE = [str(FIXTURES / f"decision-641-c{year}.zh.txt") for year in (24, 25)]
# Libraries and rooms that a comparison of plain texts has no use for.
HEAVY = {
    "decision_diff.audit", "decision_diff.diff.authors", "decision_diff.diff.features", "decision_diff.diff.headers",
    "decision_diff.history", "decision_diff.ooxml", "decision_diff.renderers.html", "decision_diff.reviewer", "decision_diff.safexml",
    "fractions", "hashlib", "jieba", "jsonschema", "lxml", "orjson", "rapidfuzz", "regex", "rjieba", "tempfile", "tomllib", "zipfile",
}  # fmt: skip


def loaded(statement: str) -> set[str]:
    """The modules of a process after it ran this."""
    program = f"import sys\n{statement}\nsys.stderr.write('\\n'.join(sys.modules))"
    # Without the variables by which a measured run measures its subprocesses too: it would load what it needs.
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=bare)
    return set(run.stderr.split("\n"))


def loaded_by_command(*arguments: str) -> set[str]:
    return loaded(f"from decision_diff.cli import main; main({list(arguments)!r})")


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "decision_diff"}


def test_the_import_loads_nothing_else() -> None:
    assert loaded("import decision_diff") - loaded("") == {"decision_diff", "__future__"}


def test_help_loads_the_commands_and_nothing_that_they_do() -> None:
    modules = loaded_by_command("--help")
    assert {name.partition(".")[2].partition(".")[0] for name in ours(modules)} == {"", "cli", "errors"}
    assert not modules & {*HEAVY, "json", "pathlib", "tomllib", "unicodedata"}


def test_a_comparison_of_plain_texts_loads_no_other_format() -> None:
    modules = loaded_by_command("compare", *CHINESE, "--no-summary")
    assert not modules & {*HEAVY, "heapq", "json", "pathlib", "urllib.parse"}
    assert not modules & {
        "contextvars",
        "decision_diff.align.evidence",
        "decision_diff.languages.analyzers",
        "decision_diff.words.east_asian",
        "decision_diff.words.phrases",
    }
    assert "decision_diff.words.edits" in modules
    commands = {name for name in modules if name.startswith("decision_diff.cli.")}
    assert commands == {
        f"decision_diff.cli.{name}" for name in ("compare", "console", "defaults", "options", "outputs", "progress")
    }
    meaning = {"decision_diff.audit"}  # what tells the meaning of changes
    assert loaded_by_command("compare", *CHINESE) & {*HEAVY, "pathlib"} == meaning
    page = {"decision_diff.renderers.html", "hashlib"}
    assert loaded_by_command("compare", *CHINESE, "-f", "html") & HEAVY == page | meaning
    assert loaded_by_command("compare", *CHINESE, "-f", "html", "--no-summary") & HEAVY == page


def test_an_english_text_loads_nothing_that_cuts_chinese_words(tmp_path: Path) -> None:
    for name, words in (
        ("old.txt", "Article 1 The Council meets in May.\n"),
        ("new.txt", "Article 1 The Council meets in June.\n"),
    ):
        (tmp_path / name).write_text(words, encoding="utf-8")
    modules = loaded_by_command("compare", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"))
    assert "decision_diff.words.tokens" in modules
    cutting = {"decision_diff.languages.zh_segmenter", "mmap"}
    assert modules & (HEAVY | cutting) == {"decision_diff.audit"}  # what tells the meaning of changes


def test_no_pattern_is_compiled_before_it_is_used() -> None:
    counted = loaded(
        "import _sre; made = []; compile = _sre.compile\n"
        "import click, dataclasses, json, pathlib, rapidfuzz, tomllib\n"
        "_sre.compile = lambda *given: made.append(given[0]) or compile(*given)\n"
        "import decision_diff.pipeline, decision_diff.renderers.terminal, decision_diff.renderers.wording.sentences\n"
        "import decision_diff.diff.mismatches, decision_diff.readers.text\n"
        "sys.stderr.write('\\n'.join(f'compiled {one!r}' for one in made) + '\\n')"
    )
    assert not {name for name in counted if name.startswith("compiled")}


def test_no_pattern_of_short_texts_walks_a_range_of_ideographs() -> None:
    """`re` looks at each character of a range, on Python 3.11 for longer than all work on two short texts takes."""
    counted = loaded(
        "import re._compiler as compiler; compile = compiler._optimize_charset\n"
        "def watch(charset, *given):\n"
        "    long = [last - first for op, value in charset if str(op) == 'RANGE' for first, last in [value] if 1000 < last - first and first < 65536]\n"
        "    long and sys.stderr.write(f'range of {long}\\n')\n"
        "    return compile(charset, *given)\n"
        "compiler._optimize_charset = watch\n"
        "from decision_diff import compiled; compiled._load = dict\n"  # as at the very first start
        f"from decision_diff.cli import main; main({['compare', *CHINESE]!r})"
    )
    assert "decision_diff.words.tokens" in counted
    assert not {name for name in counted if name.startswith("range")}
