"""What the new document says of itself that is not true of its redline, or keeps a reader from working with it.

A digital signature is broken by the first mark, and Word says that the document was changed. A protected document, one marked
as final or one that opens read-only does not let its changes be accepted, and one whose settings hide tracked changes shows
none. All of these are dropped and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.ooxml.names import child, every, get
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.revisions import MARKS
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element

_SIGNATURES: Final = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/"  # 29500-2, 10
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_STATUS: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}contentStatus"
_FINAL: Final = "_MarkAsFinal"
_EDITS: Final = {
    "readOnly": "no changes", "comments": "comments only", "trackedChanges": "tracked changes only", "forms": "forms only",
}  # fmt: skip
_OFF: Final = frozenset({"0", "false", "off"})
_LOCKED: Final = frozenset({"contentLocked", "sdtContentLocked"})


def drop_protection(output: Output) -> list[str]:
    """Drop from a package that is being written what keeps a reader from its marks; a sentence of each."""
    return [*_drop_signatures(output), *_drop_settings(output), *_drop_final_mark(output)]


def count_locked_changes(package: Package) -> int:
    """Count the tracked changes of the body in content controls whose content is locked (w:lock, 17.5.2.23)."""
    locked = {
        control
        for lock in every(package.read_xml(package.main), "w:lock")
        if get(lock, "w:val") in _LOCKED
        for properties in (lock.getparent(),)
        if properties is not None and (control := properties.getparent()) is not None
    }
    return len({mark for control in locked for kind in MARKS for mark in every(control, kind)})


def _drop_signatures(output: Output) -> Iterator[str]:
    package = output.package
    signed = 0
    for link in package.read_relationships():
        if link.kind == f"{_SIGNATURES}origin":
            signed += sum(one.kind == f"{_SIGNATURES}signature" for one in package.read_relationships(link.target))
            output.drop(_find_signature_parts(package, link.target))
    if signed:
        yield f"{signed} × a digital signature of the new document, which is not valid for a redline, is dropped"


def _find_signature_parts(package: Package, origin: str) -> list[str]:
    """The origin, the signatures that it names, and the certificates that these name."""
    parts = [origin]
    for part in parts:  # grows
        found = [one.target for one in package.read_relationships(part) if one.kind.startswith(_SIGNATURES)]
        parts.extend(one for one in found if one not in parts)
    return parts


def _drop_settings(output: Output) -> Iterator[str]:
    part = output.package.find_related("settings")
    if part is None:
        return
    root = output.package.read_xml(part)
    protection = child(root, "w:documentProtection")
    if protection is not None and (get(protection, "w:enforcement") or "0") not in _OFF:
        what = _EDITS.get(get(protection, "w:edit") or "", "formatting")
        _remove(output, part, protection)
        yield f"the protection of the new document ({what}) is dropped, so that changes can be accepted and rejected"
    for writing in list(every(root, "w:writeProtection")):
        _remove(output, part, writing)
        yield "that the new document is to be opened read-only is dropped, so that changes can be accepted and rejected"
    shown = child(root, "w:revisionView")
    if shown is not None and any((get(shown, f"w:{key}") or "1") in _OFF for key in ("markup", "insDel", "formatting")):
        _remove(output, part, shown)
        yield "the new document's setting to hide tracked changes is dropped"
    if child(root, "w:removePersonalInformation") is not None:
        yield "the new document is set to lose personal information: once saved in Word, tracked changes have no author's name"


def _drop_final_mark(output: Output) -> Iterator[str]:
    package = output.package
    for link in package.read_relationships():
        if link.kind in ("custom-properties", "customProperties") and _is_sound(package, link.target):
            for one in [one for one in package.read_xml(link.target) if one.get("name") == _FINAL and _says_yes(one)]:
                _remove(output, link.target, one)
                _drop_status(output)
                yield "the new document's mark as final is dropped from its redline"


def _is_sound(package: Package, part: str) -> bool:
    """Whether a part that no redline needs can be read."""
    try:
        return package.has(part) and package.read_xml(part) is not None
    except UnreadableError:
        return False


def _says_yes(found: Element) -> bool:
    return "".join(str(one.text or "") for one in found).strip().lower() in ("1", "true")


def _drop_status(output: Output) -> None:
    """Word writes the mark as final into two places; the second is only shown."""
    package = output.package
    for link in package.read_relationships():
        if link.kind == _CORE and _is_sound(package, link.target):
            for one in list(package.read_xml(link.target).iter(_STATUS)):
                _remove(output, link.target, one)


def _remove(output: Output, part: str, element: Element) -> None:
    output.edit(part)
    remove_element(element)
