"""Words: how a text is cut into tokens, which differences change none, and the shortest readable script of edits."""
