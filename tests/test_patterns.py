"""What holds for every pattern of the program."""

from __future__ import annotations

import re
from pathlib import Path

from decision_diff import patterns


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
