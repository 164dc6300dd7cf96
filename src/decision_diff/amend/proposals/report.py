"""A compilation as text for a terminal, and as JSON by `compilation-1.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from decision_diff.amend.proposals.runs import has_square_brackets, list_runs
from decision_diff.amend.proposals.values import (
    Alternative,
    ClauseEntry,
    Compilation,
    Conflict,
    Ground,
    Proposal,
    ProposedLine,
    Variant,
)
from decision_diff.changes import EFFECTS
from decision_diff.characters import show_hidden
from decision_diff.renderers.pieces import show_inline

SCHEMA_VERSION: Final = "1.0"
NOTHING: Final = "nothing"


def format_compilation(compilation: Compilation) -> str:
    """A compilation as text: who proposes, the conflicts, then clause by clause who proposes what, in the order of the base."""
    marks = ("{-", "-}"), ("{+", "+}")
    if not has_square_brackets(compilation):
        marks = ("[-", "-]"), ("{+", "+}")
    lines = [f"Base: {show_inline(compilation.base.source.name)}"]
    lines += [_introduce(one) for one in compilation.proposals]
    lines.append(count_entries(compilation))
    if compilation.conflicts:
        lines += ["", "Conflicts:", *(f"{at}. {one}" for at, one in enumerate(format_conflicts(compilation), 1))]
    for _, entry in compilation.shown:
        lines += ["", *_format_entry(compilation, entry, marks)]
    if renumbered := [f"  {join_names(names)}: {said}" for names, said in list_renumbered(compilation)]:
        lines += ["", "Only renumbered:", *renumbered]
    return "\n".join(lines) + "\n"


def list_renumbered(compilation: Compilation) -> Iterator[tuple[tuple[str, ...], str]]:
    """Which clauses are only renumbered, by those who do it alike: `decides 2 → 3, decides 3 → 4`."""
    found: dict[tuple[str, ...], list[str]] = {}
    for entry in compilation.entries:
        for one in entry.variants if entry.is_only_renumbered else ():
            number = show_inline(one.lines[0].number) or "no number"
            found.setdefault(one.names, []).append(f"{name_entry(entry)} → {number}")
    return ((names, ", ".join(said)) for names, said in found.items())


def _introduce(one: Proposal) -> str:
    kind = {"text": "text", "tracked": "tracked changes", "list": "list of proposals"}[one.kind]
    return f"{show_inline(one.name)}: {show_inline(one.source)} ({kind})"


def count_entries(compilation: Compilation) -> str:
    """How much there is, as a sentence: `proposals on 4 clauses and 1 place between; 2 conflicts`."""
    shown = [entry for _, entry in compilation.shown]
    between = sum(one.inserts for one in shown)
    clauses = len(shown) - between
    said = [f"{clauses} {'clause' if clauses == 1 else 'clauses'}"]
    if between:
        said.append(f"{between} {'place' if between == 1 else 'places'} between")
    count = len(compilation.conflicts)
    quiet = sum(one.is_only_renumbered for one in compilation.entries)
    only = f"; {quiet} only renumbered" if quiet else ""
    return f"proposals on {' and '.join(said)}{only}; {count or 'no'} {'conflict' if count == 1 else 'conflicts'}"


def name_entry(entry: ClauseEntry) -> str:
    """Where an entry stands: a place, `after` one for what comes in, `at the beginning`."""
    if not entry.inserts:
        return show_inline(entry.place)
    return f"after {show_inline(entry.place)}" if entry.place else "at the beginning"


def say_alternative(one: Alternative, *, numbers: bool) -> str:
    """The words of an alternative on one line, with its `numbers` or without; `nothing` if there are none."""
    text = "¶".join(line.text if numbers else line.words for line in one.lines)
    return f"“{show_inline(text)}”" if text else NOTHING


def format_conflicts(compilation: Compilation) -> Iterator[str]:
    """Each conflict on one line: where, the words of the base, and what each makes of them."""
    for one in compilation.conflicts:
        entry = compilation.entries[one.entry]
        yield f"{name_entry(entry)}: {_format_conflict(one, entry)}"


def _format_conflict(one: Conflict, entry: ClauseEntry) -> str:
    said = (f"{join_names(each.names)}: {say_alternative(each, numbers=entry.inserts)}" for each in one.wordings)
    return f"{say_contested(one)}{'; '.join(said)}"


def say_contested(one: Conflict) -> str:
    """The words of the base that are contested, before what each makes of them; "" where there are none."""
    return f"“{show_inline(one.words)}” — " if one.words else ""


def join_names(names: tuple[str, ...]) -> str:
    """Names as they are shown."""
    return ", ".join(map(show_inline, names))


def say_effects(variant: Variant) -> str:
    """What befalls the clause besides its mark: moved, split, joined, renumbered; "" if nothing does."""
    words = {"move": "moved", "split": "split", "join": "joined"}
    said = [words[one] for one in EFFECTS if one in variant.effects and one in words]
    by_number: dict[str, list[str]] = {}
    for name, number in variant.numbers:
        by_number.setdefault(number, []).append(name)
    if "renumbering" in variant.effects and variant.mark != "(MOD)":
        said += [f"number {show_inline(number)}: {join_names(tuple(names))}" for number, names in by_number.items()]
    return ", ".join(said)


def say_ground(name: str, ground: Ground) -> str:
    """`USA: MOD USA/12/1. Reasons: …` on one line."""
    reasons = f" Reasons: {show_inline(' '.join(ground.reasons))}" if ground.reasons else ""
    return f"{show_inline(name)}: {show_inline(ground.printed)}.{reasons}"


def _format_entry(
    compilation: Compilation, entry: ClauseEntry, marks: tuple[tuple[str, str], tuple[str, str]]
) -> Iterator[str]:
    said = [f"conflict {', '.join(str(at + 1) for at in entry.conflicts)}"] if entry.conflicts else []
    said += [f"{entry.status} in the base"] if entry.status else []
    yield f"{name_entry(entry)}{_put_in_brackets(said)}"
    around = {"delete": marks[0], "insert": marks[1], "equal": ("", "")}
    for one in entry.variants:
        effects = say_effects(one)
        yield f"  {one.mark} — {join_names(one.names)}{f' ({effects})' if effects else ''}"
        shown = "".join(
            around[op][0] + show_hidden(text.replace("\t", " | ").replace("\n", "¶")) + around[op][1]
            for op, text in list_runs(compilation, entry, one)
        )
        yield f"    {shown}"
        for name, ground in one.grounds:
            yield f"    {say_ground(name, ground)}"


def _put_in_brackets(said: list[str]) -> str:
    return f" ({'; '.join(said)})" if said else ""


def write_compilation(compilation: Compilation) -> str:
    """A compilation as JSON."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "base": {"name": compilation.base.source.name, "sha256": compilation.base.source.sha256},
        "proposals": [{"name": one.name, "source": one.source, "kind": one.kind} for one in compilation.proposals],
        "entries": [_make_entry(compilation, one) for one in compilation.entries],
        "conflicts": [_make_conflict(one) for one in compilation.conflicts],
        "notices": [{"code": one.code, "message": one.message} for one in compilation.notices],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def load_schema() -> str:
    """The JSON Schema of a compilation."""
    return resources.files(__package__).joinpath("compilation-1.schema.json").read_text(encoding="utf-8")


