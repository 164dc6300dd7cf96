"""What a careful editor would see in one text: citations that lead nowhere, numbers left out, words run together.

    texts ==CheckedText==> what each cites, counts and defines ==one module per family==> faults ==rules==> findings

The rules are data (`rules/*.toml`: a code, a severity, what to do, examples); the modules that find faults are rows of `_FAMILIES`. A
rule would rather miss a fault than name one that is none: what it is not sure about is of severity "info", which is only shown
when asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Final

from decision_diff.audit.check.findings import SEVERITIES, CheckReport, FaultPlace, Severity, TextFault, TextFinding
from decision_diff.audit.check.rules import CheckRule, choose_codes, load_rules
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.errors import FormatError
from decision_diff.model import Decision, Span

__all__ = ["SEVERITIES", "CheckReport", "CheckRule", "FaultPlace", "Severity", "TextFinding", "check", "load_rules"]

# (module, function, prefixes of the codes that it finds)
_FAMILIES: Final = (
    ("references", "find_reference_faults", ("CIT", "NUM006")),
    ("references", "find_moved_faults", ("CIT003",)),
    ("documents", "find_title_faults", ("CIT005",)),
    ("documents", "find_other_faults", ("CIT006",)),
    ("documents", "find_absent_texts", ("CIT007",)),
    ("numbering", "find_numbering_faults", ("NUM",)),
    ("counts", "find_count_faults", ("NUM005",)),
    ("redlines", "find_redline_faults", ("RED",)),
    ("quotations", "find_quotation_faults", ("QUO",)),
    ("names", "find_name_faults", ("NAM",)),
    ("dates", "find_date_faults", ("DAT",)),
    ("events", "find_event_faults", ("DAT005", "DAT006")),
    ("amounts", "find_amount_faults", ("AMT",)),
    ("definitions", "find_definition_faults", ("DEF",)),
    ("characters", "find_character_faults", ("CHR",)),
    ("brackets", "find_bracket_faults", ("CHR007", "CHR008")),
)


def check(
    texts: Sequence[Decision],
    *,
    old: Decision | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Severity = "warning",
    final: bool = False,
) -> CheckReport:
    """What a careful editor would see in these texts.

    `old` is the text before the only one of `texts`: then citations are also followed from there. `select` and `ignore` are
    codes or what codes begin with ("NUM", "CIT001"); all are selected if none is. Findings below `severity` are only counted.
    `final` says that nothing is open in the texts any more, so that square brackets are faults. FormatError for a code or severity that does
    not exist, and for an old text beside several.
    """
    _refuse_idle(texts, old, severity)
    codes = choose_codes(tuple(select), tuple(ignore))
    *named, last = _tell_apart([*texts, old] if old is not None else [*texts, *texts[:1]])
    checked = [CheckedText(one, final=final) for one in named]
    before = _attach_old(checked[0], last) if old is not None else None
    every = [_make_finding(fault, text, before) for text in checked for fault in _find_faults(text, checked, codes)]
    least = SEVERITIES.index(severity)
    hidden = Counter(one.severity for one in every if SEVERITIES.index(one.severity) < least)
    shown = tuple(one for one in every if SEVERITIES.index(one.severity) >= least)
    counts = tuple((one, hidden[one]) for one in SEVERITIES if hidden[one])
    return CheckReport(tuple(named), shown, counts, tuple(notice for one in texts for notice in one.notices))


def _refuse_idle(texts: Sequence[Decision], old: Decision | None, severity: str) -> None:
    """FormatError for what cannot be checked so."""
    if severity not in SEVERITIES:
        raise FormatError(f"severity is one of {', '.join(SEVERITIES)}, not {severity!r}")
    if old is not None and len(texts) != 1:
        raise FormatError(f"an old text goes with one text, not with {len(texts)}")
    if not texts:
        raise FormatError("nothing is given to check")


def _tell_apart(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, those of one name numbered, so that a finding leads to one of them."""
    seen: Counter[str] = Counter()
    named = []
    for one in decisions:
        seen[one.source.name] += 1
        number = seen[one.source.name]
        name = one.source.name if number == 1 else f"{one.source.name}[{number}]"
        named.append(one if number == 1 else replace(one, source=replace(one.source, name=name)))
    return named


def _attach_old(text: CheckedText, old: Decision) -> CheckedText:
    from decision_diff import align  # noqa: PLC0415 - late: most checks have no old text

    text.old = CheckedText(old)
    text.alignment = align.align(old, text.decision)
    return text.old


def _find_faults(text: CheckedText, every: Sequence[CheckedText], codes: frozenset[str]) -> list[TextFault]:
    """The faults of a text that were asked for, each once, in order."""
    text.others = tuple(one for one in every if one is not text)
    found: dict[TextFault, None] = {}
    for module, name, prefixes in _FAMILIES:
        if any(code.startswith(prefixes) for code in codes):
            find: Callable[[CheckedText], Iterator[TextFault]] = getattr(import_module(f"{__name__}.{module}"), name)
            found.update(dict.fromkeys(fault for fault in find(text) if fault.code in codes))
    return sorted(found, key=lambda one: (one.position, not one.in_number, one.span.start, one.span.end, one.code))


def _make_finding(fault: TextFault, text: CheckedText, before: CheckedText | None) -> TextFinding:
    rule = load_rules()[fault.code]
    clause = text.clauses[fault.position]
    in_number = fault.in_number and clause.label is not None  # else its number was read as text
    place = _make_place(text, fault.position, Span(0, 0) if in_number else fault.span, in_number=in_number)
    printed = clause.number if in_number else fault.span.of(clause.words)
    sides = {0: text, -1: before, **dict(enumerate(text.others, 1))}
    related = [_make_place(side, at, span) for index, at, span in fault.related if (side := sides[index]) is not None]
    return TextFinding(
        rule.code,
        rule.severity,
        place,
        printed,
        fault.message,
        fault.advice or rule.advice,
        fault.proposal,
        fault.redline,
        tuple(related),
    )


def _make_place(text: CheckedText, position: int, span: Span, *, in_number: bool = False) -> FaultPlace:
    eid = text.clauses[position].eid
    return FaultPlace(text.decision.source.name, eid, text.decision.place(eid), span, in_number)
