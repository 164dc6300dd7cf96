"""The numbers of clauses: how they are found at the head of a line, what they mean, and what follows what.

    第三条之二　…      "第三条之二"   (3, 2)     article     之一, bis and a letter count as one more place
    （十二）…          "（十二）"     (12,)      point
    Section 2.03 …     "Section 2.03" (2, 3)     section
    –	…              "–"            ()         item        a bullet has no value

`grammar` composes what a number looks like, `numerals` reads it. Whether a doubtful reading is meant (`FoundLabel.weak`)
is decided by `parse`, which knows what number is due. Half and full width read the same; the label keeps the
characters as printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from decision_diff.labels.found import FoundLabel
from decision_diff.labels.grammar import Grammar, make_grammar
from decision_diff.labels.keywords import find_base_style, find_code_part
from decision_diff.labels.numerals import WIDE, parse_numeral
from decision_diff.labels.paths import SPACES
from decision_diff.labels.tombstones import is_tombstone
from decision_diff.languages import KNOWN
from decision_diff.memory import remembered
from decision_diff.model import Label
from decision_diff.patterns import late

__all__ = [
    "FoundLabel", "Grammar", "find", "find_base_style", "find_code_part", "find_lead", "get_last", "is_next", "is_tombstone", "make_grammar", "make_slug", "parse_numeral",
]  # fmt: skip

_LEAD = late(rf"(?:[{SPACES}\ufeff\u200e\u200f\u061c\f\v]|\[bookmark: [^\]\n]{{0,200}}\])*")
_LEAD_STARTS = frozenset((*SPACES, "\ufeff", "\u200e", "\u200f", "\u061c", "\f", "\v", "["))


def find_lead(line: str) -> str:
    """Indentation, direction marks and Word's `[bookmark: …]` residue at the head of a line."""
    if line[:1] not in _LEAD_STARTS:
        return ""  # most lines begin with a letter: no pattern is run for them
    found = _LEAD.match(line)
    return found.group() if found else ""


def find(line: str, grammar: Grammar | None = None) -> FoundLabel | None:
    """The number at the head of a line (without its line end), or None. Never cuts: the four parts join to the line.

    `grammar`: of the languages of the text; Chinese and English if not given.
    """
    lead = find_lead(line)
    found = (grammar or make_grammar(KNOWN[:2])).find_at(line, len(lead))
    return replace(found, lead=lead) if found and lead else found


def make_slug(label: Label) -> str:
    """The number as part of an eid, after the Akoma Ntoso Naming Convention 1.0, section 5.4: arabic, lower case, bare.

    第三条之二 is "3-2", 1.10 is "1.10", 3 bis is "3bis", b) is "b", iv) is "iv", （十二） is "12", Articles 2 to 4 are "2-4".
    """
    if not label.value:
        return ""
    if label.until:
        return "-".join(".".join(map(str, value)) for value in (label.value, label.until))
    if label.style[:3] in ("zh-", "ja-", "ko-") or label.style in ("annex", "supplement"):
        return str(label.value[0]) if len(label.value) == 1 else "-".join(map(str, label.value))
    return _make_other_slug(label)


@remembered(1 << 14)  # the same numbers stand in both revisions, and in one text many times
def _make_other_slug(label: Label) -> str:
    """The same of a number that is printed in letters and points."""
    words = label.text.translate(WIDE).lower()
    if label.style[2:3] == "-" and words[:1].isdigit():
        return "-".join(map(str, label.value))  # 3. Kapitel: what stands behind the number is its word
    if label.style.strip("().'") in ("a", "A", "i", "I", "aa", "AA"):
        return re.sub(r"[^a-z]", "", words)
    if label.style.startswith("A.1"):
        return re.sub(r"^[^a-z]+|[^0-9a-z.]|\.+$", "", words)
    if not any(char.isascii() and char.isdigit() for char in words):
        return "-".join(map(str, label.value))
    if find_base_style(label.style) != label.style:
        return f"{label.style[-1].lower()}{'-'.join(map(str, label.value[1:]))}"
    bare = re.sub(r"^[^0-9]+|[^0-9a-z.]", "", words).rstrip(".")
    return "-".join(map(str, label.value)) if bare.isdigit() and len(label.value) > 1 else bare


def get_last(label: Label) -> tuple[int, ...]:
    """What the next number follows: of Articles 2 to 4 it is 4."""
    return label.until or label.value


def is_next(value: tuple[int, ...], previous: tuple[int, ...] | None) -> bool:
    """Whether `value` is due after `previous` in one list: 3 -> 4, 3 -> 3之一, 3之一 -> 3之二, 3之一 -> 4, None -> 1."""
    if not value:
        return True  # a bullet is always due
    if not previous:
        return value[-1:] in ((0,), (1,))
    size, before = len(value), len(previous)
    if size == before == 1:  # nearly always
        return value[0] == previous[0] + 1
    if size > before:
        return value[:before] == previous and value[before] in (1, 2)
    return value[-1] == previous[size - 1] + 1 and value[:-1] == previous[: size - 1]
