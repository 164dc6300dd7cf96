"""What a reviewer overrules: `OLD=NEW` says that this clause became that one, `OLD=` that it was repealed.

A clause is named by its address (art_12__para_2, as `outline` lists them) or by its number as printed (第十二条), where
only one clause has it. In a file each line is one pin; what follows # is a comment.
"""

from __future__ import annotations

from collections.abc import Iterable

from decision_diff.errors import PinError
from decision_diff.model import Decision, Source

Pair = tuple[str | None, str | None]  # eids of an old clause and of the new one that it became


def read(source: Source) -> list[str]:
    """The pins of a file, in order. PinError if it is not UTF-8."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PinError("a file of pins is UTF-8, and this is not", source=source.name) from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def resolve(pins: Iterable[str], old: Decision, new: Decision) -> tuple[Pair, ...]:
    """The eids that pins name, in order.

    PinError for what is no pin, for a clause that is not there or whose number several have, and for a clause that is
    said both to have become another and to have become none.
    """
    found = tuple(_resolved(pin, old, new) for pin in pins)
    for side, decision in enumerate((old, new)):
        linked = {pair[side] for pair in found if all(pair)}
        for pair in found:
            if pair[side] in linked and not all(pair):
                raise PinError(f"the pins contradict each other about {pair[side]}", source=decision.source.name)
    return found


def _resolved(pin: str, old: Decision, new: Decision) -> Pair:
    was, equals, now = (part.strip() for part in pin.partition("="))
    if not equals or not (was or now):
        raise PinError(f"the pin {pin!r} is not written as OLD=NEW; leave one side empty for a clause that became none")
    return _named(was, old, pin) if was else None, _named(now, new, pin) if now else None


def _named(name: str, decision: Decision, pin: str) -> str:
    matches = [clause.eid for clause in decision.walk() if clause.eid == name]
    matches = matches or [clause.eid for clause in decision.walk() if clause.number == name]
    if len(matches) == 1:
        return matches[0]
    if matches:
        shown = ", ".join(matches[:4]) + (" …" if len(matches) > 4 else "")
        raise PinError(
            f"the pin {pin!r}: several clauses have the number {name}; say which: {shown}", source=decision.source.name
        )
    raise PinError(
        f"the pin {pin!r}: there is no clause {name}; `decision-diff outline` lists the clauses of a text",
        source=decision.source.name,
    )
