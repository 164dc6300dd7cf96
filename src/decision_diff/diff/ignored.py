"""What a user asked to leave out of account, as Word's own comparison can: it is set aside and counted, never hidden.

Set aside is a change all of whose differences are of that kind. One that holds another difference too stays whole: its edits
are what they are, and both texts can be read back from them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from decision_diff.changes import IGNORABLE, Change, Comparison, Ignorable
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


def set_aside(comparison: Comparison, ignore: frozenset[Ignorable]) -> Comparison:
    """The comparison with the changes that only differ in what is ignored set aside, and a notice that counts them."""
    if not ignore:
        return comparison
    ignored = tuple(change for change in comparison.changes if _is_ignored(change, ignore))
    away = {id(change) for change in ignored}
    kept = tuple(change for change in comparison.changes if id(change) not in away)
    headers = len(comparison.headers) if "headers" in ignore else 0
    made = replace(comparison, changes=kept, ignored=ignored, ignore=ignore)
    names = ", ".join(_NAMES[name] for name in IGNORABLE if name in ignore)
    counts = ", ".join(_counts(len(ignored), headers)) or "nothing differs only in that"
    return replace(
        made, notices=(*made.notices, Notice("set-aside", f"not counted as a difference: {names}; {counts}"))
    )


def _counts(changes: int, headers: int) -> Iterator[str]:
    if changes:
        yield f"{changes} {'change' if changes == 1 else 'changes'} set aside"
    if headers:
        yield f"{headers} {'header or footer' if headers == 1 else 'headers or footers'} set aside"


def _is_ignored(change: Change, ignore: frozenset[Ignorable]) -> bool:
    if "notes" in ignore and all(clause.level == "note" for clause in (*change.old, *change.new)):
        return True
    if not change.effects <= {"substitution"}:
        return False
    kinds = {kind for name in ignore for kind in _FEATURES.get(name, ())}
    if any(one.kind not in kinds for one in change.features):
        return False
    old, new = change.old_text, change.new_text
    if "punctuation" in ignore and _numbers(old) != _numbers(new):
        return False
    return all(
        edit.op == "equal" or _reduced(edit.old.of(old), ignore) == _reduced(edit.new.of(new), ignore)
        for edit in change.edits
    )


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(unicodedata.normalize("NFKC", text).translate(_DASHES))


def _reduced(text: str, ignore: frozenset[Ignorable]) -> str:
    if "space" in ignore:
        text = _SPACE.sub("", text)
    if "case" in ignore:
        text = text.lower()  # not folded: ß and ss make two words
    if "punctuation" in ignore:
        text = "".join(char for char in text if not unicodedata.category(char).startswith("P"))
    return text
