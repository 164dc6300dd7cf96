"""Citations that lead nowhere, or elsewhere than they did.

    citation ==whose is it==> of this text ==Targets.find==> a clause, a clause without the last steps, or nothing

Only what is surely of this text is judged: a citation that calls the text its own (本决定附件2, Annex 2 to this decision), and one that stands
where no name of another act can stand before it (依照第五条, behind a comma). 民法典第五条 is the Civil Code's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.audit.check.words import load_check_words
from decision_diff.citations.numbers import read_number
from decision_diff.citations.targets import Target
from decision_diff.citations.values import Citation, Path, PathStep
from decision_diff.labels.tombstones import is_tombstone
from decision_diff.model import Span
from decision_diff.patterns import late

_UNITS: Final = frozenset({"article", "section", "chapter", "annex", "rule"})
_HERE: Final = ("本", "이")
_FORM: Final = late("[A-Z]-[0-9]")  # Schedule K-1 is a form of a tax office
_ANNEX_NUMBER: Final = late("[0-9]{1,3}[A-Za-z]?|[A-Z](?:[0-9]{1,2})?|[IVXLC]{1,6}")
_NAME_BEFORE: Final = late(r"(?<=[\w,;:)] )[A-Z][\w.]+[ \u00a0]$")  # the name of another act: Code Section 83
_ROMAN: Final = late("[IVXLCivxlc]+")
_FEWEST_UNITS: Final = 3  # of a level: with fewer a citation may be of another text
_NAMES_END: Final = "》〉）)」』”’"  # behind them the name of another act ends
_ALIAS: Final = 12  # characters before a citation in which the name of the act stands
_JOIN: Final = 4  # characters between two citations of one list
_WORDS: Final = Span(0, 0)


def find_reference_faults(text: CheckedText) -> Iterator[TextFault]:
    """All faults of citations, in order. An amending act cites the act that it amends, and quotes what that one cites: nothing of it is judged."""
    if not text.is_amending:
        for at in text.inside:
            yield from _check_clause(text, at)
    yield from _find_uncited(text)


def _check_clause(text: CheckedText, at: int) -> Iterator[TextFault]:
    before: tuple[Citation, bool] | None = None
    is_glued = load_check_words(text.code).is_glued
    for citation in text.list_citations(at):
        is_own = _is_own(text, at, citation, before)
        before = (citation, is_own)
        if is_own and not citation.is_others:
            paths = citation.paths if is_glued else _list_alike(citation)
            faults = [fault for path in paths for fault in _check_path(text, at, citation, path)]
            yield from dict.fromkeys(faults)


def _list_alike(citation: Citation) -> tuple[Path, ...]:
    """The paths of a citation that surely are of one list: Annexes 1 and 3 to this Decision; not (i) under Article 5 and (ii) under 6."""
    first = [step.role for step in citation.paths[0]]
    alike = tuple(path for path in citation.paths if [step.role for step in path] == first)
    return alike if citation.is_own and len(alike) == len(citation.paths) else citation.paths[:1]


def _is_own(text: CheckedText, at: int, citation: Citation, before: tuple[Citation, bool] | None) -> bool:
    """Whether a citation is surely of this text."""
    words = load_check_words(text.code)
    if words.is_glued and before is not None and before[0].span.end < citation.span.start <= before[0].span.end + _JOIN:
        return before[1]
    if citation.is_others or citation.is_own:
        return citation.is_own and not (words.is_glued and _is_alias(text, at, citation.span.start))
    printed = text.clauses[at].words
    if not words.is_glued:  # `owners` looks at what stands around: of the Convention
        return _NAME_BEFORE.search(printed, max(citation.span.start - 40, 0), citation.span.start) is None
    head = printed[: citation.span.start].rstrip()
    return not head or head.endswith(words.own_before) or (not head[-1].isalnum() and head[-1] not in _NAMES_END)


def _is_alias(text: CheckedText, at: int, start: int) -> bool:
    """Whether this act is the short name of another one: the Waste Act (以下簡稱本法), in rules made under it."""
    return text.clauses[at].words[max(start - _ALIAS, 0) : start].endswith(text.aliases) if text.aliases else False


def _check_path(text: CheckedText, at: int, citation: Citation, path: Path) -> Iterator[TextFault]:
    first = path[0]
    if first.near and first.near not in _HERE:
        return
    if not all(_has_number(text, step) for step in path):
        return
    found = text.targets.find(path, at)
    if not found:
        if not first.near and _is_judged(text, at, citation, path):
            yield _say_missing(text, at, citation, path)
        return
    for target in found:
        if is_tombstone(text.clauses[target.position].words):
            place = text.decision.place(text.clauses[target.position].eid)
            said = f"{citation.span.of(text.clauses[at].words)} cites {place}, which is repealed"
            yield TextFault("CIT004", at, citation.span, said, related=((0, target.position, _WORDS),))
        elif target.rest and (_is_incomplete(text, target) or _lacks_item(text, citation, path, target)):
            yield _say_incomplete(text, at, citation, target)


def _has_number(text: CheckedText, step: PathStep) -> bool:
    """Whether the number of a step is one, and not the first word of a name: Regulation (EU)."""
    if step.role in ("call", "sentence") or step.near:
        return True
    if step.role == "annex" and step.number and step.number.isascii() and not _ANNEX_NUMBER.fullmatch(step.number):
        return False
    if step.role in _UNITS and step.number.isalpha() and step.number.isascii() and not _ROMAN.fullmatch(step.number):
        return step.role == "annex" and len(step.number) == 1
    return bool(read_number(step.number, text.languages))


def _is_judged(text: CheckedText, at: int, citation: Citation, path: Path) -> bool:
    """Whether a citation that leads nowhere is a fault: a text without articles cites those of others, and one that is an excerpt too."""
    role = path[0].role
    if role in _UNITS:
        if _FORM.search(citation.span.of(text.clauses[at].words)) or _has_several(text, path):
            return False
        if citation.is_own:
            return not _is_annex_glued(text, path)
        return _is_of_this_text(text, path)
    # In Taiwan items stand between paragraphs, and only their sense tells which are paragraphs.
    in_article = any(text.clauses[one].level == "article" for one in text.list_above(at))
    return role == "paragraph" and text.code == "zh" and not text.is_taiwan and in_article


def _lacks_item(text: CheckedText, citation: Citation, path: Path, target: Target) -> bool:
    """Whether what was found is the call line that this text has (decides 9 above), with several numbers below it and not this one."""
    below = text.children.get(target.position, ())
    is_item = path[0].role == "call" and target.rest[0][0] == "paragraph" and len(path) - len(target.rest) == 1
    return is_item and citation.is_own and sum(text.clauses[one].label is not None for one in below) > 1


def _has_several(text: CheckedText, path: Path) -> bool:
    """Whether units have the number that is cited, and which of them is meant is not sure."""
    level = "attachment" if path[0].role == "annex" else path[0].role
    return text.has_unit(level, [value for _, value in read_number(path[0].number, text.languages)])


def _is_of_this_text(text: CheckedText, path: Path) -> bool:
    """Whether a number may be one of this text: its units have such numbers, and not much smaller ones."""
    role = path[0].role
    level = "attachment" if role == "annex" else role
    if role == "annex":  # one that begins with Appendix E is a part of a larger text
        return text.has_unit(level, [(1,)])
    values = [value for _, value in read_number(path[0].number, text.languages)]
    if any(len(value) > 1 for value in values) or not values:
        return text.count_units(level) >= _FEWEST_UNITS and any(text.count_below(value[:-1]) > 1 for value in values)
    highest = text.highest_units.get(level, 0)
    return text.count_units(level) >= _FEWEST_UNITS and min(values)[0] <= highest * 2 + _FEWEST_UNITS


def _is_annex_glued(text: CheckedText, path: Path) -> bool:
    """Whether the heading of an annex stands within a clause, where a careless conversion left it: ANNEX 1 TO DECISION 5."""
    return path[0].role == "annex" and path[0].number in text.glued_annexes


def _say_missing(text: CheckedText, at: int, citation: Citation, path: Path) -> TextFault:
    code = "CIT002" if path[0].role == "annex" else "CIT001"
    printed = citation.span.of(text.clauses[at].words)
    what = "an annex" if code == "CIT002" else "a clause"
    if text.old is not None and (old := _find_repealed(text, at, citation)):
        return TextFault("CIT004", at, citation.span, f"{printed} cites {old}, which was repealed")
    return TextFault(code, at, citation.span, f"{printed} cites {what} that this text does not have")


def _find_repealed(text: CheckedText, at: int, citation: Citation) -> str:
    """Where the clause that a citation led to in the old text stood there; "" if it led nowhere there either."""
    before = text.find_old_citation(at, citation)
    if before is None or text.old is None:
        return ""
    position, earlier = before
    for path in earlier.paths:
        for target in text.old.targets.find(path, position):
            if not target.rest:
                return text.old.decision.place(text.old.clauses[target.position].eid)
    return ""


def _is_incomplete(text: CheckedText, target: Target) -> bool:
    """Whether the clause that was found lacks what is cited below it, and is built so that this would show."""
    role, number = target.rest[0]
    if text.is_taiwan or (not load_check_words(text.code).is_glued and _ROMAN.fullmatch(number)):
        return False  # a Roman number may be counted in running text
    if role == "paragraph":
        return load_check_words(text.code).is_glued and text.clauses[target.position].level == "article"
    below = [label for one in text.children.get(target.position, ()) if (label := text.clauses[one].label)]
    numbered = [label for label in below if label.value]
    alike = [label for label in numbered if _name_kind(label.text) == _name_kind(target.rest[0][1])]
    return role in ("point", "") and len(alike) > 1


def _name_kind(number: str) -> str:
    """How a number is written: with digits, capitals, small letters or ideographs."""
    first = next((char for char in number if char.isalnum()), "")
    return "1" if first.isdecimal() else "A" if first.isupper() else "a" if first.islower() else "一"


def _say_incomplete(text: CheckedText, at: int, citation: Citation, target: Target) -> TextFault:
    place = text.decision.place(text.clauses[target.position].eid)
    printed = citation.span.of(text.clauses[at].words)
    said = f"{printed} cites what {place} does not have"
    return TextFault("CIT001", at, citation.span, said, related=((0, target.position, _WORDS),))


def find_moved_faults(text: CheckedText) -> Iterator[TextFault]:
    """Citations that stayed as they were, while the clause that they led to became another one."""
    old = text.old
    if old is None:
        return
    for at in text.inside:
        for citation in text.list_citations(at):
            before = text.find_old_citation(at, citation)
            if before is None or citation.is_others:
                continue
            for path, earlier in zip(citation.paths, before[1].paths, strict=False):
                yield from _compare_targets(
                    text, old, at, citation, text.targets.find(path, at), old.targets.find(earlier, before[0])
                )


def _compare_targets(
    text: CheckedText,
    old: CheckedText,
    at: int,
    citation: Citation,
    now: tuple[Target, ...],
    then: tuple[Target, ...],
) -> Iterator[TextFault]:
    for here, there in zip(now, then, strict=False):
        became = text.list_successors(there.position)
        if not became or here.position in became or here.rest or there.rest:
            continue
        was, place = (
            side.decision.place(side.clauses[one].eid) for side, one in ((old, there.position), (text, min(became)))
        )
        printed = citation.span.of(text.clauses[at].words)
        said = f"{printed} cited what is now {place} (before: {was}), and now leads to another clause"
        yield TextFault(
            "CIT003", at, citation.span, said, related=((-1, there.position, _WORDS), (0, min(became), _WORDS))
        )


def _find_uncited(text: CheckedText) -> Iterator[TextFault]:
    """Annexes with a number that nothing cites, where another annex is cited."""
    annexes = [at for at in text.inside if _is_numbered_annex(text, at)]
    cited = _list_cited_annexes(text) if annexes else set()
    missed = [at for at in annexes if (label := text.clauses[at].label) is None or label.value not in cited]
    if len(missed) == len(annexes):
        return
    for at in missed:
        number = text.clauses[at].number
        yield TextFault("NUM006", at, _WORDS, f"{number} is not cited anywhere", in_number=True)


def _list_cited_annexes(text: CheckedText) -> set[tuple[int, ...]]:
    """The numbers of the annexes that are cited, and of those that hold what is cited."""
    paths = [
        (at, path)
        for at in text.inside
        for citation in text.list_citations(at)
        for path in citation.paths
        if path[0].role == "annex"
    ]
    found = {target.position for at, path in paths for target in text.targets.find(path, at)}
    above = {one for position in found for one in text.list_above(position)}
    holding = {label.value for at in above if (label := text.clauses[at].label) is not None}
    return holding | {value for _, path in paths for _, value in read_number(path[0].number, text.languages)}


def _is_numbered_annex(text: CheckedText, at: int) -> bool:
    clause = text.clauses[at]
    return clause.level == "attachment" and clause.label is not None and bool(clause.label.value)
