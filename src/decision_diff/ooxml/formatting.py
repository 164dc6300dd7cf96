"""What the own properties of a run or a paragraph (w:rPr, w:pPr) change in its looks, so that two of them can be compared.

    properties ==flat==> {(element, attribute): value} ==Looks==> without what the styles in force say anyway

`alike.Alike` compares them between two documents.

Left out is what nobody sees: languages, proofing, the hint of fonts, names of fonts beside a theme's (17.3.2.26), what is
meant for complex scripts where there is none, and what says no more than the styles of the paragraph and the run, the
document's defaults (17.7.5) and, where all of these are silent, the standard. In a table a property that any table style
speaks of counts as seen, and in a list so do indents, which the list may set (17.9.22).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from decision_diff.frozen import frozen
from decision_diff.ooxml.names import child, every, get, is_on, name, value
from decision_diff.ooxml.package import Package
from decision_diff.patterns import late
from decision_diff.safexml import Element

PropertiesKind = Literal["w:rPr", "w:pPr"]
Flat = dict[tuple[str, str], str]


def _named(words: str) -> frozenset[str]:
    return frozenset(f"w:{word}" for word in words.split())


# Hebrew to Myanmar, Khmer, and the presentation forms of Hebrew and Arabic: what the properties for complex scripts are for.
COMPLEX: Final = late("[\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
FOR_COMPLEX: Final = frozenset({("w:bCs", ""), ("w:iCs", ""), ("w:szCs", ""), ("w:rFonts", "cs")})
_UNSEEN: Final = frozenset(
    {"w:lang", "w:noProof", "w:rPr", "w:sectPr", "w:cnfStyle", "w:divId", "w:ins", "w:del", "w:moveFrom", "w:moveTo",
     "w:rPrChange", "w:pPrChange"}
)  # fmt: skip
_ELSEWHERE: Final = frozenset({"w:rStyle", "w:pStyle", "w:numPr", "w:outlineLvl"})  # compared by what they name
_BY_ATTRIBUTE: Final = frozenset({("w:rPr", "w:rFonts"), ("w:pPr", "w:ind"), ("w:pPr", "w:spacing")})
# Said by the paragraph's style and the run's, these are off again (17.7.3).
_TOGGLES: Final = _named("b bCs caps emboss i iCs imprint outline shadow smallCaps strike vanish")
_ON: Final = _named("widowControl kinsoku wordWrap overflowPunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid")
_SWITCHES: Final = (
    _TOGGLES
    | _ON
    | _named(
        "dstrike webHidden rtl cs specVanish oMath keepNext keepLines pageBreakBefore suppressLineNumbers bidi "
        "suppressAutoHyphens topLinePunct contextualSpacing mirrorIndents suppressOverlap"
    )
)
_DEFAULTS: Final = {
    "w:rPr": {
        "w:color": "auto", "w:spacing": "0", "w:w": "100", "w:kern": "0", "w:position": "0", "w:sz": "20", "w:szCs": "20",
        "w:highlight": "none", "w:u": "none", "w:effect": "none", "w:vertAlign": "baseline", "w:em": "none",
    },
    "w:pPr": {"w:jc": "left", "w:textAlignment": "auto", "w:textDirection": "lrTb"},
}  # fmt: skip
_SPACING: Final = {"line": "240", "lineRule": "auto"}
_NO_EDGE: Final = "none"
_SAME: Final = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}


def read_properties(properties: Element | None, kind: PropertiesKind) -> Flat:
    """Reads what properties say: one value for each thing that can be said alone, in any order."""
    found: Flat = {}
    for one in properties if properties is not None else ():
        called = name(one)
        if called not in _UNSEEN and called not in _ELSEWHERE:
            found.update(_read_property(one, called, kind))
    return found


def _read_property(element: Element, called: str, kind: PropertiesKind) -> Flat:
    if (kind, called) in _BY_ATTRIBUTE:
        return {(called, key): said for key, said in _attributes(element).items()}
    if called == "w:pBdr":
        return {(called, name(edge)): _edge(edge) for edge in element}
    if called in _SWITCHES:
        return {(called, ""): "on" if is_on(element) else "off"}
    return {(called, ""): spell(element)}


def _attributes(element: Element) -> dict[str, str]:
    said = {str(etree.QName(key).localname): str(text) for key, text in element.attrib.items()}
    if name(element) == "w:rFonts":
        # A font of the theme goes before one that is named; "cstheme" alone is spelled small.
        slots = {key: text for key, text in said.items() if key in ("ascii", "hAnsi", "eastAsia", "cs")}
        themes = {key[:-5]: f"theme {text}" for key, text in said.items() if key.lower().endswith("theme")}
        return slots | themes
    return {_SAME.get(key, key): text for key, text in said.items()}


def spell(element: Element) -> str:
    """Spells an element as text, the same for two that say the same; a lone w:val as that value."""
    sided = name(element) in ("w:jc", "w:tab")
    said = sorted(
        (local, _SAME.get(str(text), str(text)) if sided and local == "val" else str(text))
        for local, text in ((str(etree.QName(key).localname), text) for key, text in element.attrib.items())
    )
    if not len(element) and [key for key, _ in said] == ["val"]:
        return said[0][1]
    return f"{said}{[(name(one), spell(one)) for one in element]}"


def _edge(element: Element) -> str:
    return _NO_EDGE if get(element, "w:val") in ("nil", "none") else spell(element)


_NORMAL: Final = "normal"


def _default(key: tuple[str, str], kind: PropertiesKind) -> str | None:
    """What holds where nothing is said; None if that is not known."""
    called, attribute = key
    if called in _SWITCHES:
        return "on" if called in _ON else "off"
    if called == "w:ind":
        return "0"
    if called == "w:spacing" and attribute:
        return _SPACING.get(attribute, "0")
    if called == "w:pBdr":
        return _NO_EDGE
    if called == "w:shd":
        return "[('color', 'auto'), ('fill', 'auto'), ('val', 'clear')][]"
    return _DEFAULTS[kind].get(called)


@frozen
class _StyleFormatting:
    name: str
    based_on: str
    run: Flat
    paragraph: Flat
    listed: bool

    def says_otherwise(self, other: _StyleFormatting) -> bool:
        return (self.run, self.paragraph) != (other.run, other.paragraph)


@dataclass(slots=True)
class Looks:
    """What the styles of one package say. Styles are known by their names: ids differ between documents."""

    package: Package
    _styles: dict[str, _StyleFormatting] = field(default_factory=dict)
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _document: dict[PropertiesKind, Flat] = field(default_factory=dict)
    _tables: dict[PropertiesKind, set[tuple[str, str]]] = field(
        default_factory=lambda: {"w:rPr": set(), "w:pPr": set()}
    )
    _bases: dict[tuple[PropertiesKind, str, str], Flat] = field(default_factory=dict)
    _default: str = ""

    def __post_init__(self) -> None:
        part = self.package.find_related("styles")
        root = self.package.read_xml(part) if part else None
        defaults = child(root, "w:docDefaults")
        self._document = {
            "w:rPr": read_properties(child(defaults, "w:rPrDefault", "w:rPr"), "w:rPr"),
            "w:pPr": read_properties(child(defaults, "w:pPrDefault", "w:pPr"), "w:pPr"),
        }
        for style in every(root, "w:style") if root is not None else ():
            if get(style, "w:type") == "table":
                self._add_of_table(style)
            else:
                self._add(style)

    def _add_of_table(self, style: Element) -> None:
        for kind, keys in self._tables.items():
            keys.update(key for one in every(style, kind) for key in read_properties(one, kind))

    def _add(self, style: Element) -> None:
        """Adds a style of paragraphs or runs. Of two with one id the first holds."""
        kind, id_ = get(style, "w:type") or "paragraph", get(style, "w:styleId") or ""
        called = (value(style, "w:name") or id_).casefold()
        own = _StyleFormatting(
            called,
            value(style, "w:basedOn") or "",
            read_properties(child(style, "w:rPr"), "w:rPr"),
            read_properties(child(style, "w:pPr"), "w:pPr"),
            child(style, "w:pPr", "w:numPr") is not None,
        )
        self._styles.setdefault(id_, own)
        self._ids.setdefault((kind, called), id_)
        if kind == "paragraph" and get(style, "w:default") in ("1", "true", "on") and not self._default:
            self._default = id_

    def find_run_style(self, properties: Element | None) -> str:
        """Finds the name of the style that a w:rPr names, "" if it names none that exists."""
        return self._called(value(properties, "w:rStyle") or "")

    def find_paragraph_style(self, properties: Element | None) -> str:
        """Finds the name of the style of a paragraph with this w:pPr; "normal" in a document without a default style."""
        return self._called(value(properties, "w:pStyle") or "") or self._called(self._default) or _NORMAL

    def has(self, style: str) -> bool:
        """Whether there is a paragraph style of that name."""
        return ("paragraph", style) in self._ids

    def find_redefined(self, new: Looks) -> list[str]:
        """Finds the styles in use here that `new` defines otherwise: their names, sorted."""
        used = self._used()
        found = {
            called
            for (kind, called), id_ in self._ids.items()
            if called in used and (kind, called) in new._ids
            if self._styles[id_].says_otherwise(new._styles[new._ids[kind, called]])
        }
        if bool(self._default) != bool(new._default):  # what has no style is in it
            lone = (*self._chain(self._default), *new._chain(new._default))
            found.update(one.name for one in lone if one.run or one.paragraph)
        return sorted(found | ({"document defaults"} if self._document != new._document else set()))

    def _used(self) -> set[str]:
        """The names of the styles in use, and of those that they are based on."""
        root = self.package.read_xml(self.package.main)
        named = (get(one, "w:val") or "" for kind in ("w:pStyle", "w:rStyle") for one in every(root, kind))
        return {style.name for id_ in dict.fromkeys([self._default, *named]) for style in self._chain(id_)}

    def is_listed(self, properties: Element | None) -> bool:
        """Whether a paragraph with this w:pPr names a list, or its style does."""
        named = value(properties, "w:pStyle") or ""
        chain = self._chain(named if named in self._styles else self._default)
        return child(properties, "w:numPr") is not None or any(style.listed for style in chain)

    def find_visible(
        self, said: Flat, kind: PropertiesKind, style: str, run_style: str, *, table: bool, listed: bool
    ) -> Flat:
        """Finds what these properties change in a paragraph of that style, for a run of that style."""
        base = self.find_base(kind, style, run_style)
        unsure = self._tables[kind] if table else set()
        return {
            key: text
            for key, text in said.items()
            if key in unsure or (listed and key[0] in ("w:ind", "w:tabs")) or text != base.get(key, _default(key, kind))
        }

    def _called(self, id_: str) -> str:
        return self._styles[id_].name if id_ in self._styles else ""

    def find_base(self, kind: PropertiesKind, style: str, run_style: str) -> Flat:
        """Finds what the styles say of a run or paragraph that says nothing itself."""
        key = (kind, style, run_style)
        if key not in self._bases:
            base = dict(self._document[kind])
            by_paragraph = self._said(kind, self._ids.get(("paragraph", style), ""))
            by_run = self._said(kind, self._ids.get(("character", run_style), ""))
            for one in (*by_paragraph, *by_run):
                called = one[0]
                if called in _TOGGLES and base.get(one) != "on":
                    both = (by_paragraph.get(one) == "on") != (by_run.get(one) == "on")
                    base[one] = "on" if both else "off"
                elif called not in _TOGGLES:
                    base[one] = by_run.get(one, by_paragraph.get(one, ""))
            self._bases[key] = base
        return self._bases[key]

    def _said(self, kind: PropertiesKind, id_: str) -> Flat:
        """What a style says with those that it is based on; the nearest holds."""
        found: Flat = {}
        for style in self._chain(id_):
            for key, text in (style.run if kind == "w:rPr" else style.paragraph).items():
                found.setdefault(key, text)
        return found

    def _chain(self, id_: str) -> Iterator[_StyleFormatting]:
        met: set[str] = set()
        while id_ in self._styles and id_ not in met:
            met.add(id_)
            yield self._styles[id_]
            id_ = self._styles[id_].based_on
