"""Formats of packages outside: rows that they add to our tables by entry point."""

from __future__ import annotations

from typing import TypeVar

from decision_diff.errors import FormatError

T = TypeVar("T")


def load_rows(group: str, kind: type[T], what: str) -> list[T]:
    """The rows of an entry-point group, by name of the entry; `what` is what a sentence calls one of them.

    FormatError if one cannot be loaded, or is not a `kind`.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - late, for it costs half of the whole start

    found = []
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)):
        try:
            row = entry.load()
        except Exception as error:  # whatever a package of others raises on import
            raise FormatError(f"the {what} {entry.name!r} of {entry.value} cannot be loaded: {error}") from error
        if not isinstance(row, kind):
            raise FormatError(f"the {what} {entry.name!r} of {entry.value} is not a {kind.__name__}")
        found.append(row)
    return found
