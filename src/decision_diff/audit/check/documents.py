"""Citations with a title, and citations of the other texts that are checked with this one.

附件1（议程草案）                      the title that is cited ==likeness==> the heading of Annex 1
decides 9 of Decision 12, 第12号决定附件3      a clause of a text that is checked too ==Targets of that text==> found, or a fault
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.passages import compare_passages
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.audit.check.words import load_check_words
from decision_diff.citations.values import Citation
from decision_diff.languages import load
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.folding import fold
from decision_diff.words.likeness import measure_likeness

_TITLED: Final = late(r"[\s,，]{0,2}[（(“\"«「《]+([^（）()“”\"«»「」《》\n]{4,80})[）)”\"»」》]")
_ALIKE: Final = 0.7  # from here on a title is meant to be the heading; what is less alike is a remark
_HEADS: Final = 4  # clauses at the beginning of a text that may be its title
_BEHIND: Final = 90  # characters behind a citation in which the act that it is of is named
_FEW_TEXTS: Final = 8  # texts that are each looked at for what another one quotes
_STEM: Final = 6  # letters of the word of an act
_ROLES: Final = frozenset({"annex", "article", "section", "chapter", "call", "rule"})
_HEADINGS: Final = frozenset({"heading", "title"})
_BRACKET: Final = late(r"[（(][^（）()]{0,40}[）)]\s?的?$")


def find_title_faults(text: CheckedText) -> Iterator[TextFault]:
    """Citations with a title that differs from the heading of what is cited."""
    for at in text.inside:
        words = text.clauses[at].words
        for citation in text.list_citations(at):
            match = None if citation.is_others else _TITLED.match(words, citation.span.end)
            if match is not None and len(citation.paths) == 1:
                yield from _compare_title(text, at, citation, match)


def _compare_title(text: CheckedText, at: int, citation: Citation, match: re.Match[str]) -> Iterator[TextFault]:
    for target in text.targets.find(citation.paths[0], at)[:1]:
        headings = [] if target.rest else _list_headings(text, target.position)
        best = max(headings, key=lambda one: measure_likeness(match[1], one), default="")
        likeness = measure_likeness(match[1], best) if best else 0.0
        if likeness >= _ALIKE and fold(match[1]).casefold() not in fold(best).casefold():
            said = f"the title of {citation.span.of(text.clauses[at].words)} is cited in other words than it has"
            redline = compare_passages(match[1], best)
            yield TextFault(
                "CIT005",
                at,
                Span(*match.span(1)),
                said,
                proposal=best,
                redline=redline,
                related=((0, target.position, Span(0, 0)),),
            )


def _list_headings(text: CheckedText, position: int) -> list[str]:
    """The heading of a clause: its own words, and those of the headings below it, one by one and together."""
    clause = text.clauses[position]
    below = [text.clauses[one].words for one in text.children.get(position, ()) if text.clauses[one].level in _HEADINGS]
    return [one for one in (clause.heading, *below, " ".join(below)) if one]


# -- the other texts


def find_other_faults(text: CheckedText) -> Iterator[TextFault]:
    """Citations of clauses that another text, which is checked too, does not have."""
    named = _name_others(text)
    if not named:
        return
    pattern = _compile_names(text.languages)
    for at in text.inside:
        words = text.clauses[at].words
        if any(_plain(match.group()) in named for match in pattern.finditer(words)):
            for citation in text.list_citations(at):
                yield from _check_other(at, words, citation, pattern, named)


def find_absent_texts(text: CheckedText) -> Iterator[TextFault]:
    """Decisions that are cited and not among the texts that are checked together, each once."""
    if not text.others:
        return
    known = {*_name_others(text), *_name_text(text)}
    pattern = _compile_names(text.languages)
    for at in text.inside:
        words = text.clauses[at].words
        for match in pattern.finditer(words):
            name = _plain(match.group())
            if name not in known:
                known.add(name)
                said = f"{match.group()} is cited, and is not among the files that are checked"
                yield TextFault("CIT007", at, Span(*match.span()), said)


def _name_others(text: CheckedText) -> dict[str, tuple[int, CheckedText]]:
    """The other texts by how they are called, each with its number from 1."""
    named: dict[str, tuple[int, CheckedText]] = {}
    own = _name_text(text)
    for index, other in enumerate(text.others, 1):
        for name in _name_text(other):
            if name not in own:
                named.setdefault(name, (index, other))
    return named


def _check_other(
    at: int, words: str, citation: Citation, pattern: re.Pattern[str], named: dict[str, tuple[int, CheckedText]]
) -> Iterator[TextFault]:
    name = _find_owner(words, citation.span, pattern)
    if name not in named:
        return
    index, other = named[name]
    for path in citation.paths:
        if path[0].role in _ROLES and not path[0].near and not other.targets.find(path, 0):
            said = f"{citation.span.of(words)} is cited of {_name_title(other)}, which does not have it"
            yield TextFault("CIT006", at, citation.span, said, related=((index, 0, Span(0, 0)),))


@cache  # of our own data
def _compile_names(languages: tuple[str, ...]) -> re.Pattern[str]:
    """The names of acts with a number in these languages: Decision 12, 第12号决定, решению 12."""
    sources = []
    for code in languages:
        for form in load(code).acts:
            if "#" in form:
                sources.append(re.escape(form).replace(r"\#", r"\s?[0-9]{1,5}\s?"))
            elif " " not in form and not load_check_words(code).is_glued:
                sources.append(rf"(?<!\w){re.escape(form[:_STEM])}\w{{0,6}}\s(?:№\s?|No\.?\s?|n°\s?)?[0-9]{{1,5}}")
    return re.compile(
        "|".join(sorted(dict.fromkeys(sources), key=lambda one: (-len(one), one))) or "(?!)", re.IGNORECASE
    )


def _name_title(other: CheckedText) -> str:
    return other.decision.source.name


def _name_text(text: CheckedText) -> tuple[str, ...]:
    """How a text is called: the names with a number in its title."""
    if text.names is None:
        heads = [text.clauses[at] for at in text.inside[:_HEADS]]
        pattern = _compile_names(text.languages)
        matches = (pattern.match(head.words) for head in heads if head.level in _HEADINGS)
        text.names = tuple(_plain(match.group()) for match in matches if match is not None)
    return text.names


def find_cited_texts(text: CheckedText) -> tuple[tuple[int, CheckedText], ...]:
    """The other texts that a text may quote, with their numbers from 1: a few are all of them, of many those that it cites by name."""
    if len(text.others) <= _FEW_TEXTS:
        return tuple(enumerate(text.others, 1))
    named = _name_others(text)
    pattern = _compile_names(text.languages)
    cited = {_plain(match.group()) for at in text.inside for match in pattern.finditer(text.clauses[at].words)}
    return tuple(sorted((named[name] for name in cited & named.keys()), key=lambda one: one[0]))


def _plain(name: str) -> str:
    """A name as it is compared: its number, and the beginning of its word, which has cases in some languages."""
    plain = fold(name).casefold()
    letters = "".join(char for char in plain if char.isalpha())
    return letters[:_STEM] + "".join(char for char in plain if char.isdigit())


def _find_owner(words: str, span: Span, pattern: re.Pattern[str]) -> str:
    """The act that a citation is of: right before it (第12号决定附件3), or behind "of" or "to"; "" if none is named."""
    before = _BRACKET.sub("", words[max(span.start - _BEHIND, 0) : span.start]).rstrip(" 的の,")
    ahead = [match for match in pattern.finditer(before) if match.end() == len(before)]
    if ahead:
        return _plain(ahead[-1].group())
    behind = words[span.end : span.end + _BEHIND]
    match = pattern.search(behind)
    if match is None or not _LINK.fullmatch(behind[: match.start()]):
        return ""
    return _plain(match.group())


_LINK: Final = late(
    r"\s(?:of|to|in|de|du|à|la|le|der|des|von|zu|к|в)(?:\s(?:the|la|le|el|der|dem))?\s|\s", re.IGNORECASE
)
