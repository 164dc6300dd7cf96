"""Redlines in Word as tests need them: each one proved and linted, and what it marks and tells."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import lint_docx
from decision_diff import compare, render, verify
from decision_diff.model import Source
from wordfiles import abstract, instance, level, numbering

LISTS = numbering(
    abstract(1, level(0, "decimal", "%1"), level(1, "lowerLetter", "%2)")),
    abstract(2, level(0, "chineseCounting", "第%1条")),
    instance(1, 1), instance(2, 2),
)  # fmt: skip
_MARKED = re.compile(r"<w:(ins|del|moveFrom|moveTo) [^>]*(?<!/)>(.*?)</w:\1>", re.DOTALL)


def redline(old: Any, new: Any, **options: Any) -> bytes:
    """A redline that was proved (by `render`) and that the linter has nothing to say of."""
    output = render(compare(old, new), "docx", **options)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    assert verify(Source("redline.docx", "", output), old, new).differences == ()
    return output


def part(package: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def marked(package: bytes) -> list[str]:
    """`-gone` and `+come`, `<from` and `>to` of each mark around text, in order."""
    signs = {"ins": "+", "del": "-", "moveFrom": "<", "moveTo": ">"}
    return [
        signs[kind] + "".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", inner))
        for kind, inner in _MARKED.findall(part(package))
    ]


def said(old: bytes, new: bytes) -> list[str]:
    """What is told of a redline, save where it marks more than was found to differ (`test_docx_fine`)."""
    told: list[str] = []
    output = render(compare(old, new), "docx", told=told.append, noticed=lambda _: None)
    assert isinstance(output, bytes)
    assert lint_docx.faults(output) == []
    found = verify(Source("redline.docx", "", output), old, new).differences
    assert all(one.kind in ("picture", "link") for one in found)  # what is lost; it is told
    assert told or not found
    return told
