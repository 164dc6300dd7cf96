"""The head of a document: what is known of it, and what was done to it.

The standard asks for dates, authors and a country. What nobody said is written so that no one takes it for known: the date
0001-01-01 of the name `unknown`, the author `#unknown`, the country `zz` (ISO 3166-1 leaves ZZ to its users), the language `und`
(ISO 639-2). Nothing is guessed from the text; no clock is read.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from decision_diff.changes import EFFECTS, locate_clauses
from decision_diff.frozen import frozen
from decision_diff.renderers.akn.inline import escape_text, escape_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Clause, Decision

OWN: Final = "urn:decision-diff:akn"  # the namespace of what the standard has no place for
_LANGUAGES: Final = {
    "zh": "zho", "en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "de": "deu", "ja": "jpn", "ko": "kor", "it": "ita",
    "pt": "por",
}  # fmt: skip
NO_DATE: Final = "0001-01-01"
_UNDATED: Final = f'<FRBRdate date="{NO_DATE}" name="unknown"/>\n'
_UNKNOWN: Final = f'{_UNDATED}<FRBRauthor href="#unknown"/>\n'
_WHOLE: Final = ("renumbering", "split", "join")  # effects on whole clauses that the standard has a term for


@frozen
class Expression:
    """Which one of several versions in a file a revision is: its label, the day on which it was adopted (ISO 8601), and what begins each eId."""

    label: str = ""
    date: str = ""
    prefix: str = ""


ALONE: Final = Expression()  # a revision in a file of its own


def write_identification(decision: Decision, country: str, work: str, version: Expression = ALONE) -> str:
    """Writes what is known of work, expression and manifestation."""
    uri = name_work(decision, country, work)
    expression = name_expression(decision, country, work, version.date)
    dated = f'<FRBRdate date="{version.date}" name="adoption"/>\n' if version.date else _UNDATED
    label = f'<FRBRversionNumber value="{escape_value(version.label)}"/>\n' if version.label else ""
    languages = [_LANGUAGES.get(code, "und") for code in decision.languages] or ["und"]
    language = "".join(f'<FRBRlanguage language="{one}"/>\n' for one in dict.fromkeys(languages))
    return (
        '<identification source="#decision-diff">\n'
        f'<FRBRWork>\n{_write_names(uri)}{_UNKNOWN}<FRBRcountry value="{escape_value(country or "zz")}"/>\n</FRBRWork>\n'
        f'<FRBRExpression>\n{_write_names(expression)}{dated}<FRBRauthor href="#unknown"/>\n{label}{language}</FRBRExpression>\n'
        f"<FRBRManifestation>\n{_write_names(expression + '.xml')}"
        f'{_UNDATED}<FRBRauthor href="#decision-diff"/>\n</FRBRManifestation>\n'
        "</identification>\n"
    )


def name_work(decision: Decision, country: str, work: str) -> str:
    """Names the work: as it was given, else by the name of the file."""
    stem = PurePath(decision.source.name).stem or "unnamed"
    return work.rstrip("/") or f"/akn/{country or 'zz'}/doc/0001-01-01/{_quote_part(stem)}"


def name_expression(decision: Decision, country: str, work: str, date: str = "") -> str:
    """Names the expression: language, and its date, or the hash of the file where that is not known."""
    language = _LANGUAGES.get(decision.languages[0], "und") if decision.languages else "und"
    return f"{name_work(decision, country, work)}/{language}@{date or f':{decision.source.sha256[:16]}'}"


def write_references() -> str:
    """Writes whom the head refers to."""
    organizations = (("decision-diff", "decision-diff"), ("unknown", "unknown"))
    inner = "".join(
        f'<TLCOrganization eId="{eid}" href="/akn/ontology/organization/zz/{eid}" showAs="{shown}"/>\n'
        for eid, shown in organizations
    )
    return f'<references source="#decision-diff">\n{inner}</references>\n'


def write_collection_head(work: str, versions: Sequence[Expression]) -> str:
    """Writes the head of a file that holds versions of one work; its life, if the day of each is known."""
    uri = f"{work}/versions"
    names = f"{_write_names(uri)}{_UNKNOWN}"
    life = ""
    if all(version.date for version in versions):
        kinds = ["generation", *["amendment"] * (len(versions) - 1)]
        events = "".join(
            f'<eventRef eId="event_{at}" date="{version.date}" type="{kind}" source="#unknown"/>\n'
            for at, (version, kind) in enumerate(zip(versions, kinds, strict=True), 1)
        )
        life = f'<lifecycle source="#decision-diff">\n{events}</lifecycle>\n'
    return (
        '<meta>\n<identification source="#decision-diff">\n'
        f'<FRBRWork>\n{names}<FRBRcountry value="zz"/>\n</FRBRWork>\n'
        f'<FRBRExpression>\n{names}<FRBRlanguage language="und"/>\n</FRBRExpression>\n'
        f"<FRBRManifestation>\n{names}</FRBRManifestation>\n"
        f"</identification>\n{life}{write_references()}</meta>\n"
    )


def _quote_part(text: str) -> str:
    """A name or address as a part of a URI."""
    return quote(text, safe="", errors="backslashreplace")


def _write_names(uri: str) -> str:
    value = escape_value(uri)
    return f'<FRBRthis value="{value}/!main"/>\n<FRBRuri value="{value}"/>\n'


# What was done


def write_analysis(comparison: Comparison, country: str, work: str) -> str:
    """Writes the modifications that a comparison found, in the order of its changes; nothing where it found none."""
    old = name_expression(comparison.old, country, name_work(comparison.new, country, work))
    return write_modifications(comparison, f"{old}/!main#", "")


def write_modifications(comparison: Comparison, old: str, prefix: str) -> str:
    """Writes the modifications as `write_analysis` does; `old` begins the reference to an old clause, `prefix` each eId of the new document."""
    found = [
        one for number, change in comparison.numbered for one in _Modifications(old, prefix, number, change).write_all()
    ]
    if not found:
        return ""
    numbered = (one.replace("\0", f"{prefix}pmod_{at}") for at, one in enumerate(found, 1))
    return (
        '<analysis source="#decision-diff">\n<passiveModifications>\n'
        f"{''.join(numbered)}</passiveModifications>\n</analysis>\n"
    )


def write_proprietary(comparison: Comparison) -> str:
    """Writes what the standard has no place for: headers and footers that differ, replacements, and all notices."""
    from decision_diff.renderers.wording.headers import split_header  # noqa: PLC0415 - late: few texts have headers

    lines = []
    for story in comparison.headers:
        parts = "".join(
            f'<dd:text op="{op}">{escape_text(text)}</dd:text>'
            for line in split_header(story, str)
            for op, text in line
        )
        lines.append(f'<dd:header place="{escape_value(story.place)}">{parts}</dd:header>\n')
    for one in comparison.replacements:
        words = f"<dd:old>{escape_text(one.old)}</dd:old><dd:new>{escape_text(one.new)}</dd:new>"
        lines.append(f"<dd:replacement>{words}</dd:replacement>\n")
    for notice in comparison.notices:
        about = f' revision="{notice.revision}"' if notice.revision else ""
        lines.append(f'<dd:notice code="{notice.code}"{about}>{escape_text(notice.message)}</dd:notice>\n')
    return f'<proprietary source="#decision-diff">\n{"".join(lines)}</proprietary>\n' if lines else ""


class _Modifications:
    """The modifications of one change."""

    def __init__(self, old: str, prefix: str, number: int, change: Change) -> None:
        self._old = old
        self._prefix = prefix
        self._change = change
        effects = " ".join(effect for effect in EFFECTS if effect in change.effects)
        self._common = f'dd:change="{number}" dd:mark="{escape_value(change.mark)}" dd:effects="{effects}"'

    def write_all(self) -> Iterator[str]:
        """What happened to whole clauses, then each edit, in order."""
        change = self._change
        if not change.old or not change.new:
            kind = "insertion" if change.new else "repeal"
            yield self._write(kind, self._sides(change.old, change.new), self._quote(change.old_text, change.new_text))
            return
        whole = [kind for kind in _WHOLE if kind in change.effects]
        if "move" in change.effects and not whole:
            whole = ["renumbering"]  # the standard has no term for a move; `dd:effects` says it
        for kind in whole:
            yield self._write(kind, self._sides(change.old, change.new), ("", ""))
        edits = [edit for edit in change.edits if edit.op != "equal"]
        kinds = {"insert": "insertion", "delete": "repeal", "replace": "substitution"}
        for edit in edits:
            sides = _find_clause(change.old, edit.old.start), _find_clause(change.new, edit.new.start)
            words = self._quote(edit.old.of(change.old_text), edit.new.of(change.new_text))
            places = f'dd:old="{edit.old.start} {edit.old.end}" dd:new="{edit.new.start} {edit.new.end}" dd:kind="{edit.kind}"'
            yield self._write(kinds[edit.op], self._sides(*sides), words, places, inside=True)
        if not edits and not whole:  # what is seen beside the words differs
            yield self._write("substitution", self._sides(change.old, change.new), ("", ""))

    def _sides(self, old: Sequence[Clause], new: Sequence[Clause]) -> tuple[list[str], list[str]]:
        before = [f"{self._old}{_quote_part(one.eid)}" for one in old]
        return before, [f"#{self._prefix}{_quote_part(one.eid)}" for one in new]

    def _quote(self, old: str, new: str) -> tuple[str, str]:
        before, after = (f"<dd:text>{escape_text(text)}</dd:text>" if text else "" for text in (old, new))
        return before, after

    def _write(
        self,
        kind: str,
        sides: tuple[list[str], list[str]],
        words: tuple[str, str],
        places: str = "",
        *,
        inside: bool = False,
    ) -> str:
        """One modification; the eId is left as a NUL. What did the modification is not known from two texts."""
        old, new = sides
        where = ' pos="inside"' if inside else ""
        destinations = "".join(f'<destination href="{escape_value(one)}"{where}/>' for one in new or old)
        before, after = (
            "".join(f'<{name} href="{escape_value(one)}">{text}</{name}>' for one in side)
            for name, side, text in (("old", old, words[0]), ("new", new, words[1]))
        )
        return (
            f'<textualMod type="{kind}" eId="\0" {self._common}{" " if places else ""}{places}>'
            f'<source href="#unknown"/>{destinations}{before}{after}</textualMod>\n'
        )


def _find_clause(clauses: Sequence[Clause], at: int) -> list[Clause]:
    """The clause in whose words a code point of a change stands."""
    return [clause for start, clause in locate_clauses(clauses) if start <= at][-1:]
