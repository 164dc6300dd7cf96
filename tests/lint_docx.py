"""Faults of a tracked document that schema validators let pass and Word calls unreadable, or shows wrongly.

`faults(data)` gives a sentence for each: text elements of the wrong kind in a mark, marks where none may be, moves whose
halves or ranges do not pair, ids that stand twice, fields that a mark cuts, rows and paragraphs half marked. Two that
validators see as well, since no validator is asked in every test: namespaces of strict and transitional in one part, and
extensions (w15, w16cid) that a part does not declare to be ignorable (ISO/IEC 29500-3, 7.2), or that a choice asks for by a
prefix that is not declared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from decision_diff import safexml
from decision_diff.model import View
from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.names import child, every, get, name
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSITIONAL = tuple(
    f"{{http://schemas.openxmlformats.org/{one}/2006/" for one in ("wordprocessingml", "officeDocument", "drawingml")
)
_VIEWS: tuple[View, ...] = ("accepted", "rejected")
_MARKS = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_WITH_IDS = (
    *_MARKS, "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange",
    "w:moveFromRangeStart", "w:moveToRangeStart", "w:cellIns", "w:cellDel", "w:numberingChange",
)  # fmt: skip
_INSIDE = frozenset(
    {"w:r", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:sdt", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "m:oMath",
     "m:oMathPara", "m:r", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd",
     "w:permStart", "w:permEnd"}
)  # fmt: skip


def faults(data: bytes) -> list[str]:
    """All faults, a sentence each; none for a document that Word opens and resolves as it is meant."""
    package = Package(data)
    roots = [package.read_xml(part) for part in document.find_stories(package)]
    roots.extend(package.compatibility.list_unread())
    found = [fault for root in roots for fault in _of(root)]
    ids = Counter(get(one, "w:id") for root in roots for kind in _WITH_IDS for one in every(root, kind))
    found.extend(f"the id {id_} stands {count} times" for id_, count in ids.items() if count > 1)
    found.extend(_moves(roots))
    for part in package.names:
        if part.endswith(".xml") and part.startswith("word/") and "/embeddings/" not in part:
            found.extend(
                f"{part}: {fault}" for fault in dict.fromkeys(_foreign(safexml.parse(package.read(part), part=part)))
            )
    return found


def _foreign(root: Element) -> Iterator[str]:
    """Names of another family of namespaces than the root's, and of extensions that nothing declares."""
    family = _family(str(root.tag))
    stack = [(root, frozenset[str](), False)]
    while stack:
        element, above, anything = stack.pop()
        prefixes = str(element.get(f"{_COMPATIBILITY}Ignorable") or "").split()
        if element.tag == f"{_COMPATIBILITY}Choice":
            prefixes += str(element.get("Requires") or "").split()
            if any(prefix not in element.nsmap for prefix in prefixes):
                yield f"a choice asks for {element.get('Requires')}, which names no namespace"
        known = above | {uri for prefix in prefixes if (uri := element.nsmap.get(prefix))}
        for tag in (str(element.tag), *(str(key) for key in element.attrib)):
            if family and _family(tag) not in ("", family):
                yield f"{tag} is of another family of namespaces than {root.tag}"
            uri = tag[1:].partition("}")[0] if tag.startswith("{") else ""
            if uri.startswith("http://schemas.microsoft.com/office/word/") and uri not in known and not anything:
                yield f"{tag} is an extension that the part does not declare to be ignorable"
        free = anything or str(element.tag).endswith(("}ext", "}graphicData"))  # whose content the schema leaves open
        stack.extend((one, known, free) for one in element)


def _family(tag: str) -> str:
    """Strict or transitional, for a name in one of the namespaces that each has in its own spelling; else ""."""
    if tag.startswith("{http://purl.oclc.org/ooxml/"):
        return "strict"
    return "transitional" if tag.startswith(_TRANSITIONAL) else ""


def _of(root: Element) -> Iterator[str]:
    for kind in _MARKS:
        for mark in every(root, kind):
            yield from _mark(kind, mark)
    for kind, wrong, right in (("w:del", "w:t", "w:delText"), ("w:del", "w:instrText", "w:delInstrText")):
        for mark in every(root, kind):
            if any(not _boxed(one, mark) for one in every(mark, wrong)):
                yield f"{wrong} in {kind}, where only {right} may be"
    for text in (*every(root, "w:delText"), *every(root, "w:delInstrText")):
        if not any(name(one) in ("w:del", "w:moveFrom") for one in text.iterancestors()):
            yield f"{name(text)} outside a deletion"
    for row in every(root, "w:tr"):
        yield from _row(row)
    yield from _torn(root)


def _mark(kind: str, mark: Element) -> Iterator[str]:
    above = mark.getparent()
    where = "" if above is None else name(above)
    if get(mark, "w:author") in (None, ""):
        yield f"{kind} without an author"
    if where in ("w:rPr", "w:trPr"):
        if len(mark):
            yield f"{kind} in {where} holds something"
        return
    if any(name(one) == "w:r" and not _boxed(mark, one) for one in mark.iterancestors()):
        yield f"{kind} inside a run"
    if not len(mark):
        yield f"{kind} is empty"
    for inner in mark:
        if name(inner) not in _INSIDE:
            yield f"{kind} holds {name(inner)}"


def _boxed(element: Element, above: Element) -> bool:
    """Whether a text box, whose content has marks of its own, stands between the two."""
    for one in element.iterancestors():
        if one is above:
            return False
        if name(one) == "w:txbxContent":
            return True
    return False


def _torn(root: Element) -> Iterator[str]:
    """Fields of which one view has the beginning and not the end, or the end alone."""
    for view in _VIEWS:
        begun = 0
        torn = False
        for one in every(root, "w:fldChar"):
            if any(revisions.is_hidden(name(above), view) for above in one.iterancestors()):
                continue
            kind = get(one, "w:fldCharType")
            torn = torn or (kind == "end" and not begun)
            begun += (kind == "begin") - (kind == "end" and begun > 0)
        if torn or begun:
            yield f"a field is torn in the {view} view"


def _row(row: Element) -> Iterator[str]:
    for mark in ("w:ins", "w:del"):
        if child(row, "w:trPr", mark) is None:
            continue
        for paragraph in every(row, "w:p"):
            if _boxed(paragraph, row):
                continue
            if child(paragraph, "w:pPr", "w:rPr", mark) is None:
                yield f"a row with {mark} holds a paragraph mark without"
            for run in every(paragraph, "w:r"):
                if not any(name(one) == mark for one in run.iterancestors()):
                    yield f"a row with {mark} holds a run without"


def _moves(roots: list[Element]) -> Iterator[str]:
    names: dict[str, Counter[str]] = {}
    for half in ("moveFrom", "moveTo"):
        starts = [one for root in roots for one in every(root, f"w:{half}RangeStart")]
        ends = Counter(get(one, "w:id") for root in roots for one in every(root, f"w:{half}RangeEnd"))
        for start in starts:
            names.setdefault(get(start, "w:name") or "", Counter())[half] += 1
            if ends[get(start, "w:id")] != 1:
                yield f"a {half} range does not end once"
            if get(start, "w:date") is None:
                yield f"a {half} range has no date, which the schema asks for"
        if len(starts) != sum(ends.values()):
            yield f"{half} ranges do not pair"
    for called, halves in names.items():
        if halves != Counter({"moveFrom": 1, "moveTo": 1}):
            yield f"the move {called} has {halves['moveFrom']} origins and {halves['moveTo']} places"
