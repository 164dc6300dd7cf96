"""Reads JSON and TOML from untrusted sources: gives a value that can be walked and printed, or raises one ValueError.

Python's own readers also raise RecursionError for what is nested too deep and a ValueError of their own for numbers of more
than 4,300 digits; they read hexadecimal numbers of any length, which then cannot be printed; and a key of very many parts
takes the square of its length. The error says what is wrong; the caller says where.
"""

from __future__ import annotations

from typing import Any, Final

MAX_DEPTH: Final = 64  # levels of lists and tables; no file of ours has five
MAX_PARTS: Final = 200  # dots on one line of TOML
_LARGEST: Final = 1 << 63


def load_json(text: str) -> Any:
    """The value of a JSON text; ValueError if it is not valid or nested too deep."""
    import json  # noqa: PLC0415 - late: few runs read any

    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    except json.JSONDecodeError:
        raise
    except ValueError:
        raise ValueError("a number has more digits than can be read") from None


def load_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text; ValueError if it is not valid, nested too deep, or holds a number of more than 64 bits."""
    import tomllib  # noqa: PLC0415 - as above

    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MAX_PARTS:
            raise ValueError(f"line {number} has more than {MAX_PARTS} dots")
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:  # of `int`, or of a date that no calendar has
        raise ValueError("a number or date cannot be read") from None
    _check(table)
    return table


def _check(table: dict[str, Any]) -> None:
    waiting: list[tuple[Any, int]] = [(table, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise ValueError("nested too deep")
        if isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            waiting.extend((one, depth + 1) for one in inner)
        elif isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
            raise ValueError("a number has more than 64 bits")
