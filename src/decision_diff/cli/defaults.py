"""What a project wants of every comparison: `decision-diff.toml` in the folder where the command is given, or above it in the same repository.

    [compare]
    author = "Council Secretariat"
    labels = "fr"
    profile = "itu"
    language = "fr"
    ignore = "space"

An option that is given wins. A default for outputs counts for those that have the option, and is not a fault for the others.
"""

# pathlib only for this would cost the start of every comparison.
# ruff: noqa: PTH109, PTH110, PTH118, PTH120

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, Final

from decision_diff.errors import ProfileError

NAME: Final = "decision-diff.toml"
READING: Final = ("language", "analyzers", "ignore")  # how texts are read and compared
OUTPUTS: Final = ("author", "labels", "profile")


def find_defaults() -> str:
    """The path of the file: in this folder, or in one above it up to that of the repository; "" if there is none."""
    paths = (os.path.join(folder, NAME) for folder in _list_folders(os.getcwd()))
    return next(filter(os.path.isfile, paths), "")


def _list_folders(here: str) -> list[str]:
    """This folder and those above it up to that of the repository; this one alone where there is no repository."""
    folders = [here]
    while not os.path.exists(os.path.join(folders[-1], ".git")):
        above = os.path.dirname(folders[-1])
        if above == folders[-1]:
            return [here]
        folders.append(above)
    return folders


def load_defaults(path: str) -> dict[str, str]:
    """The defaults in the file that `find_defaults` found, by the names of the options. ProfileError for a file that is not as described above."""
    if not path:
        return {}
    from decision_diff import files
    from decision_diff.safedata import load_toml

    name = os.path.relpath(path)
    try:
        tables = load_toml(files.load(path).data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise ProfileError(f"{name}: {error}") from error
    if unknown := sorted(tables.keys() - {"compare"}):
        raise ProfileError(f"{name}: the table [{unknown[0]}] is not known; write defaults in [compare]")
    table = tables.get("compare", {})
    known = (*READING, *OUTPUTS)
    for key, value in table.items():
        if key not in known:
            raise ProfileError(
                f"{name}: {key!r} is not an option that can have a default; choose from {', '.join(known)}"
            )
        if not isinstance(value, str):
            raise ProfileError(f"{name}: {key} must be a text, not {value!r}")
    if "/" in table.get("profile", ""):  # the path of a file, as seen from this one
        table["profile"] = os.path.join(os.path.dirname(path), table["profile"])
    return dict(table)


def fill_options(given: Mapping[str, Any], defaults: Mapping[str, str], chosen: Iterable[str]) -> dict[str, Any]:
    """The options, those of `chosen` that were not given with their defaults; "" and None are not given."""
    return {**given, **{name: defaults[name] for name in chosen if name in defaults and not given.get(name)}}
