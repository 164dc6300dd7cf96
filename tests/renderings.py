"""What renderers are tried with (hostile characters, random amendments), and texts read back from what they show."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

import comparisons
from decision_diff import renderers
from decision_diff.changes import Change, Comparison, Effect
from decision_diff.model import Clause, Decision
from how import how

HOSTILE = (
    "</ins></style><script>alert('1')</script>\"&amp;<!--{+x+}[-y-]|*_`#@user #1 https://evil.example ![i](u)\\ "
    "\x1b[31m\x00\r\x08\u202e\u200b\u2066\ufeff\ud800\U000e0041¶↵‹U+202E› "
)
ALPHABET = st.sampled_from(
    [
        *"甲乙，。1a <>&\"'{}+-[]()|*_`#@!~$:=.\\/^%",
        *"\r\x00\x1b\u202e\u200b\ufe0f\ud800¶↵‹›",
        "</style>",
        "www.",
        "&lt;",
    ]
)
# Spreadsheets and XML readers of their kind take these for something of their own.
STRANGE = "=1+1 <r><t>x</t></r> _x0041_ &amp; &c ]]> \x07"
WORDS = st.lists(ALPHABET, max_size=12).map("".join)
STEPS = st.lists(st.tuples(st.sampled_from("=-+"), WORDS), min_size=1, max_size=6)


def shown(comparison: Comparison, fmt: str, **options: Any) -> str:
    output = renderers.render(comparison, fmt, how(fmt, **options))
    assert isinstance(output, str)
    return output


def texts(decision: Decision) -> list[str]:
    return [clause.line for clause in decision.walk() if clause.label or clause.words]


def amended(steps: list[tuple[str, str]], *, cells: bool = False) -> Comparison:
    """A comparison with one amended clause, made from random steps."""
    steps = [("=", "首"), *((op, text) for op, text in steps if text)]
    old = "".join(text for op, text in steps if op != "+")
    new = "".join(text for op, text in steps if op != "-")
    return comparisons.pair(old, new, *(op + text for op, text in steps), cells=cells)


@st.composite
def regroupings(draw: st.DrawFn) -> Change:
    """Many clauses that became many, with line feeds anywhere in the edits."""
    steps = draw(st.lists(st.tuples(st.sampled_from("=-+"), st.text("甲乙\n", max_size=5)), min_size=1, max_size=8))
    sides: list[list[Clause]] = []
    for side, other in (("o", "+"), ("n", "-")):
        words = "".join(text for op, text in steps if op != other).split("\n")
        numbered = draw(st.booleans())
        sides.append(
            [comparisons.clause(f"{side}{at}", w, str(at + 1) if numbered else "") for at, w in enumerate(words)]
        )
    effects: list[Effect] = draw(st.sampled_from([["substitution"], ["move", "split"]]))
    return comparisons.change(sides[0], sides[1], "MOD", effects, *(op + text for op, text in steps))


def unshow(text: str) -> str:
    return re.sub(r"‹U\+([0-9A-F]+)›", lambda match: chr(int(match.group(1), 16)), text)