def _make_entry(compilation: Compilation, entry: ClauseEntry) -> dict[str, Any]:
    line = None if entry.inserts else _make_line(compilation.lines[entry.line])
    return {
        "eid": entry.eid,
        "place": entry.place,
        "inserts": entry.inserts,
        "base": line,
        "status": entry.status,
        "variants": [_make_variant(compilation, entry, one) for one in entry.variants],
        "conflicts": [at + 1 for at in entry.conflicts],
    }


def _make_variant(compilation: Compilation, entry: ClauseEntry, one: Variant) -> dict[str, Any]:
    return {
        "names": list(one.names),
        "mark": one.mark,
        "effects": [effect for effect in EFFECTS if effect in one.effects],
        "lines": [_make_line(line) for line in one.lines],
        "runs": [{"op": op, "text": text} for op, text in list_runs(compilation, entry, one)],
        "numbers": [{"name": name, "number": number} for name, number in one.numbers],
        "grounds": [
            {"name": name, "printed": each.printed, "reasons": list(each.reasons)} for name, each in one.grounds
        ],
    }


def _make_line(line: ProposedLine) -> dict[str, str]:
    return {"number": line.number, "words": line.words}


def _make_conflict(one: Conflict) -> dict[str, Any]:
    return {
        "entry": one.entry + 1,
        "base": one.words,
        "alternatives": [
            {"names": list(each.names), "lines": [_make_line(line) for line in each.lines]} for each in one.alternatives
        ],
    }
