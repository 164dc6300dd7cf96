"""A tracked document as one of its two views, without any tracked change."""

from __future__ import annotations

from decision_diff.model import View
from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.headers import find_comment_parts
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.resolve import resolve_all
from decision_diff.ooxml.writing.saving import Output


def write_view(data: bytes, view: View) -> bytes:
    """Write the document as one view of it, without tracked changes in any of its parts. Raises UnreadableError."""
    package = Package(data, "")
    output = Output(package)
    parts = [*document.find_stories(package), *find_comment_parts(package)]
    resolve_all(output, (part for part in parts if revisions.count(package.read_xml(part))), view)
    return output.pack()
