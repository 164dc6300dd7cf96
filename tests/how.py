"""How a test wants an output: the options of a format, made of those that it has."""

from __future__ import annotations

from typing import Any

from decision_diff import renderers


def how(fmt: str, **wanted: Any) -> Any:
    """The options of this format, with those of `wanted` that it has."""
    row = renderers.find(fmt)
    return row.options(**{name: value for name, value in wanted.items() if name in row.heeded})
