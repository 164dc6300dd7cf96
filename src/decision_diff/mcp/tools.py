"""What each tool does: a function from the arguments, which fit the schema of its input, to the answer, which fits that of its output."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from decision_diff import memory, pipeline
from decision_diff.changes import Comparison
from decision_diff.errors import FormatError, UnreadableError
from decision_diff.mcp.folders import Folders
from decision_diff.model import Decision, Source

Arguments = Mapping[str, Any]
Answer = dict[str, Any]
DEFAULT_LIMIT: Final = 100


def call_tool(name: str, folders: Folders, arguments: Arguments) -> Answer:
    """The answer of the tool of that name. FormatError for an unknown name; other errors are those of the pipeline."""
    tool = _TOOLS.get(name)
    if tool is None:
        raise FormatError(f"the tool {name!r} does not exist; choose from {', '.join(_TOOLS)}")
    with memory.job():
        return tool(folders, arguments)


def _compare(folders: Folders, arguments: Arguments) -> Answer:
    from decision_diff.renderers.options import Titled  # noqa: PLC0415 - late: with all that renders
    from decision_diff.renderers.wording import ENGLISH, sentences  # noqa: PLC0415 - late: likewise
    from decision_diff.renderers.wording.titles import name_texts  # noqa: PLC0415 - late: likewise

    comparison = _find_changes(folders, arguments)
    document = json.loads(pipeline.render(comparison, "json"))
    every = document["changes"]
    signal = arguments.get("signal")
    wanted = [one for one in every if signal in (None, *(said["kind"] for said in one.get("signals", ())))]
    return {
        **document,
        "differs": comparison.differs,
        "counts": sentences.summarize(ENGLISH, comparison, name_texts(comparison, Titled())),
        "left_out": len(every) - len(wanted),
        **_cut(arguments, "changes", wanted),
    }


def _summarize(folders: Folders, arguments: Arguments) -> Answer:
    said = {name: arguments[name] for name in ("labels", "signal") if name in arguments}
    return dict(json.loads(pipeline.render(_find_changes(folders, arguments), "summary-json", **said)))


def _find_changes(folders: Folders, arguments: Arguments) -> Comparison:
    new = arguments.get("new")
    return pipeline.compare(
        folders.read(arguments["old"]),
        None if new is None else folders.read(new),
        language=arguments.get("language", ""),
        ignore=arguments.get("ignore", ()),
    )


def _outline(folders: Folders, arguments: Arguments) -> Answer:
    from decision_diff import outline  # noqa: PLC0415 - late: only who asks for it

    decision = pipeline.read(
        folders.read(arguments["file"]),
        view=arguments.get("view", "accepted"),
        language=arguments.get("language", ""),
    )
    answer = outline.make_records(decision)
    if (clause := arguments.get("clause")) is not None:
        answer["clauses"] = [_pick_clause(answer["clauses"], _find_clause(decision, clause))]
    return answer


def _find_clause(decision: Decision, clause: str) -> str:
    """The eid of a clause by whatever it is called. UnreadableError where it is not there."""
    from decision_diff.reviewer.places import ClauseFinder  # noqa: PLC0415 - late: likewise

    return ClauseFinder(decision).resolve(clause, partial(UnreadableError, source=decision.source.name))


def _pick_clause(clauses: Sequence[Answer], eid: str) -> Answer:
    waiting = list(clauses)
    while (one := waiting.pop())["eid"] != eid:
        waiting.extend(one["children"])
    return one


def _verify(folders: Folders, arguments: Arguments) -> Answer:
    redline, old, new = (
        folders.read(arguments[name]) if name in arguments else None for name in ("redline", "old", "new")
    )
    assert isinstance(redline, Source), "the schema of the input asks for one"  # noqa: S101
    found = pipeline.verify(redline, old, new, language=arguments.get("language", ""))
    differences = [
        {
            "revision": one.revision,
            "position": one.position + 1,
            "place": one.place,
            "aspect": one.aspect,
            "kind": one.kind,
            "expected": one.expected,
            "found": one.found,
            "unmarked": one.unmarked,
            "shown": one.shown,
        }
        for one in found.differences
    ]
    return {
        "verified": found.verified,
        "swapped": found.swapped,
        "lines": list(found.lines),
        "notices": [notice.message for notice in found.notices],
        **_cut(arguments, "differences", differences),
    }


def _follow(folders: Folders, arguments: Arguments) -> Answer:
    from decision_diff.history import History  # noqa: PLC0415 - late: likewise
    from decision_diff.mcp.revisions import read_revisions  # noqa: PLC0415 - late: likewise

    pairs, known = read_revisions(folders, arguments)
    what = arguments.get("what", "log")
    history = History.of(pairs)
    clause, label = arguments.get("clause"), arguments.get("label")
    if label is not None and (what != "blame" or label not in history.labels):
        why = f"there are {', '.join(history.labels)}" if what == "blame" else f"{what} has none; leave it out"
        raise FormatError(f"the label {label!r} cannot be asked for: {why}")
    if clause is not None:
        clause = _find_clause(history.at(label or history.labels[-1]), clause)
    return {
        "what": what,
        "labels": list(history.labels),
        "notices": [f"{name}: {notice.message}" for name, one in pairs for notice in one.notices],
        **_cut(arguments, "rows", _list_rows(history, what, clause, label, known)),
    }


def _list_rows(history: Any, what: str, clause: str | None, label: str | None, known: Any) -> list[Answer]:
    from decision_diff.history import report  # noqa: PLC0415 - late: likewise

    if what == "blame":
        return report.make_blame(history, clause, label)
    if what == "log":
        return report.make_log(history, clause, known)
    if clause is not None:
        raise FormatError("a table has all clauses; leave the clause out, or ask for its log")
    return report.make_table(history)


def _check(folders: Folders, arguments: Arguments) -> Answer:
    from decision_diff import __version__  # noqa: PLC0415 - late: likewise
    from decision_diff.audit.check import report  # noqa: PLC0415 - late: likewise

    old = arguments.get("old")
    found = pipeline.check(
        [folders.read(one) for one in arguments["files"]],
        old=None if old is None else folders.read(old),
        severity=arguments.get("severity", "warning"),
        final=arguments.get("final", False),
        language=arguments.get("language", ""),
    )
    document = json.loads(report.render_report(found, "json", version=__version__))
    return {**document, **_cut(arguments, "findings", document["findings"])}


def _cut(arguments: Arguments, name: str, rows: Sequence[Answer]) -> Answer:
    """The rows that were asked for under that name, how many there are in all, and where the next ones begin."""
    start = arguments.get("first", 1) - 1
    end = start + arguments.get("limit", DEFAULT_LIMIT)
    return {name: list(rows[start:end]), "total": len(rows), "next": end + 1 if end < len(rows) else None}


_TOOLS: Final[Mapping[str, Callable[[Folders, Arguments], Answer]]] = {
    "compare": _compare,
    "summary": _summarize,
    "outline": _outline,
    "verify": _verify,
    "history": _follow,
    "check": _check,
}
