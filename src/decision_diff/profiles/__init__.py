"""Profiles: the marks, words, columns and language of a table, one TOML file per profile.

A profile is data only. Ours lie beside this module, and `labels/` has the words in each language, all
with the same keys; a profile may put other words in their place. To add a profile, write a file and give its path.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from unicodedata import category

from decision_diff.errors import ProfileError
from decision_diff.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS: Final = ("number", "before", "after", "kind", "reason")
STYLES: Final = ("bold", "italic", "underline", "strike")
UNCHANGED: Final = ("leave-out", "fold", "full")
GATHERED: Final = ("numbering", "references", "punctuation", "replaced")
LANGUAGES: Final = ("zh", "en", "fr", "es", "ru", "ar", "ja")
NAMES: Final = ("itu", "un", "zh-table", "ja-table", "legal", "plain")

_LARGEST = 100_000  # bytes; a profile has a page


@frozen
class Marking:
    """How changed words are marked: by `styles`, by characters `before` and `after` them, or by both.

    `plain` are the characters around them where nothing can be styled (CSV).
    """

    styles: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    plain: tuple[str, str] = ("", "")


_UNMARKED: Final = Marking()


@frozen
class Profile:
    """One profile, with every value checked.

    `language` is one of LANGUAGES, or "auto" for that of the text. `marks` says whether the kind of a change is shown
    as its mark (ADD) or in words. `gather` are the changes that go into the closing notes, `words` replace labels by key.
    """

    name: str
    summary: str = ""
    language: str = "auto"
    columns: tuple[str, ...] = COLUMNS[:4]
    unchanged: str = "leave-out"
    marks: bool = False
    gather: tuple[str, ...] = GATHERED
    insert: Marking = _UNMARKED
    delete: Marking = _UNMARKED
    words: Mapping[str, str] | None = None


def load(name: str) -> Profile:
    """The profile of that name, or in the file of that path (which has a dot or a slash in it).

    ProfileError, one sentence that names file and key, for what is unknown or cannot be.
    """
    if name in NAMES:
        return _own(name)
    if not set(name) & {".", "/", "\\"}:
        raise ProfileError(f"unknown profile {name!r}; choose one of {', '.join(NAMES)}, or give a file (./my.toml)")
    from pathlib import Path  # noqa: PLC0415 - late: few runs read a file of a profile

    return _profile(Path(name).name, _read(Path(name)))


def parse_columns(names: str) -> tuple[str, ...]:
    """`number,before,after` as columns. ProfileError for an unknown one, for one twice and for none."""
    found = tuple(name.strip() for name in names.split(",") if name.strip())
    _check_columns(found, "")
    return found


@cache  # of our own data
def load_labels(language: str) -> Mapping[str, str]:
    """The words of one of LANGUAGES by key; the same keys in each."""
    text = _read_own(f"labels/{language}.toml").decode()
    if "\\" not in text:
        return MappingProxyType(_parse_plain(text))
    from decision_diff.safedata import load_toml  # noqa: PLC0415 - late: labels are plain

    return MappingProxyType(_flat(load_toml(text)))


def _read_own(name: str) -> bytes:
    """A file that lies beside this module."""
    with open(f"{__path__[0]}/{name}", "rb") as file:  # noqa: PTH123 - pathlib takes longer to load than to read this
        return file.read()


def _parse_plain(text: str) -> dict[str, str]:
    """The labels of a file without escapes, each on a line of its own. A reader of all TOML takes 5 ms, and every output needs labels."""
    found = {}
    above = ""
    for line in text.splitlines():
        if line.startswith("["):
            above = f"{line[1:-1]}."
        elif line and line[0] != "#":
            key, _, value = line.partition(" = ")
            found[above + key] = value[1:-1]
    return found


@cache  # of our own data
def _own(name: str) -> Profile:
    return _profile(name, _parsed(_read_own(f"{name}.toml"), name))


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ProfileError(f"cannot be read ({error.strerror})", source=path.name) from error
    if len(data) > _LARGEST:
        raise ProfileError(f"larger than {_LARGEST} bytes, which no profile is", source=path.name)
    return _parsed(data, path.name)


def _parsed(data: bytes, source: str) -> dict[str, Any]:
    from decision_diff.safedata import load_toml  # noqa: PLC0415 - late: most outputs have no profile

    try:
        return load_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ProfileError("the profile is not valid UTF-8", source=source) from error
    except ValueError as error:
        raise ProfileError(f"not valid TOML: {error}", source=source) from error


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """`[level] row = "…"` as "level.row"."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found.update({f"{key}.{inner}": text for inner, text in _flat(value).items()})
        else:
            found[key] = value
    return found


