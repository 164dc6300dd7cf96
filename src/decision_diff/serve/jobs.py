"""What a worker does for a page: compares, writes outputs, follows a history, verifies a redline.

    {"kind": "compare", "files": [{"id", "name"} …], …} and the files  ==run==>  what the page shows, and results

A job is a dictionary that came from the page; nothing in it is trusted. A result is (file name, media type, content); the page gets
what is shown as plain values. What was compared last is kept, for the outputs that are taken away next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from decision_diff import files, pipeline, profiles, renderers
from decision_diff.errors import DecisionDiffError, FormatError
from decision_diff.model import Notice, Source
from decision_diff.renderers.options import ReviewOptions
from decision_diff.renderers.wording import choose_words, sentences
from decision_diff.renderers.wording.titles import name_texts
from decision_diff.serve.guess import order_by_names
from decision_diff.serve.names import make_stem

if TYPE_CHECKING:
    from decision_diff.changes import Comparison

Tell = Callable[[str], None]
# What looks wrong about two texts as a pair; all other notices are about one of them, or about how they were compared.
PAIR_NOTICES: Final = frozenset({"swapped", "nothing-in-common", "scripts-differ", "languages-differ"})
_OPTIONS: Final = ("title", "old_label", "new_label", "profile", "labels", "author")
_SHOWN_DIFFERENCES: Final = 200  # of a redline that does not verify
_LONGEST_OPTION: Final = 500  # characters


class Result(NamedTuple):
    """One output: the end of its file name (".docx"; the page puts title and labels before it), its media type, and its content."""

    name: str
    media_type: str
    content: bytes


class Done(NamedTuple):
    """What came of a job: plain values for the page, and outputs to be looked at or taken away."""

    shown: dict[str, Any]
    results: list[Result]


class Desk:
    """What a worker has before it: the files of its page, and the pair that it compared last."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._compared: Comparison | None = None

    def run(self, job: Mapping[str, Any], blobs: Sequence[bytes], tell: Tell) -> Done:
        """Does what the page asks. DecisionDiffError, one sentence, for what cannot be done; `tell` hears the name of each stage."""
        sources = [Source(str(one["name"]), "", blob) for one, blob in zip(job["files"], blobs, strict=True)]
        ids = [str(one["id"]) for one in job["files"]]
        match job["kind"]:
            case "compare":
                return self._show_pair(job, ids, sources, tell)
            case "outputs":
                return self._write_outputs(job, ids, sources, tell)
            case "history":
                return follow_history(job, sources, tell)
            case "verify":
                return verify_redline(job, sources, tell)
        raise FormatError("the page asked for something unknown; load it again")

    def _show_pair(self, job: Mapping[str, Any], ids: Sequence[str], sources: Sequence[Source], tell: Tell) -> Done:
        """The comparison as a review page, and what the page says about the pair; old and new are guessed if that is asked for."""
        comparison, order, guessed = self._choose_order(job, ids, sources, tell)
        tell("writing")
        said = collect_options(job)
        page = str(pipeline.render(comparison, "review", _choose_options("review", said)))
        names = name_texts(comparison, _choose_options("review", said))
        words = choose_words(comparison, ReviewOptions(labels=said.get("labels", "")))
        shown = {
            "order": _arrange(ids, order),
            "guessed": guessed,
            "title": names.title,
            "old": names.old,
            "new": names.new,
            "summary": sentences.summarize(words, comparison, names),
            "differs": comparison.differs,
            "warnings": [one.message for one in comparison.notices if one.code in PAIR_NOTICES],
            "notices": _list_notices(comparison),
            "stem": make_stem(names.title, f"{names.old} - {names.new}"),
        }
        return Done(shown, [Result(".html", "text/html", files.encode(page))])

    def _choose_order(
        self, job: Mapping[str, Any], ids: Sequence[str], sources: Sequence[Source], tell: Tell
    ) -> tuple[Comparison, list[int], str]:
        """The comparison, the positions of old and new, and what told them: "names", "texts" or ""."""
        order, guessed = list(range(len(sources))), ""
        guess = bool(job.get("guess")) and len(sources) == 2
        if guess and (found := order_by_names([one.name for one in sources])):
            order, guessed = found, "names"
        comparison = self._compare(job, _arrange(ids, order), _arrange(sources, order), tell)
        if guess and not guessed and any(one.code == "swapped" for one in comparison.notices):
            order, guessed = order[::-1], "texts"
            comparison = self._compare(job, _arrange(ids, order), _arrange(sources, order), tell)
        return comparison, order, guessed

    def _compare(self, job: Mapping[str, Any], ids: Sequence[str], sources: Sequence[Source], tell: Tell) -> Comparison:
        """The comparison of one or two files; the one that was made last if it is the same."""
        ignore = tuple(sorted({str(one) for one in job.get("ignore", ())}))
        language, by_hand = str(job.get("language", "")), bool(job.get("manual_marks"))
        key = (*ids, ignore, language, by_hand)
        if self._compared is None or self._key != key:
            self._compared = None
            self._compared = pipeline.compare(
                *sources, ignore=ignore, language=language, manual_marks=by_hand, told=tell
            )
            self._key = key
        return self._compared

    def _write_outputs(self, job: Mapping[str, Any], ids: Sequence[str], sources: Sequence[Source], tell: Tell) -> Done:
        """Outputs of a pair, or all of them in one ZIP, and what was lost on the way. Formats that cannot be written here are named."""
        comparison = self._compare(job, ids, sources, tell)
        tell("writing")
        said = collect_options(job)
        names = name_texts(comparison, _choose_options("review", said))
        stem = make_stem(names.title, f"{names.old} - {names.new}")
        written = write_formats(comparison, [str(one) for one in job["formats"]], said)
        if len(written.results) == 0 and written.failed:
            raise FormatError(written.failed[0])
        results = [Result(f"{stem}{one.name}", one.media_type, one.content) for one in written.results]
        if job.get("zip"):
            from decision_diff.serve.archive import pack  # noqa: PLC0415 - late: few take all

            results = [Result(f"{stem}.zip", "application/zip", pack(results, written.lost, written.failed))]
        return Done({"lost": written.lost, "failed": written.failed}, results)


