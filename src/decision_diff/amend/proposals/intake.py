"""Reads what members hand in: a text, a tracked document or a list each, or one document that all of them tracked.

NAME=FILE    the file of one member
FILE         a Word document with tracked changes of several: each author is a member (`; ` parts the names of those who share one)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from decision_diff import memory, pipeline
from decision_diff.amend.proposals.compiling import check_names, compile_proposals, split_author
from decision_diff.amend.proposals.listed import propose_list
from decision_diff.amend.proposals.lists import is_list, read_list
from decision_diff.amend.proposals.scripts import name_notices, propose_text
from decision_diff.amend.proposals.units import list_lines
from decision_diff.amend.proposals.values import Compilation, Proposal, ProposedLine
from decision_diff.errors import AmendingError
from decision_diff.inputs import Input, take_input
from decision_diff.model import Decision, Notice, Source
from decision_diff.ooxml.authors import list_authors
from decision_diff.ooxml.package import looks_like_one
from decision_diff.ooxml.writing.isolating import isolate_authors

_SHOWN_AUTHORS = 5
_SHOWN = 60  # code points of a line that a notice names


@memory.job()
def compile(  # noqa: A001 - `amend.compile` is what it is called
    base: Input | Decision,
    proposals: Mapping[str, Input | Decision],
    *,
    tracked: Input | None = None,
    encoding: str | None = None,
    language: str = "",
) -> Compilation:
    """Proposals of several members on one base, clause by clause: who proposes what, and what contests what.

    `proposals` gives each name what it hands in: a text, a Word document with tracked changes (what its text would be with all of them accepted), or a list of
    proposals (`read_list`). `tracked` is a Word document in which each author is a member. `encoding` and `language` are those of all texts.
    AmendingError for names that do not do and for lists that do not fit; UnreadableError, EncodingError and FormatError as `pipeline.read`.
    """
    given = base if isinstance(base, Decision) else pipeline.read(base, encoding=encoding, language=language)
    check_names(list(proposals))
    made = [propose(given, name, one, encoding=encoding, language=language) for name, one in proposals.items()]
    if tracked is not None:
        made.extend(propose_authors(given, tracked, language=language))
    if not made:
        raise AmendingError("there is nothing to compile; give at least one proposal")
    return compile_proposals(given, made)


def propose(
    base: Decision, name: str, source: Input | Decision, *, encoding: str | None = None, language: str = ""
) -> Proposal:
    """What one member hands in, as its proposal. Raises as `compile`."""
    text = source if isinstance(source, Decision) else pipeline.read(source, encoding=encoding, language=language)
    if is_list(text) and not is_list(base):
        made = propose_list(base, name, read_list(text))
        return replace(made, notices=(*name_notices(name, text.notices), *made.notices))
    original = _read_original(source, text, language)
    made = propose_text(base, name, text, "text" if original is None else "tracked")
    notices = list(made.notices)
    if original is not None:
        notices[:0] = [*_report_other_base(base, name, original), *_report_authors(name, text.source)]
    if not made.edits:
        notices.append(
            Notice("proposal-empty", f"{name}: {text.source.name} says what the base says: it proposes nothing")
        )
    return replace(made, notices=tuple(notices))


def propose_authors(base: Decision, source: Input, *, language: str = "") -> list[Proposal]:
    """What each author of a tracked document proposes, in the order in which they first appear in it.

    AmendingError for a document without tracked changes, and for a tracked change without an author.
    """
    given = take_input(source).source
    if not looks_like_one(given.data):
        raise AmendingError(
            "this is not a Word document with tracked changes, so it needs a name: NAME=FILE", source=given.name
        )
    authors = list_authors(given.data, given.name)
    if not authors:
        raise AmendingError(
            "the document has no tracked changes of words, so it needs a name: NAME=FILE", source=given.name
        )
    if "" in authors:
        raise AmendingError(
            "a tracked change names no author, so it is nobody's proposal; give the document a name: NAME=FILE",
            source=given.name,
        )
    names = list(dict.fromkeys(name for author in authors for name in split_author(author)))
    check_names(names)
    original = pipeline.read(given, view="rejected", language=language)
    notices = tuple(_report_other_base(base, given.name, original))
    made = [propose_text(base, name, _read_alone(given, name, language), "tracked") for name in names]
    return [replace(one, notices=notices + one.notices) for one in made]


def _read_alone(source: Source, name: str, language: str) -> Decision:
    """The text of one author: its changes accepted, all others rejected."""
    data = isolate_authors(source.data, lambda author: name in split_author(author), source.name)
    return pipeline.read(replace(source, data=data, original=source.data), language=language)


def _read_original(source: Input | Decision, text: Decision, language: str) -> Decision | None:
    """A tracked document before its changes; None for anything else."""
    if not looks_like_one(text.source.data) or isinstance(source, Decision):
        return None
    if not list_authors(text.source.data, text.source.name):
        return None
    return pipeline.read(text.source, view="rejected", language=language)


def _report_authors(name: str, source: Source) -> Iterator[Notice]:
    """Whether several authors tracked a document that is handed in as that of one member."""
    authors = list(
        dict.fromkeys(one for author in list_authors(source.data, source.name) for one in split_author(author))
    )
    if len(authors) > 1:
        shown = ", ".join(one or "no name" for one in authors[:_SHOWN_AUTHORS]) + (
            " …" if len(authors) > _SHOWN_AUTHORS else ""
        )
        yield Notice(
            "proposal-authors",
            f"{name}: {source.name} has tracked changes of {len(authors)} authors ({shown}), which are all taken as proposed by {name}; "
            "give the document without a name to take each author by itself",
        )


def _report_other_base(base: Decision, name: str, original: Decision) -> Iterator[Notice]:
    """Whether a tracked document was drafted on another text than the base."""
    lines, found = list_lines(base), list_lines(original)
    differing = next((at for at, (one, two) in enumerate(zip(lines, found, strict=False)) if _is_other(one, two)), None)
    if differing is None and len(lines) != len(found):
        differing = min(len(lines), len(found))
    if differing is not None:
        one, two = (_quote(side[differing]) if differing < len(side) else "nothing" for side in (lines, found))
        yield Notice(
            "proposal-base",
            f"{name}: with its tracked changes rejected the document is not the base: clause {differing + 1} is {one} there and {two} here; "
            "all that differs from the base counts as proposed",
        )


def _is_other(one: ProposedLine, two: ProposedLine) -> bool:
    return (one.number, one.words) != (two.number, two.words)


def _quote(line: ProposedLine) -> str:
    text = " ".join(line.text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"
