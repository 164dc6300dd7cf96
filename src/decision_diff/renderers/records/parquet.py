"""The flat table as Parquet, by arro3 (`pip install decision-diff[parquet]`): every value exact, with its type, None as null.

Strings are UTF-8, integers 64 bits wide, `confidence` a double, `ignored` a boolean; all columns may hold nulls. The version of the
columns is kept in the file (`decision_diff.columns`).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from decision_diff.errors import OutputError
from decision_diff.renderers.records import COLUMNS, VERSION, build_rows, clean_text

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import RecordOptions


def render(comparison: Comparison, options: RecordOptions) -> bytes:
    """Renders the file: the same bytes for the same comparison and version of the library. OutputError without the library."""
    try:
        from arro3.core import Array, DataType, Table  # noqa: PLC0415 - an extra, and only who writes Parquet waits for it
        from arro3.io import write_parquet  # noqa: PLC0415 - the same
    except ImportError as error:
        raise OutputError('Parquet output needs arro3: pip install "decision-diff[parquet]"') from error
    types = {
        "string": DataType.utf8(),
        "integer": DataType.int64(),
        "number": DataType.float64(),
        "boolean": DataType.bool(),
    }
    rows = build_rows(comparison, all=options.all)
    columns: dict[str, Any] = {}
    for column in COLUMNS:
        values = [row[column.name] for row in rows]
        if column.type == "string":
            values = [value if value is None else clean_text(value) for value in values]
        columns[column.name] = Array(values, types[column.type])
    output = io.BytesIO()
    write_parquet(
        Table.from_pydict(columns),
        output,
        compression="zstd(3)",
        created_by="decision-diff",
        key_value_metadata={"decision_diff.columns": VERSION},
    )
    return output.getvalue()
