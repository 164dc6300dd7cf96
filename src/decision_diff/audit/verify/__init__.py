"""Is this redline honest? Rejecting it must give the old text and accepting it the new one, clause by clause.

Both texts are read back from the redline alone (`recover` of its format) and
compared with the two files. What else the redline holds (notes, the list of changes) is not compared; a notice says
whether the redline is, byte for byte, what this version writes for these files.

    texts      lines of clauses, and how a difference came about
    shown      what a reader sees besides the words, or does not see
    headers    headers, footers, comments
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from decision_diff import readers, renderers
from decision_diff.align import align
from decision_diff.audit.verify import headers, texts
from decision_diff.audit.verify.shown import ShownCheck
from decision_diff.audit.verify.verdict import KINDS, Aspect, Difference, NamedText, Verification
from decision_diff.diff import diff
from decision_diff.errors import FormatError, InvariantError, UnreadableError
from decision_diff.model import Decision, Notice, Reading, Source, View
from decision_diff.ooxml import headers as ooxml_headers
from decision_diff.ooxml import revisions, sections
from decision_diff.ooxml.notices import SEEN_BY_SOME
from decision_diff.ooxml.opened import REDLINE, open_package, open_view
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.writing.views import write_view
from decision_diff.parse import parse
from decision_diff.parse.language import name_languages
from decision_diff.readers.docx import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from decision_diff.changes import Comparison

__all__ = ["KINDS", "Aspect", "Difference", "NamedText", "Verification", "check", "clean", "prove", "read_views"]

_VIEWS: tuple[View, View] = ("rejected", "accepted")
_REVISIONS: tuple[NamedText, NamedText] = ("old", "new")
# What is compared in a verdict of its own, or cannot be otherwise in a tracked document: no news of the redline.
_EXPECTED = ("tracked-changes", "comments", "no-text", "hidden-text", "status", *SEEN_BY_SOME)
_NONE = "none in this format"


def check(redline: str | bytes, fmt: str, name: str, old: Decision | None, new: Decision | None) -> Verification:
    """Verify a redline in the format `fmt`, a name or suffix of the table of renderers.

    One of the texts may be None: then the other alone is compared. A redline in a format with `views` may come from any
    program: what counts are the tracked changes. FormatError if both texts cannot be read back from that format;
    UnreadableError if the file is not a redline in it, or does not hold both texts.
    """
    row = renderers.find(fmt)
    if row.views:
        return _check_views(redline, row.name, name, old, new)
    if not row.reversible or isinstance(redline, bytes):
        able = ", ".join(one.name for one in renderers.list_renderers() if one.reversible)
        sentence = f"a redline in {row.name} leaves text out and cannot be verified; these can be: {able}"
        raise FormatError(sentence, source=name)
    module = renderers.load(row)
    unchecked: list[tuple[Aspect, str]] = [("headers", _NONE)]
    comparison = None
    found = _read_redline(module.recover, redline, row.name, name)
    differences = _compare_texts(old, new, found)
    if not differences and old is not None and new is not None:
        comparison = diff(old, new, align(old, new))
        whole = row.options(**({"all": True} if "all" in row.heeded else {}))
        if renderers.render(comparison, row.name, whole) == redline:
            return Verification((), (), tuple(unchecked))
    faults = _find_faults(module, redline, row.name, name, comparison)
    if faults is None:
        unchecked.insert(0, ("shown", "not checked in this format"))
    swapped = _is_swapped(old, new, found, differences)
    differences += faults or ()
    notices = () if differences or comparison is None else (_OTHERWISE,)
    return Verification(differences, notices, tuple(unchecked), swapped)


def _find_faults(
    module: ModuleType, redline: str, fmt: str, name: str, comparison: Comparison | None
) -> tuple[Difference, ...] | None:
    """What a redline shows other than it holds, and then other than was compared; None if its format does not check that."""
    if not hasattr(module, "faults"):
        return None
    faults = _wrap_faults(_read_redline(module.faults, redline, fmt, name))
    if not faults and comparison is not None and hasattr(module, "disagreements"):
        return _wrap_faults(module.disagreements(redline, comparison))
    return faults


def _read_redline(function: Callable[[str], Any], redline: str, fmt: str, name: str) -> Any:
    """What a renderer reads of a redline. UnreadableError if it stumbles: then decision-diff did not write it."""
    try:
        return function(redline)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(
            f"this is not a whole redline of decision-diff in {fmt} (JSON must be written with --all)", source=name
        ) from error


def _wrap_faults(faults: Sequence[tuple[str, str]]) -> tuple[Difference, ...]:
    """Codes and sentences about a redline as a whole."""
    return tuple(Difference("", 0, None, None, "redline", "shown", code, what) for code, what in faults)


_OTHERWISE = Notice(
    "redline-otherwise",
    "the marked texts are verified, but the redline is not byte for byte what this version writes for these files: "
    "other file names, options or version, or something other than the texts was altered",
)


def _check_views(redline: str | bytes, fmt: str, name: str, old: Decision | None, new: Decision | None) -> Verification:
    read = read_views(redline, fmt, name, (old or new, new or old))
    found = (_list_spoken(read[0]), _list_spoken(read[1]))
    differences = _compare_texts(old, new, found, _list_spoken)
    swapped = _is_swapped(old, new, found, differences)
    notices = [one for one in dict.fromkeys((*read[0].notices, *read[1].notices)) if one.code not in _EXPECTED]
    unchecked: tuple[tuple[Aspect, str], ...] = ()
    if isinstance(redline, bytes) and looks_like_one(redline):
        package = open_package(redline, name)
        looks = ShownCheck(package, read, old, new)
        differences += (*looks.differences, *headers.check(read, old, new))
        notices.extend((*looks.notices, *headers.compare_comments(package, old, new)))
        if not any(one is not None and one.sections for one in (old, new)):
            unchecked = (("headers", "not compared: a text has none"),)
    else:
        unchecked = ("shown", "not checked in this format"), ("headers", _NONE)
    differences = tuple(sorted(differences, key=lambda one: ("old", "new", "").index(one.revision)))
    return Verification(differences, tuple(notices), unchecked, swapped)


def _compare_texts(
    old: Decision | None,
    new: Decision | None,
    found: tuple[Sequence[str], Sequence[str]],
    lines_of: Callable[[Decision], list[str]] | None = None,
) -> tuple[Difference, ...]:
    lines = [[] if decision is None else (lines_of or _list_lines)(decision) for decision in (old, new)]
    differing = [
        [] if decision is None else texts.find_differences(revision, lines[at], found[at])
        for at, (revision, decision) in enumerate(zip(_REVISIONS, (old, new), strict=True))
    ]
    if old is None or new is None:
        return tuple(replace(one, kind="words") for one in (*differing[0], *differing[1]))
    return texts.name_kinds(differing[0], differing[1], (lines[0], lines[1]))


def _is_swapped(
    old: Decision | None,
    new: Decision | None,
    found: tuple[Sequence[str], Sequence[str]],
    differences: Sequence[Difference],
) -> bool:
    """Whether the redline holds the other way round, and not as it was asked for."""
    if old is None or new is None or not any(one.aspect == "text" for one in differences):
        return False
    return _list_lines(new) == list(found[0]) and _list_lines(old) == list(found[1])


def read_views(
    redline: str | bytes, fmt: str, name: str, beside: tuple[Decision | None, Decision | None] = (None, None)
) -> tuple[Decision, Decision]:
    """Read a tracked document with all changes rejected, and with all accepted. UnreadableError if it cannot be read.

    Each view is read by the words of the languages of the text that it should be, where that is in `beside`.
    """
    rejected, accepted = (
        _parse_like(_read(redline, fmt, name, view), one) for view, one in zip(_VIEWS, beside, strict=True)
    )
    return rejected, accepted


def _parse_like(reading: Reading, decision: Decision | None) -> Decision:
    """The clauses of a view, read by the same words as a decision."""
    return parse(reading, language="" if decision is None else name_languages(decision.languages))


def _read(redline: str | bytes, fmt: str, name: str, view: View) -> Reading:
    reader = readers.find(fmt)
    source = Source(name, reader.media_types[0], redline if isinstance(redline, bytes) else redline.encode())
    return reader.read(source, view=view, encoding=None, beside=())


def prove(redline: bytes, fmt: str, old: Decision, new: Decision, *, plain: bool = False) -> None:
    """Raise InvariantError, which says where, unless a redline that was just written gives both texts.

    A header or footer must be the old one too when all is rejected, or else be unmarked, which was reported when it was written.
    Of a `plain` one, which was reported too, only the words and numbers in their order are proved.
    """
    if plain:
        for view, decision in zip(read_views(redline, fmt, f"redline.{fmt}", (old, new)), (old, new), strict=True):
            if _join_words(_list_lines(view)) != _join_words(_list_lines(decision)):
                raise InvariantError(
                    f"the redline could not be verified, so it is not written: it does not hold the words of "
                    f"{decision.source.name}; please report these documents"
                )
        return
    name = f"redline.{fmt}"
    if looks_like_one(redline):
        _prove_headers(redline, old, new)
    rejected, accepted = (
        # What is the same to the parser has the same clauses.
        _list_lines(
            decision
            if _parses_alike(redline, name, view, decision)
            else _parse_like(_read(redline, fmt, name, view), decision)
        )
        for view, decision in zip(_VIEWS, (old, new), strict=True)
    )
    for one in _compare_texts(old, new, (rejected, accepted)):
        raise InvariantError(
            f"the redline could not be verified, so it is not written: clause {one.position + 1} of the {one.revision} text is "
            f"{_quote(one.expected)} and reads {_quote(one.found)} in it; please report these documents"
        )


def _parses_alike(redline: bytes, name: str, view: View, decision: Decision) -> bool:
    """Whether a decision was parsed from blocks that say what a view of a redline says: text, place, and a number of Word's."""
    if not (decision.sections and looks_like_one(redline)):
        return False
    opened = open_view(redline, name, view)
    return len(opened.paragraphs) == len(decision.blocks) and all(
        one.raw == f"{line.text}\n"
        and one.place == line.place
        and line.label == (None if one.label is not None and one.label.typed else one.label)
        for one, line in zip(decision.blocks, read_lines(opened), strict=True)
    )


