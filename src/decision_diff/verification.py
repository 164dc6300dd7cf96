"""Is this redline honest? Reject it and the old text must come out, accept it and the new one, clause by clause.

The redline is taken at its word only so far: both texts are read back from it alone (`recover` of its format) and
compared with the two files. What stands in the redline beside the texts (notes, the list of changes) proves nothing; so
it is also told whether the redline is, byte for byte, what this version writes for these files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from decision_diff import readers, renderers
from decision_diff.align import align
from decision_diff.characters import visible
from decision_diff.diff import diff
from decision_diff.errors import FormatError, InvariantError, UnreadableError
from decision_diff.model import Decision, Notice, Source, View
from decision_diff.ooxml import beside, revisions, sections, volatile
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.parse import parse


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the text that a redline gives is not the text of the file.

    `position` counts the clauses of the revision from 0; `expected` is the line of the file and `found` that of the
    redline, None where one of them has no more lines. `place` is "" for a clause; else it says which header or footer
    of a Word document differs ("header 1"), and `position` counts its paragraphs.
    """

    revision: Literal["old", "new"]
    position: int
    expected: str | None
    found: str | None
    place: str = ""

    @property
    def shown(self) -> str:
        """The difference for people, in three lines."""
        where = f"{self.place}, paragraph" if self.place else "clause"
        return (
            f"{self.revision} text, {where} {self.position + 1}:\n"
            f"  file:    {_visible(self.expected)}\n  redline: {_visible(self.found)}\n"
        )


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict, true if the redline is proved. `differences` are in order, those of the old text first."""

    differences: tuple[Difference, ...]
    notices: tuple[Notice, ...]

    @property
    def verified(self) -> bool:
        """Whether rejecting gives exactly the old text, and accepting exactly the new."""
        return not self.differences

    def __bool__(self) -> bool:
        return self.verified


def check(redline: str | bytes, fmt: str, name: str, old: Decision, new: Decision) -> Verification:
    """The verdict on a redline in the format `fmt`, a name or suffix of the table of renderers.

    The redline of a format with `views` is anybody's, of any program: what counts are the marks. FormatError if both
    texts cannot be read back from that format; UnreadableError if this redline is no such file, or does not hold
    both texts.
    """
    row = renderers.find(fmt)
    if row.views:
        differences = _marked(redline, row.name, name, old, new)
        if not (isinstance(redline, bytes) and looks_like_one(redline)):
            return Verification(differences, ())
        package = Package(redline, name)
        differences = (*differences, *_beside("old", old, package), *_beside("new", new, package))
        differences = tuple(sorted(differences, key=lambda one: one.revision != "old"))
        return Verification(differences, tuple(_comments(package, old, new)))
    if not row.reversible or isinstance(redline, bytes):
        able = ", ".join(one.name for one in renderers.all_renderers() if one.reversible)
        raise FormatError(f"a redline in {row.name} leaves text out and cannot be verified; these can be: {able}")
    try:
        rejected, accepted = renderers.load(row).recover(redline)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UnreadableError(
            f"this is not a whole redline of decision-diff in {row.name} (JSON must be written with --all)", source=name
        ) from error
    differences = (*_differences("old", old, rejected), *_differences("new", new, accepted))
    notices = () if differences or _is_ours(redline, row.name, old, new) else (_OTHERWISE,)
    return Verification(differences, notices)


_OTHERWISE = Notice(
    "redline-otherwise",
    "the marked texts are proved, but the redline is not byte for byte what this version writes for these files: "
    "other file names, options or version, or what stands beside the texts was altered",
)


def _marked(redline: str | bytes, fmt: str, name: str, old: Decision, new: Decision) -> tuple[Difference, ...]:
    found = [_lines(one) for one in views(redline, fmt, name)]
    return (*_differences("old", old, found[0]), *_differences("new", new, found[1]))


def _beside(revision: Literal["old", "new"], decision: Decision, redline: Package) -> Iterator[Difference]:
    """Where headers and footers are not those of the file. A text has none, so there is nothing to prove."""
    if not decision.sections:
        return
    wanted, found = (
        {one.place: one.lines or ("",) for one in given}  # one without words must be there all the same
        for given in (
            beside.told(decision.sections),
            beside.texts(redline, "rejected" if revision == "old" else "accepted"),
        )
    )
    for place in dict.fromkeys((*wanted, *found)):
        for position, (line, given) in enumerate(zip_longest(wanted.get(place, ()), found.get(place, ()))):
            if line != given:
                yield Difference(revision, position, _worded(line), _worded(given), place)


def _worded(line: str | None) -> str | None:
    """A line of a header with its page numbers by name."""
    return None if line is None else volatile.shown(line)


def _comments(redline: Package, old: Decision, new: Decision) -> Iterator[Notice]:
    """That comments differ. They are no text of a decision, and a redline may carry its own: no reason to doubt it."""
    given = beside.comments(redline, "accepted")
    both: tuple[tuple[Literal["old", "new"], Decision], ...] = (("old", old), ("new", new))
    for revision, decision in both:
        data = decision.source.data
        expected = beside.comments(Package(data), "accepted") if looks_like_one(data) else []
        lost, own = Counter(expected) - Counter(given), Counter(given) - Counter(expected)
        if lost or own:
            yield Notice(
                "comments-differ",
                f"comments are not proved: the redline lacks {lost.total()} of those of the {revision} text, "
                f"and has {own.total()} that this does not have",
                revision=revision,
            )


def views(redline: str | bytes, fmt: str, name: str) -> tuple[Decision, Decision]:
    """A tracked document with all marks rejected, and with all accepted. UnreadableError if it is none."""
    reader = readers.find(fmt)
    source = Source(name, reader.media_types[0], redline if isinstance(redline, bytes) else redline.encode())
    rejected, accepted = (parse(reader.read(source, view=view, encoding=None, beside=())) for view in _VIEWS)
    return rejected, accepted


def prove(redline: bytes, fmt: str, old: Decision, new: Decision, *, plain: bool = False) -> None:
    """InvariantError, which says where, unless a redline that was just written gives both texts.

    A header or footer must be the old one too when all is rejected, or else be unmarked, which was told when it was written.
    Of a `plain` one, which was told too, only the words and numbers in their order are proved.
    """
    if plain:
        for view, decision in zip(views(redline, fmt, f"redline.{fmt}"), (old, new), strict=True):
            if _words(_lines(view)) != _words(_lines(decision)):
                raise InvariantError(
                    f"the redline does not prove, so it is not written: it does not hold the words of "
                    f"{decision.source.name}; please report these documents"
                )
        return
    if looks_like_one(redline):
        _prove_beside(Package(redline), old, new)
    for one in _marked(redline, fmt, f"redline.{fmt}", old, new):
        raise InvariantError(
            f"the redline does not prove, so it is not written: clause {one.position + 1} of the {one.revision} text is "
            f"{_quoted(one.expected)} and reads {_quoted(one.found)} in it; please report these documents"
        )


def _prove_beside(redline: Package, old: Decision, new: Decision) -> None:
    marked = any(revisions.count(redline.xml(part)) for part in sections.parts(redline))
    if beside.texts(redline, "accepted") != beside.told(new.sections):
        revision = "new"
    elif marked and old.sections and beside.texts(redline, "rejected") != beside.told(old.sections):
        revision = "old"
    else:
        return
    raise InvariantError(
        f"the redline does not prove, so it is not written: headers or footers are not those of the {revision} text; "
        "please report these documents"
    )


def clean(redline: bytes, fmt: str, old: Decision, new: Decision, *, plain: bool = False) -> tuple[bytes, bytes]:
    """The two documents that a redline gives, rejected and accepted, without marks; InvariantError unless they prove.

    `plain`: as for `prove`.
    """
    reader = readers.find(fmt)
    made = []
    for view, decision in zip(_VIEWS, (old, new), strict=True):
        data = beside.unmarked(redline, view)
        source = Source(f"{view}.{fmt}", reader.media_types[0], data)
        found = _lines(parse(reader.read(source, view="accepted", encoding=None, beside=())))
        same = beside.texts(Package(data), "accepted") == beside.texts(Package(redline), view)
        says = _words(found) == _words(_lines(decision)) if plain else found == _lines(decision)
        if not (says and same):
            raise InvariantError(
                f"the {view} document does not prove, so none is written; please report these documents"
            )
        made.append(data)
    return made[0], made[1]


_VIEWS: tuple[View, View] = ("rejected", "accepted")


def _quoted(line: str | None) -> str:
    return "nothing" if line is None else repr(line if len(line) <= 60 else line[:59] + "…")


def _lines(decision: Decision) -> list[str]:
    return [clause.line for clause in decision.walk() if clause.label or clause.words]


def _words(lines: list[str]) -> str:
    """What lines say, however it is divided into clauses: all but white space."""
    return "".join("".join(lines).split())


def _differences(revision: Literal["old", "new"], decision: Decision, found: list[str]) -> list[Difference]:
    return [
        Difference(revision, position, line, given)
        for position, (line, given) in enumerate(zip_longest(_lines(decision), found))
        if line != given
    ]


def _is_ours(redline: str, fmt: str, old: Decision, new: Decision) -> bool:
    comparison = diff(old, new, align(old, new))
    options = renderers.Options(all=True)
    return renderers.render(comparison, fmt, options) == redline


def _visible(line: str | None) -> str:
    """A line as it can be printed: one that is not there, and characters that would not show, are said."""
    if line is None:
        return "(nothing)"
    return visible(line).replace("\t", " | ").replace("\n", "↵")
