"""Recites instructions as Acts of the United Kingdom do.

(1)	In section 3(2), for “x” substitute “y”.
(2)	After section 4 insert—
“4A …”
(3)	Omit section 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.amend.instructions import Instruction, Quotation
from decision_diff.amend.styles.english_places import name_source, name_twin, print_place
from decision_diff.amend.styles.recited import Recited, choose_marks


def recite(instructions: Sequence[Instruction], law: str) -> list[Recited]:
    """The lines of an act, from its title to its last item."""
    lines = [Recited(f"Amendment of {law}")] if law else []
    for number, one in enumerate(instructions, 1):
        lines.append(Recited(f"({number})\t{_SAYERS[one.verb](one)}", (one,)))
    return lines


def _quote(words: Quotation) -> str:
    marks = choose_marks(["\n".join(words.paragraphs)], (("“", "”"), ("‘", "’"), ('"', '"')))
    return "\n".join(words.paragraphs).join(marks)


def _say_replace(one: Instruction) -> str:
    return f"For {name_source(one)} substitute—\n{_quote(one.new_words[0])}."


def _say_delete(one: Instruction) -> str:
    return f"Omit {name_source(one)}."


def _say_insert(one: Instruction) -> str:
    side = {"after": "After", "before": "Before", "end": "At the end of", "start": "At the beginning of"}[one.where]
    twin = name_twin(one)
    return f"{side} {name_source(one)} insert{f', as {twin}' if twin else ''}—\n{_quote(one.new_words[0])}."


def _say_renumber(one: Instruction) -> str:
    return f"Renumber {name_source(one)} as {print_place(one.targets[0], base='section')}."


def _say_substitute(one: Instruction) -> str:
    return f"In {name_source(one)}, for {_quote(one.old_words[0])} substitute {_quote(one.new_words[0])}."


def _say_insert_words(one: Instruction) -> str:
    return f"In {name_source(one)}, {one.where} {_quote(one.old_words[0])} insert {_quote(one.new_words[0])}."


def _say_delete_words(one: Instruction) -> str:
    return f"In {name_source(one)}, omit {_quote(one.old_words[0])}."


_SAYERS: Final = {
    "replace": _say_replace,
    "delete": _say_delete,
    "insert": _say_insert,
    "renumber": _say_renumber,
    "substitute-words": _say_substitute,
    "insert-words": _say_insert_words,
    "delete-words": _say_delete_words,
}
