"""The values of a batch, and the record that lies beside the outputs of each pair.

The record says what was compared (hashes), with which options and version (`key`), what came out, and the hash of each output. It is
written last: a folder with a record is complete. The same key and the same outputs mean that nothing needs to be done again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from decision_diff import __version__, files
from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.safedata import load_json

RECORD: Final = "record.json"
STARTED: Final = ".started"  # in the folder of a pair while it is compared: what a process did when it ended
SCHEMA_VERSION: Final = "1.0"
_MOST_OUTPUTS: Final = 100

PairResult = Literal["same", "different", "failed"]


@frozen
class NamedPair:
    """Two revisions to compare: `old` and `new` are paths."""

    name: str
    old: str
    new: str


@frozen
class BatchSettings:
    """What is done with each pair.

    `formats` are names of output formats. `comparing` are options of `pipeline.compare`, and `rendering` options of outputs, each
    given to the formats that have it; both are JSON values. `files` are (name, SHA-256) of files that options name.
    """

    formats: tuple[str, ...] = ("html", "json")
    comparing: Mapping[str, Any] | None = None
    rendering: Mapping[str, Any] | None = None
    files: tuple[tuple[str, str], ...] = ()


@frozen
class PairTask:
    """One pair for a worker: where its outputs go, and how many seconds it may take (0: any)."""

    index: int
    pair: NamedPair
    folder: str
    settings: BatchSettings
    seconds: float
    version: str = __version__


@frozen
class PairOutcome:
    """What became of the pair at `index`: its record, and whether an earlier run had done it already."""

    index: int
    record: Mapping[str, Any]
    reused: bool = False

    @property
    def result(self) -> PairResult:
        """Whether the texts are the same, differ, or could not be compared."""
        found: PairResult = self.record["result"]
        return found

    @property
    def name(self) -> str:
        """The name of the pair."""
        return str(self.record["name"])

    @property
    def failure(self) -> str:
        """Why it failed, in one sentence; "" if it did not."""
        return str(self.record["failure"]["message"]) if self.record["failure"] else ""


def compute_key(task: PairTask, old: tuple[str, str], new: tuple[str, str]) -> str:
    """The SHA-256 of all that the outputs of a pair depend on; `old` and `new` are the name and hash of each text."""
    settings = task.settings
    parts = [
        SCHEMA_VERSION, task.version, task.pair.name, old, new, settings.formats,
        dict(settings.comparing or {}), dict(settings.rendering or {}), settings.files,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def hash_content(content: str | bytes) -> str:
    """The SHA-256 of an output as it is written."""
    return hashlib.sha256(files.encode(content)).hexdigest()


def make_failure(pair: NamedPair, folder: str, code: str, message: str) -> dict[str, Any]:
    """The record of a pair that could not be compared."""
    return {
        "schema_version": SCHEMA_VERSION,
        "key": "",
        "name": pair.name,
        "folder": Path(folder).name,
        "result": "failed",
        "old": {"name": files.make_printable(Path(pair.old).name), "sha256": ""},
        "new": {"name": files.make_printable(Path(pair.new).name), "sha256": ""},
        "changes": {},
        "signals": {},
        "notices": [],
        "outputs": [],
        "failure": {"code": code, "message": message},
    }


def read_record(folder: Path) -> dict[str, Any] | None:
    """The record in a folder; None if there is none, or if what is there is not one."""
    try:
        found = load_json(files.load(folder / RECORD).data.decode("utf-8"))
    except (UnreadableError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("schema_version") != SCHEMA_VERSION:
        return None
    outputs = found.get("outputs")
    if not isinstance(outputs, list) or len(outputs) > _MOST_OUTPUTS or not all(map(_is_output, outputs)):
        return None
    return (
        found if isinstance(found.get("key"), str) and found.get("result") in ("same", "different", "failed") else None
    )


def _is_output(one: Any) -> bool:
    """Whether this names a file of its own folder: a record may be anybody's."""
    return (
        isinstance(one, dict)
        and all(isinstance(one.get(name), str) for name in ("format", "file", "sha256"))
        and Path(one["file"]).name == one["file"] != RECORD
    )


def is_complete(folder: Path, record: Mapping[str, Any]) -> bool:
    """Whether all outputs of a record are there as they were written."""
    try:
        return all(hash_content(files.load(folder / one["file"]).data) == one["sha256"] for one in record["outputs"])
    except UnreadableError:
        return False


def keep_foreign(folder: Path, record: Mapping[str, Any] | None, names: Iterable[str]) -> list[str]:
    """Give another name to each file that stands where an output goes and is not as a batch wrote it; one sentence each.

    `record` is that of the outputs that are there, None if all of the files `names` are somebody's own.
    """
    written = {one["file"]: one["sha256"] for one in record["outputs"]} if record else {}
    said = []
    for name in dict.fromkeys([*written, *names]):
        path = folder / name
        if os.path.lexists(path) and not _is_as_written(path, written.get(name)):
            said.append(f"{name} was not as a batch wrote it; it is kept as {keep_aside(path)}")
    return said


def _is_as_written(path: Path, sha256: str | None) -> bool:
    if sha256 is None or path.is_symlink() or not path.is_file():
        return False
    try:
        return hash_content(files.load(path).data) == sha256
    except UnreadableError:  # an empty file is one too: who emptied it wanted to
        return False


def keep_aside(path: Path) -> str:
    """Rename a file to NAME.kept, or NAME.kept-2 and so on if that is taken; gives the new name."""
    kept, number = path.with_name(f"{path.name}.kept"), 1
    while os.path.lexists(kept):
        number += 1
        kept = path.with_name(f"{path.name}.kept-{number}")
    path.rename(kept)
    return kept.name


def remove_outputs(folder: Path, record: Mapping[str, Any]) -> None:
    """Remove the record, then the outputs that it names: they are of another content or other options."""
    (folder / RECORD).unlink(missing_ok=True)
    for one in record["outputs"]:
        (folder / one["file"]).unlink(missing_ok=True)


def write_record(folder: Path, record: Mapping[str, Any]) -> None:
    """Write the record, whole or not at all."""
    files.save(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=1) + "\n", force=True)
