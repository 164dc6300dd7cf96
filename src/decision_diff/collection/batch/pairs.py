"""Which pairs are compared: read from a manifest, or found in folders.

    pairs.csv, pairs.toml        name, old, new; paths are taken from the folder of the manifest
    FOLDER with a/old.* a/new.*  one pair per subfolder that has both, at any depth
    FOLDER1 FOLDER2              files of the same name, at any depth; else of the same name but for the suffix
    FOLDER with a-2018 a-2022    neighbours: each revision and the next one of the same decision, by their names

Hidden files, and files of a format that cannot be read, are left out; what was left out is said.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Final

from decision_diff import readers
from decision_diff.collection.batch.manifest import read_manifest
from decision_diff.collection.batch.records import NamedPair
from decision_diff.collection.revisions import group_revisions, sort_naturally
from decision_diff.errors import UnreadableError
from decision_diff.files import make_printable
from decision_diff.frozen import frozen

_MANIFESTS: Final = (".csv", ".tsv", ".toml")
_SHOWN: Final = 3  # names in a note


@frozen
class FoundPairs:
    """The pairs in order, how they were found in a few words, and one sentence for each kind of file that is in no pair."""

    pairs: tuple[NamedPair, ...]
    how: str
    notes: tuple[str, ...] = ()


def find_pairs(given: Sequence[str | os.PathLike[str]], leave_out: str | os.PathLike[str] | None = None) -> FoundPairs:
    """The pairs of a manifest, of one folder or of two folders; nothing below `leave_out`, where outputs go, is taken.

    UnreadableError if there are none, for a folder that cannot be read, and for a manifest that is not valid.
    """
    paths = [Path(one) for one in given]
    if len(paths) == 1 and not paths[0].is_dir():
        return _read_listed(paths[0])
    for path in paths:
        if not path.is_dir():
            raise UnreadableError("this is not a folder", source=make_printable(str(path)))
    out = Path(leave_out).resolve() if leave_out is not None else None
    if len(paths) == 2:
        found = _pair_folders(paths[0], paths[1], out)
    else:
        found = _pair_subfolders(paths[0], out) or _pair_neighbours(paths[0], out)
    if not found.pairs:
        where = " and ".join(make_printable(str(path)) for path in paths)
        raise UnreadableError(
            "no pairs are here; give a manifest, two folders with files of the same names, or a folder that has subfolders with "
            f"old.* and new.*, or several revisions{''.join(f' ({note})' for note in found.notes)}",
            source=where,
        )
    return found


def _read_listed(path: Path) -> FoundPairs:
    """The pairs of a manifest. UnreadableError for another file, one that is missing, and one that is not valid."""
    if path.exists() and path.suffix.lower() not in _MANIFESTS:
        raise UnreadableError(
            "neither a folder nor a manifest (.csv, .tsv or .toml with name, old and new)",
            source=make_printable(str(path)),
        )
    return FoundPairs(*read_manifest(path))


def list_files(
    folder: Path, leave_out: Path | None = None, *, deep: bool = True, links: list[Path] | None = None
) -> Iterator[Path]:
    """The files in a folder and, if `deep`, below it, in natural order; no hidden ones, and no links that lead out of it or to folders.

    The links that are left out are added to `links`. UnreadableError for a folder that cannot be read.
    """
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sort_naturally([one for one in here.iterdir() if not one.name.startswith(".")], str)
        except OSError as error:
            raise UnreadableError(
                f"this folder cannot be read ({error.strerror})", source=make_printable(str(here))
            ) from error
        below = [one for one in entries if one.is_dir() and not one.is_symlink() and one.resolve() != leave_out]
        waiting.extend(reversed(below if deep else ()))
        kept, others = _divide_links(entries, root)
        if links is not None:
            links.extend(others)
        yield from kept


def _divide_links(entries: Iterable[Path], root: Path) -> tuple[list[Path], list[Path]]:
    """The files of a folder, and the links in it that lead to no file below `root`."""
    files, links = [], []
    for one in entries:
        if one.is_symlink() and not _is_file_below(one, root):
            links.append(one)
        elif one.is_file():
            files.append(one)
    return files, links


def _is_file_below(path: Path, root: Path) -> bool:
    """Whether a link leads to a file of the folder."""
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def list_readable(folder: Path, leave_out: Path | None = None, *, deep: bool = True) -> tuple[list[Path], list[str]]:
    """The files that can be read, as `list_files` finds them, and a sentence for each kind of what is left out."""
    links: list[Path] = []
    readable, notes = split_readable(list_files(folder, leave_out, deep=deep, links=links))
    return readable, [*notes, *say_links(links, folder)]


def say_links(links: Sequence[Path], folder: Path) -> list[str]:
    """A sentence about links that are not followed, if there are any."""
    return _say_left_out(
        [one.relative_to(folder).as_posix() for one in links], "links that lead to no file of this folder"
    )


def split_readable(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """The files that have the suffix of a format that can be read, and a sentence about the others, if there are any."""
    suffixes = {suffix for row in readers.list_readers() for suffix in row.suffixes}
    readable: list[Path] = []
    others: list[Path] = []
    for path in paths:
        (readable if path.suffix.lower() in suffixes else others).append(path)
    return readable, _say_left_out([path.name for path in others], "of a format that cannot be read")


def _say_left_out(names: Sequence[str], why: str) -> list[str]:
    if not names:
        return []
    shown = ", ".join(make_printable(name) for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return [f"left out, {why}: {shown}{more}"]


def _pair_subfolders(folder: Path, out: Path | None) -> FoundPairs | None:
    """One pair per subfolder with old.* and new.*; None if no subfolder has either."""
    sides: dict[Path, dict[str, list[Path]]] = {}
    readable, notes = list_readable(folder, out)
    for path in readable:
        if path.stem.casefold() in ("old", "new") and path.parent != folder:
            sides.setdefault(path.parent, {}).setdefault(path.stem.casefold(), []).append(path)
    if not sides:
        return None
    whole = [parent for parent, found in sides.items() if all(len(found.get(side, ())) == 1 for side in ("old", "new"))]
    pairs = tuple(
        NamedPair(parent.relative_to(folder).as_posix(), str(sides[parent]["old"][0]), str(sides[parent]["new"][0]))
        for parent in whole
    )
    broken = [parent.relative_to(folder).as_posix() for parent in sides if parent not in set(whole)]
    notes += _say_left_out(broken, "without exactly one old.* and one new.*")
    return FoundPairs(pairs, "subfolders with old.* and new.*", tuple(notes))


def _pair_folders(old: Path, new: Path, out: Path | None) -> FoundPairs:
    """Files of the same names below both folders; those that remain, of the same names but for the suffix."""
    notes: list[str] = []
    sides: list[dict[str, Path]] = []
    for folder in (old, new):
        readable, more = list_readable(folder, out)
        sides.append({path.relative_to(folder).as_posix(): path for path in readable})
        notes += more
    named = [(_cut_suffix(name), name, name) for name in sides[0] if name in sides[1]]
    named += _match_stems(*([name for name in side if name not in other] for side, other in (sides, sides[::-1])))
    pairs = [NamedPair(stem, str(sides[0][before]), str(sides[1][after])) for stem, before, after in sorted(named)]
    for folder, side, at in ((old, sides[0], 1), (new, sides[1], 2)):
        paired = {one[at] for one in named}
        alone = [name for name in side if name not in paired]
        notes += _say_left_out(alone, f"only in {make_printable(str(folder))}")
    return FoundPairs(tuple(_name_apart(pairs)), "files of the same names", tuple(notes))


def _match_stems(old: Iterable[str], new: Iterable[str]) -> list[tuple[str, str, str]]:
    """(stem, old name, new name) of the names that agree but for the suffix, with no other of that stem on either side."""
    before, after = _group_by_stem(old), _group_by_stem(new)
    return [
        (stem, names[0], after[stem][0])
        for stem, names in before.items()
        if len(names) == len(after.get(stem, ())) == 1
    ]


def _cut_suffix(name: str) -> str:
    return PurePath(name).with_suffix("").as_posix()


def _name_apart(pairs: Sequence[NamedPair]) -> Iterator[NamedPair]:
    """The pairs; a.docx and a.txt keep their suffixes, since both are there."""
    counts = Counter(pair.name for pair in pairs)
    for pair in pairs:
        twice = counts[pair.name] > 1
        yield NamedPair(pair.name + PurePath(pair.old).suffix, pair.old, pair.new) if twice else pair


def _group_by_stem(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(_cut_suffix(name), []).append(name)
    return found


def _pair_neighbours(folder: Path, out: Path | None) -> FoundPairs:
    """Each revision and the next one of the same decision. Files whose names tell no revision are taken as one row."""
    readable, notes = list_readable(folder, out, deep=False)
    groups = group_revisions(readable)
    if len(readable) > 1 and all(len(group) == 1 for group in groups):
        groups = [readable]
        notes.append(f"taken as the revisions of one decision, in the order of their names: {_say_row(readable)}")
    pairs = tuple(
        NamedPair(f"{_cut_suffix(old.name)} - {_cut_suffix(new.name)}", str(old), str(new))
        for group in groups
        for old, new in pairwise(group)
    )
    notes += _say_left_out([group[0].name for group in groups if len(group) == 1], "the only revision of its decision")
    return FoundPairs(pairs, "neighbours in one folder", tuple(notes))


def _say_row(paths: Sequence[Path]) -> str:
    names = [make_printable(path.name) for path in paths]
    return ", ".join(names if len(names) <= 2 * _SHOWN else [*names[:_SHOWN], "…", names[-1]])
