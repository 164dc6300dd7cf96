"""A number found at the head of a line, with the characters around it."""

from __future__ import annotations

from decision_diff.frozen import frozen
from decision_diff.model import Label


@frozen
class FoundLabel:
    """A possible reading of a line's head: `lead + label.text + gap + text` is the line.

    `weak` readings also occur in running text ("3 experts shall …", "第三条规定…") and need the context's support.
    `others` are further meanings of the same characters: "i)" is Roman 1 and the ninth letter.
    """

    lead: str
    label: Label
    gap: str
    text: str
    weak: bool = False
    others: tuple[Label, ...] = ()
