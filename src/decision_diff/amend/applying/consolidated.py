"""The consolidated text in the forms in which it is given out: text, Word with tracked changes or clean, and a record for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from typing import Any, Final

from decision_diff import pipeline
from decision_diff.amend.applying import Applied, Refusal, apply, read_consolidated
from decision_diff.amend.applying.provenance import MadeSpan
from decision_diff.amend.articles.witness import make_witness
from decision_diff.amend.checking.report import make_order
from decision_diff.amend.instructions import Act
from decision_diff.changes import Comparison
from decision_diff.errors import AmendingError
from decision_diff.model import Decision
from decision_diff.renderers.options import WordOptions

SCHEMA_VERSION: Final = "1.0"


def compare_applied(applied: Applied) -> Comparison:
    """The comparison of the old text with the consolidated one. AmendingError if the act was refused."""
    text = _get_text(applied)
    stages = {one.origin.stage for one in applied.part.instructions}
    witness = make_witness(applied.act) if len(stages) == 1 and applied else None
    return pipeline.compare(applied.old, read_consolidated(text, applied.old), witness=witness)


def derive_amended(act: Act, old: Decision) -> Decision:
    """The old text as an act amends it, as a decision whose notices name each choice. AmendingError if the act is refused."""
    applied = apply(act, old)
    made = read_consolidated(_get_text(applied), old)
    return replace(made, source=replace(made.source, name=act.source.name), notices=(*made.notices, *applied.notices))


def render_applied(
    applied: Applied, *, clean: bool = False, date: str = "", told: Callable[[str], None] | None = None
) -> bytes:
    """The consolidated text as a Word document, with tracked changes whose author is the act (its title), or clean.

    Both are read back: rejecting all changes gives the old text, accepting all gives the consolidated one. `date` is an xsd:dateTime or "".
    AmendingError if the act was refused; InvariantError for what does not prove.
    """
    comparison = compare_applied(applied)
    author = applied.act.title or applied.act.source.name
    jobs = [("docx", WordOptions(author=author, date=date))]
    (redline,), comparison = pipeline.render_all(comparison, jobs, told=told)
    assert isinstance(redline, bytes)  # noqa: S101 - a Word document is bytes
    return pipeline.clean(comparison, redline)[1] if clean else redline


def _get_text(applied: Applied) -> str:
    if applied.text is None:
        first = applied.refused[0] if applied.refused else "it orders nothing"
        raise AmendingError(f"the act was refused: {first}", source=applied.act.source.name)
    return applied.text


def write_applied(applied: Applied) -> str:
    """The result as JSON, by `apply-1.schema.json`."""
    numbers = {id(one): at for at, one in enumerate(applied.done)}
    record = {
        "schema_version": SCHEMA_VERSION,
        "act": {"name": applied.act.source.name, "title": applied.act.title, "law": applied.part.law},
        "whole": bool(applied),
        "text": applied.text,
        "done": [make_order(one) for one in applied.done],
        "made": [_make_span(one, numbers) for one in applied.made],
        "refused": [_make_refusal(one) for one in applied.refused],
        "notices": [{"code": one.code, "message": one.message} for one in applied.notices],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def load_schema() -> str:
    """The JSON Schema of what `write_applied` writes."""
    return resources.files(__package__).joinpath("apply-1.schema.json").read_text(encoding="utf-8")


def _make_span(one: MadeSpan, numbers: dict[int, int]) -> dict[str, Any]:
    order = numbers.get(id(one.instruction)) if one.instruction else None
    return {"start": one.span.start, "end": one.span.end, "order": order}


def _make_refusal(one: Refusal) -> dict[str, Any]:
    return {
        "item": one.origin.number if one.origin else "",
        "line": one.origin.line if one.origin else None,
        "printed": one.printed,
        "place": one.place,
        "why": one.why,
    }


def summarize_applied(applied: Applied) -> str:
    """One line for a person: how much was applied, what was chosen, what was refused."""
    if applied.text is None:
        return f"The act was refused: {_count(len(applied.refused), 'reason')}"
    choices = sum(one.code == "act-choice" for one in applied.notices)
    parts = [f"{_count(len(applied.done), 'instruction')} applied"]
    parts += [f"{len(applied.refused)} refused"] if applied.refused else []
    parts += [_count(choices, "choice") + " that no act states"] if choices else []
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
