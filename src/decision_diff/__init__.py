"""Compare the revisions of numbered decisions, clause by clause."""
