"""No function is hard to follow: its cognitive complexity, as complexipy counts it, is 15 at most.

Those that were harder when this began are listed in `complexity.txt`, and the list only shrinks. Who takes such a function
apart takes its line away.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from complexipy import file_complexity

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "decision_diff"
LISTED = Path(__file__).parent / "complexity.txt"
MOST = 15


def over(path: Path) -> dict[str, int]:
    """The functions of a module that are over the limit, however they are excused in it; methods as `Class::method`."""
    found = file_complexity(str(path), no_ignore=True, with_plans=False).functions
    return {one.name: one.complexity for one in found if one.complexity > MOST}


def listed() -> dict[tuple[str, str], int]:
    rows = (line.split(" ") for line in LISTED.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(path, name): int(figure) for path, name, figure in rows}


def judge(found: dict[tuple[str, str], int], known: dict[tuple[str, str], int]) -> list[str]:
    """What is wrong, a sentence for each function."""
    new = [
        f"{path}: {name} has {figure}, more than {MOST}"
        for (path, name), figure in found.items()
        if (path, name) not in known
    ]
    worse = [
        f"{path}: {name} has {found[path, name]}, more than before ({figure})"
        for (path, name), figure in known.items()
        if found.get((path, name), 0) > figure
    ]
    done = [
        f"{path}: {name} is {MOST} or less, or gone; take it off the list"
        for path, name in known
        if (path, name) not in found
    ]
    return [*new, *worse, *done]


def test_functions_are_easy_to_follow_or_listed() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name): figure
        for path in sorted(PACKAGE.rglob("*.py"))
        for name, figure in over(path).items()
    }
    assert not judge(found, listed())


@pytest.mark.parametrize(
    ("found", "said"),
    [(16, "has 16, more than 15"), (21, "more than before (20)"), (20, ""), (17, ""), (0, "take it off the list")],
)
def test_the_list_only_shrinks(found: int, said: str) -> None:
    known = {} if found == 16 else {("a.py", "f"): 20}
    sentences = judge({("a.py", "f"): found} if found else {}, known)
    assert (said in sentences[0]) if said else not sentences


def test_the_complexity_of_a_module_is_counted(tmp_path: Path) -> None:
    module = tmp_path / "a.py"
    loops = "".join(f"{'    ' * depth}for a in b:\n" for depth in range(1, 7))
    module.write_text(f"def f(b):  # complexipy: ignore\n{loops}{'    ' * 7}pass\n", encoding="utf-8")
    assert over(module) == {"f": 1 + 2 + 3 + 4 + 5 + 6}
