"""The revisions that the tool `history` is asked for: files, or those of a history.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from decision_diff import files, pipeline
from decision_diff.errors import FormatError
from decision_diff.history.manifest import Revision, load
from decision_diff.history.stored import list_stored
from decision_diff.mcp.folders import Folders
from decision_diff.model import Decision


def read_revisions(
    folders: Folders, arguments: Mapping[str, Any]
) -> tuple[list[tuple[str, Decision]], tuple[Revision, ...]]:
    """The decisions by label, oldest first, and what is known of them besides; a tracked document alone is two. FormatError for a label that is given twice."""
    if "manifest" in arguments:
        known = load(folders.find(arguments["manifest"])).revisions
    else:
        known = _name_revisions(folders, arguments["revisions"])
    pairs: list[tuple[str, Decision]] = []
    for one in known:
        if one.is_act:
            pairs.append((one.label, _apply(one, pairs[-1][1])))
        else:
            pairs.append((one.label, pipeline.read(one.source, language=arguments.get("language", ""))))
    if len(pairs) == 1 and any(notice.code == "tracked-changes" for notice in pairs[0][1].notices):
        before = pipeline.read(known[0].source, view="rejected", language=arguments.get("language", ""))
        return [("rejected", before), ("accepted", pairs[0][1])], ()
    return pairs, known


def _apply(revision: Revision, old: Decision) -> Decision:
    """The revision that an amending act makes of the one before it."""
    from decision_diff import amend  # noqa: PLC0415 - late: few histories have one
    from decision_diff.amend.applying.consolidated import derive_amended  # noqa: PLC0415 - late: likewise

    return derive_amended(amend.read(revision.source), old)


def _name_revisions(folders: Folders, given: list[dict[str, str]]) -> tuple[Revision, ...]:
    sources = files.tell_apart([folders.read(one["file"]) for one in given])
    if len(sources) == 1 and (stored := list_stored(sources[0])):
        return stored
    found = tuple(
        Revision(one.get("label") or str(PurePath(source.name).with_suffix("")), source)
        for one, source in zip(given, sources, strict=True)
    )
    twice = next((label for label, count in Counter(one.label for one in found).items() if count > 1), None)
    if twice is not None:
        raise FormatError(f"two revisions have the label {twice!r}; give each its own")
    return found
