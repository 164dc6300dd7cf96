"""Pages are files with named holes such as `{{title}}`, beside the code that fills them; and all pages have one head.

The files are for designers to edit. What fills a hole is escaped unless it is markup already, and is not searched for holes again.
The head of every page is `head.html`, whose Content-Security-Policy allows the style sheet of the page, and its script if it has one, by
their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

_HOLE: Final = re.compile(r"\{\{(\w+)\}\}")
_HEAD: Final = Path(__file__).parent / "head.html"
_STYLE: Final = Path(__file__).parent / "page.css"
MADE: Final = "Made by decision-diff. This page is self-contained: it loads no external resources and runs no script."
_SCRIPTED: Final = Markup("script-src 'sha256-{}'; require-trusted-types-for 'script'; ")


def fill_page(
    template: Path, *, root: Markup, title: str, style: Markup, script: Markup | None = None, **values: object
) -> str:
    """Makes a page from a template, whose hole `head` is filled with the head of all pages.

    `root` are the attributes of its first element, each with a blank before it; `title` is for the tab of the browser.
    """
    head = fill(
        _HEAD,
        root=root,
        style_hash=hash_for_policy(style),
        script_policy=_SCRIPTED.format(hash_for_policy(script)) if script else "",
        title=title,
        style=style,
    )
    return str(fill(template, head=head, **({"script": script} if script else {}), **values))


def read_style(sheet: Path) -> Markup:
    """The style sheet of all pages, and behind it that of one, a file of ours."""
    return Markup(_STYLE.read_text(encoding="utf-8") + sheet.read_text(encoding="utf-8"))  # noqa: S704 - our own files


def fill(template: Path, **values: object) -> Markup:
    """Fills each hole of a template, a file of ours. ValueError for a hole without a value, or a value without a hole."""
    parts = _parts(template)
    if wrong := {*parts[1::2]} ^ values.keys():
        raise ValueError(f"{template.name}: holes and values are not the same: {', '.join(sorted(wrong))}")
    filled = (escape(values[part]) if at % 2 else part for at, part in enumerate(parts))
    return Markup("".join(filled))  # noqa: S704 - our own file, and values that are escaped


def hash_for_policy(text: str) -> str:
    """Hashes an inline style or script as a Content-Security-Policy names it: SHA-256 in base64."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache  # of our own data
def _parts(template: Path) -> tuple[str, ...]:
    """What stands between the holes, and at odd positions their names."""
    return tuple(_HOLE.split(template.read_text(encoding="utf-8")))
