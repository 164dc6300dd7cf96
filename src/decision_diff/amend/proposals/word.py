"""Writes a compilation as one Word document: the base, with the tracked changes of each member under its own name.

    compilation ==write_lines==> marks in the document of the base ==_prove==> the document, or the same on our template

A contested stretch is deleted once, by all who contest it, and behind it stand their wordings, one after another in the order of the proposals. Of a
stretch that several change alike the author is their names, joined by `; `. Rejecting all changes gives the base; accepting those in whose author a name stands, and
rejecting the others, gives the text of this member. Both are proved on the bytes that were written, for each member, by the reading that `verify` has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import Final

from decision_diff.amend.proposals.compiling import JOINT, split_author
from decision_diff.amend.proposals.values import Compilation, ProposedLine
from decision_diff.amend.proposals.word_lines import LineWriter, UnmarkableError
from decision_diff.audit.verify import read_views
from decision_diff.audit.verify.texts import list_spoken
from decision_diff.errors import InvariantError, OutputError
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, Notice
from decision_diff.ooxml.authors import DATE, MAX_AUTHOR
from decision_diff.ooxml.writing.isolating import isolate_authors
from decision_diff.ooxml.writing.protection import drop_protection
from decision_diff.ooxml.writing.saving import Output
from decision_diff.renderers.docx.document import NO_XML, open_document

NAME: Final = "compiled.docx"
BASE: Final = ""  # who proposes nothing
_SHOWN: Final = 3


@frozen
class _Proof:
    """What does not prove, "" if all does; and which numbers differ since Word counts its lists by itself."""

    failure: str
    counted: tuple[str, ...]


@frozen
class WordCompilation:
    """The bytes of a DOCX, and what was lost or is otherwise than asked for."""

    data: bytes
    notices: tuple[Notice, ...]


def write_word(compilation: Compilation, *, date: str = "") -> WordCompilation:
    """Write the document, proved for each member. `date` is an xsd:dateTime for all tracked changes, "" for none.

    OutputError for a date that is not valid, for names that together are longer than an author can be, and for characters that no Word document can hold.
    InvariantError if what was written does not prove.
    """
    if date and not DATE.fullmatch(date):
        raise OutputError(f"{date!r} is not a date for a tracked change; write it as 2025-07-04T09:00:00Z")
    _check_authors(compilation)
    _check_characters(compilation)
    failure = ""
    for plain in (False, True):
        try:
            data, notices = _draw(compilation, date, plain=plain)
        except UnmarkableError as error:
            failure = str(error)
            continue
        proof = _prove(compilation, data, plain=plain)
        failure = proof.failure
        if not failure:
            return WordCompilation(data, (*notices, *_report(proof, plain=plain)))
    raise InvariantError(f"the compiled document could not be verified, so it is not written: {failure}; please report these documents")  # fmt: skip


def _report(proof: _Proof, *, plain: bool) -> Iterator[Notice]:
    if plain:
        yield Notice("proposal-plain", f"the compiled document is written on a plain template: {_PLAIN}")
    if proof.counted:
        shown = ", ".join(proof.counted[:_SHOWN]) + (" …" if len(proof.counted) > _SHOWN else "")
        yield Notice(
            "proposal-numbers", f"lists count by themselves in Word, so numbers differ from those proposed ({shown})"
        )


_PLAIN: Final = "in the document of the base it could not be verified, so only words and numbers are kept"


def _check_authors(compilation: Compilation) -> None:
    joined = JOINT.join(compilation.names)
    if len(joined) <= MAX_AUTHOR:
        return
    groups = {one.names for one in compilation.edits} | {one.names for one in compilation.conflicts}
    longest = max((JOINT.join(one) for one in groups), key=len, default="")
    if len(longest) > MAX_AUTHOR:
        raise OutputError(
            f"{len(longest)} characters of names share one tracked change, and Word takes {MAX_AUTHOR}; give shorter names"
        )


def _check_characters(compilation: Compilation) -> None:
    for one in compilation.proposals:
        texts = (text for edit in one.edits for text in (edit.text, *(line.text for line in edit.lines)))
        if wrong := NO_XML.search("".join(texts)):
            sentence = (
                f"the proposal of {one.name} holds the character U+{ord(wrong.group()):04X}, which no Word document can"
            )
            raise OutputError(sentence, source=one.source)


def _draw(compilation: Compilation, date: str, *, plain: bool) -> tuple[bytes, list[Notice]]:
    document = open_document(compilation.base, plain=plain)
    output = Output(document.side.package)
    LineWriter(compilation, document, output, date, plain=plain).write()
    dropped = drop_protection(output)
    return output.pack(), [Notice("not-carried", sentence) for sentence in dropped]


def _prove(compilation: Compilation, data: bytes, *, plain: bool) -> _Proof:
    """Compare all rejected with the base, and what each member keeps with its text. On the template only words and numbers in their order count."""
    beside = compilation.base, compilation.base
    rejected, _ = read_views(data, "docx", NAME, beside)
    counted: list[str] = []
    for name, lines in ((BASE, compilation.lines), *((one.name, one.lines) for one in compilation.proposals)):
        if name == BASE:
            found = rejected
        else:
            alone = isolate_authors(data, partial(_is_named, name))
            _, found = read_views(alone, "docx", NAME, beside)
        failed, by_lists = _compare(lines, found, plain=plain)
        if failed:
            return _Proof(f"{failed} of {name or 'the base'}", ())
        counted.extend(f"{name}: {one}" for one in by_lists)
    return _Proof("", tuple(counted))


def _is_named(name: str, author: str) -> bool:
    return name in split_author(author)


def _compare(lines: Sequence[ProposedLine], found: Decision, *, plain: bool) -> tuple[str, list[str]]:
    """What differs, "" if nothing; and the lines of which only a number that Word generates differs."""
    wanted = [one for one in lines if one.text]
    got = list_spoken(found)
    if plain and _squeeze([one.text for one in wanted]) == _squeeze([one.line for one in got]):
        return "", []
    by_lists = []
    for at, (one, two) in enumerate(zip_longest(wanted, got)):
        said, read = one.text if one else "", two.line if two else ""
        if one and two and _is_counted(one, two):
            by_lists.append(f"{one.number or 'no number'} reads {two.number}")
        elif said != read:
            return f"line {at + 1} is {_quote(said)} and reads {_quote(read)}", []
    return "", by_lists


def _is_counted(line: ProposedLine, clause: Clause) -> bool:
    """Whether a clause has the words of a line, and another number, which Word generates."""
    if clause.label is None or clause.label.typed or line.text == clause.line:
        return False
    return line.words == clause.words


def _quote(text: str) -> str:
    return repr(text[:60]) if text else "nothing"


def _squeeze(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())
