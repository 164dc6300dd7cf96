"""What a job is given to read: files, bytes, texts, and decisions that were read before.

    what a caller gives ==take_input==> `Given` ==read_inputs==> decisions, in the same order

One tracked document is two of them: `read_both_views`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from decision_diff import files, parse, readers
from decision_diff.errors import EncodingError, FormatError, UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import Decision, Reading, Source, Unwrap, View
from decision_diff.readers.text import read_text

# What can be read. A str with a line feed in it is a text, any other str the path of a file: no text of more than one
# clause is without a line feed, and hardly any path has one (those go as pathlib.Path). bytes are a file's content. Whoever
# holds a text gives it by the name `text`, and nothing is guessed.
Input = str | bytes | os.PathLike[str] | Source
# The name of an encoding for all sources of a job, or one for each (None or "": detected automatically).
Encodings = str | tuple[str | None, ...] | None


@frozen
class Given:
    """One input of a job: a source to read, or a decision that was already read. A text is neither detected nor decoded: its format is `text`."""

    source: Source
    decision: Decision | None = None
    is_text: bool = False
    text: str = ""


def take_input(source: Input | Decision | None, text: str | None = None, name: str = "") -> Given:
    """One input, given as one of two parameters: `text`, if there is one of the name `name`, or else a source."""
    if text is not None:
        if source is not None:
            raise UnreadableError(f"{name} is given, and a file as well; give one of them")
        return _give_text(text, f"<{name.replace('_', ' ')}>")
    if source is None:
        raise UnreadableError(f"nothing is given to read; give a file, or a text as {name}=")
    if isinstance(source, Decision):
        return Given(source.source, source)
    if isinstance(source, Source):
        return Given(source)
    if isinstance(source, bytes):
        return Given(Source("<bytes>", "", source))
    if isinstance(source, str) and "\n" in source:
        return _give_text(source, "<text>")
    if source == "":
        raise UnreadableError("the empty string is neither the path of a file nor a text")
    return Given(_load(source, name))


def _give_text(text: str, name: str) -> Given:
    try:
        return Given(Source(name, "text/plain", text.encode()), is_text=True, text=text)
    except UnicodeEncodeError:  # lone surrogates: decoding says where
        return Given(Source(name, "text/plain", text.encode("utf-8", "surrogatepass")), is_text=True)


def _load(path: str | os.PathLike[str], name: str) -> Source:
    """The file at `path`. If a str names no file, perhaps a text was meant: the error then says how to give one."""
    try:
        return files.load(path)
    except UnreadableError as error:
        cause = error.__cause__
        missing = isinstance(cause, OSError) and cause.errno in (errno.ENOENT, errno.ENAMETOOLONG)
        if isinstance(path, str) and missing:  # the command line gives paths as Path, and never a text
            how = f"goes as {name}=" if name else "must hold a line feed, or go as bytes"
            raise UnreadableError(f"{error.message}; a text {how}", source=error.source) from error
        raise


def track_manual_marks(given: Sequence[Given]) -> list[Given]:
    """The inputs with the marks that were made by hand in their documents as tracked changes."""
    from decision_diff.ooxml.writing.manual import convert_manual_changes  # noqa: PLC0415 - late: hardly anybody asks for it

    made = []
    for one in given:
        source = one.source
        by_hand = one.decision is None and _find_reader(one).by_hand
        data = convert_manual_changes(source.data, source.name) if by_hand else source.data
        same = data is source.data
        made.append(one if same else replace(one, source=replace(source, data=data, original=source.data)))
    if all(one.source is other.source for one, other in zip(made, given, strict=True)):
        raise UnreadableError("no words are struck, underlined or coloured by hand", source=given[0].source.name)
    return made


def read_both_views(given: Given, encoding: Encodings, *, language: str = "") -> list[Decision]:
    """One document before and after its tracked changes; UnreadableError if it carries none.

    EncodingError where an encoding is given, for a package declares its own encoding.
    """
    source = given.source
    reader = readers.find_for(source)
    if reader.views:
        typed = replace(source, media_type=reader.media_types[0])
        after = reader.read(typed, view="accepted", encoding=None, beside=())
        if after.marks:
            before = reader.read(typed, view="rejected", encoding=None, beside=())
            _refuse_idle(encoding, [given], [reader])
            return [parse.parse(before, language=language), parse.parse(after, language=language)]
    raise UnreadableError(
        "this text has no tracked changes, so there is nothing to compare it with; give a second text",
        source=source.name,
    )


def read_inputs(
    given: Sequence[Given],
    encoding: Encodings,
    views: Sequence[View],
    *,
    open_after: bool = True,
    language: str = "",
    unwrap: Unwrap = "auto",
) -> list[Decision]:
    """The decisions of one job, in order; the sources may help one another to tell their encodings, and where paragraphs end.

    `language` and `unwrap` are those of all of them, as for `parse`; FormatError for others. `open_after`: documents stay open for a writer of redlines, and take memory until then.
    """
    _check_unwrap(unwrap)
    each = _spread(encoding, len(given))
    sources = files.tell_apart([one.source for one in given])
    rows = [_find_reader(one) for one in given]
    _refuse_idle(encoding, given, rows)
    read: list[Reading | Decision] = []
    for at, one in enumerate(given):
        beside = tuple(sources[other] for other, row in enumerate(rows) if other != at and row is rows[at])
        taken = _read(one, sources[at], rows[at], beside, views[at], each[at])
        read.append(taken if open_after or isinstance(taken, Decision) else replace(taken, opened=None))
    return [_parse(one, read, language, unwrap) for one in read]


def _read(
    one: Given, source: Source, reader: readers.Reader, beside: Sequence[Source], view: View, encoding: str | None
) -> Reading | Decision:
    """Reads one input; `beside` are the other sources of its format."""
    if one.decision is not None:
        return _name_source(one.decision, source)
    if one.text:
        return read_text(source, one.text)
    named = "utf-8" if one.is_text else encoding or None  # an encoding is not meant for what is decoded already
    typed = replace(source, media_type=reader.media_types[0])
    return reader.read(typed, view=view, encoding=named, beside=beside)


def _parse(one: Reading | Decision, every: Sequence[Reading | Decision], language: str, unwrap: Unwrap) -> Decision:
    if isinstance(one, Decision):
        return one
    return parse.parse(one, language=language, unwrap=unwrap, hints=_list_lines(every, one))


def _check_unwrap(unwrap: str) -> None:
    if unwrap not in get_args(Unwrap):
        raise FormatError(f"unwrap is 'auto', 'always' or 'never', not {unwrap!r}")


def _list_lines(read: Sequence[Reading | Decision], own: Reading) -> list[str]:
    """The lines of the other text of a job that has two."""
    return [block.text for one in read if one is not own for block in one.blocks] if len(read) == 2 else []


def _find_reader(given: Given) -> readers.Reader:
    return readers.READERS[0] if given.is_text else readers.find_for(given.source)


def _spread(encoding: Encodings, count: int) -> tuple[str | None, ...]:
    """One encoding for each of `count` sources; EncodingError where as many were not given."""
    if not isinstance(encoding, tuple):
        return (encoding,) * count
    if len(encoding) != count:
        raise EncodingError(
            f"{len(encoding)} encodings were given for {count} texts; give one for all, or one for each"
        )
    return encoding


def _name_source(decision: Decision, source: Source) -> Decision:
    """A decision that was read before, with its source as it is named in this job."""
    return decision if source is decision.source else replace(decision, source=source)


def _refuse_idle(encoding: Encodings, given: Sequence[Given], rows: Sequence[readers.Reader]) -> None:
    """EncodingError where an encoding is given for what declares its own encoding, and for nothing else."""
    if not isinstance(encoding, tuple) and any(row.encoded for row in rows):
        return
    each = encoding if isinstance(encoding, tuple) else (encoding,) * len(given)
    for one, row, named in zip(given, rows, each, strict=False):
        if named and not row.encoded:
            sentence = "a file of this format declares its own encoding; leave the encoding out"
            raise EncodingError(sentence, source=one.source.name)
