"""What a check finds: faults, each with a stable code, a place, one sentence, and what to do."""

from __future__ import annotations

from typing import Final, Literal, get_args

from decision_diff.frozen import frozen
from decision_diff.model import Decision, Notice, Span

Severity = Literal["info", "warning", "error"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)  # from the least

# One piece of a small redline: what both have, what stands in the text and should not, what should stand there.
PieceKind = Literal["equal", "delete", "insert"]


@frozen
class FaultPlace:
    """A stretch of a text: of the file `source` the code points `span` of the words of the clause at `eid`, in [0, len(words)].

    `cited` is where the clause stands as a lawyer cites it. `in_number`: it is the number of the clause, and `span` is empty.
    """

    source: str
    eid: str
    cited: str
    span: Span
    in_number: bool = False


@frozen
class TextFinding:
    """A fault, or what looks like one.

    `code` is that of a rule (`rules.load_rules`) and stays the same between versions. `printed` is what stands at `place`.
    `message` says what is wrong in one sentence, `advice` what to do about it. `proposal` is the text that was meant, whole, where
    it is known, else "". `redline` are pieces of a small redline from what stands there to what was meant or is quoted; joined
    without those inserted they are what stands there. `related` are other places that the finding is about.
    """

    code: str
    severity: Severity
    place: FaultPlace
    printed: str
    message: str
    advice: str
    proposal: str = ""
    redline: tuple[tuple[PieceKind, str], ...] = ()
    related: tuple[FaultPlace, ...] = ()


@frozen
class CheckReport:
    """What a check found; true if nothing was.

    `findings` stand in the order of the texts, and in each in the order of its clauses and code points. Those below the severity that
    was asked for, and those of rules that were ignored, are not among them: `left_out` counts the first by severity.
    `notices` are those of the readers.
    """

    texts: tuple[Decision, ...]
    findings: tuple[TextFinding, ...]
    left_out: tuple[tuple[Severity, int], ...] = ()
    notices: tuple[Notice, ...] = ()

    def __bool__(self) -> bool:
        return not self.findings


@frozen
class TextFault:
    """What the module of a family finds, before its rule is looked up: `position` is that of the clause in document order.

    An empty `advice` is that of the rule. `related` are (text, position, span): 0 is the same text, -1 the old one, 1 the first of the others …
    """

    code: str
    position: int
    span: Span
    message: str
    advice: str = ""
    in_number: bool = False
    proposal: str = ""
    redline: tuple[tuple[PieceKind, str], ...] = ()
    related: tuple[tuple[int, int, Span], ...] = ()
