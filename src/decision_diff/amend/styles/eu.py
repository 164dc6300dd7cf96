"""Recites instructions as legal acts of the European Union do.

(1)	Article 3(2) is replaced by the following:
‘2. …’;
(2)	after Article 5, the following Article 5a is inserted:
‘Article 5a …’;
(3)	in Article 4(1), the words ‘x’ are replaced by ‘y’;
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.amend.instructions import Instruction, Quotation
from decision_diff.amend.styles.english_places import name_source, name_twin, print_place, strip_number
from decision_diff.amend.styles.recited import Recited


def recite(instructions: Sequence[Instruction], law: str) -> list[Recited]:
    """The lines of an act, from its title to its last item."""
    lines = [Recited(f"{law} is amended as follows:")] if law else []
    for number, one in enumerate(instructions, 1):
        end = "." if number == len(instructions) else ";"
        lines.append(Recited(f"({number})\t{_SAYERS[one.verb](one)}{end}", (one,)))
    return lines


def _quote(words: Quotation) -> str:
    return "\n".join(words.paragraphs).join("‘’")


def _say_replace(one: Instruction) -> str:
    return f"{name_source(one)} {_is(one)} replaced by the following:\n{_quote(one.new_words[0])}"


def _is(one: Instruction) -> str:
    return "are" if print_place(one.sources[0]).startswith("the opening words") else "is"


def _say_delete(one: Instruction) -> str:
    return f"{name_source(one)} is deleted"


def _say_insert(one: Instruction) -> str:
    side = {"after": "after", "before": "before", "end": "at the end of", "start": "at the beginning of"}[one.where]
    return f"{side} {name_source(one)}, the following {_name_inserted(one)}is inserted:\n{_quote(one.new_words[0])}"


def _name_inserted(one: Instruction) -> str:
    if twin := name_twin(one):
        return f"{twin} "
    step = one.targets[0].steps[-1] if one.targets else None
    if step is None or not step.printed or step.unit in ("row", "named"):
        return "text "
    unit = {"article": "Article", "part": "Part", "chapter": "Chapter", "paragraph": "paragraph"}.get(
        step.unit, "point"
    )
    return f"{unit} {strip_number(step.printed)} "


def _say_renumber(one: Instruction) -> str:
    return f"{name_source(one)} is renumbered as {print_place(one.targets[0], base='section')}"


def _say_substitute(one: Instruction) -> str:
    return f"in {name_source(one)}, the words {_quote(one.old_words[0])} are replaced by {_quote(one.new_words[0])}"


def _say_insert_words(one: Instruction) -> str:
    return f"in {name_source(one)}, the words {_quote(one.new_words[0])} are inserted {one.where} {_quote(one.old_words[0])}"


def _say_delete_words(one: Instruction) -> str:
    return f"in {name_source(one)}, the words {_quote(one.old_words[0])} are deleted"


_SAYERS: Final = {
    "replace": _say_replace,
    "delete": _say_delete,
    "insert": _say_insert,
    "renumber": _say_renumber,
    "substitute-words": _say_substitute,
    "insert-words": _say_insert_words,
    "delete-words": _say_delete_words,
}
