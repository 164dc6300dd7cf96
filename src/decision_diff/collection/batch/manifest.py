"""A manifest of pairs, as CSV (commas, semicolons or tabs, first line name, old, new) or TOML ([[pair]] with these keys).

The name may be left out; it is then that of the new file. Paths are taken from the folder of the manifest.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from decision_diff import files
from decision_diff.collection.batch.records import NamedPair
from decision_diff.errors import UnreadableError
from decision_diff.safedata import load_toml

_KEYS: Final = ("name", "old", "new")
_MOST_CELL: Final = 20_000  # characters; a path has at most 4,096


def read_manifest(path: Path) -> tuple[tuple[NamedPair, ...], str, tuple[str, ...]]:
    """The pairs of a manifest, what it is, and a sentence about columns that are not used.

    UnreadableError if it is missing or not valid, has no pairs, or if a row has no old or new file.
    """
    source = files.load(path)
    try:
        text = source.data.decode("utf-8-sig")
        rows, unused = _read_toml(text) if path.suffix.lower() == ".toml" else _read_csv(text)
        pairs = tuple(_make_pair(row, where, path.parent) for where, row in rows)
    except UnicodeDecodeError as error:
        raise UnreadableError("a manifest must be UTF-8, which this is not", source=source.name) from error
    except (ValueError, csv.Error) as error:
        raise UnreadableError(f"not a valid manifest: {error}", source=source.name) from error
    if not pairs:
        raise UnreadableError("this manifest has no pairs", source=source.name)
    notes = (f"not used in {source.name}: {', '.join(map(files.make_printable, unused))}",) if unused else ()
    return pairs, f"manifest {source.name}", notes


def _read_csv(text: str) -> tuple[list[tuple[str, Mapping[str, Any]]], list[str]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = [cell.strip().casefold() for cell in next(lines, [])]
    if missing := [key for key in ("old", "new") if columns.count(key) != 1]:
        raise ValueError(
            f"its first line must name the columns name, old and new; {missing[0]!r} is not there exactly once"
        )
    rows = [(f"line {lines.line_num}", row) for row in _refuse_long(lines) if any(cell.strip() for cell in row)]
    named = [(where, dict(zip(columns, row, strict=False))) for where, row in rows]
    return list(named), [column for column in columns if column and column not in _KEYS]


def _refuse_long(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for row in rows:
        if any(len(cell) > _MOST_CELL for cell in row):
            raise ValueError(f"a cell has more than {_MOST_CELL} characters")
        yield row


def _read_toml(text: str) -> tuple[list[tuple[str, Mapping[str, Any]]], list[str]]:
    data = load_toml(text)
    rows = data.get("pair")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("it has no [[pair]]")
    unused = dict.fromkeys(
        [*(key for key in data if key != "pair"), *(key for row in rows for key in row if key not in _KEYS)]
    )
    return [(f"pair {number}", row) for number, row in enumerate(rows, 1)], list(unused)


def _make_pair(row: Mapping[str, Any], where: str, folder: Path) -> NamedPair:
    paths: Sequence[Any] = [row.get("old"), row.get("new")]
    for key, path in zip(("old", "new"), paths, strict=True):
        if not isinstance(path, str) or not path.strip() or "\0" in path:
            raise ValueError(f"{where} has no {key} file")
    name = row.get("name") or Path(paths[1]).stem
    if not isinstance(name, str):
        raise ValueError(f"{where}: the name must be a text")  # noqa: TRY004 - all that is wrong with a manifest is one kind
    old, new = (str(folder / path.strip()) for path in paths)
    return NamedPair(name.strip() or Path(new).stem, old, new)
