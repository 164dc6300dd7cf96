"""The revisions that the commands of `history` are given: files, a manifest, or a file in git; and how they are read."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from decision_diff.cli import console

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from decision_diff.history import History
    from decision_diff.history.manifest import Revision
    from decision_diff.model import Decision, Unwrap

_revisions = click.argument("revisions", nargs=-1, required=True, metavar="[LABEL=]FILE...")
_git = click.option("--git", is_flag=True, help="Take the commits of one FILE in its git repository as the revisions.")
FOLLOW = click.option(
    "--follow-links", is_flag=True, help="Follow links in the folder of history.toml that lead out of it."
)
_encoding = click.option(
    "--encoding", metavar="NAME", help="Encoding of all files; detected automatically if not given."
)
_language = click.option(
    "--language", metavar="CODE", default="", help="Language of all files; detected automatically if not given."
)


class AskedRevisions(NamedTuple):
    """Which revisions a command is asked for, and how they are read."""

    revisions: tuple[str, ...]
    encoding: str | None
    language: str
    unwrap: Unwrap
    analyzers: tuple[str, ...]
    git: bool
    follow_links: bool


def take_revisions(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the revisions and how to read them, as `asked`."""

    @wraps(command)
    def run(*, revisions: tuple[str, ...], git: bool, follow_links: bool, **others: Any) -> Any:
        asked = AskedRevisions(
            revisions,
            others.pop("encoding"),
            others.pop("language"),
            others.pop("unwrap"),
            console.split_names(others.pop("analyzers")),
            git,
            follow_links,
        )
        return command(asked=asked, **others)

    return _git(FOLLOW(_encoding(_language(console.UNWRAP(console.ANALYZER(_revisions(run)))))))


def read_history(asked: AskedRevisions) -> tuple[History, tuple[Revision, ...]]:
    """The history, and what is known of its revisions besides: dates and titles; empty for two views of one file."""
    from pathlib import Path

    from decision_diff import memory
    from decision_diff.history import History

    with memory.job():
        pairs, known = read_revisions(asked)
        if not asked.revisions[0].endswith(".toml"):
            return History.of(pairs, analyzers=asked.analyzers), known
        from decision_diff.history import links_cache

        with links_cache.open_cache(Path(asked.revisions[0])) as kept:
            return History.of(pairs, align=kept.align, analyzers=asked.analyzers), known


def read_revisions(asked: AskedRevisions) -> tuple[list[tuple[str, Decision]], tuple[Revision, ...]]:
    """The revisions by label, oldest first, and what is known of them besides; nothing is compared."""
    from decision_diff import pipeline, readers

    known = _revisions_of(asked)
    texts = [readers.find_for(one.source).encoded for one in known]
    pairs: list[tuple[str, Decision]] = []
    for one, is_text in zip(known, texts, strict=True):
        encoding = asked.encoding if is_text or not any(texts) else None
        if one.is_act:
            pairs.append((one.label, _apply(one, encoding, pairs[-1][1])))
            continue
        decision = pipeline.read(one.source, encoding=encoding, language=asked.language, unwrap=asked.unwrap)
        pairs.append((one.label, decision))
    if len(pairs) == 1 and any(notice.code == "tracked-changes" for notice in pairs[0][1].notices):
        before = pipeline.read(known[0].source, encoding=asked.encoding, view="rejected", language=asked.language)
        return [("rejected", before), ("accepted", pairs[0][1])], ()
    return pairs, known


def _apply(revision: Revision, encoding: str | None, old: Decision) -> Decision:
    """The revision that an amending act makes of the one before it."""
    from decision_diff import amend
    from decision_diff.amend.applying.consolidated import derive_amended

    return derive_amended(amend.read(revision.source, encoding=encoding), old)


def _revisions_of(asked: AskedRevisions) -> tuple[Revision, ...]:
    """The revisions of a manifest, of a file in git, or of the files that are given."""
    from pathlib import Path

    from decision_diff.history import gitlog, manifest

    if not asked.git and not asked.revisions[0].endswith(".toml"):
        return _revisions_of_files(asked.revisions)
    if len(asked.revisions) > 1:
        raise click.UsageError("a manifest, or a file in git, is given alone")
    path = Path(asked.revisions[0])
    return gitlog.read_revisions(path) if asked.git else manifest.load(path, follow_links=asked.follow_links).revisions


def _revisions_of_files(given: Sequence[str]) -> tuple[Revision, ...]:
    from pathlib import Path, PurePath

    from decision_diff import files
    from decision_diff.history.manifest import Revision
    from decision_diff.history.stored import list_stored

    named = [_split_label(one) for one in given]
    sources = files.tell_apart([files.load(Path(file)) for _, file in named])
    stored = list_stored(sources[0]) if len(sources) == 1 else ()
    if len(stored) > 1 and named[0][0]:
        raise click.UsageError(
            f"{named[0][1]} holds {len(stored)} revisions with labels of their own; give it without one"
        )
    if stored and not named[0][0]:
        return stored
    found = tuple(
        Revision(label or str(PurePath(source.name).with_suffix("")), source)
        for (label, _), source in zip(named, sources, strict=True)
    )
    labels = [one.label for one in found]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise click.UsageError(f"two revisions have the label {twice!r}; give each its own, as C24=FILE")
    return found


def _split_label(given: str) -> tuple[str, str]:
    """The label and the file of LABEL=FILE; a file may have an equals sign in its name, and then no label is meant."""
    from pathlib import Path

    label, equals, file = given.partition("=")
    if not equals or (Path(given).exists() and not Path(file).exists()):
        return "", given
    return label, file


def read_rejected(whole: History, asked: AskedRevisions) -> dict[str, Decision]:
    """By label the text of each document with tracked changes as if these were rejected."""
    from decision_diff import pipeline

    return {
        label: pipeline.read(one.source, view="rejected", language=asked.language, unwrap=asked.unwrap)
        for label, one in zip(whole.labels, whole.decisions, strict=True)
        if one.view == "accepted"
        and any(notice.code == "tracked-changes" for notice in one.notices)
        and len(whole.labels) > 1
    }


def read_cancelled(whole: History) -> dict[str, tuple[str, ...]]:
    """By label what each Word document has that was inserted and deleted again, both as tracked changes."""
    from decision_diff.ooxml import document, revisions
    from decision_diff.ooxml.package import Package, looks_like_one

    found = {}
    for label, one in zip(whole.labels, whole.decisions, strict=True):
        if any(notice.code == "tracked-changes" for notice in one.notices) and looks_like_one(one.source.data):
            package = Package(one.source.data, one.source.name)
            roots = map(package.read_xml, document.find_stories(package))
            found[label] = tuple(words for root in roots for words in revisions.list_cancelled(root))
    return found
