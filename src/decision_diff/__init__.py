"""Compare the revisions of numbered legal decisions, clause by clause.

    import decision_diff as dd

    comparison = dd.compare("C24.txt", "C25.txt")     # paths, bytes or text
    comparison.save("redline.html")                   # format from the suffix
    comparison.summary                                # counts by mark and effect
    [change for change in comparison.changes if "move" in change.effects]
    comparison.to_dicts()                             # for pandas or polars

The names below are what a user must know; each is imported when it is first used, so that `import decision_diff` and
`decision-diff --help` cost nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # that of `typing`, without its import, which costs more than all the rest
if TYPE_CHECKING:
    from decision_diff.changes import Change, Comparison
    from decision_diff.errors import DecisionDiffError
    from decision_diff.history import History
    from decision_diff.model import Clause, Decision
    from decision_diff.pipeline import compare, read, render, verify

__version__ = "0.1.0"
__all__ = [
    "Change",
    "Clause",
    "Comparison",
    "Decision",
    "DecisionDiffError",
    "History",
    "compare",
    "read",
    "render",
    "verify",
]

# Public name -> the module where it lives.
_HOME = {
    "Change": "changes",
    "Clause": "model",
    "Comparison": "changes",
    "Decision": "model",
    "DecisionDiffError": "errors",
    "History": "history",
    "compare": "pipeline",
    "read": "pipeline",
    "render": "pipeline",
    "verify": "pipeline",
}

if not TYPE_CHECKING:  # a type checker would take it that every name is here

    def __getattr__(name: str) -> object:
        """A public name, on first use (PEP 562)."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - late, as all that costs something

        value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