class Written(NamedTuple):
    """Outputs, with sentences about what they lost, and about those that could not be made."""

    results: list[Result]
    lost: list[str]
    failed: list[str]


def write_formats(comparison: Comparison, formats: Sequence[str], said: Mapping[str, str]) -> Written:
    """Writes a comparison in these formats, by name; Word first, because what it must tell stands in the others too."""
    written = Written([], [], [])
    known = {row.name: row for row in renderers.RENDERERS}
    rows = sorted((known[name] for name in dict.fromkeys(formats) if name in known), key=lambda row: not row.views)
    for row in rows:
        try:
            (content,), comparison = pipeline.render_all(
                comparison, [(row.name, _choose_options(row.name, said))], told=written.lost.append
            )
        except DecisionDiffError as error:
            written.failed.append(f"{row.name}: {error}")
            continue
        suffix = row.suffixes[0] if row.suffixes else f".{row.name}.html"
        written.results.append(Result(suffix, row.media_type, files.encode(content)))
    return written


def collect_options(job: Mapping[str, Any]) -> dict[str, str]:
    """The options for outputs that the page gave, each checked. FormatError for a profile that is not one of ours, or too long a text."""
    given = job.get("options") or {}
    said = {name: str(given[name]) for name in _OPTIONS if given.get(name) is not None}
    if said.get("profile", "") not in ("", *profiles.NAMES):  # a path would be read from the disk
        raise FormatError(f"unknown profile; choose one of {', '.join(profiles.NAMES)}")
    if said.get("labels", "") not in ("", *profiles.LANGUAGES):
        raise FormatError(f"unknown language of labels; choose one of {', '.join(profiles.LANGUAGES)}")
    for name, value in said.items():
        if len(value) > _LONGEST_OPTION:
            raise FormatError(f"{name} has {len(value)} characters; at most {_LONGEST_OPTION} are possible")
    return {name: value for name, value in said.items() if value or name not in ("author", "profile", "labels")}


def _choose_options(fmt: str, said: Mapping[str, str]) -> Any:
    """The options of a format, with those that it has."""
    row = renderers.find(fmt)
    return row.options(**{name: value for name, value in said.items() if name in row.heeded})


def _list_notices(comparison: Comparison) -> list[dict[str, str]]:
    """All notices but those on the pair, each once, with the file that it is about."""
    named = {"old": comparison.old.source.name, "new": comparison.new.source.name}
    rest: Sequence[Notice] = [one for one in comparison.notices if one.code not in PAIR_NOTICES]
    return [{"about": named.get(one.revision, ""), "message": one.message} for one in dict.fromkeys(rest)]


