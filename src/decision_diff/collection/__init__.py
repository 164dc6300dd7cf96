"""Many texts at once. `batch` compares many pairs of revisions; `index` keeps all decisions of a folder in one file, and answers.

    pairs ==batch.run_batch==> outcomes, one after the other ==batch.write_reports==> one page, one JSON
    folder ==index.build_index==> one file ==index.find_alike, list_citations, list_in_force==> a listing

`acts` reads names and citations of decisions, `revisions` the names of files.
"""

from __future__ import annotations
