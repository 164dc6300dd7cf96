"""A redline in Word to plant edits in: its parts as trees, and how runs and paragraphs of them are found, cut and forged."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import wordfiles as wf

__all__ = [
    "Draft", "Element", "Unfit", "drop", "forged", "holder", "marked_run", "plain_runs", "q", "said", "set_words", "unwrap", "wf",
    "whole_paragraphs", "words_of",
]  # fmt: skip

Element = etree._Element  # noqa: SLF001 - lxml's name for the type of an element
_MARKS = ("ins", "del", "moveFrom", "moveTo")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN = "word/document.xml"


class Unfit(Exception):  # noqa: N818 - not an error
    """A redline has no place for an edit of this kind."""


def q(local: str) -> str:
    """`p` in the namespace of WordprocessingML."""
    return f"{{{wf.W}}}{local}"


class Draft:
    """The parts of a package, those of XML as trees when they are asked for."""

    def __init__(self, data: bytes, random: Random) -> None:
        self.random = random
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts: dict[str, bytes] = {one: archive.read(one) for one in archive.namelist()}
        self.trees: dict[str, Element] = {}

    def tree(self, part: str = _MAIN) -> Element:
        """The root of a part."""
        if part not in self.trees:
            if part not in self.parts:
                raise Unfit(part)
            self.trees[part] = etree.fromstring(self.parts[part])
        return self.trees[part]

    def data(self) -> bytes:
        """The package."""
        written = {
            part: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for part, root in self.trees.items()
        }
        return wf.pack({**self.parts, **written})

    def pick(self, found: Iterator[Element] | list[Element]) -> Element:
        """One of several elements."""
        listed = list(found)
        if not listed:
            raise Unfit
        return self.random.choice(listed)

    def plain(self, part: str = _MAIN, least: int = 6) -> Element:
        """A run of words that no mark, field or link holds."""
        return self.pick(plain_runs(self.tree(part), least))

    def middle(self) -> Element:
        """A run cut out of the middle of unmarked words."""
        return self.cut(self.plain())

    def cut(self, run: Element) -> Element:
        """Some two to five characters of a run as a run of its own."""
        words = words_of(run)
        start = self.random.randrange(1, len(words) - 3)
        end = min(start + self.random.randrange(2, 6), len(words) - 1)
        # White space alone would show nothing else.
        while not words[start:end].strip():
            start, end = start - 1, end + 1
        made = []
        for text in (words[:start], words[start:end], words[end:]):
            one = deepcopy(run)
            set_words(one, text)
            run.addprevious(one)
            made.append(one)
        drop(run)
        return made[1]

    def prefixes(self) -> dict[str, str]:
        """Those of the main part."""
        return {prefix: uri for prefix, uri in self.tree().nsmap.items() if prefix}

    def property(self, run: Element, local: str, **values: str) -> Element:
        """A property of a run, put where the order of the schema is not hurt for the few that are used here."""
        properties = run.find(q("rPr"))
        if properties is None:
            properties = etree.Element(q("rPr"))
            run.insert(0, properties)
        one = etree.SubElement(properties, q(local))
        for key, text in values.items():
            one.set(q(key), text)
        return one


def plain_runs(root: Element, least: int) -> Iterator[Element]:
    outside = {q(one) for one in (*_MARKS, "fldSimple", "hyperlink", "txbxContent")}
    for run in root.iter(q("r")):
        if (
            len(words_of(run)) >= least
            and len(run.findall(q("t"))) == 1
            and not any(one.tag in outside for one in run.iterancestors())
        ):
            yield run


def words_of(run: Element) -> str:
    return "".join(one.text or "" for one in run if one.tag in (q("t"), q("delText")))


def set_words(run: Element, text: str) -> None:
    one = next(one for one in run if one.tag in (q("t"), q("delText")))
    one.text = text
    one.set(_SPACE, "preserve")


def drop(element: Element) -> None:
    above = element.getparent()
    if above is None:
        raise Unfit
    above.remove(element)


def forged(random: Random, words: str) -> str:
    """The words with one letter another."""
    places = [at for at, one in enumerate(words) if one.isalpha()]
    if not places:
        raise Unfit
    at = random.choice(places)
    other = next(one for one in random.sample("甲乙丙丁戊己庚", 7) if one != words[at])
    return words[:at] + (other if ord(words[at]) > 0x2E80 else "x" if words[at] != "x" else "y") + words[at + 1 :]


def whole_paragraphs(draft: Draft) -> list[Element]:
    """Those of the body that hold words, without marks, sections or notes."""
    found = []
    for one in draft.tree().iter(q("p")):
        inside = {element.tag for element in one.iter()}
        if not inside & {
            q(kind) for kind in (*_MARKS, "sectPr", "footnoteReference", "endnoteReference", "drawing")
        } and any(words_of(run).strip() for run in one.iter(q("r"))):
            found.append(one)
    return found


def marked_run(draft: Draft, kind: str) -> Element:
    return draft.pick(
        [run for mark in draft.tree().iter(q(kind)) for run in mark.iter(q("r")) if words_of(run).strip()]
    )


def unwrap(mark: Element) -> None:
    for text in mark.iter(q("delText")):
        text.tag = q("t")
    for one in list(mark):
        mark.addprevious(one)
    drop(mark)


def holder(element: Element) -> Element:
    """The element above."""
    above = element.getparent()
    if above is None:
        raise Unfit
    return above


def said(element: Element) -> str:
    """All the words in it."""
    return "".join(map(str, element.itertext()))
