"""What verification finds: differences by revision, place and kind, and the verdict in three lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

from decision_diff.characters import show_hidden
from decision_diff.frozen import frozen
from decision_diff.model import Notice

NamedText = Literal["old", "new", ""]  # "": the redline as a whole
# What is compared: words and numbers of clauses; what a reader sees besides or does not see; headers and footers.
Aspect = Literal["text", "shown", "headers"]
ASPECTS: Final[dict[Aspect, str]] = {
    "text": "text",
    "shown": "what is shown",
    "headers": "headers and footers",
}

# Kinds of differences in words, and what they mean.
KINDS: Final = {
    "silent": "changed in both texts, without a tracked change",
    "unmarked": "amended without a tracked change",
    "left-out": "the amendment is left out",
    "words": "other words",
}


@frozen
class Difference:
    """A difference between what a redline gives and what the file has.

    `position` counts the clauses of the file from 0, or the paragraphs of a header or footer; `place` names that ("header
    1"), and is "" in a clause. `expected` is the line of the file and `found` that of the redline, None where one of them
    has none there. If `aspect` is "shown" they are what a reader sees of `what` besides the words.
    `kind` is one of `KINDS`, or says what is shown otherwise ("hidden", "link" …); for people `what` says it. `unmarked`:
    of a header or of what is shown, both views have what the new text has: who wrote the redline did not mark that change.
    """

    revision: NamedText
    position: int
    expected: str | None
    found: str | None
    place: str = ""
    aspect: Aspect = "text"
    kind: str = ""
    what: str = ""
    unmarked: bool = False

    @property
    def shown(self) -> str:
        """The difference for people, in one to three lines."""
        where = f"{self.place}, paragraph" if self.aspect == "headers" else "clause"
        place = self.place if self.aspect == "shown" and self.place else f"{where} {self.position + 1}"
        said = self.what or KINDS.get(self.kind, "")
        if self.unmarked:
            said = ", ".join(filter(None, (said, "as in the new text, without a tracked change")))
        head = (f"{self.revision} text, " if self.revision else "") + place + (f": {said}" if said else "")
        if self.expected is None and self.found is None:
            return f"{head}\n"
        return f"{head}\n  file:    {_show(self.expected)}\n  redline: {_show(self.found)}\n"


@frozen
class Verification:
    """The verdict, true if the redline is verified in all that was compared.

    `differences` are in order, those of the old text first. `unchecked` says of an aspect why it was not compared.
    `swapped`: rejecting gives the new text, and accepting the old one.
    """

    differences: tuple[Difference, ...]
    notices: tuple[Notice, ...]
    unchecked: tuple[tuple[Aspect, str], ...] = ()
    swapped: bool = False

    @property
    def verified(self) -> bool:
        """Whether rejecting gives exactly the old text, and accepting exactly the new."""
        return not self.differences

    def __bool__(self) -> bool:
        return self.verified

    def of(self, aspect: Aspect) -> tuple[Difference, ...]:
        """The differences in one aspect."""
        return tuple(one for one in self.differences if one.aspect == aspect)

    @property
    def only_unmarked(self) -> bool:
        """Whether the words are verified, and the only differences are changes to something else that were not marked."""
        return bool(self.differences) and all(one.unmarked for one in self.differences)

    @property
    def lines(self) -> tuple[str, ...]:
        """The verdict for people: a line for the text, one for what is shown, one for headers and footers."""
        if self.swapped:
            return ("NOT verified: the two texts are swapped; rejecting gives the new text, accepting the old one",)
        why = dict(self.unchecked)
        return tuple(f"{name}: {why.get(aspect) or self._judge(aspect)}" for aspect, name in ASPECTS.items())

    def _judge(self, aspect: Aspect) -> str:
        found = self.of(aspect)
        if not found:
            return "verified"
        said = _count_kinds(aspect, [one for one in found if not one.unmarked] or found)
        if all(one.unmarked for one in found):
            return f"not marked: {said}, as in the new text without a tracked change"
        return f"NOT verified: {said}"


def _count_kinds(aspect: Aspect, found: Sequence[Difference]) -> str:
    if aspect == "shown":
        kinds = Counter(one.kind for one in found)
        return ", ".join(f"{count} × {kind}" for kind, count in kinds.items())
    if aspect == "headers":
        return ", ".join(dict.fromkeys(one.place for one in found))
    clauses = {(one.revision, one.position) for one in found}
    return "1 clause differs" if len(clauses) == 1 else f"{len(clauses)} clauses differ"


def _show(line: str | None) -> str:
    """A line as it can be printed: one that is not there, and characters that would not show, are said."""
    if line is None:
        return "(nothing)"
    return show_hidden(line).replace("\t", " | ").replace("\n", "↵")
