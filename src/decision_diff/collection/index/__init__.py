"""All decisions of a folder in one file, which answers what is where: SQLite, of the standard library.

    folder ==sources==> revisions ==build==> database (`store`) ==find, cites, force==> `Listing` ==listing, page==> table, JSON, CSV, page

The database holds nothing that the files do not: whoever deletes it builds it again.
"""

from __future__ import annotations

from decision_diff.collection.index.build import IndexReport, build_index
from decision_diff.collection.index.cites import list_citations, list_impact, list_stale
from decision_diff.collection.index.find import find_alike
from decision_diff.collection.index.force import list_in_force
from decision_diff.collection.index.listing import Listing, load_schema, render_listing
from decision_diff.collection.index.store import open_index

__all__ = [
    "IndexReport",
    "Listing",
    "build_index",
    "find_alike",
    "list_citations",
    "list_impact",
    "list_in_force",
    "list_stale",
    "load_schema",
    "open_index",
    "render_listing",
]
