"""What a type checker knows of `render`: which format has which options, and whether it is text or bytes.

Nothing imports this module at run time. The keys are the fields of the classes in `options`, and the names of the formats are
those of the table; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, Protocol, TypedDict, Unpack, overload

from decision_diff.changes import Comparison
from decision_diff.model import Notice
from decision_diff.renderers import options as of
from decision_diff.reviewer.notes import Notes

TextFormat = Literal["text", ".txt", "txt"]
HtmlFormat = Literal["html", ".html", ".htm", "htm"]
FragmentFormat = Literal["html-fragment", ".fragment.html", "fragment.html"]
ReviewFormat = Literal["review"]
MarkdownFormat = Literal["markdown", ".md", "md"]
SummaryFormat = Literal[
    "summary", ".summary.txt", "summary.txt",
    "summary-md", ".summary.md", "summary.md",
    "summary-json", ".summary.json", "summary.json",
]  # fmt: skip
JsonFormat = Literal["json", ".json"]
AknFormat = Literal["akn", ".akn"]
RecordTextFormat = Literal["records-csv", ".records.csv", "records.csv"]
RecordPackageFormat = Literal["records-parquet", ".parquet", "parquet"]
DocxFormat = Literal["docx", ".docx"]
PdfFormat = Literal["pdf", ".pdf"]
TableCsvFormat = Literal["table-csv", ".csv", "csv"]
TablePackageFormat = Literal[
    "table-docx", ".table.docx", "table.docx", "table-xlsx", ".xlsx", "xlsx", "table-pdf", ".table.pdf", "table.pdf"
]
TableTextFormat = Literal["table-html", ".table.html", "table.html", "table-md", ".table.md", "table.md"]


class ListenerKeys(TypedDict, total=False):
    """Who listens while an output is made. Every format takes them; they are no options."""

    told: Callable[[str], None] | None
    noticed: Callable[[Notice], None] | None


class WordedKeys(ListenerKeys, total=False):
    """The fields of `Worded`."""

    profile: str
    labels: str


class TitledKeys(WordedKeys, total=False):
    """The fields of `Titled`."""

    title: str | None
    old_label: str | None
    new_label: str | None


class PageKeys(TitledKeys, total=False):
    """The fields of `PageOptions`."""

    summary: bool


class FragmentKeys(PageKeys, total=False):
    """The fields of `FragmentOptions`."""

    id_prefix: str


class SignalledKeys(TitledKeys, total=False):
    """The fields of `SummaryOptions`."""

    signal: str


class ListKeys(SignalledKeys, PageKeys, total=False):
    """The fields of `ListOptions`."""

    all: bool


class TextKeys(ListKeys, total=False):
    """The fields of `TextOptions`."""

    color: bool
    width: int | None


class ReviewKeys(PageKeys, total=False):
    """The fields of `ReviewOptions`."""

    notes: Notes | None


class JsonKeys(ListenerKeys, total=False):
    """The fields of `JsonOptions`."""

    all: bool
    title: str | None


class AknKeys(ListenerKeys, total=False):
    """The fields of `AknOptions`."""

    country: str
    work_uri: str


class RecordKeys(ListenerKeys, total=False):
    """The fields of `RecordOptions`."""

    all: bool


class WordKeys(ListenerKeys, total=False):
    """The fields of `WordOptions`."""

    author: str
    date: str | None
    moves: Literal["tracked", "plain"]
    formatting: bool
    track_on: bool


class CsvKeys(WordedKeys, total=False):
    """The fields of `CsvOptions`."""

    all: bool
    columns: tuple[str, ...]
    reasons: Mapping[str, str] | Notes | None
    unchanged: str
    summary: bool


class TableKeys(CsvKeys, total=False):
    """The fields of `TableOptions`."""

    title: str | None
    old_label: str | None
    new_label: str | None


class AnyKeys(TextKeys, FragmentKeys, ReviewKeys, WordKeys, TableKeys, AknKeys, total=False):
    """The fields of all of them, for `save`, whose path says the format only at run time."""


class Render(Protocol):
    """The type of `pipeline.render`; what it does stands there."""

    @overload
    def __call__(
        self, comparison: Comparison, fmt: TextFormat, options: of.TextOptions | None = None, **given: Unpack[TextKeys]
    ) -> str: ...
    @overload
    def __call__(
        self, comparison: Comparison, fmt: HtmlFormat, options: of.PageOptions | None = None, **given: Unpack[PageKeys]
    ) -> str: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: FragmentFormat,
        options: of.FragmentOptions | None = None,
        **given: Unpack[FragmentKeys],
    ) -> str: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: ReviewFormat,
        options: of.ReviewOptions | None = None,
        **given: Unpack[ReviewKeys],
    ) -> str: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: MarkdownFormat,
        options: of.ListOptions | None = None,
        **given: Unpack[ListKeys],
    ) -> str: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: SummaryFormat,
        options: of.SummaryOptions | None = None,
        **given: Unpack[SignalledKeys],
    ) -> str: ...
    @overload
    def __call__(
        self, comparison: Comparison, fmt: JsonFormat, options: of.JsonOptions | None = None, **given: Unpack[JsonKeys]
    ) -> str: ...
    @overload
    def __call__(
        self, comparison: Comparison, fmt: AknFormat, options: of.AknOptions | None = None, **given: Unpack[AknKeys]
    ) -> str: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: RecordTextFormat,
        options: of.RecordOptions | None = None,
        **given: Unpack[RecordKeys],
    ) -> str: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: RecordPackageFormat,
        options: of.RecordOptions | None = None,
        **given: Unpack[RecordKeys],
    ) -> bytes: ...
    @overload
    def __call__(
        self, comparison: Comparison, fmt: DocxFormat, options: of.WordOptions | None = None, **given: Unpack[WordKeys]
    ) -> bytes: ...
    @overload
    def __call__(
        self, comparison: Comparison, fmt: PdfFormat, options: of.PageOptions | None = None, **given: Unpack[PageKeys]
    ) -> bytes: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: TableCsvFormat,
        options: of.CsvOptions | None = None,
        **given: Unpack[CsvKeys],
    ) -> str: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: TablePackageFormat,
        options: of.TableOptions | None = None,
        **given: Unpack[TableKeys],
    ) -> bytes: ...
    @overload
    def __call__(
        self,
        comparison: Comparison,
        fmt: TableTextFormat,
        options: of.TableOptions | None = None,
        **given: Unpack[TableKeys],
    ) -> str: ...
    # Any other name: that of a renderer of another package, or one that is known at run time only.
    @overload
    def __call__(
        self, comparison: Comparison, fmt: str, options: of.OutsideOptions | None = None, **given: Unpack[ListenerKeys]
    ) -> str | bytes: ...
