"""Pins, with which a reviewer overrules the alignment: `OLD=NEW` says that this clause became that one, `OLD=` that it was repealed.

A clause is named by its address (art_12__para_2, as `outline` lists them), or by its place or number as printed (做出决定8,
第十二条), where only one clause has it: see `places`. In a file each line is one pin; what follows # is a comment.
"""

from __future__ import annotations

from collections.abc import Iterable

from decision_diff.errors import PinError
from decision_diff.model import Decision, Source
from decision_diff.reviewer.places import ClauseFinder

NamedPin = tuple[str | None, str | None]  # eids of an old clause and of the new one that it became


def read(source: Source) -> list[str]:
    """The pins of a file, in order. PinError if it is not UTF-8."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PinError("the pins file is not valid UTF-8", source=source.name) from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def resolve(pins: Iterable[str], old: Decision, new: Decision) -> tuple[NamedPin, ...]:
    """The eids that pins name, in order.

    PinError for what is not a pin, for a clause that is not there or whose name several have, and for a clause that is
    said both to have become another and to have become none.
    """
    sides = ClauseFinder(old), ClauseFinder(new)
    found = tuple(_resolve_pin(pin, *sides) for pin in pins)
    for side, decision in enumerate((old, new)):
        linked = {pair[side] for pair in found if all(pair)}
        for pair in found:
            if pair[side] in linked and not all(pair):
                raise PinError(f"the pins contradict each other about {pair[side]}", source=decision.source.name)
    return found


def _resolve_pin(pin: str, old: ClauseFinder, new: ClauseFinder) -> NamedPin:
    was, now = _divide(pin, old, new)
    if not (was or now):
        raise PinError(
            f"the pin {pin!r} is not written as OLD=NEW; leave one side empty for a clause that was repealed or inserted"
        )
    return _find_named(was, old, pin) if was else None, _find_named(now, new, pin) if now else None


def _divide(pin: str, old: ClauseFinder, new: ClauseFinder) -> tuple[str, str]:
    """Both sides of a pin; where a heading has an equals sign too, the pin is divided where both sides are clauses."""
    parts = pin.split("=")
    ways = [("=".join(parts[:at]).strip(), "=".join(parts[at:]).strip()) for at in range(1, len(parts))]
    for was, now in ways if len(ways) > 1 else ():
        if (was or now) and all(not name or side.find(name) for side, name in ((old, was), (new, now))):
            return was, now
    return ways[0] if ways else ("", "")


def _find_named(name: str, places: ClauseFinder, pin: str) -> str:
    def fail(sentence: str) -> PinError:
        return PinError(f"the pin {pin!r}: {sentence}", source=places.decision.source.name)

    return places.resolve(name, fail)
