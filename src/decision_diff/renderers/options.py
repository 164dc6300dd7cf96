"""The options of outputs: one class per family of formats, named in the row of each format.

The fields of the class are all options that the format has. `all` shows the unchanged clauses too. `title` replaces the
heading; None is the title of the texts. `profile` is the name of a profile or the path of
a profile file, and `labels` the language of the words that are not the texts' own: "zh", "en", "fr", "es", "ru", "ar" or "ja".
"" is the default of both: a redline is in English with our marks, a table follows the language of the text, and a profile that
is given brings its own labels.

FormatError for a value that is not valid. `renderers.typed` declares the same for type checkers; a test compares the two.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn, TypeVar, dataclass_transform

from decision_diff.changes import SIGNALS
from decision_diff.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import Field
    from typing import ClassVar

    from decision_diff.reviewer.notes import Notes

# Annotation of a field -> the type of its value, and the words for it.
_KINDS: Final[Mapping[object, tuple[Any, str]]] = {
    "bool": (bool, "True or False"),
    "str": (str, "a text"),
    "str | None": ((str, NoneType), "a text"),
    "int | None": ((int, NoneType), "a number, or None"),
}


T = TypeVar("T")


class Options:
    """The base of all classes of options. FormatError for a flag or text whose value is not of the type of its field.

    All classes share these methods; `dataclass` would compile its own for each class, which took 4 ms of every run.
    """

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init__(self, **given: Any) -> None:
        for name, one in self.__dataclass_fields__.items():
            vars(self)[name] = given.pop(name, one.default)
        for name in given:
            raise TypeError(f"{type(self).__name__}.__init__() got an unexpected keyword argument {name!r}")
        self.__post_init__()

    def __post_init__(self) -> None:
        for name, one in self.__dataclass_fields__.items():
            kind, said = _KINDS.get(one.type, (object, ""))
            value = getattr(self, name)
            if not isinstance(value, kind):
                raise FormatError(f"{name} must be {said}, not {value!r}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


@dataclass_transform(frozen_default=True, kw_only_default=True)
def _options(cls: type[T]) -> type[T]:
    """What `@dataclass(frozen=True, kw_only=True)` makes, with the methods of `Options`."""
    return dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)


@_options
class OutsideOptions(Options):
    """The base of the options of a renderer in another package, which adds its own fields; as it is, it has no options."""


OutsideOptions.__dataclass_params__.frozen = True  # type: ignore[attr-defined]  # so that a frozen dataclass can extend it


@_options
class Worded(Options):
    """Options of what is read by people: how words are marked, and the language of the words that are not the texts' own.

    - `profile`: The name of a profile or the path of a profile file.
    - `labels`: A language that replaces that of the profile.
    """

    profile: str = ""
    labels: str = ""


@_options
class Titled(Worded):
    """Options of what has a heading and names both texts.

    A field that is None is taken from the titles of the texts (`wording.titles`); "" ignores these titles.

    - `title`: The heading; "" is the default heading of the format, which names both texts or the kind of output.
    - `old_label`: The name of the old text; "" is the name of its file, as is None if only the other label is given.
    - `new_label`: The name of the new text, in the same way.
    """

    title: str | None = None
    old_label: str | None = None
    new_label: str | None = None


@_options
class Headed(Titled):
    """Options of what has a summary at its head.

    - `summary`: Say at the head what the changes mean: which obligations, dates, amounts, names came, went or became others.
    """

    summary: bool = True


@_options
class PageOptions(Headed):
    """Options of the whole redlined text: `html` and `pdf`."""


@_options
class FragmentOptions(Headed):
    """Options of the whole redlined text for a page of someone else: `html-fragment`.

    - `id_prefix`: What every id begins with: an ASCII letter, then letters, digits, - and _; "" makes one of the fragment itself.
    """

    id_prefix: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.id_prefix and not (
            self.id_prefix.isascii() and self.id_prefix[0].isalpha() and self.id_prefix.replace("-", "_").isidentifier()
        ):
            raise FormatError(
                f"id_prefix must be an ASCII letter, then letters, digits, - and _, not {self.id_prefix!r}"
            )


@_options
class Signalled(Titled):
    """Options of what can show some of the changes alone.

    - `signal`: Show only changes with a signal of this kind: "obligation", "negation", "date", "period", "amount", "percentage",
      "count", "body", "country", "reference", "definition" or "bracket". How many are left out is said.
    """

    signal: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.signal and self.signal not in SIGNALS:
            raise FormatError(f"signal must be one of {', '.join(SIGNALS)}, not {self.signal!r}")


@_options
class ListOptions(Signalled, Headed):
    """Options of a list of changes: `markdown`.

    - `all`: Show the unchanged clauses too.
    """

    all: bool = False


@_options
class SummaryOptions(Signalled):
    """Options of the summary: `summary`, `summary-md` and `summary-json`."""


@_options
class TextOptions(Signalled, Headed):
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
            raise FormatError(f"width must be None or at least 1, not {self.width!r}")


@_options
class ReviewOptions(Headed):
    """Options of the review page: `review`.

    - `notes`: Notes that the page has from the start, read by `reviewer.notes.read`.
    """

    notes: Notes | None = None


@_options
class JsonOptions(Options):
    """Options of the records for programs: `json`.

    - `all`: Write the unchanged clauses too; then both texts can be read back.
    - `title`: A title to keep with the records; None writes none.
    """

    all: bool = False
    title: str | None = None


@_options
class AknOptions(Options):
    """Options of Akoma Ntoso: `akn`. What is not given is written as unknown.

    - `country`: The country of the work, a code of ISO 3166-1 in lower case.
    - `work_uri`: The URI of the work, which those of its expressions begin with: /akn/ch/act/2025/641.
    """

    country: str = ""
    work_uri: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.country and not (
            self.country.isascii() and self.country.isalpha() and self.country.islower() and len(self.country) == 2
        ):
            raise FormatError(f"country must be two letters of ISO 3166-1, such as ch, not {self.country!r}")
        if any(character.isspace() or character in '<>"' for character in self.work_uri):
            raise FormatError(f"work_uri must be a URI without spaces, not {self.work_uri!r}")


@_options
class RecordOptions(Options):
    """Options of the flat table for data frames: `records-csv` and `records-parquet`.

    - `all`: Write a row for each unchanged clause too.
    """

    all: bool = False


@_options
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
            raise FormatError(f"moves must be 'tracked' or 'plain', not {self.moves!r}")


@_options
class CsvOptions(Worded):
    """Options of the comparison table as `table-csv`.

    - `all`: Show the unchanged clauses too, if `unchanged` does not say how.
    - `columns`: The columns in order, which replace those of the profile: "number", "before", "after", "kind", "reason".
    - `reasons`: Why a clause was changed: by its eid in the new text, or in the old one if it was repealed; or the notes of
      a review.
    - `unchanged`: How unchanged clauses are shown, which replaces that of the profile: "leave-out", "fold" or "full".
    - `summary`: Say what the changes mean: at the head, in spreadsheets and CSV below the rows.
    """

    all: bool = False
    columns: tuple[str, ...] = ()
    reasons: Mapping[str, str] | Notes | None = None
    unchanged: str = ""
    summary: bool = True


@_options
class TableOptions(CsvOptions, Titled):
    """Options of every other comparison table: `table-docx`, `table-xlsx`, `table-html`, `table-pdf` and `table-md`."""
