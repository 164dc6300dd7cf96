"""Many texts at once. `batch` compares many pairs of revisions, one output folder per pair, and reports on all of them.

pairs ==batch.run_batch==> outcomes, one after the other ==batch.write_reports==> one page, one JSON
"""

from __future__ import annotations
