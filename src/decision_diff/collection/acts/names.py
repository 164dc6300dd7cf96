"""Which act a text is: read from its first lines, else from the name of its file."""

from __future__ import annotations

from typing import Final

from decision_diff.collection.acts.cited import find_acts
from decision_diff.collection.acts.words import load_words
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision
from decision_diff.patterns import late

_HEAD: Final = 6  # clauses in which a text names itself and who adopts it
_YEAR: Final = late(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
# What may stand before the number of an act in its own title.
_BEFORE: Final = late(
    r"(?i)\W*(?:(?:sup|mod|add|noc|draft|new|revised|council|itu|wtsa|wtdc|projet de|proyecto de|[\u4e00-\u9fff]{1,12})\W*){0,3}"
)
_CODE: Final = late(r"(?<![A-Za-z0-9])C([0-9]{2})(?![0-9])")
SUPPRESSED: Final = late(r"(?i)^\W*(?:sup|suppressed|abrogated|repealed|\(suppressed\)|废止|已废止)(?![^\W_])")


@frozen
class ActName:
    """The kind, number, body and title of an act, its session and the year of it; "" and 0 for what the text does not say.

    `is_suppressed`: the text says of itself that it is suppressed (SUP RESOLUTION 41).
    """

    kind: str
    number: str
    body: str
    title: str
    session: str
    year: int
    is_suppressed: bool = False

    @property
    def key(self) -> str:
        """What is the same for all revisions; "" where the text has no number."""
        return f"{self.kind} {self.number} {self.body}".strip() if self.number else ""


def read_act_name(decision: Decision) -> ActName:
    """What the first lines of a text say about which act it is."""
    head = decision.walk()[:_HEAD]
    if not head:
        return ActName("", "", "", "", "", 0)
    first = head[0]
    found = find_acts(first.words, ())
    at_start = next((one for one in found if _BEFORE.fullmatch(first.words[: one.span.start])), None)
    title = next(
        (clause.words for clause in head[1:3] if clause.level in ("p", "heading", "title") and not clause.number),
        first.words,
    )
    body = _find_own_body(head)
    is_suppressed = bool(SUPPRESSED.match(first.words))
    if at_start is None:
        return ActName("", "", body, " ".join(first.words.split()), "", 0, is_suppressed)
    session = at_start.session or _read_session(first.words[at_start.span.end :])
    year = at_start.year or _read_year(session)
    return ActName(at_start.kind, at_start.number, body, " ".join(title.split()), session, year, is_suppressed)


def _read_session(rest: str) -> str:
    """What stands in brackets behind the number: （C24，最后修正C25）."""
    opened = rest.strip()
    return opened[1:].partition("）" if opened[0] == "（" else ")")[0] if opened[:1] in ("（", "(") and opened else ""


def _read_year(session: str) -> int:
    years = [int(found) for found in _YEAR.findall(session)] + [2000 + int(found) for found in _CODE.findall(session)]
    return max(years, default=0)


def _find_own_body(head: tuple[Clause, ...]) -> str:
    """The body that adopts the text: named at the beginning of one of its first lines."""
    words = load_words()
    for clause in [one for one in head if one.level == "formula"] or head[:1]:
        line = " ".join(clause.words.casefold().split()).removeprefix("the ").removeprefix("la ").removeprefix("itu ")
        for name, body in words.bodies.items():
            if len(name) > 3 and (
                line.startswith(name)
                or ("\u4e00" <= name[0] <= "\u9fff" and line.startswith((f"国际电信联盟{name}", f"国际电联{name}")))
            ):
                return body
    return ""
