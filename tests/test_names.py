"""Names: public functions begin with a verb, and the name of a type means one thing.

`verbs.txt` lists the first words that a public function may have. `names.txt` lists the functions that had another one when
this began, and `types.txt` the names of types that several modules define. Both lists only shrink: whoever gives a better
name takes the old one off.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "src" / "decision_diff"
PROPERTIES = {"property", "cached_property"}
CAMEL = re.compile(r"_?[A-Z]+[a-z]\w*")


def read_list(name: str) -> list[list[str]]:
    """The words of each line, without comments and blank lines."""
    lines = (TESTS / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def is_noun(function: ast.FunctionDef) -> bool:
    """Properties are nouns, and commands have the names that users type."""
    decorators = [ast.unparse(one) for one in function.decorator_list]
    return any(one in PROPERTIES or re.search(r"\.(command|group)\b|\.setter$", one) for one in decorators)


def walk_functions(body: list[ast.stmt], owner: str = "") -> Iterator[str]:
    """The public functions and methods of a module, methods as `Class.method`."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from walk_functions(node.body, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not is_noun(node):
            yield owner + node.name


def walk_types(body: list[ast.stmt]) -> Iterator[str]:
    """The classes of a module, and the aliases of types at its top: `Name = …`."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (one.id for one in node.targets if isinstance(one, ast.Name) and CAMEL.fullmatch(one.id))


def begins_with_verb(name: str, allowed: set[str]) -> bool:
    last = name.rpartition(".")[2]
    verb, *rest = last.split("_")
    return bool({name, last, verb} & allowed) or bool(rest and f"{verb}_" in allowed)


def find_misnamed(modules: dict[str, ast.Module], allowed: set[str]) -> set[tuple[str, str]]:
    """(module, function) of each public function that does not begin with a verb."""
    return {
        (path, name)
        for path, module in modules.items()
        for name in walk_functions(module.body)
        if not begins_with_verb(name, allowed)
    }


def find_shared(modules: dict[str, ast.Module]) -> set[tuple[str, str]]:
    """(name, module) of each type whose name is defined in another module too."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for path, module in modules.items():
        for name in walk_types(module.body):
            homes[name].add(path)
    return {(name, path) for name, paths in homes.items() if len(paths) > 1 for path in paths}


def judge(found: set[tuple[str, str]], listed: Iterable[list[str]], fault: str) -> list[str]:
    """What is wrong, one sentence each."""
    known = {(first, second) for first, second in listed}
    new = [f"{' '.join(one)}: {fault}" for one in sorted(found - known)]
    return [*new, *(f"{' '.join(one)}: named well now, or gone; take it off the list" for one in sorted(known - found))]


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def test_public_functions_begin_with_a_verb_or_are_listed(modules: dict[str, ast.Module]) -> None:
    allowed = {word for line in read_list("verbs.txt") for word in line}
    assert not judge(find_misnamed(modules, allowed), read_list("names.txt"), "does not begin with a verb of verbs.txt")


def test_the_name_of_a_type_means_one_thing_or_is_listed(modules: dict[str, ast.Module]) -> None:
    assert not judge(find_shared(modules), read_list("types.txt"), "another module defines a type of this name")


def test_every_verb_is_listed_once() -> None:
    verbs = [word.rstrip("_") for line in read_list("verbs.txt") for word in line]
    assert len(verbs) == len(set(verbs))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("def find(): ...", []),
        ("def finder(): ...", ["finder"]),
        ("def _finder(): ...", []),
        ("def label_block(): ...", []),
        ("def label(): ...", ["label"]),
        ("class A:\n    def finder(self): ...", ["A.finder"]),
        ("class A:\n    def of(self): ...", []),
        ("class B:\n    def of(self): ...", ["B.of"]),
        ("class _A:\n    def finder(self): ...", []),
        ("class A:\n    @property\n    def finder(self): ...", []),
        ("@cli.command()\ndef finder(): ...", []),
        ("@overload\ndef finder(): ...", ["finder"]),
    ],
)
def test_what_begins_with_a_verb(code: str, names: list[str]) -> None:
    assert find_misnamed({"a.py": ast.parse(code)}, {"find", "label_", "A.of"}) == {("a.py", name) for name in names}


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("class Pair: ...", "class Pair: ...", True),
        ("class Pair: ...", "Pair = tuple[int, int]", True),
        ("class Pair: ...", "PAIR = 2\npair = 3\nclass Gap: ...", False),
        ("class Pair: ...", "from a import Pair", False),
    ],
)
def test_what_shares_a_name(one: str, other: str, shared: bool) -> None:
    found = find_shared({"a.py": ast.parse(one), "b.py": ast.parse(other)})
    assert found == ({("Pair", "a.py"), ("Pair", "b.py")} if shared else set())


def test_a_list_only_shrinks() -> None:
    found = {("a.py", "one"), ("a.py", "two")}
    assert judge(found, [["a.py", "one"], ["a.py", "two"]], "no verb") == []
    assert judge(found, [["a.py", "one"]], "no verb") == ["a.py two: no verb"]
    assert judge(found, [["a.py", "one"], ["a.py", "two"], ["b.py", "one"]], "no verb") == [
        "b.py one: named well now, or gone; take it off the list"
    ]
