"""What became of a level: an article that is a paragraph or item of another article now, or the other way round.

Its words may all have stayed, and yet it is another rule: what governed the whole of an article governs it now, and nobody can cite it as
before. So it is never only renumbered. An article that went into another is joined; a paragraph that became an article was split off.
"""

from __future__ import annotations

from typing import Final

from decision_diff.changes import Effect
from decision_diff.model import Clause

_ARTICLE: Final = "article"
_WITHIN: Final = frozenset({"paragraph", "p", "point", "indent", "item", "wrapUp"})  # what an article holds


def find_level_effect(old: Clause, new: Clause) -> Effect | None:
    """Finds "join" for an article that is a part of one now, "split" for a part that is an article now; else None."""
    if old.level == _ARTICLE and new.level in _WITHIN:
        return "join"
    if old.level in _WITHIN and new.level == _ARTICLE:
        return "split"
    return None
