"""Read this file first: it is the whole program.

    files ==read==> blocks ==parse==> clause tree ==align==> alignment ==diff==> changes ==render==> redlines and records

Each arrow is a function from frozen values to frozen values, in the module of its name. Here they are joined.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast, get_args

from decision_diff import align, diff, files, memory, renderers
from decision_diff.changes import Comparison, Ignorable, Signal, Testimony
from decision_diff.errors import EncodingError, FormatError, InvariantError
from decision_diff.inputs import Encodings, Input, read_both_views, read_inputs, take_input, track_manual_marks
from decision_diff.model import Decision, Notice, Source, Unwrap, View

if TYPE_CHECKING:
    from decision_diff.audit.check import CheckReport, Severity
    from decision_diff.audit.verify import Verification
    from decision_diff.renderers.options import Options
    from decision_diff.renderers.typed import Render
    from decision_diff.reviewer.pins import NamedPin

# Who listens while an output is made; `render` says to what.
_Told = Callable[[str], None] | None
_Noticed = Callable[[Notice], None] | None


def read(
    source: Input | None = None,
    *,
    text: str | None = None,
    encoding: str | None = None,
    view: View = "accepted",
    language: str = "",
    unwrap: Unwrap = "auto",
) -> Decision:
    """The clause tree of one revision.

    `source` is a path, a str with a line feed (the text itself), bytes (a file's content) or a `Source`; or else `text` is
    the text, whatever is in it. `encoding` overrides what is detected, and so does `language`: a code such as "fr", or several for a
    text in several languages, the main one first ("zh+en"). `view` says how to read a DOCX with tracked changes:
    "accepted" or "rejected". `unwrap` says whether lines of a plain text that a page wrapped are joined: "auto" where the text
    looks wrapped as a whole, "always" or "never". Raises UnreadableError, EncodingError or FormatError.
    """
    if view not in get_args(View):
        raise FormatError(f"view must be 'accepted' or 'rejected', not {view!r}")
    with memory.job():
        given = [take_input(source, text, "text")]
        return read_inputs(given, encoding, (view,), open_after=False, language=language, unwrap=unwrap)[0]


def compare(
    old: Input | Decision | None = None,
    new: Input | Decision | None = None,
    *,
    old_text: str | None = None,
    new_text: str | None = None,
    encoding: Encodings = None,
    language: str = "",
    pins: Iterable[str] = (),
    witness: Callable[[Decision, Decision], Testimony] | None = None,
    min_confidence: float = 0.0,
    ignore: Iterable[str] = (),
    manual_marks: bool = False,
    unwrap: Unwrap = "auto",
    analyzers: Iterable[str] = (),
    told: Callable[[str], None] | None = None,
) -> Comparison:
    """All that differs between two revisions, each given as for `read` or as a `Decision` that was read before.

    `old_text` and `new_text` are texts, in the place of `old` and `new`: no text is ever taken for a path.
    One DOCX with tracked changes is two revisions: given alone, its rejected view is compared with its accepted one.
    UnreadableError when it carries no tracked changes.
    `encoding` holds for both; a pair such as `("gb18030", None)` is for old and new, and None is detected.
    `language` is that of both, as for `read`; a `Decision` that was read before stays as it is.
    `pins` overrule the alignment: "art_12=art_13" says what became of a clause, "art_12=" that it was repealed; PinError
    if one is not valid. `witness` is asked which articles became which, as `amend.make_witness` of an amending act tells; its notices
    are among those of the comparison. Links with less than `min_confidence`, a share from 0 to 1, are left out.
    `ignore` names what is not to count as a difference: "space", "case", "punctuation", "headers", "notes", "links" or
    "pictures"; a notice says what was set aside, and FormatError if one of them is unknown.
    `manual_marks` takes words of a DOCX that are struck by hand for deleted ones, and words that are underlined or in a loud
    colour for inserted ones, as if they were tracked changes: one such document is two revisions, and of two each is read with
    its marks accepted. UnreadableError where no document has any.
    `unwrap` is as for `read`; each text also helps to tell which lines of the other are wrapped.
    `analyzers` names languages whose words an analyzer of an extra cuts: "ja", "ko". FormatError if one is not installed.
    `told` is called with the name of each stage as it begins: "reading", "aligning", "comparing".
    """
    tell = told or (lambda _: None)
    if not 0 <= min_confidence <= 1:
        raise FormatError(f"min_confidence must be from 0 to 1, not {min_confidence!r}")
    ignored = _choose_ignored((ignore,) if isinstance(ignore, str) else tuple(ignore))
    with memory.job(), _choose_analyzers((analyzers,) if isinstance(analyzers, str) else tuple(analyzers)):
        tell("reading")
        given = [take_input(old, old_text, "old_text")]
        if new is not None or new_text is not None:
            given.append(take_input(new, new_text, "new_text"))
        if manual_marks:
            given = track_manual_marks(given)
        if len(given) == 1:
            before, after = read_both_views(given[0], encoding, language=language)
        else:
            before, after = read_inputs(given, encoding, ("accepted", "accepted"), language=language, unwrap=unwrap)
        tell("aligning")
        overruled = _resolve_pins((pins,) if isinstance(pins, str) else tuple(pins), before, after)
        told_links = witness(before, after) if witness else Testimony(())
        alignment = align.align(before, after, pins=overruled, witness=told_links.pairs, min_confidence=min_confidence)
        tell("comparing")
        return _with_notices(diff.diff(before, after, alignment, ignored), told_links.notices)


def _choose_analyzers(names: tuple[str, ...]) -> AbstractContextManager[None]:
    """Within this the words of these languages are cut by their analyzers."""
    if not names:
        return nullcontext()
    from decision_diff.languages.analyzers import choose_analyzers  # noqa: PLC0415 - late: few comparisons ask for any

    return choose_analyzers(names)


def _resolve_pins(pins: Sequence[str], old: Decision, new: Decision) -> Sequence[NamedPin]:
    """The eids that pins name. PinError if one is not valid."""
    if not pins:
        return ()
    from decision_diff.reviewer.pins import resolve  # noqa: PLC0415 - late: few comparisons have any

    return resolve(pins, old, new)


def _typed(function: Callable[..., str | bytes]) -> Render:
    """`render` as a type checker sees it: with the options and the result of each format."""
    return cast("Render", function)


@_typed
def render(
    comparison: Comparison,
    fmt: str,
    options: Options | None = None,
    *,
    told: _Told = None,
    noticed: _Noticed = None,
    **given: Any,
) -> str | bytes:
    """A comparison in the format called `fmt` ("html") or with that suffix (".html").

    `options` is a value of the class that this format has (`renderers.options`: `TextOptions` … `TableOptions`); fields of that class
    may also be given one by one, and then stand in the place of those of the value. A text comes as str, a package such as DOCX
    as bytes; the latter is read back first, and given out only if it proves: as it is, else as a plain copy on our template.
    `told` is called with a sentence for each kind of loss, and for what a reader must know; `noticed` with a
    notice for each place where a redline marks more than was found to differ (without it, `told` with its sentence).
    FormatError for an unknown format or option, or an option that has no effect on this format; InvariantError for what
    does not prove.
    """
    row = renderers.find(fmt)
    return _render(comparison, row, renderers.gather(row, options, given), told, noticed)


@memory.job()
def _render(
    comparison: Comparison, row: renderers.Renderer, options: Options | None, told: _Told, noticed: _Noticed
) -> str | bytes:
    if not row.views:
        return renderers.render(comparison, row.name, options, told=told, noticed=noticed)
    said: list[str] = []
    found: list[Notice] = []
    listeners = {"told": told and said.append, "noticed": found.append}
    output = renderers.render(comparison, row.name, options, **listeners)
    try:
        _prove(comparison, row.name, output, found)
    except InvariantError:
        if _is_plain(found):
            raise
        said.clear()
        found.clear()
        output = renderers.render(comparison, row.name, options, plain=True, **listeners)
        _prove(comparison, row.name, output, found)
    tell = told or (lambda _: None)
    for notice in found:
        if noticed:
            noticed(notice)
        else:
            tell(notice.message)
    for line in said:
        tell(line)
    return output


def _prove(comparison: Comparison, fmt: str, output: str | bytes, noticed: Sequence[Notice]) -> None:
    if isinstance(output, bytes):
        from decision_diff.audit import verify as audit  # noqa: PLC0415 - late: it loads all that reads Word documents

        audit.prove(output, fmt, comparison.old, comparison.new, plain=_is_plain(noticed))


def _is_plain(noticed: Iterable[Notice]) -> bool:
    return any(notice.code == "redline-plain" for notice in noticed)


@memory.job()
def render_all(
    comparison: Comparison, jobs: Sequence[tuple[str, Options | None]], *, told: _Told = None
) -> tuple[list[str | bytes], Comparison]:
    """Several outputs of one run, each as for `render`: (format, options); and the comparison with all notices.

    Redlines in Word are written first: what is to be noticed of them stands in all the others.
    """
    noticed: list[Notice] = []
    outputs: list[str | bytes] = [""] * len(jobs)
    rows = [renderers.find(fmt) for fmt, _ in jobs]
    for at in sorted(range(len(jobs)), key=lambda one: not rows[one].views):
        if not rows[at].views and noticed:
            comparison, noticed = _with_notices(comparison, noticed), []
        outputs[at] = _render(comparison, rows[at], jobs[at][1], told, noticed.append)
    return outputs, _with_notices(comparison, noticed)


def _with_notices(comparison: Comparison, notices: Sequence[Notice]) -> Comparison:
    if not notices:
        return comparison
    return replace(comparison, notices=tuple(dict.fromkeys((*comparison.notices, *notices))))


def save(
    comparison: Comparison,
    path: str | os.PathLike[str],
    options: Options | None = None,
    *,
    fmt: str | None = None,
    force: bool = False,
    told: _Told = None,
    noticed: _Noticed = None,
    **given: Any,
) -> None:
    """Write what `render` gives to `path`: this is `Comparison.save`."""
    from pathlib import Path  # noqa: PLC0415 - late: what is only shown needs no path

    row = renderers.find(fmt or renderers.find_suffix(os.fspath(path)) or Path(path).name)
    wanted = renderers.gather(row, options, given)
    profile = getattr(wanted, "profile", "")
    inputs = [comparison.old.source.file, comparison.new.source.file, files.identify(profile)]
    files.check(path, force=force, inputs=inputs)
    files.save(path, _render(comparison, row, wanted, told, noticed), force=force, inputs=inputs)


def make_records(comparison: Comparison, *, all: bool = False, flat: bool = False) -> list[dict[str, Any]]:  # noqa: A002 - as in `to_dicts`
    """The changes as dictionaries: this is `Comparison.to_dicts`."""
    from decision_diff.renderers import json, records  # noqa: PLC0415 - late: a renderer costs only when it is used

    return records.build_rows(comparison, all=all) if flat else list(json.build_records(comparison, all=all))


def make_frame(comparison: Comparison) -> str:
    """The HTML redline in a frame of its own, for notebooks."""
    import html  # noqa: PLC0415 - late: only notebooks ask

    page = html.escape(str(render(comparison, "html")))
    return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:40em;border:0"></iframe>'


def _choose_ignored(names: Sequence[str]) -> frozenset[Ignorable]:
    if not names:
        return frozenset()
    from decision_diff.diff.ignored import check_ignorable  # noqa: PLC0415 - late: few ask for it

    return check_ignorable(names)


@memory.job()
def find_signals(comparison: Comparison) -> tuple[tuple[Signal, ...], ...]:
    """What each change means: this is `Comparison.signals`."""
    from decision_diff.audit import signals  # noqa: PLC0415 - late: most outputs show none

    languages = comparison.new.languages or comparison.old.languages
    return tuple(signals.find_signals(change, languages[0] if languages else "") for change in comparison.changes)


@memory.job()
def clean(comparison: Comparison, redline: bytes, fmt: str = "docx") -> tuple[bytes, bytes]:
    """The two documents that a redline in Word gives: all rejected, and all accepted. Neither carries a mark.

    Both are read back first; InvariantError for what is not the old or the new text. Of a plain redline, which the notices of
    the comparison say (`render_all`), only the words and numbers count.
    """
    from decision_diff.audit import verify as audit  # noqa: PLC0415 - late: it loads all that reads Word documents

    plain = _is_plain(comparison.notices)
    return audit.clean(redline, fmt, comparison.old, comparison.new, plain=plain)


@memory.job()
def verify(
    redline: str | os.PathLike[str] | bytes | Source,
    old: Input | Decision | None = None,
    new: Input | Decision | None = None,
    *,
    fmt: str | None = None,
    encoding: Encodings = None,
    language: str = "",
    unwrap: Unwrap = "auto",
) -> Verification:
    """Whether rejecting the redline gives exactly `old`, and accepting it exactly `new`, clause by clause.

    With one of them alone only that is verified: whether a redline was drafted on the text that was adopted.
    `redline` is the path of a Word document with tracked changes, of any program, or of an HTML or JSON redline of
    ours, the bytes of one, or a `Source`; its format is that of its suffix and content, or `fmt`.
    `encoding`, `language` and `unwrap` are those of the texts, as for `compare`.
    FormatError for a format that cannot be read back; UnreadableError for a file that is not a whole redline.
    """
    from decision_diff.audit import verify as audit  # noqa: PLC0415 - late: it loads all that reads Word documents

    if old is None and new is None:
        raise TypeError("verify() needs old, new or both")
    if isinstance(redline, bytes):
        redline = Source("<redline>", "", redline)
    source = redline if isinstance(redline, Source) else files.load(redline)
    texts = [take_input(one) for one in (old, new) if one is not None]
    source, *_ = files.tell_apart([source, *(one.source for one in texts)])
    views: list[View] = ["accepted" for _ in texts]
    decisions = iter(read_inputs(texts, encoding, views, open_after=False, language=language, unwrap=unwrap))
    before, after = (None if one is None else next(decisions) for one in (old, new))
    name = renderers.recognise(source) if fmt is None else fmt
    if renderers.find(name).binary:
        return audit.check(source.data, name, source.name, before, after)
    try:
        text = source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EncodingError("the redline is not valid UTF-8", source=source.name) from error
    return audit.check(text, name, source.name, before, after)


@memory.job()
def check(
    sources: Sequence[Input | Decision],
    *,
    old: Input | Decision | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Severity = "warning",
    final: bool = False,
    encoding: Encodings = None,
    language: str = "",
    unwrap: Unwrap = "auto",
) -> CheckReport:
    """What a careful editor would see in these texts, each given as for `read` or as a `Decision`; `audit.check.check` says what the options do.

    `old` is the text before the only one of `sources`. `encoding` is for all, or one for each, that of `old` last.
    """
    from decision_diff.audit import check as audit  # noqa: PLC0415 - late: a comparison needs none of its words

    given = [take_input(one) for one in (*sources, *(() if old is None else (old,)))]
    views: list[View] = ["accepted" for _ in given]
    read_in = read_inputs(given, encoding, views, open_after=False, language=language, unwrap=unwrap)
    texts = read_in[: len(sources)]
    before = read_in[len(sources)] if old is not None else None
    return audit.check(texts, old=before, select=select, ignore=ignore, severity=severity, final=final)
