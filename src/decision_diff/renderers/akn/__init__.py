"""Akoma Ntoso 3.0 (OASIS, 2018): a revision as a document, a comparison as the new revision with what was done to it.

    identification   what is known of work, expression and manifestation; what the standard asks for and nobody said is "unknown"
    analysis         passiveModifications: one textualMod for each edit, insertion, repeal, renumbering, split and join
    mainBody         the clauses (`body`)

Read back by our own reader a document gives the tree that it was written from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.errors import OutputError
from decision_diff.renderers.akn.body import BodyWriter
from decision_diff.renderers.akn.head import (
    ALONE,
    OWN,
    write_analysis,
    write_identification,
    write_proprietary,
    write_references,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from decision_diff.changes import Comparison
    from decision_diff.model import Decision
    from decision_diff.renderers.akn.head import Expression
    from decision_diff.renderers.options import AknOptions

__all__ = ["render", "write_document"]

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def render(comparison: Comparison, options: AknOptions) -> str:
    """Renders the new revision with its modifications. OutputError for a text without clauses."""
    from decision_diff.renderers.akn.lineage import name_from_old  # noqa: PLC0415 - late: a document alone has no lineage

    return write_document(
        comparison.new,
        country=options.country,
        work=options.work_uri,
        wids=name_from_old(comparison),
        analysis=write_analysis(comparison, options.country, options.work_uri),
        proprietary=write_proprietary(comparison),
    )


def write_document(
    decision: Decision,
    *,
    country: str = "",
    work: str = "",
    wids: Mapping[str, str] | None = None,
    analysis: str = "",
    proprietary: str = "",
) -> str:
    """Writes a revision as a document, with a line feed at its end. OutputError for a text without clauses.

    `country` is a code of ISO 3166-1, `work` the URI of the work; "" is unknown, and then made of the name of the file. `wids`
    has the wId of each clause whose eId is another, by eId; `analysis` and `proprietary` are elements of the head, as `head` writes them.
    """
    element = write_element(
        decision,
        country=country,
        work=work,
        wids=wids,
        analysis=analysis,
        references=write_references(),
        proprietary=proprietary,
    )
    return wrap_root(element)


def write_element(
    decision: Decision,
    *,
    country: str = "",
    work: str = "",
    wids: Mapping[str, str] | None = None,
    analysis: str = "",
    references: str = "",
    proprietary: str = "",
    version: Expression = ALONE,
) -> str:
    """Writes the element `doc` of a revision, as `write_document` does; `version` says which one of several in a file it is."""
    if not decision.clauses:
        raise OutputError(
            "the text has no clause, and Akoma Ntoso no document without one", source=decision.source.name
        )
    body = "".join(BodyWriter(wids or {}, version.prefix).write_all(decision.clauses, top=True))
    identification = write_identification(decision, country, work, version)
    return (
        '<doc name="decision" contains="singleVersion">\n'
        f"<meta>\n{identification}{analysis}{references}{proprietary}</meta>\n"
        f"<mainBody>\n{body}</mainBody>\n</doc>\n"
    )


def wrap_root(inner: str) -> str:
    """Writes the file around an element."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}" xmlns:dd="{OWN}">\n{inner}</akomaNtoso>\n'