def _prove_headers(redline: bytes, old: Decision, new: Decision) -> None:
    found = [ooxml_headers.read_texts(open_view(redline, REDLINE, view)) for view in _VIEWS]
    if found[1] != ooxml_headers.list_texts(new.sections):
        revision = "new"
    elif (
        old.sections
        and found[0] != ooxml_headers.list_texts(old.sections)
        and _marks_headers(open_package(redline, REDLINE))
    ):
        revision = "old"
    else:
        return
    raise InvariantError(
        f"the redline could not be verified, so it is not written: headers or footers are not those of the {revision} text; "
        "please report these documents"
    )


def _marks_headers(redline: Package) -> bool:
    return any(revisions.count(redline.read_xml(part)) for part in sections.find_header_parts(redline))


def clean(redline: bytes, fmt: str, old: Decision, new: Decision, *, plain: bool = False) -> tuple[bytes, bytes]:
    """Write the two documents that a redline gives, rejected and accepted, without tracked changes; InvariantError unless both verify.

    `plain`: as for `prove`.
    """
    reader = readers.find(fmt)
    made = []
    for view, decision in zip(_VIEWS, (old, new), strict=True):
        data = write_view(redline, view)
        source = Source(f"{view}.{fmt}", reader.media_types[0], data)
        found = _list_lines(_parse_like(reader.read(source, view="accepted", encoding=None, beside=()), decision))
        same = ooxml_headers.read_texts(open_view(data, source.name, "accepted")) == ooxml_headers.read_texts(
            open_view(redline, REDLINE, view)
        )
        says = _join_words(found) == _join_words(_list_lines(decision)) if plain else found == _list_lines(decision)
        if not (says and same):
            raise InvariantError(
                f"the {view} document could not be verified, so none is written; please report these documents"
            )
        made.append(data)
    return made[0], made[1]


def _quote(line: str | None) -> str:
    return "nothing" if line is None else repr(line if len(line) <= 60 else line[:59] + "…")


def _list_spoken(decision: Decision) -> list[str]:
    """The lines of a Word document that say anything: whether a note without words is kept depends on the program."""
    return [clause.line for clause in texts.list_spoken(decision)]


def _list_lines(decision: Decision) -> list[str]:
    return [clause.line for clause in decision.walk() if clause.label or clause.words]


def _join_words(lines: list[str]) -> str:
    """What lines say, however it is divided into clauses: all but white space."""
    return "".join("".join(lines).split())
