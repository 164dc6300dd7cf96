"""Numbers that do not stand at the very head of their line: behind a bracket that holds the clause, or before a line break of a paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from decision_diff.labels import FoundLabel, Grammar, find

BRACKETS: Final = ("[", "［")


def read_bracketed(text: str, grammar: Grammar) -> FoundLabel | None:
    """A number behind the bracket that holds its clause: `[3 to invite …]`. The bracket stays one of the words (`get_words`).

    It needs the support of the numbers around it: [3 members] may begin a text as well.
    """
    found = grammar.find_at(text, 1)
    if found is None or not found.label.value or not found.gap or not found.text or found.label.level == "attachment":
        return None
    return replace(found, lead=text[0], weak=True)


def get_words(found: FoundLabel) -> str:
    """The words behind a number, and the bracket that opens before it."""
    return found.lead + found.text if found.lead[:1] in BRACKETS else found.text


def read_broken(text: str, lead: str, grammar: Grammar) -> FoundLabel | None:
    """A number at the head of a paragraph that holds line breaks: one of them may be what divides it from the text.

    What is found has no lead but a line break before the number.
    """
    found = find(text.replace("\n", "\t"), grammar)
    if found is None:
        return None
    start = len(found.lead) + len(found.label.text)
    end = start + len(found.gap)
    return replace(found, lead=text[len(lead) : len(found.lead)], gap=text[start:end], text=text[end:])
