"""What is done to any tree that is being changed."""

from __future__ import annotations

from decision_diff.safexml import Element


def remove_element(element: Element) -> None:
    """Remove an element, with all that it holds, from its parent; a root stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
