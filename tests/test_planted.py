"""The bench of planted edits, small, as a test: each kind of dishonest edit is found and named, and no honest redline is called so."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BENCH = Path(__file__).parent.parent / "bench"
sys.path.insert(0, str(BENCH))
planted = importlib.import_module("planted")
sys.path.remove(str(BENCH))

# How a kind must be named, at least; the others as text.
WORD = {
    "list start": "text: silent", "list format": "text: silent", "word": "text: silent", "cell": "text: silent",
    "note": "text: silent", "row dropped": "text: silent", "paragraph added": "text: silent", "deleted word": "text: words",
    "inserted word": "text: words", "all accepted": "text: unmarked", "header": "headers: silent", "footer": "headers: silent",
    "hidden": "shown: hidden", "hidden insertion": "shown: hidden", "hidden by style": "shown: hidden",
    "hidden row": "shown: hidden", "white": "shown: hidden", "white by style": "shown: hidden",
    "white by theme": "shown: hidden", "on its own colour": "shown: hidden", "tiny": "shown: hidden", "narrow": "shown: hidden",
    "out of the line": "shown: hidden", "no height": "shown: hidden", "struck": "shown: strike",
    "lowered again": "shown: superscript", "anchor moved": "shown: note", "link target": "shown: link",
    "link dropped": "shown: link", "link added": "shown: link", "field target": "shown: reference",
    "field dropped": "shown: reference", "picture": "shown: picture", "picture dropped": "shown: picture",
    "section dropped": "shown: section", "section added": "shown: section", "alternatives": "shown: alternatives",
    "included": "shown: included", "bound": "shown: bound control", "marks off": "shown: marks switched off",
}  # fmt: skip
PAGE = {
    "marks off": "shown: style", "hidden by class": "shown: style", "generated": "shown: style", "scripted": "shown: script",
    "framed": "shown: element", "raised": "shown: element", "struck by hand": "shown: element", "white": "shown: hidden",
    "hidden by attribute": "shown: hidden", "clause without home": "shown: beside", "words as note": "shown: beside",
    "words as sign": "shown: beside", "words as break": "shown: beside", "words beside": "shown: beside", "word": "text: silent",
    "clause dropped": "text: silent", "word struck": "text: words",
}  # fmt: skip
JSON = {
    "clause text": "shown: record", "text": "shown: record", "called equal": "shown: record",
    "called changed": "shown: record", "of a change moved": "shown: record", "span": "shown: record", "dropped": "text: silent",
}  # fmt: skip
NAMES = {"docx": WORD, "html": PAGE, "review": PAGE, "json": JSON}


@pytest.mark.parametrize(("fmt", "kind"), planted.tasks())
def test_a_dishonest_redline_is_found_and_named(fmt: str, kind: str) -> None:
    seed, data = planted.dishonest(fmt, kind, 1)
    verdict, named = planted.judged(fmt, data, *planted._named(seed))
    assert verdict == "not"
    assert NAMES[fmt].get(kind, ": ") in named


@pytest.mark.parametrize("fmt", ["docx", "html", "review", "json"])
def test_an_honest_redline_is_verified(fmt: str) -> None:
    for seed in range(8):
        verdict, named = planted.judged(fmt, planted.redline(seed, fmt), *planted._named(seed))
        assert (verdict, named.replace("not-carried", "")) == ("verified", "")
