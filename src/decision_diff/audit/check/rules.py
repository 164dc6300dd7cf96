"""The rules by code: what each finds, how severe that is, what to do, and an example of a hit and of a near miss.

One data file per family (`rules/characters.toml` …), read when a check begins. The page of the rules in the documentation
and `decision-diff check --explain CODE` are made of the same data, and tests run the examples.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from decision_diff.audit.check.findings import Severity
from decision_diff.errors import FormatError
from decision_diff.frozen import frozen

_HERE: Final = Path(__file__).parent / "rules"
FAMILIES: Final = (
    "references",
    "numbering",
    "redlines",
    "quotations",
    "names",
    "dates",
    "amounts",
    "definitions",
    "characters",
)


@frozen
class RuleExample:
    """A text on which a rule speaks (`hit`) or stays silent; `old` is the text before it, or "", `others` are texts checked with it.

    `place` is where a hit stands, as cited.
    """

    hit: bool
    text: str
    old: str = ""
    others: tuple[str, ...] = ()
    place: str = ""
    final: bool = False


@frozen
class CheckRule:
    """A rule: `says` what it finds in one sentence, `why` that matters and where it stays silent, `advice` what to do."""

    code: str
    name: str
    family: str
    severity: Severity
    says: str
    why: str
    advice: str
    examples: tuple[RuleExample, ...]


@cache  # of our own data
def load_rules() -> dict[str, CheckRule]:
    """All rules by code, in the order of families and codes."""
    found: dict[str, CheckRule] = {}
    for family in FAMILIES:
        path = _HERE / f"{family}.toml"
        for code, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[code] = _make_rule(code, family, row)
    return found


def _make_rule(code: str, family: str, row: dict[str, Any]) -> CheckRule:
    examples = tuple(_make_example(one, hit=kind == "hit") for kind in ("hit", "near") for one in row.get(kind, ()))
    return CheckRule(
        code, row["name"], family, row["severity"], row["says"], row.get("why", ""), row["advice"], examples
    )


def _make_example(row: dict[str, Any], *, hit: bool) -> RuleExample:
    others = tuple(row.get("others", ()))
    return RuleExample(hit, row["text"], row.get("old", ""), others, row.get("place", ""), row.get("final", False))


def choose_codes(select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
    """The codes that are asked for: those that begin with one of `select` (all, if it is empty) and with none of `ignore`.

    FormatError for what no code begins with, and if no rule is left: then nothing would be looked for, and nothing found.
    """
    rules = load_rules()
    for given in (*select, *ignore):
        if not given or not any(code.startswith(given.upper()) for code in rules):
            families = ", ".join(dict.fromkeys(code[:3] for code in rules))
            raise FormatError(f"no rule begins with {given!r}; codes begin with {families} (see check --list-rules)")
    wanted = tuple(one.upper() for one in select)
    unwanted = tuple(one.upper() for one in ignore)
    chosen = frozenset(
        code
        for code in rules
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    )
    if not chosen:
        raise FormatError("no rule is left to check: all that are selected are ignored; select others, or ignore fewer")
    return chosen
