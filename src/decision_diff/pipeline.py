"""Read this file first: it is the whole program.

    files ==read==> blocks ==parse==> clause tree ==align==> links ==diff==> changes ==render==> redlines and records

Each arrow is a function from frozen values to frozen values, in the module of its name. Here they are joined.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from decision_diff import align, diff, files, garbage, parse, readers, renderers, verification
from decision_diff.changes import Comparison
from decision_diff.errors import EncodingError, FormatError, UnreadableError
from decision_diff.model import Decision, Source, View
from decision_diff.pins import resolve

# What can be read. A str with a line feed in it is a text, any other str the path of a file: no text of more than one
# clause is without a line feed, and hardly any path has one (those go as pathlib.Path). bytes are a file's content.
Input = str | bytes | os.PathLike[str] | Source
# The name of an encoding for all sources of a job, or one for each (None or "": found out).
Encodings = str | tuple[str | None, ...] | None


def read(source: Input, *, encoding: str | None = None, view: View = "accepted") -> Decision:
    """The clause tree of one revision.

    `source` is a path, a str with a line feed (the text itself), bytes (a file's content) or a `Source`. `encoding`
    overrides what is found out. `view` says how to read a DOCX with tracked changes: "accepted" or "rejected". Raises
    UnreadableError, EncodingError or FormatError.
    """
    with garbage.set_aside():
        return _read_all((source,), encoding, (view,))[0]


def compare(
    old: Input | Decision,
    new: Input | Decision | None = None,
    *,
    encoding: Encodings = None,
    pins: Iterable[str] = (),
    min_confidence: float = 0.0,
    told: Callable[[str], None] | None = None,
) -> Comparison:
    """All that differs between two revisions, each given as for `read` or as a `Decision` that was read before.

    One DOCX with tracked changes is two revisions: given alone, its rejected view is compared with its accepted one.
    UnreadableError when it carries no tracked changes.
    `encoding` holds for both; a pair such as `("gb18030", None)` is for old and new, and None is found out.
    `pins` overrule the alignment: "art_12=art_13" says what became of a clause, "art_12=" that it was repealed; PinError
    for what is none. A link less sure than `min_confidence` is not made.
    `told` is called with the name of each stage as it begins: "reading", "aligning", "comparing".
    """
    tell = told or (lambda _: None)
    with garbage.set_aside():
        tell("reading")
        if new is None:
            before, after = _both_views(old)
        else:
            before, after = _read_all((old, new), encoding, ("accepted", "accepted"))
        tell("aligning")
        overruled = resolve(pins, before, after)
        links = align.align(before, after, pins=overruled, min_confidence=min_confidence)
        tell("comparing")
        return diff.diff(before, after, links)


def render(comparison: Comparison, fmt: str, **options: Any) -> str | bytes:
    """A comparison in the format called `fmt` ("html") or with that suffix (".html").

    `options` are the fields of `renderers.Options`. A text comes as str, a package such as DOCX as bytes; the latter is
    read back first, and given out only if it proves. FormatError when there is no such format, InvariantError for what
    does not prove.
    """
    output = renderers.render(comparison, fmt, renderers.Options(**options))
    row = renderers.find(fmt)
    if row.views and isinstance(output, bytes):
        verification.prove(output, row.name, comparison.old, comparison.new)
    return output


def save(
    comparison: Comparison,
    path: str | os.PathLike[str],
    *,
    fmt: str | None = None,
    force: bool = False,
    **options: Any,
) -> None:
    """Write what `render` gives to `path`: this is `Comparison.save`."""
    content = render(comparison, fmt or renderers.suffix_of(os.fspath(path)) or Path(path).name, **options)
    files.save(path, content, force=force)


def records(comparison: Comparison, *, all: bool = False) -> list[dict[str, Any]]:  # noqa: A002 - as in `to_dicts`
    """The changes as dictionaries: this is `Comparison.to_dicts`."""
    from decision_diff.renderers import json  # noqa: PLC0415 - late: a renderer costs only when it is used

    return list(json.records(comparison, all=all))


def clean(comparison: Comparison, redline: bytes, fmt: str = "docx") -> tuple[bytes, bytes]:
    """The two documents that a redline in Word gives: all rejected, and all accepted. Neither carries a mark.

    Both are read back first; InvariantError for what is not the old or the new text.
    """
    return verification.clean(redline, fmt, comparison.old, comparison.new)


def verify(
    redline: str | os.PathLike[str] | Source,
    old: Input | Decision,
    new: Input | Decision,
    *,
    fmt: str | None = None,
    encoding: Encodings = None,
) -> verification.Verification:
    """Whether rejecting the redline gives exactly `old`, and accepting it exactly `new`, clause by clause.

    `redline` is the path of a Word document with tracked changes, of whatever program, or of an HTML or JSON redline of
    ours (or a `Source`); its format is that of its suffix, or `fmt`.
    `encoding` is that of the two texts, as for `compare`.
    FormatError for a format that cannot be read back; UnreadableError for a file that is no whole redline.
    """
    source = redline if isinstance(redline, Source) else files.load(redline)
    before, after = _read_all((old, new), encoding, ("accepted", "accepted"))
    suffix = fmt or renderers.suffix_of(source.name)
    if not suffix:
        raise FormatError("the name has no suffix to tell the format by; say which it is", source=source.name)
    if renderers.find(suffix).binary:
        return verification.check(source.data, suffix, source.name, before, after)
    try:
        text = source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EncodingError("a redline is UTF-8, and this is not", source=source.name) from error
    return verification.check(text, suffix, source.name, before, after)


def _both_views(given: Input | Decision) -> list[Decision]:
    """One tracked document before and after its tracked changes. A package says itself how it is encoded."""
    source = given.source if isinstance(given, Decision) else _source(given)
    reader = readers.find_for(source)
    if reader.views:
        typed = replace(source, media_type=reader.media_types[0])
        after = reader.read(typed, view="accepted", encoding=None, beside=())
        if after.marks:
            before = reader.read(typed, view="rejected", encoding=None, beside=())
            return [parse.parse(before), parse.parse(after)]
    raise UnreadableError(
        "this file carries no tracked changes, so there is nothing to compare it with; give a second file",
        source=source.name,
    )


def _read_all(given: Sequence[Input | Decision], encoding: Encodings, views: Sequence[View]) -> list[Decision]:
    """The decisions of one job, in order; the sources may help one another to tell their encodings."""
    each = encoding if isinstance(encoding, tuple) else (encoding,) * len(given)
    if len(each) != len(given):
        raise EncodingError(
            f"{len(each)} encodings were given for {len(given)} texts; give one for all, or one for each"
        )
    sources = [one.source if isinstance(one, Decision) else _source(one) for one in given]
    decisions = []
    for place, one in enumerate(given):
        if isinstance(one, Decision):
            decisions.append(one)
            continue
        source = sources[place]
        reader = readers.find_for(source)
        others = (*sources[:place], *sources[place + 1 :])
        beside = tuple(other for other in others if readers.find_for(other) is reader)
        # A text was decoded before it came here; an encoding that the user gives is not meant for it.
        said = "utf-8" if isinstance(one, str) and _is_text(one) else each[place] or None
        typed = replace(source, media_type=reader.media_types[0])
        decisions.append(parse.parse(reader.read(typed, view=views[place], encoding=said, beside=beside)))
    return decisions


def _is_text(given: str) -> bool:
    return "\n" in given


def _source(given: Input) -> Source:
    if isinstance(given, Source):
        return given
    if isinstance(given, bytes):
        return Source("<bytes>", "", given)
    if not isinstance(given, str):
        return files.load(given)
    if _is_text(given):
        return Source("<text>", "text/plain", given.encode("utf-8", "surrogatepass"))
    if not given:
        raise UnreadableError("the empty string is neither the path of a file nor a text")
    try:
        return files.load(given)
    except UnreadableError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in (errno.ENOENT, errno.ENAMETOOLONG):
            # Only here, for in the command line nobody gives a text.
            raise UnreadableError(
                f"{error.message}; a text must hold a line feed, or go as bytes", source=error.source
            ) from error
        raise