def _profile(source: str, table: dict[str, Any]) -> Profile:
    _known(
        table, ("summary", "language", "columns", "unchanged", "kind", "gather", "insert", "delete", "words"), source
    )
    named = _list(table, "columns", COLUMNS, source)
    if named is not None:
        _check_columns(named, source)
    return Profile(
        name=source,
        summary=_text(table, "summary", source),
        language=_choice(table, "language", ("auto", *LANGUAGES), source),
        columns=COLUMNS[:4] if named is None else named,
        unchanged=_choice(table, "unchanged", UNCHANGED, source),
        marks=_choice(table, "kind", ("words", "marks"), source) == "marks",
        gather=GATHERED if (gather := _list(table, "gather", GATHERED, source)) is None else gather,
        insert=_marking(table, "insert", source),
        delete=_marking(table, "delete", source),
        words=_words(table, source),
    )


def _known(table: Mapping[str, Any], keys: tuple[str, ...], source: str, above: str = "") -> None:
    for key in table:
        if key not in keys:
            raise ProfileError(
                f"{above + key!r} is not a key of a profile; the keys are {', '.join(keys)}", source=source
            )


def _text(table: Mapping[str, Any], key: str, source: str, above: str = "") -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or not _fits(value):
        raise ProfileError(f"{above + key!r} must be a text on one line", source=source)
    return value


def _fits(text: str) -> bool:
    return all(character.isprintable() or category(character) == "Zs" for character in text)


def _choice(table: Mapping[str, Any], key: str, choices: tuple[str, ...], source: str) -> str:
    value = table.get(key, choices[0])
    if value not in choices:
        raise ProfileError(f"{key!r} cannot be {value!r}; choose one of {', '.join(choices)}", source=source)
    return str(value)


def _list(
    table: Mapping[str, Any], key: str, choices: tuple[str, ...], source: str, above: str = ""
) -> tuple[str, ...] | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list):
        raise ProfileError(f"{above + key!r} must be a list of {', '.join(choices)}", source=source)
    for one in value:
        if one not in choices:
            raise ProfileError(f"{above + key!r} cannot hold {one!r}; choose from {', '.join(choices)}", source=source)
    return tuple(value)


def _check_columns(found: tuple[str, ...], source: str) -> None:
    for at, name in enumerate(found):
        if name not in COLUMNS:
            raise ProfileError(f"unknown column {name!r}; choose from {', '.join(COLUMNS)}", source=source)
        if name in found[:at]:
            raise ProfileError(f"the column {name!r} is given twice", source=source)
    if not found:
        raise ProfileError(f"a table needs a column; choose from {', '.join(COLUMNS)}", source=source)


def _marking(table: Mapping[str, Any], key: str, source: str) -> Marking:
    given = table.get(key, {})
    if not isinstance(given, dict):
        raise ProfileError(f"{key!r} must be a table with style, before, after or plain", source=source)
    above = f"{key}."
    _known(given, ("style", "before", "after", "plain"), source, above)
    plain = given.get("plain", ["", ""])
    if not (isinstance(plain, list) and len(plain) == 2 and all(isinstance(one, str) and _fits(one) for one in plain)):
        raise ProfileError(f'\'{above}plain\' must be two texts on one line, as ["[-", "-]"]', source=source)
    return Marking(
        styles=_list(given, "style", STYLES, source, above) or (),
        before=_text(given, "before", source, above),
        after=_text(given, "after", source, above),
        plain=(plain[0], plain[1]),
    )


def _words(table: Mapping[str, Any], source: str) -> Mapping[str, str]:
    given = table.get("words", {})
    if not isinstance(given, dict):
        raise ProfileError("'words' must be a table of labels", source=source)
    flat, known = _flat(given), load_labels("en")
    for key, value in flat.items():
        if key not in known:
            raise ProfileError(f"'words.{key}' is not a label; the labels are {', '.join(known)}", source=source)
        if not isinstance(value, str) or not _fits(value):
            raise ProfileError(f"'words.{key}' must be a text on one line", source=source)
        if strange := [hole for hole in find_holes(value) if hole not in find_holes(known[key])]:
            raise ProfileError(f"'words.{key}' has no {{{strange[0]}}} to fill in", source=source)
    return MappingProxyType(flat)


def find_holes(text: str) -> list[str]:
    """The names in braces of a label, in order."""
    return [part.partition("}")[0] for part in text.split("{")[1:]]
