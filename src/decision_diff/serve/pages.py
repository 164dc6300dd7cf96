"""The page as it is given out: `page/page.html` for designers, its words from `labels/CODE.toml`, one file per language.

    <button data-say="swap"></button>          gets the words of that name as its text
    <select data-label="language"></select>    gets them as its name for screen readers

The script of the page puts those of another language in their place by the same attributes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, Final

from markupsafe import escape

from decision_diff import profiles, readers, renderers
from decision_diff.changes import IGNORABLE
from decision_diff.patterns import late
from decision_diff.safedata import load_toml

CONTENT_TYPES: Final = MappingProxyType(
    {
        "page.css": "text/css",
        "page.js": "text/javascript",
        "asking.js": "text/javascript",
        "words.js": "text/javascript",
        "pair.js": "text/javascript",
        "history.js": "text/javascript",
        "verify.js": "text/javascript",
        "icon.svg": "image/svg+xml",
    }
)
_SAY: Final = late(r'data-say="([a-z_.-]+)"([^>]*)>')
_LABEL: Final = late(r'data-label="([a-z_.-]+)"')
_RANGE: Final = late(r"([A-Za-z]{2})(?:-[A-Za-z0-9-]+)?(?:\s*;\s*q=([01](?:\.[0-9]{1,3})?))?")
# What writes a format, where that is an extra.
_NEEDED: Final = MappingProxyType(
    {"pdf": "typst", "table-pdf": "typst", "table-xlsx": "xlsxwriter", "records-parquet": "arro3"}
)
_RIGHT_TO_LEFT: Final = ("ar",)


def choose_language(accepted: str, asked: str) -> str:
    """Choose one of the languages of labels: the one asked for, else the one that a browser likes best, else English."""
    if asked in profiles.LANGUAGES:
        return asked
    liked = [
        (float(one[2] or 1), one[1].lower())
        for part in accepted[:500].split(",")
        if (one := _RANGE.match(part.strip()))
    ]
    best = [code for weight, code in sorted(liked, key=lambda one: -one[0]) if weight and code in profiles.LANGUAGES]
    return best[0] if best else "en"


@cache  # of our own data
def load_words(language: str) -> Mapping[str, str]:
    """Load the words of the page in one of the languages of labels, by key: `tab.pair`."""
    text = resources.files("decision_diff.serve").joinpath("labels", f"{language}.toml").read_text(encoding="utf-8")
    return MappingProxyType(_flatten(load_toml(text)))


def _flatten(table: Mapping[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= _flatten(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": str(value)}
    return found


@cache  # of our own data
def fill_page(language: str) -> str:
    """Fill the page with the words of a language."""
    words = load_words(language)
    page = resources.files("decision_diff.serve").joinpath("page", "page.html").read_text(encoding="utf-8")
    page = _SAY.sub(lambda found: f"{found[0]}{escape(words[found[1]])}", page)
    page = _LABEL.sub(lambda found: f'{found[0]} aria-label="{escape(words[found[1]])}"', page)
    direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    # A script may not stand in the page, but data may; "<" is written so that nothing in it can end the element.
    data = json.dumps(dict(words), ensure_ascii=False).replace("<", "\\u003c")
    return page.replace("{{lang}}", language).replace("{{dir}}", direction).replace("{{words}}", data)


@cache  # of our own tables
def describe_formats() -> Mapping[str, Any]:
    """Describe what the page lets choose: the formats that are written and read, profiles, languages, what can be ignored."""
    return {
        "outputs": [_describe_output(row) for row in renderers.RENDERERS],
        "reads": sorted({suffix for row in readers.READERS for suffix in row.suffixes}),
        "profiles": list(profiles.NAMES),
        "languages": list(profiles.LANGUAGES),
        "ignorable": list(IGNORABLE),
    }


def _describe_output(row: renderers.Renderer) -> dict[str, Any]:
    """A format for the page; `missing` if what writes it is not installed."""
    needed = _NEEDED.get(row.name)
    return {
        "name": row.name,
        "summary": row.summary,
        "suffix": row.suffixes[0] if row.suffixes else "",
        "missing": needed is not None and find_spec(needed) is None,
    }
