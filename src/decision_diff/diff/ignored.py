"""What a user asked to leave out of account, as Word's own comparison can: it is set aside and counted, never hidden.

Set aside is a change all of whose differences are of that kind. One that holds another difference too stays whole: its edits
are what they are, and both texts can be read back from them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from decision_diff.changes import IGNORABLE, Change, Ignorable, StoryChange
from decision_diff.errors import FormatError
from decision_diff.model import FeatureKind, Notice
from decision_diff.patterns import late

_FEATURES: Final[dict[Ignorable, frozenset[FeatureKind]]] = {
    "links": frozenset({"link", "reference"}),
    "pictures": frozenset({"picture"}),
    "notes": frozenset({"note"}),
}
_SPACE: Final = late(r"\s+")
# A number with the marks that are part of it: 1.5, 1,000, -5, 12:30, 10 %. Without them it is another number.
_NUMBER: Final = late(r"(?:(?<![\w)])-)?\d(?:[^\w\s]?\d)*(?:\s?[%‰‱])?")
_DASHES: Final = str.maketrans("‐‑‒–—―−", "-------")
_NAMES: Final = {
    "space": "white space", "case": "upper and lower case", "punctuation": "punctuation", "headers": "headers and footers",
    "notes": "notes", "links": "where links lead", "pictures": "pictures",
}  # fmt: skip


def check_ignorable(names: Collection[str]) -> frozenset[Ignorable]:
    """The names as values; FormatError for one that is not among `IGNORABLE`."""
    for name in names:
        if name not in IGNORABLE:
            raise FormatError(f"{name!r} cannot be ignored; choose from {', '.join(IGNORABLE)}")
    return frozenset(name for name in IGNORABLE if name in names)


def set_aside(
    changes: Sequence[Change], ignore: Collection[Ignorable]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The changes that count, and those that differ only in what is ignored; each in the given order."""
    ignored = [bool(ignore) and _is_ignored(change, ignore) for change in changes]
    both = list(zip(changes, ignored, strict=True))
    return tuple(change for change, away in both if not away), tuple(change for change, away in both if away)


def report_ignored(
    ignore: Collection[Ignorable], ignored: Sequence[Change], headers: Sequence[StoryChange]
) -> Iterator[Notice]:
    """A notice that counts what was set aside, of the headers and footers that differ too, if anything is ignored."""
    if ignore:
        names = ", ".join(_NAMES[name] for name in IGNORABLE if name in ignore)
        counts = ", ".join(_counts(len(ignored), len(headers) if "headers" in ignore else 0))
        counted = counts or "nothing differs only in that"
        yield Notice("set-aside", f"not counted as a difference: {names}; {counted}")


def _counts(changes: int, headers: int) -> Iterator[str]:
    if changes:
        yield f"{changes} {'change' if changes == 1 else 'changes'} set aside"
    if headers:
        yield f"{headers} {'header or footer' if headers == 1 else 'headers or footers'} set aside"


def _is_ignored(change: Change, ignore: Collection[Ignorable]) -> bool:
    if "notes" in ignore and all(clause.level == "note" for clause in (*change.old, *change.new)):
        return True
    if not change.effects <= {"substitution"}:
        return False
    kinds = {kind for name in ignore for kind in _FEATURES.get(name, ())}
    if any(one.kind not in kinds for one in change.features):
        return False
    old, new = change.old_text, change.new_text
    if "punctuation" in ignore and _find_numbers(old) != _find_numbers(new):
        return False
    return all(
        edit.op == "equal" or _reduce(edit.old.of(old), ignore) == _reduce(edit.new.of(new), ignore)
        for edit in change.edits
    )


def _find_numbers(text: str) -> list[str]:
    return _NUMBER.findall(unicodedata.normalize("NFKC", text).translate(_DASHES))


def _reduce(text: str, ignore: Collection[Ignorable]) -> str:
    if "space" in ignore:
        text = _SPACE.sub("", text)
    if "case" in ignore:
        text = text.lower()  # not folded: ß and ss make two words
    if "punctuation" in ignore:
        text = "".join(char for char in text if not unicodedata.category(char).startswith("P"))
    return text
