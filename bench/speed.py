"""How long `compare` takes, beside others in the same run: python bench/speed.py [CLAUSES ...] [--peers].

For each size two revisions are made (see `made`): 5 % of the clauses amended, 1 % moved, 1 % inserted, 1 % deleted, some
split and joined, all renumbered. Times are CPU seconds of this process (of the child for `git`), the least of several
rounds, each on texts of its own, in which sizes and programs take turns; peak memory is that of one more run. "times the
floor" is the time of `compare` over the least that must be done (see `floor`). `--peers` also times difflib, redlines and
diff-match-patch (if installed) and git word-diff, and the cold start of the commands. `--json` prints the figures as JSON.
Texts that leave nothing to hold on to are timed by `adversarial.py`. Run by hand; no test depends on a time.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import resource
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from itertools import count, zip_longest
from math import log
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

from decision_diff import align, diff, pipeline
from decision_diff.model import Decision
from decision_diff.words.sequence import compute_script
from decision_diff.words.tokens import tokenize
from made import revisions

FIXTURES = Path(__file__).parent.parent / "fixtures"
SMALL = 2000  # clauses; larger texts are timed every fourth round only
ROUNDS = 12
TURNS = 4
T = TypeVar("T")
WORDS = re.compile(r"[\u4e00-\u9fff]|\w+|\s+|.")


def clocked(run: Callable[..., T], *given: Any) -> tuple[float, T]:
    """The CPU time of one run in milliseconds, and what it gave."""
    start = process_time()
    result = run(*given)
    return (process_time() - start) * 1000, result


def stages(size: int, seed: int) -> dict[str, float]:
    """Milliseconds by stage, on texts of this seed; each whole run has texts of its own, as users have.

    Words cut and texts folded for one run are of no use to the next.
    """
    texts = (revisions(size, seed=1000 * seed + at) for at in count())
    row = {}
    old, new = next(texts)
    row["read"], (before, after) = clocked(_read_both, old, new)
    row["align"], alignment = clocked(align.align, before, after)
    row["diff"], found = clocked(diff.diff, before, after, alignment)
    row["json"], _ = clocked(pipeline.render, found, "json")
    del before, after, alignment, found
    row["compare"], _ = clocked(pipeline.compare, *next(texts))
    row["floor"], _ = clocked(floor, *next(texts))
    return row


def peak(size: int) -> float:
    """The most memory that a comparison takes at once, in MB."""
    old, new = revisions(size, seed=999)
    tracemalloc.start()
    pipeline.compare(old, new)
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return megabytes


def measure(sizes: list[int]) -> dict[int, dict[str, float]]:
    """For each size the least times of several rounds. The sizes take turns, for a machine is not as fast at all times."""
    pipeline.compare(*revisions(1000, seed=999))  # opens the dictionary
    rows: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    for seed in range(1, ROUNDS + 1):
        for size in sizes:
            if size <= SMALL or seed % 4 == 0:
                rows[size].append(stages(size, seed))
    found = {size: {name: min(row[name] for row in some) for name in some[0]} for size, some in rows.items()}
    for size, row in found.items():
        row["compare, times the floor"] = row["compare"] / row["floor"]
        row["peak MB"] = peak(size)
    return found


def _read_both(old: str, new: str) -> tuple[Decision, Decision]:
    return pipeline.read(old), pipeline.read(new)


def floor(old: str, new: str) -> str:
    """The least that anybody must do who compares these texts in Python with our words: a floor to measure by.

    Decode, split, hash; segment the lines that the other text does not have, and compare them with one another in order;
    write the result as JSON.
    """
    texts = [data.decode().splitlines() for data in (old.encode(), new.encode())]
    bodies = [[line.partition("　")[2] for line in lines] for lines in texts]
    hashed = [set(lines) for lines in bodies]
    changed = [[line for line in lines if line not in hashed[not side]] for side, lines in enumerate(bodies)]
    found = [
        [step for step in compute_script(tokenize(a), tokenize(b)) if step.op != "equal"]
        for a, b in zip_longest(*changed, fillvalue="")
    ]
    return json.dumps([texts[1], found], ensure_ascii=False)


def peers(size: int) -> dict[str, dict[str, float]]:
    """Milliseconds of others, and how many times as long as ours that is. All take turns; ours has texts of its own each time."""
    engines: dict[str, Callable[[str, str], float]] = {"difflib, characters and words": _timed(_difflib)}
    try:
        from redlines import Redlines  # noqa: PLC0415 - a peer, not a dependency
    except ImportError:
        print("redlines is not installed: pip install redlines", file=sys.stderr)
    else:
        engines["redlines"] = _timed(lambda old, new: Redlines(old, new).output_markdown)
    try:
        from diff_match_patch import diff_match_patch  # noqa: PLC0415 - likewise
    except ImportError:
        print("diff-match-patch is not installed: pip install diff-match-patch", file=sys.stderr)
    else:
        engine = diff_match_patch()
        engine.Diff_Timeout = 0  # else it gives up after a second, and replaces whole pages
        engines["diff-match-patch, the whole text"] = _timed(engine.diff_main)
    engines["git diff --word-diff-regex=."] = _git
    ours: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in engines}
    for seed in range(1, TURNS + 1):
        texts = revisions(size, seed=seed)
        for name, run in engines.items():
            ours.append(_timed(pipeline.compare)(*revisions(size, seed=100 * seed + len(ours))))
            theirs[name].append(run(*texts))
    return {name: {"ms": min(times), "times ours": min(times) / min(ours)} for name, times in theirs.items()}


def _timed(run: Callable[[str, str], object]) -> Callable[[str, str], float]:
    return lambda old, new: clocked(run, old, new)[0]


def _git(old: str, new: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old.txt", "new.txt")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text, encoding="utf-8")
        return _child(["git", "diff", "--no-index", "--word-diff", "--word-diff-regex=.", *map(str, paths)])


def _difflib(old: str, new: str) -> object:
    """Lines first, as one would do by hand, then words within each replaced stretch of lines."""
    a, b = old.splitlines(), new.splitlines()
    scripts = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace":
            words = [WORDS.findall("\n".join(lines)) for lines in (a[i1:i2], b[j1:j2])]
            scripts.append(difflib.SequenceMatcher(None, words[0], words[1]).get_opcodes())
    return scripts


def _child(command: list[str]) -> float:
    """The least CPU time of a command over five runs, in milliseconds."""
    best = float("inf")
    for _ in range(5):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, capture_output=True)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return best * 1000


def commands() -> dict[str, float]:
    """Milliseconds of whole commands from cold."""
    old, new = (str(FIXTURES / f"decision-641-{name}.zh.txt") for name in ("c24", "c25"))
    program = [sys.executable, "-m", "decision_diff"]
    return {
        "python -c pass": _child([sys.executable, "-c", "pass"]),
        "import decision_diff": _child([sys.executable, "-c", "import decision_diff"]),
        "decision-diff --help": _child([*program, "--help"]),
        "decision-diff compare, Decision 641": _child([*program, "compare", old, new]),
        "decision-diff compare -f html, Decision 641": _child([*program, "compare", old, new, "-f", "html"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clauses", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result: dict[str, dict[str, float]] = {}
    for size, row in measure(options.clauses).items():
        result[f"{size} clauses"] = row
        if options.peers and size <= SMALL:
            result |= {f"{size} clauses: {name}": figures for name, figures in peers(size).items()}
    if len(options.clauses) > 1:
        first, last = options.clauses[0], options.clauses[-1]
        growth = log(result[f"{last} clauses"]["compare"] / result[f"{first} clauses"]["compare"]) / log(last / first)
        result["growth"] = {"exponent": growth}
    if options.peers:
        result["commands"] = commands()
    if options.json:
        print(json.dumps(result, indent=2, ensure_ascii=False))
        return
    for name, row in result.items():
        print(name)
        for key, value in row.items():
            print(f"  {key:<48}{value:>10.2f}")


if __name__ == "__main__":
    main()
