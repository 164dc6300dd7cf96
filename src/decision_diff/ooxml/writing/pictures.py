"""A picture of one document copied into another, with the images that it shows (`ooxml.pictures`)."""

from __future__ import annotations

from lxml import etree

from decision_diff.ooxml.names import parse_whole
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.pictures import find_relations
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element


def copy_picture(package: Package, inner: Element, output: Output) -> Element | None:
    """Copy the child of a run that holds a picture for another package; None if not all of it can come along."""
    links = {one.id: one for one in package.read_relationships(package.main)}
    copy = package.compatibility.carry(inner)
    for one in list(copy.iter()):
        for key in find_relations(one):
            link = links.get(str(one.attrib[key]))
            if link is not None and link.kind == "hyperlink":
                remove_element(one)
            elif link is None or link.kind != "image" or link.external or not package.has(link.target):
                return None
            else:
                kind = package.find_content_type(link.target)
                one.set(key, output.bring("image", link.target, package.read(link.target), kind))
    _renumber(copy, output)
    return copy


def _renumber(copy: Element, output: Output) -> None:
    """Give drawings ids of their own among those of the document (20.4.2.5)."""
    root = output.package.read_xml(output.package.main)
    own = [one for one in copy.iter() if etree.QName(one).localname == "docPr"]
    if own:
        taken = (parse_whole(one.get("id")) or 0 for one in root.iter() if etree.QName(one).localname == "docPr")
        output.drawings = max(output.drawings, *taken, 0)
        for one in own:
            output.drawings += 1
            one.set("id", str(output.drawings))
