"""A library is a guest in the program that calls it: it keeps no text, and switches nothing of the interpreter."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import decision_diff as dd
from decision_diff import memory, pipeline
from decision_diff.audit.parity import Version, compare_versions
from decision_diff.audit.signals import find_mentions
from decision_diff.changes import Mention
from decision_diff.citations.scan import _scan
from decision_diff.history.rounds import trace_rounds

SOURCES = Path(dd.__file__).parent

# Runs in a process of its own, where nothing but the library could hold the text. The marker stands in no constant.
KEEPS = r"""
import gc, io, sys, zipfile
import decision_diff as dd
from decision_diff import diff, align, parse, readers, files
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import wordfiles

marker, name = "".join(["麒", "麟", "wan", "derer"]), "".join(["Zebra", "fish"])

def work():
    old = f"做出决定\n1\t{marker}召开第七届大会（{name}）；\n2\t责成{marker}秘书长，见第1条；\n第{marker[:2]}条 {marker}。\n"
    new = old.replace("第七届", "第八届") + f"3\t{name}提交报告{marker}。\n"
    comparison = dd.compare(old_text=old, new_text=new, pins=[])
    for fmt in ("text", "html", "review", "markdown", "json", "docx", "table-csv", "table-html", "table-docx"):
        dd.render(comparison, fmt)
    page = dd.render(comparison, "html")
    assert dd.verify(files.Source("a.html", "", page.encode()), comparison.old, comparison.new)
    history = dd.History.of({"A": comparison.old, "B": comparison.new, "C": comparison.old})
    eid = comparison.old.walk()[-1].eid
    history.diff("A", "C"), history.log(eid), history.blame(eid)
    before, after = dd.read(text=old), parse.parse(readers.READERS[0].load()(files.Source("x", "", new.encode())))
    assert diff.diff(before, after, align.align(before, after)).changes
    for wrong in (lambda: dd.compare(old_text=old, new_text=marker, pins=[f"{marker}=1"]), lambda: dd.read(text="\0" + marker)):
        try:
            wrong()
        except dd.DecisionDiffError:
            pass

work()
gc.collect()
found = []
for one in gc.get_objects():
    parts = [] if one is globals() or one is found else list(gc.get_referents(one))
    while parts:
        part = parts.pop()
        if isinstance(part, (str, bytes)):
            text = part if isinstance(part, str) else part.decode("utf-8", "replace")
            if part is not marker and part is not name and (marker in text or name in text):
                found.append((type(one).__name__, text[:60]))
        elif isinstance(part, (dict, tuple)) and not gc.is_tracked(part):
            parts.extend(gc.get_referents(part))
print(found)
"""


@pytest.mark.slow
def test_no_text_is_kept_after_a_comparison() -> None:
    done = subprocess.run(
        [sys.executable, "-c", KEEPS, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_what_is_remembered_is_forgotten_with_the_job_of_its_thread() -> None:
    asked: list[str] = []

    @memory.remembered(16)
    def long(text: str) -> str:
        asked.append(text)
        return text * 2

    try:
        with memory.job():
            with memory.job():
                assert long("a") == long("a") == "aa"
            long("a")
            assert asked == ["a"], "a part of a job forgets nothing"
            thread = threading.Thread(target=memory.job()(lambda: long("b")))
            thread.start()
            thread.join()
        long("a")
        assert asked[0] == "a"
        assert asked[-1] == "a"
        with pytest.raises(ZeroDivisionError):
            memory.job()(lambda: len(long("c")) // 0)()
        long("c")
        assert asked.count("c") == 2
    finally:
        memory._FORGET.pop()


def test_what_changes_mean_and_what_versions_and_rounds_say_is_forgotten() -> None:
    old, new = (
        dd.read(text=f"Decision 12\ndecides\n1 to follow Resolution {number} and clause {number};\n")
        for number in (7, 8)
    )
    comparison = dd.compare(old, new)
    remembering: list[Any] = [_scan, find_mentions]
    memory.job()(lambda: None)()
    asks = (
        lambda: comparison.signals,
        lambda: compare_versions([Version("a", "en", old), Version("b", "en", new)]),
        lambda: trace_rounds(dd.History.of({"R1": old, "R2": new})),
    )
    for ask in asks:
        assert ask() is not None
        assert [each.cache_info().currsize for each in remembering] == [0, 0]


def test_what_a_text_says_is_found_once_for_all_outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def find(text: str, tokens: object, words: object) -> Iterator[Mention]:
        read.append(text)
        return iter(())

    monkeypatch.setattr("decision_diff.audit.signals.mentions.find_numbers", find)
    comparison = dd.compare(old_text="1\tto pay CHF 5;\n", new_text="1\tto pay CHF 6;\n")
    pipeline.render_all(comparison, [("text", None), ("html", None), ("json", None)])
    assert sorted(read) == ["to pay CHF 5;", "to pay CHF 6;"]


def test_the_collector_is_nobodys_business() -> None:
    """Only where the process is our own it is switched off: the command line, and what `serve` runs."""
    users = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if "import gc" in path.read_text(encoding="utf-8")
    }
    assert users == {"__main__.py", "serve/__init__.py", "serve/worker.py"}
    before = (gc.isenabled(), gc.get_freeze_count())  # Python 3.12 freezes some objects of its own
    seen: list[tuple[bool, int]] = []
    dd.compare(
        old_text="1\t甲\n", new_text="1\t乙\n", told=lambda _: seen.append((gc.isenabled(), gc.get_freeze_count()))
    )
    assert before[0]
    assert set(seen) == {before}


def test_what_outlasts_a_job_is_our_own() -> None:
    """A cache of a module is `memory.remembered`, or of a function of nothing, or says that it is of our own data."""
    for path in SOURCES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for cached in re.finditer(
            r"^@(?:functools\.)?(?:lru_)?cache\b([^\n]*)\n(?:@[^\n]*\n)*def \w+\(([^)]*)\)", text, re.MULTILINE
        ):
            assert not cached[2] or cached[1].endswith("# of our own data"), f"{path}: {cached.group()}"
        assert path.name == "memory.py" or not re.search(r"cache\([^()]*\)\(", text), path
