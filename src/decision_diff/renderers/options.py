"""How a comparison is to be shown: one class per family of formats, which the row of a format names.

The fields of the class are the options that the format has, and there are no others. `all` shows the unchanged clauses too. A
`title` stands in the place of the heading; None is the heading of the format. `profile` is the name of a profile or the path of
a profile file, and `labels` the language of the words that are not the texts' own: "zh", "en", "fr", "es", "ru", "ar" or "ja".
"" for either is the default: a redline is in English with our marks, a table follows the language of the text, and where a
profile is given, labels are its own.

FormatError for a value that cannot be. `renderers.typed` says the same to type checkers; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, Literal

from decision_diff.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from decision_diff.reviewer.notes import Notes

# Type of a field, as it is written -> what its value is, and how a person says that.
_KINDS: Final[Mapping[object, tuple[Any, str]]] = {
    "bool": (bool, "True or False"),
    "str": (str, "a text"),
    "str | None": ((str, NoneType), "a text"),
    "int | None": ((int, NoneType), "a number, or None"),
}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What all classes of options share: their flags and texts are what their types say, or FormatError."""

    def __post_init__(self) -> None:
        for one in fields(self):
            kind, said = _KINDS.get(one.type, (object, ""))
            value = getattr(self, one.name)
            if not isinstance(value, kind):
                raise FormatError(f"{one.name} is {said}, not {value!r}")


@dataclass(frozen=True, kw_only=True)
class OutsideOptions(Options):
    """Options of a renderer of another package, which adds fields of its own; without any, that renderer has no options."""


@dataclass(frozen=True, kw_only=True)
class Worded(Options):
    """Options of what is read by people: how words are marked, and the language of the words that are not the texts' own.

    - `profile`: The name of a profile or the path of a profile file.
    - `labels`: A language in the place of the profile's.
    """

    profile: str = ""
    labels: str = ""


@dataclass(frozen=True, kw_only=True)
class Titled(Worded):
    """Options of what has a heading and names both texts.

    - `title`: The heading.
    - `old_label`: What the old text is called, in the place of its file name.
    - `new_label`: What the new text is called, in the place of its file name.
    """

    title: str | None = None
    old_label: str = ""
    new_label: str = ""


@dataclass(frozen=True, kw_only=True)
class PageOptions(Titled):
    """Options of the whole redlined text: `html` and `pdf`."""


@dataclass(frozen=True, kw_only=True)
class ListOptions(Titled):
    """Options of a list of changes: `markdown`.

    - `all`: Show the unchanged clauses too.
    """

    all: bool = False


@dataclass(frozen=True, kw_only=True)
class TextOptions(Titled):
    """Options of a list of changes for a terminal: `text`.

    - `all`: Show the unchanged clauses too.
    - `color`: Allow ANSI colours.
    - `width`: The number of terminal columns, 1 or more, to wrap lines at; None never wraps.
    """

    all: bool = False
    color: bool = False
    width: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.width is not None and self.width < 1:
            raise FormatError(f"width is a number of columns, or None, not {self.width!r}")


@dataclass(frozen=True, kw_only=True)
class ReviewOptions(Titled):
    """Options of the review page: `review`.

    - `notes`: Notes that the page has from the start, read by `reviewer.notes.read`.
    """

    notes: Notes | None = None


@dataclass(frozen=True, kw_only=True)
class JsonOptions(Options):
    """Options of the records for programs: `json`.

    - `all`: Write the unchanged clauses too; then both texts can be read back.
    - `title`: A title to keep with the records; None writes none.
    """

    all: bool = False
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class WordOptions(Options):
    """Options of tracked changes in a Word document: `docx`.

    - `author`: Who made the tracked changes.
    - `date`: When, as an xsd:dateTime (2025-07-04T09:00:00Z); None: when the new document was last changed, "": no date.
    - `moves`: "tracked" writes a move as a move, "plain" as deletion and insertion.
    - `formatting`: Mark formatting that differs where the words stay.
    - `track_on`: Switch Track Changes on for whoever opens the document.
    """

    author: str = "decision-diff"
    date: str | None = None
    moves: Literal["tracked", "plain"] = "tracked"
    formatting: bool = False
    track_on: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.moves not in ("tracked", "plain"):
            raise FormatError(f"moves are 'tracked' or 'plain', not {self.moves!r}")


@dataclass(frozen=True, kw_only=True)
class CsvOptions(Worded):
    """Options of the comparison table as `table-csv`.

    - `all`: Show the unchanged clauses too, where `unchanged` does not say how.
    - `columns`: Names of columns, in order, in the place of the profile's: "number", "before", "after", "kind", "reason".
    - `reasons`: Why a clause was changed: by its eid in the new text, or in the old one if it was repealed; or the notes of
      a review.
    - `unchanged`: What becomes of unchanged clauses, in the place of the profile's: "leave-out", "fold" or "full".
    """

    all: bool = False
    columns: tuple[str, ...] = ()
    reasons: Mapping[str, str] | Notes | None = None
    unchanged: str = ""


@dataclass(frozen=True, kw_only=True)
class TableOptions(CsvOptions, Titled):
    """Options of every other comparison table: `table-docx`, `table-xlsx`, `table-html`, `table-pdf` and `table-md`."""
