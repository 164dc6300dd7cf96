"""Words and habits of each language: one file a language."""
