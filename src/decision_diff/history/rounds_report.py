"""The rounds of a negotiation, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from decision_diff.changes import Comparison
from decision_diff.characters import show_hidden
from decision_diff.history import History
from decision_diff.history.manifest import Revision
from decision_diff.history.report import format_head
from decision_diff.history.rounds import EVENTS, EventKind, Round, RoundEvent
from decision_diff.renderers.pieces import show_inline

SCHEMA_VERSION: Final = "1.0"
_SAYINGS: Final[dict[EventKind, str]] = {
    "added": "added",
    "dropped": "dropped",
    "reworded": "reworded",
    "bracketed": "in brackets now",
    "agreed": "agreed",
    "chosen": "alternative chosen",
    "narrowed": "brackets narrowed",
    "widened": "brackets widened",
    "re-opened": "opened again",
    "changed": "changed",
    "vanished": "VANISHED without a mark",
}
_SHOWN: Final = 120  # code points of the words of an event


def format_rounds(history: History, rounds: Sequence[Round], known: Sequence[Revision]) -> str:
    """The rounds as text, oldest first: of each what it did in the order of the text, and how many brackets are open; then what vanished."""
    if not rounds:
        return "There is only one round.\n"
    heads = {one.label: format_head(one) for one in known}
    lines: list[str] = []
    for one, comparison in zip(rounds, history.comparisons, strict=True):
        counts = Counter(event.kind for event in one.events)
        said = ", ".join(f"{counts[kind]} {_SAYINGS[kind]}" for kind in EVENTS if counts[kind]) or "nothing of these"
        lines += [
            heads.get(one.label, show_inline(one.label)),
            f"  {said}; open brackets: {one.open_before} → {one.open_now}",
        ]
        lines += [f"  {line}" for line in map(lambda event, of=comparison: say_event(of, event), one.events)]  # type: ignore[misc]
        lines.append("")
    return "\n".join([*lines, *_sum_up(rounds)]) + "\n"


def _sum_up(rounds: Sequence[Round]) -> Iterator[str]:
    count = sum(len(one.vanished) for one in rounds)
    if not count:
        yield "Nothing vanished without a mark."
    else:
        where = ", ".join(show_inline(one.label) for one in rounds if one.vanished)
        yield f"{count} {'passage' if count == 1 else 'passages'} vanished without a mark, in {where}."


def say_event(comparison: Comparison, event: RoundEvent) -> str:
    """One event in one line: where, what, and the words."""
    text = comparison.old if event.is_old else comparison.new
    since = f" (agreed in {show_inline(event.since)})" if event.since else ""
    words = show_hidden(event.words.replace("\n", " ").replace("\t", " | "))
    words = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    return f"{show_inline(text.place(event.eid))}: {_SAYINGS[event.kind]}{since}: {words}"


def make_rounds(history: History, rounds: Sequence[Round], known: Sequence[Revision]) -> dict[str, Any]:
    """The rounds as one dictionary, after `rounds-1.schema.json`."""
    about = {one.label: one for one in known}
    return {
        "schema_version": SCHEMA_VERSION,
        "rounds": [
            {
                "label": one.label,
                "date": revision.date.isoformat() if (revision := about.get(one.label)) and revision.date else None,
                "open_before": one.open_before,
                "open_now": one.open_now,
                "events": [
                    {
                        "kind": event.kind,
                        "text": "old" if event.is_old else "new",
                        "eid": event.eid,
                        "place": (comparison.old if event.is_old else comparison.new).place(event.eid),
                        "words": event.words,
                        "since": event.since,
                    }
                    for event in one.events
                ],
            }
            for one, comparison in zip(rounds, history.comparisons, strict=True)
        ],
    }


def load_schema() -> str:
    """The JSON schema of `make_rounds`."""
    from importlib import resources  # noqa: PLC0415 - late: only the command `schema` needs it

    return resources.files(__package__).joinpath("rounds-1.schema.json").read_text(encoding="utf-8")