def _arrange(items: Sequence[Any], order: Sequence[int]) -> list[Any]:
    return [items[at] for at in order]


def follow_history(job: Mapping[str, Any], sources: Sequence[Source], tell: Tell) -> Done:
    """Follows several files, oldest first: the timeline, and what each amendment did as text and as JSON. The order is guessed if asked for."""
    import json  # noqa: PLC0415 - late: few jobs need it

    from decision_diff import memory  # noqa: PLC0415 - late: few follow a history
    from decision_diff.history import History, report, timeline  # noqa: PLC0415 - likewise
    from decision_diff.history.manifest import Revision  # noqa: PLC0415 - likewise

    found = order_by_names([one.name for one in sources]) if job.get("guess") else None
    order = found or [*range(len(sources))]
    labels = _choose_labels([str(job["files"][at].get("label") or "") for at in order], _arrange(sources, order))
    known = tuple(Revision(label, sources[at]) for label, at in zip(labels, order, strict=True))
    title = files.make_printable(collect_options(job).get("title", ""))
    with memory.job():
        tell("reading")
        language = str(job.get("language", ""))
        pairs = [(one.label, pipeline.read(one.source, language=language)) for one in known]
        tell("comparing")
        whole = History.of(pairs)
        tell("writing")
        page = timeline.render(whole, known, title)
        log = report.format_log(whole, None, known)
        records = json.dumps(report.make_log(whole, None, known), ensure_ascii=False, indent=2) + "\n"
    stem = make_stem(title, f"{labels[0]} - {labels[-1]}")
    shown = {
        "order": [str(job["files"][at]["id"]) for at in order],
        "labels": labels,
        "guessed": "names" if found else "",
        "steps": [len(one.changes) for one in whole.comparisons],
        "warnings": _list_warnings(labels, whole.comparisons),
        "notices": _list_notices_of_all(whole.comparisons),
    }
    results = [
        Result(f"{stem}.timeline.html", "text/html", files.encode(page)),
        Result(f"{stem}.log.txt", "text/plain", files.encode(log)),
        Result(f"{stem}.log.json", "application/json", files.encode(records)),
    ]
    return Done(shown, results)


def _choose_labels(given: Sequence[str], sources: Sequence[Source]) -> list[str]:
    """The labels of revisions: those given, else the names of the files without their suffix. FormatError for one that two have."""
    names = [source.name.rpartition(".")[0] or source.name for source in sources]
    labels = [files.make_printable(label[:_LONGEST_OPTION] or name) for label, name in zip(given, names, strict=True)]
    twice = next((one for one in labels if labels.count(one) > 1), None)
    if twice is not None:
        raise FormatError(f"two revisions have the label {twice!r}; give each its own")
    return labels


def _list_warnings(labels: Sequence[str], steps: Sequence[Comparison]) -> list[str]:
    """What looks odd about a revision and the next: `C25 → C24: the old text is of …`."""
    return [
        f"{was} → {now}: {notice.message}"
        for was, now, step in zip(labels, labels[1:], steps, strict=False)
        for notice in step.notices
        if notice.code in PAIR_NOTICES
    ]


def _list_notices_of_all(steps: Sequence[Comparison]) -> list[dict[str, str]]:
    found = {(one["about"], one["message"]): one for step in steps for one in _list_notices(step)}
    return [*found.values()]


def verify_redline(job: Mapping[str, Any], sources: Sequence[Source], tell: Tell) -> Done:
    """Verifies a redline against the old text, the new one, or both; `roles` says which file is which."""
    tell("reading")
    roles = dict(zip([str(one) for one in job.get("roles", ())], sources, strict=True))
    if "redline" not in roles or not roles.keys() & {"old", "new"}:
        raise FormatError("a redline, and the old text, the new text or both are needed")
    language = str(job.get("language", ""))
    verdict = pipeline.verify(roles["redline"], roles.get("old"), roles.get("new"), language=language)
    differences = [] if verdict.swapped else [one.shown for one in verdict.differences]
    shown = {
        "verified": verdict.verified,
        "lines": list(verdict.lines),
        "differences": differences[:_SHOWN_DIFFERENCES],
        "more": max(0, len(differences) - _SHOWN_DIFFERENCES),
        "notices": [one.message for one in verdict.notices],
    }
    return Done(shown, [])
