"""What holds for every pattern of the program."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined] # what Python itself makes of a pattern
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import decision_diff
from decision_diff import patterns
from decision_diff.words.protected import find_pattern

ONE_CHARACTER = ("ANY", "IN", "LITERAL", "NOT_LITERAL", "RANGE")


def list_late_patterns() -> Iterator[Any]:
    """The late patterns that the modules have under a name, and those of tokens by script."""
    for found in pkgutil.walk_packages(decision_diff.__path__, "decision_diff."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            yield from (value for value in vars(module).values() if isinstance(value, patterns._Compiled))
    for scripts in ("", "Cyrillic", "Arabic", "Kana", "Hangul"):
        yield find_pattern(scripts)


def find_possessive_groups(parsed: Any) -> Iterator[Any]:
    """What is repeated possessively and is more than one character, at any depth."""
    todo = [parsed]
    while todo:
        part = todo.pop()
        if isinstance(part, tuple) and len(part) == 2 and str(part[0]) == "POSSESSIVE_REPEAT":
            repeated = part[1][2]
            if len(repeated) != 1 or str(repeated[0][0]) not in ONE_CHARACTER:
                yield repeated
        if isinstance(part, (tuple, list, _parser.SubPattern)):
            todo.extend(part)


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches `(?:…)*+` wrongly where a turn fails half-way (CPython issue 106052); `(?>(?:…)*)` is the same."""
    possessive = re.compile(r"(?<!')\)(?:[*+?]|\{+\d+,\d*\}+)\+(?!,;)")
    source = Path(patterns.__file__).parent
    found = [
        f"{path.name}:{number}"
        for path in sorted(source.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if possessive.search(line)
    ]
    assert found == []


def test_no_pattern_repeats_a_named_group_possessively() -> None:
    """In `{_SPACE}?+` the group stands under a name: asked of the patterns as Python reads them."""
    late = list(list_late_patterns())
    assert len(late) > 100
    assert [
        one.pattern for one in late if any(find_possessive_groups(_parser.parse(one.pattern, int(one._flags))))
    ] == []


@given(st.text(min_size=1, max_size=9), st.characters())
def test_one_of_some_characters_two_at_a_time(characters: str, other: str) -> None:
    pattern = re.compile(patterns.build_either(characters))
    assert all(pattern.fullmatch(char) for char in characters)
    assert bool(pattern.fullmatch(other)) == (other in characters)


def test_no_table_is_made_for_some_characters() -> None:
    """A set of three characters has a table in the code of its pattern, 256 bytes or more; two at a time have none."""
    large, small = (
        len(_compiler._code(_parser.parse(one), 0)) for one in ("[件录表]", patterns.build_either("件录表"))
    )
    assert small < 60 < large
