"""What a reviewer ticked and noted on a review page, read back from the JSON file that the page exports.

The file says by their SHA-256 on which two texts the notes were made, and of each change the addresses of its clauses, old
and new. A note goes to the change of exactly these clauses in a comparison of exactly these texts, and nowhere else: a note
must not appear on other words than those that it was written on. The shape is that of the schema `decision-diff schema review`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from decision_diff.changes import Comparison
from decision_diff.errors import NotesError
from decision_diff.frozen import frozen
from decision_diff.model import Source
from decision_diff.safedata import load_json

FORMAT: Final = "decision-diff-review"
VERSION: Final = 1
_KEYS: Final = {"format", "version", "old", "new", "changes"}
_KINDS: Final[Mapping[str, type]] = {
    "number": int,
    "mark": str,
    "place": str,
    "old": list,
    "new": list,
    "reviewed": bool,
    "note": str,
}


@frozen
class Remark:
    """What is noted of the change of these clauses, by their addresses; `place` is where that was, for people."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    place: str
    reviewed: bool
    note: str


@frozen
class Notes:
    """All remarks of a file called `name`; `old` and `new` are (file name, SHA-256) of the texts that they are on."""

    name: str
    old: tuple[str, str]
    new: tuple[str, str]
    remarks: tuple[Remark, ...]

    def find(self, comparison: Comparison, *, ticks: bool = True) -> Iterator[tuple[int, Remark]]:
        """The number of each change, from 1, with what is noted of it; without `ticks` only those with a note.

        NotesError if the notes are on other texts, or if these clauses are not one change here.
        """
        for which, (name, sha256), source in (
            ("old", self.old, comparison.old.source),
            ("new", self.new, comparison.new.source),
        ):
            if sha256 != source.sha256:
                raise NotesError(
                    f"the notes were made on another {which} text ({name!r}) than {source.name}, by their SHA-256; "
                    "give the two files that were reviewed",
                    source=self.name,
                )
        numbers = {
            (tuple(clause.eid for clause in change.old), tuple(clause.eid for clause in change.new)): number
            for number, change in comparison.numbered
        }
        for remark in self.remarks:
            if not remark.note and not (ticks and remark.reviewed):
                continue
            number = numbers.get((remark.old, remark.new))
            if number is None:
                raise NotesError(
                    f"there is a note on {remark.place!r} ({_clauses(remark)!r}), and these clauses are no "
                    "change here; compare with the pins and the certainty (--pin, --min-confidence) of the reviewed page",
                    source=self.name,
                )
            yield number, remark


def _clauses(remark: Remark) -> str:
    return " → ".join("+".join(eids) for eids in (remark.old, remark.new) if eids)


def read(source: Source) -> Notes:
    """The notes of an exported file. NotesError, naming the wrong entry, if it is not valid."""
    try:
        document = load_json(source.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotesError("the notes file is not valid UTF-8", source=source.name) from error
    except ValueError as error:
        raise NotesError("not JSON, so it is not a notes file", source=source.name) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotesError("not a notes file that a review page exported", source=source.name)
    version = document.get("version")
    if version != VERSION or isinstance(version, bool):
        raise NotesError(
            f"these notes are not of version {VERSION}; export them again from the page",
            source=source.name,
        )
    old, new = (_text(document.get(side)) for side in ("old", "new"))
    changes = document.get("changes")
    if document.keys() != _KEYS or old is None or new is None or not isinstance(changes, list):
        raise NotesError(
            "the notes do not name the texts that they are on, or have no list of changes", source=source.name
        )
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Remark] = {}
    for at, entry in enumerate(changes, 1):
        if not _is_entry(entry):
            raise NotesError(f"entry {at} is not in the form that a review page exports", source=source.name)
        one = Remark(tuple(entry["old"]), tuple(entry["new"]), entry["place"], entry["reviewed"], entry["note"])
        if (one.old, one.new) in found:
            raise NotesError(f"entry {at} is a second note on the same clauses", source=source.name)
        found[one.old, one.new] = one
    return Notes(source.name, old, new, tuple(found.values()))


def _text(side: Any) -> tuple[str, str] | None:
    if not isinstance(side, dict) or side.keys() != {"name", "sha256"}:
        return None
    name, sha256 = side["name"], side["sha256"]
    return (name, sha256) if isinstance(name, str) and isinstance(sha256, str) else None


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and entry.keys() == _KINDS.keys()
        and all(type(entry[key]) is kind for key, kind in _KINDS.items())
        and all(isinstance(eid, str) for eid in (*entry["old"], *entry["new"]))
        and bool(entry["old"] or entry["new"])
    )


def load_schema() -> str:
    """The JSON Schema of an exported file, as it ships in the package."""
    return (Path(__file__).parent / "review-1.schema.json").read_text(encoding="utf-8")
