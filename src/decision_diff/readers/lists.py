"""What a number means that a program printed before a paragraph, whatever the format: Word's, a browser's, LibreOffice's.

A number prints the same and means the same whether a program or an author wrote it: what is printed is read with the
grammar of `labels`.
"""

from __future__ import annotations

from typing import Final

from decision_diff import labels
from decision_diff.memory import remembered
from decision_diff.model import Label

_LETTERED: Final = frozenset({"lowerLetter", "upperLetter"})


def make_label(printed: str, form: str, values: tuple[int, ...], *, level: int = 0, template: str = "") -> Label:
    """The label of a number as printed.

    `form` is Word's name of its format (`ooxml.number_formats`), `values` are the numbers of its levels, `level` is how deep its
    list is, from 0. What the grammar does not know keeps `values`, and its template as style.
    """
    text = printed.strip()
    found = _find(text)
    if found is not None and found.label.text == text:
        label = found.label
        if form in _LETTERED:  # "i)" as the ninth letter
            label = next((other for other in found.others if other.style[:-1].lower().endswith("a")), label)
        return Label(text, label.value, label.level, label.style, typed=False)
    if form == "bullet":
        return Label(text, (), "item", "•", typed=False)
    return Label(text, values, "point" if level else "paragraph", f"{form} {template.strip()}", typed=False)


@remembered(4096)  # the views of a redline have the numbers of its two documents
def _find(number: str) -> labels.FoundLabel | None:
    return labels.find(f"{number}\t")
