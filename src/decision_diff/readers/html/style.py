"""What an element's own attributes say of how it looks: hidden, struck, raised, a block or not, which marker a list has.

Only what the element itself says is known: style sheets are not applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from decision_diff.patterns import late
from decision_diff.readers.flow import Trait

_NONE: Final[Mapping[str, str]] = {}
_DECLARATION: Final = late(r"([a-zA-Z-]{1,40})\s*:\s*([^;]{1,200})")
_ZERO: Final = late(r"\+?0*\.?0+(?:px|pt|em|rem|%|cm|mm|in|ex)?")
_TAGS: Final[dict[str, Trait]] = {
    "sup": ("superscript", ""), "sub": ("subscript", ""), "s": ("strike", ""), "strike": ("strike", ""),
}  # fmt: skip


def read_style(attributes: Mapping[str, str | None]) -> Mapping[str, str]:
    """The declarations of a style attribute: property and value, in lower case; the last of a property holds."""
    style = attributes.get("style")
    if not style:
        return _NONE
    return {found[1].lower(): _read_value(found[2]) for found in _DECLARATION.finditer(style)}


def _read_value(said: str) -> str:
    value = said.replace("!important", "").strip()
    return value if '"' in value or "'" in value else value.lower()


def find_traits(tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str]) -> list[Trait]:
    """The features that hold for the words of an element."""
    traits: list[Trait] = []
    if tag in _TAGS:
        traits.append(_TAGS[tag])
    if hides := find_hiding(tag, attributes, style):
        traits.append(("hidden", hides))
    if style:
        raised = style.get("vertical-align", "")
        if raised in ("super", "sub"):
            traits.append(("superscript" if raised == "super" else "subscript", ""))
        if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
            traits.append(("strike", ""))
    return traits


def find_hiding(tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str]) -> str:
    """Why the words of an element cannot be seen; "" if they can."""
    if "hidden" in attributes or style.get("display") == "none" or (tag == "dialog" and "open" not in attributes):
        return "vanish"
    if tag == "bdo" and (attributes.get("dir") or "").lower() == "rtl":
        return "reversed"
    if not style:
        return ""
    if style.get("visibility") in ("hidden", "collapse"):
        return "invisible"
    if style.get("mso-hide") == "all":
        return "vanish"
    if _ZERO.fullmatch(style.get("font-size", "")):
        return "tiny"
    return "transparent" if _ZERO.fullmatch(style.get("opacity", "")) or style.get("color") == "transparent" else ""
