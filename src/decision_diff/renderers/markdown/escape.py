"""Text as Markdown that shows just that text; see `markdown` for what is done to it and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decision_diff.patterns import late

if TYPE_CHECKING:
    from decision_diff.profiles import Marking

_MARKUP = late(r"[\\`*_{}\[\]()#+.!|<>&~$@:=^%\"'-]")
# What sites act on once Markdown has been rendered: a backslash before it is gone by then, a comment is not.
_ACTED_ON = late(r"(?<=[@#!$~%&^:])(?=[\w/+-])|(?<=www)(?=\.)|(?<=GH)(?=-)", re.IGNORECASE)


# An underline is <ins>, for code hosts drop <u>.
_TAGS = {"bold": "strong", "italic": "em", "underline": "ins", "strike": "del"}


def build_tags(marking: Marking) -> tuple[str, str]:
    """Builds what stands before and after words with this marking."""
    names = [_TAGS[style] for style in marking.styles]
    before = "".join(f"<{name}>" for name in names) + escape(marking.before)
    return before, escape(marking.after) + "".join(f"</{name}>" for name in reversed(names))


def escape(text: str) -> str:
    """Escapes one line of text, so that Markdown shows just that text, wherever in a line it stands.

    `text` holds no line feed (the callers have replaced them). Rendering gives it back exactly.
    """
    parts = (_MARKUP.sub(r"\\\g<0>", part) for part in _ACTED_ON.split(text))
    return _keep_blanks("<!-- -->".join(parts))


def _keep_blanks(text: str) -> str:
    """Blanks at the ends as references, since a line's first and last blanks are layout to Markdown."""
    body = text.strip(" ")
    if not body:
        return "&#32;" * len(text)
    lead = len(text) - len(text.lstrip(" "))
    tail = len(text) - len(text.rstrip(" "))
    return "&#32;" * lead + body.replace("\t", "&#9;") + "&#32;" * tail
