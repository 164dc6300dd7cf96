"""The documentation of the rules, made of the same data by which they work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.audit.check.rules import CheckRule, RuleExample, load_rules
from decision_diff.characters import show_hidden

_TAB: Final = "\t"
_HEAD: Final = """# Rules of `check`

This page is made from the files that define the rules. `decision-diff check --explain CODE` prints one of its sections, and a test runs each example.
[Check a text](check.md) says how to choose rules and how to read findings.

| code | severity | name | what it finds |
|---|---|---|---|
"""


def write_page() -> str:
    """The page of all rules."""
    rules = load_rules().values()
    rows = "".join(
        f"| [{one.code}](#{one.code.lower()}-{one.name}) | {one.severity} | {one.name} | {one.says} |\n"
        for one in rules
    )
    return _HEAD + rows + "".join(f"\n{write_section(one)}" for one in rules)


def write_section(rule: CheckRule) -> str:
    """The section of one rule as Markdown."""
    return "\n".join(_list_lines(rule)) + "\n"


def _list_lines(rule: CheckRule) -> Iterator[str]:
    yield f"## {rule.code} {rule.name}"
    yield ""
    yield f"{rule.says} Severity: {rule.severity}."
    if rule.why:
        yield f"\n{rule.why}"
    yield f"\nWhat to do: {rule.advice}"
    for one in rule.examples:
        yield f"\n{_introduce(one)}"
        yield ""
        for name, text in _list_texts(one):
            if name:
                yield f"    # {name}"
            yield from (
                f"    {show_hidden(line.replace(_TAB, '    '))}".rstrip() for line in text.strip("\n").split("\n")
            )


def _introduce(one: RuleExample) -> str:
    with_final = ", with --final" if one.final else ""
    return f"Found at {one.place}{with_final}:" if one.hit else f"Similar, but not reported{with_final}:"


def _list_texts(one: RuleExample) -> Iterator[tuple[str, str]]:
    several = bool(one.old or one.others)
    if one.old:
        yield "the old text", one.old
    yield "the text" if several else "", one.text
    for other in one.others:
        yield "another text that is checked with it", other
