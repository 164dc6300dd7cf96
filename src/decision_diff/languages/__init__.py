"""Words and habits of each language: one file per language."""
